// Whether the digests that the sender gave are those of what is held. Rules alone.
import type { StatedHash } from '../../core/hash-lines.ts';
import { isStrong } from '../../core/hash-lines.ts';
import type { DeliveredFile, Listing } from '../../machine/states/results.ts';

/** Of what is held, SHA-256 is kept; these are computed for the lists that state them. */
export const COMPUTED = {
  'SHA-512': 'sha512',
  'SHA3-512': 'sha3-512',
  'BLAKE2b-512': 'blake2b512',
  'BLAKE2s-256': 'blake2s256',
  'SHA-1': 'sha1',
  MD5: 'md5',
} as const;

export type ComputedName = keyof typeof COMPUTED;

/**
 * `sameWeak`: by MD5 or SHA-1 alone, of which two different files can have the same. `pending`: it is still being computed.
 * `damaged`: it cannot be computed, for the bytes are not those that were sealed. `destroyed`: what is held no more was destroyed before it was computed. `notCompared`: a kind that cannot be computed here.
 */
export const COMPARISONS = [
  'same',
  'sameWeak',
  'different',
  'missing',
  'pending',
  'damaged',
  'destroyed',
  'notCompared',
  'notListed',
] as const;
type Comparison = (typeof COMPARISONS)[number];

export interface Compared {
  readonly name: string;
  readonly comparison: Comparison;
  /** The exhibit that holds it. */
  readonly number: string | undefined;
}

/** What has to be computed before a list can be compared. */
export function computedFor(listing: Listing): readonly ComputedName[] {
  return [...new Set(listing.flatMap((line) => computedName(line) ?? []))];
}

/** BLAKE2 of 128 digits is that of 64-bit machines; of 64 it may be either, of 96 it is none that is computed here. */
function computedName({ algorithm, digest }: StatedHash): ComputedName | undefined {
  if (algorithm === 'SHA-256') return undefined;
  if (algorithm !== 'BLAKE2') return algorithm;
  return digest.length === 128 ? 'BLAKE2b-512' : digest.length === 64 ? 'BLAKE2s-256' : undefined;
}

/** An exhibit of very many files is one thing: there is nothing whose digest a sender could have given. */
export function isComputable({ path }: Pick<DeliveredFile, 'path'>): boolean {
  return path !== '';
}

/** Every file of the list, then those that it does not name. A file that has another name and the same digest is the same. */
export function compareDigests(listing: Listing, files: readonly DeliveredFile[]): Compared[] {
  const rest = new Set(files);
  const take = (isIt: (file: DeliveredFile) => boolean): DeliveredFile | undefined => {
    const found = [...rest].find(isIt);
    if (found !== undefined) rest.delete(found);
    return found;
  };
  const all = listedFiles(listing);
  const listed = new Map<Listed, Compared>();
  // First what is the same, so that a file that was renamed does not take the place of another.
  for (const comparison of ['same', 'sameWeak'] as const)
    for (const one of all) {
      if (listed.has(one)) continue;
      const isSame = (file: DeliveredFile): boolean => verdict(one, file) === comparison;
      const found = take((file) => isSame(file) && hasName(file, one.name)) ?? take(isSame);
      if (found !== undefined) listed.set(one, { name: one.name, comparison, number: found.number });
    }
  for (const one of all) {
    if (listed.has(one)) continue;
    const found = take((file) => hasName(file, one.name));
    const comparison = found === undefined ? 'missing' : verdict(one, found);
    listed.set(one, { name: one.name, comparison, number: found?.number });
  }
  const more = [...rest].map(({ path, number }): Compared => ({
    name: path,
    comparison: 'notListed',
    number,
  }));
  return [...all.flatMap((one) => listed.get(one) ?? []), ...more];
}

/** One file as the sender lists it: often with several digests. */
interface Listed {
  readonly name: string;
  readonly lines: StatedHash[];
}

/** Twice with one algorithm, the name stands for two files. */
function listedFiles(listing: Listing): Listed[] {
  const byName = new Map<string, Listed[]>();
  const all: Listed[] = [];
  for (const line of listing) {
    const known = byName.get(line.file) ?? [];
    const open = known.find(({ lines }) => lines.every(({ algorithm }) => algorithm !== line.algorithm));
    if (open !== undefined) {
      open.lines.push(line);
      continue;
    }
    const one = { name: line.file, lines: [line] };
    byName.set(line.file, [...known, one]);
    all.push(one);
  }
  return all;
}

/** The worst that any of its digests says; else the best. */
function verdict({ lines }: Listed, file: DeliveredFile): Comparison {
  const said = new Set(lines.map((line) => lineVerdict(line, file)));
  const order = ['different', 'same', 'sameWeak', 'pending', 'damaged', 'destroyed'] as const;
  return order.find((one) => said.has(one)) ?? 'notCompared';
}

function lineVerdict(line: StatedHash, file: DeliveredFile): Comparison {
  const name = computedName(line);
  const own = line.algorithm === 'SHA-256' ? file.sha256 : name && file.digests[name];
  if (own === line.digest) return isStrong(line) ? 'same' : 'sameWeak';
  if (own === undefined) {
    if (name === undefined || !isComputable(file)) return 'notCompared';
    if (!file.isHeld) return 'destroyed';
    return file.isDamaged === true ? 'damaged' : 'pending';
  }
  return name === 'BLAKE2s-256' ? 'notCompared' : 'different'; // BLAKE2b can be as short
}

function hasName({ path }: DeliveredFile, name: string): boolean {
  const plain = name.replaceAll('\\', '/').replace(/^\.\//, '');
  return path === plain || path.endsWith(`/${plain}`) || plain.endsWith(`/${path}`);
}

/** Undefined: the sender gave no digests, none that can be compared, or of some file only such as establish nothing alone. */
export function digestsMatch(compared: readonly Compared[]): boolean | undefined {
  const told = new Set(
    compared.map(({ comparison }) => comparison).filter((comparison) => comparison !== 'notListed'),
  );
  if (told.has('different') || told.has('missing')) return false;
  const open = ['sameWeak', 'pending', 'damaged', 'destroyed'] as const;
  if (open.some((one) => told.has(one))) return undefined;
  return told.has('same') ? true : undefined;
}
