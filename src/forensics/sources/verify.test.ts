import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import yauzl from 'yauzl';
import { e01Files, md5, mediaBytes } from '../../../test/support/ewf-image.ts';
import { readBack, writeSegments } from '../../../test/support/image-folder.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { verifyImage } from './verify.ts';

/** Large enough for threads: 9 MiB and a little, half of it text-like. */
const large = Buffer.concat([mediaBytes(5 * 1024 * 1024), randomBytes(4 * 1024 * 1024), mediaBytes(3 * 512)]);

function largeImage(t: TestContext, options: { md5?: string } = {}): { path: string; files: Buffer[] } {
  const files = e01Files({
    media: large,
    compress: (chunk) => chunk % 3 !== 0,
    chunksPerSegment: 100,
    ...options,
  });
  return { path: writeSegments(temporaryFolder(t), files), files };
}

function digest(name: string, bytes: Uint8Array): string {
  return createHash(name).update(bytes).digest('hex');
}

test('an image that is whole is good, and agrees with itself, with any number of threads', async (t) => {
  const { path } = largeImage(t);
  for (const threads of [1, 2, 3, 4, 7]) {
    const check = await verifyImage(path, { threads, hashes: ['sha1', 'sha256'] });
    assert.equal(check.container, 'good');
    assert.equal(check.agrees, true);
    assert.deepEqual(check.faults, []);
    assert.deepEqual(check.computed, {
      md5: md5(large),
      sha1: digest('sha1', large),
      sha256: digest('sha256', large),
    });
  }
});

test('progress goes forward and ends at the whole medium', async (t) => {
  const { path } = largeImage(t);
  const seen: number[] = [];
  await verifyImage(path, {
    onProgress: (done, total) => {
      assert.equal(total, large.length);
      seen.push(done);
    },
  });
  assert.equal(seen.at(-1), large.length);
  assert.deepEqual(
    seen,
    seen.toSorted((one, other) => one - other),
  );
});

test('a stored digest that is wrong is told apart from a good container', async (t) => {
  const { path } = largeImage(t, { md5: '00112233445566778899aabbccddeeff' });
  const check = await verifyImage(path);
  assert.equal(check.container, 'good');
  assert.equal(check.agrees, false);
  assert.deepEqual(check.computed, { md5: md5(large) });
});

test('a checksum that is wrong over right bytes is told apart from a wrong medium', async (t) => {
  const { path, files } = largeImage(t);
  // The checksum behind chunk 0, which is not compressed.
  const [first = Buffer.alloc(0)] = files;
  const end = first.indexOf(large.subarray(0, 32768)) + 32768;
  first[end] = (first[end] ?? 0) ^ 1;
  writeFileSync(path, first);
  for (const threads of [1, 2, 5]) {
    const check = await verifyImage(path, { threads });
    assert.equal(check.container, 'bad');
    assert.equal(check.agrees, true);
    assert.deepEqual(check.badRanges, [{ offset: 0, length: 32768 }]);
  }
});

test('neighbouring bad chunks are one range, whichever thread finds them', async (t) => {
  const { path, files } = largeImage(t);
  const [first = Buffer.alloc(0)] = files;
  first.fill(0x55, 400_000, 1_300_000);
  writeFileSync(path, first);
  const reports = [];
  for (const threads of [1, 2, 6]) reports.push(await verifyImage(path, { threads }));
  const [one] = reports;
  assert.equal(one?.badRanges.length, 1);
  for (const report of reports) {
    assert.deepEqual(report.badRanges, one?.badRanges);
    assert.deepEqual(report.computed, one?.computed);
  }
});

test('a verification can be stopped, before it starts and while it runs', async (t) => {
  const { path } = largeImage(t);
  await assert.rejects(verifyImage(path, { signal: AbortSignal.abort(new Error('stopped')) }), /stopped/);
  for (const threads of [1, 2, 4]) {
    const controller = new AbortController();
    const running = verifyImage(path, { threads, signal: controller.signal });
    controller.abort(new Error('stopped'));
    await assert.rejects(running, /stopped/);
  }
});

test('what one thread refuses reaches the caller as it is', async (t) => {
  const { path, files } = largeImage(t);
  const [first = Buffer.alloc(0)] = files;
  for (const type of ['table', 'table2']) {
    const table = first.indexOf(Buffer.from(`${type}\0`)) + 76;
    first[table + 30] = (first[table + 30] ?? 0) ^ 1;
  }
  writeFileSync(path, first);
  for (const threads of [1, 2, 4])
    await assert.rejects(verifyImage(path, { threads }), {
      name: 'Refusal',
      code: 'damaged',
      found: 'neither',
    });
});

test('a raw image has no checksums and no digest of its own; SHA-256 is computed', async (t) => {
  const folder = temporaryFolder(t);
  for (const media of [large, large.subarray(0, 1000), Buffer.alloc(0)]) {
    writeFileSync(join(folder, 'disk.dd'), media);
    const check = await verifyImage(join(folder, 'disk.dd'));
    assert.equal(check.container, 'absent');
    assert.equal(check.agrees, undefined);
    assert.deepEqual(check.computed, { sha256: digest('sha256', media) });
  }
});

const fixtures = fileURLToPath(new URL('../../../fixtures/ewf', import.meta.url));

for (const path of globSync(join(fixtures, '*.[EeSs]*01')).toSorted())
  test(`the fixture ${basename(path)} holds the medium it was made from`, async () => {
    const check = await verifyImage(path);
    assert.equal(check.container, 'good');
    assert.equal(check.agrees, true);
    assert.equal(check.description.stored.md5, md5(mediaBytes(40960, 7)));
    const { caseNumber, evidenceNumber, description, examiner, notes } = check.description.metadata;
    assert.deepEqual(
      [caseNumber, evidenceNumber, description, examiner, notes],
      ['FR-2026-000012', 'FR-2026-000012-3', 'A made medium', 'Examiner', 'Made for tests'],
    );
  });

test('every E01 image among the conformance data is whole', async (t) => {
  const folder = sharedData('conformance/ewf');
  if (folder === undefined) return t.skip('../shared/data/conformance/ewf is not there');
  const paths = globSync(join(folder, '*.E01'));
  for (const path of paths) {
    const check = await verifyImage(path, { hashes: ['sha256'] });
    assert.equal(check.container, 'good', path);
    assert.equal(check.agrees, true, path);
    assert.equal(check.description.metadata.examiner, 'examiner');
  }
  assert.equal(paths.length, 2);
  t.diagnostic(`${paths.length} images in 3 segment files`);
});

test('every E01 image among the forensic data is whole', async (t) => {
  const folder = sharedData('forensics');
  const paths = folder === undefined ? [] : globSync(join(folder, '**/*.{E01,e01,s01,S01,Ex01}'));
  if (paths.length === 0) return t.skip('no E01 image under ../shared/data/forensics');
  for (const path of paths) {
    const check = await verifyImage(path);
    assert.equal(check.container, 'good', path);
    assert.notEqual(check.agrees, false, path);
  }
  t.diagnostic(`${paths.length} images`);
});

test('the raw test images of DFTT have the MD5 that their page gives', async (t) => {
  const folder = sharedData('conformance/dftt');
  if (folder === undefined) return t.skip('../shared/data/conformance/dftt is not there');
  const zips = globSync(join(folder, '*.zip'));
  const target = temporaryFolder(t);
  let images = 0;
  for (const zip of zips) {
    const entries = await unzip(zip);
    const page = [...entries].find(([name]) => name.endsWith('index.html'))?.[1].toString('latin1') ?? '';
    for (const [name, bytes] of entries) {
      if (!/\.(?:dd|img|raw)$/.test(name)) continue;
      const path = join(target, basename(name));
      writeFileSync(path, bytes);
      const check = await verifyImage(path, { hashes: ['md5'] });
      assert.match(page.toLowerCase(), new RegExp(check.computed.md5 ?? 'none'), name);
      // The same medium in an E01 image.
      const sectors = bytes.subarray(0, bytes.length - (bytes.length % 512));
      const e01 = writeSegments(target, e01Files({ media: sectors }), () => `${basename(name)}.E01`);
      assert.ok(readBack(e01).media.equals(sectors));
      images += 1;
    }
  }
  assert.equal(images, zips.length);
  t.diagnostic(`${images} images`);
});

async function unzip(path: string): Promise<Map<string, Buffer>> {
  const file = await yauzl.fromBufferPromise(readFileSync(path), { lazyEntries: true });
  const entries = new Map<string, Buffer>();
  for await (const entry of file.eachEntry()) {
    const stream = await file.openReadStreamPromise(entry);
    entries.set(entry.fileName, Buffer.concat(await stream.toArray()));
  }
  return entries;
}
