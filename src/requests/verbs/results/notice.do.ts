// Tells the person concerned, or says why not yet and when it is looked at again. Every step is kept.
import { sql } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { followNotice } from '../../machine/clocks/follow.acts.ts';
import { lifeOf } from '../life/life.acts.ts';
import { isOver, NOTICE, type Notice, type NoticeEvent } from './notice.ts';
import { actsOf, RECORDS, type NewEvent, type Records } from './record.do.ts';

export const notices: Records<Notice, (typeof NOTICE)['fields'], (typeof NOTICE)['steps']> = {
  kind: NOTICE,
  list: noticesOf,
  under: numberUnder,
  insert,
  after: endDuty,
};

export const { begin: planNotice, step: stepNotice } = actsOf(notices);

/** What its fields give, whichever act it is: texts and days, all of them. */
type Said = { readonly [property: string]: string | undefined };

/** And where the notice stands after it. A plan is a row of its own, and its first event. */
async function insert(
  tx: Tx,
  { id, act, number, request, caseId, by, at, through, values }: NewEvent,
): Promise<void> {
  const { person, basis, evidence = null, reason = null, on = null, dueOn, review } = values as Said;
  const due = dueOn ?? review ?? null;
  if (act === NOTICE.act)
    await sql`insert into request_notice (id, request_id, case_id, number, person, basis, state, due_on)
      values (${id}, ${request}, ${caseId}, ${number}, ${person}, ${basis}, ${act}, ${due}::date)`.execute(
      tx,
    );
  await sql`with n as (update request_notice set state = ${act}, due_on = ${due}::date
                        where request_id = ${request} and number = ${number} returning id)
    insert into request_notice_event (id, notice_id, request_id, case_id, act, by_person, at, through, due_on, done_on, evidence, reason)
    select ${id}, n.id, ${request}, ${caseId}, ${act}, ${by}, ${at}, ${through}, ${due}::date, ${on}::date, ${evidence}, ${reason}
      from n`.execute(tx);
}

async function numberUnder(tx: Tx, request: Uuid, id: Uuid): Promise<number | undefined> {
  const { rows } = await sql<{ number: number }>`
    select n.number from request_notice n join request_notice_event e on e.notice_id = n.id
     where n.request_id = ${request} and (n.id = ${id} or e.id = ${id}) limit 1`.execute(tx);
  return rows[0]?.number;
}

const DAY_MS = 86_400_000;

/** Once nobody is left to be told, the duty is done; what was planned or delayed leaves it open. */
async function endDuty(
  ...[tx, acting, request, { id, at: now, values }]: Parameters<NonNullable<typeof notices.after>>
) {
  const all = await noticesOf(tx, request.id);
  if (!all.every(isOver)) return;
  const { legal, events } = await lifeOf(tx, acting, request.number);
  const name = all.some(({ state }) => state === 'done') ? 'person_informed' : 'informing_omitted';
  const { on } = values as Said;
  // Of a day before today nothing but its end is sure.
  const at = on === undefined ? now : new Date(Math.min(now.getTime(), Date.parse(on) + DAY_MS - 1));
  await followNotice(tx, acting, { request, legal, events }, { notice: id, name, at });
}

/** In the order in which they were planned; of one number alone where that is given. */
export async function noticesOf(tx: Tx, request: Uuid, number?: number): Promise<Notice[]> {
  const { rows } = await sql<Notice>`
    select id, number, person, basis, state, due_on::text as "dueOn" from request_notice
     where request_id = ${request} and (${number ?? null}::integer is null or number = ${number ?? null})
     order by number limit ${RECORDS}`.execute(tx);
  const { rows: events } = await sql<NoticeEvent & { readonly notice: Uuid }>`
    select e.notice_id as notice, e.act, p.name as by, e.through, e.at, e.due_on::text as "dueOn",
           e.done_on::text as "doneOn", e.evidence, e.reason
      from request_notice_event e left join person p on p.id = e.by_person
     where e.request_id = ${request} order by e.at, e.id`.execute(tx);
  return rows.map((one) => ({ ...one, events: events.filter(({ notice }) => notice === one.id) }));
}
