// SQL of the mailbox: when it was read the last time, and why it was not.
import { sql } from 'kysely';
import type { Db } from '../evidence/log/log.store.ts';

export interface MailboxRead {
  readonly triedAt: Date;
  readonly readAt: Date | undefined;
  /** Of the last try; undefined: it was read. */
  readonly error: string | undefined;
}

export async function keepMailboxRead(db: Db, at: Date, error: string | undefined): Promise<void> {
  const why = error?.slice(0, 500) ?? null;
  await sql`
    insert into exchange_mailbox (tried_at, read_at, error) values (${at}, ${why === null ? at : null}, ${why})
    on conflict (id) do update set tried_at = excluded.tried_at, error = excluded.error,
      read_at = coalesce(excluded.read_at, exchange_mailbox.read_at)`.execute(db);
}

export async function mailboxRead(db: Db): Promise<MailboxRead | undefined> {
  const row = await db.selectFrom('exchange_mailbox').selectAll().executeTakeFirst();
  return row && { triedAt: row.tried_at, readAt: row.read_at ?? undefined, error: row.error ?? undefined };
}
