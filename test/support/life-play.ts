// What the random runs of a request's life share: how an act of one side reaches the other.
import type { Uuid } from '../../src/base/ids.ts';
import type { AgencyRole, CaseRole } from '../../src/people/roles.ts';
import type { Actor } from '../../src/requests/machine/states/guard-facts.ts';

/** What the other side's desk records when one side has done this. */
export const TOLD_AS: {
  readonly [direction in 'outgoing' | 'incoming']: { readonly [act: string]: string };
} = {
  incoming: {
    checkAuthenticity: 'deliver',
    register: 'acknowledge',
    askClarification: 'askClarification',
    beginExecution: 'beginExecution',
    recordResults: 'reportItems',
    acceptInPart: 'refuseInPart',
    transmitResults: 'reportExecuted',
    refuse: 'refuse',
    postpone: 'postpone',
    resume: 'resume',
    proposeConditions: 'proposeConditions',
  },
  outgoing: {
    answerClarification: 'receiveClarification',
    changeItems: 'changeItems',
    acceptConditions: 'conditionsAccepted',
    declineConditions: 'conditionsDeclined',
    withdraw: 'withdrawn',
    askEnforcement: 'askEnforcement',
  },
};

/** Rarely taken, so that a play goes far. */
export const ENDING = new Set(
  'abandon handOver declineToAuthorise refuseValidation takeBack refuse withdraw withdrawn postpone close findNotGenuine returnUndelivered askClarification hearGround'.split(
    ' ',
  ),
);

/** Of every role, some with one in the agency. */
export const PEOPLE: readonly Actor[] = (
  [
    ['lead', ['registrar']],
    ['investigator', []],
    ['investigator', ['dutyOfficer']],
    ['prosecutor', []],
    ['prosecutor', ['centralAuthority']],
    ['judge', []],
    ['judge', []],
    ['translator', ['centralAuthority']],
    ['examiner', []],
    ['observer', []],
  ] as readonly (readonly [CaseRole, readonly AgencyRole[]])[]
).map(([role, roles], i) => ({ id: `00000000-0000-7000-8000-00000000000${i}` as Uuid, role, roles })); // as one is written
