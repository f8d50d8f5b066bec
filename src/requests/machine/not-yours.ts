// An act that is for others, refused in words that say for whom: whoever reads it must know whom to ask.
import { Refusal } from '../../base/refusal.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { Who } from './actor-roles.ts';
import type { Row } from './machine.ts';

const DESK =
  'the lead of the case, a prosecutor or a judge of it, or a member of it who handles requests for the agency';

/** As `isWho` has it. */
const MEMBERS: { readonly [who in Who]: string } = {
  drafter: 'the lead, an investigator or a prosecutor of the case',
  reviewer: 'a prosecutor or a judge of the case',
  authoriser: 'a prosecutor or a judge of the case',
  issuer: 'the lead of the case',
  desk: DESK,
  counterpart: DESK,
  dutyOfficer: 'a member of the case who is on duty for the agency',
  translator: 'a translator of the case',
  custodian: 'the lead, an investigator or an examiner of the case',
  system: 'the program itself',
};

export function notYours(
  { who, act }: Pick<Row<string, string>, 'who' | 'act'>,
  role: CaseRole | undefined,
): Refusal {
  return new Refusal('notAllowed', {
    expected: `${MEMBERS[who]}, for the act '${act}'`,
    found: role === undefined ? 'nobody of the case' : `somebody whose role in it is ${role}`,
    next: 'Nothing was recorded. Ask one of them to do it.',
  });
}
