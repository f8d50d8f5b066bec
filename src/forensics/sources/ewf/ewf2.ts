// Reads the sections of an Ex01 image into a layout (libewf, EWF specification version 2). The chain runs from the
// end of each file to its start, since a descriptor stands behind its data.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { hex } from '../../../base/bytes.ts';
import { pathOfSegment, type SegmentSet } from '../segments.ts';
import { damage, type Place } from './damage.ts';
import {
  checkExtent,
  checkShape,
  MAX_CHUNK2_BYTES,
  type EwfLayout,
  type Shape,
  type Source,
} from './layout.ts';
import { parseObjectText } from './metadata.ts';
import {
  FILE_HEADER2_BYTES,
  MAX_DESCRIPTORS2,
  parseFileHeader2,
  sections2,
  type Section2,
} from './sections2.ts';
import {
  parseErrorSection2,
  parseMd5Section2,
  parseSessionSection2,
  parseSha1Section2,
} from './small-tables.ts';
import { readTable2 } from './table2.ts';
import { MAX_TABLES, type ChunkTable } from './tables.ts';
import type { Section } from './sections.ts';
import { Words } from './words.ts';

const MD5_PART_BYTES = 256 * 1024;

interface Draft {
  readonly source: Source;
  readonly words: Words;
  readonly tables: ChunkTable[];
  readonly values: Map<string, string>;
  setIdentifier: string | undefined;
  chunks: number;
  sections: number;
}

/** Throws Refusal for what makes the medium unreadable; reports to `onFault` what does not. */
export function readEwf2(set: SegmentSet, source: Source): EwfLayout {
  const { files } = source;
  const draft: Draft = {
    source,
    words: new Words(source),
    tables: [],
    values: new Map(),
    setIdentifier: undefined,
    chunks: 0,
    sections: 0,
  };
  for (let number = 1, last = ''; last !== 'done'; number++) {
    const segment = files.add(pathOfSegment(set, number));
    checkFileHeader(draft, segment, number);
    last = readSegment(draft, segment);
  }
  const after = set.paths.get(files.count + 1);
  if (after !== undefined)
    draft.words.notice(`${basename(after)} is named like a segment but comes after the end of the image`);
  return finish(draft);
}

function checkFileHeader(draft: Draft, segment: number, number: number): void {
  const { files } = draft.source;
  const at = { file: files.nameOf(segment), offset: 0 };
  const bytes = files.bytes(segment, 0, Math.min(FILE_HEADER2_BYTES, files.sizeOf(segment)));
  const header = parseFileHeader2(bytes);
  if (header === undefined)
    throw damage(at, 'the header of an EWF version 2 segment', bytes.toString('hex', 0, 16), 'badInput');
  if (header.major !== 2)
    throw damage(at, 'version 2', `version ${header.major}.${header.minor}`, 'unsupported');
  if (header.compression > 1)
    throw damage(at, 'no compression or deflate', `compression method ${header.compression}`, 'unsupported');
  if (header.number !== number)
    throw damage(at, `segment number ${number}`, `segment number ${header.number}`, 'badInput');
  draft.setIdentifier ??= header.setIdentifier;
  if (header.setIdentifier !== draft.setIdentifier)
    throw damage(
      at,
      `a segment of image ${draft.setIdentifier}`,
      `one of image ${header.setIdentifier}`,
      'badInput',
    );
}

function readSegment(draft: Draft, segment: number): string {
  const all = sections2(draft.source.files, segment, MAX_DESCRIPTORS2 - draft.sections);
  draft.sections += all.length;
  for (const [i, section] of all.entries()) readSection(draft, section, all[i - 1]);
  return all.at(-1)?.type ?? '';
}

function readSection(draft: Draft, section: Section2, before: Section2 | undefined): void {
  const { words } = draft;
  if (section.isEncrypted)
    throw damage(
      placeOf(draft, section),
      'a section that is not encrypted',
      'an encrypted one',
      'unsupported',
    );
  if (section.type !== 'sector data') checkIntegrity(draft, section);
  switch (section.type) {
    case 'device information':
    case 'case data':
      words.text(section, (text) => takeObject(draft, section.type, text));
      return;
    case 'sector table':
      takeTable(draft, section, before);
      return;
    case 'error table':
      words.small(section, parseErrorSection2, (errors) => (words.acquisitionErrors = errors));
      return;
    case 'session table':
      words.small(section, parseSessionSection2, (tracks) => (words.tracks = tracks));
      return;
    case 'MD5 hash':
      words.digest(section, parseMd5Section2);
      return;
    case 'SHA1 hash':
      words.digest(section, parseSha1Section2);
      return;
    case 'encryption keys':
      throw damage(placeOf(draft, section), 'an image without encryption', 'encryption keys', 'unsupported');
    case 'single files':
      throw damage(placeOf(draft, section), 'an image of a medium', 'logical evidence (Lx01)', 'unsupported');
    case 'sector data':
    case 'known and not needed':
    case 'next':
    case 'done':
      return;
    case 'unknown':
      words.notice(`a section of a kind that is not read, at offset ${section.offset}`);
  }
}

/** The MD5 of a section's data. That of the sector data is left out: each chunk has a checksum of its own. */
function checkIntegrity(draft: Draft, section: Section2): void {
  if (section.md5 === undefined) return;
  const { files, onFault } = draft.source;
  const hash = createHash('md5');
  for (let done = 0; done < section.dataSize; done += MD5_PART_BYTES) {
    const length = Math.min(MD5_PART_BYTES, section.dataSize - done);
    hash.update(files.bytes(section.segment, section.dataOffset + done, length));
  }
  if (hash.digest('hex') !== section.md5)
    onFault({
      ...placeOf(draft, section),
      what: `the integrity hash of the ${section.type} section is wrong`,
    });
}

/** Both texts stand in every segment; the first counts. */
function takeObject(draft: Draft, type: string, text: string): void {
  const { metadata, values } = parseObjectText(text);
  draft.words.addMetadata(0, metadata);
  for (const [tag, value] of values) {
    const key = `${type} ${tag}`;
    if (!draft.values.has(key)) draft.values.set(key, value);
  }
}

function takeTable(draft: Draft, section: Section2, before: Section2 | undefined): void {
  const at = placeOf(draft, section);
  const { files, onFault } = draft.source;
  if (draft.tables.length === MAX_TABLES)
    throw damage(at, `at most ${MAX_TABLES} tables`, 'more', 'tooLarge');
  if (before?.type !== 'sector data')
    throw damage(at, 'sector data before the sector table', before?.type ?? 'nothing');
  // The sector data may hold more than its size says (seen after an acquisition was broken off and resumed).
  const area = { segment: section.segment, start: before.gapStart, end: before.offset };
  const table = readTable2(files, section, area, onFault);
  if (table === undefined) throw damage(at, 'a sector table with a right checksum', 'a damaged one');
  if (table.firstChunk !== draft.chunks)
    throw damage(
      at,
      `a sector table that starts with chunk ${draft.chunks}`,
      `one that starts with ${table.firstChunk}`,
    );
  draft.tables.push(table);
  draft.chunks += table.count;
}

function finish({ source, words, tables, values, setIdentifier }: Draft): EwfLayout {
  const { files } = source;
  const start = { file: files.nameOf(0), offset: FILE_HEADER2_BYTES };
  const number = (key: string): number => {
    const text = values.get(key) ?? '';
    if (!/^\d{1,16}$/.test(text))
      throw damage(
        start,
        `a number for '${key}' in the image, which starts`,
        text === '' ? 'none' : 'another text',
      );
    return Number(text);
  };
  const shape: Shape = {
    bytesPerSector: number('device information bp'),
    sectorsPerChunk: number('case data sb'),
    sectorCount: number('device information ts'),
  };
  const layout: EwfLayout = {
    format: 'ewf-ex01',
    shape: checkShape(shape, start, MAX_CHUNK2_BYTES),
    tables,
    metadata: words.metadata,
    stored: words.stored,
    acquisitionErrors: words.acquisitionErrors,
    tracks: words.tracks,
    notices: words.notices,
    mediaType: DRIVE_TYPES[values.get('device information dt') ?? ''] ?? 'unknown',
    isPhysical: values.get('device information ph') === '1',
    ...(setIdentifier === undefined || setIdentifier === hex(new Uint8Array(16)) ? {} : { setIdentifier }),
  };
  checkExtent(layout, source);
  return layout;
}

const DRIVE_TYPES: { readonly [code: string]: NonNullable<EwfLayout['mediaType']> } = {
  a: 'memory',
  m: 'memory',
  c: 'optical',
  f: 'fixed',
  r: 'removable',
};

function placeOf({ source }: Draft, section: Section): Place {
  return { file: source.files.nameOf(section.segment), offset: section.offset };
}
