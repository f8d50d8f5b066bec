// What no file holds, as entries of their own that are listed and taken out like files: runs of clusters that are free, and slack, which is
// what follows the last byte of a file in its last cluster.
import { contentOfRuns, type Content, type Entry, type Run } from '../filesystems/file-system.ts';
import { damaged } from '../volumes/bytes.ts';
import { reasonOf, walk, type Listed, type OpenVolume } from './list-image.ts';

/** The name under which free runs stand. Each is called by its first and its last byte, as they count in the volume. */
export const UNALLOCATED = '$Unallocated';
/** The stream of a file that its slack is. */
export const SLACK = 'slack';

/** What an examination lists of one volume: more is said, and left out. */
export const MOST_UNUSED = 100_000;
/** Of a free run as it is read for its digests; a larger one is listed without them. */
export const UNUSED_BYTES = 4 * 1024 ** 3;

/** Slack that follows a file, or a run that is free. */
export const UNUSED = ['free', 'slack'] as const;
export type Unused = (typeof UNUSED)[number];

/** Bytes of the volume under a name of ours. */
export interface UnusedEntry extends Entry {
  readonly run: Run;
}

/** None where the file system is one that is written once, or its list of free blocks is not read. */
export function* unallocatedOf({ fileSystem }: OpenVolume): Generator<UnusedEntry> {
  for (const run of fileSystem?.unallocated?.() ?? []) {
    const { at = 0, length } = run;
    const name = `${at}-${at + length - 1}`;
    const own = { name, address: `byte-${at}`, type: 'file', sizeBytes: length } as const;
    yield { ...own, isDeleted: false, times: {}, key: 0, run };
  }
}

/** Undefined where there is none that is known: the file is empty, packed, ends in a hole, or lies in its record. */
export function slackOf({ fileSystem, bytes }: OpenVolume, entry: Entry): UnusedEntry | undefined {
  if (entry.type !== 'file' || fileSystem === undefined || bytes === undefined) return undefined;
  const { runs, size, stored } = fileSystem.content(entry);
  const last = runs.at(-1);
  const held = runs.reduce((sum, { length }) => sum + length, 0);
  if (stored !== 'plain' || last?.at === undefined || held !== size) return undefined;
  const at = last.at + last.length;
  const { clusterBytes } = fileSystem;
  const length = Math.min((clusterBytes - (size % clusterBytes)) % clusterBytes, bytes.size - at);
  if (length <= 0) return undefined;
  const stream = entry.stream === undefined ? SLACK : `${entry.stream}:${SLACK}`;
  return { ...entry, stream, sizeBytes: length, run: { at, length } };
}

/** Slack of each file that is not deleted (what follows one that is lies in a free run), then the free runs; in an order that hangs on the volume alone. */
export function* unusedOf(
  volume: OpenVolume,
  problem: (what: string) => void,
  most = MOST_UNUSED,
): Generator<Listed & { readonly entry: UnusedEntry; readonly unused: Unused }> {
  const { number } = volume;
  let count = 0;
  const isFull = (): boolean => {
    if (count++ < most) return false;
    problem(`${UNALLOCATED}: only the first ${most} free runs and slacks of the volume are listed`);
    return true;
  };
  try {
    for (const { path, entry } of walk(volume, () => undefined)) {
      const slack = entry.isDeleted ? undefined : slackOrProblem(volume, { path, entry }, problem);
      if (slack === undefined) continue;
      if (isFull()) return;
      yield { volume: number, path: `${path}:${SLACK}`, entry: slack, from: volume, unused: 'slack' };
    }
    for (const entry of unallocatedOf(volume)) {
      if (isFull()) return;
      yield { volume: number, path: `/${UNALLOCATED}/${entry.name}`, entry, from: volume, unused: 'free' };
    }
  } catch (error) {
    problem(`${UNALLOCATED}: ${reasonOf(error)}`);
  }
}

/** What keeps it from being known is said. */
export function slackOrProblem(
  volume: OpenVolume,
  { path, entry }: Pick<Listed, 'path' | 'entry'>,
  problem: (what: string) => void,
): UnusedEntry | undefined {
  try {
    return slackOf(volume, entry);
  } catch (error) {
    problem(`${path}: ${reasonOf(error)}`); // its content, which is a failure of its own too
    return undefined;
  }
}

/** Of an entry of the file system, or of one of ours. */
export function contentOf({ fileSystem, bytes, number }: OpenVolume, entry: Entry | UnusedEntry): Content {
  if (fileSystem !== undefined && !('run' in entry)) {
    const content = fileSystem.content(entry);
    if (!Number.isSafeInteger(content.size))
      throw damaged('a size below 2 to the power of 53', `${content.size}`);
    return content;
  }
  if (fileSystem === undefined || bytes === undefined || !('run' in entry))
    throw damaged(`a file system that is read on volume ${number}`, 'none');
  return contentOfRuns(bytes, [entry.run], entry.sizeBytes);
}
