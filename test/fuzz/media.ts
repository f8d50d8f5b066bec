// Media with file systems, and disks of virtual machines: bytes changed where something is, which in the main is where the structures are.
import { Refusal } from '../../src/base/refusal.ts';
import { openLogical, openMedium, walk, type OpenVolume } from '../../src/forensics/listing/list-image.ts';
import { contentOf, slackOf, unallocatedOf } from '../../src/forensics/listing/unused.ts';
import { LineBuffer } from '../../src/forensics/listing/line-buffer.ts';
import { writeLine } from '../../src/forensics/listing/lines.ts';
import { pieces } from '../../src/forensics/listing/select.ts';
import type { LogicalFile } from '../../src/forensics/sources/image.ts';
import { openSegments } from '../../src/forensics/sources/open-image.ts';
import type { SegmentFiles } from '../../src/forensics/sources/segment-files.ts';
import type { Container } from '../../src/forensics/sources/segments.ts';
import { aff4 } from '../support/aff4-made.ts';
import { aff4Logical } from '../support/aff4-logical-made.ts';
import { aff4Stripes } from '../support/aff4-stripes-made.ts';
import { APFS_SPACE, apfsContainer, apfsWith, sealBlock } from '../support/apfs-made.ts';
import { isWhole } from '../../src/forensics/filesystems/apfs-tree.ts';
import {
  disc,
  HFS_AT,
  hfsWithDeleted,
  hfsWithFeatures,
  udfWithLink,
  udfWithMetadata,
} from '../support/discs-made.ts';
import { storedLzfse } from '../support/lzfse-made.ts';
import { lvmDisk, lvmStriped } from '../support/lvm-made.ts';
import { DISKS, udif } from '../support/disks-made.ts';
import { mediaBytes } from '../support/ewf-image.ts';
import { bytesOf, volumesFixture, volumesOf } from '../support/media.ts';
import { oneOf, whole, type Draw, type Target } from './target.ts';

const MOST_BYTES = 6 * 1024 * 1024;
/** A crafted file may claim any size: this much of each is read. */
const READ_BYTES = 256 * 1024;
const UNUSED_READ = 64;
const NUMBERS = [0, 1, 2, 0x7f, 0x80, 0xff, 0xfff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff7, 0xffffffff];

/** Beside every AFF4 image: a changed first stripe may lead to the others, as they are. */
const STRIPES = aff4Stripes(mediaBytes(40 * 512), 3).files;

interface Good {
  readonly bytes: Buffer;
  /** Sectors that hold anything. */
  readonly sectors: readonly number[];
}

export function media(): Target {
  const medium = volumesFixture();
  const good = [
    ...volumesOf(medium)
      .filter(({ fileSystem, length }) => fileSystem !== undefined && length < MOST_BYTES)
      .map(({ offset, length }) => goodOf(Buffer.from(medium.subarray(offset, offset + length)))),
    goodOf(Buffer.from(medium.subarray(0, 4 * 1024 * 1024))), // the GPT, and two volumes
    goodOf(lvmDisk([{ name: 'root', bytes: Buffer.from(medium.subarray(0, 300 * 512)) }])),
    goodOf(lvmStriped(Buffer.from(medium.subarray(0, 600 * 512)))),
    ...Object.values(DISKS).flatMap((disk) =>
      disk(mediaBytes(300 * 512)).map(({ bytes }) => goodOf(Buffer.concat([bytes]))),
    ),
    goodOf(udif(mediaBytes(300 * 512), { pack: { type: 0x80000007, by: storedLzfse } })),
    ...(['none', 'snappy', 'lz4'] as const).map((packing) =>
      goodOf(aff4(mediaBytes(70 * 512), packing).bytes),
    ),
    ...STRIPES.slice(0, 1).map(goodOf),
    goodOf(aff4Logical(mediaBytes(30 * 512)).bytes),
  ];
  return { make: (draw) => changedOf(draw, oneOf(draw, good)), read };
}

/** HFS+ and UDF, whose structures are elsewhere than those of the media above. */
export function discs(): Target {
  const [hfs, deleted] = [hfsWithFeatures(), hfsWithDeleted()];
  const good = [
    hfs.subarray(HFS_AT(hfs)),
    deleted.subarray(HFS_AT(deleted)),
    disc('hfsplus'),
    udfWithMetadata(),
    udfWithLink(),
  ].map((bytes) => goodOf(Buffer.from(bytes)));
  return { make: (draw) => changedOf(draw, oneOf(draw, good)), read };
}

/** Blocks of APFS have checksums: they are made right again, or every change would end at them. */
export function apfs(): Target {
  const space = goodOf(apfsContainer());
  const inSpace = Object.values(APFS_SPACE).concat(1); // and the map of the checkpoint
  const good = [
    ...[apfsContainer(), apfsWith('snapshot')].map(goodOf),
    { ...space, sectors: space.sectors.filter((sector) => inSpace.includes(Math.floor(sector / 8))) },
  ];
  const make = (draw: Draw): Buffer => {
    const from = oneOf(draw, good);
    const input = changedOf(draw, from);
    for (let at = 0; at + 4096 <= input.length; at += 4096)
      if (isWhole(from.bytes.subarray(at, at + 4096)) && from.bytes[at] !== 0)
        sealBlock(input.subarray(at, at + 4096));
    return input;
  };
  return { make, read: readMedium };
}

function goodOf(bytes: Buffer): Good {
  const sectors = Array.from({ length: Math.floor(bytes.length / 512) }, (_, sector) => sector);
  const holds = (sector: number): boolean =>
    bytes.subarray(512 * sector, 512 * sector + 512).some((byte) => byte !== 0);
  return { bytes, sectors: sectors.filter(holds) };
}

function changedOf(draw: Draw, { bytes, sectors }: Good): Buffer {
  const input = Buffer.from(draw() < 0.05 ? bytes.subarray(0, whole(draw, bytes.length)) : bytes);
  for (let left = 1 + whole(draw, 12); left > 0; left--) {
    const at = 512 * oneOf(draw, sectors) + 2 * whole(draw, 254);
    if (at + 4 > input.length) continue;
    if (draw() < 0.2) input.writeUInt32LE(oneOf(draw, NUMBERS), at);
    else if (draw() < 0.25) input.writeUInt32BE(oneOf(draw, NUMBERS), at);
    else if (draw() < 0.5) input.writeUInt16LE(whole(draw, 65_536), at);
    else if (draw() < 0.8) input[at] = (input[at] ?? 0) ^ (1 << whole(draw, 8));
    else bytes.copy(input, at, 512 * oneOf(draw, sectors), 512 * (oneOf(draw, sectors) + 1));
  }
  return input;
}

/** By its first bytes; everything that can be listed is, and a part of every file is read. */
function read(input: Uint8Array): void {
  const start = Buffer.from(input.subarray(0, 16)).toString('latin1');
  for (const [signature, container] of CONTAINERS)
    if (start.startsWith(signature)) return readDisk(container, Buffer.from(input));
  const end = Buffer.from(input.subarray(-512)).toString('latin1');
  if (end.startsWith('koly')) return readDisk('udif', Buffer.from(input));
  if (input.length < 400_000) return readDisk('vhd', Buffer.from(input)); // a fixed one says so at its end
  readMedium(input);
}

const CONTAINERS = [
  ['QFI\xfb', 'qcow2'],
  ['KDMV', 'vmdk'],
  ['# Disk', 'vmdk'],
  ['vhdxfile', 'vhdx'],
  ['conectix', 'vhd'],
  ['PK\x03\x04', 'aff4'],
] as const;

/** The first of it, the last of it, and some between. */
function readDisk(container: Container, input: Buffer): void {
  const all = [input, ...(container === 'aff4' ? STRIPES.slice(1) : [])];
  const of = (index: number): Buffer => all[index] ?? input;
  const files: SegmentFiles = {
    add: (path) => Number(path),
    count: 3,
    nameOf: (index) => `disk ${index}`,
    sizeOf: (index) => of(index).length,
    read: (index, at, target) => target.set(of(index).subarray(at, at + target.length)),
    bytes: (index, at, length) => Buffer.from(of(index).subarray(at, at + length)),
    close: () => undefined,
  };
  const set = {
    container,
    firstNumber: 1,
    lastNumber: all.length,
    paths: new Map(all.map((_, index) => [index + 1, `${index}`])),
    nameOf: () => 'disk',
  };
  try {
    const image = openSegments(set, files, () => undefined);
    const { mediaSize } = image.description;
    const buffer = new Uint8Array(64 * 1024);
    for (let i = 0; i <= 16; i++) image.readInto(Math.floor((mediaSize / 16) * i), buffer);
    image.readInto(Math.max(0, mediaSize - buffer.length), buffer);
    image.check?.();
    if (image.logical !== undefined) readLogical(image.logical);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Each file by its path; of each the first bytes and the last. */
function readLogical(files: readonly LogicalFile[]): void {
  const buffer = new Uint8Array(64 * 1024);
  for (const volume of openLogical('files', files).volumes)
    for (const { entry } of walk(volume, () => undefined)) {
      if (entry.type === 'folder') continue;
      try {
        const content = volume.fileSystem?.content(entry);
        content?.readInto(0, buffer);
        content?.readInto(Math.max(0, content.size - buffer.length), buffer);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
}

/** The first free runs, and the slack of the first files. */
function readUnused(volume: OpenVolume): void {
  const first = new Uint8Array(512);
  try {
    let left = UNUSED_READ;
    // All of them are asked for: however many the structures claim, they end.
    for (const entry of unallocatedOf(volume)) if (left-- > 0) contentOf(volume, entry).readInto(0, first);
    left = UNUSED_READ;
    for (const { entry } of walk(volume, () => undefined)) {
      if (left-- === 0) break;
      const slack = slackOf(volume, entry);
      if (slack !== undefined) contentOf(volume, slack).readInto(0, first);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function readMedium(input: Uint8Array): void {
  let left = 20 * READ_BYTES;
  const lines = new LineBuffer(() => undefined);
  for (const volume of openMedium(bytesOf(input)).volumes) {
    const { fileSystem } = volume;
    if (fileSystem === undefined) continue;
    readUnused(volume);
    for (const listed of walk(volume, () => undefined)) {
      for (const format of ['jsonl', 'body'] as const)
        writeLine(lines, listed, { format, fileSystem, prefix: '' });
      if (listed.entry.type === 'folder' || left <= 0) continue;
      try {
        const content = fileSystem.content(listed.entry);
        let own = READ_BYTES;
        for (const piece of pieces(content, 64 * 1024)) {
          own -= piece.length;
          left -= piece.length;
          if (own <= 0) break;
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
}
