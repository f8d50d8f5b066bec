// Words in pictures (optical character recognition): what is asked of an engine, and what its answer says. Every engine gets grey
// pixels of our own making, never a file from outside, and answers as Tesseract writes its results as tab-separated values.
import { z } from 'zod';

/** Smaller pictures have no line of words: icons, rulers. */
export const LEAST_SIDES = { width: 40, height: 16 } as const;
/** Words of which an engine is less sure are left out: they are shapes more often than words. Of 100. */
const LEAST_SURE = 60;
export const PDF_PAGES = 50;
export const TSV_CHARACTERS = 8 * 1024 * 1024;
const TEXT_CHARACTERS = 1024 * 1024;
const WORD_CHARACTERS = 200;

/** `1, 4-7` as numbers, no more than are read. */
export function readPages(ranges: string): number[] {
  const found: number[] = [];
  for (const [, from, to = from] of ranges.matchAll(/(\d{1,6})(?:-(\d{1,6}))?/g))
    for (let page = Number(from); page <= Number(to) && found.length < PDF_PAGES; page++) found.push(page);
  return found;
}

/** As Tesseract names its data: ISO 639-2/T, some with a script or a country. */
export const languageShape = z.string().regex(/^[a-z]{3}(?:_[A-Za-z]{2,10}){0,2}$/);

export interface AskedWords {
  readonly width: number;
  readonly height: number;
  readonly language: string;
}

export const tsvShape = z.strictObject({ tsv: z.string().max(TSV_CHARACTERS), version: z.string().max(60) });

export interface FoundWords {
  /** Lines as they stand; a free line between paragraphs. */
  readonly text: string;
  readonly words: number;
  /** Mean of the words that were kept, of 100. */
  readonly sure: number;
}

/** Level, page, block, paragraph, line, word, four of a rectangle, how sure, text. */
const COLUMNS = 12;
const WORD_LEVEL = '5';
/** Written without spaces. */
const JOINED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** What is no row of a word is passed over. */
export function wordsOf(tsv: string): FoundWords {
  let [line, paragraph, text] = ['', '', ''];
  let [words, sure] = [0, 0];
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const [level, page, block, inBlock, ofLine] = cells;
    const [certain, word = ''] = [Number(cells[10]), cells[11]?.trim().slice(0, WORD_CHARACTERS)];
    if (level !== WORD_LEVEL || cells.length !== COLUMNS || word === '' || !(certain >= LEAST_SURE)) continue;
    const here = `${page}.${block}.${inBlock}`;
    const isJoined = JOINED.test(text.slice(-2)) && JOINED.test(word);
    if (text === '') text = word;
    else if (paragraph !== here) text += `\n\n${word}`;
    else text += line === `${here}.${ofLine}` ? (isJoined ? word : ` ${word}`) : `\n${word}`;
    [paragraph, line] = [here, `${here}.${ofLine}`];
    words += 1;
    sure += certain;
    if (text.length > TEXT_CHARACTERS) break;
  }
  return { text: text.slice(0, TEXT_CHARACTERS).toWellFormed(), words, sure: words === 0 ? 0 : Math.round(sure / words) }; // prettier-ignore
}

/** A grey picture as the plainest file there is (netpbm, PGM). */
export function pgmHead({ width, height }: Pick<AskedWords, 'width' | 'height'>): Buffer {
  return Buffer.from(`P5\n${width} ${height}\n255\n`);
}
