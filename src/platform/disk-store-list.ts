// What lies in a folder of the store.
import { lstatSync, type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { errorCode } from './files.ts';
import type { OcflEntry } from './ocfl-validate.ts';

/** Undefined when there is no such folder. Looks synchronously, five times as fast, and lets others have their turn. */
export async function listFolder(path: string): Promise<readonly OcflEntry[] | undefined> {
  let found: readonly Dirent[];
  try {
    found = await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
  const entries: OcflEntry[] = [];
  for (const [i, one] of found.entries()) {
    if (i % 1000 === 999) await setImmediate();
    const kind = one.isFile() ? 'file' : one.isDirectory() ? 'folder' : 'other';
    entries.push({ name: one.name, kind, bytes: kind === 'file' ? sizeOf(join(path, one.name)) : 0 });
  }
  return entries;
}

/** 0 for one that was removed meanwhile. */
function sizeOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
