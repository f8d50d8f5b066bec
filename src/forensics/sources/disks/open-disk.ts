// Opens a disk of a virtual machine, whichever of the formats it is in.
import type { ImageReader, OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { pathOfSegment, type SegmentSet } from '../segments.ts';
import { diskReader, type DiskOf } from './disk-map.ts';
import { openQcow2 } from './qcow2.ts';
import { openUdif } from './udif.ts';
import { openVhd } from './vhd.ts';
import { openVhdx } from './vhdx.ts';
import { openVmdk } from './vmdk.ts';

const OPEN: { readonly [container: string]: (files: SegmentFiles) => DiskOf } = {
  qcow2: openQcow2,
  udif: openUdif,
  vhd: openVhd,
  vhdx: openVhdx,
  vmdk: openVmdk,
};

/** Throws Refusal as `openImage` does; `unsupported` for one that hangs on another disk. */
export function openDisk(set: SegmentSet, files: SegmentFiles, onFault: OnFault): ImageReader {
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
