// SQL of the orders that addressees were given, and of what was said about them.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { Schema } from '../platform/schema.ts';
import type { EntryKind } from './receipt.ts';

type Db = Kysely<Schema>;

export interface PortalOrder {
  readonly id: Uuid;
  readonly addressee: { readonly id: Uuid; readonly name: string };
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly reference: string;
  readonly sha256: string;
  readonly givenBy: Uuid;
  readonly givenAt: Date;
  readonly endedAt: Date | undefined;
}

export interface Entry {
  readonly id: Uuid;
  readonly kind: EntryKind;
  /** Who said it; undefined: the authority, towards the addressee. */
  readonly account: { readonly id: Uuid; readonly name: string } | undefined;
  readonly text: string | undefined;
  readonly at: Date;
  /** `done`: it is an act of the request. Otherwise why it is for a person. */
  readonly followedAs: string;
  readonly receipt: Uint8Array;
  /** Of a file, whose name is the text: as it was where it came from. */
  readonly file: { readonly sha256: string; readonly bytes: number } | undefined;
  /** Of a signature: the step that it signs. */
  readonly of?: Uuid | undefined;
}

export interface NewOrder extends Omit<PortalOrder, 'addressee' | 'endedAt'> {
  readonly addressee: Uuid;
  readonly letter: Uint8Array;
}

export async function insertOrder(tx: Tx, made: NewOrder): Promise<void> {
  await tx
    .insertInto('portal_order')
    .values({
      id: made.id,
      addressee_id: made.addressee,
      request_id: made.request,
      case_id: made.caseId,
      reference: made.reference,
      letter: Buffer.from(made.letter),
      sha256: made.sha256,
      given_by: made.givenBy,
      given_at: made.givenAt,
    })
    .execute();
}

/** In sight of whoever looks. */
export async function orderById(db: Db, id: Uuid): Promise<PortalOrder | undefined> {
  const row = await orders(db).where('p.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : orderFrom(row);
}

/** Of a request, the one that stands or the last that stood. */
export async function orderOfRequest(db: Db, request: Uuid): Promise<PortalOrder | undefined> {
  const row = await orders(db)
    .where('p.request_id', '=', request)
    .orderBy('p.given_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? undefined : orderFrom(row);
}

/** The newest first. */
export async function ordersInSight(db: Db, limit: number): Promise<PortalOrder[]> {
  const rows = await orders(db).orderBy('p.given_at', 'desc').limit(limit).execute();
  return rows.map(orderFrom);
}

export async function letterOf(db: Db, id: Uuid): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('portal_order').select('letter').where('id', '=', id).executeTakeFirst();
  return row?.letter;
}

/** Nothing more is shown of it; false when it had ended. */
export async function endOrder(tx: Tx, id: Uuid, by: Uuid, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('portal_order')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Whoever acts on an order holds it first, so that two that come at once are one after the other. */
export async function lockOrder(tx: Tx, id: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 8472))`.execute(tx);
}

export async function insertEntry(
  tx: Tx,
  made: Omit<Entry, 'account'> & {
    readonly order: Uuid;
    readonly by: { readonly account: Uuid } | { readonly person: Uuid };
  },
): Promise<void> {
  await tx
    .insertInto('portal_entry')
    .values({
      id: made.id,
      order_id: made.order,
      kind: made.kind,
      by_account: 'account' in made.by ? made.by.account : null,
      by_person: 'person' in made.by ? made.by.person : null,
      text: made.text ?? null,
      at: made.at,
      followed_as: made.followedAs.slice(0, 500),
      receipt: Buffer.from(made.receipt),
      sha256: made.file?.sha256 ?? null,
      bytes: made.file?.bytes ?? null,
      of_entry: made.of ?? null,
    })
    .execute();
}

/** In the order in which they were made. */
export async function entriesOf(db: Db, order: Uuid): Promise<Entry[]> {
  const rows = await db
    .selectFrom('portal_entry as e')
    .leftJoin('portal_account as a', 'a.id', 'e.by_account')
    .select(['e.id', 'e.kind', 'e.by_account', 'a.name', 'e.text', 'e.at', 'e.followed_as', 'e.receipt'])
    .select(['e.sha256', 'e.bytes', 'e.of_entry'])
    .where('e.order_id', '=', order)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // the columns' type is uuid
    kind: row.kind,
    account: row.by_account === null ? undefined : { id: row.by_account as Uuid, name: row.name ?? '' },
    text: row.text ?? undefined,
    at: row.at,
    followedAs: row.followed_as,
    receipt: row.receipt,
    file: row.sha256 === null ? undefined : { sha256: row.sha256, bytes: Number(row.bytes) },
    of: (row.of_entry ?? undefined) as Uuid | undefined,
  }));
}

/** The drafts by which what an account hands over comes in, the one of now first; others are of who took it in before. */
export async function intakesOfOrder(db: Db, order: Uuid, account: Uuid): Promise<Uuid[]> {
  const rows = await db
    .selectFrom('portal_intake')
    .innerJoin('intake', 'intake.id', 'portal_intake.intake_id')
    .select('intake.id')
    .where('portal_intake.order_id', '=', order)
    .where('portal_intake.account_id', '=', account)
    .orderBy('intake.begun_at', 'desc')
    .orderBy('intake.id', 'desc')
    .execute();
  return rows.map(({ id }) => id as Uuid); // the column's type is uuid
}

export async function insertIntakeOfOrder(tx: Tx, order: Uuid, account: Uuid, intake: Uuid): Promise<void> {
  await tx
    .insertInto('portal_intake')
    .values({ order_id: order, account_id: account, intake_id: intake })
    .execute();
}

function orders(db: Db) {
  return db
    .selectFrom('portal_order as p')
    .innerJoin('portal_addressee as o', 'o.id', 'p.addressee_id')
    .select(['p.id', 'p.addressee_id', 'o.name', 'p.request_id', 'p.case_id', 'p.reference', 'p.sha256'])
    .select(['p.given_by', 'p.given_at', 'p.ended_at']);
}

interface Row {
  readonly id: string;
  readonly addressee_id: string;
  readonly name: string;
  readonly request_id: string;
  readonly case_id: string;
  readonly reference: string;
  readonly sha256: string;
  readonly given_by: string;
  readonly given_at: Date;
  readonly ended_at: Date | null;
}

function orderFrom(row: Row): PortalOrder {
  return {
    id: row.id as Uuid, // the columns' type is uuid
    addressee: { id: row.addressee_id as Uuid, name: row.name },
    request: row.request_id as Uuid,
    caseId: row.case_id as Uuid,
    reference: row.reference,
    sha256: row.sha256,
    givenBy: row.given_by as Uuid,
    givenAt: row.given_at,
    endedAt: row.ended_at ?? undefined,
  };
}
