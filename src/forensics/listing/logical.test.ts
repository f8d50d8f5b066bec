// Logical AFF4 containers as they are listed, read and verified: written by test/support/aff4-logical-made.ts. What another program wrote was
// read by hand (docs/formats/aff4.md).
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { aff4Logical, LETTER, type LogicalChange } from '../../../test/support/aff4-logical-made.ts';
import { mediaBytes } from '../../../test/support/ewf-image.ts';
import { refusalOf } from '../../../test/support/image-folder.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { Refusal } from '../../base/refusal.ts';
import { openImage } from '../sources/open-image.ts';
import { verifyImage } from '../sources/verify.ts';
import { recordOf } from './lines.ts';
import { openLogical } from './list-image.ts';
import { pieces, select } from './select.ts';
import { contentOf } from './unused.ts';

const big = Buffer.concat([mediaBytes(30_000), randomBytes(5000), Buffer.alloc(9000, 1)]);

function written(t: TestContext, change?: LogicalChange) {
  const made = aff4Logical(big, change);
  const path = join(temporaryFolder(t), 'case.aff4');
  writeFileSync(path, made.bytes);
  return { ...made, path };
}

/** Every entry with what it holds, and the faults met. */
function readAll(path: string) {
  const faults: string[] = [];
  const problems: string[] = [];
  const image = openImage(path, ({ what }) => faults.push(what));
  try {
    const medium = openLogical('AFF4-L', image.logical ?? []);
    const listed = [...select(medium, { withDeleted: true }, (what) => problems.push(what))];
    const entries = listed.map((one) => {
      const { fileSystem } = one.from;
      assert.ok(fileSystem !== undefined);
      const record = recordOf(one, { fileSystem });
      if (record.type === 'folder') return { record };
      // Each is good until the next step.
      const parts = Array.from(pieces(contentOf(one.from, one.entry), 777), (part) => Buffer.from(part));
      return { record, bytes: Buffer.concat(parts) };
    });
    return { entries, faults, problems };
  } finally {
    image.close();
  }
}

test('every file of a logical container is listed with its path, size, times and digests, and read', (t) => {
  const { path, files } = written(t);
  const { entries, faults, problems } = readAll(path);
  assert.deepEqual([faults, problems], [[], []]);
  const found = new Map(entries.flatMap(({ record, bytes }) => (bytes === undefined ? [] : [[record.path, bytes] as const]))); // prettier-ignore
  assert.deepEqual([...found.keys()].toSorted(), [...files.keys()].toSorted());
  for (const [name, bytes] of files) assert.ok(found.get(name)?.equals(bytes), name);
  const letter = entries.find(({ record }) => record.path === '/docs/letter.txt')?.record;
  assert.deepEqual([letter?.sizeBytes, letter?.type, letter?.deleted], [LETTER.length, 'file', false]);
  assert.deepEqual(
    [letter?.created, letter?.modified, letter?.accessed, letter?.changed],
    // The last has no zone: it is no moment.
    ['2018-09-17T03:42:20Z', '2018-09-17T03:42:21.123456Z', '2018-10-23T11:08:19Z', undefined],
  );
  assert.match(letter?.storedDigests ?? '', /^md5 [0-9a-f]{32}, sha1 [0-9a-f]{40}, sha256 [0-9a-f]{64}$/);
  const docs = entries.filter(({ record }) => record.path === '/docs');
  assert.deepEqual(docs.map(({ record }) => [record.type, record.modified]), [['folder', '2020-02-29T00:00:00Z']]); // prettier-ignore
});

test('verifying compares every digest that the container carries of a file', async (t) => {
  const { path, files } = written(t);
  const check = await verifyImage(path);
  assert.deepEqual([check.container, check.agrees, check.faults], ['good', true, []]);
  assert.deepEqual(check.logical, { files: files.size, withDigests: files.size });
  const none = written(t, { turtle: (text) => text.replaceAll(/aff4:hash [^;]+;/g, '') });
  const without = await verifyImage(none.path);
  assert.deepEqual([without.agrees, without.logical?.withDigests], [undefined, 0]);
});

test('a byte of a file that is another one is told with the path of the file', async (t) => {
  const turned = (name: string): LogicalChange => ({
    member: (member, bytes) => {
      if (member === name) bytes[0] = (bytes[0] ?? 0) ^ 1;
      return bytes;
    },
  });
  for (const [name, words] of [
    [
      '/docs/\u00e9t\u00e9 100%25 %3c1%3e.txt',
      /^\/docs\/\u00e9t\u00e9 100% <1>\.txt: its (?:md5|sha1|sha256) is another one$/,
    ],
    ['/docs/letter.txt', /^\.\/docs\/letter\.txt: /],
    ['/docs/big.bin/00000000', /^(?:\/docs\/big\.bin: its|chunk 0: )/],
    [
      'aff4://6b000000-0000-4000-8000-000000000002/00000000',
      /^(?:\/docs\/twice\.bin: its|chunk 0: |a chunk of )/,
    ],
  ] as const) {
    const check = await verifyImage(written(t, turned(name)).path);
    assert.deepEqual([check.container, check.agrees], ['bad', false], name);
    assert.ok(check.faults.length > 0);
    for (const { what } of check.faults) assert.match(what, words);
  }
});

const turtle = (from: string | RegExp, to: string): LogicalChange => ({
  turtle: (text) => text.replace(from, to),
});

test('a file that is not in the container is listed, said, and keeps no other from being read', async (t) => {
  const { path, files } = written(t, turtle('//docs/letter.txt>', '//docs/other.txt>'));
  const check = await verifyImage(path);
  assert.deepEqual([check.container, check.agrees, check.logical?.files], ['bad', false, files.size]);
  assert.match(check.faults[0]?.what ?? '', /letter\.txt: it cannot be read: expected the member/);
  assert.throws(() => readAll(path), Refusal);
});

test('a logical container that is not read is refused by name', (t) => {
  const refused: readonly (readonly [LogicalChange, RegExp])[] = [
    [
      turtle('aff4:ImageStream ; aff4:size', 'aff4:ImageStream, aff4:EncryptedStream ; aff4:size'),
      /encrypted/,
    ],
    [
      turtle(/$/, '<aff4://d> a aff4:DiskImage ; aff4:dataStream <aff4://e> .'),
      /image of a medium and 9 files/,
    ],
    [turtle('"./docs/letter.txt"', `"${'d/'.repeat(20_000)}"`), /path of at most/],
    [turtle(/aff4:size \d+ ;/, 'aff4:size 9999999999999999 ;'), /at most/],
  ];
  for (const [change, words] of refused)
    assert.match(refusalOf(written(t, change).path)?.message ?? '', words);
});

test('folders deeper than the limit are said and left out', (t) => {
  const { path } = written(t, turtle('"./docs/letter.txt"', `"${'d/'.repeat(400)}x"`));
  const { problems, entries } = readAll(path);
  assert.match(problems.join(), /lies deeper than 255 folders/);
  assert.ok(entries.every(({ record }) => record.path.length < 3000));
});

test('of every bit of a logical container that is turned, reading ends by a refusal or with all said', async (t) => {
  const { path, bytes } = written(t);
  for (let at = 0; at < bytes.length; at += 397) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(path, changed);
    try {
      await verifyImage(path);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
});
