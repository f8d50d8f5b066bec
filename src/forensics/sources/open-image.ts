// Opens an image of any of the formats that are read, by any of its segment files.
import { openAff4 } from './aff4/aff4.ts';
import { openEwfImage } from './ewf/ewf-image.ts';
import { openDisk } from './disks/open-disk.ts';
import type { ImageReader, OnFault } from './image.ts';
import { openRawImage } from './raw-image.ts';
import { DiskFiles, type SegmentFiles } from './segment-files.ts';
import { findSegments, type SegmentSet } from './segments.ts';

/**
 * Never writes. `onFault` hears of everything in the container that is not as its checksums say, at opening and at
 * each read. Throws Refusal: `notFound` names a missing segment, `badInput` a wrong one, `damaged` and `tooLarge` the
 * file and the offset, `unsupported` a format or feature that is known and not read.
 */
export function openImage(path: string, onFault: OnFault): ImageReader {
  return openSegments(findSegments(path), new DiskFiles(), onFault);
}

/** The same of files that lie elsewhere. */
export function openSegments(set: SegmentSet, files: SegmentFiles, onFault: OnFault): ImageReader {
  switch (set.container) {
    case 'raw':
    case 'split-raw':
      return openRawImage(set, files);
    case 'ewf':
    case 'ewf2':
      return openEwfImage(set, files, onFault);
    case 'aff4':
      return openAff4(set, files, onFault);
    case 'qcow2':
    case 'udif':
    case 'vhd':
    case 'vhdx':
    case 'vmdk':
      return openDisk(set, files, onFault);
  }
}
