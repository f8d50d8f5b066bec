import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { testCrypto as crypto } from '../../test/support/crypto.ts';
import { sharedData } from '../../test/support/shared.ts';
import { equalBytes, hex, utf8 } from '../base/bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { Fault } from './fault.ts';
import { appendLeaf, EMPTY_RANGE, leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
import { parseNote } from './note.ts';
import {
  consistencyProof,
  entriesPath,
  formatEntryBundle,
  inclusionProof,
  inclusionProofs,
  newTiles,
  parseEntryBundle,
  tilePath,
  treeRoot,
  type TileReader,
} from './tiles.ts';

const log = sharedData('conformance/tlog-tiles');

test('paths are those of the specification', () => {
  assert.equal(tilePath(0, 1_234_067), 'tile/0/x001/x234/067');
  assert.equal(tilePath(1, 1, 17), 'tile/1/001.p/17');
  assert.equal(entriesPath(0, 255), 'tile/entries/000.p/255');
  assert.equal(entriesPath(1000), 'tile/entries/x001/000');
  assert.throws(() => tilePath(0, 0, 0), RangeError);
  assert.throws(() => tilePath(0, 0, 257), RangeError);
});

test('every root, tile and proof of the tessera log recomputes', async (t) => {
  if (log === undefined) return t.skip('../shared/data/conformance/tlog-tiles is not there');
  const reader: TileReader = async (path) => new Uint8Array(await readFile(join(log, path)));
  const files = ['checkpoint', ...Array.from({ length: 16 }, (_, i) => `checkpoint.${i}`)];
  const roots = new Map<number, Uint8Array>();
  let checkpoints = 0;
  for (const file of files) {
    const bytes = await readFile(join(log, file)).catch(() => undefined);
    if (bytes === undefined) continue;
    const { size, root } = parseCheckpoint(parseNote(bytes, file).text, file);
    assert.equal(hex(await treeRoot(crypto, reader, size)), hex(root), file);
    roots.set(size, root);
    checkpoints += 1;
  }
  let bundles = 0;
  for (let size = 1; size <= 15; size++) {
    const entries = parseEntryBundle(await reader(entriesPath(0, size)), `${size}`);
    const hashes = entries.map((entry) => leafHash(crypto, entry));
    assert.ok(equalBytes(Buffer.concat(hashes), await reader(tilePath(0, 0, size))), `bundle ${size}`);
    assert.ok(equalBytes(formatEntryBundle(entries), await reader(entriesPath(0, size))));
    bundles += 1;
  }
  let proofs = 0;
  for (const [newSize, newRoot] of roots)
    for (const [oldSize, oldRoot] of roots) {
      if (oldSize > newSize) continue;
      const proof = await consistencyProof(crypto, reader, oldSize, newSize);
      verifyConsistency(crypto, { oldSize, newSize, oldRoot, newRoot, proof }, 'proof');
      proofs += 1;
    }
  t.diagnostic(`${checkpoints} checkpoints, ${bundles} bundles and tiles, ${proofs} consistency proofs`);
});

test('a log of 70,000 leaves has the tiles the specification counts', async () => {
  const tiles = await grown([70_000]);
  const paths = [...tiles.keys()];
  assert.equal(paths.filter((path) => /^tile\/0\/\d{3}$/.test(path)).length, 273);
  assert.deepEqual(paths.filter((path) => !/^tile\/0\/\d{3}$/.test(path)).sort(), [
    'tile/0/273.p/112',
    'tile/1/000',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ]);
  assert.equal(hex(await treeRoot(crypto, readerOf(tiles), 70_000)), hex(rootAt(70_000)));
});

test('a log grown in steps has the tiles, roots and proofs of one grown at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 200, max: 900 })), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.nat(),
      fc.nat(),
      async (steps, a, b) => {
        const tiles = await grown(steps);
        const size = steps.reduce((sum, step) => sum + step, 0);
        for (const [path, bytes] of await grown([size]))
          assert.ok(equalBytes(bytes, tiles.get(path) ?? new Uint8Array()), path);
        const root = await treeRoot(crypto, readerOf(tiles), size);
        assert.equal(hex(root), hex(rootAt(size)));
        const index = a % size;
        const proof = await inclusionProof(crypto, readerOf(tiles), index, size);
        verifyInclusion(crypto, { index, size, leaf: leafAt(index), proof, root }, 'proof');
        const oldSize = b % (size + 1);
        const growth = await consistencyProof(crypto, readerOf(tiles), oldSize, size);
        const roots = { oldRoot: rootAt(oldSize), newRoot: root };
        verifyConsistency(crypto, { oldSize, newSize: size, ...roots, proof: growth }, 'proof');
      },
    ),
    { numRuns: 40 },
  );
});

test('an append reads one tile a level and writes no more, however large the log', async () => {
  const tiles = await grown([66_000]);
  const read: string[] = [];
  const reader: TileReader = (path) => {
    read.push(path);
    return readerOf(tiles)(path);
  };
  const written = await newTiles(crypto, { oldSize: 66_000, leafHashes: [leafAt(66_000)], reader });
  assert.deepEqual(read, ['tile/0/257.p/208']);
  assert.deepEqual(
    written.map((tile) => tile.path),
    ['tile/0/257.p/209'],
  );
});

test('a partial tile that was dropped is read from the full one', async () => {
  const tiles = await grown([300, 300]);
  tiles.delete('tile/0/001.p/44');
  assert.equal(hex(await treeRoot(crypto, readerOf(tiles), 300)), hex(rootAt(300)));
});

test('many proofs read each tile once', async () => {
  const tiles = await grown([600]);
  let reads = 0;
  const reader: TileReader = (path) => {
    reads += 1;
    return readerOf(tiles)(path);
  };
  const indexes = Array.from({ length: 600 }, (_, i) => i);
  const proofs = await inclusionProofs(crypto, reader, indexes, 600);
  for (const [index, proof] of proofs.entries())
    verifyInclusion(crypto, { index, size: 600, leaf: leafAt(index), proof, root: rootAt(600) }, 'p');
  assert.equal(reads, 4);
});

test('a tile cut, lengthened or missing is refused', async () => {
  const tiles = await grown([300]);
  const path = 'tile/0/001.p/44';
  const tile = tiles.get(path) ?? new Uint8Array();
  tiles.set(path, tile.subarray(1));
  await assert.rejects(treeRoot(crypto, readerOf(tiles), 300), isFault('tileInvalid'));
  tiles.set(path, new Uint8Array(tile.length + 32));
  await assert.rejects(inclusionProof(crypto, readerOf(tiles), 0, 300), isFault('tileInvalid'));
  tiles.delete(path);
  await assert.rejects(treeRoot(crypto, readerOf(tiles), 300), /no tile .*p\/44/);
  tiles.set('tile/0/001', new Uint8Array(8191));
  await assert.rejects(treeRoot(crypto, readerOf(tiles), 300), isFault('tileInvalid'));
});

test('a flipped bit in a tile leads to another root', async () => {
  const tiles = await grown([300]);
  for (const path of ['tile/0/001.p/44', 'tile/1/000.p/1']) {
    const tile = Uint8Array.from(tiles.get(path) ?? []);
    tile[5] = (tile[5] ?? 0) ^ 1;
    const changed = new Map([...tiles, [path, tile]]);
    assert.notEqual(hex(await treeRoot(crypto, readerOf(changed), 300)), hex(rootAt(300)));
  }
});

test('an entry bundle is read back as written, and refused when cut or too long', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
      const bundle = formatEntryBundle(entries);
      const back = parseEntryBundle(bundle, 'b');
      assert.deepEqual(back.map(hex), entries.map(hex));
      const cut = bundle.subarray(0, bundle.length - 1);
      if (entries.length > 0) assert.throws(() => parseEntryBundle(cut, 'b'), isFault('tileInvalid'));
    }),
  );
  assert.throws(() => parseEntryBundle(new Uint8Array(2 * 257), 'b'), isFault('tileInvalid'));
  assert.throws(() => formatEntryBundle([new Uint8Array(65_536)]), RangeError);
  assert.equal(parseEntryBundle(formatEntryBundle([new Uint8Array(65_535)]), 'b')[0]?.length, 65_535);
});

const leaves: Uint8Array[] = [];
function leafAt(index: number): Uint8Array {
  while (leaves.length <= index) leaves.push(leafHash(crypto, utf8(`leaf ${leaves.length}`)));
  return leaves[index] ?? new Uint8Array();
}

const roots = new Map<number, Uint8Array>();
function rootAt(size: number): Uint8Array {
  let root = roots.get(size);
  if (root === undefined) {
    let range = EMPTY_RANGE;
    for (let i = 0; i < size; i++) range = appendLeaf(crypto, range, leafAt(i));
    root = rootOf(crypto, range);
    roots.set(size, root);
  }
  return root;
}

async function grown(steps: readonly number[]): Promise<Map<string, Uint8Array>> {
  const tiles = new Map<string, Uint8Array>();
  let oldSize = 0;
  for (const step of steps) {
    const from = oldSize;
    const leafHashes = Array.from({ length: step }, (_, i) => leafAt(from + i));
    for (const { path, bytes } of await newTiles(crypto, { oldSize, leafHashes, reader: readerOf(tiles) })) {
      assert.ok(!tiles.has(path), `${path} is written once`);
      tiles.set(path, bytes);
    }
    oldSize += step;
  }
  return tiles;
}

function readerOf(tiles: ReadonlyMap<string, Uint8Array>): TileReader {
  return async (path) => {
    const tile = tiles.get(path);
    if (tile === undefined) throw new Error(`no tile ${path}`);
    return tile;
  };
}

function isFault(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Fault && error.code === code;
}
