// Law: taking in what a depositary publishes, and taking along what is published here.
export const lawImport = {
  lawImport: {
    title: 'Compare with a depositary',
    lead: 'Give the file as the depositary has it. It is held against what is published here; each difference becomes a proposal for a second editor. Nothing changes by itself.',
    ask: {
      format: 'What file is it?',
      instrument: 'Of which treaty or act is it?',
      day: 'On which day was it downloaded?',
      celex: 'Which number does the act have in EUR-Lex?',
    },
    format: 'What it is',
    formatWords: {
      untc: 'Status of a treaty, XML of the United Nations Treaty Collection',
      chart: 'Chart of signatures and ratifications, CSV (Council of Europe)',
      eurlex: 'Notice of an act, XML of EUR-Lex',
    },
    day: 'Day of the download',
    dayHint: 'The day that its source speaks of',
    dayAhead: 'That day has not come yet',
    celex: 'CELEX number',
    celexHint: 'The CELEX number, such as 32023R1543',
    celexWrong: 'Enter the number as EUR-Lex writes it, such as 32023R1543',
    file: 'The depositary’s file',
    read: 'Read it',
    unread: {
      notSuch: (format: string) =>
        `The file is damaged, or is not this: ${format}. Download it again as it is.`,
      state: (name: string) =>
        `It names a State in a way that is not known: ${name}. Correct the file, or have the name added.`,
      documentType:
        'The file declares a document type (DOCTYPE), which is never read: it can hide text that is not there. Give the file without it.',
      tooLarge: 'The file is too large. Give that of one treaty or act.',
    },
    seenTitle: (instrument: string) => `${instrument}: what the depositary says`,
    from: 'File',
    sha256: 'SHA-256 of the file',
    what: {
      new: 'New',
      changed: 'Changed',
      confirmed: 'Recalled here, confirmed there',
      gone: 'Listed here, not there',
    },
    goneHint: 'The file not listing it shows that two sources disagree, no more. It is proposed as disputed.',
    formUnconfirmed:
      'The form of this file has not been compared with a current download of the Treaty Office. Look closely at what is read.',
    unclear:
      'The file says something of these in brackets, which only a person can read. Look at the depositary’s page and enter them by hand:',
    same: 'Nothing differs from what is published here.',
    here: 'Here',
    there: 'There',
    choose: 'Propose',
    isProposed: 'proposed already',
    propose: 'Propose what is chosen',
    proposed: (n: number) => `Proposed: ${n}`,
    refused: (n: number) => `Refused by the checks: ${n}`,
    export: 'Take it along',
    exportHint:
      'What is published, as files: YAML to edit, CSV for spreadsheets, JSON and JSON-LD for other systems.',
  },
};
