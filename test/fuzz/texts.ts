// Words that somebody types, in whatever place of a page they come to stand: citations, messages from right to left, names made
// visible, words that are searched for.
import { indexQuery, indexWords } from '../../src/law/search-words.ts';
import { articleText, citedText } from '../../src/law/citation.ts';
import { fold } from '../../src/law/fold.ts';
import { citationsKept, valueIsolated } from '../../src/web/citations.ts';
import { messageIn } from '../../src/web/words.ts';
import { LANGUAGES } from '../../src/web/messages.ts';
import { visible, visibleLines, visiblePlain, visibleSentence } from '../../src/web/safe-text.ts';
import { safeName } from '../../src/platform/safe-name.ts';
import { csvLine, readCsv } from '../../src/base/csv.ts';
import { mutated } from './mutate.ts';
import type { Target } from './target.ts';

const GOOD = [
  '29(2)',
  '18 U.S.C. 2703',
  '1 000 000',
  'Art. 18(15)(d), 18(17) and 4(2)-(4)',
  'Annex IV, points 3.1-3.4',
  'the court of X (1 January 2026)',
].map((text) => Buffer.from(text));
const WORDS = [
  '1',
  '(',
  ')',
  '(a)',
  '.',
  ' ',
  ', ',
  ' and ',
  'Art. ',
  ' U.S.C. ',
  '\u2066',
  '\u2068',
  '\u2069',
  '\u202e',
  '\u0301',
  '-',
  'Arts',
  '\u00a0',
  'é',
  '{',
  "'",
  '<',
];

export function citations(): Target {
  const arabic = messageIn({ locale: 'ar', dir: 'rtl' }, '29(2) {what} {who}');
  return {
    make: (draw) => mutated(draw, GOOD, WORDS),
    read: (input) => {
      // As long as the longest field of a form takes.
      const text = Buffer.from(input).toString('utf8').slice(0, 60_000);
      citationsKept(text);
      valueIsolated(text);
      citedText(LANGUAGES.ar, text);
      citedText(LANGUAGES.fr, text);
      articleText(LANGUAGES.ar, text);
      arabic({ what: text, who: text });
      for (const shown of [visible, visibleLines, visiblePlain, visibleSentence]) shown(text, 60_000);
      indexWords(text);
      indexQuery(text);
      fold(text);
      safeName(text);
      csvLine([text]);
      readCsv(text);
    },
  };
}
