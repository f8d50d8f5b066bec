// SQL of the packages that failed their check.
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../log/log.store.ts';

/** Why a package was kept aside. */
export interface Quarantined {
  readonly id: Uuid;
  /** The last part of the path it came by. */
  readonly name: string;
  readonly code: string;
  readonly place: string;
  readonly message: string;
  readonly receivedAt: Date;
}

export async function insertQuarantined(tx: Tx, kept: Quarantined): Promise<void> {
  const { receivedAt, ...reason } = kept;
  await tx
    .insertInto('quarantined_package')
    .values({ ...reason, sha256: null, received_at: receivedAt })
    .execute();
}

export async function quarantinedById(db: Db, id: Uuid): Promise<Quarantined | undefined> {
  const row = await db
    .selectFrom('quarantined_package')
    .select(['name', 'code', 'place', 'message', 'received_at as receivedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : { id, ...row };
}
