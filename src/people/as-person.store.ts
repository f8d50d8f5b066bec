// The only way of a page to the database: as the person who looks. Row-level security then shows that person's cases
// and nothing else, whatever the query says (migrations/0001-people.sql).
import { sql, type Transaction } from 'kysely';
import { isUuid, type Uuid } from '../base/ids.ts';
import { openDatabase, type Database, type DatabaseOptions } from '../platform/database.ts';
import type { Home } from '../platform/home.ts';
import type { Schema } from '../platform/schema.ts';

export type Tx = Transaction<Schema>;

/** Has no query of its own: outside `asPerson` its connections are nobody's and see nothing. */
export interface PersonDatabase {
  /** One transaction in which this person looks or acts. */
  asPerson<T>(person: Uuid, act: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openPersonDatabase(home: Home, options: DatabaseOptions = {}): Promise<PersonDatabase> {
  const db = await openDatabase<Schema>(home, options);
  return { asPerson: (person, act) => asPerson(db, person, act), close: () => db.close() };
}

export async function asPerson<T>(
  db: Database<Schema>,
  person: Uuid,
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (!isUuid(person)) throw new Error('a person is named by a UUID');
  return db.transaction(async (tx) => {
    await sql`select set_config('comity.as', ${person}, true)`.execute(tx); // true: until the transaction ends
    return act(tx);
  });
}

/**
 * Within a transaction of the system that does more: as this person, and as the system again afterwards. What is rolled back to a
 * savepoint takes the person along.
 */
export async function asPersonWithin<T>(tx: Tx, person: Uuid, act: (tx: Tx) => Promise<T>): Promise<T> {
  if (!isUuid(person)) throw new Error('a person is named by a UUID');
  const { rows } = await sql<{ was: string }>`select current_setting('comity.as') as was`.execute(tx);
  await sql`select set_config('comity.as', ${person}, true)`.execute(tx);
  const done = await act(tx);
  await sql`select set_config('comity.as', ${rows[0]?.was ?? ''}, true)`.execute(tx);
  return done;
}

/** The same, for less than the person may: within one case, or without changing anything. The database holds it. */
export function narrowed(
  db: PersonDatabase,
  to: { readonly within?: Uuid; readonly isReading: boolean },
): PersonDatabase {
  const { within } = to;
  return {
    asPerson: (person, act) =>
      db.asPerson(person, async (tx) => {
        if (within !== undefined) await sql`select set_config('comity.within', ${within}, true)`.execute(tx);
        if (to.isReading) await sql`select set_config('transaction_read_only', 'on', true)`.execute(tx);
        return act(tx);
      }),
    close: () => db.close(),
  };
}
