// SQL of what the pages show of exhibits. Run as the person who looks; each query also names the case.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { EventRow } from '../packages/event-rows.ts';
import type { Counts } from '../installation/health.ts';
import type { Db } from '../log/log.store.ts';

export interface FailedExhibit {
  readonly number: string;
  readonly reference: string;
  readonly item: number;
  readonly title: string;
}

/** Exhibits of these cases whose last check failed. Begins with the failures, of which there are few. */
export async function failedExhibits(
  db: Db,
  cases: readonly Uuid[],
  limit: number,
): Promise<FailedExhibit[]> {
  if (cases.length === 0) return [];
  const { rows } = await sql<FailedExhibit>`
    select distinct e.number, f.reference, e.item, e.title
      from custody_event v join exhibit e on e.number = v.item join case_file f on f.id = e.case_id
     where v.case_id = any(${cases}::uuid[]) and e.case_id = v.case_id and v.type = 'checkFailed' and e.status = 'held'
       and not exists (select from custody_event later where later.item = v.item and later.type = 'checked'
                          and later.item_seq > v.item_seq)
     order by e.number limit ${limit}`.execute(db);
  return rows;
}

/** Every event of one exhibit of this case, oldest first. */
export async function eventRows(db: Db, caseId: Uuid, number: string): Promise<EventRow[]> {
  const rows = await db
    .selectFrom('custody_event')
    .leftJoin('event_detail', 'event_detail.event_id', 'custody_event.id')
    .select(['log_index', 'note', 'recorded_at', 'event_detail.text as detail'])
    .where('item', '=', number)
    .where('case_id', '=', caseId)
    .orderBy('item_seq')
    .execute();
  return rows.map((row) => ({
    index: row.log_index,
    note: row.note,
    recordedAt: row.recorded_at,
    detail: row.detail ?? undefined,
  }));
}

/** One event of an exhibit of this case, by its id. */
export async function noteOfEvent(
  db: Db,
  place: { readonly caseId: Uuid; readonly number: string; readonly event: Uuid },
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('custody_event')
    .select('note')
    .where('id', '=', place.event)
    .where('item', '=', place.number)
    .where('case_id', '=', place.caseId)
    .executeTakeFirst();
  return row?.note;
}

/** Some events of one exhibit of this case, oldest first, beginning after one; without private text. */
export async function eventsAfter(
  db: Db,
  place: { readonly caseId: Uuid; readonly number: string; readonly after: number; readonly limit: number },
): Promise<Omit<EventRow, 'detail'>[]> {
  const rows = await db
    .selectFrom('custody_event')
    .select(['log_index', 'note', 'recorded_at'])
    .where('item', '=', place.number)
    .where('case_id', '=', place.caseId)
    .where('item_seq', '>', place.after)
    .orderBy('item_seq')
    .limit(place.limit)
    .execute();
  return rows.map((row) => ({ index: row.log_index, note: row.note, recordedAt: row.recorded_at }));
}

/** The bytes of an event of a case that this person is in, with their role there; undefined when there is none. */
export async function noteFor(
  db: Db,
  person: Uuid,
  index: number,
): Promise<{ readonly note: Uint8Array; readonly role: CaseRole } | undefined> {
  const row = await db
    .selectFrom('custody_event')
    .innerJoin('case_member', 'case_member.case_id', 'custody_event.case_id')
    .select(['custody_event.note', 'case_member.role'])
    .where('custody_event.log_index', '=', index)
    .where('case_member.person_id', '=', person)
    .where(sql<boolean>`(case_member.until is null or case_member.until > now())`)
    .executeTakeFirst();
  return row === undefined ? undefined : { note: row.note, role: row.role as CaseRole }; // the table's check
}

export async function eventCount(db: Db, caseId: Uuid, number: string): Promise<number> {
  const row = await db
    .selectFrom('custody_event')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('item', '=', number)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return row.count;
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
