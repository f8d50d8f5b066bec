// SQL of the passkeys that are enrolled in the log: whose they are. For the system's hand alone.
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from './log.store.ts';

export interface EnrolledKey {
  readonly fingerprint: string;
  readonly origin: string;
  readonly hasEnded: boolean;
}

export async function enrolledKeysOf(db: Db, person: Uuid): Promise<EnrolledKey[]> {
  const rows = await db
    .selectFrom('signing_key')
    .select(['fingerprint', 'origin', 'ended_at'])
    .where('person_id', '=', person)
    .execute();
  return rows.map(({ fingerprint, origin, ended_at: end }) => ({
    fingerprint,
    origin,
    hasEnded: end !== null,
  }));
}

/** Everybody with a key that has not ended. */
export async function personsWithKeys(db: Db): Promise<Uuid[]> {
  const rows = await db
    .selectFrom('signing_key')
    .select('person_id')
    .distinct()
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.person_id as Uuid); // a column of that kind
}

export interface NewEnrolledKey {
  readonly fingerprint: string;
  readonly origin: string;
  readonly person: Uuid;
  readonly at: Date;
}

export async function insertEnrolledKey(tx: Tx, made: NewEnrolledKey): Promise<void> {
  await tx
    .insertInto('signing_key')
    .values({
      fingerprint: made.fingerprint,
      origin: made.origin,
      person_id: made.person,
      enrolled_at: made.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function endKey(tx: Tx, fingerprint: string, at: Date): Promise<void> {
  await tx
    .updateTable('signing_key')
    .set({ ended_at: at })
    .where('fingerprint', '=', fingerprint)
    .where('ended_at', 'is', null)
    .execute();
}
