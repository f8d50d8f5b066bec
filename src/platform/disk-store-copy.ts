// Copies of objects from one storage root to another, byte for byte: for backups and for bringing them back.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { copyFolder } from './copy-folder.ts';
import { checkObjectAt } from './disk-store-check.ts';
import {
  moveIntoPlace,
  objectFolder,
  openPlaces,
  removeWhole,
  stagedFolder,
  type StoreHome,
} from './disk-store-places.ts';
import { Refusal } from '../base/refusal.ts';

export type Copied = 'copied' | 'there' | 'absent';

/**
 * Gives a function that copies one object. What was copied is read again and held to its inventory before it is visible:
 * throws `damaged` when it is not what it says, and the target then has nothing of it.
 */
export async function objectCopier(
  from: StoreHome,
  to: StoreHome,
): Promise<(id: Uuid, onBytes?: (bytes: number) => void) => Promise<Copied>> {
  const [source, target] = [await openPlaces(from), await openPlaces(to)];
  return async (id, onBytes) => {
    if (existsSync(objectFolder(target, id))) return 'there';
    if (!existsSync(objectFolder(source, id))) return 'absent';
    const staged = stagedFolder(target, id);
    await removeWhole(target, staged); // of a copy that was interrupted
    await copyFolder(objectFolder(source, id), staged, onBytes === undefined ? {} : { onBytes });
    const [first] = (await checkObjectAt(staged, id)).differences;
    if (first === undefined) {
      await moveIntoPlace(target, id);
      return 'copied';
    }
    await removeWhole(target, staged);
    throw new Refusal('damaged', {
      expected: `the object ${id} as its inventory describes it`,
      found: `${join(id, first.path)}: ${first.found} instead of ${first.expected}`,
      next: 'Run `comity audit` where it was copied from; see docs/guides/when-an-audit-fails.md.',
    });
  };
}
