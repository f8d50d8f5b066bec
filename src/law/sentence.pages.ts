// A sentence in the language of the page: days written out, States and kinds of data by their names there. What stands in
// the words of a source stays in them and is said to be English.
import { html, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { sourceWords } from '../web/source-words.ts';
import { isolatedText } from '../web/when.ts';
import type { PartialDate } from './day.ts';
import { partialDateWords } from './fact.pages.ts';
import { formLabels } from './form-labels.store.ts';
import { written, type Wording, type Writer } from './sentence.ts';
import { stateName } from './states.ts';

export function sentenceHtml(say: Messages, wording: Wording): Html {
  if (typeof wording === 'string') return sourceWords(say, wording);
  const pieces = written(wording, writerOf(say, marked)).split(MARK);
  return html`${pieces.map((piece, i) => (i % 2 === 1 ? sourceWords(say, piece) : piece))}`;
}

/** For what has no marks: a table for a spreadsheet. */
export function sentenceText(say: Messages, wording: Wording): string {
  return written(
    wording,
    writerOf(say, (text) => text),
  );
}

/** Stands before and after the words of a source until they are marked. Private use: no text of ours has it. */
const MARK = '\uE000';

function marked(text: string): string {
  return /\p{L}/u.test(text) ? `${MARK}${text.replaceAll(MARK, '')}${MARK}` : text;
}

function writerOf(say: Messages, source: Writer['source']): Writer {
  const { language, ways } = say;
  const isolated = (text: string): string => isolatedText(say, text.replaceAll(MARK, ''));
  const state = (code: string): string => stateName(code, language.code);
  return {
    sentences: say.sentences,
    source: (text) => (/\p{L}/u.test(text) ? isolatedText(say, source(text)) : numbers(say, text)),
    said: isolated,
    state,
    code: state,
    day: (day) => isolated(partialDayText(say, day)),
    category: (category) => inSentence(ways.category[category]),
    way: (channel) => ways.plan.way[channel] ?? channel,
    label: (label) => formLabels(language.code).get(label) ?? isolatedText(say, source(label)),
    list: (parts, by) => {
      if (by === 'or') return new Intl.ListFormat(language.locale, { type: 'disjunction' }).format(parts);
      if (by === ';') return parts.length === 0 ? '' : parts.reduce((a, b) => say.sentences.inOne(a, b));
      return parts.join(language.comma);
    },
  };
}

/** `29(2)` has no direction of its own: within a line from right to left it would be read backwards (UAX 9, LRI). */
function numbers({ language }: Messages, text: string): string {
  return language.dir === 'rtl' ? `\u2066${text}\u2069` : text;
}

/** A label of the law data, such as a kind of offence; English where it has no translation. */
export function labelText({ language }: Messages, label: string): string {
  return formLabels(language.code).get(label) ?? label;
}

/** A day written out; of a month or a year, as it is recorded. */
export function partialDayText(say: Messages, day: PartialDate): string {
  return partialDateWords(say, day);
}

/** As it stands within a sentence: names of kinds of data begin with a capital where a list begins with them. */
function inSentence(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
