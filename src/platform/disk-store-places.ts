// Where things lie in an installation's folder, and what may be left there after a crash.
import { randomUUID } from 'node:crypto';
import { existsSync, unlinkSync } from 'node:fs';
import { readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { removeAbandoned } from './abandoned-files.ts';
import { listFolder } from './disk-store-list.ts';
import { errorCode, flush, makeFolder, writeAtomically } from './files.ts';
import type { Home } from './home.ts';
import { objectPath, ROOT_DECLARATION, rootFiles } from './ocfl.ts';

export interface Places {
  /** An OCFL storage root. */
  readonly store: string;
  readonly staging: string;
  /** Outside the storage root: OCFL has no place for an object that is no more. */
  readonly tombstones: string;
}

/** All that an object needs until it is whole. */
export type StagingPlace = Pick<Places, 'staging'>;

export type StoreHome = Pick<Home, 'path' | 'store' | 'staging'>;

/** Makes what is missing and removes what a crash left half removed. Refuses unsupported and notReady. */
export async function openPlaces(home: StoreHome): Promise<Places> {
  const places = { store: home.store, staging: home.staging, tombstones: join(home.path, 'tombstones') };
  for (const folder of Object.values(places)) await makeFolder(folder, 0o700);
  await refuseTwoDisks(places);
  await makeRoot(places.store);
  await tidyStaging(places);
  const written = Object.keys(rootFiles()).map((path) => dirname(join(places.store, path)));
  for (const folder of [places.tombstones, ...new Set(written)]) await removeAbandoned(folder);
  return places;
}

/** Takes away what a crash left half removed or half written. */
export async function tidyStaging({ staging }: StagingPlace): Promise<void> {
  for (const name of await readdir(staging))
    if (name.startsWith('trash-')) await removeTrash(join(staging, name));
  await removeAbandoned(staging);
}

export function objectFolder(places: Places, id: Uuid): string {
  return join(places.store, objectPath(id));
}

export function stagedFolder(places: StagingPlace, id: Uuid): string {
  return join(places.staging, id);
}

/** Removes a folder in one step that a crash cannot cut in two; its bytes are gone when this returns. */
export async function removeWhole(places: StagingPlace, folder: string): Promise<void> {
  const trash = join(places.staging, `trash-${randomUUID()}`);
  try {
    await rename(folder, trash);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return;
  }
  await flush(dirname(folder));
  await removeTrash(trash);
  await flush(places.staging);
}

/** Another process may be at it too: each removes what it finds. */
async function removeTrash(trash: string): Promise<void> {
  const folders = [trash];
  for (let i = 0; i < folders.length; i++) {
    const folder = folders[i] ?? trash;
    for (const { name, kind } of (await listFolder(folder)) ?? [])
      if (kind === 'folder') folders.push(join(folder, name));
      else unlink(join(folder, name));
  }
  await rm(trash, { recursive: true, force: true });
}

function unlink(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Moves a staged object to its place. The folders above it may be taken away at the same time by a purge. */
export async function moveIntoPlace(places: Places, id: Uuid): Promise<void> {
  const [from, to] = [stagedFolder(places, id), objectFolder(places, id)];
  for (let tries = 0; ; tries++) {
    await makeFolder(dirname(to), 0o700);
    try {
      await rename(from, to);
      break;
    } catch (error) {
      if (errorCode(error) === 'ENOENT' && !existsSync(from) && existsSync(to)) return; // somebody else has done it
      if (errorCode(error) !== 'ENOENT' || tries === 5) throw error;
    }
  }
  await flush(dirname(to));
  await flush(places.staging);
}

/** A storage root has no empty folders (OCFL, section 4.1). */
export async function removeEmptyParents(places: Places, folder: string): Promise<void> {
  for (let parent = dirname(folder); parent.length > places.store.length; parent = dirname(parent)) {
    try {
      await rmdir(parent);
    } catch (error) {
      if (errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOENT')
        return;
      throw error;
    }
  }
}

async function makeRoot(store: string): Promise<void> {
  const declarations = (await readdir(store)).filter((name) => name.startsWith('0='));
  if (declarations.some((name) => name !== ROOT_DECLARATION))
    throw new Refusal('unsupported.storageRoot', { place: store, found: declarations.join(', ') });
  for (const [path, text] of Object.entries(rootFiles())) {
    if (existsSync(join(store, path))) continue;
    await makeFolder(dirname(join(store, path)), 0o700);
    await writeAtomically(join(store, path), text, 0o444);
  }
}

async function refuseTwoDisks(places: Places): Promise<void> {
  const [store, staging] = await Promise.all([stat(places.store), stat(places.staging)]);
  if (store.dev === staging.dev) return;
  throw new Refusal('notReady.twoDisks', { staging: places.staging, store: places.store });
}
