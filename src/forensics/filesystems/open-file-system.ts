// Which file system a volume holds: each reader looks for its own signature; what is known and not read is named.
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { openExfat } from './exfat.ts';
import { openExt } from './ext.ts';
import { openFat } from './fat.ts';
import { openHfs } from './hfs.ts';
import { openIso } from './iso9660.ts';
import { openNtfs } from './ntfs.ts';
import { openUdf } from './udf.ts';
import type { FileSystem } from './file-system.ts';

type Opened =
  | { readonly kind: 'read'; readonly fileSystem: FileSystem }
  /** `name` is undefined where nothing was recognised. */
  | { readonly kind: 'unread'; readonly name?: string };

const OPENERS: readonly ((volume: Bytes) => FileSystem | undefined)[] = [
  openNtfs,
  openExfat,
  openExt,
  openFat,
  openHfs,
  openIso,
  openUdf,
];

/** Throws Refusal `damaged` where a file system says what it is and cannot be read. */
export function openFileSystem(volume: Bytes): Opened {
  for (const open of OPENERS) {
    const fileSystem = open(volume);
    if (fileSystem !== undefined) return { kind: 'read', fileSystem };
  }
  const known = KNOWN.find(({ at, bytes }) => {
    if (at + bytes.length > volume.size) return false;
    return exactly(volume, at, bytes.length).toString('latin1') === bytes;
  });
  return known === undefined ? { kind: 'unread' } : { kind: 'unread', name: known.name };
}

/** Signatures of what is named and not read. */
const KNOWN: readonly { readonly at: number; readonly bytes: string; readonly name: string }[] = [
  { at: 3, bytes: '-FVE-FS-', name: 'BitLocker (encrypted)' },
  { at: 0, bytes: 'LUKS\xba\xbe\0\x01', name: 'LUKS 1 (encrypted)' },
  { at: 0, bytes: 'LUKS\xba\xbe\0\x02', name: 'LUKS 2 (encrypted)' },
  { at: 32, bytes: 'NXSB', name: 'APFS container' },
  { at: 1024, bytes: 'BD', name: 'HFS (before HFS+)' },
  { at: 0, bytes: 'XFSB', name: 'XFS' },
  { at: 0x10040, bytes: '_BHRfS_M', name: 'Btrfs' },
  { at: 512, bytes: 'LABELONE', name: 'LVM2 physical volume' },
  { at: 4086, bytes: 'SWAPSPACE2', name: 'Linux swap' },
  { at: 3, bytes: 'ReFS', name: 'ReFS' },
];
