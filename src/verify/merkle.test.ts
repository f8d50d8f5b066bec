import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { testCrypto as crypto } from '../../test/support/crypto.ts';
import { sharedData } from '../../test/support/shared.ts';
import { hex, utf8 } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import {
  appendLeaf,
  EMPTY_RANGE,
  emptyRoot,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type CompactRange,
  type Hash,
} from './merkle.ts';

const vectors = sharedData('conformance/merkle');

test('every inclusion vector of transparency-dev/merkle is accepted or refused as it says', (t) => {
  if (vectors === undefined) return t.skip('../shared/data/conformance/merkle is not there');
  const files = globSync(join(vectors, 'inclusion/*/*.json')).sort();
  for (const file of files) {
    const { leafIdx, treeSize, root, leafHash: leaf, proof, wantErr } = readJson(file);
    const claim = { index: leafIdx, size: treeSize, root: bytes(root), leaf: bytes(leaf) };
    outcome(wantErr, file, () =>
      verifyInclusion(crypto, { ...claim, proof: (proof ?? []).map(bytes) }, 'proof'),
    );
  }
  t.diagnostic(`${files.length} inclusion vectors`);
});

test('every consistency vector of transparency-dev/merkle is accepted or refused as it says', (t) => {
  if (vectors === undefined) return t.skip('../shared/data/conformance/merkle is not there');
  const files = globSync(join(vectors, 'consistency/*/*.json')).sort();
  for (const file of files) {
    const { size1, size2, root1, root2, proof, wantErr } = readJson(file);
    const claim = { oldSize: size1, newSize: size2, oldRoot: bytes(root1), newRoot: bytes(root2) };
    outcome(wantErr, file, () =>
      verifyConsistency(crypto, { ...claim, proof: (proof ?? []).map(bytes) }, 'proof'),
    );
  }
  t.diagnostic(`${files.length} consistency vectors`);
});

test('the roots of the trees of RFC 6962 sizes 0 to 8 are those every log computes', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  let range = EMPTY_RANGE;
  for (const [size, root] of roots.entries()) {
    assert.equal(hex(rootOf(crypto, range)), root, `root of ${size} leaves`);
    range = appendLeaf(crypto, range, leafHash(crypto, Buffer.from(leaves[size] ?? '', 'hex')));
  }
});

test('a leaf appended anywhere proves its place and the growth of the tree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, a, b) => {
      const leaves = makeLeaves(size);
      const index = a % size;
      const oldSize = b % (size + 1);
      const proof = inclusion(index, leaves);
      const [leaf] = leaves.slice(index);
      assert.ok(leaf);
      verifyInclusion(crypto, { index, size, leaf, proof, root: mth(leaves) }, 'proof');
      const growth = {
        oldSize,
        newSize: size,
        oldRoot: mth(leaves.slice(0, oldSize)),
        newRoot: mth(leaves),
        proof: oldSize === 0 ? [] : subproof(oldSize, leaves, true),
      };
      verifyConsistency(crypto, growth, 'proof');
      assert.equal(hex(rootOf(crypto, grow(leaves))), hex(mth(leaves)));
      if (oldSize > 0 && oldSize < size) {
        const forked = { ...growth, newRoot: mth([utf8('x'.repeat(32)), ...leaves.slice(1)]) };
        refused(() => verifyConsistency(crypto, forked, 'proof'));
      }
    }),
  );
});

test('a proof with more hashes than any tree has is refused before it is computed', () => {
  const proof = Array.from({ length: 100_000 }, () => new Uint8Array(32));
  const leaf = new Uint8Array(32);
  refused(() => rootFromInclusion(crypto, { index: 1, size: Number.MAX_SAFE_INTEGER, leaf, proof }, 'p'));
  const roots = { oldRoot: leaf, newRoot: leaf };
  refused(() => verifyConsistency(crypto, { oldSize: 3, newSize: 2 ** 52 + 1, ...roots, proof }, 'p'));
});

test('sizes that no number can hold exactly are refused', () => {
  const leaf = new Uint8Array(32);
  for (const size of [2 ** 53, -1, 1.5, Number.NaN, Infinity])
    refused(() => rootFromInclusion(crypto, { index: 0, size, leaf, proof: [] }, 'p'));
});

test('a tree near 2^53 leaves is still walked level by level', () => {
  const size = Number.MAX_SAFE_INTEGER;
  const proof = Array.from({ length: 53 }, (_, i) => leafHash(crypto, Uint8Array.of(i)));
  const leaf = leafHash(crypto, utf8('leaf'));
  let expected: Hash = leaf;
  for (const other of proof) expected = nodeHash(crypto, expected, other);
  assert.deepEqual(rootFromInclusion(crypto, { index: 0, size, leaf, proof }, 'p'), expected);
});

test('the empty tree is consistent with any tree by an empty proof only', () => {
  const root = leafHash(crypto, utf8('a'));
  const empty = { oldSize: 0, newSize: 1, oldRoot: emptyRoot(crypto), newRoot: root };
  verifyConsistency(crypto, { ...empty, proof: [] }, 'p');
  refused(() => verifyConsistency(crypto, { ...empty, proof: [root] }, 'p'));
  refused(() => verifyConsistency(crypto, { ...empty, oldRoot: root, proof: [] }, 'p'));
});

interface Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

function readJson(file: string): Vector {
  return JSON.parse(readFileSync(file, 'utf8')) as Vector; // the form its README states
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text ?? '', 'base64'));
}

function outcome(wantErr: boolean, file: string, act: () => void): void {
  if (wantErr) assert.throws(act, Fault, file);
  else assert.doesNotThrow(act, file);
}

function refused(act: () => void): void {
  assert.throws(act, (error) => error instanceof Fault && /^(proofInvalid|limitExceeded)$/.test(error.code));
}

function makeLeaves(size: number): Hash[] {
  return Array.from({ length: size }, (_, i) => leafHash(crypto, utf8(`leaf ${i}`)));
}

function grow(leaves: readonly Hash[]): CompactRange {
  return leaves.reduce((range, leaf) => appendLeaf(crypto, range, leaf), EMPTY_RANGE);
}

// RFC 6962 section 2.1 word for word, as the other side of the checks.
function mth(leaves: readonly Hash[]): Hash {
  const [first] = leaves;
  if (first === undefined) return emptyRoot(crypto);
  if (leaves.length === 1) return first;
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(crypto, mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

function inclusion(m: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length === 1) return [];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return m < k
    ? [...inclusion(m, leaves.slice(0, k)), mth(leaves.slice(k))]
    : [...inclusion(m - k, leaves.slice(k)), mth(leaves.slice(0, k))];
}

function subproof(m: number, leaves: readonly Hash[], isWhole: boolean): Hash[] {
  if (m === leaves.length) return isWhole ? [] : [mth(leaves)];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), isWhole), mth(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))];
}
