// The Merkle tree of RFC 6962, section 2.1 (the same in RFC 9162). Sizes go to 2^53, so no 32-bit operators here.
import { concat, equalBytes } from '../base/bytes.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { Fault } from './fault.ts';

export type Hash = Uint8Array;

export const HASH_BYTES = 32;
/** A proof has at most one hash for each level of the tree, plus one. */
export const MAX_PROOF_HASHES = 63;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

export function emptyRoot(crypto: Crypto): Uint8Array<ArrayBuffer> {
  return digestOf(crypto, 'sha256');
}

export function leafHash(crypto: Crypto, leaf: Uint8Array): Uint8Array<ArrayBuffer> {
  return digestOf(crypto, 'sha256', LEAF, leaf);
}

export function nodeHash(crypto: Crypto, left: Hash, right: Hash): Uint8Array<ArrayBuffer> {
  return digestOf(crypto, 'sha256', concat(NODE, left, right));
}

/** Enough to append and to know the root: the root of each whole subtree, one per set bit of `size`, largest first. */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Hash[];
}

export const EMPTY_RANGE: CompactRange = { size: 0, hashes: [] };

export function appendLeaf(crypto: Crypto, range: CompactRange, leaf: Hash): CompactRange {
  const hashes = [...range.hashes];
  let hash = leaf;
  for (let rest = range.size; rest % 2 === 1; rest = half(rest)) {
    const left = hashes.pop();
    if (left === undefined) throw new RangeError(`A compact range of ${range.size} lacks hashes`);
    hash = nodeHash(crypto, left, hash);
  }
  return { size: range.size + 1, hashes: [...hashes, hash] };
}

export function rootOf(crypto: Crypto, range: CompactRange): Hash {
  return (
    range.hashes.reduceRight<Hash | undefined>(
      (right, left) => (right === undefined ? left : nodeHash(crypto, left, right)),
      undefined,
    ) ?? emptyRoot(crypto)
  );
}

interface Inclusion {
  readonly index: number;
  readonly size: number;
  /** Leaf hash, not the leaf. */
  readonly leaf: Hash;
  /** From the leaf's sibling upwards. */
  readonly proof: readonly Hash[];
}

/** The root that an inclusion proof leads to (RFC 9162, section 2.1.3.2). Throws Fault proofInvalid. */
export function rootFromInclusion(crypto: Crypto, inclusion: Inclusion, place: string): Hash {
  const { index, size, leaf, proof } = inclusion;
  if (!isSize(size) || !isSize(index) || index >= size)
    throw new Fault('proofInvalid', place, 'an index within the tree', `${index} of ${size}`);
  checkHashes([leaf, ...proof], place);
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const other of proof) {
    if (last === 0) throw new Fault('proofInvalid', place, 'no more hashes than levels', 'more');
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(crypto, other, hash);
      // A last node without a sibling goes up unchanged.
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(crypto, hash, other);
    }
    [at, last] = [half(at), half(last)];
  }
  if (last !== 0) throw new Fault('proofInvalid', place, 'a hash for each level', 'fewer');
  return hash;
}

/** Throws Fault proofInvalid unless the leaf is in the tree with this root. */
export function verifyInclusion(
  crypto: Crypto,
  inclusion: Inclusion & { readonly root: Hash },
  place: string,
): void {
  const root = rootFromInclusion(crypto, inclusion, place);
  if (!equalBytes(root, inclusion.root))
    throw new Fault('proofInvalid', place, 'a proof that leads to the root', 'another root');
}

interface Consistency {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Hash;
  readonly newRoot: Hash;
  readonly proof: readonly Hash[];
}

/**
 * Throws Fault proofInvalid unless the new tree only appends to the old one (RFC 9162, section 2.1.4.2). The empty tree
 * is consistent with every tree, by an empty proof.
 */
export function verifyConsistency(crypto: Crypto, consistency: Consistency, place: string): void {
  const { oldSize, newSize, oldRoot, newRoot, proof } = consistency;
  const bad = (expected: string, found: string): Fault => new Fault('proofInvalid', place, expected, found);
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize)
    throw bad('a tree that grew', `${oldSize} to ${newSize} leaves`);
  checkHashes([oldRoot, newRoot, ...proof], place);
  for (const [size, root] of [
    [oldSize, oldRoot],
    [newSize, newRoot],
  ] as const)
    if (size === 0 && !equalBytes(root, emptyRoot(crypto)))
      throw bad('the root of the empty tree', 'another');
  if (oldSize === 0 || oldSize === newSize) {
    if (proof.length > 0) throw bad('an empty proof', `${proof.length} hashes`);
    if (oldSize === newSize && !equalBytes(oldRoot, newRoot)) throw bad('the same root', 'another');
    return;
  }
  const [foundOld, foundNew] = rootsFromConsistency(crypto, consistency, place);
  if (!equalBytes(foundOld, oldRoot)) throw bad('a proof that leads to the old root', 'another root');
  if (!equalBytes(foundNew, newRoot)) throw bad('a proof that leads to the new root', 'another root');
}

/**
 * The old and the new root that a proof between two different sizes above zero leads to. When the old size is a power of
 * two, `oldRoot` itself is the first node. Throws Fault proofInvalid.
 */
export function rootsFromConsistency(crypto: Crypto, consistency: Consistency, place: string): [Hash, Hash] {
  const { oldSize, newSize, oldRoot, proof } = consistency;
  let [at, last] = [oldSize - 1, newSize - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // When the old tree is a whole subtree of the new one, its root is the first node and is not repeated in the proof.
  const [first, ...rest] = at === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined || proof.length === 0)
    throw new Fault('proofInvalid', place, 'a hash for each level', 'none');
  let [oldHash, newHash] = [first, first];
  for (const other of rest) {
    if (last === 0) throw new Fault('proofInvalid', place, 'no more hashes than levels', 'more');
    if (at % 2 === 1 || at === last) {
      oldHash = nodeHash(crypto, other, oldHash);
      newHash = nodeHash(crypto, other, newHash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      newHash = nodeHash(crypto, newHash, other);
    }
    [at, last] = [half(at), half(last)];
  }
  if (last !== 0) throw new Fault('proofInvalid', place, 'a hash for each level', 'fewer');
  return [oldHash, newHash];
}

function checkHashes(hashes: readonly Hash[], place: string): void {
  // Roots and the leaf come first; the loops that follow are bounded by this and by the size of the tree.
  if (hashes.length > MAX_PROOF_HASHES + 2)
    throw new Fault('limitExceeded', place, `at most ${MAX_PROOF_HASHES} hashes`, `${hashes.length}`);
  if (hashes.some((hash) => hash.length !== HASH_BYTES))
    throw new Fault('proofInvalid', place, `hashes of ${HASH_BYTES} bytes`, 'another length');
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function half(value: number): number {
  return Math.floor(value / 2);
}
