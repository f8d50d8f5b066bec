// Zip files byte by byte, honest or not. Every field can be set to a lie.
import { crc32 } from 'node:zlib';
import { concat, utf8 } from '../../src/base/bytes.ts';

export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  /** What the local header says, where it differs from the central one. */
  readonly local?: Fields;
  readonly central?: Fields;
  readonly descriptor?: Uint8Array | 'signed' | 'bare' | 'wide';
  /** Bytes before the local header. */
  readonly gap?: Uint8Array;
}

interface Fields {
  readonly name?: string | Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly packed?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
  readonly madeBy?: number;
  readonly attributes?: number;
  readonly offset?: number;
  readonly comment?: string;
  readonly disk?: number;
}

export interface ZipEnd {
  readonly entries?: number;
  readonly bytes?: number;
  readonly offset?: number;
  readonly comment?: string;
  readonly zip64?: boolean;
  readonly gap?: Uint8Array;
}

const le16 = (value: number): Uint8Array => Uint8Array.of(value & 0xff, (value >> 8) & 0xff);
const le32 = (value: number): Uint8Array => concat(le16(value & 0xffff), le16(Math.floor(value / 65536)));
export const le64 = (value: number): Uint8Array =>
  concat(le32(value % 2 ** 32), le32(Math.floor(value / 2 ** 32)));
const record = (...groups: readonly (readonly Uint8Array[])[]): Uint8Array => concat(...groups.flat());
const bytesOf = (name: string | Uint8Array): Uint8Array => (typeof name === 'string' ? utf8(name) : name);

/** An extra field of the zip format. */
export const extraField = (id: number, data: Uint8Array): Uint8Array =>
  concat(le16(id), le16(data.length), data);

export function buildZip(parts: readonly ZipPart[], end: ZipEnd = {}): Uint8Array {
  const out: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const put = (...pieces: readonly Uint8Array[]): void => {
    for (const piece of pieces) {
      out.push(piece);
      at += piece.length;
    }
  };
  for (const part of parts) {
    if (part.gap !== undefined) put(part.gap);
    directory.push(centralRecord(part, at));
    put(localHeader(part), part.data ?? new Uint8Array(), descriptorOf(part));
  }
  if (end.gap !== undefined) put(end.gap);
  const offset = end.offset ?? at;
  put(...directory);
  const bytes = end.bytes ?? directory.reduce((sum, record) => sum + record.length, 0);
  const entries = end.entries ?? parts.length;
  if (end.zip64) put(end64({ entries, bytes, offset }, at));
  const comment = utf8(end.comment ?? '');
  const small = end.zip64 ? ([0xffff, 0xffffffff, 0xffffffff] as const) : ([entries, bytes, offset] as const);
  put(le32(0x06054b50), le16(0), le16(0), le16(small[0]), le16(small[0]), le32(small[1]), le32(small[2]));
  put(le16(comment.length), comment);
  return concat(...out);
}

function localHeader(part: ZipPart): Uint8Array {
  const { fields, name } = valuesOf(part, part.local);
  const extra = fields.extra ?? new Uint8Array();
  const open = part.descriptor !== undefined && part.local?.size === undefined;
  return record(
    [le32(0x04034b50), le16(20), le16(fields.flags), le16(fields.method), le16(0), le16(0x21)],
    [le32(open ? 0 : fields.crc), le32(open ? 0 : fields.packed), le32(open ? 0 : fields.size)],
    [le16(name.length), le16(extra.length), name, extra],
  );
}

function centralRecord(part: ZipPart, at: number): Uint8Array {
  const { fields, name } = valuesOf(part, part.central);
  const extra = fields.extra ?? new Uint8Array();
  const comment = utf8(fields.comment ?? '');
  return record(
    [
      le32(0x02014b50),
      le16(fields.madeBy),
      le16(20),
      le16(fields.flags),
      le16(fields.method),
      le16(0),
      le16(0x21),
    ],
    [le32(fields.crc), le32(fields.packed), le32(fields.size)],
    [le16(name.length), le16(extra.length), le16(comment.length), le16(fields.disk ?? 0), le16(0)],
    [le32(fields.attributes), le32(fields.offset ?? at), name, extra, comment],
  );
}

function valuesOf(part: ZipPart, changed: Fields = {}) {
  const data = part.data ?? new Uint8Array();
  const name = bytesOf(changed.name ?? part.name);
  const isFolder = name.at(-1) === 0x2f;
  const fields = {
    flags: 0x0800 | (part.descriptor === undefined ? 0 : 0x0008),
    method: 0,
    crc: crc32(data),
    packed: data.length,
    size: data.length,
    madeBy: (3 << 8) | 63,
    attributes: (isFolder ? 0o40755 : 0o100644) * 65536,
    ...changed,
  };
  return { fields, name };
}

function descriptorOf(part: ZipPart): Uint8Array {
  const data = part.data ?? new Uint8Array();
  if (part.descriptor === undefined) return new Uint8Array();
  if (part.descriptor instanceof Uint8Array) return part.descriptor;
  const size = part.descriptor === 'wide' ? le64 : le32;
  const rest = concat(le32(crc32(data)), size(data.length), size(data.length));
  return part.descriptor === 'bare' ? rest : concat(le32(0x08074b50), rest);
}

function end64(values: { entries: number; bytes: number; offset: number }, at: number): Uint8Array {
  return record(
    [le32(0x06064b50), le64(44), le16((3 << 8) | 63), le16(45), le32(0), le32(0)],
    [le64(values.entries), le64(values.entries), le64(values.bytes), le64(values.offset)],
    [le32(0x07064b50), le32(0), le64(at), le32(1)],
  );
}
