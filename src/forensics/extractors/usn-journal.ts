// The change journal of NTFS (`$Extend\$UsnJrnl:$J`): what was done to which file, and when. [MS-FSCC] 2.3.61.1 and 2.3.61.2 (FSCTL_READ_FILE_USN_DATA Reply),
// USN_RECORD_V2 and USN_RECORD_V3. What is older was given back: the stream begins with a hole.
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { Stopped, type Extractor } from './extractor.ts';
import { fileTime, inLine, Lines } from './lines.ts';

const PIECE_BYTES = 1024 * 1024;
/** Of what is read, from the end; Windows keeps 32 MiB where nobody has said otherwise. */
const MOST_BYTES = 512 * 1024 * 1024;
const PAGE_BYTES = 4096;
const ALIGNED = 8;
/** Where the fields of each version lie. */
const VERSIONS: { readonly [major: number]: { readonly bytes: number; readonly reference: 8 | 16 } } = {
  2: { bytes: 60, reference: 8 },
  3: { bytes: 76, reference: 16 },
};
const RANGES = 4;
const MAX_RECORD_BYTES = 65_536;

export const usnJournal: Extractor = {
  name: 'usn-journal',
  group: 'system',
  version: 1,
  takes: (_, name) => name === '$usnjrnl:$j',
  read: (bytes, spent) => {
    const start = startOf(bytes);
    const out = new Lines(spent.limits.textCharacters);
    let [records, unread, damaged] = [0, 0, 0];
    let [first, last] = ['', ''];
    for (const piece of piecesFrom(bytes, start)) {
      for (let at = 0; at + ALIGNED <= piece.length;) {
        const length = piece.readUInt32LE(at);
        if (length === 0) {
          at += ALIGNED; // none crosses a page: what is left of it is zeros
          continue;
        }
        const record = recordAt(piece, at, length);
        if (record === undefined) {
          damaged += 1;
          at = (Math.floor(at / PAGE_BYTES) + 1) * PAGE_BYTES;
          continue;
        }
        if (record === 'unread') unread += 1;
        else {
          records += 1;
          first ||= record.time;
          last = record.time;
          out.add(record.line);
        }
        at += length;
      }
    }
    if (records === 0 && damaged > 0) throw new Stopped('damaged', 'no record of a change journal in it');
    return {
      facts: {
        records,
        ...(first === '' ? {} : { first, last }),
        ...(unread === 0 ? {} : { 'range-records': unread }),
        ...(damaged === 0 ? {} : { 'damaged-pages': damaged }),
        ...(start > bytes.size - MOST_BYTES || start === 0 ? {} : { 'read-from': start }),
      },
      text: out.text,
    };
  },
};

/** Where the hole ends: the last piece of zeros, from the end backwards. */
function startOf(bytes: Bytes): number {
  const least = Math.max(0, bytes.size - MOST_BYTES);
  for (let end = Math.ceil(bytes.size / PIECE_BYTES) * PIECE_BYTES; end > least; end -= PIECE_BYTES) {
    const from = end - PIECE_BYTES;
    if (exactly(bytes, from, Math.min(PIECE_BYTES, bytes.size - from)).every((byte) => byte === 0))
      return end;
  }
  return Math.ceil(least / PIECE_BYTES) * PIECE_BYTES;
}

/** A whole number of pages each, so that no record is cut. */
function* piecesFrom(bytes: Bytes, start: number): Generator<Buffer> {
  for (let at = start; at < bytes.size; at += PIECE_BYTES)
    yield exactly(bytes, at, Math.min(PIECE_BYTES, bytes.size - at));
}

function recordAt(
  piece: Buffer,
  at: number,
  length: number,
): { readonly time: string; readonly line: string } | 'unread' | undefined {
  const left = Math.min(piece.length, (Math.floor(at / PAGE_BYTES) + 1) * PAGE_BYTES) - at;
  if (length % ALIGNED !== 0 || length > left || length > MAX_RECORD_BYTES) return undefined;
  const major = piece.readUInt16LE(at + 4);
  if (major === RANGES) return 'unread'; // which ranges of a file were written: it names no change of its own
  const version = VERSIONS[major];
  if (version === undefined || length < version.bytes) return undefined;
  const raw = piece.subarray(at, at + length);
  const { reference } = version;
  const rest = 8 + 2 * reference;
  const [nameBytes, nameAt] = [raw.readUInt16LE(rest + 32), raw.readUInt16LE(rest + 34)];
  if (nameAt < version.bytes || nameAt + nameBytes > length || nameBytes % 2 === 1) return undefined;
  const time = fileTime(raw, rest + 8) ?? '';
  const name = raw.toString('utf16le', nameAt, nameAt + nameBytes);
  const told = [
    time,
    namesOf(raw.readUInt32LE(rest + 16), REASONS),
    inLine(name, 600),
    `file ${referenceOf(raw, 8, reference)}`,
    `in ${referenceOf(raw, 8 + reference, reference)}`,
    `usn ${raw.readBigUInt64LE(rest)}`,
    namesOf(raw.readUInt32LE(rest + 20), SOURCES),
  ];
  return { time, line: told.filter((part) => part !== '').join('\t') };
}

/** 48 bits of the record and 16 of how often it was used, as in the list of files; of 128 bits with more in them, all. */
function referenceOf(raw: Buffer, at: number, bytes: 8 | 16): string {
  if (bytes === 16 && raw.readBigUInt64LE(at + 8) !== 0n)
    return Buffer.from(raw.subarray(at, at + 16).toReversed()).toString('hex');
  return `${raw.readUIntLE(at, 6)}-${raw.readUInt16LE(at + 6)}`;
}

function namesOf(bits: number, names: readonly (readonly [number, string])[]): string {
  const known = names.filter(([bit]) => (bits & bit) !== 0);
  const rest = known.reduce((left, [bit]) => (left & ~bit) >>> 0, bits);
  return [...known.map(([, name]) => name), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])].join(' ');
}

/** [MS-FSCC] 2.3.61.1, "Reason": without their common beginning. */
const REASONS: readonly (readonly [number, string])[] = [
  [0x1, 'data-overwrite'],
  [0x2, 'data-extend'],
  [0x4, 'data-truncation'],
  [0x10, 'named-data-overwrite'],
  [0x20, 'named-data-extend'],
  [0x40, 'named-data-truncation'],
  [0x100, 'file-create'],
  [0x200, 'file-delete'],
  [0x400, 'ea-change'],
  [0x800, 'security-change'],
  [0x1000, 'rename-old-name'],
  [0x2000, 'rename-new-name'],
  [0x4000, 'indexable-change'],
  [0x8000, 'basic-info-change'],
  [0x10000, 'hard-link-change'],
  [0x20000, 'compression-change'],
  [0x40000, 'encryption-change'],
  [0x80000, 'object-id-change'],
  [0x100000, 'reparse-point-change'],
  [0x200000, 'stream-change'],
  [0x400000, 'transacted-change'],
  [0x800000, 'integrity-change'],
  [0x80000000, 'close'],
];
/** "SourceInfo". */
const SOURCES: readonly (readonly [number, string])[] = [
  [0x1, 'by-data-management'],
  [0x2, 'by-auxiliary-data'],
  [0x4, 'by-replication'],
  [0x8, 'by-client-replication'],
];
