// What is read block by block: files that macOS keeps compressed, by every kind of it, and text files.
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { inMemory, Spent, Stopped } from '../../src/forensics/extractors/extractor.ts';
import { plain } from '../../src/forensics/extractors/plain.ts';
import { packedFile, unpackedContent } from '../../src/forensics/filesystems/decmpfs.ts';
import { contentInside } from '../../src/forensics/filesystems/file-system.ts';
import { asFirstWritten } from '../support/lzfse-made.ts';
import { mutated } from './mutate.ts';
import { oneOf, whole, type Draw, type Target } from './target.ts';

const LZFSE = readFileSync(new URL('../../fixtures/volumes/made.lzfse', import.meta.url));
const SIZE = 9313;
const READ_BYTES = 256 * 1024;
const WORDS = ['bvx2', 'bvx1', 'bvx-', 'bvxn', 'bvx$', '\x06', '\xff', '\xf0\xff'];

/** The attribute, then the resource fork. */
export function decmpfs(): Target {
  const blocks = [
    LZFSE,
    asFirstWritten(LZFSE),
    deflateSync(Buffer.alloc(SIZE, 'made ')),
    Buffer.from(`\xff${'made '.repeat(40)}`, 'latin1'),
  ];
  const make = (draw: Draw): Buffer => {
    const head = Buffer.alloc(16);
    head.write('fpmc');
    head.writeUInt32LE(oneOf(draw, [3, 4, 7, 8, 11, 12]), 4);
    head.writeUInt32LE(oneOf(draw, [0, 1, 200, SIZE, SIZE, SIZE, 65_537, 2 ** 31]), 8);
    const block = mutated(draw, [oneOf(draw, blocks)], WORDS);
    const table = Buffer.alloc(12);
    table.writeUInt32LE(oneOf(draw, [8, 8, 8, 12, whole(draw, 2 ** 32)]), 0);
    table.writeUInt32LE(8 + block.length, 4);
    return Buffer.concat([head, ...(head.readUInt32LE(4) % 2 === 0 ? [table.subarray(0, 8)] : []), block]);
  };
  return { make, read: readPacked };
}

function readPacked(input: Uint8Array): void {
  const bytes = Buffer.from(input);
  const packed = packedFile(bytes);
  if (packed === undefined) return;
  const content = unpackedContent(packed, () => contentInside(bytes.subarray(16), 16));
  content.readInto(0, Buffer.alloc(Math.min(content.size, READ_BYTES)));
}

/** In each encoding, with and without its mark, and what is none. */
export function texts(): Target {
  const text = 'Ключ, مفتاح, 密钥, cl\u00e9\r\n\0\u{1f511}\ufeff'.repeat(20);
  const good = [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    Buffer.from(text.replaceAll('\0', ''), 'latin1'),
  ];
  return {
    make: (draw) =>
      mutated(draw, good, ['\xff\xfe', '\xfe\xff', '\xef\xbb\xbf', '\0', '\xf0\x9f', '\xd8\x00']),
    read: (input) => {
      try {
        const { text: found = '' } = plain.read(inMemory(Buffer.from(input)), new Spent(), 'a.txt');
        if (found.length > new Spent().limits.textCharacters)
          throw new RangeError('more text than its limit');
      } catch (error) {
        if (!(error instanceof Stopped)) throw error; // as an examination takes it
      }
    },
  };
}
