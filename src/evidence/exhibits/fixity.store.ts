// SQL of the schedule by which stored bytes are read again. Each question begins with an index, so it asks no more when
// more is stored.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../log/log.store.ts';

/** Of the exhibits that were not read since `before`, the one unread for the longest. */
export async function longestUnread(
  db: Db,
  before: Date,
): Promise<{ readonly number: string; readonly id: Uuid } | undefined> {
  const { rows } = await sql<{ number: string; id: Uuid }>`
    select number, id from exhibit where status = 'held' and coalesce(checked_at, added_at) < ${before}
     order by coalesce(checked_at, added_at) limit 1`.execute(db);
  return rows[0];
}

/** The kind of the job that checks one exhibit. */
export const CHECK_JOB = 'checkExhibit';

/** The check of this exhibit that was asked for and is not over. */
export async function openCheck(db: Db, caseId: Uuid, number: string): Promise<Uuid | undefined> {
  const row = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', CHECK_JOB)
    .where('case_id', '=', caseId)
    .where('title', '=', number)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row?.id as Uuid | undefined; // the column's type is uuid
}

const COUNTED = 10_000;

/** How many were not read since `before`: all, or those of these cases; at most 10,000 are counted. */
export async function countUnread(db: Db, before: Date, cases?: readonly Uuid[]): Promise<number> {
  const which = cases === undefined ? sql`` : sql`and case_id = any(${cases}::uuid[])`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from exhibit where status = 'held'
      and coalesce(checked_at, added_at) < ${before} ${which} limit ${COUNTED}) as unread`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Whether a job of this kind is under way or waits, about a case or about none. */
export async function isUnderWay(db: Db, kind: string): Promise<boolean> {
  const row = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
