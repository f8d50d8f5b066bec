// SQL of the authoriser's desk: what waits for this person's signature, over all their cases.
import { sql } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { SignedAct } from './signature.ts';
import { VALIDATION_CLOCK } from '../states/validation.ts';

export interface ToAuthorise {
  readonly reference: string;
  readonly number: number;
  readonly form: string;
  readonly urgency: 'normal' | 'urgent' | 'emergency';
  readonly since: Date;
  /** By which it is signed. */
  readonly act: SignedAct;
  /** Until when, where a rule gives the time. */
  readonly endsAt: Date | undefined;
}

/** Orders to validate by what ends first; then what is in review, emergencies first. Nothing that they wrote some of. */
export async function requestsToAuthorise(tx: Tx, person: Uuid, limit: number): Promise<ToAuthorise[]> {
  const toValidate = await ordersToValidate(tx, person, limit);
  const { rows } = await sql<Row>`
    select c.reference, r.number, r.form, r.urgency, coalesce(r.state_since, r.begun_at) as since, ${GOES_FIRST} as "goesFirst"
      from request r
      join case_member m on m.case_id = r.case_id and m.person_id = ${person}
      join case_file c on c.id = r.case_id
      join request_version v on v.request_id = r.id and v.version = r.version
     where r.state = 'review' and r.direction = 'outgoing'
       -- The lines authoriseRequest and issueUnvalidated of people/policy.ts.
       and m.role = any (case when ${GOES_FIRST} then array['lead'] else array['prosecutor', 'judge'] end)
       and ${notWrittenBy(person)}
     order by case r.urgency when 'emergency' then 0 when 'urgent' then 1 else 2 end, r.state_since, r.id
     limit ${limit}`.execute(tx);
  const toSign = rows.map(({ goesFirst, ...row }): ToAuthorise => {
    return { ...row, act: goesFirst ? 'issueUnvalidated' : 'authorise', endsAt: undefined };
  });
  return [...toValidate, ...toSign].slice(0, limit);
}

interface Row extends Omit<ToAuthorise, 'act' | 'endsAt'> {
  readonly goesFirst: boolean;
}

/** The answer by which an order goes before it is validated (`eu-order.ts`). */
const GOES_FIRST = sql`r.urgency = 'emergency' and coalesce(v.answers -> 'no-prior-validation' = 'true'::jsonb, false)`;

const notWrittenBy = (person: Uuid) =>
  sql`not exists (select from request_version w where w.request_id = r.id and w.saved_by = ${person})`;

/** Their time limit runs from the act that issued them to the one that decides. */
async function ordersToValidate(tx: Tx, person: Uuid, limit: number): Promise<ToAuthorise[]> {
  const { rows } = await sql<Omit<ToAuthorise, 'act'>>`
    select c.reference, r.number, r.form, r.urgency, k.begun_at as since, k.latest as "endsAt"
      from request_clock k
      join request r on r.id = k.request_id
      join case_member m on m.case_id = r.case_id and m.person_id = ${person}
      join case_file c on c.id = r.case_id
     where k.clock = ${VALIDATION_CLOCK} and k.status <> 'done'
       and m.role in ('prosecutor', 'judge') and ${notWrittenBy(person)}
       and not exists (select from request_signature s
                        where s.request_id = r.id and s.void_at is null and s.person_id = ${person})
     order by k.latest, r.id limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, act: 'validate' }));
}
