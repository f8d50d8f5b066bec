// Text files: what is in them as it stands, so that it can be searched. What its first bytes say decides first; then the name.
import { slice } from '../volumes/bytes.ts';
import { wholeOf, type Extractor } from './extractor.ts';

const NAMES = /\.(?:txt|text|csv|tsv|log|md|json|jsonl|xml|ini|cfg|conf|ya?ml|srt|vcf|ics|sql|tex|url|nfo)$/;
const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

export const plain: Extractor = {
  name: 'plain',
  group: 'documents',
  version: 1,
  takes: (kind, name) => kind === undefined && NAMES.test(name),
  read: (bytes, spent) => {
    const { textCharacters } = spent.limits;
    // A character has at most four bytes; of a longer file the beginning.
    const size = Math.min(bytes.size, 4 * textCharacters);
    const whole = wholeOf(slice(bytes, 0, size), 0, size, spent);
    const mark = MARKS.find((one) => one.bytes.every((byte, at) => whole[at] === byte));
    if (mark === undefined && whole.includes(0)) return {};
    const [text, encoding] =
      mark === undefined ? withoutMark(whole) : [decoded(whole, mark.encoding), mark.encoding];
    if (text.trim() === '') return {};
    const isCut = size < bytes.size || text.length > textCharacters;
    const facts = {
      encoding,
      ...(isCut ? { 'characters-kept': Math.min(text.length, textCharacters) } : {}),
    };
    return { text: text.slice(0, textCharacters), facts };
  },
};

/** UTF-8 where all of it is that, else the most common of those with one byte a character: a guess, and said as one. */
function withoutMark(whole: Buffer): [text: string, encoding: string] {
  try {
    return [new TextDecoder('utf-8', { fatal: true }).decode(whole, { stream: true }), 'utf-8'];
  } catch {
    return [decoded(whole, 'windows-1252'), 'windows-1252 (assumed)'];
  }
}

function decoded(whole: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(whole, { stream: true });
}
