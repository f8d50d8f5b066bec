// An exhibit whose bytes go by order.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uuid } from '../../base/ids.ts';
import type { Installation } from '../log/installation.acts.ts';
import { setStatus } from '../exhibits/exhibit.store.ts';
import { takenOffWith, fileNameOf } from './copies.store.ts';

/**
 * Wherever the bytes are; those that were lost before the order came are gone too, and it is fulfilled. Where the store still keeps them
 * by a lock, the order stays open, and each start looks again.
 */
export async function finishDisposal(house: Installation, id: Uuid): Promise<void> {
  await house.settleStaged(id);
  if ((await house.store.lockedUntil(id)) !== undefined) return;
  if ((await house.store.has(id)) || (await house.store.tombstone(id)) !== undefined)
    await house.store.purge(id);
  for (const copy of await takenOffWith(house.db.kysely, id))
    await rm(join(house.home.packages, fileNameOf(copy)), { force: true });
  await setStatus(house.db.kysely, id, 'destroyed');
}
