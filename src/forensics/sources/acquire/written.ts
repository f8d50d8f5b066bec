// What an earlier run has written, read back for its digests: the source is not asked twice for what it has given.
import { dirname } from 'node:path';
import { inEnglish, Refusal } from '../../../base/refusal.ts';
import { ChunkDecoder } from '../ewf/chunks.ts';
import { Table1, type TableCopy } from '../ewf/table1.ts';
import { DESCRIPTOR_BYTES } from '../ewf/sections.ts';
import { EntryWindows } from '../ewf/tables.ts';
import { DiskFiles } from '../segment-files.ts';
import { ewfPath } from './ewf-writer.ts';
import type { Group, Progress } from './journal.ts';
import { rawPath } from './raw-writer.ts';

const PIECE_BYTES = 1024 * 1024;
const TABLE_HEADER_BYTES = 24;

/** The bytes are good until the next step. Throws Refusal `damaged` when the unfinished image is not as it was written. */
export function* writtenBytes({ plan, place, groups }: Progress): Generator<Uint8Array> {
  if (place === undefined) return;
  const files = new DiskFiles();
  try {
    const isRaw = plan.settings.format === 'raw';
    for (let segment = 1; segment <= place.segment; segment++)
      files.add(isRaw ? rawPath(plan, segment) : ewfPath(plan.target, segment));
    if (isRaw) yield* rawBytes(files, place.segment, place.offset);
    else yield* chunks(files, groups, plan);
  } finally {
    files.close();
  }
}

function* rawBytes(files: DiskFiles, segments: number, lastBytes: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(PIECE_BYTES);
  for (let i = 0; i < segments; i++) {
    const size = i === segments - 1 ? lastBytes : files.sizeOf(i);
    for (let at = 0; at < size; at += buffer.length) {
      const piece = buffer.subarray(0, Math.min(buffer.length, size - at));
      files.read(i, at, piece);
      yield piece;
    }
  }
}

function* chunks(
  files: DiskFiles,
  groups: readonly Group[],
  { chunkBytes, mediaSize, target }: Progress['plan'],
): Generator<Uint8Array> {
  const decoder = new ChunkDecoder(files, chunkBytes);
  const windows = new EntryWindows(files);
  const buffer = new Uint8Array(chunkBytes);
  let media = 0;
  let firstChunk = 0;
  for (const { segment, at, end, chunks: count } of groups) {
    const copy: TableCopy = {
      offset: end,
      isSecond: false,
      entriesAt: end + DESCRIPTOR_BYTES + TABLE_HEADER_BYTES,
      count,
      base: at,
      hasChecksum: true,
    };
    const area = { segment: segment - 1, start: at + DESCRIPTOR_BYTES, end };
    const table = new Table1(firstChunk, [copy], area, () => undefined);
    for (let i = 0; i < count; i++) {
      const chunk = buffer.subarray(0, Math.min(chunkBytes, mediaSize - media));
      const wrong = decoder.decode(table.place(i, windows), chunk);
      if (wrong !== undefined) throw unlike(target, wrong);
      yield chunk;
      media += chunk.length;
    }
    firstChunk += count;
  }
}

function unlike(target: string, found: string): Refusal {
  return new Refusal('damaged.unfinishedImage', { folder: dirname(target), found: inEnglish(found) });
}
