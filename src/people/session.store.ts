// SQL of sessions and passkeys, in the tables of the sign-in library. The connection is the sign-in's own.
import type { Generated, Kysely } from 'kysely';

export interface AuthSchema {
  user: { id: string; email: string; banned: boolean | null; twoFactorEnabled: boolean | null };
  session: {
    id: string;
    token: string;
    userId: string;
    createdAt: Generated<Date>;
    updatedAt: Date;
    expiresAt: Date;
    ipAddress: string | null;
    userAgent: string | null;
  };
  passkey: {
    id: string;
    userId: string;
    name: string | null;
    publicKey: string;
    credentialID: string;
    counter: number;
    createdAt: Date | null;
    deviceType: string;
  };
  verification: { identifier: string; value: string; expiresAt: Date };
  account: {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
    createdAt: Generated<Date>;
    updatedAt: Date;
  };
  twoFactor: { id: string; userId: string; secret: string };
}

export interface SessionSeen {
  readonly id: string;
  readonly startedAt: Date;
  readonly address: string;
  readonly browser: string;
}

export async function sessionsOf(db: Kysely<AuthSchema>, person: string, now: Date): Promise<SessionSeen[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'createdAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', person)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.createdAt,
    address: row.ipAddress ?? '',
    browser: row.userAgent ?? '',
  }));
}

/** One session of this person; false when it is not theirs or is gone. */
export async function deleteSession(db: Kysely<AuthSchema>, person: string, id: string): Promise<boolean> {
  const done = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .where('userId', '=', person)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Whose session had this token, also when it is over; undefined when it was ended, or is long gone. */
export async function personOfToken(
  db: Kysely<AuthSchema>,
  token: string,
  since: Date,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('session')
    .select('userId')
    .where('token', '=', token)
    .where('createdAt', '>', since)
    .executeTakeFirst();
  return row?.userId;
}

export async function deleteSessionByToken(db: Kysely<AuthSchema>, token: string): Promise<void> {
  await db.deleteFrom('session').where('token', '=', token).execute();
}

/** Signs out everywhere, or everywhere but in one; the number of sessions that were ended. */
export async function deleteSessions(db: Kysely<AuthSchema>, person: string, but?: string): Promise<number> {
  const done = await db
    .deleteFrom('session')
    .where('userId', '=', person)
    .$if(but !== undefined, (some) => some.where('id', '<>', but ?? ''))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** One new password, and nothing left of any other way in: codes, passkeys, providers, sessions, tries under way. */
export async function resetUser(
  db: Kysely<AuthSchema>,
  person: string,
  made: { readonly id: string; readonly passwordHash: string; readonly at: Date },
): Promise<void> {
  for (const table of ['twoFactor', 'passkey', 'session', 'account'] as const)
    await db.deleteFrom(table).where('userId', '=', person).execute();
  await db.deleteFrom('verification').where('value', '=', person).execute();
  await db
    .insertInto('account')
    .values({
      id: made.id,
      accountId: person,
      providerId: 'credential',
      userId: person,
      password: made.passwordHash,
      updatedAt: made.at,
    })
    .execute();
  await db.updateTable('user').set({ twoFactorEnabled: false }).where('id', '=', person).execute();
}

/** Ends every session and lets no new one begin. */
export async function banUser(db: Kysely<AuthSchema>, person: string): Promise<void> {
  await db.updateTable('user').set({ banned: true }).where('id', '=', person).execute();
  await db.deleteFrom('session').where('userId', '=', person).execute();
}

/** Removes an account that was begun and never became a person: a crash between two steps left it. */
export async function deleteUser(db: Kysely<AuthSchema>, email: string): Promise<void> {
  await db.deleteFrom('user').where('email', '=', email).execute();
}

export interface PasskeySeen {
  readonly id: string;
  readonly name: string;
  readonly addedAt: Date | undefined;
}

export async function passkeysOf(db: Kysely<AuthSchema>, person: string): Promise<PasskeySeen[]> {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'createdAt'])
    .where('userId', '=', person)
    .orderBy('createdAt')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name ?? '', addedAt: row.createdAt ?? undefined }));
}

export async function deletePasskey(db: Kysely<AuthSchema>, person: string, id: string): Promise<boolean> {
  const done = await db
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('userId', '=', person)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

export async function hasPassword(db: Kysely<AuthSchema>, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row !== undefined;
}

export async function emailOf(db: Kysely<AuthSchema>, person: string): Promise<string | undefined> {
  const row = await db.selectFrom('user').select('email').where('id', '=', person).executeTakeFirst();
  return row?.email;
}

/** Who has given the right password and owes the code: by the secret name in their cookie. */
/** Of the authenticator app, as the library keeps it. */
export async function appSecretOf(db: Kysely<AuthSchema>, email: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('twoFactor')
    .innerJoin('user', 'user.id', 'twoFactor.userId')
    .select('twoFactor.secret')
    .where('user.email', '=', email)
    .executeTakeFirst();
  return row?.secret;
}

export async function emailOfChallenge(
  db: Kysely<AuthSchema>,
  challenge: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('verification')
    .innerJoin('user', 'user.id', 'verification.value')
    .select('user.email')
    .where('verification.identifier', '=', challenge)
    .executeTakeFirst();
  return row?.email;
}
