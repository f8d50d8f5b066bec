// Reads the sections of an E01 or S01 image into a layout (libewf, EWF specification).
import { basename } from 'node:path';
import { pathOfSegment, type SegmentSet } from '../segments.ts';
import { damage, type Place } from './damage.ts';
import { checkExtent, checkShape, report, type EwfLayout, type Source } from './layout.ts';
import { parseHeaderText, parseXhash, parseXheader } from './metadata.ts';
import { FILE_HEADER_BYTES, MAX_SECTIONS, parseFileHeader, sections, type Section } from './sections.ts';
import {
  parseDigestSection,
  parseErrorSection,
  parseHashSection,
  parseSessionSection,
} from './small-tables.ts';
import { readTableCopy, Table1, type DataArea, type TableCopy } from './table1.ts';
import { MAX_TABLES, type ChunkTable } from './tables.ts';
import { MAX_VOLUME_BYTES, parseVolume, type Volume } from './volume.ts';
import { Words } from './words.ts';

const SIGNATURE = 'EVF\x09\x0d\x0a\xff\x00';

/** What has been read so far. */
interface Draft {
  readonly source: Source;
  readonly words: Words;
  readonly tables: ChunkTable[];
  volume: Volume | undefined;
  chunks: number;
  sections: number;
}

/** Within one segment: the data that the next table tells of, and a `table` that waits for its second copy. */
interface Position {
  area: DataArea | undefined;
  waiting: Section | undefined;
}

/** Throws Refusal for what makes the medium unreadable; reports to `onFault` what does not. */
export function readEwf1(set: SegmentSet, source: Source): EwfLayout {
  const { files } = source;
  const draft: Draft = {
    source,
    words: new Words(source),
    tables: [],
    volume: undefined,
    chunks: 0,
    sections: 0,
  };
  for (let number = 1, last = ''; last !== 'done'; number++) {
    const segment = files.add(pathOfSegment(set, number));
    checkFileHeader(source, segment, number);
    last = readSegment(draft, segment);
  }
  const after = set.paths.get(files.count + 1);
  if (after !== undefined)
    draft.words.notice(`${basename(after)} is named like a segment but comes after the end of the image`);
  return finish(draft);
}

function checkFileHeader({ files }: Source, segment: number, number: number): void {
  const at = { file: files.nameOf(segment), offset: 0 };
  const bytes = files.bytes(segment, 0, Math.min(FILE_HEADER_BYTES, files.sizeOf(segment)));
  if (bytes.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE)
    throw damage(
      at,
      'an EWF signature',
      bytes.toString('hex', 0, SIGNATURE.length) || 'an empty file',
      'badInput',
    );
  const found = parseFileHeader(bytes);
  if (found === number) return;
  throw damage(
    at,
    `segment number ${number}`,
    found === undefined ? 'none' : `segment number ${found}`,
    'badInput',
  );
}

/** Returns the type of the last section: `next` or `done`. */
function readSegment(draft: Draft, segment: number): string {
  const { files } = draft.source;
  const position: Position = { area: undefined, waiting: undefined };
  let end: Section | undefined;
  for (const section of sections(files, segment)) {
    if (++draft.sections > MAX_SECTIONS)
      throw damage(placeOf(draft, section), `at most ${MAX_SECTIONS} sections`, 'more', 'tooLarge');
    if (section.type === 'table2') takeTable(draft, position, section);
    else {
      takeTable(draft, position, undefined);
      readSection(draft, position, section);
    }
    end = section;
  }
  if (end === undefined) throw new RangeError('a segment without sections'); // sections() yields one or throws
  const after = files.sizeOf(segment) - end.dataOffset;
  if (after > 0) report(draft.source, segment, end.dataOffset, `${after} bytes after the last section`);
  return end.type;
}

function readSection(draft: Draft, position: Position, section: Section): void {
  const { words } = draft;
  switch (section.type) {
    case 'volume':
    case 'disk':
    case 'data':
      readVolume(draft, section);
      return;
    case 'sectors':
      position.area = areaOf(section, section.dataOffset);
      return;
    case 'table':
      position.waiting = section;
      return;
    case 'header':
      words.text(section, (text) => words.addMetadata(0, parseHeaderText(text)));
      return;
    case 'header2':
      words.text(section, (text) => words.addMetadata(1, parseHeaderText(text)));
      return;
    case 'xheader':
      words.text(section, (text) => words.addMetadata(2, parseXheader(text)));
      return;
    case 'xhash':
      words.text(section, (text) => words.addDigests(section, parseXhash(text)));
      return;
    case 'hash':
      words.digest(section, parseHashSection);
      return;
    case 'digest':
      words.digest(section, parseDigestSection);
      return;
    case 'error2':
      words.small(section, parseErrorSection, (errors) => (words.acquisitionErrors = errors));
      return;
    case 'session':
      words.small(section, parseSessionSection, (tracks) => (words.tracks = tracks));
      return;
    case 'incomplete':
      words.notice(`${draft.source.files.nameOf(section.segment)} says that the acquisition was broken off`);
      return;
    case 'next':
    case 'done':
      return;
    default:
      words.notice(`a section of a kind that is not read: ${JSON.stringify(section.type)}`);
  }
}

/** A `table` becomes a table of the image when the section after it is known: its second copy or anything else. */
function takeTable(draft: Draft, position: Position, second: Section | undefined): void {
  const first = position.waiting ?? second;
  if (first === undefined) return;
  const at = placeOf(draft, first);
  const copies: TableCopy[] = [];
  for (const section of [position.waiting, second]) {
    if (section === undefined) continue;
    const copy = readTableCopy(draft.source.files, section, draft.volume?.layout !== 'smart');
    if (copy !== undefined) copies.push(copy);
    else report(draft.source, section.segment, section.offset, `the header of ${section.type} is damaged`);
  }
  const [one, other] = copies;
  if (one === undefined)
    throw damage(at, 'a table of chunks, or its second copy, with a right checksum', 'neither');
  const isSame = other?.count === one.count && other.base === one.base;
  if (other !== undefined && !isSame)
    draft.source.onFault({ ...at, what: 'table and table2 differ; table was used' });
  if (draft.tables.length === MAX_TABLES)
    throw damage(at, `at most ${MAX_TABLES} tables`, 'more', 'tooLarge');
  const area = position.area ?? areaWithin(first, one);
  draft.tables.push(
    new Table1(
      draft.chunks,
      other !== undefined && isSame ? [one, other] : [one],
      area,
      draft.source.onFault,
    ),
  );
  draft.chunks += one.count;
  position.waiting = undefined;
  position.area = undefined; // one table for each `sectors`, so that no two can claim the same chunks
}

/** EnCase 1 and SMART keep the chunks in the table section itself, after the entries. */
function areaWithin(section: Section, copy: TableCopy): DataArea {
  return areaOf(section, copy.entriesAt + copy.count * 4 + (copy.hasChecksum ? 4 : 0));
}

function areaOf(section: Section, start: number): DataArea {
  return { segment: section.segment, start, end: section.dataOffset + section.dataSize };
}

function readVolume(draft: Draft, section: Section): void {
  const { source, words, volume: known } = draft;
  const at = placeOf(draft, section);
  const isReadable = section.dataSize <= MAX_VOLUME_BYTES;
  const volume = isReadable
    ? parseVolume(source.files.bytes(section.segment, section.dataOffset, section.dataSize))
    : undefined;
  if (volume === undefined || volume.checksum === 'bad') {
    if (known === undefined)
      throw damage(at, `a '${section.type}' section with a right checksum`, 'a damaged one');
    source.onFault({ ...at, what: `the ${section.type} section is damaged` });
    return;
  }
  if (volume.checksum === 'unset') words.notice(`the ${section.type} section carries no checksum`);
  if (known === undefined) {
    if (volume.mediaType === 'logical')
      throw damage(at, 'an image of a medium', 'logical evidence (L01)', 'unsupported');
    checkShape(volume, at);
    draft.volume = volume;
    return;
  }
  const [own, first] = [volume.setIdentifier, known.setIdentifier];
  if (own !== undefined && first !== undefined && own !== first)
    throw damage(at, `a segment of image ${first}`, `one of image ${own}`, 'badInput');
  if (volume.sectorCount !== known.sectorCount || volume.sectorsPerChunk !== known.sectorsPerChunk)
    source.onFault({ ...at, what: `the ${section.type} section states another size than the first` });
}

function finish({ source, words, volume, tables }: Draft): EwfLayout {
  const { files } = source;
  const start = { file: files.nameOf(0), offset: FILE_HEADER_BYTES };
  if (volume === undefined) throw damage(start, 'a volume section in the image, which starts', 'none');
  const layout: EwfLayout = {
    format: volume.layout === 'smart' ? 'ewf-s01' : 'ewf-e01',
    shape: volume,
    tables,
    metadata: words.metadata,
    stored: words.stored,
    acquisitionErrors: words.acquisitionErrors,
    tracks: words.tracks,
    notices: words.notices,
    mediaType: volume.mediaType === 'logical' ? 'unknown' : volume.mediaType,
    ...(volume.isPhysical === undefined ? {} : { isPhysical: volume.isPhysical }),
    ...(volume.setIdentifier === undefined ? {} : { setIdentifier: volume.setIdentifier }),
  };
  checkExtent(layout, source);
  return layout;
}

function placeOf({ source }: Draft, section: Section): Place {
  return { file: source.files.nameOf(section.segment), offset: section.offset };
}
