// SQL of requests that were assigned to somebody and are not carried out yet: their tasks.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { RequestRecord } from '../core/request.ts';

export interface AssignedRequest extends Pick<RequestRecord, 'number' | 'form' | 'urgency' | 'state'> {
  /** Of the case. */
  readonly reference: string;
  readonly since: Date;
  /** The soonest end of a time limit of it that runs. */
  readonly endsAt: Date | undefined;
}

/** It is over once its results are in, or it goes no further; what was assigned anew is somebody else's. */
export async function requestsAssignedTo(tx: Tx, person: Uuid, limit: number): Promise<AssignedRequest[]> {
  const { rows } = await sql<Omit<AssignedRequest, 'endsAt'> & { readonly endsAt: Date | null }>`
    select c.reference, r.number, r.form, r.urgency, r.state, e.at as since,
           (select min(k.latest) from request_clock k where k.request_id = r.id and k.status = 'running') as "endsAt"
      from request_event e
      join request r on r.id = e.request_id
      join case_file c on c.id = r.case_id
     where e.act = 'assign' and e.detail ->> 'assignee' = ${person}::text
       and r.state in ('assigned', 'orderObtained', 'executing')
       and not exists (select from request_event later
                        where later.request_id = e.request_id and later.act = 'assign' and later.number > e.number)
     order by "endsAt" nulls last, e.at, r.id
     limit ${limit}`.execute(tx);
  return rows.map(({ endsAt, ...row }) => ({ ...row, endsAt: endsAt ?? undefined }));
}
