// Files that macOS keeps compressed (HFS+ and APFS): the attribute `com.apple.decmpfs` holds them, or says that the resource fork does.
// Apple's xnu, bsd/sys/decmpfs.h ("decmpfs_disk_header": `cmpf`, kind, size, all little-endian); the blocks in a resource fork as
// AppleFSCompression reads them (Inside Macintosh: More Macintosh Toolbox, "Resource File Format", for its header).
import { inflateSync } from 'node:zlib';
import { Refusal } from '../../base/refusal.ts';
import { damaged, exactly } from '../volumes/bytes.ts';
import { contentInside, type Content } from './file-system.ts';
import { unpackLzfse } from '../sources/disks/lzfse.ts';
import { unpackLzvn } from '../sources/disks/lzvn.ts';

const HEADER_BYTES = 16;
const BLOCK_BYTES = 65_536;
const MAX_BLOCKS = 1_000_000;
const MAX_INLINE_BYTES = 16 * 1024 * 1024;
/** Kinds with an odd number lie in the attribute, those with an even one in the resource fork. */
const NAMES: { readonly [kind: number]: string } = {
  5: 'a file whose content is kept elsewhere (dataless)',
  9: 'plain',
  10: 'plain',
  13: 'LZBITMAP',
  14: 'LZBITMAP',
};

export interface PackedFile {
  readonly size: number;
  readonly kind: number;
  readonly stored: Buffer;
}

/** Of the bytes of the attribute. Undefined where it is none of these. */
export function packedFile(bytes: Buffer | undefined): PackedFile | undefined {
  if (bytes === undefined || bytes.length < HEADER_BYTES) return undefined;
  if (bytes.readUInt32LE(0) !== 0x63_6d_70_66) return undefined;
  const size = Number(bytes.readBigUInt64LE(8));
  return { size, kind: bytes.readUInt32LE(4), stored: bytes.subarray(HEADER_BYTES) };
}

export function unpackedContent(packed: PackedFile, resource: () => Content): Content {
  if (packed.kind === 1) return inAttribute(packed.stored.subarray(0, packed.size));
  if (packed.kind === 3) return inline(packed, block);
  if (packed.kind === 4) return inBlocks(packed.size, zlibTable(packed.size, resource()), block);
  if (packed.kind === 7) return inline(packed, lzvnBlock);
  if (packed.kind === 8) return inBlocks(packed.size, lzvnTable(packed.size, resource()), lzvnBlock);
  if (packed.kind === 11) return inline(packed, lzfseBlock);
  if (packed.kind === 12) return inBlocks(packed.size, lzvnTable(packed.size, resource()), lzfseBlock);
  const name = NAMES[packed.kind];
  throw new Refusal('unsupported.decmpfs', { kind: [packed.kind, ...(name ? [name] : [])].join(', ') });
}

type Block = (stored: Buffer, size: number) => Buffer;

function inline({ size, stored }: PackedFile, block: Block): Content {
  if (size > MAX_INLINE_BYTES) throw damaged(`at most ${MAX_INLINE_BYTES} bytes in an attribute`, `${size}`);
  return { ...inAttribute(block(stored, size)), stored: 'compressed' };
}

/** Within a node of the tree: no range of the medium holds it alone. */
function inAttribute(bytes: Buffer): Content {
  return { ...contentInside(bytes, 0), runs: [] };
}

interface Table {
  readonly fork: Content;
  readonly place: (number: number) => { readonly at: number; readonly length: number };
}

/** After the header of the fork: its length, how many blocks there are, and of each where (from that count on) and how long. */
function zlibTable(size: number, fork: Content): Table {
  const dataAt = exactly(fork, 0, 16).readUInt32BE(0);
  const base = dataAt + 4;
  const blocks = exactly(fork, base, 4).readUInt32LE(0);
  if (blocks > MAX_BLOCKS || blocks < Math.ceil(size / BLOCK_BYTES))
    throw damaged(`blocks for ${size} bytes`, `${blocks}`);
  const table = exactly(fork, base + 4, 8 * blocks);
  const place: Table['place'] = (number) => ({
    at: base + table.readUInt32LE(8 * number),
    length: table.readUInt32LE(8 * number + 4),
  });
  return { fork, place };
}

/** The fork begins with where each block does, and where the last one ends; the first number is the length of the table too. */
function lzvnTable(size: number, fork: Content): Table {
  const blocks = Math.ceil(size / BLOCK_BYTES);
  const bytes = exactly(fork, 0, 4).readUInt32LE(0);
  if (blocks > MAX_BLOCKS || bytes < 4 * (blocks + 1) || bytes > 4 * (MAX_BLOCKS + 1))
    throw damaged(`places of ${blocks} blocks`, `a table of ${bytes} bytes`);
  const table = exactly(fork, 0, 4 * (blocks + 1));
  const place: Table['place'] = (number) => {
    const at = table.readUInt32LE(4 * number);
    return { at, length: table.readUInt32LE(4 * number + 4) - at };
  };
  return { fork, place };
}

function inBlocks(size: number, { fork, place }: Table, block: Block): Content {
  let kept: { number: number; bytes: Buffer } = { number: -1, bytes: Buffer.alloc(0) };
  const plain = (number: number): Buffer => {
    if (kept.number === number) return kept.bytes;
    const { at, length } = place(number);
    if (length < 0 || length > 2 * BLOCK_BYTES)
      throw damaged('a block of at most 128 KiB', `${length} bytes`);
    const stored = exactly(fork, at, length);
    const wanted = Math.min(BLOCK_BYTES, size - number * BLOCK_BYTES);
    kept = { number, bytes: block(stored, wanted) };
    return kept.bytes;
  };
  return {
    size,
    runs: fork.runs,
    stored: 'compressed',
    readInto: (offset, target) => {
      const wanted = Math.max(0, Math.min(target.length, size - offset));
      for (let filled = 0; filled < wanted;) {
        const at = offset + filled;
        const part = plain(Math.floor(at / BLOCK_BYTES))
          .subarray(at % BLOCK_BYTES)
          .subarray(0, wanted - filled);
        target.set(part, filled);
        filled += part.length;
      }
      return wanted;
    },
  };
}

/** A first byte that no zlib stream has says that the rest is as it is. */
function block(stored: Buffer, size: number): Buffer {
  if (size === 0) return Buffer.alloc(0);
  let plain: Buffer;
  if (isPlain(stored)) plain = stored.subarray(1);
  else
    try {
      plain = inflateSync(stored, { maxOutputLength: size });
    } catch (error) {
      throw damaged(`a compressed block of ${size} bytes`, error instanceof Error ? error.message : 'none');
    }
  if (plain.length < size) throw damaged(`a block of ${size} bytes`, `${plain.length}`);
  return plain.subarray(0, size);
}

/** The sign for the end, where nothing was before it, says that the rest is as it is. */
function lzvnBlock(stored: Buffer, size: number): Buffer {
  if (size === 0) return Buffer.alloc(0);
  const plain = stored[0] === 0x06 ? stored.subarray(1, 1 + size) : unpackLzvn(stored, size);
  if (plain === undefined || plain.length < size) throw damaged(`a block of ${size} bytes by LZVN`, 'none');
  return plain;
}

/** A stream of LZFSE says so; what begins otherwise, with a byte as of zlib, is as it is after that byte. */
function lzfseBlock(stored: Buffer, size: number): Buffer {
  if (size === 0) return Buffer.alloc(0);
  const isPacked = stored.toString('latin1', 0, 3) === 'bvx';
  const plain = isPacked
    ? unpackLzfse(stored, size)
    : isPlain(stored)
      ? stored.subarray(1, 1 + size)
      : undefined;
  if (plain === undefined || plain.length < size) throw damaged(`a block of ${size} bytes by LZFSE`, 'none');
  return plain;
}

function isPlain(stored: Buffer): boolean {
  return (stored[0] ?? 0x0f) % 16 === 0x0f;
}
