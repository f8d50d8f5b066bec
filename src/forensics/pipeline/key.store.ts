// SQL of keys for examinations and selections, as they are kept sealed until one has ended.
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import type { Of } from './examined.store.ts';

interface SealedKey {
  readonly id: Uuid;
  readonly sealed: string;
}

/** For the next examination of the exhibit; with a job for that one alone. */
export interface KeyFor extends Of {
  readonly job?: Uuid | undefined;
}

/** In place of one that was given before for the same. */
export async function keepKey(
  tx: Tx,
  { exhibit, caseId, job }: KeyFor,
  { id, sealed, at }: SealedKey & { readonly at: Date },
): Promise<void> {
  await tx.deleteFrom('examination_key').where('exhibit_id', '=', exhibit).where('job_id', 'is not distinct from', job ?? null).execute(); // prettier-ignore
  await tx
    .insertInto('examination_key')
    .values({ exhibit_id: exhibit, case_id: caseId, id, sealed, given_at: at, job_id: job ?? null })
    .execute();
}

export async function keyOf(db: Db, { exhibit, job }: KeyFor): Promise<SealedKey | undefined> {
  const row = await db
    .selectFrom('examination_key')
    .select(['id', 'sealed'])
    .where('exhibit_id', '=', exhibit)
    .where('job_id', 'is not distinct from', job ?? null)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id as Uuid, sealed: row.sealed }; // the column's type is uuid
}

/** That one alone: another may have been given meanwhile. */
export async function forgetKey(db: Db, id: Uuid): Promise<void> {
  await db.deleteFrom('examination_key').where('id', '=', id).execute();
}

/** And those of selections that ended otherwise than by their own hand: one that was cancelled while it waited never ran. */
export async function forgetKeysBefore(db: Db, day: Date): Promise<void> {
  await db
    .deleteFrom('examination_key')
    .where((where) =>
      where.or([
        where('given_at', '<', day),
        where('job_id', 'in', db.selectFrom('job').select('id').where('ended_at', 'is not', null)),
      ]),
    )
    .execute();
}
