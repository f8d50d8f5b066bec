// A log in memory for tests of witnesses and verifiers: leaves, tiles, signed checkpoints, and forks of it.
import { utf8 } from '../../src/base/bytes.ts';
import { formatCheckpoint } from '../../src/verify/checkpoint.ts';
import { leafHash, type Hash } from '../../src/verify/merkle.ts';
import type { NoteKey } from '../../src/verify/note-key.ts';
import { formatNote } from '../../src/verify/note.ts';
import { consistencyProof, newTiles, treeRoot, type TileReader } from '../../src/verify/tiles.ts';
import { testCrypto, testSigner, type TestSigner } from './crypto.ts';

export interface TestLog {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  /** Its checkpoint at a size, signed with both keys; leaves are made as needed. */
  checkpoint(size: number): Promise<Uint8Array>;
  proof(oldSize: number, newSize: number): Promise<readonly Hash[]>;
  /** The same log, by the same keys, with other leaves from `index` on. */
  fork(index: number, label?: string): TestLog;
}

export function testLog(origin: string): TestLog {
  const signers = [testSigner(origin, 'ed25519'), testSigner(origin, 'cosignature-ml-dsa-44')];
  return logOf(origin, signers, (index) => `leaf ${index}`);
}

function logOf(origin: string, signers: readonly TestSigner[], leaf: (index: number) => string): TestLog {
  const tiles = new Map<string, Uint8Array>();
  let size = 0;
  const reader: TileReader = async (path) => {
    const tile = tiles.get(path);
    if (tile === undefined) throw new Error(`no tile ${path}`);
    return tile;
  };
  // Grown one leaf at a time, so that the partial tiles of every size are there.
  const grow = async (to: number): Promise<void> => {
    for (; size < to; size++) {
      const leafHashes = [leafHash(testCrypto, utf8(leaf(size)))];
      for (const { path, bytes } of await newTiles(testCrypto, { oldSize: size, leafHashes, reader }))
        tiles.set(path, bytes);
    }
  };
  return {
    origin,
    keys: signers.map((signer) => signer.key),
    checkpoint: async (at) => {
      await grow(at);
      const text = formatCheckpoint({ origin, size: at, root: await treeRoot(testCrypto, reader, at) });
      return formatNote(
        text,
        signers.map((signer) => signer.sign(text, 1_767_225_600)),
      );
    },
    proof: async (oldSize, newSize) => {
      await grow(newSize);
      return consistencyProof(testCrypto, reader, oldSize, newSize);
    },
    fork: (from, label = 'forked') =>
      logOf(origin, signers, (index) => (index < from ? leaf(index) : `${leaf(index)} ${label}`)),
  };
}
