// AFF4 images in several files: written by test/support/aff4-stripes-made.ts from the standard. Those of the reference images were read by hand
// (docs/formats/aff4.md).
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  aff4Stripes,
  streamOfStripe,
  volumeOfStripe,
  type StripesChange,
} from '../../../../test/support/aff4-stripes-made.ts';
import { aff4 } from '../../../../test/support/aff4-made.ts';
import { mediaBytes } from '../../../../test/support/ewf-image.ts';
import { readBack, refusalOf } from '../../../../test/support/image-folder.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { imageTools } from '../image-tools.ts';
import { verifyImage } from '../verify.ts';

const stream = Buffer.concat([mediaBytes(9000), randomBytes(7000), Buffer.alloc(3000, 5)]);

function written(t: TestContext, count: number, change: StripesChange = {}) {
  const folder = temporaryFolder(t);
  const { files, media } = aff4Stripes(stream, count, change);
  const paths = files.map((bytes, n) => {
    const path = join(folder, `disk_${n + 1}.aff4`);
    writeFileSync(path, bytes);
    return path;
  });
  return { folder, paths, media, files };
}

for (const [count, isTerse] of [
  [2, false],
  [3, true],
] as const)
  test(`an AFF4 image in ${count} stripes is read by any of them, and what it says of itself agrees`, async (t) => {
    const { folder, paths, media } = written(t, count, { isTerse });
    // Beside it lie what is none of it, by names that could be of it.
    writeFileSync(join(folder, 'disk_8.aff4'), aff4(stream, 'none').bytes);
    writeFileSync(join(folder, 'disk_9.aff4'), 'PK\x03\x04 and no more');
    mkdirSync(join(folder, 'disk_7.aff4'));
    const names = paths.map((_, n) => `disk_${n + 1}.aff4`);
    for (const path of paths) {
      const read = readBack(path);
      assert.ok(read.media.equals(media));
      assert.deepEqual(read.faults, []);
      assert.deepEqual(
        read.description.segments.map(({ name }) => name),
        names,
      );
      const check = await verifyImage(path);
      assert.deepEqual([check.container, check.agrees, check.faults], ['good', true, []]);
      assert.deepEqual(await imageTools.segments(path), paths);
    }
    const lone = join(folder, 'disk_8.aff4');
    assert.equal(readBack(lone).description.segments.length, 1);
    assert.equal(await imageTools.segments(lone), undefined);
  });

test('a stripe that is missing is named, and what to do', (t) => {
  const { paths, folder } = written(t, 3);
  rmSync(paths[2] ?? '');
  for (const path of paths.slice(0, 2)) {
    const refusal = refusalOf(path);
    assert.equal(refusal?.code, 'notFound');
    assert.ok(refusal.expected.includes(volumeOfStripe(2)), refusal.expected);
    assert.match(`${refusal.next}`, /NAME_1\.aff4/);
  }
  writeFileSync(join(folder, 'disk_3.aff4'), 'PK\x03\x04 and no more');
  assert.match(refusalOf(paths[0] ?? '')?.found ?? '', /2 file.* 1 of them cannot be read/);
  const turtle = (_: number, text: string): string => text.replace(/<\S+> a aff4:DiskImage[^]*?(?=<\S+> a aff4:ImageStream)/, ''); // prettier-ignore
  assert.match(refusalOf(written(t, 2, { turtle }).paths[0] ?? '')?.found ?? '', /stripe without its image/);
  const terse = written(t, 2, { isTerse: true });
  rmSync(terse.paths[1] ?? '');
  assert.ok(refusalOf(terse.paths[0] ?? '')?.expected.includes(streamOfStripe(1)));
});

test('a stripe may be taken by its own name where the others are named like it, and by no other', (t) => {
  const { paths, media, folder } = written(t, 2);
  cpSync(paths[1] ?? '', join(folder, 'other_2.aff4'));
  rmSync(paths[1] ?? '');
  assert.equal(refusalOf(paths[0] ?? '')?.code, 'notFound');
  cpSync(join(folder, 'other_2.aff4'), join(folder, 'disk_17.AFF4'));
  assert.ok(readBack(paths[0] ?? '').media.equals(media));
});

test('a byte that is another one is told with the file that it is in', async (t) => {
  const chunks = (stripe: number, bytes: Buffer): void => {
    if (stripe === 1) bytes[20] = (bytes[20] ?? 0) ^ 1;
  };
  const { paths } = written(t, 2, { chunks });
  const check = await verifyImage(paths[0] ?? '');
  assert.deepEqual([check.container, check.agrees], ['bad', false]);
  assert.deepEqual([...new Set(check.faults.map(({ file }) => file))], ['disk_2.aff4']);
  assert.match(check.faults[0]?.what ?? '', /^chunk 0: it/);
});

test('maps that lead to other bytes are told, and digests over all that are other ones', async (t) => {
  const map: StripesChange['map'] = (stripe, places) =>
    places.map((place, i) => (stripe === 1 && i === 3 ? { ...place, from: place.from + 1 } : place));
  const { paths } = written(t, 2, { map });
  const check = await verifyImage(paths[0] ?? '');
  assert.deepEqual([check.container, check.agrees], ['bad', true]);
  assert.match(check.faults.map(({ what }) => what).join(), /^its map leads to other bytes from \d+ of the image on$/); // prettier-ignore
  assert.equal((await verifyImage(paths[1] ?? '')).agrees, false); // read through the other one
  const turtle: StripesChange['turtle'] = (stripe, text) =>
    stripe === 1
      ? text.replace(/"(.)(\w{127})"\^\^aff4:blockMapHashSHA512/, '"$2$1"^^aff4:blockMapHashSHA512')
      : text;
  const said = await verifyImage(written(t, 2, { turtle }).paths[0] ?? '');
  assert.deepEqual(
    said.faults.map(({ file, what }) => [file, what]),
    [['disk_2.aff4', 'blockMapHash: its sha512 is another one']],
  );
});

test('of every bit of a stripe that is turned, no reading goes on without end or by an error of ours', (t) => {
  const { paths, files, media } = written(t, 2);
  const [path = '', bytes = Buffer.alloc(0)] = [paths[1], files[1]];
  for (let at = 0; at < bytes.length; at += 101) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(path, changed);
    refusalOf(path); // anything but a Refusal is thrown
    refusalOf(paths[0] ?? '');
  }
  writeFileSync(path, bytes);
  assert.ok(readBack(path).media.equals(media));
});
