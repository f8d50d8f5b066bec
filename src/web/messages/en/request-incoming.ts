// A request of another State: registered, its documents, and what to look at before it is decided.

export const requestIncoming = {
  requestIncoming: {
    register: 'Register an incoming request',
    notYours: 'You do not register what comes in',
    whoRegisters:
      'The lead of the case, a prosecutor, or a member of it who handles requests for the agency registers a request that comes in: time limits run from its receipt. Give them what came, and say when and how it came.',
    documentTitle: 'Has it come as a document?',
    documentLabel: 'Document',
    documentHint:
      'A PDF, a picture (PNG or JPEG), or a request as JSON or XML; at most 32 MB. It is kept as it came.',
    documentSend: 'Go on with the document',
    noDocument: 'It has not come as a document',
    waiting: 'Documents that wait to be registered',
    sentBy: 'Sent by',
    waitingHere: (n: string) => `Documents that wait to be registered: ${n}`,
    discard: 'Discard',
    discardAsk: 'Why is no request registered from it?',
    discardHint: (name: string) =>
      `The document ${name} is removed. That it came, who discarded it and why stays on record.`,
    discardedOnes: (n: number) => `Discarded before: ${n}`,
    discardWhat: 'why',
    discardButton: 'Discard it',
    discarded: 'The document was discarded.',
    choose: 'Choose the document.',
    kindTitle: 'What kind of request is it?',
    kindHint: 'Its fields are those of this form.',
    isRead:
      'The document carries its data, and they are taken over. What is printed may differ from them: compare.',
    isScan: 'No data that a program can read are attached to it. Type its fields beside it.',
    unread: {
      place: 'Place in the data',
      problems: {
        empty: 'The file is empty.',
        tooLarge:
          'It is too large, or takes too long to read: a document has at most 32 MB, and data in it at most 16 million characters.',
        otherKind:
          'A PDF, a picture (PNG or JPEG), or a request as JSON or XML was expected; this is another kind of file.',
        brokenPdf: 'This PDF is damaged or cut off, so that nothing attached to it can be read.',
        manyAttached: 'More than one request is attached to this PDF, and no program can say which is meant.',
        brokenData: 'Its data are damaged or cut off: they are no whole JSON or XML.',
        otherData: 'Its data are not a request as this program knows it.',
      },
      sendAnother: 'Ask the sender for the file again, or make a PDF or a picture of it and send that.',
      typeBeside:
        'Type its fields beside it, and ask the sender for the file again where its data are needed.',
    },
    /** As whose a European order came: capacity.ts. */
    capacity: {
      ask: 'In which role did the order reach you?',
      label: 'Received as',
      missing: 'Nobody has said in which role the order reached you, so no time limit of that role runs.',
      notSaid: 'Role not said',
      say: 'Say the role',
      words: {
        addressee: 'The addressee; no authority is notified',
        addresseeWithNotice: 'The addressee; an enforcing authority is notified too',
        notifiedAuthority: 'The enforcing authority that is notified',
        enforcingAuthority: 'The enforcing authority that is asked to enforce it',
      },
      times: {
        addressee:
          'The provider’s designated establishment or legal representative: the data go within 10 days, in an emergency within 8 hours (Art. 10(3) and (4)).',
        addresseeWithNotice:
          'Section K names it: the data go when its 10 days are over, or once it has confirmed that it raises no ground; in an emergency within 8 hours (Art. 10(2) and (4)).',
        notifiedAuthority:
          'A ground for refusal is raised within 10 days, in an emergency within 96 hours (Art. 12(1)).',
        enforcingAuthority: 'Recognised or not within 5 working days (Art. 16(2)).',
        toKeep:
          'The provider’s designated establishment or legal representative: the data are kept for 60 days from receipt (Art. 11(1)).',
      },
    },
    fromTitle: 'Which State asks?',
    emergencyHint: 'A threat to life or safety: call back first, then act, papers later.',
    receivedAt: 'When was it received?',
    receivedHint: 'By the clock of whoever received it. Time limits run from then.',
    howKnownAsk: 'How is it known that it was received?',
    theirReference: 'Their own number of it',
    chooseState: 'Choose the State.',
    languageTitle: 'In which language is it written?',
    languageHint:
      'Of what stands in its fields: a translation is made from it. Where that is another, the language in which you type them.',
    language: 'Written in',
    urgency: 'How urgent is it, in their words?',
    sayHow: 'Say how it is known.',
    button: 'Register it',
    documents: 'Documents',
    document: 'Document',
    open: 'Open it',
    none: 'No document has come with it.',
    add: 'Add a document',
    addTitle: 'Which document came later?',
    addHint: 'Its formal papers, an answer, a translation. A PDF, a picture, JSON or XML; at most 32 MB.',
    received: 'Received',
    howKnown: 'How it is known',
    from: 'Asked by',
    fields: 'Type its fields beside it',
    authenticity: 'Is it genuine?',
    callBack: 'Call back at a number of the directory, never at one that stands in the message.',
    numbers: 'Numbers of the directory',
    noNumbers:
      'The directory has no confirmed number for this State. Add one from a source of your own, and have it confirmed.',
    signature:
      'Look at what the signatures of a PDF say, under Documents: who is known to have signed, and whether anything was changed since.',
    admissibility: 'Is it admissible?',
    standing: (day: string) => `Is the legal basis in force? As of ${day}`,
    inForce: { yes: 'In force', no: 'Not in force', unknown: 'Unknown whether in force' },
    declared: (state: string) => `Reservations and declarations: ${state}`,
    basis: 'Legal basis',
    wrong: 'What its checks say',
    nothingWrong: 'Its checks find nothing missing.',
  },
};
