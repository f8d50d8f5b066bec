// UDIF, the disk images of macOS (.dmg). Apple has published no specification; after the structures that the header of its sources names (UDIFResourceFile,
// BLKXTable, BLKXChunkEntry) and "Demystifying the DMG File Format" (J. Levin). Big-endian: a trailer of 512 bytes, a property list, tables of runs.
import { crc32 } from 'node:zlib';
import type { OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { Tables, unsupported, type DiskMap, type DiskOf, type Unit } from './disk-map.ts';

const TRAILER_BYTES = 512;
const SECTOR = 512;
const MAX_LIST_BYTES = 64 * 1024 * 1024;
const MAX_RUNS = 2_000_000;
const TABLE_BYTES = 204;
const RUN_BYTES = 40;
const CRC32 = 2;
const PIECE_BYTES = 1024 * 1024;

/** "Entry types". */
const PACKED: { readonly [type: number]: 'zlib' | 'bzip2' | 'lzfse' } = {
  0x80000005: 'zlib',
  0x80000006: 'bzip2',
  0x80000007: 'lzfse',
};
const UNREAD: { readonly [type: number]: string } = {
  0x80000004: 'packed by ADC',
  0x80000008: 'packed by LZMA',
};
const [ZEROS, PLAIN, IGNORED, COMMENT, END] = [0, 1, 2, 0x7ffffffe, 0xffffffff];

interface Run {
  readonly from: number;
  readonly sectors: number;
  readonly type: number;
  readonly at: number;
  readonly length: number;
}

export function openUdif(files: SegmentFiles): DiskOf {
  const tables = new Tables(files, 0);
  const trailerAt = tables.size - TRAILER_BYTES;
  const trailer = tables.bytes(trailerAt, TRAILER_BYTES);
  const field = (at: number): number => Number(trailer.readBigUInt64BE(at));
  const segments = trailer.readUInt32BE(60);
  if (segments > 1) throw unsupported(files, `a UDIF disk in ${segments} segments`);
  const [dataAt, dataBytes, listAt, listBytes] = [field(24), field(32), field(216), field(224)];
  if (listBytes > MAX_LIST_BYTES)
    throw tables.damage(
      trailerAt + 224,
      `a list of at most ${MAX_LIST_BYTES} bytes`,
      `${listBytes}`,
      'tooLarge',
    );
  if (listBytes === 0) throw unsupported(files, 'a UDIF disk with its tables in a resource fork');
  const list = tables.bytes(listAt, listBytes).toString('latin1');
  const runs = blocksOf(list).flatMap((table) => runsOf(table, tables, listAt));
  if (runs.length > MAX_RUNS)
    throw tables.damage(listAt, `at most ${MAX_RUNS} runs`, `${runs.length}`, 'tooLarge');
  const unread = runs.find(({ type }) => UNREAD[type] !== undefined);
  if (unread !== undefined) throw unsupported(files, `a UDIF disk that is ${UNREAD[unread.type]}`);
  const extents = extentsOf(runs, { sectors: field(492), dataAt, tables, listAt });
  const told = trailer.readUInt32BE(80) === CRC32 ? trailer.readUInt32BE(88) : undefined;
  if (told === undefined) return { format: 'udif', extents };
  const check = (onFault: OnFault): void => {
    if (crcOf(tables, dataAt, dataBytes) !== told)
      onFault({ file: files.nameOf(0), offset: dataAt, what: 'the checksum of its data is another one' });
  };
  return { format: 'udif', extents, check };
}

/** Of the property list only what is in `blkx`: each `data` is one table, in base64. */
function blocksOf(list: string): Buffer[] {
  const start = list.indexOf('<key>blkx</key>');
  const end = start < 0 ? -1 : list.indexOf('</array>', start);
  const blocks: Buffer[] = [];
  for (let at = start; at >= 0 && end >= 0;) {
    const from = list.indexOf('<data>', at);
    const to = from < 0 ? -1 : list.indexOf('</data>', from);
    if (to < 0 || to > end) break;
    blocks.push(Buffer.from(list.slice(from + 6, to), 'base64'));
    at = to;
  }
  return blocks;
}

/** "BLKXTable": sectors and places are counted from those that it names. */
function runsOf(table: Buffer, tables: Tables, listAt: number): Run[] {
  if (table.length < TABLE_BYTES || table.toString('latin1', 0, 4) !== 'mish')
    throw tables.damage(listAt, 'a table of runs (mish)', 'something else');
  const [first, base] = [8, 24].map((at) => Number(table.readBigUInt64BE(at)));
  const count = table.readUInt32BE(200);
  if (TABLE_BYTES + count * RUN_BYTES > table.length) throw tables.damage(listAt, `${count} runs`, 'fewer');
  const runs: Run[] = [];
  for (let at = TABLE_BYTES; at < TABLE_BYTES + count * RUN_BYTES; at += RUN_BYTES) {
    const type = table.readUInt32BE(at);
    if (type === COMMENT || type === END) continue;
    const [from = 0, sectors = 0, offset = 0, length = 0] = [8, 16, 24, 32].map((n) => Number(table.readBigUInt64BE(at + n))); // prettier-ignore
    const isKnown = type === ZEROS || type === PLAIN || type === IGNORED || PACKED[type] !== undefined || UNREAD[type] !== undefined; // prettier-ignore
    if (!isKnown)
      throw tables.damage(listAt, 'a run of a known type', `0x${type.toString(16)}`, 'unsupported');
    if (sectors > 0)
      runs.push({ from: (first ?? 0) + from, sectors, type, at: (base ?? 0) + offset, length });
  }
  return runs;
}

/** In order, with what no run has as zeros. */
function extentsOf(
  runs: readonly Run[],
  { sectors, dataAt, tables, listAt }: { sectors: number; dataAt: number; tables: Tables; listAt: number },
): DiskMap[] {
  const extents: DiskMap[] = [];
  let end = 0;
  const add = (count: number, unit: Unit): void => {
    const size = count * SECTOR;
    if (count > 0) extents.push({ size, unitBytes: size, unit: () => unit });
    end += count;
  };
  for (const { from, sectors: own, type, at, length } of runs.toSorted((a, b) => a.from - b.from)) {
    if (from < end || !Number.isSafeInteger((from + own) * SECTOR))
      throw tables.damage(listAt, 'runs that do not overlap', `one at sector ${from} before ${end}`);
    add(from - end, undefined);
    const by = PACKED[type];
    const place = { file: 0, at: dataAt + at };
    add(own, by !== undefined ? { ...place, packedBytes: length, by } : type === PLAIN ? place : undefined);
  }
  if (end > sectors && sectors > 0) throw tables.damage(listAt, `${sectors} sectors`, `runs up to ${end}`);
  add(sectors - end, undefined);
  return extents;
}

function crcOf(tables: Tables, at: number, length: number): number | undefined {
  if (!(at >= 0 && length >= 0 && at + length <= tables.size)) return undefined;
  let crc = 0;
  for (let done = 0; done < length; done += PIECE_BYTES)
    crc = crc32(tables.bytes(at + done, Math.min(PIECE_BYTES, length - done)), crc);
  return crc;
}
