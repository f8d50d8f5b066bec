// A Merkle tree kept as tiles of 256 hashes (C2SP tlog-tiles): names, proofs and roots read from them, tiles to write.
import { concat } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { emptyRoot, HASH_BYTES, nodeHash, type Hash } from './merkle.ts';

export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const MAX_ENTRY_BYTES = 65_535;
/** Bounds memory while many proofs are read from one large log; a proof needs some ten tiles at the most. */
const MAX_CACHED_TILES = 256;

/** Reads a tile by its path; rejects when there is none. The bytes are not trusted. */
export type TileReader = (path: string) => Promise<Uint8Array>;

/** `width` 1 to 255 names a partial tile, 256 or none a full one. */
export function tilePath(level: number, index: number, width: number = TILE_WIDTH): string {
  return `tile/${level}/${indexPath(index, width)}`;
}

export function entriesPath(index: number, width: number = TILE_WIDTH): string {
  return `tile/entries/${indexPath(index, width)}`;
}

/** Leaves with two bytes of length before each. Throws Fault tileInvalid. */
export function parseEntryBundle(bytes: Uint8Array, place: string): Uint8Array[] {
  const entries: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at < bytes.length) {
    const start = at + 2;
    const end = start <= bytes.length ? start + view.getUint16(at) : Infinity;
    if (end > bytes.length) throw new Fault('tileInvalid', place, 'whole entries', 'a cut one');
    if (entries.length === TILE_WIDTH)
      throw new Fault('tileInvalid', place, `at most ${TILE_WIDTH} entries`, 'more');
    entries.push(bytes.subarray(start, end));
    at = end;
  }
  return entries;
}

export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (entries.length > TILE_WIDTH) throw new RangeError(`${entries.length} entries in a bundle`);
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_BYTES) throw new RangeError(`An entry of ${entry.length} bytes`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** From the leaf's sibling upwards (RFC 6962, section 2.1.1). Throws Fault tileInvalid for a tile of another size. */
export async function inclusionProof(
  crypto: Crypto,
  reader: TileReader,
  index: number,
  size: number,
): Promise<Hash[]> {
  const [proof = []] = await inclusionProofs(crypto, reader, [index], size);
  return proof;
}

/** Many proofs at one size, reading each tile once while they are near each other: give the indexes in order. */
export async function inclusionProofs(
  crypto: Crypto,
  reader: TileReader,
  indexes: readonly number[],
  size: number,
): Promise<Hash[][]> {
  const tree = treeOf(crypto, reader, size);
  const proofs: Hash[][] = [];
  for (const index of indexes) {
    if (index < 0 || index >= size) throw new RangeError(`Leaf ${index} of ${size}`);
    proofs.push(await inclusionPath(tree, index));
  }
  return proofs;
}

/** RFC 6962, section 2.1.2. Empty when the sizes are equal or the old one is zero. */
export async function consistencyProof(
  crypto: Crypto,
  reader: TileReader,
  oldSize: number,
  newSize: number,
): Promise<Hash[]> {
  if (oldSize < 0 || oldSize > newSize)
    throw new RangeError(`A tree cannot grow from ${oldSize} to ${newSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const tree = treeOf(crypto, reader, newSize);
  const proof: Hash[] = [];
  let [start, end] = [0, newSize];
  while (oldSize !== end) {
    const middle = start + largestPowerBelow(end - start);
    if (oldSize <= middle) {
      proof.unshift(await subtree(tree, middle, end));
      end = middle;
    } else {
      proof.unshift(await subtree(tree, start, middle));
      start = middle;
    }
  }
  // A whole left subtree is the old tree itself, which the other side knows.
  return start === 0 ? proof : [await subtree(tree, start, end), ...proof];
}

export async function treeRoot(crypto: Crypto, reader: TileReader, size: number): Promise<Hash> {
  return size === 0 ? emptyRoot(crypto) : subtree(treeOf(crypto, reader, size), 0, size);
}

interface Growth {
  readonly oldSize: number;
  /** Hashes of the leaves from `oldSize` on. */
  readonly leafHashes: readonly Hash[];
  /** Reads the partial tiles of `oldSize`, one a level, or the full ones that took their place. */
  readonly reader: TileReader;
}

/**
 * The hash tiles to write when a log grows: each one completed and the partial one at the right edge of each level that
 * changed. Work is proportional to the new leaves and the height of the tree.
 */
export async function newTiles(
  crypto: Crypto,
  growth: Growth,
): Promise<{ readonly path: string; readonly bytes: Uint8Array }[]> {
  const tiles: { path: string; bytes: Uint8Array }[] = [];
  let oldWidth = growth.oldSize;
  let added = growth.leafHashes;
  for (let level = 0; added.length > 0; level++) {
    const first = Math.floor(oldWidth / TILE_WIDTH);
    const edge = oldWidth % TILE_WIDTH;
    const kept = edge === 0 ? [] : await readTile(growth.reader, level, first, edge);
    const hashes = [...kept, ...added];
    const parents: Hash[] = [];
    for (let at = 0; at < hashes.length; at += TILE_WIDTH) {
      const tile = hashes.slice(at, at + TILE_WIDTH);
      tiles.push({ path: tilePath(level, first + at / TILE_WIDTH, tile.length), bytes: concat(...tile) });
      if (tile.length === TILE_WIDTH) parents.push(levelsOf(crypto, tile).at(-1)?.[0] ?? missing());
    }
    oldWidth = first;
    added = parents;
  }
  return tiles;
}

async function inclusionPath(tree: Tree, index: number): Promise<Hash[]> {
  const path: Hash[] = [];
  let [start, end] = [0, tree.size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      path.unshift(await subtree(tree, middle, end));
      end = middle;
    } else {
      path.unshift(await subtree(tree, start, middle));
      start = middle;
    }
  }
  return path;
}

interface Tree {
  readonly crypto: Crypto;
  readonly reader: TileReader;
  readonly size: number;
  /** Path of a tile to its hashes and every whole subtree above them. */
  readonly cache: Map<string, readonly (readonly Hash[])[]>;
}

function treeOf(crypto: Crypto, reader: TileReader, size: number): Tree {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`A tree of ${size} leaves`);
  return { crypto, reader, size, cache: new Map() };
}

/** MTH(D[start:end]) for a range that RFC 6962's splitting gives, so that `start` is a multiple of the power below. */
async function subtree(tree: Tree, start: number, end: number): Promise<Hash> {
  const count = end - start;
  const power = largestPowerBelow(count);
  if (count === 1 || count === 2 * power) return wholeSubtree(tree, start, count);
  const left = await subtree(tree, start, start + power);
  return nodeHash(tree.crypto, left, await subtree(tree, start + power, end));
}

/** The hash over `count`, a power of two, leaves: it lies within one tile. */
async function wholeSubtree(tree: Tree, start: number, count: number): Promise<Hash> {
  const height = Math.round(Math.log2(count));
  const level = Math.floor(height / TILE_HEIGHT);
  const index = Math.floor(start / TILE_WIDTH ** (level + 1));
  const levels = await tileLevels(tree, level, index);
  const first = start / TILE_WIDTH ** level - index * TILE_WIDTH;
  const within = height % TILE_HEIGHT;
  return levels[within]?.[first / 2 ** within] ?? missing();
}

async function tileLevels(tree: Tree, level: number, index: number): Promise<readonly (readonly Hash[])[]> {
  const width = Math.min(TILE_WIDTH, Math.floor(tree.size / TILE_WIDTH ** level) - index * TILE_WIDTH);
  const path = tilePath(level, index, width);
  const cached = tree.cache.get(path);
  if (cached !== undefined) return cached;
  const levels = levelsOf(tree.crypto, await readTile(tree.reader, level, index, width));
  if (tree.cache.size >= MAX_CACHED_TILES) tree.cache.clear();
  tree.cache.set(path, levels);
  return levels;
}

/** A log may drop a partial tile once the full one is there, so that one serves too. */
async function readTile(reader: TileReader, level: number, index: number, width: number): Promise<Hash[]> {
  const path = tilePath(level, index, width);
  const bytes = await reader(path).catch((cause: unknown) =>
    reader(tilePath(level, index)).catch(() => {
      throw cause;
    }),
  );
  if (bytes.length !== width * HASH_BYTES && bytes.length !== TILE_WIDTH * HASH_BYTES)
    throw new Fault('tileInvalid', path, `${width * HASH_BYTES} bytes`, `${bytes.length}`);
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** The hashes, then the nodes over each whole pair, and so on: up to nine levels for a full tile. */
function levelsOf(crypto: Crypto, hashes: readonly Hash[]): readonly (readonly Hash[])[] {
  const levels: Hash[][] = [[...hashes]];
  for (let below = levels[0] ?? []; below.length > 1;) {
    const nodes: Hash[] = [];
    for (let i = 0; i + 1 < below.length; i += 2)
      nodes.push(nodeHash(crypto, below[i] ?? missing(), below[i + 1] ?? missing()));
    levels.push(nodes);
    below = nodes;
  }
  return levels;
}

function indexPath(index: number, width: number): string {
  if (!Number.isSafeInteger(index) || index < 0 || width < 1 || width > TILE_WIDTH)
    throw new RangeError(`Tile ${index} of width ${width}`);
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** The largest power of two below `count`; 1 for counts of 1 and 2. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function missing(): never {
  throw new RangeError('A tile lacks a hash that the size of the tree promises');
}
