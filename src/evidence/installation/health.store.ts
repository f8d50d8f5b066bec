// SQL of how much there is and what is wrong with it, for administrators. Counted by the system, not by a person.
import { sql } from 'kysely';
import type { Db } from '../log/log.store.ts';
import type { Counts } from './health.ts';

interface Tally {
  readonly bytesHeld: number;
  readonly failed: number;
  readonly jobsWaiting: number;
  readonly jobsFailed: number;
}

/** `since`: jobs that failed before this are not counted. */
export async function tally(db: Db, since: Date): Promise<Tally> {
  const { rows } = await sql<Tally>`
    select coalesce((select sum(bytes) from exhibit where status = 'held'), 0)::float8 as "bytesHeld",
           (select count(distinct v.item) from custody_event v join exhibit e on e.number = v.item
             where v.type = 'checkFailed' and e.status = 'held'
               and not exists (select from custody_event later where later.item = v.item and later.type = 'checked'
                                  and later.item_seq > v.item_seq)) as failed,
           (select count(*) from job where ended_at is null) as "jobsWaiting",
           (select count(*) from job where state = 'failed' and ended_at >= ${since}) as "jobsFailed"`.execute(
    db,
  );
  return rows[0] ?? { bytesHeld: 0, failed: 0, jobsWaiting: 0, jobsFailed: 0 };
}

/** For administrators. Counted by the system, not by a person; compartments and confidential results are in nobody's counts. */
export async function counts(db: Db): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*) from case_file where not is_compartmented) as cases,
           (select count(*) from exhibit where status = 'held')
             - (select count(*) from exhibit e join case_file f on f.id = e.case_id
                 where f.is_compartmented and e.status = 'held')
             - (select count(*) from exhibit e join case_file f on f.id = e.case_id
                 where not f.is_compartmented and e.status = 'held'
                   and e.id in (select comity_kept_exhibits())) as exhibits,
           (select count(*) from person where ended_at is null) as persons`.execute(db);
  return rows[0] ?? { cases: 0, exhibits: 0, persons: 0 };
}

/** The mailbox of the exchange, where one is set. */
export async function mailboxOf(
  db: Db,
): Promise<{ readonly readAt: Date | undefined; readonly isBroken: boolean } | undefined> {
  const { rows } = await sql<{ read_at: Date | null; is_broken: boolean }>`
    select m.read_at, m.error is not null as is_broken from exchange_mailbox m
     where exists (select from setting where name = 'exchangeMailbox')`.execute(db);
  const [row] = rows;
  return row && { readAt: row.read_at ?? undefined, isBroken: row.is_broken };
}
