// What came in answer to a request: which item each file answers, what is missing, and whether the digests that the sender gave
// are those of what is held. Rules alone.
import type { Uuid } from '../../base/ids.ts';
import type { FormRecord } from '../../law/model-form.ts';
import type { Authority } from '../../verify/event.ts';
import type { FileHash } from '../drafting/hash-lines.ts';
import { isSettled, type Actual, type RequestItem } from '../life/life.ts';
import { requestReference } from '../request.ts';

/** Digests that the sender gave. */
export type Listing = readonly FileHash[];

export interface Delivery {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  /** Counted within the request. */
  readonly number: number;
  readonly arrivedAt: Date;
  /** How it came, and how that is known. */
  readonly evidence: string;
  readonly isInformal: boolean;
  readonly conditions: readonly string[];
  readonly listing: Listing;
  readonly by: string | undefined;
  readonly at: Date;
  /** The package that it left in. */
  readonly share: Uuid | undefined;
}

/** One file of an exhibit that came with it. */
export interface DeliveredFile {
  readonly exhibit: Uuid;
  /** `FR-2026-000012-3` */
  readonly number: string;
  /** As it was found; empty for an exhibit of very many files. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** That it answers; undefined: none, or not yet said. */
  readonly item: number | undefined;
}

/** As the custody log names the request on which something was obtained: its number, instrument and article. */
export function authorityOf(
  file: { readonly reference: string },
  request: { readonly number: number },
  record: Pick<FormRecord, 'ref'>,
  instrument: string,
): Authority & { readonly type: 'request' } {
  const reference = requestReference(file.reference, request.number);
  return { type: 'request', id: `${reference}, ${instrument}, ${record.ref}`.slice(0, 300) };
}

export interface ItemResult {
  readonly item: number;
  readonly files: number;
  readonly bytes: number;
  readonly actual: Actual | undefined;
  /** It is wanted, nothing came, and the other side has not said why. */
  readonly isMissing: boolean;
}

export function itemResults(
  items: readonly Pick<RequestItem, 'item' | 'desired' | 'actual'>[],
  files: readonly DeliveredFile[],
): ItemResult[] {
  return items.map(({ item, desired, actual }) => {
    const own = files.filter((file) => file.item === item);
    const isAnswered = actual === 'none' || actual === 'refused' || actual === 'notPossible';
    return {
      item,
      files: own.length,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      actual,
      isMissing: desired === 'wanted' && own.length === 0 && !isAnswered,
    };
  });
}

/** `notCompared`: a digest of a kind that is not kept here. */
export type Comparison = 'same' | 'different' | 'missing' | 'notCompared' | 'notListed';

export interface Compared {
  readonly name: string;
  readonly comparison: Comparison;
  /** The exhibit that holds it. */
  readonly number: string | undefined;
}

/** Every line of the list, then the files that it does not name. A file that has another name and the same digest is the same. */
export function compareDigests(listing: Listing, files: readonly DeliveredFile[]): Compared[] {
  const rest = new Set(files);
  const take = (isIt: (file: DeliveredFile) => boolean): DeliveredFile | undefined => {
    const found = [...rest].find(isIt);
    if (found !== undefined) rest.delete(found);
    return found;
  };
  const listed = new Map<Listing[number], Compared>();
  const isSame = (line: Listing[number]) => (file: DeliveredFile) => file.sha256 === line.digest;
  // First what is the same, so that a file that was renamed does not take the place of another.
  for (const line of listing) {
    if (line.algorithm !== 'SHA-256') continue;
    const found = take((file) => isSame(line)(file) && hasName(file, line.file)) ?? take(isSame(line));
    if (found !== undefined) listed.set(line, { name: line.file, comparison: 'same', number: found.number });
  }
  for (const line of listing) {
    if (listed.has(line)) continue;
    const found = take((file) => hasName(file, line.file));
    const comparison =
      found === undefined ? 'missing' : line.algorithm === 'SHA-256' ? 'different' : 'notCompared';
    listed.set(line, { name: line.file, comparison, number: found?.number });
  }
  const more = [...rest].map(({ path, number }): Compared => ({
    name: path,
    comparison: 'notListed',
    number,
  }));
  return [...listing.flatMap((line) => listed.get(line) ?? []), ...more];
}

function hasName({ path }: DeliveredFile, name: string): boolean {
  const plain = name.replaceAll('\\', '/').replace(/^\.\//, '');
  return path === plain || path.endsWith(`/${plain}`) || plain.endsWith(`/${path}`);
}

/** Undefined: the sender gave no digests, or none that can be compared. */
export function digestsMatch(compared: readonly Compared[]): boolean | undefined {
  const told = compared.filter(({ comparison }) => comparison !== 'notListed');
  if (told.some(({ comparison }) => comparison === 'different' || comparison === 'missing')) return false;
  return told.some(({ comparison }) => comparison === 'same') ? true : undefined;
}

/** What seems to have become of an item, for whoever says so to begin with. */
export function proposedActual(result: Pick<ItemResult, 'files' | 'actual'>): Actual | undefined {
  if (result.files > 0 && !isSettled(result.actual)) return 'produced';
  return result.actual;
}
