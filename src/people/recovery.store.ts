// SQL of the ways back in. The link's token is kept as its digest alone.
import type { Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';

/** Proposed, and decided by nobody yet. */
export interface ProposedRecovery {
  readonly id: Uuid;
  readonly person: Uuid;
  readonly proposedBy: Uuid;
}

export interface LinkMade {
  readonly tokenSha256: Uint8Array;
  readonly expiresAt: Date;
}

export async function insertRecovery(tx: Tx, made: ProposedRecovery & { readonly at: Date }): Promise<void> {
  const { id, person, proposedBy, at } = made;
  await tx
    .insertInto('recovery')
    .values({ id, person_id: person, proposed_by: proposedBy, proposed_at: at })
    .execute();
}

/** At the terminal of the machine, by nobody who has a name here. */
export async function insertTerminalRecovery(
  tx: Tx,
  made: LinkMade & { readonly id: Uuid; readonly person: Uuid; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('recovery')
    .values({
      id: made.id,
      person_id: made.person,
      proposed_by: null,
      proposed_at: made.at,
      decided_at: made.at,
      outcome: 'confirmed',
      token_sha256: Buffer.from(made.tokenSha256),
      expires_at: made.expiresAt,
    })
    .execute();
}

export async function openRecoveries(db: Kysely<Schema>): Promise<ProposedRecovery[]> {
  const rows = await db
    .selectFrom('recovery')
    .select(['id', 'person_id', 'proposed_by'])
    .where('outcome', 'is', null)
    .orderBy('proposed_at')
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // the columns' type is uuid
    person: row.person_id as Uuid,
    proposedBy: row.proposed_by as Uuid, // one of the terminal is never open
  }));
}

/** False when somebody decided it first. `link`: when it is confirmed. */
export async function decideRecovery(
  tx: Tx,
  id: Uuid,
  decision: { readonly by: Uuid; readonly at: Date; readonly link: LinkMade | undefined },
): Promise<boolean> {
  const { by, at, link } = decision;
  const done = await tx
    .updateTable('recovery')
    .set({
      decided_by: by,
      decided_at: at,
      outcome: link === undefined ? 'withdrawn' : 'confirmed',
      ...(link === undefined
        ? {}
        : { token_sha256: Buffer.from(link.tokenSha256), expires_at: link.expiresAt }),
    })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Whose link this is; undefined when there is none, or it was used, ran out, or a later one was made. */
export async function recoveryByToken(
  db: Kysely<Schema>,
  tokenSha256: Uint8Array,
  now: Date,
): Promise<{ readonly id: Uuid; readonly person: Uuid } | undefined> {
  const row = await db
    .selectFrom('recovery')
    .innerJoin('person', 'person.id', 'recovery.person_id')
    .select(['recovery.id', 'recovery.person_id'])
    .where('token_sha256', '=', Buffer.from(tokenSha256))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('person.ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id as Uuid, person: row.person_id as Uuid }; // their type is uuid
}

/** Ends every link of this person; false when this one was used meanwhile: of two who use it at once, one does. */
export async function useRecovery(tx: Tx, id: Uuid, person: Uuid, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable('recovery')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await tx
    .updateTable('recovery')
    .set({ used_at: now })
    .where('person_id', '=', person)
    .where('token_sha256', 'is not', null)
    .where('used_at', 'is', null)
    .execute();
  return true;
}

/** What lets in beside a session: keys of other programs, and the secret address of a calendar. The keys that were ended. */
export async function endOtherWaysIn(tx: Tx, person: Uuid, at: Date): Promise<Uuid[]> {
  await tx.deleteFrom('calendar_feed').where('person_id', '=', person).execute();
  const ended = await tx
    .updateTable('api_key')
    .set({ ended_at: at })
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.map(({ id }) => id as Uuid); // a uuid column
}
