// What the container does not have as it was acquired: files that lie there have no digest, and everything else is read.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { deflateSync } from 'node:zlib';
import { aff4Logical } from '../../../test/support/aff4-logical-made.ts';
import { e01Files, mediaBytes } from '../../../test/support/ewf-image.ts';
import { foundOn, volumesFixture, volumesOf, type Found } from '../../../test/support/media.ts';
import { fileOfBytes } from '../pictures/pictures.ts';
import { ExamineInside, type DigestRow } from './examine-inside.ts';

async function digestsOf(
  t: TestContext,
  container: 'ewf' | 'aff4',
  { volume, bytes }: { readonly volume: number; readonly bytes: Uint8Array },
): Promise<readonly DigestRow[]> {
  const asked = { set: { container, firstNumber: 1 } };
  const inside = new ExamineInside({ asked, files: [fileOfBytes(`image.${container}`, bytes)] });
  t.after(() => inside.close());
  const rows: DigestRow[] = [];
  const failure = await inside.digests(
    { volume, isUnused: false, from: 0, places: async function* () {} },
    (more) => Promise.resolve(void rows.push(...more)),
    AbortSignal.timeout(60_000),
  );
  assert.equal(failure, undefined);
  return rows;
}

const CHUNK_SECTORS = 8;
const CHUNK_BYTES = CHUNK_SECTORS * 512;

test('files of an image that lie in a chunk which is damaged have no digest, the first that is read and the next', async (t) => {
  const first = volumesOf(volumesFixture()).find(({ fileSystem }) => fileSystem !== undefined);
  assert.ok(first !== undefined);
  const media = volumesFixture().subarray(first.offset, first.offset + first.length);
  const [volume] = volumesOf(media);
  assert.ok(volume?.fileSystem !== undefined);
  const { found } = foundOn(volume);
  const liesIn = (chunk: number, { entry }: Found): boolean =>
    (entry.type === 'file' ? (volume.fileSystem?.content(entry).runs ?? []) : []).some(
      ({ at = 0, length }) => at < (chunk + 1) * CHUNK_BYTES && at + length > chunk * CHUNK_BYTES,
    );
  const small = found.find(({ path }) => path === '/many/f028.txt');
  const [run] = small === undefined ? [] : volume.fileSystem.content(small.entry).runs;
  assert.ok(run?.at !== undefined);
  const chunk = Math.floor(run.at / CHUNK_BYTES);
  const [bytes] = e01Files({ media, sectorsPerChunk: CHUNK_SECTORS });
  assert.ok(bytes !== undefined);
  const packed = deflateSync(media.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES));
  const at = bytes.indexOf(packed);
  assert.ok(at > 0);
  bytes.fill(0xff, at + packed.length / 2, at + packed.length / 2 + 2);
  const rows = await digestsOf(t, 'ewf', { volume: volume.number, bytes });
  const bad = found.filter((one) => one.sha256 !== undefined && liesIn(chunk, one));
  assert.ok(bad.length > 1, 'several lie there');
  for (const [place, one] of found.entries()) {
    if (one.entry.type !== 'file' || one.sha256 === undefined) continue;
    const row = rows.find((own) => own.place === place);
    assert.ok(row !== undefined, one.path);
    if (bad.includes(one)) {
      assert.ok('failed' in row && row.failed === 'damaged', one.path);
      assert.match(row.detail, /bytes from \d+ of the medium/);
    } else assert.equal('sha256' in row ? row.sha256 : row.detail, one.sha256, one.path);
  }
});

test('a file of a logical container that is not as its checksum says has no digest, and the others have', async (t) => {
  const { bytes, files } = aff4Logical(mediaBytes(20_000));
  const at = bytes.indexOf('no turtle');
  assert.ok(at > 0);
  bytes.write('an', at);
  const rows = await digestsOf(t, 'aff4', { volume: 1, bytes });
  assert.equal(rows.length, files.size);
  const failed = rows.flatMap((row) => ('failed' in row ? [[row.failed, row.detail]] : []));
  assert.deepEqual(failed, [['damaged', 'its CRC-32 is not the one that the container has of it']]);
});
