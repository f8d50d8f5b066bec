// Entries of a FAT folder: "FAT Directory Structure" and "FAT Long Directory Entries" of the specification that fat.ts names.
import { safeName, type Entry, type Moment, type Problem } from './file-system.ts';

export interface FatEntry {
  readonly entry: Omit<Entry, 'key'>;
  readonly cluster: number;
  readonly isLabel: boolean;
}

interface Shape {
  readonly bits: 12 | 16 | 32;
  readonly sectorBytes: number;
  readonly dataAt: number;
}

const ENTRY_BYTES = 32;
const DELETED = 0xe5;
const [LABEL, FOLDER, LONG_NAME] = [0x08, 0x10, 0x0f];
/** The root folder is 2 to The Sleuth Kit, and the first entry of the first sector after the tables is 3. */
const FIRST_ADDRESS = 3;

/** Part of a folder, and where it lies in the volume. */
export interface FolderPiece {
  readonly at: number;
  readonly bytes: Buffer;
}

/**
 * A long name may begin in one cluster and end in the next. `.` and `..` are left out. `problem`: of a folder that is one beyond doubt; an entry of it
 * that is in use is listed whatever its reserved fields hold. Elsewhere what cannot be an entry is passed over.
 */
export function* directoryEntries(
  pieces: Iterable<FolderPiece>,
  shape: Shape,
  problem: Problem | undefined,
): Generator<FatEntry> {
  let long: LongName | undefined;
  const perSector = shape.sectorBytes / ENTRY_BYTES;
  for (const { at, bytes } of pieces)
    for (let offset = 0; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES) {
      const raw = bytes.subarray(offset, offset + ENTRY_BYTES);
      const [first, attributes] = [raw[0]!, raw[11]!]; // of 32 bytes, here and below
      if (first === 0) return; // "this and all following are free"
      if ((attributes & 0x3f) === LONG_NAME) {
        long = addLongName(long, raw, first === DELETED);
        continue;
      }
      const name = long;
      long = undefined;
      const isSure = problem !== undefined && first !== DELETED;
      if (isDots(raw) || (!isSure && !isEntry(raw))) continue;
      const sector = Math.floor((at + offset - shape.dataAt) / shape.sectorBytes);
      const within = ((at + offset) % shape.sectorBytes) / ENTRY_BYTES;
      const address = `${sector * perSector + within + FIRST_ADDRESS}`;
      if (isSure && !hasName(raw)) problem(`the entry ${address} has no name that can be`);
      else yield fatEntry(raw, address, name, shape.bits);
    }
}

function fatEntry(raw: Buffer, address: string, long: LongName | undefined, bits: number): FatEntry {
  const [first, attributes] = [raw[0]!, raw[11]!];
  const isDeleted = first === DELETED;
  const isFolder = (attributes & FOLDER) !== 0;
  const created = moment(raw.readUInt16LE(16), raw.readUInt16LE(14), raw[13]!);
  const modified = moment(raw.readUInt16LE(24), raw.readUInt16LE(22));
  const accessed = moment(raw.readUInt16LE(18), 0);
  const cluster = (bits === 32 ? raw.readUInt16LE(20) << 16 : 0) + raw.readUInt16LE(26);
  return {
    entry: {
      name: safeName(longNameFor(long, raw, isDeleted) ?? shortName(raw, isDeleted)),
      address,
      type: isFolder ? 'folder' : 'file',
      sizeBytes: isFolder ? 0 : raw.readUInt32LE(28),
      isDeleted,
      times: {
        ...(created === undefined ? {} : { created }),
        ...(modified === undefined ? {} : { modified }),
        ...(accessed === undefined ? {} : { accessed }),
      },
    },
    cluster,
    // A label has no content. An entry that has is a file that its mark hides from most programs.
    isLabel: (attributes & (LABEL | FOLDER)) === LABEL && cluster === 0 && raw.readUInt32LE(28) === 0,
  };
}

/** The folder itself and the one above it. */
function isDots(raw: Buffer): boolean {
  return /^\.{1,2} +$/.test(raw.toString('latin1', 0, 11));
}

/** A folder that was overwritten by something else has no entries: what cannot be one is passed over. */
function isEntry(raw: Buffer): boolean {
  if (raw[0] === 0x2e || (raw[11]! & 0xc0) !== 0) return false; // "reserved and should be set to 0"
  if ((raw[12]! & ~0x18) !== 0 && raw[0] !== DELETED) return false;
  return raw[13]! <= 199 && hasName(raw);
}

function hasName(raw: Buffer): boolean {
  for (let i = raw[0] === DELETED ? 1 : 0; i < 11; i++)
    if (raw[i]! < 0x20 && !(i === 0 && raw[i] === 0x05)) return false;
  return true;
}

interface LongName {
  readonly checksum: number;
  readonly isDeleted: boolean;
  /** Of the part added last; the parts stand in front of their entry in falling order. Unknown for deleted ones. */
  readonly order: number;
  readonly text: string;
}

function addLongName(before: LongName | undefined, raw: Buffer, isDeleted: boolean): LongName | undefined {
  const [order, checksum] = [raw[0]! & 0x3f, raw[13]!];
  const text =
    raw.toString('utf16le', 1, 11) + raw.toString('utf16le', 14, 26) + raw.toString('utf16le', 28, 32);
  const goesOn = before !== undefined && before.checksum === checksum && before.isDeleted === isDeleted;
  if (isDeleted) return { checksum, isDeleted, order: 0, text: text + (goesOn ? before.text : '') };
  if ((raw[0]! & 0x40) !== 0) return { checksum, isDeleted, order, text };
  return goesOn && before.order === order + 1
    ? { checksum, isDeleted, order, text: text + before.text }
    : undefined;
}

/** Undefined where the long name before it is not of this entry. */
function longNameFor(long: LongName | undefined, raw: Buffer, isDeleted: boolean): string | undefined {
  if (long === undefined || long.isDeleted !== isDeleted || (!isDeleted && long.order !== 1))
    return undefined;
  if (!isDeleted && checksumOf(raw, raw[0]!) !== long.checksum) return undefined;
  // The first byte of a deleted name is gone, so its sum agrees for one of 256: the others are no word of this entry.
  if (isDeleted && !couldBegin(raw, long.checksum)) return undefined;
  return long.text.replace(/\0[^]*$/, '').replace(/(?<!\uffff)\uffff+$/, '');
}

function couldBegin(raw: Buffer, checksum: number): boolean {
  for (let first = 0x21; first < 0x100; first++)
    if (first !== DELETED && !(first > 0x60 && first < 0x7b) && checksumOf(raw, first) === checksum)
      return true;
  return checksumOf(raw, 0x05) === checksum;
}

function checksumOf(raw: Buffer, first: number): number {
  let sum = 0;
  for (let i = 0; i < 11; i++) sum = (((sum & 1) << 7) + (sum >> 1) + (i === 0 ? first : raw[i]!)) & 0xff;
  return sum;
}

function shortName(raw: Buffer, isDeleted: boolean): string {
  const bytes = Buffer.from(raw.subarray(0, 11));
  if (isDeleted) bytes[0] = 0x5f; // "_": the character that was overwritten
  else if (bytes[0] === 0x05) bytes[0] = DELETED;
  const part = (from: number, to: number, flag: number): string => {
    const text = oemText(bytes.subarray(from, to)).trimEnd();
    return (raw[12]! & flag) !== 0 ? text.toLowerCase() : text; // as Windows NT keeps a name that is all lower case
  };
  const [stem, extension] = [part(0, 8, 0x08), part(8, 11, 0x10)];
  return extension === '' ? stem : `${stem}.${extension}`;
}

/** The volume does not say its code page; 437 is that of the specification's examples. */
function oemText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : CODE_PAGE_437[byte - 0x80],
  ).join('');
}

const CODE_PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';

/** "Date and Time Formats": days since 1980, two seconds, and for the creation hundredths on top. Undefined for no date. */
export function moment(date: number, time: number, hundredths = 0): Moment | undefined {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 0xf, date & 0x1f];
  if (month < 1 || month > 12 || day < 1) return undefined;
  const [hours, minutes, seconds] = [time >> 11, (time >> 5) & 0x3f, (time & 0x1f) * 2];
  if (hours > 23 || minutes > 59 || seconds > 59 || hundredths > 199) return undefined;
  const ms = Date.UTC(year, month - 1, day, hours, minutes, seconds) + hundredths * 10;
  return { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 };
}
