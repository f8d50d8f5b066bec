// Who may know that a request exists, or of what came in answer to it.
export const confidence = {
  confidence: {
    title: { request: 'Who may know', result: 'Who may know of this result' },
    ask: { request: 'Who may know of this request?', result: 'Who may know of this result?' },
    lead: {
      request:
        'Everybody else of the case finds no trace of it: not in a list, a count or a reminder. What comes in answer is kept to them too.',
      result:
        'Everybody else finds no trace of it: not its exhibits, nor their custody, the packages they left in, a count or a job.',
    },
    onceKept: 'Once it is kept to some',
    choices: {
      asRequest: {
        open: 'Everybody of the case',
        restricted: 'Everybody who may know of the request',
      },
      named: 'Only those whom I name',
    },
    namedHint: 'Where the sender asks for it, or somebody would be at risk.',
    follows: {
      open: 'It is seen like all evidence of the case.',
      restricted: 'It is kept to those who may know of the request.',
    },
    kept: { request: 'It is kept to those who are named.', result: 'It is kept to those who are named.' },
    knowers: { request: 'Who alone may know of it?', result: 'Who alone may know of it?' },
    knowersHint: 'Yourself and a lead of the case among them.',
    knowersWrong: 'Name yourself and a lead of the case',
    until: 'Until what day? (optional)',
    untilHint: {
      request: 'On that day those of them who decide are asked. It never opens by itself.',
      result: 'On that day those of them who decide are asked. It never opens by itself.',
    },
    untilWrong: 'Enter a day to come, or none',
    untilLabel: 'Until',
    noUntil: 'Nobody is asked',
    ground: 'By what condition or rule is it kept?',
    groundHint: 'Such as: point 3 of the letter that came with it. It is shown to those who may know.',
    groundWhat: 'by what it is kept',
    groundLabel: 'Condition or rule',
    reason: 'Why is it changed?',
    reasonAtFirst: { request: 'Why is it kept?', result: 'Why is it kept?' },
    reasonWhat: 'why',
    held: (exhibit: string) =>
      `Somebody else holds ${exhibit}, or was offered it. Have it handed over first, or name that person too.`,
    change: 'Change who may know',
    keep: { request: 'Keep it to some', result: 'Keep it to some' },
    save: 'Save it',
    toOpen: 'End it',
    openAsk: 'Why does its confidentiality end?',
    openLead: {
      request: 'Everybody of the case who sees requests knows of it then.',
      result: {
        open: 'Everybody of the case sees it then, with its exhibits.',
        restricted: 'Everybody who may know of the request sees it then, with its exhibits.',
      },
    },
    openButton: 'End it',
    unchanged: 'Nothing has changed',
    due: {
      withoutLead: (request: string) =>
        `No lead of the case knows of ${request}, or of what came in answer to it, any more. Name one.`,
      request: (request: string, day: string) =>
        `Confidentiality of ${request} was kept until ${day}. Open it, or say until when.`,
      result: (request: string, delivery: number, day: string) =>
        `Delivery ${delivery} in answer to ${request} was kept confidential until ${day}. End it, or say until when.`,
    },
    notices: { saved: 'The decision is recorded.' },
    tag: 'Confidential',
    open: 'Everybody of the case who sees requests knows of it.',
    who: 'Who knows',
    why: 'Why',
    history: 'What was decided',
    acts: {
      restricted: 'Kept confidential',
      named: 'Named',
      removed: 'Taken out',
      extended: 'Changed',
      opened: 'Opened',
    },
    when: 'When',
    by: 'By',
    what: 'What',
  },
};
