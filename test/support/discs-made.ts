// Discs of the fixtures, and what the programs that made them do not write: HFS+ with a hard link, with extents in the overflow file and with
// a file that macOS compressed; UDF with a metadata partition, a link and a deleted entry.
import { readFileSync } from 'node:fs';
import { deflateSync, gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../fixtures/volumes/', import.meta.url);
export const DISC_ROWS = fileURLToPath(new URL('discs.tsv', FOLDER));

export function disc(name: 'hfsplus' | 'udf'): Buffer {
  return gunzipSync(readFileSync(new URL(`${name}.iso.gz`, FOLDER)));
}

/** Where the HFS+ volume begins on its disc, by the entry of the Apple partition map. */
export const HFS_AT = (bytes: Buffer): number => {
  for (let block = 1; block < 8; block++)
    if (bytes.toString('latin1', block * 512 + 48, block * 512 + 57) === 'Apple_HFS')
      return bytes.readUInt32BE(block * 512 + 8) * 512;
  throw new Error('no HFS+ on the disc');
};

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** The value of a file's record in the catalog, by its name. */
function recordOf(bytes: Buffer, name: string): Buffer {
  const units = Buffer.alloc(2);
  units.writeUInt16BE(name.length);
  for (let at = 0; (at = bytes.indexOf(Buffer.concat([units, utf16be(name)]), at)) >= 0; at += 2) {
    const value = at + 2 + 2 * name.length;
    if (bytes.readUInt16BE(value) === 2 || bytes.readUInt16BE(value) === 1)
      return bytes.subarray(value, value + 248);
  }
  throw new Error(`no record of ${name}`);
}

interface TreeLeaf {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** A B-tree of two nodes: its header and one leaf. */
function smallTree(leaves: readonly TreeLeaf[], nodeBytes: number): Buffer {
  const tree = Buffer.alloc(2 * nodeBytes);
  tree.writeInt8(1, 8);
  tree.writeUInt16BE(3, 10);
  tree.writeUInt16BE(1, 14);
  for (const [at, value] of [
    [16, 1],
    [20, leaves.length],
    [24, 1],
    [28, 1],
    [36, 2],
  ] as const)
    tree.writeUInt32BE(value, at);
  tree.writeUInt16BE(nodeBytes, 32);
  for (const [number, at] of [14, 120, 248, nodeBytes - 8].entries())
    tree.writeUInt16BE(at, nodeBytes - 2 * (number + 1));
  const leaf = tree.subarray(nodeBytes);
  leaf.writeInt8(-1, 8);
  leaf.writeUInt8(1, 9);
  leaf.writeUInt16BE(leaves.length, 10);
  let at = 14;
  for (const [index, { key, value }] of leaves.entries()) {
    leaf.writeUInt16BE(at, nodeBytes - 2 * (index + 1));
    leaf.writeUInt16BE(key.length, at);
    at += 2 + key.copy(leaf, at + 2);
    at += value.copy(leaf, at);
    at += at % 2;
  }
  leaf.writeUInt16BE(at, nodeBytes - 2 * (leaves.length + 1));
  return tree;
}

/** `packed.txt` becomes what `sub/packed-plain.txt` holds; `hard.txt` a link to `iNode42`; `big.bin` lies in two extents. */
export function hfsWithFeatures(): Buffer {
  const disc = Buffer.from(hfsDisc());
  const at = HFS_AT(disc);
  const volume = disc.subarray(at);
  const blockBytes = volume.readUInt32BE(1024 + 40);
  utf16be('\0\0\0\0').copy(volume, volume.indexOf(utf16be('1234HFS+ Private Data')));
  utf16be('\0\0\0\0').copy(volume, volume.lastIndexOf(utf16be('1234HFS+ Private Data')));

  const hard = recordOf(volume, 'hard.txt');
  hard.write('hlnkhfs+', 48, 'latin1');
  hard.writeUInt32BE(42, 44);

  const big = recordOf(volume, 'big.bin');
  const [start, blocks] = [big.readUInt32BE(104), big.readUInt32BE(108)];
  big.writeUInt32BE(3, 108);
  const overflowKey = Buffer.alloc(10);
  big.copy(overflowKey, 2, 8, 12);
  overflowKey.writeUInt32BE(3, 6);
  const overflow = Buffer.alloc(64);
  overflow.writeUInt32BE(start + 3, 0);
  overflow.writeUInt32BE(blocks - 3, 4);

  // The two trees take the place of a file of 24 KiB; the attributes have the resource fork's place said by the record itself.
  const trees = recordOf(volume, 'trees.bin');
  const treesAt = trees.readUInt32BE(104);
  const bytes = Buffer.concat([
    smallTree([{ key: overflowKey, value: overflow }], 4096),
    smallTree([attributeOf(recordOf(volume, 'packed.txt').readUInt32BE(8))], 4096),
  ]);
  bytes.copy(volume, treesAt * blockBytes);
  const forkAt = (header: number, from: number): void => {
    volume.fill(0, 1024 + header, 1024 + header + 80);
    volume.writeBigUInt64BE(8192n, 1024 + header);
    volume.writeUInt32BE(8192 / blockBytes, 1024 + header + 12);
    volume.writeUInt32BE(treesAt + from / blockBytes, 1024 + header + 16);
    volume.writeUInt32BE(8192 / blockBytes, 1024 + header + 20);
  };
  forkAt(192, 0);
  forkAt(352, 8192);

  const packed = recordOf(volume, 'packed.txt');
  packed.writeUInt8(0x20, 41);
  const fork = resourceFork(PLAIN);
  fork.copy(volume, treesAt * blockBytes + 16_384);
  packed.writeBigUInt64BE(BigInt(fork.length), 168);
  packed.writeUInt32BE(Math.ceil(fork.length / blockBytes), 168 + 12);
  packed.writeUInt32BE(treesAt + 16_384 / blockBytes, 168 + 16);
  packed.writeUInt32BE(Math.ceil(fork.length / blockBytes), 168 + 20);
  return disc;
}

/** `deleted.txt` is gone from its leaf, as the last record moved before it leaves it: its bytes lie on after the records, its block is free. */
export function hfsWithDeleted(): Buffer {
  const disc = Buffer.from(hfsDisc());
  const volume = disc.subarray(HFS_AT(disc));
  const blockBytes = volume.readUInt32BE(1024 + 40);
  const nodesAt = volume.readUInt32BE(1024 + 272 + 16) * blockBytes;
  const nodeBytes = volume.readUInt16BE(nodesAt + 32);
  const value = recordOf(volume, 'deleted.txt');
  const block = value.readUInt32BE(104);
  const bitAt = volume.readUInt32BE(1024 + 112 + 16) * blockBytes + Math.floor(block / 8);
  volume[bitAt] = (volume[bitAt] ?? 0) & ~(0x80 >> (block % 8));
  const at = value.byteOffset - volume.byteOffset - nodesAt;
  const node = volume.subarray(nodesAt + at - (at % nodeBytes), nodesAt + at - (at % nodeBytes) + nodeBytes);
  const count = node.readUInt16BE(10);
  const offsets = Array.from({ length: count + 1 }, (_, index) =>
    node.readUInt16BE(nodeBytes - 2 * (index + 1)),
  );
  const index = offsets.findLastIndex((offset) => offset < at % nodeBytes);
  const [from = 0, to = 0, end = 0] = [offsets[index], offsets[index + 1], offsets[count]];
  const own = Buffer.from(node.subarray(from, to));
  node.copy(node, from, to, end);
  own.copy(node, end - own.length);
  node.writeUInt16BE(count - 1, 10);
  for (let after = index + 1; after <= count; after++)
    node.writeUInt16BE((offsets[after] ?? 0) - own.length, nodeBytes - 2 * after);
  return disc;
}

const PLAIN = Buffer.from('compressed by macOS \n'.repeat(7143)).subarray(0, 150_000);

function hfsDisc(): Buffer {
  return disc('hfsplus');
}

/** Kind 4: in blocks of 64 KiB in the resource fork. */
function attributeOf(file: number): TreeLeaf {
  const name = utf16be('com.apple.decmpfs');
  const key = Buffer.alloc(12 + name.length);
  key.writeUInt32BE(file, 2);
  key.writeUInt16BE(name.length / 2, 10);
  name.copy(key, 12);
  const value = Buffer.alloc(32);
  value.writeUInt32BE(0x10, 0);
  value.writeUInt32BE(16, 12);
  value.write('fpmc', 16, 'latin1');
  value.writeUInt32LE(4, 20);
  value.writeBigUInt64LE(BigInt(PLAIN.length), 24);
  return { key, value };
}

function resourceFork(plain: Buffer): Buffer {
  const count = Math.ceil(plain.length / 65_536);
  const blocks = Array.from({ length: count }, (_, index) =>
    deflateSync(plain.subarray(65_536 * index, 65_536 * (index + 1))),
  );
  const table = Buffer.alloc(4 + 8 * count);
  table.writeUInt32LE(count, 0);
  let at = table.length;
  for (const [index, block] of blocks.entries()) {
    table.writeUInt32LE(at, 4 + 8 * index);
    table.writeUInt32LE(block.length, 8 + 8 * index);
    at += block.length;
  }
  const head = Buffer.alloc(256 + 4);
  head.writeUInt32BE(256, 0);
  head.writeUInt32BE(at, 8);
  head.writeUInt32BE(at, 256);
  return Buffer.concat([head, table, ...blocks]);
}

/** Sector 2,048; the partition begins where its descriptor says. A block of it by the tag that it has. */
function descriptorAt(bytes: Buffer, tag: number, from = 0): number {
  for (let at = from; at + 2048 <= bytes.length; at += 2048)
    if (
      bytes.readUInt16LE(at) === tag &&
      bytes.readUInt16LE(at + 2) <= 3 &&
      sumOf(bytes, at) === bytes[at + 4]
    )
      return at;
  throw new Error(`no descriptor ${tag}`);
}

function descriptorOrEnd(bytes: Buffer, tag: number, from: number): number {
  try {
    return descriptorAt(bytes, tag, from);
  } catch {
    return bytes.length;
  }
}

function sumOf(bytes: Buffer, at: number): number {
  let sum = 0;
  for (let index = 0; index < 16; index++) if (index !== 4) sum += bytes[at + index] ?? 0;
  return sum % 256;
}

/** The file set lies in a metadata partition, whose file is one block of junk and then the block of the file set. */
export function udfWithMetadata(): Buffer {
  const bytes = Buffer.from(disc('udf'));
  const partitionAt = bytes.readUInt32LE(descriptorAt(bytes, 5) + 188) * 2048;
  const fileSetAt = descriptorAt(bytes, 256, 257 * 2048);
  const file = descriptorAt(bytes, 261, fileSetAt);
  // A file entry of its own, in a block after all others, for the metadata.
  const at = bytes.length - 2048;
  bytes.copy(bytes, at, file, file + 2048);
  const block = (at - partitionAt) / 2048;
  bytes.writeUInt32LE(block, at + 12);
  bytes[at + 4] = sumOf(bytes, at);
  bytes[at + 27] = 250;
  bytes.writeBigUInt64LE(4096n, at + 56);
  bytes.writeUInt16LE(0, at + 34); // short allocation descriptors
  const descriptors = at + 176 + bytes.readUInt32LE(at + 168);
  bytes.writeUInt32LE(16, at + 172);
  for (const [index, [length, place]] of [
    [2048, block],
    [2048, (fileSetAt - partitionAt) / 2048],
  ].entries()) {
    bytes.writeUInt32LE(length ?? 0, descriptors + 8 * index);
    bytes.writeUInt32LE(place ?? 0, descriptors + 8 * index + 4);
  }
  for (let part = descriptorAt(bytes, 5); part < partitionAt; part = descriptorOrEnd(bytes, 5, part + 2048))
    bytes.writeUInt32LE(block + 1, part + 192); // it ends after that block
  const map = Buffer.alloc(64);
  map.set([2, 64]);
  map.write('*UDF Metadata Partition', 5, 'latin1');
  map.writeUInt32LE(block, 40);
  map.writeUInt32LE(block, 44);
  for (
    let logical = descriptorAt(bytes, 6);
    logical < partitionAt;
    logical = descriptorOrEnd(bytes, 6, logical + 2048)
  ) {
    map.copy(bytes, logical + 440 + bytes.readUInt32LE(logical + 264));
    bytes.writeUInt32LE(bytes.readUInt32LE(logical + 264) + 64, logical + 264);
    bytes.writeUInt32LE(2, logical + 268);
    bytes.writeUInt32LE(1, logical + 252);
    bytes.writeUInt16LE(1, logical + 256);
  }
  return bytes;
}

/** `udflink` becomes a link to `sub/deep/..`, `deleted.txt` an entry that was deleted. */
export function udfWithLink(): Buffer {
  const bytes = Buffer.from(disc('udf'));
  const partitionAt = bytes.readUInt32LE(descriptorAt(bytes, 5) + 188) * 2048;
  const named = (name: string): number =>
    bytes.indexOf(Buffer.concat([Buffer.from([8]), Buffer.from(name)]), partitionAt) - 38;
  const link = named('udflink');
  bytes[partitionAt + bytes.readUInt32LE(link + 24) * 2048 + 27] = 12;
  const gone = named('deleted.txt') + 18;
  bytes[gone] = (bytes[gone] ?? 0) | 0x04;
  return bytes;
}
