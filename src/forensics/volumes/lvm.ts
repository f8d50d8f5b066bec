// Logical volumes of Linux (LVM2: the label and the metadata area as lvm2's lib/format_text/layout.h and lvmsystem(7) have them; the text in
// it as its own grammar says, man lvm.conf(5)). A logical volume that lies in one piece is a volume like any other; one that does not is named.
import { crc32 } from 'node:zlib';
import { exactly, slice, type Bytes } from './bytes.ts';
import { parseLvmText, type Section, type Setting } from './lvm-text.ts';

export interface LogicalVolume {
  /** From the start of the physical volume. */
  readonly offset: number;
  readonly length: number;
  readonly name: string;
  /** Why it is not read: it lies in several pieces, on another disk, or in another way. */
  readonly unread?: string;
}

const SECTOR = 512;
const LABEL_SECTORS = 4;
const MDA_MAGIC = ' LVM2 x[5A%r0N*>';
const MDA_HEADER_BYTES = 512;
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const MAX_LISTED = 16;
const MAX_VOLUMES = 1000;
/** As LVM starts its checksums. */
const CRC_START = 0xf597a6cf;

/** Undefined for bytes that are no physical volume. Never throws for what they hold beyond what `exactly` refuses. */
export function readLvm(bytes: Bytes, problems: string[]): readonly LogicalVolume[] | undefined {
  for (let sector = 0; sector < LABEL_SECTORS; sector++) {
    if ((sector + 1) * SECTOR > bytes.size) return undefined;
    const label = exactly(bytes, sector * SECTOR, SECTOR);
    if (label.toString('latin1', 0, 8) !== 'LABELONE' || label.toString('latin1', 24, 32) !== 'LVM2 001')
      continue;
    if (checksumOf(label.subarray(20)) !== label.readUInt32LE(16))
      problems.push('the checksum of an LVM2 label is wrong');
    return volumesOf(bytes, label, problems);
  }
  return undefined;
}

function volumesOf(bytes: Bytes, label: Buffer, problems: string[]): readonly LogicalVolume[] {
  const at = label.readUInt32LE(20);
  if (at > SECTOR - 72) return told(problems, `an LVM2 header at ${at} of its sector`);
  const own = label.toString('latin1', at, at + 32);
  const lists = areasOf(label, at + 40);
  for (const { offset, size } of lists[1] ?? []) {
    const text = metadataOf(bytes, offset, size, problems);
    const group = text === undefined ? undefined : parseLvmText(text);
    if (group !== undefined) return logicalOf(group, own, bytes.size, problems);
  }
  return told(problems, 'an LVM2 physical volume without readable metadata');
}

function told(problems: string[], what: string): readonly LogicalVolume[] {
  problems.push(what);
  return [];
}

interface Area {
  readonly offset: number;
  readonly size: number;
}

/** Two lists, each ended by zeros: where the data lies, where the metadata. */
function areasOf(label: Buffer, from: number): readonly (readonly Area[])[] {
  const lists: Area[][] = [[], []];
  let at = from;
  for (const list of lists)
    for (; at + 16 <= label.length && list.length < MAX_LISTED; at += 16) {
      const [offset, size] = [Number(label.readBigUInt64LE(at)), Number(label.readBigUInt64LE(at + 8))];
      if (offset === 0) {
        at += 16;
        break;
      }
      list.push({ offset, size });
    }
  return lists;
}

/** The text that counts; the area is a ring behind its header. */
function metadataOf(bytes: Bytes, offset: number, size: number, problems: string[]): string | undefined {
  const area = slice(bytes, offset, size);
  if (area.size < MDA_HEADER_BYTES) return undefined;
  const header = exactly(area, 0, MDA_HEADER_BYTES);
  if (header.toString('latin1', 4, 20) !== MDA_MAGIC) return undefined;
  const [from, length, sum] = [
    Number(header.readBigUInt64LE(40)),
    Number(header.readBigUInt64LE(48)),
    header.readUInt32LE(56),
  ];
  if (from < MDA_HEADER_BYTES || from >= area.size || length === 0 || length > MAX_TEXT_BYTES)
    return undefined;
  if (length > area.size - MDA_HEADER_BYTES) return undefined;
  const first = Math.min(length, area.size - from);
  const parts = [exactly(area, from, first), exactly(area, MDA_HEADER_BYTES, length - first)];
  const text = Buffer.concat(parts);
  if (checksumOf(text) !== sum) problems.push('the checksum of LVM2 metadata is wrong');
  return text.toString('utf8').replace(/\0[^]*$/, '');
}

/** CRC-32 that starts with a number of LVM's own and is not turned at the end. */
function checksumOf(bytes: Uint8Array): number {
  return ~crc32(bytes, ~CRC_START >>> 0) >>> 0;
}

function logicalOf(text: Section, own: string, size: number, problems: string[]): readonly LogicalVolume[] {
  const [name, group] = sectionsOf(text)[0] ?? [];
  const extentBytes = numberOf(group?.get('extent_size')) * SECTOR;
  const disks = sectionsOf(sectionOf(group?.get('physical_volumes')));
  const disk = disks.find(([, one]) => textOf(one.get('id')).replaceAll('-', '') === own);
  if (name === undefined || group === undefined || !(extentBytes > 0) || disk === undefined)
    return told(problems, 'LVM2 metadata that does not name this physical volume');
  const start = numberOf(disk[1].get('pe_start')) * SECTOR;
  const volumes = sectionsOf(sectionOf(group.get('logical_volumes'))).slice(0, MAX_VOLUMES);
  return volumes.map(([volume, about]) => {
    const place = placeOf(about, disk[0]);
    const common = { name: `${name}/${volume}`.slice(0, 200) };
    if (typeof place === 'string') return { ...common, offset: start, length: 0, unread: place };
    const [offset, length] = [start + place.extent * extentBytes, place.extents * extentBytes];
    if (!Number.isSafeInteger(offset + length) || offset + length > size)
      return { ...common, offset: start, length: 0, unread: 'an LVM2 volume that ends after its disk' };
    return { ...common, offset, length };
  });
}

/** In one piece of one disk, however many segments say so; else the reason why not. */
function placeOf(
  about: Section,
  disk: string,
): { readonly extent: number; readonly extents: number } | string {
  const segments = sectionsOf(about)
    .filter(([name]) => /^segment\d+$/.test(name))
    .map(([, segment]) => segment)
    .toSorted((one, other) => numberOf(one.get('start_extent')) - numberOf(other.get('start_extent')));
  let piece: { extent: number; extents: number } | undefined;
  for (const segment of segments) {
    const type = textOf(segment.get('type'));
    const stripes = segment.get('stripes');
    const list: readonly unknown[] = Array.isArray(stripes) ? stripes : [];
    const [on, at] = list;
    if (type !== 'striped' || numberOf(segment.get('stripe_count')) !== 1 || typeof at !== 'number')
      return `LVM2 volume of type ${type.slice(0, 20)}`;
    if (on !== disk) return 'an LVM2 volume on another disk';
    const extents = numberOf(segment.get('extent_count'));
    if (piece === undefined) piece = { extent: at, extents };
    else if (piece.extent + piece.extents === at) piece.extents += extents;
    else return 'an LVM2 volume in several pieces';
  }
  return piece ?? 'an LVM2 volume without segments';
}

function sectionsOf(section: Section | undefined): (readonly [string, Section])[] {
  return [...(section ?? [])].flatMap(([name, value]) =>
    value instanceof Map ? [[name, value] as const] : [],
  );
}

function sectionOf(value: Setting | undefined): Section | undefined {
  return value instanceof Map ? value : undefined;
}

function numberOf(value: Setting | undefined): number {
  return typeof value === 'number' && value >= 0 ? value : Number.NaN;
}

function textOf(value: Setting | undefined): string {
  return typeof value === 'string' ? value : '';
}
