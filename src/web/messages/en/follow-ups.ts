// What is written about a request that is with the other side, or came from there.

export const followUps = {
  followUps: {
    rail: 'Write',
    write: 'Write about it',
    title: (reference: string) => `What do you write about ${reference}?`,
    carried: (reference: string) => `Reference, parties and basis of ${reference}`,
    carriedRecord: (reference: string) =>
      `What is on record of ${reference} and its items, where the form asks for it`,
    recorded: (reference: string) =>
      `It stands here as it is on record of ${reference}. Change it where that is not what you say.`,
    itemsOf: (reference: string) => `What ${reference} asks for`,
    due: (until: string) => `due until ${until}`,
    written: 'Written about it',
    about: 'About',
    there: (reference: string) => `It is about ${reference}. What it changes is recorded there.`,
    open: (reference: string) => `Open ${reference}`,
    ask: 'Which request of this case is it about?',
    hint: 'Its page then leads here, and this one there.',
    none: 'None of these',
    /** Of the letter of a decision, while that is not recorded of the request. */
    decided: {
      outgoing: {
        refused: 'A refusal came in',
        part: 'A refusal in part came in',
        postponed: 'A postponement came in',
        conditional: 'Conditions came in',
        notExecuted: 'Grounds for not executing the order came in (Annex III)',
        objected: 'An objection under the law of another State came in (Annex III)',
        asked: 'A question came in (Annex III)',
        partial: 'A partial result came in',
      },
      incoming: {
        refused: 'A refusal was sent',
        part: 'A refusal in part was sent',
        postponed: 'A postponement was sent',
        conditional: 'Conditions were sent',
        notExecuted: 'Grounds for not executing the order were sent (Annex III)',
        objected: 'An objection under the law of another State was sent (Annex III)',
        asked: 'A question was sent (Annex III)',
        partial: 'A partial result was sent',
      },
      notYet:
        'It is not recorded here yet. Until it is, the request stands as it stood, and its time limits run on.',
      record: 'Record the decision',
      recordAnswer: 'Record the answer',
    },
  },
};
