// An act that is for others, refused in words that say for whom: whoever reads it must know whom to ask.
import { Refusal, type RefusalName } from '../../../base/refusal.ts';
import type { Who } from './actor-roles.ts';
import type { Row } from './machine.ts';

/** As `isWho` has it. */
const FOR = {
  drafter: 'notAllowed.actOfDrafter',
  reviewer: 'notAllowed.actOfAuthoriser',
  authoriser: 'notAllowed.actOfAuthoriser',
  issuer: 'notAllowed.actOfIssuer',
  desk: 'notAllowed.actOfDesk',
  counterpart: 'notAllowed.actOfDesk',
  dutyOfficer: 'notAllowed.actOfDutyOfficer',
  translator: 'notAllowed.actOfTranslator',
  custodian: 'notAllowed.actOfCustodian',
  system: 'notAllowed.actOfSystem',
} as const satisfies { readonly [who in Who]: RefusalName };

export function notYours({ who, act }: Pick<Row<string, string>, 'who' | 'act'>): Refusal {
  return new Refusal(FOR[who], { act });
}
