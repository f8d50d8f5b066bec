// Which entries are asked for, and what they hold.
import { createHash } from 'node:crypto';
import type { Content } from '../filesystems/file-system.ts';
import { walk, type Listed, type OpenMedium, type OpenVolume } from './list-image.ts';

/** All that are given must hold. */
export interface Selection {
  readonly volume?: number;
  /** Whole paths with `*` for any characters but `/`, `**` for any, `?` for one. */
  readonly path?: string;
  readonly address?: string;
  readonly withDeleted: boolean;
}

export interface Selected extends Listed {
  readonly from: OpenVolume;
}

export function* select(
  medium: OpenMedium,
  asked: Selection,
  problem: (what: string) => void,
): Generator<Selected> {
  const pattern = asked.path === undefined ? undefined : pathPattern(asked.path);
  for (const from of medium.volumes) {
    if (asked.volume !== undefined && from.number !== asked.volume) continue;
    // Most of a snapshot is what its volume has: it is listed where it is asked for.
    if (asked.volume === undefined && from.kind === 'APFS snapshot') continue;
    if (from.damage !== undefined) problem(`volume ${from.number}: ${from.damage}`);
    for (const listed of walk(from, (what) => problem(`volume ${from.number}: ${what}`))) {
      if (listed.entry.isDeleted && !asked.withDeleted) continue;
      if (asked.address !== undefined && listed.entry.address !== asked.address) continue;
      if (pattern !== undefined && !pattern.test(listed.path)) continue;
      yield { volume: listed.volume, path: listed.path, entry: listed.entry, from };
    }
  }
}

function pathPattern(text: string): RegExp {
  const whole = text.startsWith('/') ? text : `/${text}`;
  const parts = whole
    .split(/(\*\*|\*|\?)/)
    .map((part) => WILD[part] ?? part.replace(/[.+^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('')}$`, 'us');
}

const WILD: { readonly [part: string]: string } = { '**': '.*', '*': '[^/]*', '?': '[^/]' };

const PIECE_BYTES = 1024 * 1024;

/** In order; the bytes are good until the next step. */
export function* pieces(content: Content, pieceBytes = PIECE_BYTES): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, Math.max(1, content.size)));
  for (let at = 0; at < content.size; at += buffer.length) {
    const wanted = buffer.subarray(0, Math.min(buffer.length, content.size - at));
    yield wanted.subarray(0, content.readInto(at, wanted));
  }
}

export function sha256Of(content: Content): string {
  const hash = createHash('sha256');
  for (const piece of pieces(content)) hash.update(piece);
  return hash.digest('hex');
}
