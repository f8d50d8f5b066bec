// The only way of a page to the database: as the person who looks. Row-level security then shows that person's cases
// and nothing else, whatever the query says (migrations/0005-need-to-know.sql).
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
