// The one folder of the server whose contents may be taken into evidence, as the administrator has set it. Nothing outside
// it is named or reached: each part of a path is looked at by itself, and links are neither shown nor followed.
import { closeSync } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { errorCode } from '../../platform/files.ts';
import { openFolder, type OpenedFolder } from '../../platform/opened-place.ts';

export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Of a file. */
  readonly bytes: number;
}

export interface Listing {
  readonly entries: readonly Entry[];
  /** There are more than are listed, or some whose names or kinds are not shown. */
  readonly isPartial: boolean;
}

const LISTED = 500;
const DEPTH_MAX = 30;

/** What `a/b` means below the folder; undefined when it is of another form. */
export function partsOf(within: string): readonly string[] | undefined {
  if (within === '') return [];
  const parts = within.split('/');
  return parts.length <= DEPTH_MAX && parts.every(isName) ? parts : undefined;
}

/** Refuses notFound: nothing is there, something on the way is a link or no folder, or it is neither file nor folder. */
export async function placeWithin(
  root: string,
  parts: readonly string[],
): Promise<{ path: string; isFolder: boolean }> {
  try {
    let place = { path: await realpath(root), isFolder: true };
    for (const part of parts) {
      if (!place.isFolder || !isName(part)) throw nothingThere();
      const path = join(place.path, part);
      const info = await lstat(path);
      if (!info.isFile() && !info.isDirectory()) throw nothingThere();
      place = { path, isFolder: info.isDirectory() };
    }
    return place;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR' || errorCode(error) === 'EACCES')
      throw nothingThere(error);
    throw error;
  }
}

/** Files and folders, by name. Refuses notFound. */
export async function listWithin(root: string, parts: readonly string[]): Promise<Listing> {
  const { path, isFolder } = await placeWithin(root, parts);
  if (!isFolder) throw nothingThere();
  const opened = openWithin(path);
  try {
    return await listOpened(opened.handle);
  } finally {
    closeSync(opened.fd);
  }
}

/** The folder that was looked at, whatever has been put on the way since. */
function openWithin(path: string): OpenedFolder {
  const raw = Buffer.from(path).toString('latin1');
  try {
    return openFolder(raw, raw);
  } catch (error) {
    if (['ELOOP', 'ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error) ?? '')) throw nothingThere(error);
    throw error;
  }
}

async function listOpened(path: string): Promise<Listing> {
  const found = await readdir(path, { withFileTypes: true });
  const shown = found
    .filter((one) => (one.isFile() || one.isDirectory()) && isName(one.name))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const entries = await Promise.all(
    shown.slice(0, LISTED).map(async (one): Promise<Entry> => {
      const info = one.isFile() ? await lstat(join(path, one.name)).catch(() => undefined) : undefined; // gone meanwhile
      return { name: one.name, isFolder: one.isDirectory(), bytes: info?.size ?? 0 };
    }),
  );
  return { entries, isPartial: entries.length < found.length };
}

/** A replacement character stands for bytes that are no UTF-8: such a file cannot be named on a page. */
function isName(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && text.length <= 255 && !/[/\u0000\ufffd]/.test(text);
}

const nothingThere = (cause?: unknown): Refusal => new Refusal('notFound.serverFolderEntry', { cause });
