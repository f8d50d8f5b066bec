// SQL of the persons, their roles, and the appointments of administrators.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import { isLanguage } from '../web/language.ts';
import type { Language } from '../web/messages.ts';
import type { Tx } from './as-person.store.ts';
import type { Person } from './person.ts';
import type { AgencyRole } from './roles.ts';

type Db = Kysely<Schema>;

export async function insertPerson(
  tx: Tx,
  made: Pick<Person, 'id' | 'name' | 'email' | 'createdAt'>,
): Promise<void> {
  await tx
    .insertInto('person')
    .values({ id: made.id, name: made.name, email: made.email, created_at: made.createdAt })
    .execute();
}

export async function personById(db: Db, id: Uuid): Promise<Person | undefined> {
  const row = await personRows(db).where('person.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : person(row);
}

/** Still with us, by the whole address. For the system: as a person it finds only those one sees. */
export async function personByEmail(db: Db, email: string): Promise<Person | undefined> {
  const rows = personRows(db).where('person.email', '=', email).where('person.ended_at', 'is', null);
  const row = await rows.executeTakeFirst();
  return row === undefined ? undefined : person(row);
}

/** By name; at most `limit`. */
export async function listPersons(db: Db, limit: number): Promise<Person[]> {
  const rows = await personRows(db)
    .orderBy('person.ended_at', 'desc')
    .orderBy('person.name')
    .limit(limit)
    .execute();
  return rows.map(person);
}

/** Whose name has this in it, or whose whole address it is; of the past too. Row security says who is found. */
export async function findPersons(db: Db, text: string, limit: number): Promise<Person[]> {
  const wanted = text.toLowerCase();
  const rows = await personRows(db)
    .where((eb) =>
      eb.or([
        eb(sql<number>`strpos(lower(person.name), ${wanted})`, '>', 0),
        eb('person.email', '=', wanted),
      ]),
    )
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(limit)
    .execute();
  return rows.map(person);
}

/** In pages, by name and then id: those after this one. */
export async function personsAfter(
  db: Db,
  after: { readonly name: string; readonly id: string } | undefined,
  limit: number,
): Promise<Person[]> {
  const rows = await personRows(db)
    .$if(after !== undefined, (some) =>
      some.where(sql<boolean>`(person.name, person.id) > (${after?.name}::text, ${after?.id}::uuid)`),
    )
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(limit)
    .execute();
  return rows.map(person);
}

/** Also of persons whose access ended. */
export async function isAddressKnown(db: Db, email: string): Promise<boolean> {
  const row = await db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
  return row !== undefined;
}

/** Who has this address and is still with us. Anybody signed in may ask, by the whole address. */
export async function personWithEmail(db: Db, email: string): Promise<Uuid | undefined> {
  const found = await sql<{ id: Uuid | null }>`select comity_person_with_email(${email}) as id`.execute(db);
  return found.rows[0]?.id ?? undefined;
}

/** Whoever changes who is an administrator holds this lock, so that two such changes cannot miss each other. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(8470, 3)`.execute(tx);
}

export async function administrators(db: Db): Promise<Uuid[]> {
  const rows = await db
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_role.person_id')
    .select('person.id')
    .where('person_role.role', '=', 'administrator')
    .where('person.ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.id as Uuid); // the column's type is uuid
}

export interface Grant {
  readonly person: Uuid;
  readonly roles: readonly AgencyRole[];
  /** Undefined: with an invitation, or as the first. */
  readonly by: Uuid | undefined;
  readonly at: Date;
}

export async function grantRoles(tx: Tx, grant: Grant): Promise<void> {
  if (grant.roles.length === 0) return;
  const rows = grant.roles.map((role) => ({
    person_id: grant.person,
    role,
    granted_by: grant.by ?? null,
    granted_at: grant.at,
  }));
  await tx.insertInto('person_role').values(rows).execute();
}

export async function withdrawRoles(tx: Tx, id: Uuid, roles: readonly AgencyRole[]): Promise<void> {
  if (roles.length === 0) return;
  await tx
    .deleteFrom('person_role')
    .where('person_id', '=', id)
    .where('role', 'in', [...roles])
    .execute();
}

/** False when there is no such person, or access had ended before. */
export async function endPerson(tx: Tx, id: Uuid, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('person')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export interface Appointment {
  readonly id: Uuid;
  readonly person: Uuid;
  readonly proposedBy: Uuid;
}

export async function insertAppointment(tx: Tx, made: Appointment & { readonly at: Date }): Promise<void> {
  await tx
    .insertInto('appointment')
    .values({ id: made.id, person_id: made.person, proposed_by: made.proposedBy, proposed_at: made.at })
    .execute();
}

/** The proposals that nobody has decided. */
export async function openAppointments(db: Db): Promise<Appointment[]> {
  const rows = await db
    .selectFrom('appointment')
    .select(['id', 'person_id', 'proposed_by'])
    .where('outcome', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // the columns' type is uuid
    person: row.person_id as Uuid,
    proposedBy: row.proposed_by as Uuid,
  }));
}

export async function decideAppointment(
  tx: Tx,
  id: Uuid,
  decision: { readonly outcome: 'confirmed' | 'withdrawn'; readonly by: Uuid; readonly at: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('appointment')
    .set({ outcome: decision.outcome, decided_by: decision.by, decided_at: decision.at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

function personRows(db: Db) {
  return db
    .selectFrom('person')
    .select(['person.id', 'person.name', 'person.email', 'person.created_at', 'person.ended_at'])
    .select((eb) =>
      eb
        .selectFrom('person_role')
        .select(sql<string[]>`coalesce(array_agg(role order by role), '{}')`.as('roles'))
        .whereRef('person_role.person_id', '=', 'person.id')
        .as('roles'),
    )
    .select((eb) =>
      eb
        .selectFrom('person_language')
        .select('language')
        .whereRef('person_language.person_id', '=', 'person.id')
        .as('language'),
    );
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly roles: string[] | null;
  readonly language: string | null;
}

function person(row: Row): Person {
  return {
    id: row.id as Uuid, // the column's type is uuid
    name: row.name,
    email: row.email,
    roles: (row.roles ?? []) as AgencyRole[], // the table's check
    createdAt: row.created_at,
    ...(isLanguage(row.language ?? '') ? { language: row.language as Language } : {}), // as just asked
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}
