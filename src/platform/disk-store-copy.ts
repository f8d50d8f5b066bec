// Copies of objects from one store to another, byte for byte: for backups and for bringing them back.
import { join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { checkObjectAt } from './disk-store-check.ts';
import { removeWhole, stagedFolder, type StagingPlace } from './disk-store-places.ts';
import type { ObjectStore } from './object-store.ts';

type Copied = 'copied' | 'there' | 'absent';

/**
 * Gives a function that copies one object, through the staging folder of the target. What was copied is read again and held to its
 * inventory before it is visible: throws `damaged` when it is not what it says, and the target then has nothing of it.
 */
export function objectCopier(
  source: Pick<ObjectStore, 'has' | 'copyTo'>,
  target: Pick<ObjectStore, 'has' | 'publish'>,
  places: StagingPlace,
): (id: Uuid, onBytes?: (bytes: number) => void) => Promise<Copied> {
  return async (id, onBytes) => {
    if (await target.has(id)) return 'there';
    if (!(await source.has(id))) return 'absent';
    const staged = stagedFolder(places, id);
    await removeWhole(places, staged); // of a copy that was interrupted
    await source.copyTo(id, staged, onBytes);
    const [first] = (await checkObjectAt(staged, id)).differences;
    if (first === undefined) {
      await target.publish(id);
      return 'copied';
    }
    await removeWhole(places, staged);
    throw new Refusal('damaged.objectCopy', {
      id,
      place: join(id, first.path),
      found: inEnglish(first.found),
      expected: inEnglish(first.expected),
    });
  };
}
