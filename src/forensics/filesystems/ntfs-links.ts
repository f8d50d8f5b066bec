// Which records of NTFS name which as their folder. For the documentation see ntfs-record.ts.
import type { Problem } from './file-system.ts';
import { fileName, TYPE, type FileName, type FileRecord } from './ntfs-record.ts';
import type { FileTable } from './ntfs-table.ts';
import { errorText } from '../../base/error-text.ts';

export const ROOT = 5;
/** The parent of those that no folder has. */
export const NOWHERE = -1;

/** Which records name which as their parent: four bytes a link, whatever the number of files. */
export interface Links {
  children(parent: number): Iterable<number>;
  parentOf(record: number, name: FileName): number;
}

type Link = readonly [parent: number, record: number];

export function linksOf(table: FileTable, problem: Problem): Links {
  const count = table.count;
  const sequences = new Uint16Array(count);
  /** 1: a folder, 2: in use. */
  const states = new Uint8Array(count);
  const named: [parent: number, sequence: number, record: number][] = [];
  for (let number = 0; number < count; number++) {
    try {
      const record = table.record(number);
      if (record === undefined || record.base !== 0) continue;
      sequences[number] = record.sequence;
      if (record.lost !== undefined && record.isInUse) problem(`record ${number}: ${errorText(record.lost)}`);
      states[number] = (record.isFolder ? 1 : 0) + (record.isInUse ? 2 : 0);
      if (number === ROOT) continue; // its own parent
      for (const { parent, parentSequence } of namesOf(record)) named.push([parent, parentSequence, number]);
    } catch (error) {
      problem(`record ${number}: ${errorText(error)}`);
    }
  }
  // A record's number of uses grows when its file is deleted: the children of a deleted folder name it by the one before.
  const isParent = (parent: number, sequence: number): boolean => {
    const state = states[parent] ?? 0;
    if ((state & 1) === 0) return false;
    const now = sequences[parent]!; // below `count`, as its state is
    return sequence === now || ((state & 2) === 0 && sequence + 1 === now);
  };
  const parentOf = (number: number, parent: number, sequence: number): number =>
    parent !== number && isParent(parent, sequence) ? parent : NOWHERE;
  const links = named.map(([parent, sequence, number]): Link => [parentOf(number, parent, sequence), number]);
  const byParent = new Map<number, Set<number>>();
  const add = ([parent, number]: Link): void => {
    const known = byParent.get(parent);
    if (known === undefined) byParent.set(parent, new Set([number]));
    else known.add(number);
  };
  for (const link of links) add(link);
  const lost = ringsIn(links, byParent, count);
  for (const number of lost) add([NOWHERE, number]);
  return {
    children: (parent) => byParent.get(parent) ?? [],
    parentOf: (number, { parent, parentSequence }) =>
      lost.has(number) ? NOWHERE : parentOf(number, parent, parentSequence),
  };
}

/** Folders that lie within each other are below no other: one of each such ring, so that the rest is below it. */
function ringsIn(
  links: readonly Link[],
  byParent: ReadonlyMap<number, ReadonlySet<number>>,
  count: number,
): ReadonlySet<number> {
  const reached = new Uint8Array(count);
  const reach = (from: number): void => {
    const open = [from];
    for (let parent = open.pop(); parent !== undefined; parent = open.pop())
      for (const number of byParent.get(parent) ?? []) {
        if (reached[number] === 1) continue;
        reached[number] = 1;
        open.push(number);
      }
  };
  for (const from of [ROOT, NOWHERE]) reach(from);
  const rings = new Set<number>();
  const left = links.filter(([, number]) => reached[number] === 0);
  const above = new Map(left.map(([parent, number]) => [number, parent]));
  for (const [, number] of left) {
    if (reached[number] === 1) continue;
    const passed = new Set<number>();
    let at = number;
    // Whatever is above it was not reached either, so the way up never ends.
    for (; !passed.has(at); at = above.get(at) ?? at) passed.add(at);
    rings.add(at);
    reached[at] = 1;
    reach(at);
  }
  return rings;
}

/** Without those that are for DOS alone, as long as there is another. */
export function namesOf({ attributes }: FileRecord): FileName[] {
  const all = attributes.filter(({ type }) => type === TYPE.fileName).flatMap((one) => fileName(one) ?? []);
  const long = all.filter(({ space }) => space !== 2);
  return long.length > 0 ? long : all;
}
