// Finds the segment files that belong to one image, whichever of them was named.
import { closeSync, constants, fstatSync, opendirSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import { errorCode } from '../../platform/files.ts';
import { VHD_FOOTER_BYTES } from './disks/vhd.ts';
import { parseDescriptor, VMDK_DESCRIPTOR } from './disks/vmdk-descriptor.ts';
import { ewf2Names, ewfNames, splitRawNames, type NameScheme } from '../../base/segment-names.ts';

export type Container = 'ewf' | 'ewf2' | 'split-raw' | 'raw' | 'aff4' | Disk;
/** Of a virtual machine. */
type Disk = 'qcow2' | 'vhd' | 'vhdx' | 'vmdk' | 'udif';

export interface SegmentSet {
  readonly container: Container;
  /** Of the first segment: 1, or 0 where a split raw image begins at `.000`. */
  readonly firstNumber: number;
  readonly lastNumber: number;
  /** Segment number to path; there may be gaps. */
  readonly paths: ReadonlyMap<number, string>;
  /** The name a segment should have. */
  nameOf(segment: number): string;
}

const SIGNATURE_BYTES = 16;
const UDIF_TRAILER_BYTES = 512;
const MAX_DESCRIPTOR_BYTES = 1024 * 1024;
const EWF = 'EVF\x09\x0d\x0a\xff\x00';
const EWF2 = 'EVF2\x0d\x0a\x81\x00';

/** Formats this version knows by sight and does not read; as raw media their bytes would be misleading. */
const FOREIGN: readonly (readonly [signature: string, name: string])[] = [
  ['LVF\x09\x0d\x0a\xff\x00', 'a logical evidence file (EWF-L01)'],
  ['LEF2\x0d\x0a\x81\x00', 'a logical evidence file (EWF2-Lx01)'],
  ['ADCRYPT\x00', 'an image encrypted by FTK Imager (AD encryption)'],
  ['ADSEGMENTEDFILE', 'a logical image of FTK Imager (AD1)'],
  ['AFF10\x0d\x0a', 'an AFF image'],
  ['encrcdsa', 'an encrypted Apple disk image (.dmg)'],
  ['COWD', 'a VMDK disk of ESX 2 (COWD)'],
];

const DISKS: readonly (readonly [signature: string, disk: Disk])[] = [
  ['QFI\xfb', 'qcow2'],
  ['KDMV', 'vmdk'],
  [VMDK_DESCRIPTOR, 'vmdk'],
  ['vhdxfile', 'vhdx'],
  ['conectix', 'vhd'],
];

/** Archives are split into `.001`, `.002`, … as well. */
const ZIP = 'PK\x03\x04';
const ARCHIVES = ['7z\xbc\xaf\x27\x1c', ZIP, 'Rar!\x1a\x07'];
const MAX_STRIPES = 64;

/**
 * What the first bytes (16 suffice) and the name say; undefined for anything that is not surely an image. Disks of virtual machines
 * and AFF4 are not among them: one of a few bytes may say that it has 64 TiB, which would be digested whenever one is taken in.
 */
export function looksLikeImage(
  firstBytes: Uint8Array,
  name: string,
): Exclude<Container, 'raw' | 'aff4' | Disk> | undefined {
  const start = latin1(firstBytes.subarray(0, SIGNATURE_BYTES));
  if (start.startsWith(EWF)) return 'ewf';
  if (start.startsWith(EWF2)) return 'ewf2';
  const isOther =
    foreignName(start) !== undefined ||
    diskOf(start) !== undefined ||
    ARCHIVES.some((signature) => start.startsWith(signature));
  return /\.00[01]$/.test(name) && !isOther ? 'split-raw' : undefined;
}

/**
 * The segments of the image that `path` is a part of. Throws Refusal `notFound` when the first is missing,
 * `badInput` when two files claim one number or the signature is not what the name promises, `unsupported`
 * for containers that are recognised and not read.
 */
export function findSegments(path: string): SegmentSet {
  const name = basename(path);
  const start = firstBytes(path);
  const foreign = foreignName(start);
  if (foreign !== undefined) throw unread(foreign, name);
  if (endsAsUdif(path)) return alone(path, 'udif');
  // A ZIP file by its form (AFF4 Standard 1.0, 5.4); as raw media its bytes would mislead.
  if (start.startsWith(ZIP) && /\.aff4$/i.test(name)) return aff4Set(path);
  if (start.startsWith(ZIP) && /\.af4$/i.test(name))
    throw unread('an AFF4 image from before the standard', name);
  const disk = diskOf(start) ?? (endsAsVhd(path) ? 'vhd' : undefined);
  if (disk !== undefined) return diskSet(path, disk, start);
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (start.startsWith(EWF)) return ewfSet(path, extension);
  const isLower = extension === extension.toLowerCase();
  if (start.startsWith(EWF2)) return setOf(path, 'ewf2', ewf2Names(isLower)) ?? alone(path, 'ewf2');
  if (/\.(?:[EeSs]\d\d|[Ee]x\d\d)$/.test(name))
    throw start === ''
      ? new Refusal('badInput.ewfEmpty', { name })
      : new Refusal('badInput.ewfSignature', {
          name,
          found: Buffer.from(start.slice(0, 8), 'latin1').toString('hex'),
        });
  if (/\.\d{3,9}$/.test(name)) return splitRawSet(path, extension) ?? alone(path, 'raw');
  return alone(path, 'raw');
}

function unread(what: string, name: string): Refusal {
  return new Refusal('unsupported.imageKind', { what: inEnglish(what), name });
}

/** It says what it is in its last 512 bytes: `koly`, version 4, 512 (all big-endian). */
function endsAsUdif(path: string): boolean {
  return bytesOf(path, (size) => size - UDIF_TRAILER_BYTES).startsWith('koly\0\0\0\x04\0\0\x02\0');
}

/** A fixed VHD is the bytes of the medium and a footer. */
function endsAsVhd(path: string): boolean {
  return bytesOf(path, (size) => size - VHD_FOOTER_BYTES).startsWith('conectix');
}

/** A descriptor names the files with the bytes: they are the segments after it. */
function diskSet(path: string, container: Disk, start: string): SegmentSet {
  if (!start.startsWith(VMDK_DESCRIPTOR)) return alone(path, container);
  const { extents } = parseDescriptor(descriptorBytes(path), basename(path));
  const names = [basename(path), ...extents.map(({ name }) => name).filter((name) => name !== '')];
  const paths = new Map(names.map((name, i) => [i + 1, join(dirname(path), name)]));
  const nameOf = (segment: number): string => names[segment - 1] ?? '';
  return { container, firstNumber: 1, lastNumber: names.length, paths, nameOf };
}

function descriptorBytes(path: string): Uint8Array {
  const bytes = new Uint8Array(MAX_DESCRIPTOR_BYTES);
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

/**
 * An image of AFF4 may lie in several files (AFF4 Standard 1.0a, 7.1), which the standard has found by a scheme of names or by what they
 * hold: here those of the name of this one with another number at its end may belong to it, and what they hold decides (aff4/volumes.ts).
 * This one is the first, whatever its number.
 */
function aff4Set(path: string): SegmentSet {
  const own = basename(path);
  const [, stem, digits] = /^(.*?)(\d{1,6})\.aff4$/i.exec(own) ?? [];
  if (stem === undefined) return alone(path, 'aff4');
  const number = Number(digits);
  const found: { name: string; number: number }[] = [];
  const folder = opendirSync(dirname(path));
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      const { name } = entry;
      const other = name.startsWith(stem)
        ? /^(\d{1,6})\.aff4$/i.exec(name.slice(stem.length))?.[1]
        : undefined;
      if (other !== undefined && name !== own) found.push({ name, number: Number(other) });
    }
  } finally {
    folder.closeSync();
  }
  const away = (one: { number: number }): number => Math.abs(one.number - number);
  const near: typeof found = [];
  for (const one of found.toSorted((a, b) => away(a) - away(b)))
    if (near.length < MAX_STRIPES - 1 && startsAsZip(join(dirname(path), one.name))) near.push(one);
  near.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1));
  const names = [own, ...near.map(({ name }) => name)];
  const paths = new Map(names.map((name, i) => [i + 1, join(dirname(path), name)]));
  const nameOf = (segment: number): string => names[segment - 1] ?? '';
  return { container: 'aff4', firstNumber: 1, lastNumber: names.length, paths, nameOf };
}

/** What cannot be read is none of the image. */
function startsAsZip(path: string): boolean {
  try {
    return firstBytes(path).startsWith(ZIP);
  } catch {
    return false;
  }
}

/** Throws Refusal `notFound` that names the missing file. */
export function pathOfSegment(set: SegmentSet, segment: number): string {
  const path = set.paths.get(segment);
  if (path !== undefined) return path;
  throw new Refusal('notFound.imageSegment', { segment, name: set.nameOf(segment), count: set.paths.size });
}

function ewfSet(path: string, extension: string): SegmentSet {
  const isLower = extension === extension.toLowerCase();
  // `.SAA` may be the 100th segment of an S01 image or far along in an E01 image: the first segment decides.
  for (const initial of ['E', 'S']) {
    const set = setOf(path, 'ewf', ewfNames(initial, isLower));
    if (set?.paths.has(1)) return set;
  }
  const initial = /^s/i.test(extension) ? 'S' : 'E';
  return setOf(path, 'ewf', ewfNames(initial, isLower)) ?? alone(path, 'ewf');
}

function splitRawSet(path: string, extension: string): SegmentSet | undefined {
  // After `.999` come four digits, so the width of the count is that of the shortest name.
  const set = setOf(path, 'split-raw', splitRawNames(Number(extension) > 999 ? 3 : extension.length));
  return set?.paths.has(0) ? { ...set, firstNumber: 0 } : set;
}

/** Undefined when the file's own name is not of the scheme. */
function setOf(path: string, container: Container, scheme: NameScheme): SegmentSet | undefined {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  if (dot < 0 || scheme.numberOf(name.slice(dot + 1)) === undefined) return undefined;
  const stem = name.slice(0, dot + 1);
  const paths = new Map<number, string>();
  let lastNumber = 0;
  const folder = opendirSync(dirname(path));
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      if (!entry.name.startsWith(stem)) continue;
      const number = scheme.numberOf(entry.name.slice(stem.length));
      if (number === undefined || isByName(join(dirname(path), entry.name), container, number)) continue;
      const other = paths.get(number);
      if (other !== undefined) throw twice(basename(other), entry.name, number);
      paths.set(number, join(dirname(path), entry.name));
      lastNumber = Math.max(lastNumber, number);
    }
  } finally {
    folder.closeSync();
  }
  return {
    container,
    firstNumber: 1,
    lastNumber,
    paths,
    nameOf: (segment) => stem + scheme.extensionOf(segment),
  };
}

/** `.RAW`, `.LOG` and `.TXT` are segments by their name alone; beside an image they are what else its maker left there. */
function isByName(path: string, container: Container, number: number): boolean {
  if (number < 100 || (container !== 'ewf' && container !== 'ewf2')) return false;
  return !firstBytes(path).startsWith(container === 'ewf' ? EWF : EWF2);
}

function alone(path: string, container: Container): SegmentSet {
  const name = basename(path);
  const nameOf = (segment: number): string => (segment === 1 ? name : `a name like NAME.E01, not ${name}`);
  return { container, firstNumber: 1, lastNumber: 1, paths: new Map([[1, path]]), nameOf };
}

function twice(one: string, other: string, number: number): Refusal {
  return new Refusal('badInput.imageSegmentTwice', { number, one, other });
}

function diskOf(start: string): Disk | undefined {
  return DISKS.find(([signature]) => start.startsWith(signature))?.[1];
}

function foreignName(start: string): string | undefined {
  return FOREIGN.find(([signature]) => start.startsWith(signature))?.[1];
}

function firstBytes(path: string): string {
  return bytesOf(path, () => 0);
}

/** As many as a signature has; none where that would be before the start. */
function bytesOf(path: string, from: (size: number) => number): string {
  const bytes = new Uint8Array(SIGNATURE_BYTES);
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK); // a pipe by that name must not hold us up
  } catch (error) {
    throw cannotOpen(path, error);
  }
  try {
    const at = from(fstatSync(file).size);
    return at < 0 ? '' : latin1(bytes.subarray(0, readSync(file, bytes, 0, bytes.length, at)));
  } catch (error) {
    throw cannotOpen(path, error);
  } finally {
    closeSync(file);
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** What a file that cannot be opened or read means to a person. */
export function cannotOpen(path: string, cause: unknown): Refusal {
  const [code, name] = [errorCode(cause), basename(path)];
  if (code === 'EACCES') return new Refusal('notAllowed.imageFile', { name, cause });
  if (code === 'ENOENT') return new Refusal('notFound.imageFile', { name, cause });
  return new Refusal('badInput.imageFile', { name, code: code ?? '?', cause });
}
