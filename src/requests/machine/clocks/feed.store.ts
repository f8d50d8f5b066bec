// SQL of the calendars of persons: whose an address is.
import type { Kysely } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Schema } from '../../../platform/schema.ts';
import type { Tx } from '../../../people/as-person.store.ts';

export async function setFeed(tx: Tx, person: Uuid, sha256: Buffer, at: Date): Promise<void> {
  const set = { token_sha256: sha256, made_at: at };
  await tx
    .insertInto('calendar_feed')
    .values({ person_id: person, ...set })
    .onConflict((same) => same.column('person_id').doUpdateSet(set))
    .execute();
}

export async function deleteFeed(tx: Tx, person: Uuid): Promise<void> {
  await tx.deleteFrom('calendar_feed').where('person_id', '=', person).execute();
}

export async function feedMadeAt(tx: Tx, person: Uuid): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('calendar_feed')
    .select('made_at')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row?.made_at;
}

/** Whose address this is, and is still with us. For the system. */
export async function personOfFeed(
  db: Kysely<Schema>,
  sha256: Buffer,
): Promise<{ readonly id: Uuid; readonly language: string | undefined } | undefined> {
  const row = await db
    .selectFrom('calendar_feed')
    .innerJoin('person', 'person.id', 'calendar_feed.person_id')
    .leftJoin('person_language', 'person_language.person_id', 'person.id')
    .select(['person.id', 'person_language.language'])
    .where('token_sha256', '=', sha256)
    .where('person.ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id as Uuid, language: row.language ?? undefined }; // a uuid column
}
