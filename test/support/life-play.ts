// What the random runs of a request's life share: how an act of one side reaches the other.

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
  'abandon declineToAuthorise refuseValidation takeBack refuse withdraw withdrawn postpone close findNotGenuine returnUndelivered askClarification'.split(
    ' ',
  ),
);
