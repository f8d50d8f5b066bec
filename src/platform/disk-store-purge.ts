// Destruction by order. The bytes go; that they were here, and what their inventory was, stays.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { listFolder } from './disk-store-list.ts';
import { objectFolder, removeEmptyParents, removeWhole, type Places } from './disk-store-places.ts';
import { MAX_INVENTORY_BYTES, notStored, readSmall } from './disk-store-read.ts';
import { writeAtomically } from './files.ts';
import type { Tombstone } from './object-store.ts';
import { CONTENT } from './ocfl.ts';

/** The tombstone comes first: after a crash it tells that the rest is to go too. */
export async function purgeObject(places: Places, id: Uuid): Promise<void> {
  const folder = objectFolder(places, id);
  const tombstone = await readTombstone(places, id);
  if (tombstone === undefined) {
    if (!existsSync(folder)) throw notStored(id);
    await writeAtomically(
      tombstonePath(places, id),
      `${JSON.stringify(await describe(folder, id))}\n`,
      0o444,
    );
  }
  await removeWhole(places, folder);
  await removeEmptyParents(places, folder);
}

export async function readTombstone(places: Places, id: Uuid): Promise<Tombstone | undefined> {
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
