// An EWF image as a reader of media.
import type { ImageReader, OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import type { SegmentSet } from '../segments.ts';
import { ChunkDecoder, release } from './chunks.ts';
import { readEwf1 } from './ewf1.ts';
import { readEwf2 } from './ewf2.ts';
import { describe, type EwfLayout, type Source } from './layout.ts';
import { EntryWindows, tableOf, type ChunkPlace } from './tables.ts';

/** Throws Refusal when the medium cannot be read as a whole; lesser faults go to `onFault`, now and while reading. */
export function openEwfImage(set: SegmentSet, files: SegmentFiles, onFault: OnFault): ImageReader {
  try {
    const source: Source = { files, onFault };
    const layout = set.container === 'ewf2' ? readEwf2(set, source) : readEwf1(set, source);
    return readerOf(layout, source);
  } catch (error) {
    files.close();
    throw error;
  }
}

function readerOf(layout: EwfLayout, { files, onFault }: Source): ImageReader {
  const description = describe(layout, files);
  const { chunkBytes, mediaSize } = description;
  const windows = new EntryWindows(files);
  const decoder = new ChunkDecoder(files, chunkBytes);
  /** The chunk last read in part: readers of file systems ask for one sector after the other. */
  let held: { chunk: number; bytes: Uint8Array } = { chunk: -1, bytes: new Uint8Array() };

  const placeOf = (chunk: number): ChunkPlace => {
    const table = tableOf(layout.tables, chunk);
    if (table === undefined) throw new RangeError(`no table for chunk ${chunk}`); // the extent was checked at the start
    return table.place(chunk - table.firstChunk, windows);
  };

  const tell = (chunk: number, place: ChunkPlace, what: string | undefined, length: number): void => {
    if (what === undefined) return;
    const media = { offset: chunk * chunkBytes, length };
    onFault({ file: files.nameOf(place.segment), offset: place.offset, what, media });
  };

  const decodeChunk = (chunk: number, target: Uint8Array): void => {
    const place = placeOf(chunk);
    tell(chunk, place, decoder.decode(place, target), target.length);
  };

  const heldChunk = (chunk: number): Uint8Array => {
    if (held.chunk === chunk) return held.bytes;
    const length = Math.min(chunkBytes, mediaSize - chunk * chunkBytes);
    release(held.bytes);
    held = { chunk: -1, bytes: new Uint8Array() }; // not this chunk until it is decoded, and no room for two
    const place = placeOf(chunk);
    const { bytes, what } = decoder.decodeNew(place, length);
    tell(chunk, place, what, length);
    held = { chunk, bytes };
    return bytes;
  };

  return {
    description,
    readInto: (offset, target) => {
      const wanted = Math.min(target.length, Math.max(0, mediaSize - offset));
      for (let filled = 0; filled < wanted;) {
        const chunk = Math.floor((offset + filled) / chunkBytes);
        const within = offset + filled - chunk * chunkBytes;
        const length = Math.min(chunkBytes, mediaSize - chunk * chunkBytes);
        const part = Math.min(length - within, wanted - filled);
        const goal = target.subarray(filled, filled + part);
        if (part === length) decodeChunk(chunk, goal);
        else goal.set(heldChunk(chunk).subarray(within, within + part));
        filled += part;
      }
      return wanted;
    },
    rest: () => {
      if (mediaSize === 0) return new Uint8Array();
      const last = Math.ceil(mediaSize / chunkBytes) - 1;
      const rest = decoder.after(placeOf(last), mediaSize - last * chunkBytes);
      return rest.length < description.bytesPerSector ? rest : new Uint8Array();
    },
    close: () => files.close(),
  };
}
