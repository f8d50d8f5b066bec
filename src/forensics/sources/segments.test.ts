import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { e01Files, md5, mediaBytes } from '../../../test/support/ewf-image.ts';
import { readBack, refusalOf, writeSegments } from '../../../test/support/image-folder.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { imageTools } from './image-tools.ts';
import { looksLikeImage } from './segments.ts';

const media = mediaBytes(40 * 512);

function rawFolder(t: TestContext, names: readonly string[]): string {
  const folder = temporaryFolder(t);
  for (const [i, name] of names.entries())
    writeFileSync(join(folder, name), media.subarray(i * 5000, (i + 1) * 5000));
  return folder;
}

test('an image opens by any of its segments', (t) => {
  const folder = temporaryFolder(t);
  writeSegments(folder, e01Files({ media, sectorsPerChunk: 8, chunksPerSegment: 2 }));
  for (const name of ['image.E01', 'image.E02', 'image.E03']) {
    const { media: read, description } = readBack(join(folder, name));
    assert.ok(read.equals(media));
    assert.deepEqual(
      description.segments.map((segment) => segment.name),
      ['image.E01', 'image.E02', 'image.E03'],
    );
  }
});

test('what lies beside an image by the name of a far segment is none of it', (t) => {
  const folder = temporaryFolder(t);
  writeSegments(folder, e01Files({ media, sectorsPerChunk: 8, chunksPerSegment: 2 }));
  for (const name of ['image.raw', 'image.LOG', 'image.txt']) writeFileSync(join(folder, name), 'beside it');
  assert.equal(readBack(join(folder, 'image.E01')).description.segments.length, 3);
});

test('a split raw image is put together in the order of its numbers', (t) => {
  for (const names of [
    ['disk.001', 'disk.002', 'disk.003', 'disk.004', 'disk.005'],
    ['disk.000', 'disk.001', 'disk.002', 'disk.003', 'disk.004'],
    ['disk.dd.00001', 'disk.dd.00002', 'disk.dd.00003', 'disk.dd.00004', 'disk.dd.00005'],
  ]) {
    const folder = rawFolder(t, names);
    for (const name of [names[0] ?? '', names[3] ?? '']) {
      const read = readBack(join(folder, name));
      assert.ok(read.media.equals(media));
      assert.equal(read.description.format, 'split-raw');
    }
  }
});

test('a raw image is its own medium, whatever its size', (t) => {
  const folder = temporaryFolder(t);
  for (const length of [0, 1, 511, 513, 300_001]) {
    writeFileSync(join(folder, 'disk.dd'), mediaBytes(length));
    const read = readBack(join(folder, 'disk.dd'));
    assert.equal(read.description.format, 'raw');
    assert.ok(read.media.equals(mediaBytes(length)));
  }
});

test('a gap in a split raw image is named', (t) => {
  const folder = rawFolder(t, ['disk.001', 'disk.002', 'disk.004']);
  const refusal = refusalOf(join(folder, 'disk.001'));
  assert.equal(refusal?.code, 'notFound');
  assert.match(refusal?.message ?? '', /segment 3 of the image: disk\.003/);
  assert.match(refusalOf(join(rawFolder(t, ['disk.002']), 'disk.002'))?.message ?? '', /disk\.001/);
});

test('two files that claim one number are refused by name', (t) => {
  const folder = temporaryFolder(t);
  writeSegments(folder, e01Files({ media, sectorsPerChunk: 8, chunksPerSegment: 2 }));
  writeFileSync(join(folder, 'image.e02'), 'another');
  const refusal = refusalOf(join(folder, 'image.E01'));
  assert.equal(refusal?.code, 'badInput');
  assert.match(refusal?.message ?? '', /both image\.[eE]02 and image\.[eE]02/);
});

test('other files beside an image do not disturb', (t) => {
  const folder = temporaryFolder(t);
  const path = writeSegments(folder, e01Files({ media }));
  for (const name of ['image.raw', 'image.ISO', 'image.E01.txt', 'other.E02', 'image.EÀÀ', 'image.', 'image'])
    writeFileSync(join(folder, name), 'x');
  assert.equal(md5(readBack(path).media), md5(media));
});

test('an Apple disk image says what it is at its end, and is not taken for raw media', (t) => {
  const path = join(temporaryFolder(t), 'disk.dmg');
  const trailer = Buffer.alloc(512);
  trailer.write('koly');
  trailer.writeUInt32BE(4, 4);
  trailer.writeUInt32BE(512, 8);
  writeFileSync(path, Buffer.concat([media, trailer]));
  assert.match(refusalOf(path)?.message ?? '', /UDIF disk with its tables in a resource fork/);
  writeFileSync(path, media);
  assert.equal(refusalOf(path), undefined, 'without it it is raw, whatever its name');
});

test('an AFF4 image is read as one, and not as raw media; another ZIP file is a file', (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['disk.aff4', 'disk.zip'])
    writeFileSync(join(folder, name), Buffer.from('PK\x03\x04and more', 'latin1'));
  writeFileSync(join(folder, 'disk.af4'), Buffer.from('PK\x03\x04and more', 'latin1'));
  assert.match(refusalOf(join(folder, 'disk.af4'))?.message ?? '', /before the standard/);
  assert.match(refusalOf(join(folder, 'disk.aff4'))?.message ?? '', /directory of a ZIP file/);
  assert.equal(refusalOf(join(folder, 'disk.zip')), undefined);
});

test('formats that are known and not read are refused by name', (t) => {
  const folder = temporaryFolder(t);
  for (const [start, words] of [
    ['LVF\x09\x0d\x0a\xff\x00', /EWF-L01/],
    ['LEF2\x0d\x0a\x81\x00', /EWF2-Lx01/],
    ['ADCRYPT\x00', /encrypted by FTK Imager/],
    ['COWD', /VMDK disk of ESX/],
    ['AFF10\x0d\x0a', /AFF/],
  ] as const) {
    writeFileSync(join(folder, 'image.E01'), Buffer.from(`${start}and more`, 'latin1'));
    const refusal = refusalOf(join(folder, 'image.E01'));
    assert.equal(refusal?.code, 'unsupported');
    assert.match(refusal?.message ?? '', words);
  }
});

test('a file named like an EWF image without its signature is refused', (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['image.E01', 'image.e07', 'image.s01', 'image.Ex01']) {
    writeFileSync(join(folder, name), 'plain text');
    assert.match(refusalOf(join(folder, name))?.message ?? '', /an EWF signature .* found 706c61696e207465/);
  }
});

test('a folder, a missing file and a pipe are refused without waiting', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'image.E01'));
  assert.match(refusalOf(join(folder, 'image.E01'))?.message ?? '', /found a folder/);
  assert.equal(refusalOf(join(folder, 'none.E01'))?.code, 'notFound');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link.E01'));
  assert.equal(refusalOf(join(folder, 'link.E01'))?.code, 'notFound');
  if (!hasProgram('mkfifo')) return t.skip('mkfifo not installed');
  execFileSync('mkfifo', [join(folder, 'pipe.E01')]);
  assert.equal(refusalOf(join(folder, 'pipe.E01'))?.code, 'badInput');
  writeSegments(folder, e01Files({ media, sectorsPerChunk: 8, chunksPerSegment: 2 }), (n) =>
    n === 2 ? 'p.none' : `p.E0${n}`,
  );
  execFileSync('mkfifo', [join(folder, 'p.E02')]);
  assert.equal(refusalOf(join(folder, 'p.E01'))?.code, 'badInput');
});

test('a file is taken for an image by its first bytes, for a part of one by its number', () => {
  const ewf = Buffer.from('EVF\x09\x0d\x0a\xff\x00', 'latin1');
  assert.equal(looksLikeImage(ewf, 'whatever'), 'ewf');
  assert.equal(looksLikeImage(Buffer.from('EVF2\x0d\x0a\x81\x00', 'latin1'), 'x.Ex01'), 'ewf2');
  assert.equal(looksLikeImage(Buffer.from('bytes'), 'disk.001'), 'split-raw');
  assert.equal(looksLikeImage(Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'backup.001'), undefined);
  assert.equal(looksLikeImage(Buffer.from('bytes'), 'disk.dd'), undefined);
  assert.equal(looksLikeImage(Buffer.from('LVF\x09\x0d\x0a\xff\x00', 'latin1'), 'x.L01'), undefined);
  assert.equal(looksLikeImage(new Uint8Array(), ''), undefined);
});

test('taking evidence in learns all segments of an image, and nothing of other files', async (t) => {
  const folder = temporaryFolder(t);
  const path = writeSegments(folder, e01Files({ media, sectorsPerChunk: 8, chunksPerSegment: 2 }));
  const names = ['image.E01', 'image.E02', 'image.E03'].map((name) => join(folder, name));
  assert.deepEqual(await imageTools.segments(join(folder, 'image.E02')), names);
  writeFileSync(join(folder, 'notes.txt'), 'text');
  assert.equal(await imageTools.segments(join(folder, 'notes.txt')), undefined);
  const finding = await imageTools.check(path, () => undefined);
  assert.deepEqual(finding, {
    format: 'ewf-e01',
    segments: 3,
    mediaSize: media.length,
    container: 'good',
    stored: { md5: md5(media) },
    computed: { md5: md5(media) },
    agrees: true,
  });
});

test('an image that cannot be read as a whole can still be taken in, and is known to be damaged', async (t) => {
  const folder = temporaryFolder(t);
  const files = e01Files({ media, sectorsPerChunk: 8, chunksPerSegment: 2 });
  const path = writeSegments(folder, [
    files[0] ?? Buffer.alloc(0),
    files[1]?.subarray(0, 900) ?? Buffer.alloc(0),
  ]);
  assert.equal((await imageTools.segments(path))?.length, 2);
  const finding = await imageTools.check(path, () => undefined);
  assert.equal(finding.container, 'bad');
  assert.equal(finding.segments, 2);
});

test('an image with a missing segment is not taken in', async (t) => {
  const folder = temporaryFolder(t);
  const files = e01Files({ media, sectorsPerChunk: 8, chunksPerSegment: 2 });
  const path = writeSegments(folder, files.slice(0, 2));
  await assert.rejects(async () => imageTools.segments(path), /image\.E03/);
});
