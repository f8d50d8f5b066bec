// SQL of the guard at the door: wrong passwords by account. Somebody who guesses is counted before the guess is tried, so
// that many guesses at once do not get past.
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../platform/schema.ts';

const FAILURES_MAX = 5;
const WINDOW_MINUTES = 15;
const LOCKED_MINUTES = 15;

export interface Attempt {
  readonly isAllowed: boolean;
  /** This attempt is the one that locks the account. */
  readonly locksNow: boolean;
}

/** Counts one attempt against the account, whether or not there is such an account. */
export async function beginAttempt(db: Kysely<Schema>, account: Uint8Array, now: Date): Promise<Attempt> {
  const key = Buffer.from(account);
  const windowStart = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
  const lockedUntil = new Date(now.getTime() + LOCKED_MINUTES * 60_000);
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_guard as g (account, failures, since) values (${key}, 1, ${now})
    on conflict (account) do update set
      failures = case when g.locked_until > ${now} then g.failures + 1
                      when g.locked_until is not null or g.since < ${windowStart} then 1 else g.failures + 1 end,
      since = case when g.locked_until <= ${now} or g.since < ${windowStart} then ${now} else g.since end,
      locked_until = case when g.locked_until > ${now} then g.locked_until
                          when g.locked_until is null and g.since >= ${windowStart} and g.failures >= ${FAILURES_MAX}
                          then ${lockedUntil} end
    returning failures`.execute(db);
  const failures = rows[0]?.failures ?? 1;
  return { isAllowed: failures <= FAILURES_MAX, locksNow: failures === FAILURES_MAX + 1 };
}

export async function forgetAttempts(db: Kysely<Schema>, account: Uint8Array): Promise<void> {
  await db
    .updateTable('sign_in_guard')
    .set({ failures: 0, locked_until: null })
    .where('account', '=', Buffer.from(account))
    .execute();
}

export async function wasCodeUsed(
  db: Kysely<Schema>,
  account: Uint8Array,
  code: Uint8Array,
): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_guard')
    .select('used_code')
    .where('account', '=', Buffer.from(account))
    .executeTakeFirst();
  return row?.used_code?.equals(Buffer.from(code)) === true;
}

/** False when this code let somebody in already. */
export async function useCode(
  db: Kysely<Schema>,
  account: Uint8Array,
  code: Uint8Array,
  now: Date,
): Promise<boolean> {
  const used = Buffer.from(code);
  const { rows } = await sql`
    insert into sign_in_guard as g (account, failures, since, used_code) values (${Buffer.from(account)}, 0, ${now}, ${used})
    on conflict (account) do update set used_code = ${used} where g.used_code is distinct from ${used}
    returning 1`.execute(db);
  return rows.length > 0;
}
