// SQL of the authoriser's desk: what waits for this person's signature, over all their cases.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';

export interface ToAuthorise {
  readonly reference: string;
  readonly number: number;
  readonly form: string;
  readonly urgency: 'normal' | 'urgent' | 'emergency';
  readonly since: Date;
}

/** In review, in a case where they authorise, and nothing of it written by them; emergencies first, then the longest waiting. */
export async function requestsToAuthorise(tx: Tx, person: Uuid, limit: number): Promise<ToAuthorise[]> {
  const rows = await tx
    .selectFrom('request')
    .innerJoin('case_member', 'case_member.case_id', 'request.case_id')
    .innerJoin('case_file', 'case_file.id', 'request.case_id')
    .select(['case_file.reference', 'number', 'form', 'urgency', 'state_since', 'begun_at'])
    .where('state', '=', 'review')
    .where('direction', '=', 'outgoing')
    .where('case_member.person_id', '=', person)
    .where('case_member.role', 'in', ['prosecutor', 'judge']) // the line `authoriseRequest` of people/policy.ts
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('request_version')
            .select('version')
            .whereRef('request_id', '=', 'request.id')
            .where('saved_by', '=', person),
        ),
      ),
    )
    .orderBy(sql`case urgency when 'emergency' then 0 when 'urgent' then 1 else 2 end`)
    .orderBy('state_since')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    reference: row.reference,
    number: row.number,
    form: row.form,
    urgency: row.urgency,
    since: row.state_since ?? row.begun_at,
  }));
}
