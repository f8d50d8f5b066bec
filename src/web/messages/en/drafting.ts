// Drafting a request: lists and what is wrong in them, and bringing many in from a file.
import { count } from './count.ts';

export const drafting = {
  drafting: {
    lists: {
      language: (n: number) => `Language ${n}`,
      identifiers: (kinds: string) =>
        `One a line: the value, or the kind, the value, then port, from and to, separated by commas. Kinds: ${kinds}.`,
      ofOneKind: 'One a line.',
      addresses:
        'One a line: the address, then port, from and to, such as 9.9.9.9, 443, 2026-10-03T21:14:07+02:00',
      hashes: 'One a line, as sha256sum writes them, or: file, algorithm, digest.',
      kept: (n: number) =>
        `${count(n, 'entry is', 'entries are')} here, too many to show in a field. They stay as they are.`,
      fromFile: 'Bring in from a file',
      wrongLines: (n: number) => `${count(n, 'line is', 'lines are')} not right`,
      line: (n: number) => `Line ${n}`,
    },
    lineProblems: {
      sayKind: 'Several kinds look like this: write the kind before it.',
      unknownKind: 'There is no such kind.',
      otherKind: 'This field asks for another kind.',
      dayAmbiguous: 'The day may be read in two ways. Write it as year, month, day, such as 2026-10-05.',
      tooManyCells:
        'There is more on this line than there is room for; only IP addresses have a port and times.',
      again: 'This is there already.',
      unclosed: 'A quotation mark begins here and does not end.',
      tooMany: 'There are too many. This line and those after it have no room.',
      notDigest: 'This is no file with its digest.',
      sayAlgorithm: 'Several algorithms give digests of this length: say which, as file, algorithm, digest.',
      unknownAlgorithm: 'Only SHA-256, SHA-512, SHA3-512 and BLAKE2 are taken.',
      weakAlone:
        'MD5 and SHA-1 are too weak alone: another file with the same digest can be made. Give SHA-256.',
      digestLength: 'The digest does not have the length of its algorithm.',
      fileNameLength: 'The name of the file is missing or too long.',
    },
    persons: {
      person: (n: number) => `Person ${n}`,
      role: 'What they are in the case',
      born: 'Born',
      nationality: 'Nationality',
      location: 'Where they are',
      another: 'Add another person',
      roles: {
        suspect: 'suspected',
        accused: 'accused',
        convicted: 'convicted',
        victim: 'victim',
        witness: 'witness',
        holder: 'holds the data',
        other: 'something else',
      },
    },
    duration: {
      length: 'How long',
      unit: 'Unit',
      units: { hour: 'hours', day: 'days', month: 'months', year: 'years' },
    },
    bring: {
      title: 'Bring in many at once',
      lead: 'All lines are read first. When one is not right, nothing is kept unless you say so. What is here already is not taken twice.',
      there: (n: number) =>
        `${count(n, 'entry is', 'entries are')} here already; what you bring in is added.`,
      file: 'File',
      fileHint:
        'CSV or text in UTF-8, at most 1 MB. A first line may name the columns: kind, value, port, from, to. Times: from and to, such as 2026-10-05 14:20:07 +02:00, or day, time and zone (and end day, end time) in columns of their own.',
      hashFileHint:
        'In UTF-8, at most 1 MB: what sha256sum writes, or CSV with the columns file, algorithm, digest.',
      button: 'Bring in',
      pasteTitle: 'Or paste them',
      paste: 'Lines',
      keepRight: 'Keep the right lines, leave the others out',
      wrongTitle: 'Nothing was kept',
      wrong: (wrong: number, right: number) =>
        `${count(wrong, 'line is', 'lines are')} not right, ${count(right, 'line is', 'lines are')}. Mend the file and bring it in again, or keep the right lines alone.`,
      more: (n: number) => `and ${count(n, 'more line', 'more lines')}`,
      table: 'Lines that are not right',
      lineHeading: 'Line',
      textHeading: 'What it says',
      whyHeading: 'What is wrong',
      choose: 'Choose a file.',
      empty: 'There is nothing in it.',
      notText: 'This is not text in UTF-8. Save it as “CSV UTF-8” and bring it in again.',
      tooLarge: 'This is larger than 1 MB. Bring it in as several files.',
      clear: 'Take all out',
    },
    live: {
      right: 'This can be right.',
      keptAs: (value: string) => `Kept as ${value}.`,
    },
  },
};
