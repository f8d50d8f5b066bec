// What no file holds, as entries of their own that are listed and taken out like files: runs of clusters that are free, and slack, which is
// what follows the last byte of a file in its last cluster.
import { contentOfRuns, type Content, type Entry, type Run } from '../filesystems/file-system.ts';
import { damaged } from '../volumes/bytes.ts';
import type { OpenVolume } from './list-image.ts';

/** The name under which free runs stand. Each is called by its first and its last byte, as they count in the volume. */
export const UNALLOCATED = '$Unallocated';
/** The stream of a file that its slack is. */
export const SLACK = 'slack';

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

/** Of an entry of the file system, or of one of ours. */
export function contentOf({ fileSystem, bytes, number }: OpenVolume, entry: Entry | UnusedEntry): Content {
  if (fileSystem === undefined || bytes === undefined)
    throw damaged(`a file system that is read on volume ${number}`, 'none');
  return 'run' in entry ? contentOfRuns(bytes, [entry.run], entry.sizeBytes) : fileSystem.content(entry);
}
