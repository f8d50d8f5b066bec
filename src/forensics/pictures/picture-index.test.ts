// What the index finds is what a comparison with every fingerprint finds, whatever the set is like.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawing } from '../../../test/support/bad-wire.ts';
import { openNearest } from './nearest.ts';
import { MOST_BITS, PictureIndex, pictureDistance, type Near } from './picture-index.ts';

const SEED = Number(process.env['COMITY_SEED'] ?? Date.now() % 1_000_000);

interface Drawn {
  readonly int: (below: number) => number;
  readonly hash: () => Uint8Array;
  readonly turned: (hash: Uint8Array, bits: number) => Uint8Array;
}

function drawn(seed: number): Drawn {
  const draw = drawing(seed);
  const int = (below: number): number => Math.floor(draw() * below);
  return {
    int,
    hash: () => Uint8Array.from({ length: 32 }, () => int(256)),
    turned: (hash, bits) => {
      const out = Uint8Array.from(hash);
      const places = new Set<number>();
      while (places.size < bits) places.add(int(256));
      for (const place of places) out[place >> 3]! ^= 1 << (place & 7);
      return out;
    },
  };
}

/** Bit by bit, so that it shares nothing with what is tried. */
function bitsApart(one: Uint8Array, other: Uint8Array): number {
  let bits = 0;
  for (let at = 0; at < 256; at++) bits += ((one[at >> 3]! ^ other[at >> 3]!) >> (at & 7)) & 1;
  return bits;
}

function everyOne(set: readonly Uint8Array[], query: Uint8Array): Near[] {
  return set
    .map((hash, row) => ({ row, distance: bitsApart(hash, query) }))
    .filter(({ distance }) => distance <= MOST_BITS)
    .sort((one, other) => one.distance - other.distance || one.row - other.row);
}

/** Pictures of one series, copies of one picture, and pictures of a single colour (all bits or none). */
function clumped({ int, hash, turned }: Drawn, count: number): Uint8Array[] {
  const centres = Array.from({ length: 40 }, hash);
  const plain = [new Uint8Array(32), new Uint8Array(32).fill(255)];
  return Array.from({ length: count }, () => {
    const kind = int(10);
    if (kind === 0) return plain[int(2)]!;
    const centre = centres[int(kind < 5 ? 2 : 40)]!; // two large clumps and many small ones
    return kind < 3 ? centre : turned(centre, int(60));
  });
}

for (const [name, made] of [
  ['random', ({ hash }: Drawn, count: number) => Array.from({ length: count }, hash)],
  ['clumped', clumped],
] as const)
  test(`in a ${name} set the index finds all that are near, at every distance, and no other`, (t) => {
    t.diagnostic(`COMITY_SEED=${SEED}`);
    const from = drawn(SEED);
    const set = made(from, 6000);
    // Cut as sets of this size are, and into longer slots, of which two bits are turned.
    const indexes = [{}, { slots: 13 }].map((cut) => new PictureIndex(Buffer.concat(set), cut));
    for (let bits = 0; bits <= MOST_BITS; bits++) {
      const queries = [from.turned(set[from.int(set.length)]!, bits), from.hash(), new Uint8Array(32)];
      for (const query of queries) {
        const all = everyOne(set, query);
        if (query === queries[0]) assert.ok(all.some(({ distance }) => distance <= bits));
        for (const most of new Set([bits, 0, 12, 15, 16, 25, 26, MOST_BITS]))
          for (const index of indexes)
            assert.deepEqual(
              index.near(query, most),
              all.filter(({ distance }) => distance <= most),
              `seed ${SEED}, at most ${most}`,
            );
      }
    }
  });

test('what is added later is found at once, and the whole is found as if it had come together', () => {
  const from = drawn(SEED + 1);
  const set = clumped(from, 7000);
  const together = new PictureIndex(Buffer.concat(set));
  const grown = new PictureIndex();
  for (let at = 0; at < set.length;) {
    const some = set.slice(at, at + 1 + from.int(2500));
    at += some.length;
    grown.add(Buffer.concat(some));
    const last = some.at(-1)!;
    assert.ok(grown.near(last, 0).some(({ row }) => row === at - 1));
  }
  assert.deepEqual(grown.bytes, together.bytes);
  for (let n = 0; n < 50; n++) {
    const query = from.turned(set[from.int(set.length)]!, from.int(40));
    assert.deepEqual(grown.near(query, MOST_BITS), together.near(query, MOST_BITS), `seed ${SEED}`);
  }
});

test('threads that share an index find what one alone finds, for any number of questions', async () => {
  const from = drawn(SEED + 3);
  const set = clumped(from, 6000);
  const bytes = Buffer.concat(set);
  const [alone, shared] = [await openNearest(bytes), await openNearest(bytes, { threads: 2, fewRows: 1 })];
  try {
    for (const count of [0, 1, 2, 75]) {
      const asked = Array.from({ length: count }, () =>
        from.turned(set[from.int(set.length)]!, from.int(60)),
      );
      const found = await shared.find({ hashes: Buffer.concat(asked), most: MOST_BITS });
      assert.deepEqual(found, await alone.find({ hashes: Buffer.concat(asked), most: MOST_BITS }));
      for (const [n, query] of asked.entries()) {
        const [nearest] = everyOne(set, query);
        assert.deepEqual(
          found.slice(2 * n, 2 * n + 2),
          Int32Array.of(nearest?.row ?? -1, nearest?.distance ?? -1),
        );
      }
    }
  } finally {
    await shared.close();
  }
});

test('distances are those of the bits, and what is no fingerprint is refused', () => {
  const from = drawn(SEED + 2);
  for (const bits of [0, 1, 31, 128, 256]) {
    const hash = from.hash();
    assert.equal(pictureDistance(hash, from.turned(hash, bits)), bits);
  }
  const index = new PictureIndex(new Uint8Array(64));
  assert.throws(() => index.near(new Uint8Array(31), 3), RangeError);
  assert.throws(() => index.near(new Uint8Array(32), MOST_BITS + 1), RangeError);
  assert.throws(() => index.add(new Uint8Array(33)), RangeError);
});
