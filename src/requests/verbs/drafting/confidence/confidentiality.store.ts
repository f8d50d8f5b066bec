// SQL of who may know that a request exists, or of what came in answer to it. As the person: what is kept from them is absent,
// whatever these queries ask.
import { sql } from 'kysely';
import type { Uuid } from '../../../../base/ids.ts';
import type { Day } from '../../../../law/day.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import type { CaseRole } from '../../../../people/roles.ts';
import type {
  ConfidenceAct,
  ConfidenceDecision,
  Confidentiality,
  Keepable,
  Kept,
} from './confidentiality.ts';

const DECISIONS = 200;

/** One idea in two sets of tables: the policies of each hang on its own key. */
const TABLES = {
  request: { own: 'request', knower: 'request_knower', decision: 'request_confidence', key: 'request_id' },
  result: {
    own: 'request_delivery',
    knower: 'result_knower',
    decision: 'result_confidence',
    key: 'delivery_id',
  },
} as const;

interface DecisionRow {
  readonly act: ConfidenceAct; // the table's check
  readonly at: Date;
  readonly reason: string;
  readonly by: string | null;
  readonly about: string | null;
  readonly until: Day | null;
  readonly ground: string | null;
  readonly through: string | null;
}

export async function confidentialityOf(tx: Tx, { of, id }: Keepable): Promise<Confidentiality> {
  const { own, knower, decision, key } = TABLES[of];
  const isKey = sql`${sql.ref(key)} = ${id}`;
  const owned = await sql<Pick<DecisionRow, 'until' | 'ground'>>`
    select confidential_until::text as until, ${of === 'result' ? sql`confidential_ground` : sql`null`} as ground
      from ${sql.table(own)} where id = ${id}`.execute(tx);
  const knowers = await sql<{ person: Uuid; name: string | null }>`
    select k.person_id as person, p.name from ${sql.table(knower)} k left join person p on p.id = k.person_id
     where ${isKey} and k.ended_at is null order by k.named_at, k.person_id`.execute(tx);
  const decisions = await sql<DecisionRow>`
    select d.act, d.at, d.reason, d.through, p.name as by, a.name as about, d.until::text as until,
           ${of === 'result' ? sql`d.ground` : sql`null`} as ground
      from ${sql.table(decision)} d left join person p on p.id = d.by_person left join person a on a.id = d.about_person
     where ${isKey} order by d.id desc limit ${DECISIONS}`.execute(tx);
  return {
    knowers: knowers.rows.map(({ person, name }) => ({ person, name: name ?? '' })),
    until: owned.rows[0]?.until ?? undefined,
    ground: owned.rows[0]?.ground ?? undefined,
    decisions: decisions.rows.map(decisionFrom),
  };
}

function decisionFrom({ by, about, until, ground, through, ...rest }: DecisionRow): ConfidenceDecision {
  return {
    ...rest,
    by: by ?? undefined,
    about: about ?? undefined,
    until: until ?? undefined,
    ground: ground ?? undefined,
    through: through ?? undefined,
  };
}

export interface NewDecision extends Omit<ConfidenceDecision, 'by' | 'about'> {
  readonly id: Uuid;
  readonly by: Uuid;
  readonly about: Uuid | undefined;
}

export async function insertDecision(tx: Tx, kept: Kept, made: NewDecision): Promise<void> {
  const row = {
    id: made.id,
    request_id: kept.request,
    case_id: kept.caseId,
    act: made.act,
    by_person: made.by,
    at: made.at,
    about_person: made.about ?? null,
    until: made.until ?? null,
    reason: made.reason,
    through: made.through ?? null,
  };
  if (kept.of === 'request') await tx.insertInto('request_confidence').values(row).execute();
  else {
    const more = { delivery_id: kept.id, ground: made.ground ?? null };
    await tx
      .insertInto('result_confidence')
      .values({ ...row, ...more })
      .execute();
  }
}

/** Knows from now on; also who knew before and was taken out. */
export async function nameKnower(
  tx: Tx,
  kept: Kept,
  { person, by, at }: { readonly person: Uuid; readonly by: Uuid; readonly at: Date },
): Promise<void> {
  const { knower, key } = TABLES[kept.of];
  // Named before, and taken out: an update, so that whoever names for the first time needs no right to change.
  const { numAffectedRows } = await sql`
    update ${sql.table(knower)} set named_by = ${by}, named_at = ${at}, ended_at = null
     where ${sql.ref(key)} = ${kept.id} and person_id = ${person}`.execute(tx);
  if ((numAffectedRows ?? 0n) > 0n) return;
  const row = {
    request_id: kept.request,
    case_id: kept.caseId,
    person_id: person,
    named_by: by,
    named_at: at,
  };
  if (kept.of === 'request') await tx.insertInto('request_knower').values(row).execute();
  else
    await tx
      .insertInto('result_knower')
      .values({ ...row, delivery_id: kept.id })
      .execute();
}

export async function removeKnower(tx: Tx, { of, id }: Keepable, person: Uuid, at: Date): Promise<void> {
  const { knower, key } = TABLES[of];
  await sql`update ${sql.table(knower)} set ended_at = ${at}
    where ${sql.ref(key)} = ${id} and person_id = ${person}`.execute(tx);
}

/** Undefined: everybody may know of it who may know of what it belongs to. */
export async function setKept(
  tx: Tx,
  { of, id }: Keepable,
  asked: { readonly until: Day | undefined; readonly ground?: string | undefined } | undefined,
): Promise<void> {
  const row = { restricted: asked !== undefined, confidential_until: asked?.until ?? null };
  if (of === 'request') await tx.updateTable('request').set(row).where('id', '=', id).execute();
  else
    await tx
      .updateTable('request_delivery')
      .set({ ...row, confidential_ground: asked?.ground ?? null })
      .where('id', '=', id)
      .execute();
}

/** For what runs as the system and answers a person: whether they may learn of it. */
export async function mayKnow(tx: Tx, person: Uuid, { of, id }: Keepable): Promise<boolean> {
  const knows = of === 'request' ? sql`comity_knows` : sql`comity_knows_result`;
  const { rows } = await sql<{ knows: boolean }>`select ${knows}(${person}, ${id}) as knows`.execute(tx);
  return rows[0]?.knows === true;
}

/**
 * The number of one exhibit of the results that somebody holds, or was offered, who is not among these: they would find it no more,
 * and could not give it back. Undefined: none.
 */
export async function heldByAnother(
  tx: Tx,
  { of, id }: Keepable,
  knowers: readonly Uuid[],
): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select e.number from exhibit e
      left join hand_over h on h.exhibit_id = e.id and h.outcome is null
     where e.id in (select r.exhibit_id from request_result r where ${sql.ref(TABLES[of].key)} = ${id}) and e.status = 'held'
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

export interface DueConfidence {
  readonly reference: string;
  /** Of the request. */
  readonly number: number;
  /** Of its delivery; undefined: it is the request that is kept. */
  readonly delivery: number | undefined;
  readonly until: Day;
}

/** What this person decides of, and its day has come; the oldest first. */
export async function dueConfidences(
  tx: Tx,
  { person, roles, today, limit }: { person: Uuid; roles: readonly CaseRole[]; today: Day; limit: number },
): Promise<DueConfidence[]> {
  const decides = sql`m.person_id = ${person} and m.role = any(${roles}::text[])`;
  const { rows } = await sql<Omit<DueConfidence, 'delivery'> & { readonly delivery: number | null }>`
    select c.reference, r.number, null::integer as delivery, r.confidential_until::text as until
      from case_member m join request r on r.case_id = m.case_id and r.restricted and r.confidential_until <= ${today}::date
      join case_file c on c.id = r.case_id
     where ${decides}
    union all
    select c.reference, r.number, d.number, d.confidential_until::text
      from case_member m
      join request_delivery d on d.case_id = m.case_id and d.restricted and d.confidential_until <= ${today}::date
      join request r on r.id = d.request_id
      join case_file c on c.id = d.case_id
     where ${decides}
     order by until, reference, number, delivery nulls first limit ${limit}`.execute(tx);
  return rows.map(({ delivery, ...one }) => ({ ...one, delivery: delivery ?? undefined }));
}

/** What this person knows of and decides about, and no lead of the case knows of any more. */
export async function withoutLead(
  tx: Tx,
  { person, roles, limit }: { person: Uuid; roles: readonly CaseRole[]; limit: number },
): Promise<Omit<DueConfidence, 'until'>[]> {
  const { rows } = await sql<{ reference: string; number: number; delivery: number | null }>`
    select c.reference, r.number, d.number as delivery from comity_known_without_lead() k
      join request r on r.id = k.request_id join case_file c on c.id = k.case_id
      join case_member m on m.case_id = k.case_id and m.person_id = ${person} and m.role = any(${roles}::text[])
      left join request_delivery d on d.id = k.delivery_id
     order by reference, r.number, delivery nulls first limit ${limit}`.execute(tx);
  return rows.map(({ delivery, ...one }) => ({ ...one, delivery: delivery ?? undefined }));
}

export interface KeptByNobody {
  readonly reference: string;
  readonly number: number;
  readonly caseId: Uuid;
  readonly request: Uuid;
  /** Undefined: it is the request that is kept. */
  readonly delivery: { readonly id: Uuid; readonly number: number } | undefined;
}

/** Of which nobody who knows decides any more. As the system, for the machine. */
export async function keptByNobody(tx: Tx): Promise<KeptByNobody[]> {
  const { rows } = await sql<{
    reference: string;
    number: number;
    caseId: Uuid;
    request: Uuid;
    deliveryId: Uuid | null;
    delivery: number | null;
  }>`
    select c.reference, r.number, k.case_id as "caseId", r.id as request, d.id as "deliveryId", d.number as delivery
      from comity_kept_by_nobody() k join request r on r.id = k.request_id join case_file c on c.id = k.case_id
      left join request_delivery d on d.id = k.delivery_id
     order by c.reference, r.number, d.number nulls first`.execute(tx);
  return rows.map(({ deliveryId: id, delivery: n, ...one }) => ({
    ...one,
    delivery: id === null || n === null ? undefined : { id, number: n },
  }));
}
