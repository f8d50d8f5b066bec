// A PostgreSQL that somebody else runs, named by DATABASE_URL (and DATABASE_APP_URL).
// `docs/decisions/database-roles.md` says which role does what.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, ClientConfig } from 'pg';
import { Refusal } from '../base/refusal.ts';
import { connect, isConnectionLoss } from './connection.ts';
import type { DatabaseServer } from './database-server.ts';
import { errorCode, makeFolder, writeAtomically } from './files.ts';
import type { Home } from './home.ts';

type UrlName = 'DATABASE_URL' | 'DATABASE_APP_URL';

const APP_ROLE = 'comity_app';
const OLDEST_VERSION = 150_000; // server_version_num of PostgreSQL 15.0
/** The same lock as for migrations: processes that start together make the role once. */
const SET_UP_LOCK = '8470, 1';

/**
 * The role of `url` owns the tables. The application's role is `comity_app`: made here when the owner may make roles,
 * with a password kept in the home, or made by an administrator and named by `appUrl`.
 */
export async function openNamedServer(home: Home, url: string, appUrl?: string): Promise<DatabaseServer> {
  const owner = await parseUrl('DATABASE_URL', url);
  const client = await reach('DATABASE_URL', owner);
  let app: ClientConfig;
  try {
    const isDatabaseOwner = await checkOwner(client);
    app = appUrl ? await parseUrl('DATABASE_APP_URL', appUrl) : await ownAppRole(home, client, owner);
    await checkApp(app);
    if (isDatabaseOwner) await limitTemporary(client);
  } finally {
    await client.end();
  }
  const nothing = async (): Promise<void> => {}; // somebody else starts and stops it
  return { owner, app, attend: nothing, leave: nothing };
}

async function parseUrl(name: UrlName, url: string): Promise<ClientConfig> {
  const { parseIntoClientConfig } = await import('pg-connection-string');
  try {
    return parseIntoClientConfig(url);
  } catch {
    // Without a cause: its message may quote the password.
    throw new Refusal('badUsage.databaseUrl', { name });
  }
}

async function reach(name: UrlName, config: ClientConfig): Promise<Client> {
  try {
    return await connect(config);
  } catch (error) {
    const code = errorCode(error) ?? '';
    const where = `${config.host ?? 'localhost'}, database ${config.database ?? ''}, role ${config.user ?? ''}`;
    // Class 28: invalid authorization; 3D: no such database; 42501: no permission to connect.
    if (/^(28|3D|42501)/.test(code))
      throw new Refusal('wrongKey.database', { name, where, code, cause: error });
    if (!isConnectionLoss(error) && !/^(E[A-Z]+|ENOTFOUND)$/.test(code)) throw error;
    throw new Refusal('notReachable.database', { name, where, found: code || '–', cause: error });
  }
}

/** Refuses an old server and a role that cannot make tables. True when the role owns the database itself. */
async function checkOwner(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ version: number; canCreate: boolean; isOwner: boolean }>(
    `select current_setting('server_version_num')::int as version,
            coalesce(has_schema_privilege(current_schema(), 'create'), false) as "canCreate",
            (select pg_has_role(datdba, 'usage') from pg_database where datname = current_database()) as "isOwner"`,
  );
  const { version = 0, canCreate = false, isOwner = false } = rows[0] ?? {};
  if (version < OLDEST_VERSION)
    throw new Refusal('unsupported.postgresVersion', {
      oldest: OLDEST_VERSION / 10_000,
      version: Math.floor(version / 10_000),
    });
  if (!canCreate) throw new Refusal('notAllowed.databaseTables');
  return isOwner;
}

/** The password is written before the role is made, so a crash between the two leaves nothing to repair. */
async function ownAppRole(home: Home, client: Client, owner: ClientConfig): Promise<ClientConfig> {
  const file = join(home.keys, 'database-app-password');
  await client.query(`select pg_advisory_lock(${SET_UP_LOCK})`);
  try {
    const found = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
    if (found.rows.length === 0) {
      const password = randomBytes(32).toString('hex');
      await makeFolder(home.keys, 0o700);
      await writeAtomically(file, password, 0o600);
      await createAppRole(client, password);
    }
    return { ...owner, user: APP_ROLE, password: await readFile(file, 'utf8') };
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== '42501') throw error;
    throw new Refusal(errorCode(error) === 'ENOENT' ? 'notReady.appRoleForeign' : 'notReady.appRole', {
      role: APP_ROLE,
      cause: error,
    });
  } finally {
    await client.query(`select pg_advisory_unlock(${SET_UP_LOCK})`);
  }
}

async function createAppRole(client: Client, password: string): Promise<void> {
  // A statement that makes a role takes no parameters; the password is hexadecimal. Left unsaid are superuser and
  // bypassrls: "no" is the default, and to say it would need a superuser before PostgreSQL 16.
  await client.query(`create role ${APP_ROLE} login nocreatedb nocreaterole password '${password}'`);
}

/** By default everybody may make temporary tables. One at a time: PostgreSQL refuses two who change one grant at once. */
async function limitTemporary(client: Client): Promise<void> {
  await client.query(`do $$ begin
    perform pg_advisory_xact_lock(${SET_UP_LOCK});
    execute format('revoke temporary on database %I from public', current_database());
    execute format('grant connect on database %I to ${APP_ROLE}', current_database());
  end $$`);
}

async function checkApp(app: ClientConfig): Promise<void> {
  const client = await reach('DATABASE_APP_URL', app);
  try {
    const { rows } = await client.query<{ name: string; isMighty: boolean }>(
      `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as "isMighty"
         from pg_roles where rolname = current_user`,
    );
    const { name = '', isMighty = true } = rows[0] ?? {};
    if (name === APP_ROLE && !isMighty) return;
    if (name === APP_ROLE) throw new Refusal('notAllowed.mightyAppRole', { role: APP_ROLE });
    throw new Refusal('notAllowed.appRole', { role: APP_ROLE, name });
  } finally {
    await client.end();
  }
}
