// One thread of a comparison with a large set of pictures: the first makes the index, all look in it.
import { parentPort, workerData } from 'node:worker_threads';
import { keptIndex } from './kept-index.ts';
import { nearestOf, PictureIndex, type NearestAsked, type SharedPictureIndex } from './picture-index.ts';

/** What a thread begins with: the fingerprints, or the index that another has made of them. */
export type NearestBegun =
  | { readonly bytes: Uint8Array; readonly kept: string | undefined }
  | { readonly index: SharedPictureIndex };

const begun = workerData as NearestBegun; // nearest.ts makes it of this type
const index =
  'index' in begun
    ? PictureIndex.of(begun.index)
    : begun.kept === undefined
      ? new PictureIndex(begun.bytes)
      : keptIndex(begun.kept, begun.bytes);
parentPort?.on('message', (asked: NearestAsked) => {
  const found = nearestOf(index, asked);
  parentPort?.postMessage(found, [found.buffer]);
});
parentPort?.postMessage(index.share());
