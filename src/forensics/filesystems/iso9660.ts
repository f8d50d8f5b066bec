// ISO 9660 and Joliet. Specification: ECMA-119, 4th edition (the same as ISO 9660), section numbers at each structure; Joliet
// Specification (Microsoft, 1995), by which a supplementary descriptor has names in UCS-2; names, modes and links of the
// Rock Ridge Interchange Protocol (IEEE P1282, draft 1.12).
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import {
  contentOfRuns,
  safeName,
  type Content,
  type Entry,
  type FileSystem,
  type Problem,
} from './file-system.ts';
import { recordedAt, rockRidge, sharingSkip, type RockRidge } from './rock-ridge.ts';
import { errorText } from '../../base/error-text.ts';

const SECTOR_BYTES = 2048;
const FIRST_DESCRIPTOR = 16;
const MAX_DESCRIPTORS = 64;
const MAX_FOLDER_BYTES = 256 * 1024 * 1024;
/** Section 9.1.6: file flags. */
const [FLAG_FOLDER, FLAG_MORE] = [0x02, 0x80];

/** Section 8.4 and 8.5: the supplementary descriptor with the escape of Joliet, unless the primary one has names of Rock Ridge. */
export function openIso(volume: Bytes): FileSystem | undefined {
  let [primary, joliet]: (Buffer | undefined)[] = [];
  for (let number = 0; number < MAX_DESCRIPTORS; number++) {
    const at = (FIRST_DESCRIPTOR + number) * SECTOR_BYTES;
    if (at + SECTOR_BYTES > volume.size) break;
    const raw = exactly(volume, at, SECTOR_BYTES);
    if (raw.toString('latin1', 1, 6) !== 'CD001' || raw[0] === 255) break;
    if (raw[0] === 1) primary ??= raw;
    if (raw[0] === 2 && /^%\/[@CE]/.test(raw.toString('latin1', 88, 91))) joliet ??= raw;
  }
  if (primary === undefined) return undefined;
  const plain = new Iso(volume, primary, false);
  return joliet === undefined || plain.hasRockRidge ? plain : new Iso(volume, joliet, true);
}

interface Extent {
  readonly block: number;
  readonly bytes: number;
}

class Iso implements FileSystem {
  readonly kind: string;
  readonly label: string;
  readonly clusterBytes: number;
  readonly times = 'utc';
  readonly root: Entry;
  readonly hasRockRidge: boolean;
  readonly #volume: Bytes;
  readonly #isJoliet: boolean;
  readonly #skip: number;
  readonly #found: (readonly Extent[])[] = [];

  constructor(volume: Bytes, descriptor: Buffer, isJoliet: boolean) {
    this.#volume = volume;
    this.#isJoliet = isJoliet;
    this.clusterBytes = descriptor.readUInt16LE(128);
    if (![512, 1024, 2048].includes(this.clusterBytes))
      throw damaged('logical blocks of 512, 1024 or 2048 bytes', `${this.clusterBytes}`);
    this.label = this.#text(descriptor.subarray(40, 72)).trim();
    const root = descriptor.subarray(156, 190);
    this.#found.push([{ block: root.readUInt32LE(2), bytes: root.readUInt32LE(10) }]);
    this.root = {
      name: '/',
      address: '0',
      type: 'folder',
      sizeBytes: 0,
      isDeleted: false,
      times: {},
      key: 0,
    };
    const own = isJoliet ? undefined : this.#firstSystemUse();
    this.#skip = own === undefined ? 0 : (sharingSkip(own) ?? 0);
    this.hasRockRidge = own !== undefined && sharingSkip(own) !== undefined;
    this.kind = isJoliet ? 'ISO 9660 (Joliet)' : this.hasRockRidge ? 'ISO 9660 (Rock Ridge)' : 'ISO 9660';
  }

  *children(folder: Entry, problem: Problem): Generator<Entry> {
    let before: Extent[] = [];
    try {
      for (const { raw, at } of this.#records(folder)) {
        const nameBytes = raw[32]!; // at least 33 bytes
        if (nameBytes === 1 && raw[33]! < 2) continue; // itself and its parent, section 7.6.2
        const extent = { block: raw.readUInt32LE(2) + raw[1]!, bytes: raw.readUInt32LE(10) };
        if ((raw[25]! & FLAG_MORE) !== 0) {
          before.push(extent); // section 6.5.1: a file in several sections has a record for each
          continue;
        }
        yield this.#entry(raw, at, [...before, extent]);
        before = [];
      }
    } catch (error) {
      problem(`folder ${folder.name}: ${errorText(error)}`);
    }
  }

  content(entry: Entry): Content {
    const extents = this.#found[entry.key];
    if (extents === undefined) throw damaged('an entry of this volume', entry.address);
    const size = entry.type === 'file' ? extents.reduce((sum, { bytes }) => sum + bytes, 0) : 0;
    const runs = extents.map(({ block, bytes }) => ({ at: block * this.clusterBytes, length: bytes }));
    const end = runs.reduce((last, { at, length }) => Math.max(last, at + length), 0);
    if (size > 0 && end > this.#volume.size)
      throw damaged(`an end within ${this.#volume.size} bytes`, `${end}`);
    return contentOfRuns(this.#volume, runs, size);
  }

  /** Section 9.1, "Format of a Directory Record"; none of them crosses a sector. */
  *#records(folder: Entry): Generator<{ raw: Buffer; at: number }> {
    for (const { block, bytes } of this.#found[folder.key] ?? []) {
      if (bytes > MAX_FOLDER_BYTES) throw damaged(`a folder below ${MAX_FOLDER_BYTES} bytes`, `${bytes}`);
      for (let from = 0; from < bytes; from += SECTOR_BYTES) {
        const at = block * this.clusterBytes + from;
        const sector = exactly(this.#volume, at, Math.min(SECTOR_BYTES, bytes - from));
        for (let offset = 0; offset + 33 < sector.length;) {
          const length = sector[offset]!; // within the sector
          if (length === 0) break;
          const raw = sector.subarray(offset, offset + length);
          if (raw.length < 34 || 33 + raw[32]! > raw.length)
            throw damaged('a directory record', `${length} bytes`);
          yield { raw, at: at + offset };
          offset += length;
        }
      }
    }
  }

  #entry(raw: Buffer, at: number, extents: readonly Extent[]): Entry {
    const nameBytes = raw[32]!;
    const ridge: RockRidge = this.hasRockRidge ? rockRidge(this.#systemUse(raw), this.#area) : {};
    const isFolder = (raw[25]! & FLAG_FOLDER) !== 0;
    const recorded = this.#text(raw.subarray(33, 33 + nameBytes))
      .replace(/;\d+$/, '')
      .replace(/\.$/, '');
    const size = extents.reduce((sum, { bytes }) => sum + bytes, 0);
    const modified = ridge.times?.modified ?? recordedAt(raw.subarray(18, 25));
    return {
      name: safeName(ridge.name ?? recorded),
      address: `${at}`,
      type: isFolder ? 'folder' : ridge.target === undefined ? 'file' : 'link',
      sizeBytes: isFolder ? 0 : size,
      isDeleted: false,
      times: { ...ridge.times, ...(modified === undefined ? {} : { modified }) },
      key: this.#found.push(extents) - 1,
      ...(ridge.mode === undefined
        ? {}
        : { mode: ridge.mode, owner: ridge.owner ?? 0, group: ridge.group ?? 0 }),
      ...(ridge.target === undefined ? {} : { target: ridge.target }),
    };
  }

  /** Section 9.1.13, "System Use": after the name and its filler. */
  #systemUse(raw: Buffer): Buffer {
    const nameBytes = raw[32]!;
    return raw.subarray(33 + nameBytes + ((nameBytes + 1) % 2) + this.#skip);
  }

  #firstSystemUse(): Buffer | undefined {
    const first = this.#records(this.root).next();
    return first.done === true ? undefined : first.value.raw.subarray(34);
  }

  readonly #area = (block: number, offset: number, length: number): Buffer =>
    exactly(this.#volume, block * this.clusterBytes + offset, Math.min(length, SECTOR_BYTES));

  #text(bytes: Buffer): string {
    if (!this.#isJoliet) return bytes.toString('latin1');
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  }
}
