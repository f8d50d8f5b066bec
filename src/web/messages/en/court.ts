// Use in court: what is asked, what the custody log shows, certificates.

export const court = {
  court: {
    title: 'Use in court',
    lead: 'What the courts of a State ask of electronic evidence, held against what the custody log shows.',
    noAdvice:
      'This is no legal advice, and no promise that a court will take it. It says what the log shows and what is on record of the law.',
    shows: 'What the custody log shows',
    events: (positions: string) => `log position ${positions}`,
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
      forEvidence: 'No condition keeps it to leads; what came informally, many courts do not take (para 33)',
    },
    notOnRecord: (state: string) =>
      `What the courts of ${state} ask of electronic evidence is not on record. That is not to say that they ask nothing.`,
    byPerson: 'a person must state it',
    certificate: 'Certificate',
    titleFor: (state: string) => `Use in court: ${state}`,
    which: 'In which State will it be used?',
    whichHint: 'What its courts ask is held against what the custody log of this exhibit shows.',
    onRecord: (state: string) => `${state} (rules on record)`,
    stateWrong: 'Choose a State',
    show: 'Show what is asked',
    another: 'Another State',
    asks: 'What its courts ask',
    noCertificate: 'No certificate is asked for.',
    signedBy: (who: string) => `Signed by: ${who}.`,
    draft: 'Draft the certificate',
    draftAgain: 'Change the draft',
    drafted: (when: string) => `Drafted ${when}; whether it was signed is not in the log.`,
    asPdf: 'PDF, to sign',
    asDocx: 'DOCX, to edit',
    kept: 'The draft is kept. Print it, and have it signed.',
    formTitle: 'Draft a certificate',
    formLead:
      'What the custody log holds is filled in. Whoever signs answers for every word, so change what is not exactly so.',
    recalled:
      'The words that this certificate needs were not read in the law itself. Compare them before you use it.',
    byHand: (what: string) => `Left blank, for whoever signs: ${what}.`,
    keep: 'Keep the draft',
    fromLog: 'From the custody log.',
    optional: 'May stay empty.',
    onlyWhen: (when: string) => `If: ${when}.`,
    yourAnswer: 'Your answer',
    before: 'The question before',
    fieldNeeded: (label: string) => `Fill in: ${label}`,
    fill: {
      record: (number: string, title: string, bytes: number, sha256: string) =>
        `Exhibit ${number}${title === '' ? '' : `, ${title}`}, ${bytes} bytes, SHA-256 ${sha256}`,
      method: (tool: string, at: string) =>
        `Copied with ${tool} at ${at}; a SHA-256 digest was computed from the bytes as they were read`,
      protected: (blocker: string) => `Write blocker between the source and the tool: ${blocker}`,
      hash: (sha256: string) => `SHA-256 ${sha256}`,
      match: (sha256: string, at: string) =>
        `Read again at ${at}, the copy had the same SHA-256 digest: ${sha256}`,
    },
    document: {
      title: 'Certificate',
      exhibit: 'Exhibit',
      case: 'Case',
      agency: 'Agency',
      name: 'Name and position',
      place: 'Place and date',
      signature: 'Signature',
      draft: (day: string) => `Draft of ${day}. It has no effect until it is signed.`,
      basis: (version: string, confidence: string) =>
        `Fields as law data ${version} has them (${confidence}).`,
    },
  },
};
