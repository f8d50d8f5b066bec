// The database with the application's credentials and nothing between: what a query of ours could at worst ask.
import { atEnd } from './temporary.ts';
import type { TestContext } from 'node:test';
import { parseIntoClientConfig } from 'pg-connection-string';
import type { Client } from 'pg';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import { insertPerson } from '../../src/people/person.store.ts';
import { connect } from '../../src/platform/connection.ts';
import type { TestInstallation } from './installation.ts';

/** SQLSTATE of what row-level security and grants refuse. */
export const denied = { code: '42501' };

export async function rawApp(t: TestContext, made: TestInstallation): Promise<Client> {
  const app = await connect(parseIntoClientConfig(made.env['DATABASE_APP_URL'] ?? ''));
  atEnd(t, () => app.end());
  return app;
}

export async function person({ house }: TestInstallation, name: string): Promise<Uuid> {
  const id = newUuid(house.clock, house.random);
  await house.db.transaction((tx) =>
    insertPerson(tx, { id, name, email: `${name}@agency.example`, createdAt: new Date(house.clock()) }),
  );
  return id;
}

export async function count(app: Client, table: string): Promise<number> {
  const { rows } = await app.query<{ n: number }>(`select count(*) as n from ${table}`);
  return rows[0]?.n ?? -1;
}

export async function as<T>(app: Client, who: string, act: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    await app.query("select set_config('comity.as', $1, true)", [who]);
    return await act();
  } finally {
    await app.query('rollback');
  }
}
