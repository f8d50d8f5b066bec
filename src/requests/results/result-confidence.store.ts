// SQL of who may know of a result. As the person: what is kept from them is absent, whatever these queries ask.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { ConfidenceAct } from '../confidentiality.ts';
import type { Delivery } from './results.ts';
import type { ResultConfidentiality } from './result-confidence.ts';

const DECISIONS = 200;

export async function resultConfidentialityOf(tx: Tx, delivery: Uuid): Promise<ResultConfidentiality> {
  const [own] = await tx
    .selectFrom('request_delivery')
    .select('confidential_ground as ground')
    .select(sql<string | null>`confidential_until::text`.as('until'))
    .where('id', '=', delivery)
    .execute();
  const knowers = await tx
    .selectFrom('result_knower')
    .leftJoin('person', 'person.id', 'person_id')
    .select(['person_id', 'name'])
    .where('delivery_id', '=', delivery)
    .where('result_knower.ended_at', 'is', null)
    .orderBy('named_at')
    .orderBy('person_id')
    .execute();
  const decisions = await tx
    .selectFrom('result_confidence')
    .leftJoin('person as p', 'p.id', 'by_person')
    .leftJoin('person as a', 'a.id', 'about_person')
    .select(['act', 'at', 'reason', 'ground', 'through', 'p.name as by', 'a.name as about'])
    .select(sql<string | null>`until::text`.as('until'))
    .where('delivery_id', '=', delivery)
    .orderBy('result_confidence.id', 'desc')
    .limit(DECISIONS)
    .execute();
  return {
    knowers: knowers.map(({ person_id, name }) => ({ person: person_id as Uuid, name: name ?? '' })), // the column's type is uuid
    until: own?.until ?? undefined,
    ground: own?.ground ?? undefined,
    decisions: decisions.map(({ act, at, reason, by, about, until, ground, through }) => ({
      act: act as ConfidenceAct, // the table's check
      at,
      reason,
      by: by ?? undefined,
      about: about ?? undefined,
      until: until ?? undefined,
      ground: ground ?? undefined,
      through: through ?? undefined,
    })),
  };
}

export interface NewResultDecision {
  readonly id: Uuid;
  readonly act: ConfidenceAct;
  readonly by: Uuid;
  readonly at: Date;
  readonly about: Uuid | undefined;
  readonly until: Day | undefined;
  readonly ground: string | undefined;
  readonly reason: string;
  readonly through: string | undefined;
}

export async function insertResultDecision(
  tx: Tx,
  place: Pick<Delivery, 'id' | 'request' | 'caseId'>,
  made: NewResultDecision,
): Promise<void> {
  await tx
    .insertInto('result_confidence')
    .values({
      id: made.id,
      delivery_id: place.id,
      request_id: place.request,
      case_id: place.caseId,
      act: made.act,
      by_person: made.by,
      at: made.at,
      about_person: made.about ?? null,
      until: made.until ?? null,
      ground: made.ground ?? null,
      reason: made.reason,
      through: made.through ?? null,
    })
    .execute();
}

/** Knows from now on; also who knew before and was taken out. */
export async function nameResultKnower(
  tx: Tx,
  { id, request, caseId }: Pick<Delivery, 'id' | 'request' | 'caseId'>,
  { person, by, at }: { readonly person: Uuid; readonly by: Uuid; readonly at: Date },
): Promise<void> {
  // Named before, and taken out: an update, so that whoever names for the first time needs no right to change.
  const { numUpdatedRows } = await tx
    .updateTable('result_knower')
    .set({ named_by: by, named_at: at, ended_at: null })
    .where('delivery_id', '=', id)
    .where('person_id', '=', person)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await tx
    .insertInto('result_knower')
    .values({
      delivery_id: id,
      request_id: request,
      case_id: caseId,
      person_id: person,
      named_by: by,
      named_at: at,
    })
    .execute();
}

export async function removeResultKnower(tx: Tx, delivery: Uuid, person: Uuid, at: Date): Promise<void> {
  await tx
    .updateTable('result_knower')
    .set({ ended_at: at })
    .where('delivery_id', '=', delivery)
    .where('person_id', '=', person)
    .execute();
}

/** `ground` undefined: it is open. */
export async function setResultRestricted(
  tx: Tx,
  delivery: Uuid,
  { ground, until }: { readonly ground: string | undefined; readonly until: Day | undefined },
): Promise<void> {
  await tx
    .updateTable('request_delivery')
    .set({
      restricted: ground !== undefined,
      confidential_until: until ?? null,
      confidential_ground: ground ?? null,
    })
    .where('id', '=', delivery)
    .execute();
}

/** For what runs as the system and answers a person: whether they may learn of the result. */
export async function mayKnowResult(tx: Tx, person: Uuid, delivery: Uuid): Promise<boolean> {
  const { rows } = await sql<{ knows: boolean }>`
    select comity_knows_result(${person}, ${delivery}) as knows`.execute(tx);
  return rows[0]?.knows === true;
}

/**
 * The number of one exhibit of the results that somebody holds, or was offered, who is not among these: they would find it no more,
 * and could not give it back. Undefined: none.
 */
export async function heldByAnother(
  tx: Tx,
  of: { readonly request: Uuid } | { readonly delivery: Uuid },
  knowers: readonly Uuid[],
): Promise<string | undefined> {
  const which = 'delivery' in of ? sql`r.delivery_id = ${of.delivery}` : sql`r.request_id = ${of.request}`;
  const { rows } = await sql<{ number: string }>`
    select e.number from exhibit e
      left join hand_over h on h.exhibit_id = e.id and h.outcome is null
     where e.id in (select r.exhibit_id from request_result r where ${which}) and e.status = 'held'
       and ((e.holder is not null and not (e.holder = any(${[...knowers]}::uuid[])))
         or (h.id is not null and not (h.to_person = any(${[...knowers]}::uuid[]))))
     order by e.item limit 1`.execute(tx);
  return rows[0]?.number;
}

/** Whether a member of the case sees this exhibit, and may not know of the request. As the system. */
export async function wouldTell(
  tx: Tx,
  { id, caseId }: { readonly id: Uuid; readonly caseId: Uuid },
  exhibit: string,
): Promise<boolean> {
  const { rows } = await sql<{ tells: boolean }>`
    select exists (select from exhibit e join case_member m on m.case_id = e.case_id and (m.until is null or m.until > now())
      where e.number = ${exhibit} and e.case_id = ${caseId}
        and comity_knows_exhibit(m.person_id, e.id) and not comity_knows(m.person_id, ${id})) as tells`.execute(
    tx,
  );
  return rows[0]?.tells === true;
}

export interface DueResultConfidence {
  readonly reference: string;
  readonly number: number;
  readonly delivery: number;
  readonly until: Day;
}

/** Results of which this person decides, whose day has come; the oldest first. */
export async function dueResultConfidences(
  tx: Tx,
  { person, roles, today, limit }: { person: Uuid; roles: readonly CaseRole[]; today: Day; limit: number },
): Promise<DueResultConfidence[]> {
  const { rows } = await sql<DueResultConfidence>`
    select c.reference, r.number, d.number as delivery, d.confidential_until::text as until
      from case_member m
      join request_delivery d on d.case_id = m.case_id and d.restricted and d.confidential_until <= ${today}::date
      join request r on r.id = d.request_id
      join case_file c on c.id = d.case_id
     where m.person_id = ${person} and m.role = any(${roles}::text[])
     order by d.confidential_until, c.reference, r.number, d.number limit ${limit}`.execute(tx);
  return rows;
}
