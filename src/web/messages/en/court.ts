// Use in court: what is asked, what the custody log shows, certificates.

export const court = {
  court: {
    title: 'Use in court',
    lead: 'What the courts of a State ask of electronic evidence, held against what the custody log shows.',
    noAdvice:
      'This is no legal advice, and no promise that a court will take it. It says what the log shows and what is on record of the law.',
    shows: 'What the custody log shows',
    events: (list: readonly string[]) =>
      list.length === 1 ? `position ${list[0]}` : `positions ${list.join(', ')}`,
    standing: { met: 'met', missing: 'missing', cannotTell: 'cannot tell' },
    fact: {
      origin: 'Where it was taken from',
      taker: 'Who took it, and on which day',
      authority: 'On what lawful authority it was taken',
      method: 'With which tool it was copied, and how',
      protected: 'A write blocker between the source and the tool',
      allRead: 'Every byte was read, and the source was the same after reading',
      hash: 'A SHA-256 digest made while it was taken',
      sourceHash: 'The digest that the source carries equals what was read',
      sameHash: 'Read again later, the digest was the same',
      unbroken: 'Every entry names the one before it; none is missing',
      stages: 'Seizure or identification, taking and keeping are separate entries',
      request: 'It was obtained on a formal request',
    },
    notOnRecord: (state: string) =>
      `What the courts of ${state} ask of electronic evidence is not on record. That is not to say that they ask nothing.`,
    byPerson: 'a person must state it',
    certificate: 'Certificate',
  },
};
