// Volumes of LUKS and BitLocker: which of them can be opened, and where what lies in them is on the medium.
import { isToGo, openBitLocker } from '../volumes/bitlocker.ts';
import type { GivenKey } from '../volumes/bitlocker-key.ts';
import type { Bytes } from '../volumes/bytes.ts';
import { openLuks } from '../volumes/luks.ts';
import type { LvmSegment } from '../volumes/lvm.ts';
import type { OpenVolume } from './list-image.ts';

/** What it is called; undefined for what is not encrypted. */
export function encryptedAs(
  { unread, fileSystem, isUnallocated }: OpenVolume,
  own: () => Bytes,
): string | undefined {
  if (unread !== undefined) return /^(?:LUKS|BitLocker)/.test(unread) ? unread : undefined;
  const isFront = isUnallocated !== true && (fileSystem?.kind.startsWith('FAT') ?? true);
  return isFront && isToGo(own()) ? 'BitLocker To Go (encrypted)' : undefined;
}

export interface OpenedBytes {
  readonly bytes: Bytes;
  /** What it is called then. */
  readonly kind: string;
  /** Where its first byte lies in the volume, and those that were moved. */
  readonly at: number;
  readonly moved?: { readonly length: number; readonly to: number };
}

/** A reason, where it is not opened. */
export function openedAs(
  volume: Bytes,
  name: string,
  { key, given }: { readonly key: Uint8Array | undefined; readonly given: GivenKey | undefined },
): OpenedBytes | string {
  if (name.startsWith('LUKS')) {
    if (key === undefined) return 'no key was given';
    const opened = openLuks(volume, key);
    if (opened.kind === 'locked') return opened.why;
    return { ...opened, kind: `${name}, opened with the key` };
  }
  const opened = openBitLocker(volume, given);
  if (opened.kind === 'locked') return opened.why;
  const how = opened.with === 'key' ? 'opened with the key' : 'opened with the clear key that it holds';
  return { bytes: opened.bytes, kind: `${name}, ${how}`, at: 0, moved: opened.moved };
}

/** Where it lies on the medium. */
export function placedIn(
  { offset, segments }: OpenVolume,
  { bytes, at, moved }: OpenedBytes,
): Pick<OpenVolume, 'offset' | 'segments'> {
  if (segments !== undefined)
    return { offset, segments: segments.map((one) => ({ ...one, at: one.at - at })) };
  if (moved === undefined) return { offset: offset + at };
  const piece = (from: number, length: number, place: number): LvmSegment => ({
    at: from,
    length,
    stripeBytes: length,
    places: [offset + place],
  });
  const { length, to } = moved;
  const rest = bytes.size - length;
  const all = length === 0 ? [piece(0, rest, 0)] : [piece(0, length, to), piece(length, rest, length)];
  return { offset, segments: all };
}
