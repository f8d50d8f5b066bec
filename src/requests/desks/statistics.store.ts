// SQL of the yearly figures: the orders of the Regulation with their events, remedies used against them, and costs claimed for them. As
// whoever asks: row security shows what they may see.
import { sql, type Kysely } from 'kysely';
import type { StateCode } from '../../law/states.ts';
import type { Schema } from '../../platform/schema.ts';
import type { Answers } from '../core/answers.ts';
import type { ActDetail } from '../machine/states/life.ts';
import type { RemedyOutcome } from '../verbs/results/remedy.ts';
import { ordersOf } from '../forms/index.ts';
import type { CountedCost, CountedRecords, CountedRemedy } from './order-figures.ts';
import type { CountedRequest } from './statistics.ts';

/** Those of which anything happened in that year, by UTC, with the answers as they stood when they were sent or came. */
export async function countedRequests(tx: Kysely<Schema>, year: number): Promise<CountedRequest[]> {
  const [from, to] = [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year + 1, 0, 1))];
  const { rows } = await sql<Row>`
    with begun as (
      select distinct on (e.request_id) e.request_id, e.version, e.occurred_at from request_event e
       where e.act in ('transmit', 'receive') order by e.request_id, e.number)
    select r.form, r.direction, r.urgency, r.counterpart,
           -- The request for the data that were preserved, when the one that went was issued.
           (select min(i.issued_at) from preservation p
              join lateral (
                select max(e.occurred_at) as issued_at from request_event e
                 where e.request_id = p.production_id and e.act in ('authorise', 'issueUnvalidated')
                   and exists (select from request_event t
                                where t.request_id = e.request_id and t.act = 'transmit' and t.number > e.number)) i on true
             where p.request_id = r.id) as asked_at,
           (select v.answers from request_version v where v.request_id = r.id
             and v.version = case r.direction when 'incoming' then r.version else b.version end) as answers,
           (select jsonb_agg(jsonb_build_object('act', e.act, 'to', e.to_state, 'at', e.occurred_at, 'detail', e.detail) order by e.number)
              from request_event e where e.request_id = r.id) as events
      from request r join begun b on b.request_id = r.id
     where r.form = any(${[...ordersOf('production', 'preservation')]}) and b.occurred_at >= ${from} and b.occurred_at < ${to}`.execute(
    tx,
  );
  return rows.map(({ events, asked_at, counterpart, ...row }) => ({
    ...row,
    counterpart: counterpart ?? undefined,
    dataAskedAt: asked_at ?? undefined,
    events: events.map(({ act, to, at, detail }) => ({ act, to, occurredAt: new Date(at), detail })),
  }));
}

/** What happened in that year, by the day that was recorded; of what was recorded by mistake, nothing. */
export async function countedRecords(tx: Kysely<Schema>, year: number): Promise<CountedRecords> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const { rows: remedies } = await sql<Omit<CountedRemedy, 'outcome'> & { outcome: RemedyOutcome | null }>`
    select r.direction, u.kind, d.outcome,
           (select v.answers from request_version v where v.request_id = r.id
             and v.version = case r.direction when 'incoming' then r.version else
               (select e.version from request_event e where e.request_id = r.id and e.act = 'transmit' order by e.number limit 1) end) as answers
      from request_remedy_event u join request r on r.id = u.request_id
      left join request_remedy_event d on d.request_id = u.request_id and d.number = u.number and d.act = 'decided'
     where u.act = 'used' and u.on_day between ${from}::date and ${to}::date and r.form = any(${[...ordersOf('production')]})
       and not exists (select from request_remedy_event m
                        where m.request_id = u.request_id and m.number = u.number and m.act = 'mistaken')`.execute(
    tx,
  );
  const { rows: costs } = await sql<CountedCost>`
    select r.direction, r.form, e.act, coalesce(e.amount, c.amount)::text as amount, c.currency
      from request_cost_event e join request r on r.id = e.request_id
      join request_cost_event c on c.request_id = e.request_id and c.number = e.number and c.act = 'claimed'
     where e.act <> 'mistaken' and e.on_day between ${from}::date and ${to}::date and r.form = any(${[...ordersOf('production', 'preservation')]})
       and not exists (select from request_cost_event m
                        where m.request_id = e.request_id and m.number = e.number and m.act = 'mistaken')`.execute(
    tx,
  );
  return { remedies: remedies.map((one) => ({ ...one, outcome: one.outcome ?? undefined })), costs };
}

/** Written by `insertRequest`, `insertVersion` and `insertEvent` from what was parsed. */
interface Row {
  readonly form: CountedRequest['form'];
  readonly direction: CountedRequest['direction'];
  readonly urgency: CountedRequest['urgency'];
  readonly counterpart: StateCode | null;
  readonly asked_at: Date | null;
  readonly answers: Answers;
  readonly events: readonly {
    readonly act: string;
    readonly to: string;
    readonly at: string;
    readonly detail: ActDetail;
  }[];
}
