// Packages that failed their check: a copy as found, and the reason. Nobody can take them for evidence.
// As with evidence, the bytes are staged, the row decides, then they are put into place (staging-as-journal.md).
import { existsSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { copyTree } from '../../platform/copy-tree.ts';
import { openDiskStore } from '../../platform/disk-store.ts';
import { writeAtomically } from '../../platform/files.ts';
import type { Home } from '../../platform/home.ts';
import type { ObjectStore, Staging } from '../../platform/object-store.ts';
import type { Fault } from '../../verify/fault.ts';
import { nameText } from '../exhibits/found-name.ts';
import type { Installation } from '../log/installation.acts.ts';
import { insertQuarantined, quarantinedById, type Quarantined } from './quarantine.store.ts';

/** Returns the name it is kept under. Under a name given again it is kept once. */
export async function quarantine(
  house: Installation,
  path: string,
  fault: Fault,
  id = newUuid(house.clock, house.random),
): Promise<Uuid> {
  if ((await quarantinedById(house.db.kysely, id)) !== undefined) return id;
  const { code, place, message } = fault;
  const receivedAt = new Date(house.clock());
  const kept: Quarantined = { id, name: nameText(basename(path)), code, place, message, receivedAt };
  const store = await openQuarantine(house.home);
  try {
    const staging = await store.stage(id);
    try {
      await copyAsFound(staging, path);
      await staging.seal();
      await house.db.transaction((tx) => insertQuarantined(tx, kept));
    } catch (error) {
      await settle(house, store, id); // the row may be there though the answer was lost
      throw error;
    }
    await putInPlace(house, store, kept);
  } finally {
    await store.close();
  }
  return id;
}

/** What a crash left half kept. */
export async function settleQuarantine(house: Installation): Promise<void> {
  if (!existsSync(join(house.home.quarantine, 'staging'))) return; // it was never used
  const store = await openQuarantine(house.home);
  try {
    for (const staged of await store.staged()) if (!staged.isHeld) await settle(house, store, staged.id);
  } finally {
    await store.close();
  }
}

async function settle(house: Installation, store: ObjectStore, id: Uuid): Promise<void> {
  const kept = await quarantinedById(house.db.kysely, id);
  if (kept === undefined) await store.discard(id);
  else await putInPlace(house, store, kept);
}

/** The reason first: as long as something is staged, the next start does this again. */
async function putInPlace(house: Installation, store: ObjectStore, kept: Quarantined): Promise<void> {
  const path = join(house.home.quarantine, `${kept.id}.json`);
  await writeAtomically(path, `${JSON.stringify(kept, undefined, 2)}\n`, 0o600);
  await store.publish(kept.id);
}

/** The same store as for evidence, under another root: links are not followed, digests lie beside. */
function openQuarantine(home: Home): Promise<ObjectStore> {
  const root = home.quarantine;
  return openDiskStore({ ...home, store: join(root, 'store'), staging: join(root, 'staging') });
}

/** Nothing when there is nothing that could be kept. */
async function copyAsFound(staging: Staging, path: string): Promise<void> {
  const info = await lstat(path).catch(() => undefined);
  if (info?.isDirectory() === true) await copyTree(staging, path);
  else if (info?.isFile() === true) await staging.write('data/package.zip', { kind: 'path', path });
}
