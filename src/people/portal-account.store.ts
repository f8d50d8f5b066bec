// SQL of the portal's accounts: the addressees, who is invited to speak for one, and who does. The link's token is kept as its digest alone.
import { sql, type Kysely } from 'kysely';
import { isUuid, type Uuid } from '../base/ids.ts';
import type { Database } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';

type Db = Kysely<Schema>;

export interface Addressee {
  readonly id: Uuid;
  readonly name: string;
}

/** Of somebody who speaks for an addressee: no person of the agency. */
export interface PortalAccount {
  readonly id: Uuid;
  readonly name: string;
  readonly email: string;
  readonly addressee: Addressee;
  readonly joinedAt: Date;
  readonly endedAt: Date | undefined;
}

export interface PortalInvitation {
  readonly id: Uuid;
  readonly name: string;
  readonly email: string;
  readonly addressee: Addressee;
  readonly expiresAt: Date;
}

/**
 * One transaction in which this account looks or acts: row security then shows what its addressee was given, and nothing else,
 * whatever the query says (migrations/0015-portal.sql).
 */
export function asPortal<T>(
  operator: Database<Schema>,
  account: Uuid,
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  return operator.transaction((tx) => asPortalWithin(tx, account, act));
}

/** Within a transaction of the system that does more. */
export async function asPortalWithin<T>(tx: Tx, account: Uuid, act: (tx: Tx) => Promise<T>): Promise<T> {
  if (!isUuid(account)) throw new Error('an account is named by a UUID');
  const { rows } = await sql<{ was: string }>`select current_setting('comity.as') as was`.execute(tx);
  await sql`select set_config('comity.as', ${`portal:${account}`}, true)`.execute(tx);
  const done = await act(tx);
  await sql`select set_config('comity.as', ${rows[0]?.was ?? ''}, true)`.execute(tx);
  return done;
}

/** That has not ended. */
export async function portalAccount(db: Db, id: Uuid): Promise<PortalAccount | undefined> {
  const row = await accounts(db).where('a.id', '=', id).where('a.ended_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : accountFrom(row);
}

/** By addressee and name, those that ended last. */
export async function portalAccounts(db: Db, limit: number): Promise<PortalAccount[]> {
  const rows = await accounts(db)
    .orderBy('a.ended_at', 'desc')
    .orderBy('o.name')
    .orderBy('a.name')
    .limit(limit)
    .execute();
  return rows.map(accountFrom);
}

/** Whether somebody comes in by this address; for the system. */
export async function isPortalAddress(db: Db, email: string): Promise<boolean> {
  const row = await db
    .selectFrom('portal_account')
    .select('id')
    .where('email', '=', email)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertPortalAccount(
  tx: Tx,
  made: {
    readonly id: Uuid;
    readonly invitation: PortalInvitation;
    readonly joinedAt: Date;
  },
): Promise<void> {
  const { id, invitation, joinedAt } = made;
  await tx
    .insertInto('portal_account')
    .values({
      id,
      addressee_id: invitation.addressee.id,
      invitation_id: invitation.id,
      name: invitation.name,
      email: invitation.email,
      joined_at: joinedAt,
    })
    .execute();
}

/** False when it had ended, or is none. */
export async function endPortalAccount(tx: Tx, id: Uuid, by: Uuid, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('portal_account')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function addressees(db: Db, limit: number): Promise<Addressee[]> {
  const rows = await db
    .selectFrom('portal_addressee')
    .select(['id', 'name'])
    .orderBy('name')
    .limit(limit)
    .execute();
  return rows.map(({ id, name }) => ({ id: id as Uuid, name })); // the column's type is uuid
}

export async function portalInvitationByToken(
  db: Db,
  tokenSha256: Uint8Array,
  now: Date,
): Promise<PortalInvitation | undefined> {
  const row = await openInvitations(db, now)
    .where('i.token_sha256', '=', Buffer.from(tokenSha256))
    .executeTakeFirst();
  return row === undefined ? undefined : invitationFrom(row);
}

/** That can still be accepted, the newest first. */
export async function portalInvitations(db: Db, now: Date): Promise<PortalInvitation[]> {
  const rows = await openInvitations(db, now).orderBy('i.created_at', 'desc').limit(200).execute();
  return rows.map(invitationFrom);
}

/** False when it was used, withdrawn or ran out meanwhile: of two who accept at once, one does. */
export async function closePortalInvitation(
  tx: Tx,
  id: Uuid,
  how: { readonly accepted_at: Date } | { readonly withdrawn_at: Date },
  now: Date,
): Promise<boolean> {
  const closed = await tx
    .updateTable('portal_invitation')
    .set(how)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return closed.numUpdatedRows > 0n;
}

function accounts(db: Db) {
  return db
    .selectFrom('portal_account as a')
    .innerJoin('portal_addressee as o', 'o.id', 'a.addressee_id')
    .select(['a.id', 'a.name', 'a.email', 'a.joined_at', 'a.ended_at', 'o.id as addressee', 'o.name as of']);
}

function openInvitations(db: Db, now: Date) {
  return db
    .selectFrom('portal_invitation as i')
    .innerJoin('portal_addressee as o', 'o.id', 'i.addressee_id')
    .select(['i.id', 'i.name', 'i.email', 'i.expires_at', 'o.id as addressee', 'o.name as of'])
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', now);
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly addressee: string;
  readonly of: string;
}

function accountFrom(row: Row & { readonly joined_at: Date; readonly ended_at: Date | null }): PortalAccount {
  return { ...namesIn(row), joinedAt: row.joined_at, endedAt: row.ended_at ?? undefined };
}

function invitationFrom(row: Row & { readonly expires_at: Date }): PortalInvitation {
  return { ...namesIn(row), expiresAt: row.expires_at };
}

function namesIn({ id, name, email, addressee, of }: Row) {
  return { id: id as Uuid, name, email, addressee: { id: addressee as Uuid, name: of } }; // the columns' type is uuid
}
