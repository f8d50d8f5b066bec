// How texts are cut into words for the index of PostgreSQL, and questions into what is looked up there. Every passage
// that `searchLaw` would find is among those that the index names; which of them fit, and how well, it says itself.
import { foldText } from './fold.ts';

const MAX_WORD = 60;
const MAX_WORDS = 16;

/** Scripts that are written without spaces between words: cut into single characters and pairs of them. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(`(?:(?=[\\p{L}\\p{N}])[${UNSPACED}])+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
/** What Arabic writes together with the word: a conjunction or preposition, and the article. */
const PREFIXES = [/^[وفبكل]/u, /^(?:ال|لل)/u, /^[وفبكل](?:ال|لل)/u];

export function indexWords(text: string): string[] {
  const words = new Set<string>();
  for (const run of runsOf(text)) {
    if (IS_UNSPACED.test(run)) for (const cut of pairs(run)) words.add(cut);
    else for (const one of [run, ...PREFIXES.map((prefix) => run.replace(prefix, ''))]) words.add(one);
  }
  words.delete('');
  return [...words].map(shortened);
}

/** As a `tsquery`: all of the words, each as the beginning of one. Undefined: the index cannot help. */
export function indexQuery(text: string): string | undefined {
  const parts = indexTerms(text);
  return parts.length === 0 ? undefined : parts.join(' & ');
}

/** The same one by one, each a `tsquery`. */
export function indexTerms(text: string): string[] {
  return words(text).flatMap((word) => {
    const runs = runsOf(word);
    const unspaced = runs.filter((run) => IS_UNSPACED.test(run));
    // A word with such characters in it may begin anywhere, so only they are certain.
    if (unspaced.length > 0)
      return unspaced.flatMap((run) =>
        (Array.from(run).length > 1 ? only(pairs(run), 2) : [run]).map(quoted),
      );
    return runs.map((run) => `${quoted(shortened(run))}:*`);
  });
}

/** What is asked for, folded, at the most so many. */
export function words(text: string): string[] {
  return foldText(text)
    .split(/[\s,;:"]+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
}

/** Half a character is no text for the database. */
function shortened(word: string): string {
  const short = word.slice(0, MAX_WORD);
  return short.isWellFormed() ? short : short.slice(0, -1);
}

function runsOf(text: string): string[] {
  return foldText(text).match(RUN) ?? [];
}

function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.flatMap((one, i) => {
    const next = characters[i + 1];
    return next === undefined ? [one] : [one, one + next];
  });
}

function only(cuts: readonly string[], length: number): string[] {
  return cuts.filter((one) => Array.from(one).length === length);
}

/** Letters and digits alone: nothing to escape, and no dictionary of the server to take them for something else. */
function quoted(word: string): string {
  return `'${word}'`;
}
