// SQL of what was done to keep the installation safe: backups made and checked, audits.
import { newUuid, type Random } from '../../base/ids.ts';
import type { Clock } from '../../base/time.ts';
import type { Database } from '../../platform/database.ts';
import type { Schema } from '../../platform/schema.ts';
import type { Housework, HouseworkDone } from './health.ts';
import type { Db } from '../log/log.store.ts';

export async function recordHousework(
  { db, clock, random }: { readonly db: Database<Schema>; readonly clock: Clock; readonly random: Random },
  done: { readonly what: Housework; readonly place: string; readonly isSound: boolean },
): Promise<void> {
  await db.kysely
    .insertInto('housekeeping')
    .values({
      id: newUuid(clock, random),
      at: new Date(clock()),
      what: done.what,
      place: done.place,
      is_sound: done.isSound,
    })
    .execute();
}

/** The last of each, by an administrator or the system. */
export async function lastHousework(
  db: Db,
): Promise<{ readonly [what in Housework]: HouseworkDone | undefined }> {
  const rows = await db
    .selectFrom('housekeeping')
    .distinctOn('what')
    .selectAll()
    .orderBy('what')
    .orderBy('at', 'desc')
    .execute();
  const last = (what: Housework): HouseworkDone | undefined => {
    const row = rows.find((one) => one.what === what);
    return row === undefined ? undefined : { at: row.at, place: row.place, isSound: row.is_sound };
  };
  return {
    backupMade: last('backupMade'),
    backupChecked: last('backupChecked'),
    audited: last('audited'),
  };
}
