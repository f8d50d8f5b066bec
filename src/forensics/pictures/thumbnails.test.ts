// Beside the name of a picture in a list stand a few grey squares that an examination made of it; beside known material nothing does,
// whichever of its copies is listed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawn, shapes } from '../../../test/support/drawn.ts';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { knownSet, pdqList } from '../../../test/support/known-set.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { examine } from '../pipeline/examine.acts.ts';
import { itemsOf } from '../pipeline/items.store.ts';
import { thumbnail } from './picture.pages.ts';
import { thumbnailsOf } from './thumbnails.store.ts';

test('pictures have grey squares in a list, known ones and their copies have none', async (t) => {
  const held = await heldByInes(t);
  const { house } = held.made;
  const path = join(temporaryFolder(t), 'album');
  mkdirSync(path);
  // near: near to an entry. equal: its digest is one. The free ones are in no set.
  for (const [name, number] of [
    ['near.png', 1],
    ['free.png', 2],
    ['equal.png', 3],
  ] as const)
    // prettier-ignore
    await drawn(320, 240, shapes(number)).png().toFile(join(path, name));
  copyFileSync(join(path, 'near.png'), join(path, 'near copy.png'));
  copyFileSync(join(path, 'free.png'), join(path, 'free copy.png'));
  writeFileSync(join(path, 'text.txt'), 'no picture');
  await knownSet(t, house, pdqList(1), { lines: 'pdq', category: 'B' });
  const MD5 = createHash('md5')
    .update(readFileSync(join(path, 'equal.png')))
    .digest('hex');
  await knownSet(t, house, JSON.stringify([{ MD5, Category: 1 }]), { name: 'National' });
  const exhibit = await testExhibit(house, held.file, { from: { kind: 'path', path } });
  const signal = AbortSignal.timeout(120_000);
  await examine(house, { exhibit, run: newUuid(house.clock, house.random), signal });
  const { kysely } = house.db;
  const items = await itemsOf(kysely, exhibit.id, { filter: {}, after: undefined, limit: 50 });
  const made = await thumbnailsOf(kysely, exhibit.id, items.map(({ id }) => id)); // prettier-ignore
  const pictured = items.filter(({ id }) => made.has(id));
  assert.deepEqual(pictured.map((one) => one.path).toSorted(), ['/free copy.png', '/free.png']); // prettier-ignore
  const nearCopy = items.find((one) => one.path === '/near copy.png');
  assert.equal(
    (await thumbnailsOf(kysely, exhibit.id, [nearCopy?.id ?? ''])).size,
    0,
    'alone in its list too',
  );
  assert.equal((await thumbnailsOf(kysely, exhibit.id, [])).size, 0);

  // Paths of pale grey, no picture: at most sixteen squares a side.
  const [pixels] = made.values();
  assert.ok(pixels !== undefined && pixels.width <= 16 && pixels.height <= 16);
  const drawing = `${await thumbnail(pixels)}`;
  assert.match(drawing, /^<svg viewBox="0 0 \d+ \d+" aria-hidden="true">/);
  assert.doesNotMatch(drawing, /<image|href|data:/);
  const squares = [...drawing.matchAll(/M\d+ \d+h(\d+)v1/g)].reduce((sum, [, run]) => sum + Number(run), 0);
  assert.equal(squares, pixels.width * pixels.height, 'each square once');
  assert.ok(drawing.length < 4000, `${drawing.length}`);
});
