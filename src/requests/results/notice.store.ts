// SQL of the duty to tell the person concerned.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { Notice, NoticeEvent, NoticeState } from './notice.ts';

/** Of one request. */
export const NOTICES = 200;

export interface NewNotice extends Pick<Notice, 'id' | 'person' | 'basis'> {
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly dueOn: Day;
}

/** Returns its number. The request is locked, so the next is free. */
export async function insertNotice(tx: Tx, made: NewNotice): Promise<number> {
  const { max } = await tx
    .selectFrom('request_notice')
    .select(({ fn }) => fn.max('number').as('max'))
    .where('request_id', '=', made.request)
    .executeTakeFirstOrThrow();
  const number = (max ?? 0) + 1;
  await tx
    .insertInto('request_notice')
    .values({
      id: made.id,
      request_id: made.request,
      case_id: made.caseId,
      number,
      person: made.person,
      basis: made.basis,
      state: 'planned',
      due_on: made.dueOn,
    })
    .execute();
  return number;
}

/** Number of the one that was planned under this id. */
export async function noticeUnder(tx: Tx, request: Uuid, id: Uuid): Promise<number | undefined> {
  const row = await tx
    .selectFrom('request_notice')
    .select('number')
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

/** Whether a step of it was recorded under this id. */
export async function hasNoticeEvent(tx: Tx, notice: Uuid, id: Uuid): Promise<boolean> {
  const row = await tx
    .selectFrom('request_notice_event')
    .select('id')
    .where('notice_id', '=', notice)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewNoticeEvent extends Omit<NoticeEvent, 'by'> {
  readonly id: Uuid;
  readonly notice: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly by: Uuid;
}

/** And where the notice stands after it. */
export async function insertNoticeEvent(tx: Tx, made: NewNoticeEvent): Promise<void> {
  await tx
    .insertInto('request_notice_event')
    .values({
      id: made.id,
      notice_id: made.notice,
      request_id: made.request,
      case_id: made.caseId,
      act: made.act,
      by_person: made.by,
      at: made.at,
      due_on: made.dueOn ?? null,
      done_on: made.doneOn ?? null,
      evidence: made.evidence ?? null,
      reason: made.reason ?? null,
      through: made.through ?? null,
    })
    .execute();
  await tx
    .updateTable('request_notice')
    .set({ state: made.act, due_on: made.dueOn ?? null })
    .where('id', '=', made.notice)
    .execute();
}

/** In the order in which they were planned; of one number alone where that is given. */
export async function noticesOf(tx: Tx, request: Uuid, number?: number): Promise<Notice[]> {
  const rows = await tx
    .selectFrom('request_notice')
    .select(['id', 'number', 'person', 'basis', 'state'])
    .select(sql<string | null>`due_on::text`.as('due'))
    .where('request_id', '=', request)
    .$if(number !== undefined, (some) => some.where('number', '=', number ?? 0))
    .orderBy('number')
    .limit(NOTICES)
    .execute();
  const events = await tx
    .selectFrom('request_notice_event as e')
    .leftJoin('person as p', 'p.id', 'e.by_person')
    .select(['e.notice_id', 'e.act', 'e.at', 'e.evidence', 'e.reason', 'e.through', 'p.name as by'])
    .select([sql<string | null>`e.due_on::text`.as('due'), sql<string | null>`e.done_on::text`.as('done')])
    .where('e.request_id', '=', request)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
  return rows.map(({ id, due, state, ...row }) => ({
    ...row,
    id: id as Uuid, // the column's type is uuid
    state: state as NoticeState, // the table's check
    dueOn: due ?? undefined,
    events: events
      .filter(({ notice_id }) => notice_id === id)
      .map((one) => ({
        act: one.act as NoticeState, // the table's check
        by: one.by ?? undefined,
        at: one.at,
        dueOn: one.due ?? undefined,
        doneOn: one.done ?? undefined,
        evidence: one.evidence ?? undefined,
        reason: one.reason ?? undefined,
        through: one.through ?? undefined,
      })),
  }));
}

export interface DueNotice {
  readonly reference: string;
  readonly number: number;
  readonly notice: number;
  readonly state: NoticeState;
  readonly dueOn: Day;
}

/** Planned or to be reviewed by this day, in cases where this person has one of these roles; the oldest first. */
export async function dueNotices(
  tx: Tx,
  { person, roles, today, limit }: { person: Uuid; roles: readonly CaseRole[]; today: Day; limit: number },
): Promise<DueNotice[]> {
  const { rows } = await sql<DueNotice>`
    select c.reference, r.number, n.number as notice, n.state, n.due_on::text as "dueOn"
      from case_member m join request_notice n on n.case_id = m.case_id and n.due_on <= ${today}::date
      join request r on r.id = n.request_id join case_file c on c.id = n.case_id
     where m.person_id = ${person} and m.role = any(${roles}::text[])
     order by n.due_on, c.reference, r.number, n.number limit ${limit}`.execute(tx);
  return rows;
}
