// Opens an image of any of the formats that are read, by any of its segment files.
import { openAff4 } from './aff4/aff4.ts';
import { openEwfImage } from './ewf/ewf-image.ts';
import type { ImageReader, OnFault } from './image.ts';
import { openRawImage } from './raw-image.ts';
import { DiskFiles, type SegmentFiles } from './segment-files.ts';
import { findSegments, type SegmentSet, pathOfSegment } from './segments.ts';
import { diskReader, type DiskOf } from './disks/disk-map.ts';
import { openQcow2 } from './disks/qcow2.ts';
import { openUdif } from './disks/udif.ts';
import { openVhd } from './disks/vhd.ts';
import { openVhdx } from './disks/vhdx.ts';
import { openVmdk } from './disks/vmdk.ts';

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

// Opens a disk of a virtual machine, whichever of the formats it is in.

const OPEN: { readonly [container: string]: (files: SegmentFiles) => DiskOf } = {
  qcow2: openQcow2,
  udif: openUdif,
  vhd: openVhd,
  vhdx: openVhdx,
  vmdk: openVmdk,
};

/** Throws Refusal as `openImage` does; `unsupported` for one that hangs on another disk. */
function openDisk(set: SegmentSet, files: SegmentFiles, onFault: OnFault): ImageReader {
  const open = OPEN[set.container];
  if (open === undefined) throw new RangeError(`no disk: ${set.container}`);
  try {
    for (let segment = 1; segment <= set.lastNumber; segment++) files.add(pathOfSegment(set, segment));
    return diskReader(open(files), files, onFault);
  } catch (error) {
    files.close();
    throw error;
  }
}
