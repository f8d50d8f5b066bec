// SQL of what is still to be recorded of requests. As the person: row security hides the letters that they may not know of.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Schema } from '../../../platform/schema.ts';
import type { RequestRecord } from '../../core/request.ts';
import type { ActDetail } from './life.ts';
import { DECIDING, decisionIn, openStep, type LetterSays, type OpenStep } from './open-step.ts';
import { formOf, ordersOf, reporting } from '../../forms/index.ts';

interface Row extends Pick<RequestRecord, 'id' | 'form' | 'direction' | 'state'> {
  readonly events:
    | readonly {
        readonly act: string;
        readonly at: string;
        readonly occurredAt: string;
        readonly detail: ActDetail;
      }[]
    | null;
  readonly letters:
    | readonly (Omit<LetterSays, 'reports'> & {
        readonly form: string;
        readonly number: number;
        readonly at: string;
      })[]
    | null;
}

/** By the id of the request; those of which nothing is open are not in it. */
export async function openSteps(
  db: Kysely<Schema>,
  requests: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, OpenStep>> {
  const { rows } = await sql<Row>`
    with told as materialized (
      select r.id, r.form, r.direction, r.state,
             (select jsonb_agg(jsonb_build_object('number', f.number, 'form', f.form, 'at', e.occurred_at,
                       'decision', case jsonb_typeof(v.answers -> 'decision') when 'array' then v.answers -> 'decision' end,
                       'reasons', case jsonb_typeof(v.answers -> 'reasons') when 'array' then v.answers -> 'reasons' end)
                       order by e.occurred_at)
                from request f
                join request_version v on v.request_id = f.id and v.version = f.version
                join lateral (select max(e.occurred_at) as occurred_at from request_event e
                               where e.request_id = f.id
                                 and e.act = case f.direction when 'incoming' then 'receive' else 'transmit' end) e
                  on e.occurred_at is not null
               where f.case_id = r.case_id and f.form = any(${[...reporting(...DECIDING)]}::text[]) and f.origin ->> 'kind' = 'request'
                 and (f.origin ->> 'number')::integer = r.number and f.direction <> r.direction
                 and f.state not in ('notGenuine', 'withdrawn', 'draft')) as letters
        from request r
       where r.id = any(${[...requests]}::uuid[]) and r.state not in ('closed', 'notGenuine', 'draft'))
    select t.*,
           (select jsonb_agg(jsonb_build_object('act', e.act, 'at', e.at, 'occurredAt', e.occurred_at, 'detail', e.detail) order by e.number)
              from request_event e where e.request_id = t.id) as events
      from told t
     where t.letters is not null or (t.direction = 'incoming' and t.form = any(${[...ordersOf('production', 'preservation')]}::text[]))`.execute(
    db,
  );
  return new Map(
    rows.flatMap((row) => {
      const events = (row.events ?? []).map(({ act, at, occurredAt, detail }) => ({
        act,
        at: new Date(at),
        occurredAt: new Date(occurredAt),
        detail,
      }));
      const told = (row.letters ?? []).flatMap(({ number, at, form, ...says }) => {
        const reports = DECIDING.find((one) => one === formOf(form)?.reports);
        const decision = reports && decisionIn({ ...says, reports });
        return decision === undefined ? [] : [{ number, decision, at: new Date(at) }];
      });
      const step = openStep(row, events, told);
      return step === undefined ? [] : [[row.id, step] as const];
    }),
  );
}
