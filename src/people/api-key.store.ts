// SQL of the keys of other programs. A key is found by its digest; the key itself is nowhere.
import type { Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { ApiKey } from './api-key.ts';
import type { Tx } from './as-person.store.ts';

type Db = Kysely<Schema>;

interface NewApiKey extends Omit<ApiKey, 'lastUsedAt'> {
  readonly tokenSha256: Uint8Array;
}

export async function insertApiKey(tx: Tx, made: NewApiKey): Promise<void> {
  await tx
    .insertInto('api_key')
    .values({
      id: made.id,
      person_id: made.person,
      name: made.name,
      token_sha256: Buffer.from(made.tokenSha256),
      may: made.may,
      case_id: made.onlyCase?.id ?? null,
      created_at: made.createdAt,
      expires_at: made.expiresAt,
    })
    .execute();
}

/** A key that works at this time. For the system, which does not know yet who asks. */
export async function apiKeyByDigest(db: Db, digest: Uint8Array, now: Date): Promise<ApiKey | undefined> {
  const row = await living(db, now).where('token_sha256', '=', Buffer.from(digest)).executeTakeFirst();
  return row === undefined ? undefined : apiKey(row);
}

/** The keys of this person that work at this time, the newest first. */
export async function apiKeysOf(db: Db, person: Uuid, now: Date): Promise<ApiKey[]> {
  const rows = living(db, now).where('api_key.person_id', '=', person);
  return (await rows.orderBy('api_key.created_at', 'desc').limit(100).execute()).map(apiKey);
}

/** False when it is not this person's or has ended. */
export async function endApiKey(tx: Tx, person: Uuid, id: Uuid, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('api_key')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Written when it was not within a minute before, so that a busy program does not make this row hot. */
export async function touchApiKey(db: Db, key: ApiKey, now: Date): Promise<void> {
  if (key.lastUsedAt !== undefined && now.getTime() - key.lastUsedAt.getTime() < 60_000) return;
  await db.updateTable('api_key').set({ last_used_at: now }).where('id', '=', key.id).execute();
}

function living(db: Db, now: Date) {
  return db
    .selectFrom('api_key')
    .leftJoin('case_file', 'case_file.id', 'api_key.case_id')
    .select([
      'api_key.id',
      'api_key.person_id',
      'api_key.name',
      'api_key.may',
      'api_key.case_id',
      'case_file.reference',
      'api_key.created_at',
      'api_key.expires_at',
      'api_key.last_used_at',
    ])
    .where('api_key.ended_at', 'is', null)
    .where('api_key.expires_at', '>', now);
}

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly may: 'read' | 'write';
  readonly case_id: string | null;
  /** Null too for who is in that case no more. */
  readonly reference: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
}

function apiKey(row: Row): ApiKey {
  return {
    id: row.id as Uuid, // the columns' type is uuid
    person: row.person_id as Uuid,
    name: row.name,
    may: row.may,
    ...(row.case_id === null
      ? {}
      : { onlyCase: { id: row.case_id as Uuid, reference: row.reference ?? '' } }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  };
}
