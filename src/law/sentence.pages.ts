// A sentence in the language of the page: days written out, States and kinds of data by their names there. Words of ours in
// the law data are in it where they have a translation; those of a source stay as they are and are said to be English.
import { html, nothing, type Html } from '../web/html.ts';
import { tagName } from '../web/language-names.ts';
import type { Messages } from '../web/messages.ts';
import { sourceWords } from '../web/source-words.ts';
import { isolatedText } from '../web/when.ts';
import type { PartialDate } from './day.ts';
import { partialDateWords } from './fact.pages.ts';
import { lawWords } from './form-labels.store.ts';
import { written, type Wording, type Writer } from './sentence.ts';
import { stateName } from './states.ts';

export function sentenceHtml(say: Messages, wording: Wording): Html {
  if (typeof wording === 'string') return lawWordsHtml(say, wording);
  const pieces = written(wording, writerOf(say, marked)).split(MARK);
  return html`${pieces.map((piece, i) => (i % 2 === 1 ? sourceWords(say, piece) : piece))}`;
}

/** Words of the law data as they stand in a record. */
export function lawWordsHtml(say: Messages, text: string): Html {
  const own = ownText(say, text);
  return own === undefined ? sourceWords(say, text) : html`${own}`;
}

/** That they are translations nobody has confirmed; below what has some. */
export function draftNote(say: Messages): Html {
  return say.language.isDraft ? html`<p class="c-hint">${say.law.draftWords}</p>` : nothing;
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
    source: (text) =>
      /\p{L}/u.test(text) ? (ownText(say, text) ?? isolatedText(say, source(text))) : numbers(say, text),
    said: isolated,
    state,
    code: state,
    day: (day) => isolated(partialDayText(say, day)),
    category: (category) => inSentence(ways.category[category]),
    language: (tag) => isolated(tagName(tag, language.locale)),
    way: (channel) => ways.plan.way[channel] ?? channel,
    label: (label) => ownText(say, label) ?? isolatedText(say, source(label)),
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
export function labelText(say: Messages, label: string): string {
  return ownText(say, label) ?? label;
}

/** Undefined: words of a source, or of ours without a translation. */
function ownText(say: Messages, text: string): string | undefined {
  return lawWords(say.language.code).get(text);
}

/** A day written out; of a month or a year, as it is recorded. */
export function partialDayText(say: Messages, day: PartialDate): string {
  return partialDateWords(say, day);
}

/** As it stands within a sentence: names of kinds of data begin with a capital where a list begins with them. */
function inSentence(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
