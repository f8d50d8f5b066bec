// Sections of words beside the medium: none hides a digest, and all of them together cost what an honest image costs.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { deflateSync } from 'node:zlib';
import {
  e01Sections,
  hashData,
  md5,
  mediaBytes,
  segmentFile,
  type Section,
} from '../../../../test/support/ewf-image.ts';
import { readBack, writeSegments, type ReadBack } from '../../../../test/support/image-folder.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';

const media = mediaBytes(8 * 32768);

/** An image with these sections before all others; `digest`: what it carries. */
function imageWith(t: TestContext, before: readonly Section[], digest = md5(media)): ReadBack {
  const [sections = []] = e01Sections({ media });
  const hash = sections.find(({ type }) => type === 'hash');
  assert.ok(hash);
  hash.data = hashData(digest);
  return readBack(writeSegments(temporaryFolder(t), [segmentFile(1, [...before, ...sections])]));
}

const header = (text: string): Section => ({ type: 'header', data: deflateSync(Buffer.from(text)) });
const headerOf = (description: string): Section => header(`1\nmain\nmd\n${description}\n\n`);

test('sections that are left out are faults, and a digest is never among them', (t) => {
  const many = Array.from({ length: 40 }, (_, i) => headerOf(`description ${i}`));
  const { description, faults } = imageWith(t, many, '0123456789abcdef'.repeat(2));
  assert.equal(description.stored.md5, '0123456789abcdef'.repeat(2));
  const left = faults.filter(({ what }) => what.includes('section is not read'));
  assert.ok(left.length >= 8, JSON.stringify(faults));
});

test('words that every segment repeats are read once, and are no fault', (t) => {
  const { description, faults } = imageWith(
    t,
    Array.from({ length: 100 }, () => headerOf('the same')),
  );
  assert.deepEqual(faults, []);
  assert.equal(description.metadata.model, 'the same');
});

test('two digests that differ are a fault, however many sections lie between', (t) => {
  const other: Section = { type: 'hash', data: hashData('f'.repeat(32)) };
  const many = Array.from({ length: 40 }, (_, i) => headerOf(`description ${i}`));
  const { description, faults } = imageWith(t, [other, ...many]);
  assert.equal(description.stored.md5, 'f'.repeat(32));
  assert.ok(faults.some(({ what }) => what.includes('another digest than the one before')));
});

test('texts that inflate a thousandfold are cut at one budget, and a million lines cost no more than three', (t) => {
  const bombs = Array.from({ length: 30 }, (_, i) =>
    header(`1\nmain\na\nx${i}\n${'a\t'.repeat(8)}${'\n'.repeat(3_900_000)}`),
  );
  const tags = header(`1\nmain\n${'a\t'.repeat(1_900_000)}\n${'b\t'.repeat(40_000)}\n`);
  const begun = process.cpuUsage();
  const { faults } = imageWith(t, [tags, ...bombs]);
  const { user, system } = process.cpuUsage(begun);
  assert.ok(faults.some(({ what }) => what.includes('section')));
  assert.ok((user + system) / 1e6 < 3, `${(user + system) / 1e6} s of CPU`);
});

test('XML with a million elements keeps those that are known', (t) => {
  const xml = `<xheader><case_number>C-1</case_number>${'<x>y</x>'.repeat(480_000)}</xheader>`;
  const section: Section = { type: 'xheader', data: deflateSync(Buffer.from(xml)) };
  assert.equal(imageWith(t, [section]).description.metadata.caseNumber, 'C-1');
});
