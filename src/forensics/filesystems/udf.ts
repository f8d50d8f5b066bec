// UDF, 1.02 to 2.60: folders and files. ECMA-167, 3rd edition, part 4 (section numbers at each structure), and OSTA UDF 2.60 ("UDF").
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import {
  addRun,
  contentInside,
  contentOfRuns,
  safeName,
  type Content,
  type Entry,
  type FileSystem,
  type Problem,
  type Run,
} from './file-system.ts';
import { longAt, modeOf, placeOf, timestamp, TYPES } from './udf-entry.ts';
import { characters, openUdfVolume, TAG, tagged, type BlockAt, type UdfVolume } from './udf-volume.ts';
import { errorText } from '../../base/error-text.ts';

const MAX_EXTENTS = 1_000_000;
const MAX_FOLDER_BYTES = 256 * 1024 * 1024;
const MAX_TARGET_BYTES = 4096;
/** 14.4.3: what a file identifier says of itself. */
const [DELETED, PARENT, METADATA] = [0x04, 0x08, 0x10];

export function openUdf(volume: Bytes): FileSystem | undefined {
  const found = openUdfVolume(volume);
  return found === undefined ? undefined : new Udf(found);
}

interface FileEntry {
  readonly at: number;
  readonly raw: Buffer;
  readonly isExtended: boolean;
  readonly fileType: number;
  readonly size: number;
  readonly place: BlockAt;
}

class Udf implements FileSystem {
  readonly kind = 'UDF';
  readonly label: string;
  readonly clusterBytes: number;
  readonly times = 'utc';
  readonly root: Entry;
  readonly #volume: UdfVolume;
  readonly #metadata = new Map<number, Content>();

  constructor(volume: UdfVolume) {
    this.#volume = volume;
    this.label = volume.label;
    this.clusterBytes = volume.blockBytes;
    const set = exactly(volume.bytes, this.#at(volume.fileSet), 512); // 14.1
    if (!tagged(set, TAG.fileSet)) throw damaged('a file set descriptor of UDF', 'none');
    this.root = { ...this.#entry(this.#file(longAt(set, 400)), '/', false) };
  }

  *children(folder: Entry, problem: Problem): Generator<Entry> {
    try {
      yield* this.#identified(this.#file(placeOf(folder.key)), folder.isDeleted, problem);
    } catch (error) {
      problem(`folder ${folder.name}: ${errorText(error)}`);
    }
  }

  content(entry: Entry): Content {
    const content = this.#contentOf(this.#file(placeOf(entry.key)));
    return entry.isDeleted ? { ...content, isAssumed: true } : content;
  }

  /** 14.12: a bit for each block that is free. */
  *unallocated(): Generator<Run> {
    const [map] = this.#volume.maps;
    if (map?.freeBitmap === undefined) return;
    const at = this.#at({ partition: 0, block: map.freeBitmap.block });
    const head = exactly(this.#volume.bytes, at, 24);
    if (!tagged(head, TAG.spaceBitmap)) return;
    const bits = Math.min(head.readUInt32LE(16), map.blocks, 8 * (this.#volume.bytes.size - at));
    const bitmap = exactly(this.#volume.bytes, at + 24, Math.ceil(bits / 8));
    let run: { at: number; length: number } | undefined;
    for (let bit = 0; bit <= bits; bit++) {
      const isFree = bit < bits && ((bitmap[bit >> 3]! >> (bit & 7)) & 1) === 1; // within it
      if (isFree) {
        run ??= { at: map.offset + bit * this.clusterBytes, length: 0 };
        run.length += this.clusterBytes;
      } else if (run !== undefined) {
        yield run;
        run = undefined;
      }
    }
  }

  /** 14.4, "File Identifier Descriptor", one after another, each a multiple of four bytes. */
  *#identified(folder: FileEntry, inDeleted: boolean, problem: Problem): Generator<Entry> {
    const content = this.#contentOf(folder);
    if (content.size > MAX_FOLDER_BYTES)
      throw damaged(`a folder below ${MAX_FOLDER_BYTES} bytes`, `${content.size}`);
    for (let at = 0; at + 38 <= content.size;) {
      const head = exactly(content, at, 38);
      if (!tagged(head, TAG.fileIdentifier)) throw damaged('a file identifier', `none at ${at}`);
      const [nameBytes, useBytes] = [head[19]!, head.readUInt16LE(36)]; // 38 bytes
      const said = head[18]!; // as above
      if ((said & PARENT) === 0) {
        const name = characters(exactly(content, at + 38 + useBytes, nameBytes));
        const isDeleted = inDeleted || (said & DELETED) !== 0;
        try {
          yield* this.#entries(this.#file(longAt(head, 20)), safeName(name), isDeleted);
        } catch (error) {
          if (!isDeleted) problem(`${name}: ${errorText(error)}`);
        }
      }
      at += (38 + useBytes + nameBytes + 3) & ~3;
    }
  }

  /** A file is one entry, and one more for each of its named streams (9.2; UDF 3.3.5), those of the file system left out. */
  *#entries(file: FileEntry, name: string, isDeleted: boolean): Generator<Entry> {
    const own = this.#entry(file, name, isDeleted);
    yield own;
    if (!file.isExtended || own.type === 'folder' || file.raw.readUInt32LE(152) === 0) return;
    const content = this.#contentOf(this.#file(longAt(file.raw, 152)));
    for (let at = 0; at + 38 <= Math.min(content.size, MAX_FOLDER_BYTES);) {
      const head = exactly(content, at, 38);
      if (!tagged(head, TAG.fileIdentifier)) throw damaged('a file identifier', `none at ${at}`);
      const [nameBytes, useBytes] = [head[19]!, head.readUInt16LE(36)]; // 38 bytes
      if ((head[18]! & (PARENT | METADATA)) === 0) {
        const stream = safeName(characters(exactly(content, at + 38 + useBytes, nameBytes)));
        const held = this.#file(longAt(head, 20));
        const isGone = isDeleted || (head[18]! & DELETED) !== 0;
        yield { ...this.#entry(held, name, isGone), type: 'file', stream };
      }
      at += (38 + useBytes + nameBytes + 3) & ~3;
    }
  }

  /** 14.9 and 14.17; the ICB tag within is 14.6. Only strategy 4 is in use (UDF 2.3.5.1), 4096 on write-once media. */
  #file(place: BlockAt): FileEntry {
    const at = this.#at(place);
    const raw = exactly(this.#volume.bytes, at, this.clusterBytes);
    const isExtended = tagged(raw, TAG.extendedFile, place.block);
    if (!isExtended && !tagged(raw, TAG.file, place.block))
      throw damaged(`a file entry at block ${place.block}`, `tag ${raw.readUInt16LE(0)}`);
    const strategy = raw.readUInt16LE(20);
    if (strategy !== 4) throw damaged('a file entry of strategy 4', `${strategy}`);
    const size = Number(raw.readBigUInt64LE(56));
    return { at, raw, isExtended, fileType: raw[27]!, size, place }; // a block has 512 bytes or more
  }

  #entry(file: FileEntry, name: string, isDeleted: boolean): Entry {
    const { raw, isExtended, place } = file;
    const type = TYPES[file.fileType] ?? 'other';
    const times = isExtended
      ? { accessed: 80, modified: 92, created: 104, changed: 116 }
      : { accessed: 72, modified: 84, changed: 96 };
    const moments = Object.entries(times).flatMap(([which, at]) => {
      const read = timestamp(raw.subarray(at, at + 12));
      return read === undefined ? [] : [[which, read] as const];
    });
    return {
      name,
      address: place.partition === 0 ? `${place.block}` : `${place.partition}-${place.block}`,
      type,
      sizeBytes: type === 'folder' ? 0 : file.size,
      isDeleted,
      times: Object.fromEntries(moments),
      mode: modeOf(raw.readUInt32LE(44), raw.readUInt16LE(34)),
      owner: raw.readUInt32LE(36),
      group: raw.readUInt32LE(40),
      key: place.partition * 2 ** 32 + place.block,
      ...(type === 'link' ? { target: this.#target(file) } : {}),
    };
  }

  /** 14.16, "Pathname": components. */
  #target(file: FileEntry): string {
    const raw = Buffer.alloc(Math.min(file.size, MAX_TARGET_BYTES));
    const parts: string[] = [];
    this.#contentOf(file).readInto(0, raw);
    for (let at = 0; at + 4 <= raw.length;) {
      const [kind, length] = [raw[at]!, raw[at + 1]!]; // four of them
      const name = characters(raw.subarray(at + 4, at + 4 + length));
      parts.push(kind === 1 || kind === 2 ? '' : kind === 3 ? '..' : kind === 4 ? '.' : name);
      at += 4 + length;
    }
    return parts.join('/') || (parts.length === 1 ? '/' : '');
  }

  /** 14.6.8: bits 0 to 2 of the flags say of what form the allocation descriptors are; 3 is the content itself. */
  #contentOf(file: FileEntry): Content {
    const { raw, size, isExtended } = file;
    const start = (isExtended ? 216 : 176) + raw.readUInt32LE(isExtended ? 208 : 168);
    const end = start + raw.readUInt32LE(isExtended ? 212 : 172);
    if (end > raw.length) throw damaged('allocation descriptors within their block', `${end} bytes`);
    const form = raw.readUInt16LE(34) & 7;
    if (form === 3) return contentInside(raw.subarray(start, Math.min(end, start + size)), file.at + start);
    if (form === 2) throw damaged('short or long allocation descriptors', 'extended ones');
    const runs = this.#runs(raw.subarray(start, end), form === 1, file.place.partition);
    return contentOfRuns(this.#volume.bytes, runs, size); // 14.9.10: of all extents together
  }

  /** 14.14: the upper two bits of a length say whether it is recorded (0), only allocated (1), a hole (2), or where more of them are (3). */
  #runs(first: Buffer, isLong: boolean, partition: number): Run[] {
    const runs: { at: number | undefined; length: number }[] = [];
    const step = isLong ? 16 : 8;
    const seen = new Set<number>();
    let raw = first;
    for (let at = 0; at + step <= raw.length; at += step) {
      const kind = raw.readUInt32LE(at) >>> 30;
      const length = raw.readUInt32LE(at) & 0x3fff_ffff;
      if (length === 0) break;
      const place = isLong ? longAt(raw, at) : { block: raw.readUInt32LE(at + 4), partition };
      if (runs.length >= MAX_EXTENTS) throw damaged(`at most ${MAX_EXTENTS} extents`, 'more');
      if (kind !== 3) this.#addExtent(runs, kind === 0 ? place : undefined, length);
      else {
        const next = this.#at(place);
        if (seen.has(next))
          throw damaged('each piece of a list of extents once', `block ${place.block} again`);
        seen.add(next);
        const more = exactly(this.#volume.bytes, next, this.clusterBytes); // 14.5
        if (!tagged(more, TAG.allocation)) throw damaged('an allocation extent descriptor', 'none');
        raw = more.subarray(24, 24 + more.readUInt32LE(20));
        at = -step;
      }
    }
    return runs;
  }

  #addExtent(
    runs: { at: number | undefined; length: number }[],
    place: BlockAt | undefined,
    length: number,
  ): void {
    if (place === undefined) return addRun(runs, undefined, length);
    const map = this.#volume.maps[place.partition];
    if (map?.kind !== 'metadata') return addRun(runs, this.#at(place, length), length);
    for (let done = 0; done < length; done += this.clusterBytes) {
      const block = place.block + done / this.clusterBytes;
      addRun(runs, this.#at({ ...place, block }), Math.min(this.clusterBytes, length - done));
    }
  }

  /** Where a block begins in the volume. */
  #at({ block, partition }: BlockAt, length = this.clusterBytes): number {
    const map = this.#volume.maps[partition];
    if (map === undefined) throw damaged('a partition of the volume', `${partition}`);
    if (map.metadata !== undefined) return this.#inMetadata(partition, block);
    if (block + Math.ceil(length / this.clusterBytes) > map.blocks)
      throw damaged(`a block below ${map.blocks}`, `${block}`);
    return map.offset + block * this.clusterBytes;
  }

  /** UDF 2.2.13: the blocks of a metadata partition are those of a file in the physical one. */
  #inMetadata(partition: number, block: number): number {
    let content = this.#metadata.get(partition);
    if (content === undefined) {
      const { file, mirror, physical } = this.#volume.maps[partition]!.metadata!; // asked for by those that have it
      content = this.#firstWhole([file, mirror].map((one) => ({ block: one, partition: physical })));
      this.#metadata.set(partition, content);
    }
    let at = block * this.clusterBytes;
    for (const run of content.runs) {
      if (at < run.length && run.at !== undefined) return run.at + at;
      at -= run.length;
    }
    throw damaged('a block of the metadata partition', `${block}`);
  }

  #firstWhole(places: readonly BlockAt[]): Content {
    for (const [index, place] of places.entries())
      try {
        return this.#contentOf(this.#file(place));
      } catch (error) {
        if (index === places.length - 1) throw error; // the mirror is damaged too
      }
    throw damaged('a metadata file', 'none');
  }
}
