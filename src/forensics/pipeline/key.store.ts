// SQL of keys for examinations, as they are kept sealed until one has ended.
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import type { Of } from './examined.store.ts';

interface SealedKey {
  readonly id: Uuid;
  readonly sealed: string;
}

/** In place of one that was given before. */
export async function keepKey(
  tx: Tx,
  { exhibit, caseId }: Of,
  { id, sealed, at }: SealedKey & { readonly at: Date },
): Promise<void> {
  await tx.deleteFrom('examination_key').where('exhibit_id', '=', exhibit).execute();
  await tx
    .insertInto('examination_key')
    .values({ exhibit_id: exhibit, case_id: caseId, id, sealed, given_at: at })
    .execute();
}

export async function keyOf(db: Db, { exhibit }: Of): Promise<SealedKey | undefined> {
  const row = await db
    .selectFrom('examination_key')
    .select(['id', 'sealed'])
    .where('exhibit_id', '=', exhibit)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id as Uuid, sealed: row.sealed }; // the column's type is uuid
}

/** That one alone: another may have been given meanwhile. */
export async function forgetKey(db: Db, id: Uuid): Promise<void> {
  await db.deleteFrom('examination_key').where('id', '=', id).execute();
}

export async function forgetKeysBefore(db: Db, day: Date): Promise<void> {
  await db.deleteFrom('examination_key').where('given_at', '<', day).execute();
}
