// SQL of the answers that POSTs were given. Run as the person who sent them.
import type { Uuid } from '../base/ids.ts';
import type { Tx } from './as-person.store.ts';

const KEPT_DAYS = 7;

/** Which sending it is. */
export interface Sending {
  readonly person: Uuid;
  readonly operation: string;
  readonly keySha256: Uint8Array;
}

interface Begun {
  /** Of what was sent the first time under this key. */
  readonly requestSha256: Uint8Array;
  /** When it was sent first. */
  readonly at: Date;
  /** JSON; undefined when none was kept. */
  readonly answer: string | undefined;
}

/** Notes that it was sent, unless it was before; gives what was noted the first time. */
export async function beginSending(
  tx: Tx,
  sending: Sending,
  requestSha256: Uint8Array,
  now: Date,
): Promise<Begun> {
  await tx
    .deleteFrom('api_answer')
    .where('person_id', '=', sending.person)
    .where('began_at', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000))
    .execute();
  await tx
    .insertInto('api_answer')
    .values({
      person_id: sending.person,
      operation: sending.operation,
      key_sha256: Buffer.from(sending.keySha256),
      request_sha256: Buffer.from(requestSha256),
      began_at: now,
    })
    .onConflict((same) => same.columns(['person_id', 'operation', 'key_sha256']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('api_answer')
    .select(['request_sha256', 'answer', 'began_at'])
    .where('person_id', '=', sending.person)
    .where('operation', '=', sending.operation)
    .where('key_sha256', '=', Buffer.from(sending.keySha256))
    .executeTakeFirstOrThrow();
  return { requestSha256: row.request_sha256, at: row.began_at, answer: row.answer ?? undefined };
}

export async function keepAnswer(tx: Tx, sending: Sending, answer: string): Promise<void> {
  await tx
    .updateTable('api_answer')
    .set({ answer })
    .where('person_id', '=', sending.person)
    .where('operation', '=', sending.operation)
    .where('key_sha256', '=', Buffer.from(sending.keySha256))
    .execute();
}

/** Nothing was done: the key may be used for another sending. */
export async function forgetSending(tx: Tx, sending: Sending): Promise<void> {
  await tx
    .deleteFrom('api_answer')
    .where('person_id', '=', sending.person)
    .where('operation', '=', sending.operation)
    .where('key_sha256', '=', Buffer.from(sending.keySha256))
    .where('answer', 'is', null)
    .execute();
}
