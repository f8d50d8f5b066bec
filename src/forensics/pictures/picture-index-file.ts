// An index of fingerprints as a file (docs/formats/picture-index.md). Only the fingerprints are kept: what is sorted for the search
// is made when it is opened, faster than it could be read, and so cannot disagree with them.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../../base/refusal.ts';
import { writeAtomically } from '../../platform/files.ts';
import { PictureIndex } from './picture-index.ts';

const MAGIC = Buffer.from('comitypx');
const VERSION = 1;
const HEAD_BYTES = 64;
const HASH_BYTES = 32;
/** 64 million fingerprints: 2 GiB and as much again for the search. */
const MOST = 64_000_000;

/** The file is the old one or the new one, whenever it stops. */
export async function savePictureIndex(path: string, index: PictureIndex): Promise<void> {
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head);
  head.writeUInt32LE(VERSION, 8);
  head.writeUInt32LE(index.count, 12);
  createHash('sha256').update(index.bytes).digest().copy(head, 16);
  await writeAtomically(path, Buffer.concat([head, index.bytes]));
}

/** Throws Refusal: it is no such file, or not as it was written. */
export async function openPictureIndex(path: string): Promise<PictureIndex> {
  const { size } = await stat(path);
  if (size > HEAD_BYTES + MOST * HASH_BYTES)
    throw unusable('at most 64,000,000 fingerprints', `${size} bytes`);
  const bytes = await readFile(path);
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head.length < HEAD_BYTES || !head.subarray(0, 8).equals(MAGIC))
    throw unusable('a file that begins with "comitypx"', 'another beginning');
  const [version, count] = [head.readUInt32LE(8), head.readUInt32LE(12)];
  if (version !== VERSION) throw unusable(`version ${VERSION}`, `version ${version}`);
  const hashes = bytes.subarray(HEAD_BYTES);
  if (hashes.length !== count * HASH_BYTES)
    throw unusable(`${count} fingerprints, ${count * HASH_BYTES} bytes`, `${hashes.length} bytes`);
  const digest = createHash('sha256').update(hashes).digest();
  if (!digest.equals(head.subarray(16, 48)))
    throw unusable(`SHA-256 ${head.toString('hex', 16, 48)}`, digest.toString('hex'));
  return new PictureIndex(hashes);
}

function unusable(expected: string, found: string): Refusal {
  return new Refusal('damaged', {
    expected: `an index of fingerprints with ${expected}`,
    found,
    next: 'Import the list of fingerprints again: the index is made of it.',
  });
}
