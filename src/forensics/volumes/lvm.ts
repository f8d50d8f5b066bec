// Logical volumes of Linux (LVM2: the label and the metadata area as lvm2's lib/format_text/layout.h and lvmsystem(7) have them; the text in
// it as its own grammar says, man lvm.conf(5)). A logical volume of linear and striped segments is read, over all physical volumes of one medium; one
// of another type, such as thin, or with a part on another disk, is named.
import { crc32 } from 'node:zlib';
import { exactly, inPieces, slice, type Bytes } from './bytes.ts';
import { parseLvmText, type Section, type Setting } from './lvm-text.ts';

export interface LogicalVolume {
  /** On the medium, where it begins. */
  readonly offset: number;
  readonly length: number;
  readonly name: string;
  /** Where it lies in several pieces. */
  readonly segments?: readonly LvmSegment[];
  /** Why it is not read: a part of it is on another disk, or lies there in another way. */
  readonly unread?: string;
}

/** Stripes of `stripeBytes` go round from one place to the next; of one place alone, all lies there. */
export interface LvmSegment {
  /** Within the logical volume. */
  readonly at: number;
  readonly length: number;
  readonly stripeBytes: number;
  /** On the medium. */
  readonly places: readonly number[];
}

/** A physical volume on the medium. */
export interface LvmDisk {
  readonly offset: number;
  readonly length: number;
}

const SECTOR = 512;
const LABEL_SECTORS = 4;
const MDA_MAGIC = ' LVM2 x[5A%r0N*>';
const MDA_HEADER_BYTES = 512;
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const MAX_LISTED = 16;
const MAX_VOLUMES = 1000;
const MAX_STRIPES = 128;
/** As LVM starts its checksums. */
const CRC_START = 0xf597a6cf;

/**
 * Undefined for bytes that are no physical volume. `disks`: all of the medium, by what `physicalId` says of them; the volumes of a group are
 * said at the first of its disks. Never throws for what they hold beyond what `exactly` refuses.
 */
export function readLvm(
  bytes: Bytes,
  disks: ReadonlyMap<string, LvmDisk>,
  problems: string[],
): readonly LogicalVolume[] | undefined {
  const label = labelOf(bytes);
  if (label === undefined) return undefined;
  if (checksumOf(label.subarray(20)) !== label.readUInt32LE(16))
    problems.push('the checksum of an LVM2 label is wrong');
  const at = label.readUInt32LE(20);
  const own = idIn(label);
  if (own === undefined) return told(problems, `an LVM2 header at ${at} of its sector`);
  const lists = areasOf(label, at + 40);
  for (const { offset, size } of lists[1] ?? []) {
    const text = metadataOf(bytes, offset, size, problems);
    const group = text === undefined ? undefined : parseLvmText(text);
    if (group !== undefined) return logicalOf(group, own, disks, problems);
  }
  return told(problems, 'an LVM2 physical volume without readable metadata');
}

export function physicalId(bytes: Bytes): string | undefined {
  const label = labelOf(bytes);
  return label === undefined ? undefined : idIn(label);
}

function labelOf(bytes: Bytes): Buffer | undefined {
  for (let sector = 0; sector < LABEL_SECTORS; sector++) {
    if ((sector + 1) * SECTOR > bytes.size) return undefined;
    const label = exactly(bytes, sector * SECTOR, SECTOR);
    if (label.toString('latin1', 0, 8) === 'LABELONE' && label.toString('latin1', 24, 32) === 'LVM2 001')
      return label;
  }
  return undefined;
}

function idIn(label: Buffer): string | undefined {
  const at = label.readUInt32LE(20);
  return at > SECTOR - 72 ? undefined : label.toString('latin1', at, at + 32);
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

interface NamedDisk extends LvmDisk {
  /** As the segments name it. */
  readonly key: string;
  readonly id: string;
  /** Of its first extent, on the medium. */
  readonly start: number;
}

function logicalOf(
  text: Section,
  own: string,
  disks: ReadonlyMap<string, LvmDisk>,
  problems: string[],
): readonly LogicalVolume[] {
  const [name, group] = sectionsOf(text)[0] ?? [];
  const extentBytes = numberOf(group?.get('extent_size')) * SECTOR;
  const here = sectionsOf(sectionOf(group?.get('physical_volumes'))).flatMap(([key, about]): NamedDisk[] => {
    const id = textOf(about.get('id')).replaceAll('-', '');
    const disk = disks.get(id);
    return disk === undefined
      ? []
      : [{ ...disk, key, id, start: disk.offset + numberOf(about.get('pe_start')) * SECTOR }];
  });
  const [first] = here;
  if (name === undefined || group === undefined || !(extentBytes > 0) || !here.some(({ id }) => id === own))
    return told(problems, 'LVM2 metadata that does not name this physical volume');
  if (first === undefined || first.id !== own) return [];
  const volumes = sectionsOf(sectionOf(group.get('logical_volumes'))).slice(0, MAX_VOLUMES);
  return volumes.map(([volume, about]) => {
    const segments = segmentsOf(about, here, extentBytes);
    const common = { name: `${name}/${volume}`.slice(0, 200) };
    if (typeof segments === 'string') return { ...common, offset: first.offset, length: 0, unread: segments };
    const [only] = segments;
    const length = segments.reduce((sum, segment) => sum + segment.length, 0);
    const offset = only?.places[0] ?? first.offset;
    const isWhole = segments.length === 1 && only?.places.length === 1;
    return { ...common, offset, length, ...(isWhole ? {} : { segments }) };
  });
}

/** Neighbours of one place joined; else the reason why it is not read. */
function segmentsOf(about: Section, disks: readonly NamedDisk[], extentBytes: number): LvmSegment[] | string {
  const sections = sectionsOf(about)
    .filter(([name]) => /^segment\d+$/.test(name))
    .map(([, segment]) => segment)
    .toSorted((one, other) => numberOf(one.get('start_extent')) - numberOf(other.get('start_extent')));
  const found: LvmSegment[] = [];
  let at = 0;
  for (const section of sections) {
    const type = textOf(section.get('type'));
    if (type !== 'striped') return `LVM2 volume of type ${type.slice(0, 20)}`;
    if (numberOf(section.get('start_extent')) * extentBytes !== at)
      return 'an LVM2 volume with a part left out';
    const places = placesOf(section, disks, extentBytes);
    if (typeof places === 'string') return places;
    const length = numberOf(section.get('extent_count')) * extentBytes;
    const stripeBytes = places.length === 1 ? length : numberOf(section.get('stripe_size')) * SECTOR;
    if (
      !(stripeBytes > 0) ||
      !Number.isSafeInteger(at + length) ||
      length % (stripeBytes * places.length) !== 0
    )
      return 'an LVM2 volume with stripes of no size';
    const last = found.at(-1);
    const [place] = places;
    const follows = places.length === 1 && last?.places.length === 1 && (last.places[0] ?? 0) + last.length === place; // prettier-ignore
    if (follows)
      found[found.length - 1] = { ...last, length: last.length + length, stripeBytes: last.length + length }; // prettier-ignore
    else found.push({ at, length, stripeBytes, places });
    at += length;
  }
  return found.length === 0 ? 'an LVM2 volume without segments' : found;
}

/** Of each stripe: the disk by its name, and its first extent there. */
function placesOf(
  section: Section,
  disks: readonly NamedDisk[],
  extentBytes: number,
): readonly number[] | string {
  const stripes = section.get('stripes');
  const list: readonly unknown[] = Array.isArray(stripes) ? stripes : [];
  const count = numberOf(section.get('stripe_count'));
  const each = (numberOf(section.get('extent_count')) / count) * extentBytes;
  if (list.length !== 2 * count || count > MAX_STRIPES || !(each > 0))
    return 'an LVM2 volume with stripes that are not said';
  const places: number[] = [];
  for (let stripe = 0; stripe < count; stripe++) {
    const [key, extent] = [list[2 * stripe], list[2 * stripe + 1]];
    const disk = disks.find((one) => one.key === key);
    if (disk === undefined) return 'an LVM2 volume on another disk';
    const place = disk.start + (typeof extent === 'number' ? extent : Number.NaN) * extentBytes;
    if (
      !Number.isSafeInteger(place + each) ||
      place < disk.offset ||
      place + each > disk.offset + disk.length
    )
      return 'an LVM2 volume that ends after its disk';
    places.push(place);
  }
  return places;
}

/** The bytes of a volume in pieces. */
export function lvmBytes(medium: Bytes, segments: readonly LvmSegment[]): Bytes {
  const size = segments.reduce((sum, { length }) => sum + length, 0);
  return inPieces(medium, size, (offset) => placeAt(segments, offset));
}

/** Where a range of the volume lies on the medium, in order. */
export function* placesIn(
  segments: readonly LvmSegment[],
  from: number,
  length: number,
): Generator<{ readonly at: number; readonly length: number }> {
  for (let done = 0; done < length;) {
    const place = placeAt(segments, from + done);
    if (place === undefined) return;
    const part = Math.min(place.left, length - done);
    yield { at: place.at, length: part };
    done += part;
  }
}

function placeAt(segments: readonly LvmSegment[], offset: number): { at: number; left: number } | undefined {
  const segment = segments.findLast(({ at }) => at <= offset);
  const within = offset - (segment?.at ?? 0);
  if (segment === undefined || within >= segment.length) return undefined;
  const stripe = Math.floor(within / segment.stripeBytes);
  const row = Math.floor(stripe / segment.places.length);
  const inStripe = within - stripe * segment.stripeBytes;
  const place = segment.places[stripe % segment.places.length]!; // below their number
  return { at: place + row * segment.stripeBytes + inStripe, left: segment.stripeBytes - inStripe };
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
