// The published single sections of libewf, one by one.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sharedData } from '../../../../test/support/shared.ts';
import { DiskFiles } from '../segment-files.ts';
import { decodeText, inflateText, parseObjectText } from './metadata.ts';
import { DESCRIPTOR_BYTES, parseDescriptor, parseFileHeader, sections } from './sections.ts';
import { parseDescriptor2, parseFileHeader2 } from './sections2.ts';
import {
  parseDigestSection,
  parseErrorSection,
  parseHashSection,
  parseMd5Section2,
  parseSessionSection,
  parseSessionSection2,
  parseSha1Section2,
} from './small-tables.ts';
import { parseVolume } from './volume.ts';

/** What is expected of each file. Those of logical evidence (L01, Lx01) are refused as a whole, not read. */
const EXPECTED: { readonly [file: string]: (bytes: Uint8Array) => void } = {
  'segment_file.1': (bytes) => assert.equal(parseFileHeader(bytes), 1),
  'segment_file.2': (bytes) => {
    const header = parseFileHeader2(bytes);
    assert.equal(header?.major, 2);
    assert.equal(header?.minor, 1);
    assert.equal(header?.compression, 1);
    assert.equal(header?.number, 1);
  },
  'section_descriptor.1': (bytes) =>
    assert.deepEqual(parseDescriptor(bytes), { type: 'done', next: 0x121a1, size: 0 }),
  'section_descriptor.2': (bytes) =>
    assert.deepEqual(parseDescriptor2(bytes), {
      type: 'done',
      isEncrypted: false,
      previous: 0x5160,
      dataSize: 0,
    }),
  'volume_section_e01.1': (bytes) => {
    const volume = parseVolume(bytes);
    assert.equal(volume?.layout, 'e01');
    assert.equal(volume?.checksum, 'good');
    assert.equal(volume?.bytesPerSector, 512);
    assert.equal(volume?.sectorsPerChunk, 64);
  },
  'volume_section_s01.1': (bytes) => {
    const volume = parseVolume(bytes);
    assert.equal(volume?.layout, 'smart');
    assert.equal(volume?.checksum, 'good');
    assert.equal(volume?.chunkCount, 45);
    assert.equal(volume?.sectorCount, 2880);
  },
  'hash_section.1': (bytes) =>
    assert.deepEqual(parseHashSection(bytes), { md5: 'ae1ce8f5ac079d3ee93f97fe3792bda3' }),
  'digest_section.1': (bytes) =>
    assert.deepEqual(parseDigestSection(bytes), { sha1: '5c174bf289e5a0eaddef719c5959affc1dff8d23' }),
  'md5_hash_section.1': (bytes) =>
    assert.deepEqual(parseMd5Section2(bytes), { md5: '1801744843f566c62a6045c926651af7' }),
  'sha1_hash_section.1': (bytes) =>
    assert.deepEqual(parseSha1Section2(bytes), { sha1: '5c174bf289e5a0eaddef719c5959affc1dff8d23' }),
  'error2_section.1': (bytes) => assert.equal(parseErrorSection(bytes)?.length, 3),
  'session_section.1': (bytes) =>
    assert.deepEqual(
      parseSessionSection(bytes)?.map((track) => track.firstSector),
      [16, 0x2db6, 0x49d8, 0x65fa],
    ),
  'session_section.2': (bytes) =>
    assert.deepEqual(
      parseSessionSection2(bytes)?.map((track) => track.firstSector),
      [16, 0x2db6, 0x49d8, 0x65fa],
    ),
  'device_information.1': (bytes) => {
    const { metadata, values } = parseObjectText(decodeText(bytes));
    assert.equal(values.get('ts'), '512000');
    assert.equal(values.get('bp'), '512');
    assert.ok(metadata.model?.startsWith('Flash Disk'));
  },
  'device_information_section.1': (bytes) =>
    assert.equal(
      parseObjectText(decodeText(inflateText(bytes, 4096) ?? new Uint8Array())).values.get('ts'),
      '2880',
    ),
  'case_data.1': (bytes) =>
    assert.deepEqual(parseObjectText(decodeText(bytes)).metadata, {
      description: 'usb-name',
      caseNumber: 'case',
      evidenceNumber: 'evid',
      examiner: 'exam',
      notes: 'notes',
      software: '7.4.1.10',
      platform: 'Windows 7',
      acquiredAt: '2012-07-03T19:08:11Z',
      systemTime: '2012-07-03T19:07:25Z',
    }),
  'case_data_section.1': (bytes) =>
    assert.equal(
      parseObjectText(decodeText(inflateText(bytes, 4096) ?? new Uint8Array())).values.get('sb'),
      '64',
    ),
  'analytical_data.1': (bytes) =>
    assert.equal(parseObjectText(decodeText(bytes)).values.get('tps'), '327680'),
};

const folder = sharedData('conformance/ewf-sections');

function sectionBytes(t: TestContext, file: string): Uint8Array | undefined {
  if (folder !== undefined) return Uint8Array.from(readFileSync(join(folder, file))); // slice() of a Buffer would be a view
  t.skip('../shared/data/conformance/ewf-sections is not there');
  return undefined;
}

for (const [file, expect] of Object.entries(EXPECTED))
  test(`the published section ${file} is read as it is described`, (t) => {
    const bytes = sectionBytes(t, file);
    if (bytes !== undefined) expect(bytes);
  });

test('of the published sections all but those of logical evidence are read', (t) => {
  if (folder === undefined) return t.skip('../shared/data/conformance/ewf-sections is not there');
  const files = readdirSync(folder).filter((file) => file !== 'README.md');
  const left = files.filter((file) => EXPECTED[file] === undefined);
  assert.deepEqual(left.toSorted(), [
    'extended_attribute.1',
    'extended_attributes.1',
    'lef_file_entry.1',
    'ltree_section.1',
    'single_files.1',
  ]);
  t.diagnostic(`${files.length - left.length} of ${files.length} sections read`);
});

const CHECKED: readonly (readonly [string, (bytes: Uint8Array) => unknown])[] = [
  ['section_descriptor.1', parseDescriptor],
  ['section_descriptor.2', parseDescriptor2],
  ['hash_section.1', parseHashSection],
  ['digest_section.1', parseDigestSection],
  ['md5_hash_section.1', parseMd5Section2],
  ['sha1_hash_section.1', parseSha1Section2],
  ['error2_section.1', parseErrorSection],
  ['session_section.1', parseSessionSection],
  ['session_section.2', parseSessionSection2],
];

for (const [file, parse] of CHECKED)
  test(`a flipped byte or a cut in ${file} is found by its checksum`, (t) => {
    const bytes = sectionBytes(t, file);
    if (bytes === undefined) return;
    // Version 2 pads its sections; what follows the checksum is not covered.
    const covered = file.startsWith('md5')
      ? 20
      : file.startsWith('sha1')
        ? 24
        : file === 'session_section.2'
          ? 164
          : bytes.length;
    for (let at = 0; at < covered; at++) {
      if (file === 'session_section.2' && at >= 20 && at < 32) continue; // padding after the header
      const flipped: Uint8Array = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      assert.equal(parse(flipped), undefined, `byte ${at}`);
    }
    for (let length = 0; length < covered; length += 3)
      assert.equal(parse(bytes.slice(0, length)), undefined);
  });

test('the example in docs/formats/ewf.md is what the fixture holds', (t) => {
  const page = readFileSync(new URL('../../../../docs/formats/ewf.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\d+) \| ([a-z][a-z0-9]*) \| (\d+) \|$/gm)].map((row) =>
    row.slice(1, 4),
  );
  const files = new DiskFiles();
  t.after(() => files.close());
  files.add(fileURLToPath(new URL('../../../../fixtures/ewf/encase7.E01', import.meta.url)));
  const found = [...sections(files, 0)].map(({ type, offset, dataSize }) => {
    return [String(offset), type, type === 'done' ? '0' : String(dataSize + DESCRIPTOR_BYTES)];
  });
  assert.deepEqual(found, rows);
});
