// A known picture that somebody mirrored or turned is found, and its hit says how it lies.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { drawn, shapes } from '../../../test/support/drawn.ts';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { knownSet, pdqList } from '../../../test/support/known-set.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { examine } from '../pipeline/examine.acts.ts';
import { hitsOf } from './review.store.ts';

test('a known picture is found mirrored and turned too, and once it was fingerprinted as before', async (t) => {
  const { made, file } = await heldByInes(t);
  const { house } = made;
  await knownSet(t, house, pdqList(1), { lines: 'pdq', category: 'B' });
  const path = join(temporaryFolder(t), 'album');
  mkdirSync(path);
  const known = () => drawn(320, 240, shapes(1));
  await known().jpeg({ quality: 80 }).toFile(join(path, 'as-it-is.jpg'));
  await known().flop().jpeg({ quality: 80 }).toFile(join(path, 'mirrored.jpg'));
  await known().flip().png().toFile(join(path, 'mirrored-down.png'));
  await known().rotate(90).png().toFile(join(path, 'turned.png'));
  await known().rotate(180).webp({ quality: 80 }).toFile(join(path, 'upside-down.webp'));
  await known().rotate(270).png().toFile(join(path, 'back.png'));
  // A turn comes before a mirror, in whatever order they are asked of one picture.
  const mirrored = await known().flop().raw().toBuffer();
  await drawn(320, 240, mirrored).rotate(90).png().toFile(join(path, 'both.png'));
  await drawn(320, 240, shapes(2)).flop().png().toFile(join(path, 'other.png'));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const run = () =>
    examine(house, {
      exhibit,
      run: newUuid(house.clock, house.random),
      signal: AbortSignal.timeout(120_000),
    });
  const found = async (): Promise<string[]> => {
    const hits = await hitsOf(house.db.kysely, exhibit.id, { limit: 20 });
    for (const { path: own, distance } of hits) assert.ok(distance <= 31, `${own}: ${distance}`);
    return hits.map(({ path: own, turn }) => `${own} ${KINDS[turn]}`).toSorted();
  };
  const first = await run();
  const expected = [
    '/as-it-is.jpg as it is',
    '/back.png a quarter',
    '/both.png both',
    '/mirrored-down.png mirrored',
    '/mirrored.jpg mirrored',
    '/turned.png a quarter',
    '/upside-down.webp a half',
  ];
  assert.deepEqual(await found(), expected);
  // As an examination left it before pictures were fingerprinted in all turns.
  await sql`delete from picture_hit`.execute(house.db.kysely);
  await sql`
    update examined_unit set version = 1, facts = facts - 'turned', key = sha256(key)
     where exhibit_id = ${exhibit.id} and stage = 'picture'`.execute(house.db.kysely);
  const again = await run();
  assert.deepEqual(await found(), expected);
  assert.deepEqual(again.root, first.root, 'nothing is left of what was kept before');
});

const KINDS = {
  original: 'as it is',
  rotate90: 'a quarter',
  rotate270: 'a quarter',
  rotate180: 'a half',
  flipX: 'mirrored',
  flipY: 'mirrored',
  flipPlus1: 'both',
  flipMinus1: 'both',
} as const;
