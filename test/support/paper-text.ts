// What stands on paper, read back word by word: a whole letter, in its order, and nothing beside it.
import { spawnSync } from 'node:child_process';
import { hasRightToLeft, isRightToLeft } from '../../src/base/direction.ts';

export interface PaperWord {
  readonly text: string;
  readonly page: number;
  /** Points from the left edge, and from the upper edge to its middle. */
  readonly x: number;
  readonly y: number;
}

/**
 * In the order of the file, in which a cell is one piece; each word as its signs stand from left to right. Of a letter with a vowel
 * sign Poppler makes one word more at times, which has no width and says the letter again.
 */
export function wordsOf(path: string): PaperWord[] {
  const { stdout } = spawnSync('pdftotext', ['-raw', '-bbox', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="(?!\1")[\d.]+" yMax="([\d.]+)">([^<]*)</g;
  return stdout
    .split('<page ')
    .slice(1)
    .flatMap((words, page) =>
      [...words.matchAll(word)].map(([, x, top, bottom, text = '']) => ({
        text: unescaped(text),
        page,
        x: Number(x),
        y: (Number(top) + Number(bottom)) / 2,
      })),
    );
}

export function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/**
 * What is wrong first; undefined: these words are these texts, one after another, each once, and nothing else. A text begins where
 * the one before ended, and is as many words as it has letters. `isRtl`: the column in which they stand.
 */
export function differenceFrom(
  found: readonly PaperWord[],
  texts: readonly string[],
  isRtl: boolean,
  fold: (text: string) => string = folded,
): string | undefined {
  const words = found.map((word, i) => hyphenOnce(word, found[i - 1]));
  let at = 0;
  for (const text of texts.flatMap((one) => boxApart(one, isRtl))) {
    const wanted = fold(text);
    const from = at;
    for (let length = 0; length < wanted.length && at < words.length; at++)
      length += fold(words[at]?.text ?? '').length;
    const isRead = isRightToLeft(text) ?? (isRtl && !/\d/.test(text));
    const lines = linesOf(words.slice(from, at)).map((line) => asRead(line, isRead));
    const read = fold(lines.join(''));
    if (read !== wanted) return `'${read}' in place of '${wanted}'`;
  }
  const more = words.slice(at).map(({ text }) => text);
  return more.length === 0 ? undefined : `'${more.join(' ')}' at the end`;
}

/** In a column from the right a box stands at the right of text from the left too. */
function boxApart(text: string, isRtl: boolean): string[] {
  const box = /^[\u2610\u2612]/.exec(text)?.[0];
  return isRtl && box !== undefined && isRightToLeft(text) === false ? [box, text.slice(1)] : [text];
}

/** A hyphen at which a line breaks stands once more before the next in Spanish (Ortografía 2010, II.4.1.1.1.2.1). */
function hyphenOnce(word: PaperWord, before: PaperWord | undefined): PaperWord {
  const isRepeated = before?.text.endsWith('-') === true && before.y !== word.y && /^-./.test(word.text);
  return isRepeated ? { ...word, text: word.text.slice(1) } : word;
}

/** Two words are of one line, where their middles are nearer to each other than this. */
const SAME_LINE = 5;

function linesOf(words: readonly PaperWord[]): PaperWord[][] {
  const lines: PaperWord[][] = [];
  for (const word of words) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (first?.page === word.page && Math.abs(first.y - word.y) < SAME_LINE) line?.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** As an eye goes over a line: in the direction of the paragraph, but over words of the other direction in theirs. */
function asRead(line: readonly PaperWord[], isRtl: boolean): string {
  const read: string[] = [];
  let others = 0; // how many words of the other direction stand last
  const words = line
    .flatMap(ofOneDirection)
    .sort((one, other) => (isRtl ? other.x - one.x : one.x - other.x));
  for (const { text } of words) {
    const isWordRtl = /[\p{L}\d]/u.test(text) ? hasRightToLeft(text) : isRtl;
    others = isWordRtl === isRtl ? 0 : others + 1;
    read.splice(
      read.length - Math.max(others - 1, 0),
      0,
      isWordRtl ? Array.from(text).reverse().join('') : text,
    );
  }
  return read.join('');
}

/** Two that touch are one word for Poppler. */
function ofOneDirection(word: PaperWord): PaperWord[] {
  const { text, x } = word;
  if (!hasRightToLeft(text) || !/\d|(?!\p{scx=Arabic})\p{L}/u.test(text)) return [word];
  const parts = text.match(/[\p{scx=Arabic}\p{M}]+|[^\p{scx=Arabic}\p{M}]+/gu) ?? [];
  return parts.map((part, i) => ({ ...word, text: part, x: x + i / 100 }));
}

/**
 * Without what is not seen (spaces, marks of directions, places to break), and with letters instead of their shapes (Unicode
 * TR 15, NFKC). Vowel signs are left out: Poppler gives them a place of their own beside their letter. A box before an option is read
 * as its drawing has it (letter.typ); in an Arabic line the two signs of an empty one come the other way round.
 */
export function folded(text: string): string {
  const read = text.replace(/^\u2612/, '[X]').replace(/^(?:\u2610|\]\[)/, '[]');
  return read.normalize('NFKC').replace(/[\s\u064b-\u0652\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** Writer puts the two letters of a ligature of lam and alef (U+FEFB) into its PDF the other way round: their order is not compared. */
export function foldedOfWriter(text: string): string {
  return folded(text).replace(/[لاأإآ]{2,}/g, (run) => Array.from(run).sort().join(''));
}
