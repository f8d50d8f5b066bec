// SQL of the figures of the desks: how long answers take, why they are refused, and whether what came was of use. Over what the person who
// looks may see.
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../../platform/schema.ts';
import { FEEDBACK_USES, type FeedbackUse } from '../machine/states/life.ts';

export const FIGURE_BY = ['counterpart', 'channel', 'form'] as const;
export type FigureBy = (typeof FIGURE_BY)[number];

export interface MedianTime {
  /** Undefined: it was not said. */
  readonly of: string | undefined;
  readonly count: number;
  readonly medianDays: number;
}

/** From sending to the first answer that settles it; ours alone, since `since`. Slowest last. */
export async function medianTimes(db: Kysely<Schema>, by: FigureBy, since: Date): Promise<MedianTime[]> {
  const key =
    by === 'counterpart' ? sql`r.counterpart` : by === 'form' ? sql`r.form` : sql`s.detail ->> 'channel'`;
  const { rows } = await sql<{ of: string | null; count: number; median: number }>`
    with sent as (
      select distinct on (e.request_id) e.request_id, e.occurred_at, e.detail from request_event e
       where e.act = 'transmit' and e.occurred_at >= ${since} order by e.request_id, e.number),
    answered as (
      select distinct on (e.request_id) e.request_id, e.occurred_at from request_event e
       where e.act in ('reportExecuted', 'refuse', 'declineConditions') order by e.request_id, e.number)
    select ${key} as of, count(*)::integer as count,
           percentile_cont(0.5) within group (order by extract(epoch from a.occurred_at - s.occurred_at)) / 86400 as median
      from sent s join answered a using (request_id) join request r on r.id = s.request_id
     where r.direction = 'outgoing' and a.occurred_at >= s.occurred_at
     group by 1 order by median, 1 limit 200`.execute(db);
  return rows.map(({ of, count, median }) => ({
    of: of ?? undefined,
    count,
    medianDays: Math.round(Number(median) * 10) / 10,
  }));
}

export interface RefusedFor {
  /** Outgoing: the other side refused; incoming: we did. */
  readonly direction: 'outgoing' | 'incoming';
  readonly ground: string;
  readonly count: number;
}

/** Whole refusals, refusals in part, and items refused one by one, each act once for each ground. */
export async function refusals(db: Kysely<Schema>, since: Date): Promise<RefusedFor[]> {
  const { rows } = await sql<RefusedFor>`
    with grounds as (
      select e.id, e.request_id, e.detail ->> 'ground' as ground from request_event e
       where e.act in ('refuse', 'refuseInPart', 'acceptInPart', 'postpone') and e.occurred_at >= ${since}
      union
      select e.id, e.request_id, i ->> 'ground' from request_event e, jsonb_array_elements(e.detail -> 'items') i
       where jsonb_typeof(e.detail -> 'items') = 'array' and e.occurred_at >= ${since})
    select r.direction, g.ground, count(*)::integer as count from grounds g join request r on r.id = g.request_id
     where g.ground is not null group by 1, 2 order by 3 desc, 2, 1 limit 200`.execute(db);
  return rows;
}

export interface OfUse {
  readonly use: FeedbackUse;
  /** Of requests. */
  readonly count: number;
}

/** As was said when they were closed; of one that was closed twice, what was said last. */
export async function feedbacks(db: Kysely<Schema>, since: Date): Promise<OfUse[]> {
  const { rows } = await sql<OfUse>`
    with closed as (
      select distinct on (e.request_id) coalesce(e.detail #>> '{feedback,use}', e.detail #>> '{feedback,kind}') as use, e.occurred_at
        from request_event e where e.act = 'close' order by e.request_id, e.number desc)
    select use, count(*)::integer as count from closed
     where use is not null and occurred_at >= ${since} group by 1`.execute(db);
  return FEEDBACK_USES.flatMap((use) => rows.filter((one) => one.use === use));
}

export const RECEIVED_OUTCOMES = [
  'fulfilled',
  'inPart',
  'refused',
  'notGenuine',
  'withdrawn',
  'open',
] as const;
export type ReceivedOutcome = (typeof RECEIVED_OUTCOMES)[number];

export interface ReceivedOf {
  /** Undefined: the other State was not said. */
  readonly counterpart: string | undefined;
  readonly form: string;
  readonly outcome: ReceivedOutcome;
  readonly count: number;
}

/** What was asked of us, each request once: by State, form and what became of it last. */
export async function receivedBy(db: Kysely<Schema>, since: Date): Promise<ReceivedOf[]> {
  const { rows } = await sql<{
    counterpart: string | null;
    form: string;
    outcome: ReceivedOutcome;
    count: number;
  }>`
    with came as (
      select distinct on (e.request_id) e.request_id, e.occurred_at from request_event e
       where e.act = 'receive' order by e.request_id, e.number),
    ended as (
      select distinct on (e.request_id) e.request_id, e.act from request_event e
       where e.act in ('refuse', 'conditionsDeclined', 'findNotGenuine', 'withdrawn', 'transmitResults', 'resume', 'reopen')
       order by e.request_id, e.number desc)
    select r.counterpart, r.form, count(*)::integer as count,
           case when n.act in ('refuse', 'conditionsDeclined') then 'refused'
                when n.act = 'findNotGenuine' then 'notGenuine'
                when n.act = 'withdrawn' then 'withdrawn'
                when n.act = 'transmitResults' then
                  case when exists (select from request_item i where i.request_id = r.id and i.desired = 'wanted'
                                     and i.actual in ('partly', 'refused', 'notPossible')) then 'inPart' else 'fulfilled' end
                else 'open' end as outcome
      from request r join came c on c.request_id = r.id left join ended n on n.request_id = r.id
     where r.direction = 'incoming' and c.occurred_at >= ${since}
     group by 1, 2, 4 order by 3 desc, 1, 2, 4 limit 500`.execute(db);
  return rows.map(({ counterpart, ...one }) => ({ counterpart: counterpart ?? undefined, ...one }));
}
