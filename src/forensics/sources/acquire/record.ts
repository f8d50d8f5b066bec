// What an acquisition leaves beside its image: a record for people and programs, and for a raw image the map of what was not read.
import type { Range } from '../../../platform/copy-bad-ranges.ts';
import type { SourceChange } from '../../../platform/object-store.ts';
import type { SectorRange } from '../image.ts';
import type { AcquirePlan } from './plan.ts';

export interface Acquired {
  readonly plan: AcquirePlan;
  readonly finishedAt: string;
  readonly segments: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly digests: { readonly md5: string; readonly sha1: string; readonly sha256: string };
  readonly badBytes: number;
  /** Of the medium; zeros in the image. */
  readonly badRanges: readonly Range[];
  readonly retriedBytes: number;
  readonly changes: readonly SourceChange[];
  /** How many bytes an earlier run had already. */
  readonly resumedAt: number;
}

export function recordPath(target: string): string {
  return `${target}.acquired.json`;
}

export function mapPath(target: string): string {
  return `${target}.map`;
}

export function recordText({ plan, ...rest }: Acquired): string {
  const { settings, ...about } = plan;
  return `${JSON.stringify({ version: 1, ...about, ...settings, ...rest }, undefined, 2)}\n`;
}

/** As GNU ddrescue keeps it ("Mapfile structure" in its manual): `+` was read, `-` was not, in order and without gaps. */
export function mapText({ plan, badRanges }: Acquired): string {
  const lines = ['# Mapfile as of GNU ddrescue: + was read, - could not be read and is zeros in the image'];
  lines.push('# current_pos  current_status  current_pass', `${hex(plan.mediaSize)}     +               1`);
  lines.push('#      pos        size  status');
  let at = 0;
  const line = (end: number, status: string): void => {
    if (end > at) lines.push(`${hex(at)}  ${hex(end - at)}  ${status}`);
    at = Math.max(at, end);
  };
  for (const [offset, bytes] of badRanges) {
    line(offset, '+');
    line(offset + bytes, '-');
  }
  line(plan.mediaSize, '+');
  return `${lines.join('\n')}\n`;
}

export function sectorsOf(ranges: readonly Range[], bytesPerSector: number): SectorRange[] {
  return ranges.map(([offset, bytes]) => {
    const firstSector = Math.floor(offset / bytesPerSector);
    return { firstSector, sectors: Math.ceil((offset + bytes) / bytesPerSector) - firstSector };
  });
}

function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}
