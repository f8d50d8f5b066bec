// SQL of who may know that a request exists. As the person: what is kept from them is absent, whatever these queries ask.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Day } from '../law/day.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { CaseRole } from '../people/roles.ts';
import type { ConfidenceAct, Confidentiality } from './confidentiality.ts';

const DECISIONS = 200;

export async function confidentialityOf(tx: Tx, request: Uuid): Promise<Confidentiality> {
  const [own] = await tx
    .selectFrom('request')
    .select(sql<string | null>`confidential_until::text`.as('until'))
    .where('id', '=', request)
    .execute();
  const knowers = await tx
    .selectFrom('request_knower')
    .leftJoin('person', 'person.id', 'person_id')
    .select(['person_id', 'name'])
    .where('request_id', '=', request)
    .where('request_knower.ended_at', 'is', null)
    .orderBy('named_at')
    .orderBy('person_id')
    .execute();
  const decisions = await tx
    .selectFrom('request_confidence')
    .leftJoin('person as p', 'p.id', 'by_person')
    .leftJoin('person as a', 'a.id', 'about_person')
    .select(['act', 'at', 'reason', 'through', 'p.name as by', 'a.name as about'])
    .select(sql<string | null>`until::text`.as('until'))
    .where('request_id', '=', request)
    .orderBy('request_confidence.id', 'desc')
    .limit(DECISIONS)
    .execute();
  return {
    knowers: knowers.map(({ person_id, name }) => ({ person: person_id as Uuid, name: name ?? '' })), // the column's type is uuid
    until: own?.until ?? undefined,
    decisions: decisions.map(({ act, at, reason, by, about, until, through }) => ({
      act: act as ConfidenceAct, // the table's check
      at,
      reason,
      by: by ?? undefined,
      about: about ?? undefined,
      until: until ?? undefined,
      through: through ?? undefined,
    })),
  };
}

export interface NewDecision {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly act: ConfidenceAct;
  readonly by: Uuid;
  readonly at: Date;
  readonly about: Uuid | undefined;
  readonly until: Day | undefined;
  readonly reason: string;
  readonly through: string | undefined;
}

export async function insertDecision(tx: Tx, made: NewDecision): Promise<void> {
  await tx
    .insertInto('request_confidence')
    .values({
      id: made.id,
      request_id: made.request,
      case_id: made.caseId,
      act: made.act,
      by_person: made.by,
      at: made.at,
      about_person: made.about ?? null,
      until: made.until ?? null,
      reason: made.reason,
      through: made.through ?? null,
    })
    .execute();
}

/** Knows from now on; also who knew before and was taken out. */
export async function nameKnower(
  tx: Tx,
  { request, caseId }: { readonly request: Uuid; readonly caseId: Uuid },
  { person, by, at }: { readonly person: Uuid; readonly by: Uuid; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('request_knower')
    .values({ request_id: request, case_id: caseId, person_id: person, named_by: by, named_at: at })
    .onConflict((same) =>
      same.columns(['request_id', 'person_id']).doUpdateSet({ named_by: by, named_at: at, ended_at: null }),
    )
    .execute();
}

/** Of a request that is just begun: nobody was named before. */
export async function insertKnower(
  tx: Tx,
  { request, caseId }: { readonly request: Uuid; readonly caseId: Uuid },
  { person, by, at }: { readonly person: Uuid; readonly by: Uuid; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('request_knower')
    .values({ request_id: request, case_id: caseId, person_id: person, named_by: by, named_at: at })
    .execute();
}

export async function removeKnower(tx: Tx, request: Uuid, person: Uuid, at: Date): Promise<void> {
  await tx
    .updateTable('request_knower')
    .set({ ended_at: at })
    .where('request_id', '=', request)
    .where('person_id', '=', person)
    .execute();
}

export async function setRestricted(
  tx: Tx,
  request: Uuid,
  { restricted, until }: { readonly restricted: boolean; readonly until: Day | undefined },
): Promise<void> {
  await tx
    .updateTable('request')
    .set({ restricted, confidential_until: until ?? null })
    .where('id', '=', request)
    .execute();
}

/** For what runs as the system and answers a person: whether they may learn of the request. */
export async function mayKnow(tx: Tx, person: Uuid, request: Uuid): Promise<boolean> {
  const { rows } = await sql<{ knows: boolean }>`select comity_knows(${person}, ${request}) as knows`.execute(
    tx,
  );
  return rows[0]?.knows === true;
}

export interface DueConfidence {
  readonly reference: string;
  readonly number: number;
  readonly until: Day;
}

/** Requests of which this person decides, whose day has come; the oldest first. */
export async function dueConfidences(
  tx: Tx,
  { person, roles, today, limit }: { person: Uuid; roles: readonly CaseRole[]; today: Day; limit: number },
): Promise<DueConfidence[]> {
  const { rows } = await sql<DueConfidence>`
    select c.reference, r.number, r.confidential_until::text as until
      from case_member m join request r on r.case_id = m.case_id and r.restricted and r.confidential_until <= ${today}::date
      join case_file c on c.id = r.case_id
     where m.person_id = ${person} and m.role = any(${roles}::text[])
     order by r.confidential_until, c.reference, r.number limit ${limit}`.execute(tx);
  return rows;
}
