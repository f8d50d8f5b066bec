// The fixed words of a letter. What is put in stands as it was typed.
export const letter = {
  letter: {
    notice: {
      recalled: 'This form has not yet been compared with the official text.',
      contributed: 'This form was contributed and has not yet been compared with the official text.',
      disputed: 'The content of this form is disputed.',
      editorial: 'No law prescribes this form; it follows good practice.',
      template: (name: string, item: string) =>
        `Compared with the template ${name} up to item ${item}; what follows has not yet been compared with it.`,
      translated: (from: string) =>
        `What was written freely was written in ${from} and is translated here; what is not translated says so. The original is kept in the data of the request.`,
      forceUnknown: (reason: string) =>
        `When this was written, it was not on record whether this instrument is in force for both States. It is sent for this reason: ${reason}`,
    },
    /** Under a letter whose labels are our translation. */
    draft: 'The labels in this language are a draft translation, not the official wording.',
    /** Whom a section is for. */
    readers: 'Only for',
    notStated: 'Not stated.',
    untranslated: 'Not yet translated; the text stands beside.',
    untranslatedFrom: (from: string) => `Not translated. It was written in ${from}:`,
    yes: 'Yes.',
    no: 'No.',
    item: (n: string, category: string) => `Item ${n}: ${category}`,
    labelled: (label: string, value: string) => `${label}: ${value}`,
    part: {
      person: 'Person in charge',
      title: 'Title',
      function: 'Function',
      address: 'Address',
      phone: 'Telephone',
      mobile: 'Mobile',
      fax: 'Fax',
      email: 'E-mail',
      hours: 'Office hours',
      zone: 'Time zone',
    },
    fact: {
      wanted: 'Wanted',
      of: 'Of',
      holder: 'Held by',
      period: 'Period',
      reason: 'Why',
      format: 'Form of evidence',
      preserved: 'Preserved',
    },
    identifier: (kind: string, value: string) => `${kind} ${value}`,
    port: (value: string) => `port ${value}`,
    at: (time: string) => `at ${time}`,
    between: (from: string, to: string) => `from ${from} to ${to}`,
    person: {
      suspect: 'suspect',
      accused: 'accused person',
      convicted: 'convicted person',
      victim: 'victim',
      witness: 'witness',
      holder: 'holder of the data',
      other: 'another person',
    },
    page: (page: string, pages: string) => `Page ${page} of ${pages}`,
    attached: 'The same request as data, to be read by a program',
    /** Under the lines of a block for a signature. */
    signs: {
      name: 'Name',
      function: 'Function',
      date: 'Place and date',
      signature: 'Signature',
      stamp: 'Official stamp or seal',
    },
    certificate: {
      title: 'Certificate of the translator',
      text: (name: string, from: string, to: string, date: string) =>
        `On ${date} ${name} certified that the translation from ${from} into ${to} is complete and faithful to the original.`,
      signature: 'Signature of the translator',
    },
  },
};
