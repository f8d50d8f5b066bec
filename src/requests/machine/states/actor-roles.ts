// Whose act something is, and whether it is for this person.
import { inAgency, inCase } from '../../../people/policy.ts';
import type { Actor } from './guard-facts.ts';

const WHO = [
  'drafter', // writes requests of the case
  'reviewer', // prosecutor or judge
  'authoriser', // whoever signs
  'issuer', // another competent authority, which may issue before somebody validates
  'desk', // central authority, or whoever sends by themselves
  'dutyOfficer', // the 24/7 point of contact
  'translator',
  'custodian', // takes in evidence
  'counterpart', // the other side; a desk of ours records it
  'system',
] as const;

export type Who = (typeof WHO)[number];

/** Whether this person may take acts of that kind at all. */
export function isWho(actor: Pick<Actor, 'role' | 'roles'>, who: Who): boolean {
  const { role, roles } = actor;
  switch (who) {
    case 'drafter':
      return inCase(role, 'draftRequest') === 'yes';
    case 'reviewer':
      return inCase(role, 'reviewRequest') === 'yes';
    case 'authoriser':
      return inCase(role, 'authoriseRequest') === 'yes';
    case 'issuer':
      return inCase(role, 'issueUnvalidated') === 'yes';
    case 'desk':
    case 'counterpart': // what the other side did is recorded by a desk
      return (
        inCase(role, 'sendRequest') === 'yes' ||
        (inCase(role, 'seeRequests') === 'yes' && inAgency(roles, 'handleRequests') === 'yes')
      );
    case 'dutyOfficer':
      return inCase(role, 'seeRequests') === 'yes' && inAgency(roles, 'verifyEmergency') === 'yes';
    case 'translator':
      return role === 'translator';
    case 'custodian':
      return inCase(role, 'addEvidence') === 'yes';
    case 'system':
      return false;
  }
}
