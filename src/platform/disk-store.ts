// The object store on a disk: an OCFL 1.1 storage root with one object per exhibit (docs/formats/store.md).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
import { copyFolder } from './copy-folder.ts';
import { checkObject } from './disk-store-check.ts';
import { claim, idTaken, isHeld, stagedIds, unclaim } from './disk-store-holder.ts';
import {
  moveIntoPlace,
  objectFolder,
  openPlaces,
  removeWhole,
  stagedFolder,
  removeEmptyParents,
  type Places,
  type StoreHome,
} from './disk-store-places.ts';
import {
  MAX_INVENTORY_BYTES,
  notSealed,
  notStored,
  readContent,
  readInventory,
  readSmall,
  storedPlaces,
} from './disk-store-read.ts';
import { openStaging, SEAL } from './disk-store-staging.ts';
import { flush, writeAtomically } from './files.ts';
import type { ObjectStore, Staging, Tombstone } from './object-store.ts';
import { createHash } from 'node:crypto';
import { listFolder } from './disk-store-list.ts';
import { CONTENT, contentPath } from './ocfl.ts';

export interface DiskStoreOptions {
  /** For the time in an inventory. */
  readonly clock?: Clock;
  /** Who the inventories say made the object; the address is a URI. */
  readonly user?: { readonly name: string; readonly address?: string };
}

/** Makes what is missing. Refuses unsupported (another OCFL version) and notReady (staging on another disk). */
export async function openDiskStore(home: StoreHome, options: DiskStoreOptions = {}): Promise<ObjectStore> {
  const places = await openPlaces(home);
  const { clock = Date.now, user = { name: 'Comity' } } = options;
  return {
    about: undefined,
    stage: (id) => stage(places, id, { clock, user }),
    publish: (id) => publish(places, id),
    discard: (id) => discard(places, id),
    staged: async () =>
      (await stagedIds(places)).map((id) => ({
        id,
        isSealed: isSealed(places, id),
        isHeld: isHeld(places, id),
      })),
    has: async (id) => existsSync(objectFolder(places, id)),
    ids: async function* () {
      for await (const { id } of storedPlaces(places)) if (id !== undefined) yield id;
    },
    strays: async function* () {
      for await (const { id, path } of storedPlaces(places)) if (id === undefined) yield path;
    },
    inventory: (id) => readInventory(places, id),
    read: (id, path, range) => readContent(places, id, path, range),
    readAt: (id, { path }) => {
      return async (at, target) => {
        let filled = 0;
        for await (const piece of readContent(places, id, path, { from: at, to: at + target.length })) {
          target.set(piece, filled);
          filled += piece.length;
        }
        return filled;
      };
    },
    localPath: (id, path) => {
      const local = join(objectFolder(places, id), contentPath(path));
      return existsSync(local) ? local : undefined;
    },
    check: (id, work) => checkObject(places, id, work),
    purge: (id) => purgeObject(places, id),
    copyTo: async (id, folder, onBytes) => {
      if (!existsSync(objectFolder(places, id))) throw notStored(id);
      await copyFolder(objectFolder(places, id), folder, onBytes === undefined ? {} : { onBytes });
    },
    lockedUntil: () => Promise.resolve(undefined),
    bury: (tombstone) => bury(places, tombstone),
    tombstone: (id) => readTombstone(places, id),
    close: () => Promise.resolve(),
  };
}

async function stage(places: Places, id: Uuid, options: Required<DiskStoreOptions>): Promise<Staging> {
  await claim(places, id);
  try {
    // Looked for after the claim: a publication that ran at the same time has ended by now.
    if (existsSync(objectFolder(places, id)) || (await readTombstone(places, id)) !== undefined)
      throw idTaken(id);
    return await openStaging({ places, id, ...options, discard: () => discard(places, id) });
  } catch (error) {
    await discard(places, id);
    throw error;
  }
}

async function publish(places: Places, id: Uuid): Promise<void> {
  const target = objectFolder(places, id);
  if (existsSync(target)) {
    await flush(join(target, '..'));
  } else {
    if (!existsSync(stagedFolder(places, id))) throw notStored(id);
    if (!isSealed(places, id)) throw notSealed(id);
    await moveIntoPlace(places, id);
  }
  await unclaim(places, id);
}

async function discard(places: Places, id: Uuid): Promise<void> {
  await removeWhole(places, stagedFolder(places, id));
  await unclaim(places, id);
}

function isSealed(places: Places, id: Uuid): boolean {
  return existsSync(join(stagedFolder(places, id), SEAL));
}

// Destruction by order. The bytes go; that they were here, and what their inventory was, stays.

/** The tombstone comes first: after a crash it tells that the rest is to go too. */
async function purgeObject(places: Places, id: Uuid): Promise<void> {
  const folder = objectFolder(places, id);
  const tombstone = await readTombstone(places, id);
  if (tombstone === undefined) {
    if (!existsSync(folder)) throw notStored(id);
    await bury(places, await describe(folder, id));
  }
  await removeWhole(places, folder);
  await removeEmptyParents(places, folder);
}

async function bury(places: Places, tombstone: Tombstone): Promise<void> {
  await writeAtomically(tombstonePath(places, tombstone.id), `${JSON.stringify(tombstone)}\n`, 0o444);
}

async function readTombstone(places: Places, id: Uuid): Promise<Tombstone | undefined> {
  const bytes = await readSmall(tombstonePath(places, id), 64 * 1024);
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as Tombstone); // written by us alone
}

function tombstonePath(places: Places, id: Uuid): string {
  return join(places.tombstones, `${id}.json`);
}

/** From the files themselves, because a damaged object must be possible to destroy too. */
async function describe(folder: string, id: Uuid): Promise<Tombstone> {
  const inventory = await readSmall(join(folder, 'inventory.json'), MAX_INVENTORY_BYTES);
  let [files, bytes] = [0, 0];
  const folders = [join(folder, CONTENT)];
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    for (const entry of (await listFolder(below)) ?? [])
      if (entry.kind === 'folder') folders.push(join(below, entry.name));
      else [files, bytes] = [files + 1, bytes + entry.bytes];
  }
  const inventorySha256 = createHash('sha256')
    .update(inventory ?? '')
    .digest('hex');
  return { id, files, bytes, inventorySha256 };
}
