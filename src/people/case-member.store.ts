// SQL of who is in which case, and in what role.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';
import type { CaseRole } from './roles.ts';

export interface Member {
  readonly person: Uuid;
  readonly name: string;
  readonly email: string;
  readonly role: CaseRole;
  readonly addedAt: Date;
  /** The access ends by itself then; undefined: it does not. */
  readonly until: Date | undefined;
  /** False once their account was closed: they stay on the list, and decide about nothing. */
  readonly hasAccess: boolean;
}

/** A case as one of its members meets it. */
export interface CaseOfMember {
  readonly id: Uuid;
  readonly reference: string;
  readonly title: string;
  readonly exhibits: number;
  readonly createdAt: Date;
  readonly role: CaseRole;
  readonly isClosed: boolean;
  /** Not in anybody's counts; what leaves it is always confirmed by a second person. */
  readonly isCompartmented: boolean;
  /** As of a member. */
  readonly until?: Date | undefined;
}

/** Undefined when there is no such case, or the person is not in it: the same look-up, the same answer. */
export async function caseOfMember(
  db: Kysely<Schema>,
  reference: string,
  person: Uuid,
): Promise<CaseOfMember | undefined> {
  const row = await rows(db, person).where('case_file.reference', '=', reference).executeTakeFirst();
  return row === undefined ? undefined : caseOf(row);
}

/** The same by the case's id. */
export async function caseOfMemberById(
  db: Kysely<Schema>,
  id: Uuid,
  person: Uuid,
): Promise<CaseOfMember | undefined> {
  const row = await rows(db, person).where('case_file.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : caseOf(row);
}

/** The newest first, at most `limit`. */
export async function casesOfMember(
  db: Kysely<Schema>,
  person: Uuid,
  limit: number,
): Promise<CaseOfMember[]> {
  const found = await rows(db, person)
    .orderBy('case_file.created_at', 'desc')
    .orderBy('case_file.reference', 'desc')
    .limit(limit)
    .execute();
  return found.map(caseOf);
}

/** Where a list of cases goes on: after this one. */
interface CasePlace {
  readonly createdAt: Date;
  readonly reference: string;
}

/** The same in pages, and of one case alone where `only` says so. */
export async function casesOfMemberAfter(
  db: Kysely<Schema>,
  person: Uuid,
  page: { readonly after: CasePlace | undefined; readonly only: Uuid | undefined; readonly limit: number },
): Promise<CaseOfMember[]> {
  const { after, only, limit } = page;
  const found = await rows(db, person)
    .$if(only !== undefined, (some) => some.where('case_file.id', '=', only ?? ''))
    .$if(after !== undefined, (some) =>
      some.where(
        sql<boolean>`(case_file.created_at, case_file.reference) < (${after?.createdAt}::timestamptz, ${after?.reference}::text)`,
      ),
    )
    .orderBy('case_file.created_at', 'desc')
    .orderBy('case_file.reference', 'desc')
    .limit(limit)
    .execute();
  return found.map(caseOf);
}

export async function membersOf(db: Kysely<Schema>, caseId: Uuid): Promise<Member[]> {
  const found = await db
    .selectFrom('case_member')
    .innerJoin('person', 'person.id', 'case_member.person_id')
    .select([
      'person.id',
      'person.name',
      'person.email',
      'case_member.role',
      'case_member.added_at',
      'case_member.until',
      'person.ended_at',
    ])
    .where('case_member.case_id', '=', caseId)
    .where(isNow())
    .orderBy('case_member.added_at')
    .orderBy('person.id')
    .execute();
  return found.map((row) => ({
    person: row.id as Uuid, // the column's type is uuid
    name: row.name,
    email: row.email,
    role: row.role as CaseRole, // the table's check
    addedAt: row.added_at,
    until: row.until ?? undefined,
    hasAccess: row.ended_at === null,
  }));
}

/** Undefined when the person is not in the case, or has no access any more. For acts, in their transaction. */
export async function roleInCase(
  db: Kysely<Schema>,
  caseId: Uuid,
  person: Uuid,
): Promise<CaseRole | undefined> {
  const row = await db
    .selectFrom('case_member')
    .innerJoin('person', 'person.id', 'case_member.person_id')
    .select('case_member.role')
    .where('case_member.case_id', '=', caseId)
    .where('case_member.person_id', '=', person)
    .where('person.ended_at', 'is', null)
    .where(isNow())
    .executeTakeFirst();
  return row?.role as CaseRole | undefined; // the table's check
}

interface NewMember {
  readonly caseId: Uuid;
  readonly person: Uuid;
  readonly role: CaseRole;
  /** Undefined: from the terminal. */
  readonly by?: Uuid;
  readonly at: Date;
  /** When it ends by itself. */
  readonly until?: Date;
}

/** False when the person is in the case already; the role then stays as it is. */
export async function insertMember(tx: Tx, made: NewMember): Promise<boolean> {
  await tx // what ended by itself stands in nobody's way
    .deleteFrom('case_member')
    .where('case_id', '=', made.caseId)
    .where('person_id', '=', made.person)
    .where('until', '<=', sql<Date>`now()`)
    .execute();
  const done = await tx
    .insertInto('case_member')
    .values({
      case_id: made.caseId,
      person_id: made.person,
      role: made.role,
      added_by: made.by ?? null,
      added_at: made.at,
      ...(made.until === undefined ? {} : { until: made.until }),
    })
    .onConflict((same) => same.columns(['case_id', 'person_id']).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Until the transaction ends nobody else leaves the case, or is taken out: two leads do not take each other out at once. */
export async function awaitLeaving(tx: Tx, caseId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`leaving ${caseId}`}, 0))`.execute(tx);
}

/** Whose leads have all lost their accounts. As the system, for the machine. */
export async function casesWithoutLead(
  tx: Tx,
): Promise<readonly { readonly id: Uuid; readonly reference: string; readonly title: string }[]> {
  const { rows: found } = await sql<{ id: Uuid; reference: string; title: string }>`
    select c.id, c.reference, c.title from comity_cases_without_lead() w join case_file c on c.id = w
     order by c.reference`.execute(tx);
  return found;
}

export async function deleteMember(tx: Tx, caseId: Uuid, person: Uuid): Promise<boolean> {
  const done = await tx
    .deleteFrom('case_member')
    .where('case_id', '=', caseId)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Membership opened for a time is none afterwards. By the clock of the database, as its policies go. */
function isNow(): RawBuilder<boolean> {
  return sql<boolean>`(case_member.until is null or case_member.until > now())`;
}

function rows(db: Kysely<Schema>, person: Uuid) {
  return db
    .selectFrom('case_member')
    .innerJoin('case_file', 'case_file.id', 'case_member.case_id')
    .select([
      'case_file.id',
      'case_file.reference',
      'case_file.title',
      'case_file.last_item',
      'case_file.created_at',
      'case_file.status',
      'case_file.is_compartmented',
      'case_member.role',
      'case_member.until',
      // How many they may not know of: what is counted for them leaves those out.
      sql<number>`comity_count_hidden(${person}, case_file.id)`.as('hidden'),
    ])
    .where('case_member.person_id', '=', person)
    .where(isNow());
}

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly last_item: number;
  readonly hidden: number;
  readonly created_at: Date;
  readonly status: string;
  readonly is_compartmented: boolean;
  readonly role: string;
  readonly until: Date | null;
}

function caseOf(row: Row): CaseOfMember {
  return {
    id: row.id as Uuid, // the column's type is uuid
    reference: row.reference,
    title: row.title,
    exhibits: row.last_item - row.hidden,
    createdAt: row.created_at,
    role: row.role as CaseRole, // the table's check
    isClosed: row.status === 'closed',
    isCompartmented: row.is_compartmented,
    until: row.until ?? undefined,
  };
}

/** Numbers of confidential requests, or of those with a confidential result, that this person alone of the leads knows of. */
export async function knownAlone(tx: Tx, caseId: Uuid): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select number from comity_known_by_this_lead_alone(${caseId}) as number`.execute(tx);
  return rows.map(({ number }) => number);
}
