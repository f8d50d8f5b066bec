// AFF4: containers that the tests write from the standard. No file of another program is in the data beside the project; the reference
// images of the standard were read by hand (docs/formats/aff4.md).
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { aff4, AFF4_CHUNK, type Aff4Change, type Aff4Packing } from '../../../../test/support/aff4-made.ts';
import { mediaBytes } from '../../../../test/support/ewf-image.ts';
import { readBack, refusalOf } from '../../../../test/support/image-folder.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { FaultLog } from '../faults.ts';
import { openImage } from '../open-image.ts';
import { verifyImage } from '../verify.ts';
import { parseTurtle } from './turtle.ts';
import { lz4, snappy } from './unpack.ts';

/** What can be packed, one sign alone, noise; a last chunk that is not whole. */
const stream = Buffer.concat([
  mediaBytes(50_000),
  Buffer.alloc(9000, 7),
  randomBytes(20_000),
  mediaBytes(3000, 3),
]);

function written(t: TestContext, bytes: Uint8Array): string {
  const path = join(temporaryFolder(t), 'a.aff4');
  writeFileSync(path, bytes);
  return path;
}

for (const packing of ['none', 'deflate', 'snappy', 'lz4', 'lz4-frame'] satisfies Aff4Packing[])
  test(`an AFF4 image packed by ${packing} is the medium that was put into it, and its digests agree`, async (t) => {
    const made = aff4(stream, packing);
    const path = written(t, made.bytes);
    const { media, faults, description } = readBack(path);
    assert.ok(media.equals(made.media));
    assert.deepEqual(faults, []);
    const { model, serialNumber, caseNumber, examiner, software } = description.metadata;
    const told = [model, serialNumber, caseNumber, examiner, software];
    assert.deepEqual(told, ['A "disk" \u00e9', 'S\n1', '7', 'E', 'a test']);
    const first = (stream.length - 3 * AFF4_CHUNK - 512 + 12_288) / 512;
    assert.deepEqual(description.acquisitionErrors, [{ firstSector: Math.floor(first), sectors: 1 }]);
    const check = await verifyImage(path);
    assert.deepEqual([check.container, check.agrees, check.faults], ['good', true, []]);
  });

test('a byte that is another one is told with its chunk, and a map that is another one', async (t) => {
  const flipped = aff4(stream, 'none', { bevy: (bytes) => void (bytes[100] = (bytes[100] ?? 0) ^ 1) });
  const check = await verifyImage(written(t, flipped.bytes));
  assert.deepEqual([check.container, check.agrees], ['bad', false]);
  assert.match(check.faults.map(({ what }) => what).join(), /chunk 0: its sha1 is another one/);
  const other = aff4(stream, 'none', { map: (bytes) => void bytes.writeBigUInt64LE(9n, 44) });
  const { faults: ofMap } = await verifyImage(written(t, other.bytes));
  assert.match(ofMap.map(({ what }) => what).join(), /mapPointHash: its sha512/);
  const packed = aff4(stream, 'deflate', { bevy: (bytes) => void bytes.fill(0xff, 0, 40) });
  const { faults, media } = readBack(written(t, packed.bytes));
  assert.match(faults[0]?.what ?? '', /chunk \d+: it cannot be unpacked/);
  assert.equal(media.length, packed.media.length);
});

test('a chunk that unpacks to fewer bytes is told, each time that it is read, unless it is the last', (t) => {
  const short = aff4(stream, 'deflate', {
    chunk: (bytes, at) => (at === AFF4_CHUNK ? bytes.subarray(0, 100) : bytes),
  });
  const log = new FaultLog();
  const image = openImage(written(t, short.bytes), log.add);
  t.after(() => image.close());
  // The first part of the stream lies at the end of the medium.
  const at = stream.length - 3 * AFF4_CHUNK - 512 + 12_800 + AFF4_CHUNK;
  for (const part of [0, 512]) {
    image.readInto(at + part, new Uint8Array(512));
    assert.deepEqual(log.badIn({ offset: at + part, length: 512 }), { offset: at + part, length: 512 });
  }
  assert.match(log.report().faults[0]?.what ?? '', /chunk 1: it unpacks to 100 bytes/);
  const last = stream.length - (stream.length % AFF4_CHUNK);
  const { faults } = readBack(
    written(
      t,
      aff4(stream, 'deflate', {
        chunk: (bytes, from) => (from === last ? bytes.subarray(0, stream.length - last) : bytes),
      }).bytes,
    ),
  );
  assert.deepEqual(faults, []);
});

const OWN = /aff4:size "\d+"\^\^xsd:long ; aff4:stored : \./;
const turtle = (from: string | RegExp, to: string): Aff4Change => ({
  turtle: (text) => text.replace(from, to),
});
const REFUSED: { readonly [name: string]: readonly [Aff4Change, RegExp] } = {
  encrypted: [turtle('a aff4:ImageStream', 'a aff4:ImageStream , aff4:EncryptedStream'), /encrypted/],
  'a stripe': [turtle(OWN, 'aff4:stored <aff4://other> .'), /striped AFF4 image that holds aff4:\/\/other/],
  'another kind': [turtle(' a aff4:ImageStream', ' a aff4:Notes'), /stream of another kind/],
  'version 2': [{ version: 'major=2\nminor=0\n' }, /version 2/],
  packing: [turtle('rfc1951', 'rfc9999'), /rfc9999/],
  Turtle: [turtle('a aff4:Map;', 'a [ ] ;'), /a word of Turtle/],
  size: [turtle(/aff4:size \d+ ;/, 'aff4:size 9999999999999999 ;'), /at most/],
  overlap: [{ map: (bytes) => void bytes.writeBigUInt64LE(1n, 28) }, /do not overlap/],
};
for (const [name, [change, words]] of Object.entries(REFUSED))
  test(`an AFF4 container that is not read is refused by name: ${name}`, (t) => {
    assert.match(refusalOf(written(t, aff4(stream, 'deflate', change).bytes))?.message ?? '', words);
  });

test('an AFF4 file that is cut is refused, wherever', (t) => {
  const { bytes } = aff4(stream, 'snappy');
  for (const share of [0.01, 0.3, 0.7, 0.999])
    assert.ok(refusalOf(written(t, bytes.subarray(0, Math.floor(bytes.length * share)))), `${share}`);
});

test('packed bytes that claim too much, or lead before the start, are not unpacked', () => {
  for (const bytes of ['ffffffff0f00', '0a0161', '04000161fe0200', '05fcffffffff', ''])
    assert.ok(snappy(Buffer.from(bytes, 'hex'), 4096) === undefined, bytes);
  for (const bytes of ['1f610500', '1f61010000ffff', 'f0ffffff', '04224d186040aa', '04224d18604000ffffff7f'])
    assert.ok(lz4(Buffer.from(bytes, 'hex'), 4096) === undefined, bytes);
});

test('Turtle that is not closed says where', () => {
  for (const text of [
    '<a> <b> "c',
    '<a> <b>',
    '<a> x:y 1 .',
    '@prefix a: <b>',
    '<a> <b> """c',
    '<a> <b> "c"^^',
  ])
    assert.throws(() => parseTurtle(text), SyntaxError, text);
  const graph = parseTurtle('@prefix : <u:> .\n:a :b :c.');
  assert.deepEqual(graph.get('u:a')?.get('u:b'), [{ iri: 'u:c' }]);
});
