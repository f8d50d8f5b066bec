// A container of APFS with files in it: an empty one as mkapfs makes it, its trees written anew. By the Apple File System Reference (2020-06-22).
import { readFileSync } from 'node:fs';
import { deflateSync, gunzipSync } from 'node:zlib';
import { fletcher64 } from '../../src/forensics/filesystems/apfs-tree.ts';

const BLOCK = 4096;
/** Of the fixture: what lies where. */
const PLACES = { superblock: 63, objectMap: 65, files: 66, snapshots: 68 };
/** Of its space manager, and of the only block of chunks that it names. */
export const APFS_SPACE = { manager: 10, chunks: 88, bitmap: 87 };
const [INODE, XATTR, FILE_EXTENT, DIR_REC] = [3, 4, 8, 9];
const NANOS = 1_614_834_367_123_456_789n;
export const APFS_SUPERBLOCK = PLACES.superblock;

interface Record {
  readonly key: Buffer;
  readonly value: Buffer;
}

function buffer(length: number, write: (raw: Buffer) => void): Buffer {
  const raw = Buffer.alloc(length);
  write(raw);
  return raw;
}

function keyOf(number: number, type: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE((BigInt(type) << 60n) + BigInt(number));
  return Buffer.concat([head, rest]);
}

function inode(number: number, mode: number, more: { size?: number; flags?: number } = {}): Record {
  const value = buffer(92 + 4 + 4 + 40, (raw) => {
    raw.writeBigUInt64LE(2n, 0);
    raw.writeBigUInt64LE(BigInt(number), 8);
    for (const at of [16, 24, 32, 40]) raw.writeBigUInt64LE(NANOS + BigInt(at) * 1_000_000_000n, at);
    raw.writeUInt32LE(1, 56);
    raw.writeUInt32LE(more.flags ?? 0, 68);
    raw.writeUInt32LE(501, 72);
    raw.writeUInt32LE(20, 76);
    raw.writeUInt16LE(mode, 80);
    raw.writeUInt16LE(1, 92);
    raw.writeUInt16LE(40, 94);
    raw.set([8, 0, 40, 0], 96); // INO_EXT_TYPE_DSTREAM
    raw.writeBigUInt64LE(BigInt(more.size ?? 0), 100);
    raw.writeBigUInt64LE(BigInt(Math.ceil((more.size ?? 0) / BLOCK) * BLOCK), 108);
  });
  return { key: keyOf(number, INODE), value: more.size === undefined ? value.subarray(0, 92) : value };
}

function named(folder: number, name: string, number: number, type: number): Record {
  const text = Buffer.from(`${name}\0`);
  const rest = buffer(4 + text.length, (raw) => {
    raw.writeUInt32LE(text.length, 0);
    text.copy(raw, 4);
  });
  const value = buffer(18, (raw) => {
    raw.writeBigUInt64LE(BigInt(number), 0);
    raw.writeUInt16LE(type, 16);
  });
  return { key: keyOf(folder, DIR_REC, rest), value };
}

function attribute(number: number, name: string, bytes: Buffer): Record {
  const text = Buffer.from(`${name}\0`);
  const rest = Buffer.concat([Buffer.from([text.length, 0]), text]);
  return {
    key: keyOf(number, XATTR, rest),
    value: Buffer.concat([Buffer.from([2, 0, bytes.length % 256, bytes.length >> 8]), bytes]),
  };
}

function extent(number: number, from: number, length: number, block: number): Record {
  const rest = buffer(8, (raw) => raw.writeBigUInt64LE(BigInt(from)));
  const value = buffer(24, (raw) => {
    raw.writeBigUInt64LE(BigInt(length), 0);
    raw.writeBigUInt64LE(BigInt(block), 8);
  });
  return { key: keyOf(number, FILE_EXTENT, rest), value };
}

/** Records into a node, over the one that was there; a root keeps what stands at its end. */
function writeNode(
  block: Buffer,
  { flags, level, records }: { flags: number; level: number; records: readonly Record[] },
): void {
  const isFixed = (flags & 4) !== 0;
  const table = records.length * (isFixed ? 4 : 8);
  const end = BLOCK - ((flags & 1) === 0 ? 0 : 40);
  block.fill(0, 32, end);
  block.writeUInt16LE(flags, 32);
  block.writeUInt16LE(level, 34);
  block.writeUInt32LE(records.length, 36);
  block.writeUInt16LE(table, 42);
  let [keys, values] = [0, 0];
  for (const [index, { key, value }] of records.entries()) {
    key.copy(block, 56 + table + keys);
    values += value.length;
    value.copy(block, end - values);
    const entry = isFixed ? [keys, values] : [keys, key.length, values, value.length];
    for (const [place, number] of entry.entries())
      block.writeUInt16LE(number, 56 + index * entry.length * 2 + 2 * place);
    keys += key.length;
  }
  if (56 + table + keys + values > end) throw new Error('the node is full');
  sealBlock(block);
}

export function sealBlock(block: Buffer): void {
  const [low, high] = fletcher64(block);
  block.writeUInt32LE(low, 0);
  block.writeUInt32LE(high, 4);
}

export const APFS_PLAIN = Buffer.from('a file of two extents and a hole\n'.repeat(250)).subarray(0, 8000);
export const APFS_PACKED = Buffer.from('packed by macOS '.repeat(100));

/** `plain.bin` (4,096 bytes, a hole of 4,096, the rest), twice named; a link; an attribute; a compressed file; sixty in a folder. */
function files(): Record[] {
  const records = [
    inode(2, 0o040755),
    inode(20, 0o100644, { size: 4096 + 4096 + APFS_PLAIN.length - 4096 }),
    extent(20, 0, 4096, 110),
    extent(20, 4096, 4096, 0),
    extent(20, 8192, 4096, 111),
    attribute(20, 'com.apple.quarantine', Buffer.from('0083;60406e3f;Safari;')),
    inode(21, 0o120755),
    attribute(21, 'com.apple.fs.symlink', Buffer.from('folder/file-1.txt\0')),
    inode(22, 0o100600, { flags: 0x20 }),
    attribute(
      22,
      'com.apple.decmpfs',
      Buffer.concat([
        buffer(16, (raw) => {
          raw.write('fpmc', 'latin1');
          raw.writeUInt32LE(3, 4);
          raw.writeBigUInt64LE(BigInt(APFS_PACKED.length), 8);
        }),
        deflateSync(APFS_PACKED),
      ]),
    ),
    inode(23, 0o040700),
    named(2, 'plain.bin', 20, 8),
    named(2, 'hard.bin', 20, 8),
    named(2, 'link', 21, 10),
    named(2, 'packed.txt', 22, 8),
    named(2, 'folder', 23, 4),
  ];
  for (let index = 0; index < 22; index++)
    records.push(inode(100 + index, 0o100644, { size: 0 }), named(23, `file-${index}.txt`, 100 + index, 8));
  const order = ({ key }: Record): bigint =>
    (key.readBigUInt64LE(0) & 0x0fff_ffff_ffff_ffffn) * 16n + (key.readBigUInt64LE(0) >> 60n);
  return records.toSorted(
    (one, other) =>
      Number(order(one) - order(other)) || Buffer.compare(one.key.subarray(8), other.key.subarray(8)),
  );
}

function fixedRecord(object: number, address: number, transaction = 1n): Record {
  return {
    key: buffer(16, (raw) => {
      raw.writeBigUInt64LE(BigInt(object), 0);
      raw.writeBigUInt64LE(transaction, 8);
    }),
    value: buffer(16, (raw) => {
      raw.writeUInt32LE(BLOCK, 4);
      raw.writeBigUInt64LE(BigInt(address), 8);
    }),
  };
}

export function apfsContainer(): Buffer {
  const disk = gunzipSync(readFileSync(new URL('../../fixtures/volumes/apfs.raw.gz', import.meta.url)));
  const blockAt = (number: number): Buffer => disk.subarray(number * BLOCK, (number + 1) * BLOCK);
  APFS_PLAIN.copy(disk, 110 * BLOCK, 0, 4096);
  APFS_PLAIN.copy(disk, 111 * BLOCK, 4096);
  const all = files();
  const root = blockAt(PLACES.files);
  const rootNumber = Number(root.readBigUInt64LE(8));
  // Two leaves below the root, so that a level is gone down.
  const cuts = [all.slice(0, 30), all.slice(30)];
  const children = cuts.map((records, index) => {
    const block = blockAt(120 + index);
    root.copy(block);
    block.writeBigUInt64LE(BigInt(5000 + index), 8);
    block.writeUInt32LE(0x3, 24); // a node that is no root
    writeNode(block, { flags: 2, level: 0, records });
    return {
      key: records[0]?.key ?? Buffer.alloc(8),
      value: buffer(8, (raw) => raw.writeBigUInt64LE(BigInt(5000 + index))),
    };
  });
  writeNode(root, { flags: 1, level: 1, records: children });
  writeNode(blockAt(PLACES.objectMap), {
    flags: 7,
    level: 0,
    records: [fixedRecord(rootNumber, PLACES.files), fixedRecord(5000, 120), fixedRecord(5001, 121)],
  });
  useBlocks(disk, [110, 111, 120, 121]);
  return disk;
}

/** Marked as in use, and counted. */
function useBlocks(disk: Buffer, used: readonly number[]): void {
  const [manager, chunks] = [APFS_SPACE.manager, APFS_SPACE.chunks].map((number) =>
    disk.subarray(number * BLOCK, (number + 1) * BLOCK),
  ) as [Buffer, Buffer]; // two
  const bitmap = APFS_SPACE.bitmap * BLOCK;
  for (const block of used) disk[bitmap + (block >> 3)] = (disk[bitmap + (block >> 3)] ?? 0) | (1 << (block & 7)); // prettier-ignore
  chunks.writeUInt32LE(chunks.readUInt32LE(60) - used.length, 60); // ci_free_count
  manager.writeBigUInt64LE(manager.readBigUInt64LE(72) - BigInt(used.length), 72); // sm_free_count
  for (const block of [chunks, manager]) sealBlock(block);
}

/** The same with a snapshot named `before`, after which files were deleted, or with an encrypted volume. */
export function apfsWith(what: 'snapshot' | 'encrypted'): Buffer {
  const disk = apfsContainer();
  const superblock = disk.subarray(PLACES.superblock * BLOCK, (PLACES.superblock + 1) * BLOCK);
  if (what === 'encrypted') superblock.writeBigUInt64LE(0n, 264);
  else {
    superblock.writeBigUInt64LE(1n, 216);
    const value = buffer(57, (raw) => {
      raw.writeBigUInt64LE(123n, 8);
      raw.writeBigUInt64LE(NANOS, 16);
      raw.writeUInt16LE(7, 48);
      raw.write('before\0', 50, 'latin1');
    });
    const block = disk.subarray(PLACES.snapshots * BLOCK, (PLACES.snapshots + 1) * BLOCK);
    writeNode(block, { flags: 3, level: 0, records: [{ key: keyOf(1, 1), value }] });
    const blockAt = (number: number): Buffer => disk.subarray(number * BLOCK, (number + 1) * BLOCK);
    useBlocks(disk, [122, 123]);
    superblock.copy(blockAt(123));
    sealBlock(blockAt(123));
    // Since then the second leaf has a version of its own.
    blockAt(121).copy(blockAt(122));
    writeNode(blockAt(122), { flags: 2, level: 0, records: files().slice(30, -10) });
    const versions = [fixedRecord(5000, 120), fixedRecord(5001, 121), fixedRecord(5001, 122, 5n)];
    const root = fixedRecord(Number(blockAt(PLACES.files).readBigUInt64LE(8)), PLACES.files);
    writeNode(blockAt(PLACES.objectMap), { flags: 7, level: 0, records: [root, ...versions] });
  }
  sealBlock(superblock);
  return disk;
}
