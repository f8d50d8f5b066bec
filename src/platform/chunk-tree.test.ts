import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { appendLeaf, EMPTY_RANGE, rootOf } from '../verify/merkle.ts';
import { CHUNK_BYTES, ChunkHasher, ChunkRoot } from './chunk-tree.ts';
import { nodeCrypto } from './node-crypto.ts';

function leafOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(bytes).digest();
}

test('the root over chunk hashes is that of the RFC 6962 tree', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 4 }), { maxLength: 70 }), (chunks) => {
      const tree = new ChunkRoot();
      let range = EMPTY_RANGE;
      for (const chunk of chunks) {
        tree.add(leafOf(chunk));
        range = appendLeaf(nodeCrypto, range, leafOf(chunk));
      }
      assert.equal(tree.root().toString('hex'), Buffer.from(rootOf(nodeCrypto, range)).toString('hex'));
    }),
  );
});

test('pieces of any size give the chunks of 4 MiB, the last one shorter', () => {
  const bytes = Buffer.alloc(2 * CHUNK_BYTES + 5, 'evidence');
  const leaves: string[] = [];
  const hasher = new ChunkHasher((leaf) => leaves.push(leaf.toString('hex')));
  for (let at = 0, size = 1; at < bytes.length; at += size, size = Math.min(3 * size, 6_000_000))
    hasher.update(bytes.subarray(at, at + size));
  hasher.root();
  const expected = [0, 1, 2].map((i) => leafOf(bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES)));
  assert.deepEqual(
    leaves,
    expected.map((leaf) => leaf.toString('hex')),
  );
});

test('a file of one chunk has its leaf for a root, an empty file the root of the empty tree', () => {
  const one = new ChunkHasher();
  one.update(Buffer.from('abc'));
  assert.equal(one.root().toString('hex'), leafOf(Buffer.from('abc')).toString('hex'));
  assert.equal(new ChunkHasher().root().toString('hex'), createHash('sha256').digest('hex'));
});

test('a file that ends with a chunk has no empty chunk after it', () => {
  const leaves: Buffer[] = [];
  const hasher = new ChunkHasher((leaf) => leaves.push(leaf));
  hasher.update(Buffer.alloc(CHUNK_BYTES));
  hasher.root();
  assert.equal(leaves.length, 1);
});
