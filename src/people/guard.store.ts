// SQL of the guard at the door: wrong passwords by account. Somebody who guesses is counted before the guess is tried, so
// that many guesses at once do not get past.
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../platform/schema.ts';

const FAILURES_MAX = 5;
const WINDOW_MINUTES = 15;
const LOCKED_MINUTES = 15;

interface Attempt {
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

/** Of an authenticator app by its time step, of a recovery code by its digest. */
type UsedCode = { readonly step: number } | { readonly digest: Uint8Array };

/** Whether this code, or one of a later time step, let somebody in: RFC 6238 section 5.2. */
export async function wasCodeUsed(db: Kysely<Schema>, account: Uint8Array, code: UsedCode): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_guard')
    .select(['used_code', 'used_step'])
    .where('account', '=', Buffer.from(account))
    .executeTakeFirst();
  if ('digest' in code) return row?.used_code?.equals(Buffer.from(code.digest)) === true;
  const used = row?.used_step ?? undefined;
  return used !== undefined && used >= code.step && used <= code.step + STEPS_RIGHT;
}

/**
 * Codes of three steps are right at one time, so a used one is at most two later. One later still was used when the clock was
 * wrong, and locks nobody out.
 */
const STEPS_RIGHT = 2;

/** False when this code let somebody in already, or for an app one of a later time step. */
export async function useCode(
  db: Kysely<Schema>,
  account: Uint8Array,
  code: UsedCode,
  now: Date,
): Promise<boolean> {
  const key = Buffer.from(account);
  const { rows } = await (
    'digest' in code
      ? sql`
        insert into sign_in_guard as g (account, failures, since, used_code)
          values (${key}, 0, ${now}, ${Buffer.from(code.digest)})
        on conflict (account) do update set used_code = excluded.used_code
          where g.used_code is distinct from excluded.used_code
        returning 1`
      : sql`
        insert into sign_in_guard as g (account, failures, since, used_step)
          values (${key}, 0, ${now}, ${code.step})
        on conflict (account) do update set used_step = excluded.used_step
          where g.used_step is null or g.used_step < excluded.used_step
            or g.used_step > excluded.used_step + ${STEPS_RIGHT}
        returning 1`
  ).execute(db);
  return rows.length > 0;
}
