// Letters in other languages, and the translator's desk.
import { count } from './count.ts';

export const translation = {
  translation: {
    another: 'In another language, or to edit',
    letterTitle: 'In which language?',
    letterLead:
      'The fixed words and the labels follow the language. What you wrote stays as you wrote it until it is translated.',
    language: 'Language of the letter',
    beside: 'Beside it',
    besideTitle: 'Which language stands beside it?',
    nothingBeside: 'No other language',
    letterReady: 'The letter',
    chooseAgain: 'Choose again',
    reserved: 'Which copy?',
    whole: 'With what only the enforcing authority may read',
    notWhole: 'Without what only the enforcing authority may read',
    languages: {
      title: 'In which language is it written?',
      hint: 'What you write freely.',
      goesOut: 'In which language does the letter go out?',
      goesOutHint:
        'It is the letter that is signed. In another language than the request is written in, it is signed once everything in it is translated.',
      letterIn: 'The letter goes out in',
    },
    file: {
      unread: {
        broken: 'The file is damaged or cut off: it is no whole XML.',
        notXliff: 'This is no file of XLIFF 2.0 or 2.1.',
        otherLanguages: (from: string, to: string) => `This is no translation from ${from} into ${to}.`,
        tooLarge: 'The file has too many units, or is too large.',
        next: 'Take the file from this page again, and translate that one.',
      },
      take: 'The sentences as a file (XLIFF)',
      title: 'Bring a translation as a file',
      lead: 'The file of this page, translated in a tool of yours. A sentence is found by its source; the file says which translation it was made from. What you changed takes its place, and the old one is kept; what somebody else translated since is shown beside yours first.',
      label: 'Translated file',
      hint: 'XLIFF 2.0 or 2.1, up to 1 MB',
      button: 'Take it in',
      contested: (n: number, kept: number) =>
        `${count(n, 'sentence was', 'sentences were')} translated by somebody else since your file was made. Nothing of that was overwritten${kept === 0 ? '' : `; of the others, ${count(kept, 'is', 'are')} kept`}.`,
      others: (n: number) =>
        `${count(n, 'other fits', 'others fit')}. Send the file once more to keep ${n === 1 ? 'that' : 'those'} alone.`,
      theirs: (name: string, when: string) => `There now, by ${name}, ${when}`,
      yours: 'In your file',
      takeMine: 'Mine takes its place',
      takeChosen: 'Put the chosen in their place',
      moreContested: (n: number) =>
        `${n} more will be shown once these are decided and the file is sent again.`,
      problems: {
        notHere: 'This sentence does not stand in the request any more',
        markup: 'It holds marks that are not text',
        tooLong: 'It is too long',
        twice: 'It is there twice, translated differently',
      },
    },
    list: {
      title: 'To translate',
      lead: 'Requests of the cases in which you translate, before they are sent: emergencies first.',
      none: 'Nothing waits for you.',
      begun: 'Begun into',
    },
    certifySign: 'Certify with your passkey',
    certifyNoKey: 'You have no passkey that signs; the certificate is given without one.',
    backToDesk: 'Back to the translation',
    certifiedKey: 'Signed with their passkey.',
    certifiedChecked: 'It was checked just now from what is kept: it holds.',
    certifiedWrong:
      'The signature on this certificate does not hold. Do not rely on it, and tell an administrator.',
    deskTitle: 'Translator’s desk',
    deskLead: 'Sentence by sentence, with the source beside it. Nothing that was written is changed.',
    from: 'Written in',
    to: 'Translate into',
    twoLanguages: 'Choose two different languages.',
    pairTitle: (from: string, to: string) => `From ${from} into ${to}`,
    progress: (done: number, all: number) => `${done} of ${all} sentences translated`,
    nothingToTranslate: 'There is no free text to translate yet.',
    toTranslate: 'To translate',
    changed: 'Changed since',
    theirs: (name: string, date: string) =>
      `${name} translated this sentence on ${date}. Nothing was overwritten. Below stands what you wrote; theirs is:`,
    changedSince: 'What stood here when it was translated',
    translateOne: 'Translate',
    sentence: (n: number) => `Sentence ${n}`,
    into: (language: string) => `In ${language}`,
    about: 'This sentence',
    source: 'Stands in',
    last: 'Last translated',
    notYet: 'Not yet',
    nothingWritten: 'Write the translation.',
    bilingual: 'The letter, both languages side by side (PDF)',
    certificate: 'Certificate',
    certifyLead:
      'You answer for it that the translation is complete and faithful. It holds for exactly these sentences; when one changes, it no longer does.',
    certify: 'I certify this translation',
    certifyLater: 'A certificate can be given once every sentence is translated.',
    certifyWho: 'A translator of the case certifies the translation.',
    certified: (name: string, date: string) => `${name} certified this translation on ${date}.`,
    certificateVoid:
      'Something has changed since this translation was certified. The certificate no longer holds.',
    editable: 'A copy to edit (DOCX)',
  },
};
