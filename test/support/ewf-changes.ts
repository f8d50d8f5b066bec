// Changes to the sections of an EWF image, for properties and for fuzzing: checksums are right again, what they are over is not.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { sealed, tableData, volumeData, type Section } from './ewf-image.ts';
import { tableData2, type Section2 } from './ewf2-image.ts';

/** Numbers at the borders where parsers err, beside any numbers. */
const borderNumber = fc.oneof(
  fc.constantFrom(
    0,
    1,
    12,
    13,
    75,
    76,
    77,
    511,
    512,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 53 - 1,
  ),
  fc.nat(70_000),
  fc.nat(2 ** 31 - 1),
);
export const word = borderNumber.map((number) => number % 2 ** 32);

/** A change to the list of sections, with all checksums made right again. */
export const structural = fc.record({
  segment: fc.nat(2),
  kind: fc.constantFrom(
    'remove',
    'double',
    'swap',
    'next',
    'size',
    'type',
    'data',
    'volume',
    'table',
    'deflate',
  ),
  index: fc.nat(20),
  other: fc.nat(20),
  numbers: fc.array(word, { minLength: 1, maxLength: 12 }),
  big: borderNumber,
});
export type Structural = typeof structural extends fc.Arbitrary<infer T> ? T : never;

const TYPES = ['header', 'header2', 'volume', 'disk', 'data', 'sectors', 'table', 'table2', 'hash', 'digest'];
const MORE_TYPES = ['error2', 'session', 'xheader', 'xhash', 'next', 'done', 'incomplete', 'ltree', ''];

export function restructure(
  all: Section[][],
  { segment, kind, index, other, numbers, big }: Structural,
): void {
  const sections = all[segment % all.length] ?? [];
  const at = index % (sections.length || 1);
  const section = sections[at];
  if (section === undefined) return;
  const [number = 0] = numbers;
  const types = [...TYPES, ...MORE_TYPES];
  if (kind === 'remove') sections.splice(at, 1);
  if (kind === 'double') sections.splice(other % sections.length, 0, { ...section });
  if (kind === 'swap')
    [sections[at], sections[other % sections.length]] = [
      sections[other % sections.length] ?? section,
      section,
    ];
  if (kind === 'next') section.next = big;
  if (kind === 'size') section.size = big;
  if (kind === 'type') section.type = types[number % types.length] ?? '';
  if (kind === 'data') section.data = sealed(Buffer.from(Uint32Array.from(numbers).buffer));
  if (kind === 'deflate') section.data = deflateSync(Buffer.alloc(number % 9_000_000, 65));
  if (kind === 'volume')
    section.data = volumeData(
      { media: Buffer.alloc(0), volume: (view) => view.setUint32(16, numbers[3] ?? number, true) },
      {
        chunkCount: number,
        sectorsPerChunk: (numbers[1] ?? 16) % 40_000,
        bytesPerSector: (numbers[2] ?? 512) % 5000,
      },
    );
  if (kind === 'table')
    section.data = (start) =>
      tableData(
        numbers.map((one, i) => (i % 2 === 0 ? one : start + one)),
        { count: other },
      );
}

export function restructure2(
  all: Section2[][],
  { segment, kind, index, other, numbers, big }: Structural,
): void {
  const sections = all[segment % all.length] ?? [];
  const at = index % (sections.length || 1);
  const section = sections[at];
  if (section === undefined) return;
  const [number = 0] = numbers;
  if (kind === 'remove') sections.splice(at, 1);
  if (kind === 'double') sections.splice(other % sections.length, 0, { ...section });
  if (kind === 'swap')
    [sections[at], sections[other % sections.length]] = [
      sections[other % sections.length] ?? section,
      section,
    ];
  if (kind === 'next') section.previous = big;
  if (kind === 'size') section.size = big;
  if (kind === 'type') section.type = number % 40;
  if (kind === 'data') section.data = sealed(Buffer.from(Uint32Array.from(numbers).buffer));
  if (kind === 'deflate') section.data = deflateSync(Buffer.alloc(number % 9_000_000, 65));
  if (kind === 'volume') section.flags = number % 8;
  if (kind === 'table')
    section.data = (start) =>
      tableData2(
        other,
        numbers.map((one, i) => ({
          offset: BigInt(i % 2 === 0 ? one : start + one),
          size: numbers[i - 1] ?? 9,
          flags: one % 16,
        })),
      );
}
