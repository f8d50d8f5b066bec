// Hostile images: whatever the bytes, reading ends with the medium or with a Refusal, soon and in little memory.
// COMITY_FUZZ_RUNS sets the number of runs of each property; COMITY_FUZZ_SEED repeats one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import {
  e01Files,
  e01Sections,
  mediaBytes,
  segmentFile,
  tableData,
  volumeData,
} from '../../../../test/support/ewf-image.ts';
import { ex01Files, ex01Sections, segmentFile2 } from '../../../../test/support/ewf2-image.ts';
import { restructure, restructure2, structural, word } from '../../../../test/support/ewf-changes.ts';
import { writeSegments } from '../../../../test/support/image-folder.ts';
import { Refusal } from '../../../base/refusal.ts';
import { FaultLog } from '../faults.ts';
import { mediaChunks } from '../image.ts';
import { openImage } from '../open-image.ts';

const RUNS = Number(process.env['COMITY_FUZZ_RUNS'] ?? 100);
const SEED = process.env['COMITY_FUZZ_SEED'];
const options = { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) };

const root = mkdtempSync(join(tmpdir(), 'comity-fuzz-'));
after(() => rmSync(root, { recursive: true, force: true }));

const media = mediaBytes(150 * 512);
const SECTORS = 16;
const CHUNK_BYTES = SECTORS * 512;
const plan = { media, sectorsPerChunk: SECTORS, chunksPerSegment: 4 };
const e01 = e01Files({ ...plan, compress: (chunk) => chunk % 2 === 0 });
const ex01 = ex01Files({ ...plan, how: (chunk) => (chunk % 2 === 0 ? 'deflate' : 'plain') });

const nameE01 = (number: number): string => `image.E0${number}`;
const nameEx01 = (number: number): string => `image.Ex0${number}`;

interface Outcome {
  readonly refusal?: Refusal;
  readonly faults: number;
  readonly digest?: string;
  readonly words?: string;
}

/** Reads all of it, keeps none of it. Anything but a Refusal is thrown on. */
function outcomeOf(files: readonly Uint8Array[], nameOf: (number: number) => string): Outcome {
  const folder = mkdtempSync(join(root, 'case-'));
  const log = new FaultLog();
  try {
    const image = openImage(writeSegments(folder, files, nameOf), log.add);
    const hash = createHash('sha256');
    try {
      for (const { bytes } of mediaChunks(image)) hash.update(bytes);
    } finally {
      image.close();
    }
    const { faults } = log.report();
    return { faults: faults.length, digest: hash.digest('hex'), words: JSON.stringify(image.description) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error, faults: log.report().faults.length };
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One rough change to the bytes of one segment file. */
const rough = fc.record({
  segment: fc.nat(2),
  kind: fc.constantFrom('flip', 'cut', 'zero', 'copy', 'insert', 'word'),
  at: fc.nat(1_000_000),
  from: fc.nat(1_000_000),
  length: fc.nat(600),
  value: word,
});

function roughen(
  files: readonly Buffer[],
  changes: readonly (typeof rough extends fc.Arbitrary<infer T> ? T : never)[],
): Buffer[] {
  const result = files.map((file) => Buffer.from(file));
  for (const { segment, kind, at, from, length, value } of changes) {
    const file = result[segment] ?? Buffer.alloc(0);
    const place = file.length === 0 ? 0 : at % file.length;
    if (kind === 'flip' && file.length > 0) file[place] = (file[place] ?? 0) ^ (1 << (value % 8));
    if (kind === 'zero') file.fill(0, place, Math.min(file.length, place + length));
    if (kind === 'copy')
      file.copy(file, place, from % (file.length || 1), (from % (file.length || 1)) + length);
    if (kind === 'word' && place + 4 <= file.length) file.writeUInt32LE(value, place);
    if (kind === 'cut') result[segment] = file.subarray(0, place);
    if (kind === 'insert')
      result[segment] = Buffer.concat([
        file.subarray(0, place),
        Buffer.alloc(length, value),
        file.subarray(place),
      ]);
  }
  return result;
}

test('a medium, or a Refusal, comes of any rough change to an E01 image', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.array(rough, { minLength: 1, maxLength: 4 }), (changes) => {
      if (outcomeOf(roughen(e01, changes), nameE01).refusal !== undefined) refused += 1;
    }),
    options,
  );
  assert.ok(refused > 0);
});

test('a medium, or a Refusal, comes of any rough change to an Ex01 image', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.array(rough, { minLength: 1, maxLength: 4 }), (changes) => {
      if (outcomeOf(roughen(ex01, changes), nameEx01).refusal !== undefined) refused += 1;
    }),
    options,
  );
  assert.ok(refused > 0);
});

test('one bit that is flipped anywhere in an E01 or Ex01 image is noticed', () => {
  for (const [files, nameOf] of [
    [e01, nameE01],
    [ex01, nameEx01],
  ] as const) {
    const before = outcomeOf(files, nameOf);
    assert.equal(before.faults, 0);
    fc.assert(
      fc.property(fc.nat(2), fc.nat(1_000_000), fc.nat(7), (segment, at, bit) => {
        const changed = files.map((file) => Buffer.from(file));
        const file = changed[segment] ?? Buffer.alloc(0);
        const place = at % file.length;
        file[place] = (file[place] ?? 0) ^ (1 << bit);
        const { refusal, faults, digest, words } = outcomeOf(changed, nameOf);
        const isNoticed =
          refusal !== undefined || faults > 0 || digest !== before.digest || words !== before.words;
        // Version 2 has no checksum over its file header and its padding to 16 bytes.
        const own = files[segment] ?? Buffer.alloc(0);
        if (!isNoticed)
          assert.ok(
            (nameOf === nameEx01 && isPadding(own, place)) || isSameSaidOtherwise(own, file, place),
            `${segment}: ${place}`,
          );
      }),
      // In the E01 the first flips the distance of a match, which then copies the same bytes from another place, and the second a bit
      // behind the last block of the head.
      {
        ...options,
        examples: [
          [1, 660_018, 6],
          [0, 658_225, 1],
        ],
      },
    );
  }
});

/**
 * Whether the place lies in a deflated chunk or head that still says what it said: of equal bytes a match may copy any (RFC 1951, 3.2.3),
 * and the bits behind the end of the last block say nothing (3.2.3, 3.2.4).
 */
function isSameSaidOtherwise(before: Buffer, after: Buffer, place: number): boolean {
  for (let start = Math.max(0, place - CHUNK_BYTES); start <= place; start++) {
    const said = unpacked(before, start);
    if (said === undefined || place >= start + said.length) continue;
    return unpacked(after, start)?.text.equals(said.text) === true;
  }
  return false;
}

/** What stands deflated from there on (RFC 1950), and how many bytes it takes; undefined where nothing does. */
function unpacked(
  file: Buffer,
  start: number,
): { readonly text: Buffer; readonly length: number } | undefined {
  if (file[start] !== 0x78) return undefined; // deflate, with its window of 32 KiB
  try {
    const { buffer, engine } = inflateSync(file.subarray(start), { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    }; // as `info` makes it
    return { text: buffer, length: engine.bytesWritten };
  } catch {
    return undefined;
  }
}

/** The minor version and the compression method in the file header, and zeros in a row of at least three. */
function isPadding(file: Buffer, place: number): boolean {
  const around = [-2, -1, 0].some((shift) =>
    file.subarray(place + shift, place + shift + 3).equals(Buffer.alloc(3)),
  );
  return (place >= 9 && place <= 11) || around || (file[place] === 0 && place % 16 === 15);
}

test('a medium, or a Refusal, comes of any E01 image with other sections and right checksums', () => {
  fc.assert(
    fc.property(fc.array(structural, { minLength: 1, maxLength: 4 }), (changes) => {
      const sections = e01Sections({ ...plan, compress: (chunk) => chunk % 2 === 0 });
      for (const change of changes) restructure(sections, change);
      outcomeOf(
        sections.map((own, i) => segmentFile(i + 1, own)),
        nameE01,
      );
    }),
    options,
  );
});

test('a medium, or a Refusal, comes of any Ex01 image with other sections and right checksums', () => {
  fc.assert(
    fc.property(fc.array(structural, { minLength: 1, maxLength: 4 }), (changes) => {
      const sections = ex01Sections(plan);
      for (const change of changes) restructure2(sections, change);
      outcomeOf(
        sections.map((own, i) => segmentFile2(i + 1, own)),
        nameEx01,
      );
    }),
    options,
  );
});

/** Reads an image in a process of its own, after a small one, and says how much more memory that took. */
const MEASURE = `
  const [small, hostile] = process.argv.slice(1);
  const { openImage } = await import(process.env.OPEN_IMAGE);
  const { mediaChunks } = await import(process.env.IMAGE);
  const { readFileSync } = await import('node:fs');
  // ru_maxrss would start from that of the parent process.
  const peakBytes = () => Number(/VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  const read = (path) => {
    try {
      const image = openImage(path, () => undefined);
      for (const { bytes } of mediaChunks(image)) bytes.at(0);
      image.close();
      return 'read';
    } catch (error) {
      return error.code;
    }
  };
  for (let i = 0; i < 20; i++) read(small);
  const before = peakBytes();
  const outcome = read(hostile);
  console.log(JSON.stringify({ outcome, extraBytes: peakBytes() - before }));
`;

/** So that what is measured is what the reader holds, and not what waits to be collected. */
const V8_FLAGS = ['--max-semi-space-size=4', '--input-type=module'];

const MIB = 1024 * 1024;
const HOSTILE: readonly { what: string; make: () => Buffer[]; outcome: string; limitMib?: number }[] = [
  {
    what: 'text that unpacks to 40 MB takes',
    make: () => e01Files({ ...plan, header2: 'x'.repeat(20_000_000) }),
    outcome: 'read',
  },
  { what: 'chunks of 16 MiB take', make: () => bigChunks(16 * MIB), outcome: 'read' },
  // The buffers of zlib's failed calls are out of reach and wait for the collector, which starts at about 64 MB.
  {
    what: 'chunks of 16 MiB that unpack to 200 MB take',
    make: () => bigChunks(200 * MIB),
    outcome: 'read',
    limitMib: 128,
  },
  { what: 'as many tables as are allowed take', make: () => manyTables(65_536), outcome: 'read' },
  { what: 'more tables than are allowed take', make: () => manyTables(65_537), outcome: 'tooLarge' },
  { what: 'more sections than are allowed take', make: () => manySections(400_001), outcome: 'tooLarge' },
];

for (const { what, make, outcome, limitMib = 64 } of HOSTILE)
  test(`${what} less than ${limitMib} MiB of memory`, (t) => {
    if (process.platform !== 'linux') return t.skip('/proc/self/status is not there');
    const folder = mkdtempSync(join(root, 'case-'));
    const small = writeSegments(folder, e01, (number) => `small.E0${number}`);
    const hostile = writeSegments(folder, make(), nameE01);
    const env = {
      ...process.env,
      OPEN_IMAGE: new URL('../open-image.ts', import.meta.url).href,
      IMAGE: new URL('../image.ts', import.meta.url).href,
    };
    const args = [...V8_FLAGS, '-e', MEASURE, small, hostile];
    const told = execFileSync(process.execPath, args, { encoding: 'utf8', env, timeout: 120_000 });
    const measured = JSON.parse(told) as { outcome: string; extraBytes: number }; // as MEASURE prints it
    assert.equal(measured.outcome, outcome);
    assert.ok(measured.extraBytes < limitMib * MIB, `${measured.extraBytes} bytes more`);
    t.diagnostic(`${Math.round(measured.extraBytes / MIB)} MiB more than for a small image`);
  });

/** Three chunks of 16 MiB each, which unpack to the given size. */
function bigChunks(unpackedBytes: number): Buffer[] {
  const sectors = (3 * 16 * 1024 * 1024) / 512;
  const shape = {
    media: Buffer.alloc(512),
    sectorsPerChunk: 32768,
    volume: (view: DataView) => view.setUint32(16, sectors, true),
  };
  const [sections = []] = e01Sections(shape);
  const chunk = deflateSync(Buffer.alloc(unpackedBytes));
  let start = 0;
  for (const section of sections) {
    if (section.type === 'sectors')
      section.data = (at) => {
        start = at;
        return Buffer.concat([chunk, chunk, chunk]);
      };
    if (section.type.startsWith('table'))
      section.data = () => tableData([0, 1, 2].map((k) => start + k * chunk.length + 0x8000_0000));
  }
  return [segmentFile(1, sections)];
}

function manyTables(count: number): Buffer[] {
  const volume = volumeData(
    { media: Buffer.alloc(0) },
    { chunkCount: 0, bytesPerSector: 512, sectorsPerChunk: 64 },
  );
  const table = { type: 'table', data: tableData([]) };
  const table2 = { type: 'table2', data: tableData([]) };
  const tables = Array.from({ length: count }, () => [table, table2]).flat();
  return [
    segmentFile(1, [{ type: 'volume', data: volume }, ...tables, { type: 'done', data: new Uint8Array() }]),
  ];
}

function manySections(count: number): Buffer[] {
  const sections = Array.from({ length: count }, (_, i) => ({ type: `kind ${i}`, data: new Uint8Array() }));
  return [segmentFile(1, [...sections, { type: 'done', data: new Uint8Array() }])];
}
