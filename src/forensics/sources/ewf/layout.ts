// What both versions of EWF come down to: the shape of the medium, tables that say where its chunks lie, and words.
import type { Digests, ImageDescription, ImageMetadata, OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { damage } from './damage.ts';
import type { ChunkTable } from './tables.ts';

/** 32,768 sectors, the most that EnCase and ewfacquire offer, of 4,096 bytes. Larger chunks would need too much memory. */
const MAX_CHUNK_BYTES = 128 * 1024 * 1024;
/** Of version 2, which EnCase alone writes: 32,768 sectors of 512. */
export const MAX_CHUNK2_BYTES = 16 * 1024 * 1024;
/** Deflate cannot do better than 1 in 1,032; below that a size is a lie. */
const MAX_RATIO = 1040;

export interface Shape {
  readonly bytesPerSector: number;
  readonly sectorsPerChunk: number;
  readonly sectorCount: number;
}

/** Filled while the sections are read, then fixed. */
export interface EwfLayout {
  readonly format: 'ewf-e01' | 'ewf-s01' | 'ewf-ex01';
  readonly shape: Shape;
  readonly tables: readonly ChunkTable[];
  readonly metadata: ImageMetadata;
  readonly stored: Digests;
  readonly acquisitionErrors: ImageDescription['acquisitionErrors'];
  readonly tracks: ImageDescription['tracks'];
  readonly notices: readonly string[];
  readonly mediaType?: ImageDescription['mediaType'];
  readonly isPhysical?: boolean;
  readonly setIdentifier?: string;
}

export interface Source {
  readonly files: SegmentFiles;
  readonly onFault: OnFault;
}

/** Throws Refusal `badInput` or `tooLarge` for sizes that no program writes. */
export function checkShape(
  shape: Shape,
  at: { file: string; offset: number },
  mostBytes = MAX_CHUNK_BYTES,
): Shape {
  const { bytesPerSector, sectorsPerChunk, sectorCount } = shape;
  const chunkBytes = bytesPerSector * sectorsPerChunk;
  if (bytesPerSector < 1 || sectorsPerChunk < 1)
    throw damage(
      at,
      'sectors and chunks of at least one byte',
      `${bytesPerSector} bytes, ${sectorsPerChunk} sectors`,
    );
  if (chunkBytes > mostBytes)
    throw damage(at, `chunks of at most ${mostBytes} bytes`, `chunks of ${chunkBytes}`, 'tooLarge');
  if (!Number.isSafeInteger(sectorCount * bytesPerSector))
    throw damage(
      at,
      'a medium that can be addressed',
      `${sectorCount} sectors of ${bytesPerSector}`,
      'tooLarge',
    );
  return shape;
}

/** The tables must hold a place for every chunk of the medium, and the files must be able to hold it. */
export function checkExtent(layout: EwfLayout, { files, onFault }: Source): void {
  const { bytesPerSector, sectorsPerChunk, sectorCount } = layout.shape;
  const mediaSize = sectorCount * bytesPerSector;
  const needed = Math.ceil(sectorCount / sectorsPerChunk);
  const last = layout.tables.at(-1);
  const chunks = last === undefined ? 0 : last.firstChunk + last.count;
  const at = { file: files.nameOf(files.count - 1), offset: files.sizeOf(files.count - 1) };
  if (chunks < needed) throw damage(at, `tables with ${needed} chunks, ending`, `tables with ${chunks}`);
  if (chunks > needed) onFault({ ...at, what: `the tables list ${chunks} chunks for a medium of ${needed}` });
  let stored = 0;
  for (let segment = 0; segment < files.count; segment++) stored += files.sizeOf(segment);
  if (layout.format !== 'ewf-ex01' && mediaSize > stored * MAX_RATIO)
    throw damage(at, `a medium that ${stored} bytes can hold, ending`, `${mediaSize} bytes`, 'tooLarge');
}

export function report({ files, onFault }: Source, segment: number, offset: number, what: string): void {
  onFault({ file: files.nameOf(segment), offset, what });
}

export function describe(layout: EwfLayout, files: SegmentFiles): ImageDescription {
  const { format, shape, metadata, stored, acquisitionErrors, tracks, notices } = layout;
  return {
    format,
    segments: Array.from({ length: files.count }, (_, i) => ({
      name: files.nameOf(i),
      sizeBytes: files.sizeOf(i),
    })),
    mediaSize: shape.sectorCount * shape.bytesPerSector,
    bytesPerSector: shape.bytesPerSector,
    chunkBytes: shape.bytesPerSector * shape.sectorsPerChunk,
    ...(layout.mediaType === undefined ? {} : { mediaType: layout.mediaType }),
    ...(layout.isPhysical === undefined ? {} : { isPhysical: layout.isPhysical }),
    ...(layout.setIdentifier === undefined ? {} : { setIdentifier: layout.setIdentifier }),
    metadata,
    stored,
    acquisitionErrors,
    tracks,
    notices,
  };
}
