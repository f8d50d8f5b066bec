// What is asked of an acquisition, and the shape of the work that follows from it.
import { Refusal } from '../../../base/refusal.ts';
import type { RingMemory } from '../ring.ts';

type AcquireFormat = 'e01' | 'raw';
/** `empty-block`: only chunks of one and the same byte are compressed. */
export type Compression = 'none' | 'empty-block' | 'fast' | 'best';

/** Words for people, kept in the header of an E01 image. */
interface AcquireWords {
  readonly caseNumber: string;
  readonly evidenceNumber: string;
  readonly description: string;
  readonly examiner: string;
  readonly notes: string;
}

export interface AcquireSettings {
  readonly format: AcquireFormat;
  readonly compression: Compression;
  /** Largest size of one file; undefined for a single one. */
  readonly splitBytes?: number;
  /** How often a sector that cannot be read is tried again before it is left out. */
  readonly retries: number;
  readonly words: AcquireWords;
}

/** What the whole work hangs on; it is written down before the first byte is read, and the same when it is taken up again. */
export interface AcquirePlan {
  readonly source: string;
  /** The first file, `NAME.E01` or any name of a raw image. */
  readonly target: string;
  readonly mediaSize: number;
  readonly bytesPerSector: number;
  readonly chunkBytes: number;
  readonly isDevice: boolean;
  readonly model: string;
  readonly serialNumber: string;
  /** Of the set of segments: 32 hex digits. */
  readonly setIdentifier: string;
  readonly startedAt: string;
  readonly settings: AcquireSettings;
}

export const MIN_SPLIT_BYTES = 1024 * 1024;
const BATCH_BYTES = 1024 * 1024;
const CHUNK_BYTES = 32 * 1024;
const LEAST_SECTORS = 16;
const SLOTS = 8;

/** As most programs do: 64 sectors of 512 bytes. */
export function chunkBytesFor(bytesPerSector: number): number {
  return bytesPerSector * Math.max(LEAST_SECTORS, Math.floor(CHUNK_BYTES / bytesPerSector));
}

export function batchBytesOf({ chunkBytes }: AcquirePlan): number {
  return chunkBytes * Math.max(1, Math.floor(BATCH_BYTES / chunkBytes));
}

/** Between the threads that pack and the one that writes, one ring for each that packs. */
export interface Rings {
  readonly read: RingMemory;
  readonly packed: readonly RingMemory[];
}

export const RING_SLOTS = SLOTS;

/** A medium that holds no whole sectors cannot be said in an E01 image: it counts sectors. */
export function checkWholeSectors(size: number, bytesPerSector: number): void {
  if (size > 0 && size % bytesPerSector === 0) return;
  throw new Refusal('badInput.wholeSectors', { bytes: bytesPerSector, size });
}
