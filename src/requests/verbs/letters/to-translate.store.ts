// SQL of the translator's list: what is being written or waits to be sent, over all the cases in which this person translates.
import { sql } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { Language } from '../../../web/messages.ts';
import type { RequestRecord } from '../../core/request.ts';

export interface ToTranslate extends Pick<RequestRecord, 'form' | 'urgency' | 'writtenIn' | 'letterIn'> {
  readonly reference: string;
  readonly number: number;
  readonly state: string;
  readonly since: Date;
  /** Languages into which some of it has been translated. */
  readonly begun: readonly Language[];
}

/** What still can change before it goes. */
const OPEN = ['translation', 'authorised', 'review', 'draft'];

/** Emergencies first; then what waits for nothing but its translation, then the longest waiting. Row security hides what is hidden. */
export async function requestsToTranslate(tx: Tx, person: Uuid, limit: number): Promise<ToTranslate[]> {
  const rows = await tx
    .selectFrom('request')
    .innerJoin('case_member', 'case_member.case_id', 'request.case_id')
    .innerJoin('case_file', 'case_file.id', 'request.case_id')
    .select(['case_file.reference', 'request.number', 'request.form', 'urgency', 'state', 'state_since'])
    .select(['request.begun_at', 'written_in', 'letter_in'])
    .select((is) =>
      is
        .selectFrom('request_translation as t')
        .select(sql<Language[] | null>`array_agg(distinct t.to_language)`.as('begun'))
        .whereRef('t.request_id', '=', 'request.id')
        .whereRef('t.from_language', '=', 'request.written_in')
        .as('begun'),
    )
    .where('state', 'in', OPEN)
    .where('direction', '=', 'outgoing')
    .where('case_member.person_id', '=', person)
    .where('case_member.role', '=', 'translator') // who writes a request may translate too, and is not waited for
    .orderBy(sql`case urgency when 'emergency' then 0 when 'urgent' then 1 else 2 end`)
    .orderBy(sql`array_position(${OPEN}::text[], state)`)
    .orderBy(sql`coalesce(state_since, request.begun_at)`)
    .orderBy('request.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    reference: row.reference,
    number: row.number,
    form: row.form,
    urgency: row.urgency,
    state: row.state,
    since: row.state_since ?? row.begun_at,
    writtenIn: row.written_in,
    letterIn: row.letter_in,
    begun: row.begun ?? [],
  }));
}
