// Each fault of an E01 image alone, with every checksum around it right.
import assert from 'node:assert/strict';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import {
  e01Files,
  e01Sections,
  hashData,
  md5,
  mediaBytes,
  sealed,
  segmentFile,
  tableData,
  volumeData,
  type E01Options,
  type Section,
} from '../../../../test/support/ewf-image.ts';
import { readBack, refusalOf, writeSegments, type ReadBack } from '../../../../test/support/image-folder.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import type { RefusalCode } from '../../../base/refusal.ts';
import type { ImageReader } from '../image.ts';
import { openImage } from '../open-image.ts';

const CHUNK = 32768;
const media = mediaBytes(9 * CHUNK + 3 * 512);
/** Even chunks compressed, odd ones not. */
const plan: E01Options = { media, compress: (chunk) => chunk % 2 === 0 };
const threeSegments: E01Options = { ...plan, chunksPerSegment: 4 };

function made(t: TestContext, files: readonly Uint8Array[]): string {
  return writeSegments(temporaryFolder(t), files);
}

/** An image of one segment whose sections were changed. */
function changed(t: TestContext, change: (sections: Section[]) => void, options = plan): string {
  const [sections = []] = e01Sections(options);
  change(sections);
  return made(t, [segmentFile(1, sections)]);
}

function find(sections: Section[], type: string): Section {
  const found = sections.find((section) => section.type === type);
  assert.ok(found, type);
  return found;
}

function assertRefused(path: string, code: RefusalCode, words: RegExp): void {
  const refusal = refusalOf(path);
  assert.equal(refusal?.code, code, refusal?.message ?? 'the image was read');
  assert.match(refusal?.message ?? '', words);
}

function assertSame(read: ReadBack): void {
  assert.equal(md5(read.media), md5(media));
  assert.equal(read.description.mediaSize, media.length);
}

test('an image in one segment and in three gives its medium back', (t) => {
  for (const options of [plan, threeSegments]) {
    const read = readBack(made(t, e01Files(options)));
    assertSame(read);
    assert.deepEqual(read.faults, []);
    assert.deepEqual(read.description.stored, { md5: md5(media) });
    assert.equal(read.description.metadata.caseNumber, 'CASE-7');
  }
});

test('chunks inside the table section, as EnCase 1 and SMART write them, are read', (t) => {
  for (const layout of ['encase1', 'smart'] as const) {
    const files = e01Files({ ...threeSegments, layout });
    const read = readBack(
      writeSegments(temporaryFolder(t), files, (n) => `image.${layout === 'smart' ? 's' : 'E'}0${n}`),
    );
    assertSame(read);
    assert.deepEqual(read.faults, []);
  }
});

test('the medium is read the same from any place and in any length', (t) => {
  const path = made(t, e01Files(threeSegments));
  const image = openImage(path, (fault) => assert.fail(fault.what));
  fc.assert(
    fc.property(fc.nat(media.length + 10), fc.nat(3 * CHUNK), (offset, length) => {
      assert.ok(media.subarray(offset, offset + length).equals(readMedia(image, offset, length)));
    }),
  );
  image.close();
});

test('a chunk that is not compressed and has another checksum is reported and delivered as it is stored', (t) => {
  const at = Math.floor(CHUNK * 1.5);
  const files = e01Files(plan);
  const [file] = files;
  assert.ok(file);
  const place = file.indexOf(media.subarray(at, at + 64));
  file[place] = (file[place] ?? 0) ^ 0x40;
  const read = readBack(made(t, files));
  assert.equal(read.faults.length, 1);
  assert.equal(read.faults[0]?.what, 'the checksum of the chunk is wrong');
  assert.deepEqual(read.faults[0]?.media, { offset: CHUNK, length: CHUNK });
  const expected = Buffer.from(media);
  expected[at] = (expected[at] ?? 0) ^ 0x40;
  assert.equal(md5(read.media), md5(expected));
});

test('a compressed chunk of which only the checksum is wrong keeps its bytes', (t) => {
  const path = changed(t, (sections) => {
    const sectors = find(sections, 'sectors');
    const inner = sectors.data as (at: number) => Uint8Array; // as e01Sections makes it
    sectors.data = (at) => {
      const bytes = inner(at);
      const end = deflateSync(media.subarray(0, CHUNK)).length;
      bytes[end - 1] = (bytes[end - 1] ?? 0) ^ 1;
      return bytes;
    };
  });
  const read = readBack(path);
  assertSame(read);
  assert.deepEqual(
    read.faults.map((fault) => [fault.what, fault.media]),
    [['the checksum of the chunk is wrong', { offset: 0, length: CHUNK }]],
  );
});

test('a compressed chunk that cannot be unpacked is reported and delivered as zeros', (t) => {
  const path = changed(t, (sections) => {
    const sectors = find(sections, 'sectors');
    const inner = sectors.data as (at: number) => Uint8Array; // as e01Sections makes it
    sectors.data = (at) => {
      const bytes = inner(at);
      bytes.fill(0xff, 2, 40);
      return bytes;
    };
  });
  const read = readBack(path);
  const expected = Buffer.from(media).fill(0, 0, CHUNK);
  assert.equal(md5(read.media), md5(expected));
  assert.deepEqual(
    read.faults.map((fault) => fault.media),
    [{ offset: 0, length: CHUNK }],
  );
});

test('a chunk that unpacks to more or to less than a chunk is delivered as zeros', (t) => {
  for (const length of [CHUNK + 1, 100, 40 * CHUNK]) {
    const path = changed(t, (sections) => {
      const bytes = deflateSync(Buffer.alloc(length, 1));
      let start = 0;
      find(sections, 'volume').data = volumeData(
        { media: media.subarray(0, CHUNK) },
        { chunkCount: 1, bytesPerSector: 512, sectorsPerChunk: 64 },
      );
      find(sections, 'sectors').data = (at) => {
        start = at;
        return bytes;
      };
      for (const type of ['table', 'table2'])
        find(sections, type).data = () => tableData([start + 0x8000_0000]);
    });
    const read = readBack(path);
    assert.ok(read.media.equals(Buffer.alloc(CHUNK)));
    assert.equal(read.faults.length, 1);
  }
});

test('table2 serves when the checksum of table is wrong, and the damage is reported', (t) => {
  for (const lie of [{ isHeaderBad: true }, { isFooterBad: true }]) {
    const path = changed(t, (sections) => spoilTable(sections, 'table', lie));
    const read = readBack(path);
    assertSame(read);
    assert.equal(read.faults.length, 1);
    assert.match(read.faults[0]?.what ?? '', /table/);
  }
});

test('a damaged table2 is reported too', (t) => {
  const path = changed(t, (sections) => spoilTable(sections, 'table2', { isFooterBad: true }));
  const read = readBack(path);
  assertSame(read);
  assert.deepEqual(
    read.faults.map((fault) => fault.what),
    ['the checksum of table2 is wrong'],
  );
});

test('two tables that both have right checksums and differ are reported', (t) => {
  const path = changed(t, (sections) => {
    const table = find(sections, 'table').data as (at: number) => Uint8Array; // as e01Sections makes it
    find(sections, 'table2').data = (at) => {
      const bytes = Buffer.from(table(at));
      const entries = Array.from({ length: 10 }, (_, i) => bytes.readUInt32LE(24 + 4 * i));
      entries[3] = (entries[3] ?? 0) + 1;
      return tableData(entries);
    };
  });
  const read = readBack(path);
  assertSame(read);
  assert.match(read.faults[0]?.what ?? '', /differ/);
});

test('an image of which both tables are damaged is refused with the offset of the table', (t) => {
  for (const lie of [{ isHeaderBad: true }, { isFooterBad: true }]) {
    const path = changed(t, (sections) => {
      spoilTable(sections, 'table', lie);
      spoilTable(sections, 'table2', lie);
    });
    assertRefused(path, 'damaged', /table of chunks.* at offset \d+ of image\.E01; found neither/);
  }
});

test('a table that goes back, overlaps or points outside of the data is refused', (t) => {
  const lies: ((entries: number[]) => void)[] = [
    (entries) => entries.reverse(),
    (entries) => (entries[4] = entries[3] ?? 0),
    (entries) => (entries[0] = 20),
    (entries) => (entries[9] = 0x7fff_fff0),
  ];
  for (const lie of lies) {
    const path = changed(t, (sections) => {
      for (const type of ['table', 'table2']) {
        const inner = find(sections, type).data as (at: number) => Uint8Array; // as e01Sections makes it
        find(sections, type).data = (at) => {
          const bytes = Buffer.from(inner(at));
          const entries = Array.from({ length: 10 }, (_, i) => bytes.readUInt32LE(24 + 4 * i));
          lie(entries);
          return tableData(entries);
        };
      }
    });
    assertRefused(path, 'damaged', /chunk \d+ of the table .* at offset \d+ of image\.E01/);
  }
});

test('a table that announces more entries than it has room for is refused without memory for them', (t) => {
  const path = changed(t, (sections) => {
    for (const type of ['table', 'table2'])
      find(sections, type).data = () => tableData([1, 2, 3], { count: 0xffff_ffff });
  });
  assertRefused(path, 'damaged', /table of chunks/);
});

test('a second table over the same chunks is refused', (t) => {
  const path = changed(t, (sections) => {
    const at = sections.findIndex((section) => section.type === 'table2');
    sections.splice(at + 1, 0, { ...find(sections, 'table') });
    find(sections, 'volume').data = volumeData(
      { media: Buffer.alloc(20 * CHUNK) },
      { chunkCount: 20, bytesPerSector: 512, sectorsPerChunk: 64 },
    );
  });
  assertRefused(path, 'damaged', /of the table/);
});

test('a missing segment is named, whichever it is', (t) => {
  const folder = temporaryFolder(t);
  const first = writeSegments(folder, e01Files(threeSegments));
  for (const [missing, words] of [
    [3, /segment 3 of the image: image\.E03/],
    [2, /segment 2 of the image: image\.E02/],
    [1, /segment 1 of the image: image\.E01/],
  ] as const) {
    rmSync(join(folder, `image.E0${missing}`));
    assertRefused(missing === 1 ? join(folder, 'image.E02') : first, 'notFound', words);
    writeSegments(folder, e01Files(threeSegments));
  }
});

test('a segment in the place of another, or of another image, is refused', (t) => {
  const folder = temporaryFolder(t);
  const files = e01Files(threeSegments);
  const path = writeSegments(folder, files);
  writeFileSync(join(folder, 'image.E02'), files[2] ?? '');
  assertRefused(path, 'badInput', /segment number 2 at offset 0 of image\.E02; found segment number 3/);
  writeFileSync(join(folder, 'image.E02'), files[0] ?? '');
  assertRefused(path, 'badInput', /found segment number 1/);
  const other = e01Files({ ...threeSegments, volume: (view) => view.setUint8(64, 0x11) });
  writeFileSync(join(folder, 'image.E02'), other[1] ?? '');
  assertRefused(path, 'badInput', /a segment of image abab.* of image\.E02/);
});

test('a file after the end of the image is noticed and left alone', (t) => {
  const folder = temporaryFolder(t);
  const path = writeSegments(folder, e01Files(threeSegments));
  writeFileSync(join(folder, 'image.E04'), 'something');
  const read = readBack(path);
  assertSame(read);
  assert.match(read.description.notices.join(), /image\.E04/);
});

test('a cut in the last segment, wherever it is, is refused with file and offset', (t) => {
  const folder = temporaryFolder(t);
  const files = e01Files(threeSegments);
  const last = files[2];
  assert.ok(last);
  const path = writeSegments(folder, files);
  for (let length = 0; length < last.length; length += length < 200 || length > last.length - 200 ? 1 : 997) {
    writeFileSync(join(folder, 'image.E03'), last.subarray(0, length));
    const refusal = refusalOf(path);
    assert.ok(refusal, `${length} of ${last.length}`);
    assert.match(refusal.message, /at offset \d+ of image\.E03/);
  }
  truncateSync(join(folder, 'image.E03'), 0);
  assertRefused(path, 'badInput', /an empty file/);
});

test('a chain of sections that loops, overlaps or leaves the file is refused', (t) => {
  const lies: readonly (readonly [Partial<Section>, RegExp])[] = [
    [{ next: 13, size: 0 }, /a loop back to offset 13/],
    [{ next: 40, size: 0 }, /a loop back|to end where the next begins/],
    [{ next: 2 ** 40, size: 0 }, /the end of the file/],
    [{ size: 80 }, /to end where the next begins/],
    [{ isDescriptorBad: true }, /descriptor whose checksum is wrong/],
  ];
  for (const [lie, words] of lies)
    assertRefused(
      changed(t, (sections) => Object.assign(find(sections, 'volume'), lie)),
      'damaged',
      words,
    );
  const self = changed(t, (sections) => (find(sections, 'sectors').next = 13 + 76 + 76));
  assert.equal(refusalOf(self)?.code, 'damaged');
});

test('an image that Expert Witness 1.35 wrote, without sizes of sections, is read', (t) => {
  assertSame(readBack(changed(t, (sections) => sections.forEach((section) => (section.size = 0)))));
});

test('sizes that no program writes are refused before memory is taken for them', (t) => {
  const volumes: readonly (readonly [RefusalCode, (view: DataView) => void])[] = [
    ['tooLarge', (view) => view.setUint32(8, 0xffff_ffff, true)],
    ['tooLarge', (view) => view.setUint32(12, 0xffff_ffff, true)],
    ['damaged', (view) => view.setUint32(8, 0, true)],
    ['damaged', (view) => view.setUint32(12, 0, true)],
    ['tooLarge', (view) => view.setBigUint64(16, 2n ** 52n, true)],
    ['damaged', (view) => view.setBigUint64(16, 2n ** 63n, true)],
    ['damaged', (view) => view.setUint32(16, 0xffff_ffff, true)],
  ];
  for (const [code, volume] of volumes)
    assertRefused(made(t, e01Files({ ...plan, volume })), code, /at offset \d+ of image\.E01/);
  // Ten chunks of 16 MiB out of a few kilobytes: more than deflate can do.
  const bomb = e01Files({
    media: Buffer.alloc(5120),
    sectorsPerChunk: 1,
    volume: (view) => {
      view.setUint32(8, 32768, true);
      view.setBigUint64(16, 327_680n, true);
    },
  });
  assertRefused(made(t, bomb), 'tooLarge', /that \d+ bytes can hold/);
});

test('chunks of 32,768 sectors of 4,096 bytes, which ewfacquire writes, are read, and no larger ones', (t) => {
  const large = mediaBytes(40 * 4096);
  for (const isPacked of [true, false]) {
    const options = { media: large, bytesPerSector: 4096, sectorsPerChunk: 32768, compress: () => isPacked };
    const path = made(t, e01Files(options));
    const read = readBack(path);
    assert.deepEqual([md5(read.media), read.faults], [md5(large), []]);
    const image = openImage(path, () => undefined);
    assert.ok(Buffer.from(readMedia(image, 4096, 512)).equals(large.subarray(4096, 4608)), 'a piece of it');
    image.close();
  }
  const over = e01Files({ media: large, bytesPerSector: 8192, sectorsPerChunk: 32768 });
  assertRefused(made(t, over), 'tooLarge', /at most 134217728 bytes/);
});

test('damage in sections that are not needed for the medium is reported and left out', (t) => {
  const read = readBack(
    changed(t, (sections) => {
      find(sections, 'header2').data = Buffer.from('not zlib');
      find(sections, 'hash').data = sealed(Buffer.alloc(32, 7), true);
      sections.splice(
        -1,
        0,
        { type: 'error2', data: tableLike(0xffff_ffff) },
        { type: 'session', data: Buffer.alloc(10) },
      );
      sections.splice(
        -1,
        0,
        { type: 'data', data: Buffer.alloc(1052, 1) },
        { type: 'digest', data: Buffer.alloc(0) },
      );
      sections.splice(-1, 0, { type: 'zzz\u001b[31m', data: Buffer.alloc(3) });
    }),
  );
  assertSame(read);
  assert.deepEqual(read.description.stored, {});
  assert.equal(read.faults.length, 6);
  assert.match(read.description.notices.join(), /not read: "zzz\?\[31m/);
});

test('text that unpacks to more than anybody writes is left out', (t) => {
  const read = readBack(
    changed(t, (sections) => (find(sections, 'header2').data = deflateSync(Buffer.alloc(20_000_000)))),
  );
  assertSame(read);
  assert.equal(read.faults.length, 1);
});

test('read errors, tracks and two digests that contradict each other are told', (t) => {
  const read = readBack(
    changed(t, (sections) => {
      const entries = Buffer.alloc(16);
      entries.writeUInt32LE(7, 0);
      entries.writeUInt32LE(2, 4);
      entries.writeUInt32LE(100, 8);
      entries.writeUInt32LE(1, 12);
      sections.splice(-1, 0, { type: 'error2', data: Buffer.concat([tableLike(2), sealed(entries)]) });
      sections.splice(-1, 0, { type: 'hash', data: hashData('00112233445566778899aabbccddeeff') });
    }),
  );
  assert.deepEqual(read.description.acquisitionErrors, [
    { firstSector: 7, sectors: 2 },
    { firstSector: 100, sectors: 1 },
  ]);
  assert.deepEqual(read.description.stored, { md5: md5(media) });
  assert.match(read.faults[0]?.what ?? '', /another digest/);
});

test('bytes after the last section are reported', (t) => {
  const [file = Buffer.alloc(0)] = e01Files(plan);
  const read = readBack(made(t, [Buffer.concat([file, Buffer.from('more')])]));
  assertSame(read);
  assert.match(read.faults[0]?.what ?? '', /4 bytes after the last section/);
});

test('logical evidence is refused as not supported', (t) => {
  assertRefused(
    made(t, e01Files({ ...plan, volume: (view) => view.setUint8(0, 0x0e) })),
    'unsupported',
    /logical evidence/,
  );
});

test('the medium of an image without a volume section, or without chunks for all of it, is not guessed', (t) => {
  assertRefused(
    changed(t, (sections) => sections.splice(1, 1)),
    'damaged',
    /volume section/,
  );
  const few = e01Files({ ...plan, volume: (view) => view.setUint32(16, media.length / 512 + 64, true) });
  assertRefused(made(t, few), 'damaged', /tables with 11 chunks, .*found tables with 10/);
});

/** The head of an `error2` section: a number of entries and room. */
function tableLike(count: number): Buffer {
  const head = Buffer.alloc(516);
  head.writeUInt32LE(count, 0);
  return sealed(head);
}

function spoilTable(
  sections: Section[],
  type: string,
  lie: { isHeaderBad?: boolean; isFooterBad?: boolean },
): void {
  const section = find(sections, type);
  const inner = section.data as (at: number) => Uint8Array; // as e01Sections makes it
  section.data = (at) => {
    const bytes = Buffer.from(inner(at));
    const spot = lie.isHeaderBad ? 5 : bytes.length - 9;
    bytes[spot] = (bytes[spot] ?? 0) ^ 1;
    return bytes;
  };
}

function readMedia(image: ImageReader, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, image.readInto(offset, bytes));
}
