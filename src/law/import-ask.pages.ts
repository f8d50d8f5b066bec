// What is asked of a depositary's file before it is read, and which of its differences are proposed.
import { z } from 'zod';
import type { Refusal } from '../base/refusal.ts';
import { oneOf } from '../web/fields/choice.ts';
import { day } from '../web/fields/day.ts';
import { onlyIf, type Fields } from '../web/fields/field.ts';
import { pick } from '../web/fields/pick.ts';
import { someOf } from '../web/fields/some.ts';
import { text } from '../web/fields/text.ts';
import type { Messages } from '../web/messages.ts';
import { reasonWords } from '../web/refused-words.ts';
import { isolatedText } from '../web/when.ts';
import { addDays, type Day } from './day.ts';
import { CELEX, IMPORT_FORMATS, type ImportFormat, type ImportOffered } from './import.ts';
import { differencesHtml } from './import.pages.ts';
import { UnknownStateName } from './import-reading.ts';
import type { Instrument, Knowledge } from './model.ts';
import { labelText } from './sentence.pages.ts';
import { DocumentTypeRefused } from './xml.ts';

interface Today {
  readonly today: Day;
}

const CELEX_MAX = 40;

/** What file it is, of what and of which day. The file itself goes with the button: it may be larger than a draft. */
export const DOWNLOAD = {
  format: oneOf(IMPORT_FORMATS, {
    ask: (say) => say.lawImport.ask.format,
    label: (say) => say.lawImport.format,
    hint: (say) => say.lawImport.lead,
    words: (say, value) => say.lawImport.formatWords[value],
    wrong: (say) => say.lawChange.choose,
    means: 'What kind of file it is.',
  }),
  instrument: pick<Instrument, string, Pick<Knowledge, 'instruments'>>({
    ask: (say) => say.lawImport.ask.instrument,
    label: (say) => say.law.instrument,
    list: ({ instruments }) => instruments,
    id: ({ id }) => id,
    ids: z.string().min(1).max(100),
    words: (say, { shortTitle }) => labelText(say, shortTitle),
    none: () => '',
    wrong: (say) => say.form.choose,
    means: 'As `/law/instruments` has it.',
  }),
  day: day<Today>({
    ask: (say) => say.lawImport.ask.day,
    label: (say) => say.lawImport.day,
    hint: (say) => say.lawImport.dayHint,
    preset: ({ today }) => today,
    // Where the sun rises first it is a day later than by the clock of the law.
    to: ({ today }) => addDays(today, 1),
    wrong: (say) => say.moment.wrong.day,
    late: (say) => say.lawImport.dayAhead,
    means: 'Of the download.',
  }),
  celex: onlyIf(
    ({ format }) => format === 'eurlex',
    text({
      ask: (say) => say.lawImport.ask.celex,
      label: (say) => say.lawImport.celex,
      hint: (say) => say.lawImport.celexHint,
      max: CELEX_MAX,
      autocomplete: 'off',
      tidy: (typed) => typed.toUpperCase(),
      isRight: (typed) => CELEX.test(typed),
      wrong: (say) => say.lawImport.celexWrong,
      means: 'The number of the act in EUR-Lex.',
    }),
  ),
} satisfies Fields;

interface Offers {
  readonly differences: readonly ImportOffered[];
}

const openOf = ({ differences }: Offers): ImportOffered[] =>
  differences.filter(({ isProposed }) => !isProposed);

const keys = someOf<ImportOffered, string, Offers>({
  ask: (say) => say.lawImport.choose,
  list: openOf,
  id: ({ key }) => key,
  ids: z.string().min(1).max(200),
  words: (_say, { key }) => key,
  // That a file does not list a State shows no more than that two sources disagree.
  chosen: (offers) => openOf(offers).flatMap(({ key, what }) => (what === 'gone' ? [] : [key])),
  wrong: (say) => say.lawImport.chooseOne,
  max: 500,
  means: 'Keys of `…/differences`. What is proposed already, or is none of them, is passed over.',
});

export const DIFFERENCES = {
  keys: {
    ...keys,
    control: (say, { name, given, errors }, { differences }) =>
      differencesHtml(say, differences, { name, given, errors }),
    // Meanwhile another editor may have proposed one of those that were chosen.
    typed: (given, name, offers) => {
      const open = new Set(openOf(offers).map(({ key }) => key));
      return { [name]: given.getAll(name).filter((key) => open.has(key)) };
    },
  } satisfies typeof keys,
} satisfies Fields;

/** Why a download was not read, and what to do. */
export function unreadDownloadWords(say: Messages, error: Refusal, format: ImportFormat): string {
  const { unread, formatWords } = say.lawImport;
  if (error instanceof UnknownStateName) return unread.state(isolatedText(say, error.named));
  if (error instanceof DocumentTypeRefused) return unread.documentType;
  if (error.code === 'tooLarge') return unread.tooLarge;
  return error.code === 'badInput' ? unread.notSuch(formatWords[format]) : reasonWords(say, error);
}
