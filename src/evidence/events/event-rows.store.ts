// SQL of the events of one exhibit. Run as the person who looks; each query also names the case.
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../log/log.store.ts';
import type { PackagedEvent } from './event.ts';
import { readEvents, type EventRow } from './event-rows.ts';

/** Every event of an exhibit of this case, oldest first, read as this person; no view is recorded by that. */
export async function recordedEvents(db: Db, caseId: Uuid, number: string): Promise<PackagedEvent[]> {
  return readEvents(await eventRows(db, caseId, number));
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

export async function eventCount(db: Db, caseId: Uuid, number: string): Promise<number> {
  const row = await db
    .selectFrom('custody_event')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('item', '=', number)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return row.count;
}
