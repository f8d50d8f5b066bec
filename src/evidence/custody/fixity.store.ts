// SQL of the schedule by which stored bytes are read again. Each question begins with an index, so it asks no more when
// more is stored.
import { sql, type RawBuilder } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../log/log.store.ts';
import { z } from 'zod';
import { readSetting } from '../../people/setting.store.ts';

/** Every exhibit is read again within so many days. */
export const FIXITY_SETTING = 'fixity';
export const fixitySetting = z.strictObject({ days: z.int().min(1).max(3650) });
export const FIXITY_DAYS = 90;

export async function fixityDays(db: Db): Promise<number> {
  return (await readSetting(db, FIXITY_SETTING, fixitySetting))?.value.days ?? FIXITY_DAYS;
}

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

/** How many of all exhibits were not read since `before`; at most 10,000 are counted. */
export async function countUnread(db: Db, before: Date): Promise<number> {
  return countTo(COUNTED, db, before, sql``);
}

const COUNTED_OF_CASES = 1000;

/** The same of these cases; at most 1,000, and whether there may be more. */
export async function countUnreadOf(
  db: Db,
  before: Date,
  cases: readonly Uuid[],
): Promise<{ readonly count: number; readonly isMore: boolean }> {
  const due = await casesWithUnread(db, before, cases);
  if (due.length === 0) return { count: 0, isMore: false };
  const count = await countTo(COUNTED_OF_CASES, db, before, sql`and case_id = any(${due}::uuid[])`);
  return { count, isMore: count === COUNTED_OF_CASES };
}

/**
 * Looks at the exhibit longest unread of each case, by the order of the index: a comparison of times in the same place would
 * look at every exhibit, because where need to know stands before it only leakproof functions go first (PostgreSQL, "Rules and
 * Privileges"). `between` keeps the case in the order that is asked for; with `=` the index without cases would do as well.
 */
async function casesWithUnread(db: Db, before: Date, cases: readonly Uuid[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select one.id from unnest(${cases}::uuid[]) as one(id) cross join lateral (
      select coalesce(checked_at, added_at) as at from exhibit
       where status = 'held' and case_id between one.id and one.id
       order by case_id, coalesce(checked_at, added_at) limit 1) as longest
     where longest.at < ${before}`.execute(db);
  return rows.map(({ id }) => id);
}

async function countTo(most: number, db: Db, before: Date, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from exhibit where status = 'held'
      and coalesce(checked_at, added_at) < ${before} ${which} limit ${most}) as unread`.execute(db);
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
