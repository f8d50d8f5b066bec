// SQL of what happens at the door: who came in, and which tries failed. A wrong password for somebody and one for nobody
// take the same way here, one statement and one write, so that the time taken does not tell who has an account.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';

export interface FailedTry {
  readonly id: Uuid;
  readonly at: Date;
  readonly what: 'signInFailed' | 'lockedOut';
  /** Key of the account in sign_in_guard. */
  readonly account: Uint8Array;
  /** Lower case. */
  readonly email: string;
  readonly step: 'password' | 'code';
  readonly address: string;
}

/** Beyond these, an hour, nothing is added: whoever floods the door does not fill the table. */
const PERSON_HOURLY_MAX = 20;
const STRANGER_HOURLY_MAX = 60;

/** A failed try counts for its person; of addresses that nobody has, only that one was locked is kept. */
export async function insertFailedTry(db: Kysely<Schema>, made: FailedTry): Promise<void> {
  const key = Buffer.from(made.account);
  const since = new Date(made.at.getTime() - 3_600_000);
  const facts = JSON.stringify({ step: made.step, address: made.address });
  await sql`
    with touched as (update sign_in_guard set failures = failures where account = ${key}),
         known as (select id from (values (1)) one left join person on email = ${made.email} and ended_at is null)
    insert into access_event (id, at, what, about_person, facts)
    select ${made.id}::uuid, ${made.at}::timestamptz, ${made.what}::text, known.id,
           ${facts}::jsonb || case when known.id is null
             then jsonb_build_object('account', encode(${key}::bytea, 'hex')) else '{}' end
      from known
     where (known.id is not null or ${made.what} = 'lockedOut')
       and (select count(*) from access_event e
             where e.what = ${made.what} and e.at >= ${since} and e.about_person is not distinct from known.id)
           < case when known.id is null then ${STRANGER_HOURLY_MAX}::int else ${PERSON_HOURLY_MAX}::int end`.execute(
    db,
  );
}

/** What one's My work tells after signing in: tries that were not one's own, perhaps. */
export interface TriesSeen {
  readonly wrongPasswords: number;
  /** Somebody knew the password. */
  readonly wrongCodes: number;
  readonly wasLocked: boolean;
  readonly lastAt: Date;
}

/** When somebody last came back in with a link of recovery, if that is new to the person. As the person. */
export async function recoveredSince(
  db: Kysely<Schema>,
  person: Uuid,
  since: Date,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('access_event')
    .select('at')
    .where('about_person', '=', person)
    .where('what', '=', 'recovered')
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  return row?.at;
}

/** Since the last sign-in but one, which is what a person means by their last. As the person. */
export async function triesSince(db: Kysely<Schema>, person: Uuid): Promise<TriesSeen | undefined> {
  const { rows } = await sql<{ passwords: number; codes: number; locks: number; last: Date | null }>`
    with before as (
      select coalesce((select id from access_event where about_person = ${person} and what = 'signedIn'
                        order by id desc offset 1 limit 1), '00000000-0000-0000-0000-000000000000') as id)
    select count(*) filter (where e.what = 'signInFailed' and e.facts ->> 'step' = 'password') as passwords,
           count(*) filter (where e.what = 'signInFailed' and e.facts ->> 'step' = 'code') as codes,
           count(*) filter (where e.what = 'lockedOut') as locks, max(e.at) as last
      from access_event e, before
     where e.about_person = ${person} and e.what in ('signInFailed', 'lockedOut') and e.id > before.id`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined || row.last === null) return undefined;
  return {
    wrongPasswords: row.passwords,
    wrongCodes: row.codes,
    wasLocked: row.locks > 0,
    lastAt: row.last,
  };
}
