// Which entries are asked for, and what they hold.
import { createHash } from 'node:crypto';
import type { Content, Entry } from '../filesystems/file-system.ts';
import { reasonOf, walk, type Listed, type OpenMedium, type OpenVolume } from './list-image.ts';
import { SLACK, slackOf, UNALLOCATED, unallocatedOf } from './unused.ts';

/** All that are given must hold. */
export interface Selection {
  readonly volume?: number;
  /** Whole paths with `*` for any characters but `/`, `**` for any, `?` for one. */
  readonly path?: string;
  readonly address?: string;
  readonly withDeleted: boolean;
  /** Runs that are free, below `/$Unallocated`. */
  readonly withUnallocated?: boolean;
  /** Slack of each file, as its stream `slack`. */
  readonly withSlack?: boolean;
}

export function* select(
  medium: OpenMedium,
  asked: Selection,
  problem: (what: string) => void,
): Generator<Listed> {
  const pattern = asked.path === undefined ? undefined : pathPattern(asked.path);
  const isAsked: IsAsked = (path, { address, isDeleted }) =>
    (!isDeleted || asked.withDeleted) &&
    (asked.address === undefined || address === asked.address) &&
    (pattern === undefined || pattern.test(path));
  for (const from of medium.volumes) {
    if (asked.volume !== undefined && from.number !== asked.volume) continue;
    // Most of a snapshot is what its volume has: it is listed where it is asked for.
    if (asked.volume === undefined && from.kind === 'APFS snapshot') continue;
    if (from.damage !== undefined) problem(`volume ${from.number}: ${from.damage}`);
    const said = (what: string): void => problem(`volume ${from.number}: ${what}`);
    const hasUnused = asked.withSlack === true || asked.withUnallocated === true;
    for (const listed of hasUnused ? listedOf(from, { ...asked, isAsked }, said) : walk(from, said))
      if (isAsked(listed.path, listed.entry)) yield listed;
  }
}

type IsAsked = (path: string, entry: Entry) => boolean;

/** What the file system lists, and between and after it what no file holds, where that is asked for. */
function* listedOf(
  from: OpenVolume,
  asked: Selection & { readonly isAsked: IsAsked },
  problem: (what: string) => void,
): Generator<Listed> {
  const volume = from.number;
  for (const listed of walk(from, problem)) {
    yield listed;
    const path = `${listed.path}:${SLACK}`;
    if (asked.withSlack !== true || !asked.isAsked(path, listed.entry)) continue;
    const slack = tried(
      () => slackOf(from, listed.entry),
      (what) => problem(`${listed.path}: ${what}`),
    );
    if (slack !== undefined) yield { volume, path, entry: slack, from };
  }
  if (asked.withUnallocated !== true) return;
  const runs = unallocatedOf(from);
  for (;;) {
    const next = tried(
      () => runs.next(),
      (what) => problem(`${UNALLOCATED}: ${what}`),
    );
    if (next === undefined || next.done === true) return;
    yield { volume, path: `/${UNALLOCATED}/${next.value.name}`, entry: next.value, from };
  }
}

function tried<Result>(act: () => Result, problem: (what: string) => void): Result | undefined {
  try {
    return act();
  } catch (error) {
    problem(reasonOf(error));
    return undefined;
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
