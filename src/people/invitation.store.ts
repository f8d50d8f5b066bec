// SQL of the invitations. The link's token is kept as its digest alone.
import type { Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';
import type { AgencyRole } from './roles.ts';

export interface Invitation {
  readonly id: Uuid;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly AgencyRole[];
  readonly invitedBy: Uuid;
  readonly expiresAt: Date;
}

/** That can still be accepted, the newest first. */
export async function openInvitations(db: Kysely<Schema>, now: Date): Promise<Invitation[]> {
  return (await openRows(db, now).orderBy('created_at', 'desc').limit(200).execute()).map(invitation);
}

export async function invitationByToken(
  db: Kysely<Schema>,
  tokenSha256: Uint8Array,
  now: Date,
): Promise<Invitation | undefined> {
  const row = await openRows(db, now).where('token_sha256', '=', Buffer.from(tokenSha256)).executeTakeFirst();
  return row === undefined ? undefined : invitation(row);
}

/** Whether somebody with this address is invited now. */
export async function isInvited(db: Kysely<Schema>, email: string, now: Date): Promise<boolean> {
  return (await openRows(db, now).where('email', '=', email).executeTakeFirst()) !== undefined;
}

/** False when it was used, withdrawn or ran out meanwhile: of two who accept at once, one does. */
export async function closeInvitation(
  tx: Tx,
  id: Uuid,
  how: { readonly accepted?: Date; readonly withdrawn?: Date; readonly now: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('invitation')
    .set({
      ...(how.accepted === undefined ? {} : { accepted_at: how.accepted }),
      ...(how.withdrawn === undefined ? {} : { withdrawn_at: how.withdrawn }),
    })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', how.now)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

function openRows(db: Kysely<Schema>, now: Date) {
  return db
    .selectFrom('invitation')
    .select(['id', 'name', 'email', 'roles', 'invited_by', 'expires_at'])
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now);
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: string[];
  readonly invited_by: string;
  readonly expires_at: Date;
}

function invitation(row: Row): Invitation {
  return {
    id: row.id as Uuid, // the column's type is uuid
    name: row.name,
    email: row.email,
    roles: row.roles as AgencyRole[], // written by `invite` alone
    invitedBy: row.invited_by as Uuid, // the column's type is uuid
    expiresAt: row.expires_at,
  };
}
