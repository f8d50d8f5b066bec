// One folder and one entry of a volume, found by their names from the root down.
import { damaged } from '../volumes/bytes.ts';
import type { Content, Entry, FileSystem } from '../filesystems/file-system.ts';
import { recordOf, type ListedRecord } from '../listing/lines.ts';
import { ORPHANS, withinLimits, type OpenVolume } from '../listing/list-image.ts';
import { contentOf, SLACK, slackOf, slackOrProblem, UNALLOCATED, unallocatedOf } from '../listing/unused.ts';

const MAX_ENTRIES = 100_000;

function systemOf({ fileSystem, number, damage }: OpenVolume): FileSystem {
  if (fileSystem === undefined)
    throw damaged(`a file system that is read on volume ${number}`, damage ?? 'none');
  return fileSystem;
}

function nameOf({ name, stream }: Entry): string {
  return stream === undefined ? name : `${name}:${stream}`;
}

/** Entries of a folder; what no folder has any more is below `$Orphans` of the root, and what is free below `$Unallocated`. */
function entriesOf(
  volume: OpenVolume,
  path: readonly string[],
  problem: (what: string) => void,
): Iterable<Entry> {
  const system = systemOf(volume);
  if (path.length === 1 && path[0] === UNALLOCATED) return unallocatedOf(volume);
  let [at, isOrphans] = [system.root, false];
  for (const [depth, name] of path.entries()) {
    if (depth === 0 && name === ORPHANS && system.orphans !== undefined) {
      isOrphans = true;
      continue;
    }
    const below = isOrphans ? (system.orphans?.(problem) ?? []) : system.children(at, problem);
    isOrphans = false;
    const found = [...below].filter((entry) => entry.type === 'folder' && nameOf(entry) === name);
    const next = found.find(({ isDeleted }) => !isDeleted) ?? found[0];
    if (next === undefined) throw damaged(`a folder ${name}`, 'none of that name');
    at = next;
  }
  return isOrphans ? (system.orphans?.(problem) ?? []) : system.children(at, problem);
}

export function folderAt(
  volume: OpenVolume,
  { path, isUnused }: { readonly path: readonly string[]; readonly isUnused: boolean },
  problem: (what: string) => void,
): readonly ListedRecord[] {
  const fileSystem = systemOf(volume);
  const records: ListedRecord[] = [];
  for (const entry of isUnused ? withUnused(volume, path, problem) : entriesOf(volume, path, problem)) {
    if (records.length >= MAX_ENTRIES) {
      problem(`only the first ${MAX_ENTRIES} entries of the folder are shown`);
      break;
    }
    const listed = {
      volume: volume.number,
      path: `/${[...path, nameOf(entry)].join('/')}`,
      entry,
      from: volume,
    };
    records.push(recordOf(withinLimits(listed, problem), { fileSystem }));
  }
  return records;
}

/** The folder of free space stands in the top one; the slack of a file after it. */
function* withUnused(
  volume: OpenVolume,
  path: readonly string[],
  problem: (what: string) => void,
): Generator<Entry> {
  const system = systemOf(volume);
  if (path.length === 0 && system.unallocated !== undefined)
    yield { ...system.root, name: UNALLOCATED, times: {} };
  for (const entry of entriesOf(volume, path, problem)) {
    yield entry;
    const slack = entry.isDeleted ? undefined : slackOrProblem(volume, { path: entry.name, entry }, problem);
    if (slack !== undefined) yield slack;
  }
}

export function entryAt(
  volume: OpenVolume,
  path: readonly string[],
  address: string,
): { readonly content: Content; readonly record: ListedRecord } {
  const fileSystem = systemOf(volume);
  const name = path.at(-1);
  for (const entry of entriesOf(volume, path.slice(0, -1), () => undefined)) {
    if (entry.address !== address || entry.type === 'folder') continue;
    const isSlack = name === `${nameOf(entry)}:${SLACK}`;
    if (!isSlack && nameOf(entry) !== name) continue;
    const found = isSlack ? slackOf(volume, entry) : entry;
    if (found === undefined) continue;
    const listed = { volume: volume.number, path: `/${path.join('/')}`, entry: found, from: volume };
    const record = recordOf(
      withinLimits(listed, () => undefined),
      { fileSystem },
    ); // said where it was listed
    return { content: contentOf(volume, found), record };
  }
  throw damaged(`a file ${name} at ${address}`, 'none');
}
