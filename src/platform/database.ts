// The database as the program uses it. Everything goes through a role that owns nothing and can change no table.
//
//   const db = await openDatabase<Schema>(home, { env });      // DATABASE_URL, else the embedded PostgreSQL of the home
//   await db.transaction(async (tx) => …);                     // one act
//   await db.kysely.selectFrom('exhibit')…                     // reading
//   const hold = await db.hold('exhibit-add:' + id);           // this act lives; undefined: somebody else holds it
//   await db.close();                                          // the last to leave stops the embedded server
import type { Kysely, PostgresPool, Transaction } from 'kysely';
import type { Client, ClientConfig, Pool } from 'pg';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../base/refusal.ts';
import { connect, isConnectionLoss, onceMoreAfterLoss, withDefaults } from './connection.ts';
import { connectionsOf, type DatabaseServer } from './database-server.ts';
import { errorCode } from './files.ts';
import { openHolds, type Hold } from './advisory-locks.ts';
import type { Home } from './home.ts';
import { migrate, MIGRATION_LOCK } from './migrate.ts';
import { preparing } from './prepared.ts';

export type { Hold } from './advisory-locks.ts';

export interface Database<Schema> {
  /** As the application's role. bigint comes as number, refused when it is not a safe integer; bytea as Buffer. */
  readonly kysely: Kysely<Schema>;
  /**
   * Read committed; rolled back when `act` throws. If the server was lost before `act` began it is tried again, after
   * that never: whether a commit whose answer was lost took place is for the caller's idempotency key to tell.
   */
  transaction<T>(act: (tx: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** One connection as the owner of the tables, for migrations and tests; no act of the program needs it. */
  withOwner<T>(act: (owner: Client) => Promise<T>): Promise<T>;
  /**
   * Takes a lock that lasts until it is released or this process ends, however it ends; undefined when another
   * process, or this one, has it. Tells a living act from what a dead one left.
   */
  hold(key: string): Promise<Hold | undefined>;
  /** Ends all connections. The embedded server stops when nobody else attends. May be called again. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `DATABASE_URL` and `DATABASE_APP_URL` are read from it. */
  readonly env?: NodeJS.ProcessEnv;
  /** Folder of the migrations that are run first; the program's own unless said otherwise. */
  readonly migrations?: string;
  /** Most connections that work at once. */
  readonly connectionsMax?: number;
  /** PostgreSQL settings of every connection, such as `comity.as` (migrations/0001-people.sql). Plain words. */
  readonly session?: { readonly [setting: string]: string };
}

/** The program's own. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const BEGIN_TRIES = 3;

/** Throws `notReady`, `notReachable`, `notAllowed` or `unsupported`, each with what to do. */
export async function openDatabase<Schema>(
  home: Home,
  options: DatabaseOptions = {},
): Promise<Database<Schema>> {
  const server = await connectionsOf(home, options.env ?? process.env);
  try {
    const withOwner = ownerConnections(server);
    await onceMoreAfterLoss(() =>
      withOwner(async (owner) => {
        await migrate(owner, options.migrations ?? MIGRATIONS);
        await installQueue(owner, server.owner);
      }),
    );
    return await assemble(withSession(server, options.session), withOwner, options.connectionsMax ?? 10);
  } catch (error) {
    await server.leave();
    throw error;
  }
}

/** As start-up options (`-c name=value`), so that they hold before the first query and after every reset. */
function withSession(server: DatabaseServer, session: DatabaseOptions['session'] = {}): DatabaseServer {
  const settings = Object.entries(session).map(([name, value]) => {
    if (!/^[a-z_.]+$/.test(name) || !/^[a-z0-9_-]+$/.test(value))
      throw new Error(`not a plain setting: ${name}`);
    return `-c ${name}=${value}`;
  });
  if (settings.length === 0) return server;
  const options = [server.app.options ?? [], settings].flat().join(' ');
  return { ...server, app: { ...server.app, options } };
}

type WithOwner = <T>(act: (owner: Client) => Promise<T>) => Promise<T>;

async function assemble<Schema>(
  server: DatabaseServer,
  withOwner: WithOwner,
  connectionsMax: number,
): Promise<Database<Schema>> {
  const { Kysely, PostgresDialect } = await import('kysely');
  const pool = await openPool({ ...server.app, max: connectionsMax });
  let closing: Promise<void> | undefined;
  /** Nothing may start the embedded server again after we have left it. */
  const whileOpen = async <T>(act: () => Promise<T>): Promise<T> => {
    if (closing !== undefined) throw new Error('the database was closed');
    return act();
  };
  const supervised: PostgresPool = {
    options: pool.options,
    connect: async () => preparing(await whileOpen(() => connected(server, () => pool.connect()))),
    end: () => Promise.resolve(), // Kysely ends only a pool that it has used; `close` does it in any case
  };
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: supervised }) });
  const holds = openHolds(() => whileOpen(() => connected(server, () => connect(server.app))));
  const close = async (): Promise<void> => {
    await Promise.all([holds.close(), kysely.destroy().then(() => pool.end())]);
    await server.leave();
  };
  return {
    kysely,
    transaction: (act) => transact(kysely, act),
    withOwner: (act) => whileOpen(() => withOwner(act)),
    hold: (key) => holds.take(key),
    close: () => (closing ??= close()),
  };
}

async function transact<Schema, T>(
  kysely: Kysely<Schema>,
  act: (tx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    let began = false;
    try {
      return await kysely.transaction().execute((tx) => {
        began = true;
        return act(tx);
      });
    } catch (error) {
      if (began || tries === BEGIN_TRIES || !isConnectionLoss(error)) throw fullDiskRefusal(error);
    }
  }
}

function ownerConnections(server: DatabaseServer): WithOwner {
  return async (act) => {
    const owner = await connected(server, () => connect(server.owner));
    try {
      return await act(owner);
    } finally {
      await owner.end().catch(() => undefined); // lost: `act` has met the error already
    }
  };
}

async function openPool(config: ClientConfig & { max: number }): Promise<Pool> {
  const { default: pg } = await import('pg');
  // Waiting for a free connection counts into this time too, so it is long.
  const pool = new pg.Pool({ ...(await withDefaults(config)), connectionTimeoutMillis: 60_000 });
  // Unheard, the loss of an idle connection would end the process; the next use makes a new one.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

function fullDiskRefusal(error: unknown): unknown {
  if (errorCode(error) !== '53100') return error; // disk_full
  return new Refusal('noSpace.database', { cause: error });
}

/** Opens a connection, having seen to it that the embedded server runs and counts us. */
async function connected<T>(server: DatabaseServer, open: () => Promise<T>): Promise<T> {
  await server.attend();
  try {
    return await open();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    await server.attend(true);
    return await open();
  }
}

// Brings graphile-worker's own schema to the form this program expects, after the program's tables.

/** The newest of graphile-worker's own migrations that this version brings; the test holds it to the library. */
export const QUEUE_REVISION = 20;

/** Installs or upgrades the queue. Of several processes that start together one does it, the others wait. */
export async function installQueue(owner: Client, config: ClientConfig): Promise<void> {
  if ((await revision(owner)) >= QUEUE_REVISION) return; // so that the library is loaded only where it works
  const [{ runMigrations }, { default: pg }] = await Promise.all([import('graphile-worker'), import('pg')]);
  await owner.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
  const pgPool = new pg.Pool({ ...config, max: 1 });
  pgPool.on('error', () => undefined); // shows in the query below
  pgPool.on('connect', (client) => void client.on('error', () => undefined));
  try {
    if ((await revision(owner)) < QUEUE_REVISION) await runMigrations({ pgPool });
  } finally {
    await pgPool.end();
    await owner.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined); // lost, and the lock too
  }
}

async function revision(owner: Client): Promise<number> {
  const there = await owner.query<{ there: boolean }>(
    "select to_regclass('graphile_worker.migrations') is not null as there",
  );
  if (there.rows[0]?.there !== true) return 0;
  const { rows } = await owner.query<{ id: number | null }>(
    'select max(id) as id from graphile_worker.migrations',
  );
  return rows[0]?.id ?? 0;
}
