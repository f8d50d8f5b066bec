// Full-text search over every fact of the law data, in memory: a few thousand passages, read through in milliseconds.
import { isWithin, type Narrowing } from './facets.ts';
import { fold, foldText, type Folded } from './fold.ts';
import type { Knowledge, Passage, RecordKind } from './model.ts';
import { isOverOn } from './on-day.ts';
import { words } from './search-words.ts';
import type { StateCode } from './states.ts';

export interface Search extends Narrowing {
  readonly text: string;
  readonly state?: StateCode | undefined;
  readonly kind?: RecordKind | undefined;
  readonly limit?: number | undefined;
}

export interface Hit {
  readonly passage: Passage;
  /** What to show: around the first match, with `…` where it was cut, and where in it the words stand. */
  readonly excerpt: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
  readonly score: number;
}

export interface Found {
  readonly total: number;
  readonly hits: readonly Hit[];
}

const AROUND = 60;
/** What was taken from a document comes before the title of the document. */
const SOURCE_AFTER = 12;
const folded = new WeakMap<Passage, { readonly text: Folded; readonly around: string }>();

/**
 * Every word must stand in the passage, or in the title or field around it, at least once in the text itself. Words
 * match the start of words; in scripts that write without spaces they match anywhere. Best first, then in file order.
 */
export function searchLaw(knowledge: Knowledge, search: Search): Found {
  const { instrument, measure, category, offence, on } = search;
  const isNarrowed = [instrument, measure, category, offence, on].some((one) => one !== undefined);
  const passages = knowledge.passages.filter(
    (passage) =>
      (search.kind === undefined || passage.kind === search.kind) &&
      (search.state === undefined || passage.states.includes(search.state)) &&
      (!isNarrowed || isWithin(knowledge, passage, search)) &&
      (on === undefined || !isOverOn(knowledge, passage, on)),
  );
  return best(passages, search);
}

/** Of passages in the order of the files those that have the words, the best first. */
export function best(passages: readonly Passage[], search: Pick<Search, 'text' | 'limit'>): Found {
  const asked = words(search.text);
  if (asked.length === 0) return { total: 0, hits: [] };
  const hits = passages.flatMap((passage, order) => {
    const hit = match(passage, asked);
    return hit === undefined ? [] : [{ ...hit, order }];
  });
  hits.sort((a, b) => b.score - a.score || a.order - b.order);
  const shown = hits.slice(0, search.limit ?? 20);
  return {
    total: hits.length,
    hits: shown.map(({ passage, excerpt, marks, score }) => ({ passage, excerpt, marks, score })),
  };
}

function match(passage: Passage, words: readonly string[]): Hit | undefined {
  const { text, around } = foldedOf(passage);
  const places: [number, number][] = [];
  let score = 0;
  for (const word of words) {
    const at = placesOf(text.text, word);
    const named = placesOf(around, word).length > 0;
    if (at.length === 0 && !named) return undefined;
    if (at.length > 0) score += 4 + (at.some((one) => isWholeWord(text.text, one, word)) ? 2 : 0);
    if (named) score += 1;
    places.push(...at.map((one): [number, number] => [one, one + word.length]));
  }
  if (places.length === 0) return undefined;
  const phrase = words.join(' ');
  if (words.length > 1 && text.text.includes(phrase)) score += 6;
  return {
    passage,
    ...excerpt(passage.text, text, places),
    score: score - Math.min(3, passage.text.length / 400) - (passage.kind === 'source' ? SOURCE_AFTER : 0),
  };
}

function foldedOf(passage: Passage): { readonly text: Folded; readonly around: string } {
  let known = folded.get(passage);
  if (known === undefined) {
    known = {
      text: fold(passage.text),
      around: foldText(`${passage.title} ${passage.field} ${passage.record}`),
    };
    folded.set(passage, known);
  }
  return known;
}

/** Han, kana, Thai, Lao, Khmer and Myanmar are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER = /[\p{L}\p{N}]/u;
/** The article and the short prefixes that Arabic writes together with the word. */
const ARABIC_PREFIX = /(?:^|[^\p{L}\p{N}])[وفبكل]?(?:ال|لل)?$/u;

function placesOf(text: string, word: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.slice(Math.max(0, at - 4), at);
    const startsWord = at === 0 || !LETTER.test(text[at - 1] ?? '') || !LETTER.test(word[0] ?? '');
    if (startsWord || UNSPACED.test(word) || ARABIC_PREFIX.test(before)) found.push(at);
  }
  return found;
}

function isWholeWord(text: string, at: number, word: string): boolean {
  return !LETTER.test(text[at + word.length] ?? ' ');
}

function excerpt(
  original: string,
  { from }: Folded,
  places: readonly (readonly [number, number])[],
): Pick<Hit, 'excerpt' | 'marks'> {
  const spans = places
    .map(([start, end]): [number, number] => [from?.[start] ?? start, from?.[end] ?? end])
    .sort((a, b) => a[0] - b[0]);
  const [first = 0] = spans[0] ?? [];
  const start = first <= AROUND ? 0 : cut(original, first - AROUND);
  const wantedEnd = first + 2 * AROUND + 40;
  const end = wantedEnd >= original.length ? original.length : cut(original, wantedEnd);
  const head = start > 0 ? '… ' : '';
  const marks = spans
    .filter(([a, b]) => a >= start && b <= end)
    .map(([a, b]): [number, number] => [a - start + head.length, b - start + head.length]);
  return { excerpt: `${head}${original.slice(start, end)}${end < original.length ? ' …' : ''}`, marks };
}

/** The nearest space after a place, so that no word is cut; never inside a surrogate pair. */
function cut(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  const place = space !== -1 && space - at < 30 ? space + 1 : at;
  return /[\udc00-\udfff]/.test(text[place] ?? '') ? place + 1 : place;
}
