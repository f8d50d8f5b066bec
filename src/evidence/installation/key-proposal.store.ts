// SQL of changes of the keys of the log, or of the service, that two administrators sign on the web.
import type { Kysely } from 'kysely';
import { utf8 } from '../../base/bytes.ts';
import type { Uuid } from '../../base/ids.ts';
import type { Schema } from '../../platform/schema.ts';
import type { KeyChangeCause } from '../../verify/key-change.ts';
import type { Tx } from '../log/log.store.ts';
import type { ReplacedKeys } from './key-proposal.ts';

export interface KeySignature {
  readonly person: Uuid;
  readonly name: string;
  /** Fingerprint of the passkey. */
  readonly key: string;
  /** Where it signed. */
  readonly origin: string;
  /** Signature line of the note. */
  readonly line: string;
  readonly at: Date;
}

export interface KeyProposal {
  /** Of the event too. */
  readonly id: Uuid;
  readonly keys: ReplacedKeys;
  readonly cause: KeyChangeCause;
  /** The event's line: what is signed. */
  readonly text: Uint8Array;
  readonly proposedAt: Date;
  readonly job: Uuid | undefined;
  readonly outcome: 'recorded' | 'withdrawn' | undefined;
  /** In the order in which they were given. */
  readonly signatures: readonly KeySignature[];
}

/** Undefined: there is none, or it is not shown to this person. `lock`: nobody else changes it in this transaction. */
export async function proposalById(
  db: Kysely<Schema>,
  id: Uuid,
  lock?: 'lock',
): Promise<KeyProposal | undefined> {
  return found(
    db,
    await proposals(db)
      .where('id', '=', id)
      .$if(lock === 'lock', (one) => one.forUpdate())
      .executeTakeFirst(),
  );
}

export async function openProposal(db: Kysely<Schema>): Promise<KeyProposal | undefined> {
  return found(db, await proposals(db).where('outcome', 'is', null).executeTakeFirst());
}

function proposals(db: Kysely<Schema>) {
  return db
    .selectFrom('log_key_change')
    .select(['id', 'keys', 'cause', 'line', 'proposed_at', 'job_id', 'outcome']);
}

async function found(
  db: Kysely<Schema>,
  row: Awaited<ReturnType<ReturnType<typeof proposals>['executeTakeFirst']>>,
): Promise<KeyProposal | undefined> {
  if (row === undefined) return undefined;
  const signatures = await db
    .selectFrom('log_key_signature')
    .leftJoin('person', 'person.id', 'person_id')
    .select(['person_id', 'person.name', 'key', 'origin', 'line', 'signed_at'])
    .where('change_id', '=', row.id)
    .orderBy('signed_at')
    .orderBy('person_id')
    .execute();
  return {
    id: row.id as Uuid, // its type is uuid
    keys: row.keys,
    cause: row.cause,
    text: utf8(row.line),
    proposedAt: row.proposed_at,
    job: (row.job_id ?? undefined) as Uuid | undefined, // as above
    outcome: row.outcome ?? undefined,
    signatures: signatures.map((one) => ({
      person: one.person_id as Uuid, // as above
      name: one.name ?? '',
      key: one.key,
      origin: one.origin,
      line: one.line,
      at: one.signed_at,
    })),
  };
}

export async function insertProposal(
  tx: Tx,
  made: {
    readonly id: Uuid;
    readonly keys: ReplacedKeys;
    readonly cause: KeyChangeCause;
    readonly line: string;
    readonly by: Uuid;
    readonly at: Date;
  },
): Promise<void> {
  const { id, keys, cause, line, by, at } = made;
  await tx
    .insertInto('log_key_change')
    .values({ id, keys, cause, line, proposed_by: by, proposed_at: at })
    .execute();
}

/** Signed twice by the same person, the first stands. */
export async function insertSignature(
  tx: Tx,
  change: Uuid,
  { person, key, origin, line, at }: Omit<KeySignature, 'name'>,
): Promise<void> {
  await tx
    .insertInto('log_key_signature')
    .values({ change_id: change, person_id: person, key, origin, line, signed_at: at })
    .onConflict((same) => same.columns(['change_id', 'person_id']).doNothing())
    .execute();
}

export async function setJob(tx: Tx, id: Uuid, job: Uuid): Promise<void> {
  await tx
    .updateTable('log_key_change')
    .set({ job_id: job })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute();
}

/** False when it had ended. */
export async function endProposal(
  tx: Tx,
  id: Uuid,
  outcome: 'recorded' | 'withdrawn',
  at: Date,
): Promise<boolean> {
  const done = await tx
    .updateTable('log_key_change')
    .set({ outcome, ended_at: at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
