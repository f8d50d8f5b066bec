// Databases for tests: one PostgreSQL for all test processes of a checkout, one cloned database for each test file.
//
//   const database = await cloneDatabase();                       // migrated, empty
//   const db = await openDatabase<Schema>(home, { env: database.env });
//   after(async () => { await db.close(); await database.drop(); });
//
// A whole run has a server in memory (`database-in-memory.ts`). Without one the server's files stay in node_modules/.cache
// between runs, because making them takes ten times as long as everything else here; delete the folder `comity-test-…`
// there at will.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';
import { connect } from '../../src/platform/connection.ts';
import { installQueue } from '../../src/platform/database.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { openServer, type Server } from '../../src/platform/postgres.ts';
import { isRunning } from '../../src/platform/processes.ts';

export interface TestDatabase {
  /** What `openDatabase` and `./comity` read. */
  readonly env: { readonly DATABASE_URL: string; readonly DATABASE_APP_URL: string } & Readonly<
    Record<string, string>
  >;
  drop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MIGRATIONS = join(ROOT, 'migrations');
/** Whoever makes or removes databases of the test cluster holds this lock. */
const CLONE_LOCK = '8470, 2';
/** Of other migrations. */
const TEMPLATES_MAX = 12;
/** Databases are named test_<pid>_<random>, templates template_<digest of the migrations>. */
const CLONE_NAME = /^test_(\d+)_/;

let server: Promise<Server> | undefined;
let clones = 0;

/**
 * A database for one test file, with all migrations run and no rows, or without tables when `isEmpty`.
 * Call `drop` when its connections are closed.
 */
export async function cloneDatabase({ isEmpty = false } = {}): Promise<TestDatabase> {
  clones += 1;
  const cluster = await (server ??= openServer(clusterFolder()));
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asSuperuser(cluster, async (client) => {
    await dropAbandoned(client);
    const template = isEmpty ? 'template1' : await makeTemplate(cluster, client);
    const strategy = ofTheRun() === undefined ? 'wal_log' : 'file_copy'; // in memory nothing is gained by a journal
    await client.query(
      `create database ${name} template ${template} owner comity_owner strategy ${strategy}`,
    );
    await client.query(`revoke temporary on database ${name} from public`); // not copied from the template
  });
  const urlOf = (role: 'owner' | 'app'): string => {
    const { host, user, password } = cluster.config(role);
    return `postgres://${user}:${String(password)}@/${name}?port=5432&host=${encodeURIComponent(host ?? '')}`;
  };
  return {
    env: { DATABASE_URL: urlOf('owner'), DATABASE_APP_URL: urlOf('app'), ...storeOf(name) },
    drop: async () => {
      await asSuperuser(cluster, (client) => client.query(`drop database if exists ${name} with (force)`));
      clones -= 1;
      if (clones > 0) return;
      server = undefined;
      await cluster.leave();
    },
  };
}

async function asSuperuser<T>(cluster: Server, act: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(cluster.config('superuser', 'postgres'));
  try {
    await client.query(`select pg_advisory_lock(${CLONE_LOCK})`);
    return await act(client);
  } finally {
    await client.end();
  }
}

/** A template is renamed to its name when it is ready; some of other migrations are kept. */
async function makeTemplate(cluster: Server, client: Client): Promise<string> {
  const digest = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort())
    digest.update(file).update(readFileSync(join(MIGRATIONS, file)));
  const template = `template_${digest.digest('hex').slice(0, 16)}`;
  const names = await databaseNames(client);
  if (names.includes(template)) return template;
  // Several checkouts may share the cluster, each with its migrations; making a template anew each time would cost them all.
  const others = names.filter((name) => name.startsWith('template_') && name !== 'template_making');
  for (const name of [...others.slice(TEMPLATES_MAX), 'template_making'])
    await client.query(`drop database if exists ${name} with (force)`);
  await client.query('create database template_making owner comity_owner strategy wal_log');
  const owner = await connect(cluster.config('owner', 'template_making'));
  try {
    await migrate(owner, MIGRATIONS);
    await installQueue(owner, cluster.config('owner', 'template_making'));
  } finally {
    await owner.end();
  }
  await client.query(`alter database template_making rename to ${template}`);
  return template;
}

/** Of test processes that are no more. */
async function dropAbandoned(client: Client): Promise<void> {
  for (const name of await databaseNames(client)) {
    const pid = CLONE_NAME.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await client.query(`drop database ${name} with (force)`);
  }
}

async function databaseNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where not datistemplate',
  );
  return rows.map(({ datname }) => datname);
}

/** Of the run, or a cache that git and npm ignore; where it cannot be written, or a socket's name would be too long, a new folder. */
function clusterFolder(): string {
  const served = ofTheRun();
  if (served !== undefined) return served;
  const cache = join(ROOT, 'node_modules/.cache', `comity-test-${process.getuid?.() ?? 0}`);
  try {
    if (Buffer.byteLength(cache) > 80)
      throw new Error('too long for a socket that other processes connect to');
    mkdirSync(cache, { recursive: true });
    return join(cache, 'postgres');
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'comity-test-'));
    chmodSync(folder, 0o711);
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return join(folder, 'postgres');
  }
}

/** The evidence of what is opened on the database in a folder of its name, where a run has a bucket (`in-a-bucket.test.ts`). */
function storeOf(name: string): Readonly<Record<string, string>> {
  const bucket = process.env['COMITY_TEST_BUCKET'];
  if (!bucket) return {};
  const env = JSON.parse(bucket) as Record<string, string>;
  return { ...env, COMITY_STORE: `${env['COMITY_STORE']}-${name}` };
}

/** Where `test/run.ts` serves a database. */
function ofTheRun(): string | undefined {
  return process.env['COMITY_TEST_POSTGRES'] || undefined;
}
