// The embedded PostgreSQL of one home: started by whoever needs it, shared by all, stopped by the last to leave.
// `docs/decisions/embedded-postgres.md` says why it is done this way.
import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientConfig } from 'pg';
import { Refusal } from '../base/refusal.ts';
import { diskRefusal, errorCode, noSpace } from './files.ts';
import { connect, isConnectionLoss } from './connection.ts';
import {
  APP_ROLE,
  DATA_FOLDER,
  DATABASE,
  lendFolder,
  linkLibraries,
  makeDataFolder,
  OWNER_ROLE,
  programFolder,
  readPasswords,
  SERVER_ENV,
  startRefusal,
  SUPERUSER,
  type Passwords,
} from './postgres-program.ts';
import { isRunning } from './processes.ts';

export type Role = 'superuser' | 'owner' | 'app';

export interface Server {
  /** How to connect, as whom and to which database of the cluster. */
  config(role: Role, database?: string): ClientConfig;
  /**
   * Starts the server if it does not run, and has this process counted; nothing to do when both are so.
   * `afterLoss`: a connection could not be had or was lost, so look again in any case.
   */
  attend(afterLoss?: boolean): Promise<void>;
  /** Ends this process's attendance, and the server when nobody else attends. Close all connections before. */
  leave(): Promise<void>;
}

/** Everybody who uses the server holds this lock shared (of database `postgres`); who gets it alone may stop it. */
const ATTENDANCE = '8470, 0';
const RETRY_MS = 25;
/** With less than this on its disk a server that ended is taken to have ended for that. */
const ROOM_BYTES_MIN = 1024 * 1024;
const LOG_BYTES_MAX = 1024 * 1024;
/** sockaddr_un holds 108 bytes with the closing zero (unix(7)). */
const SOCKET_PATH_BYTES_MAX = 107;
const SOCKET = '.s.PGSQL.5432';

const SERVER_SETTINGS = [
  'listen_addresses=', // a unix socket only
  'port=5432', // names the socket
  'unix_socket_directories=..', // beside the data folder; relative, because a path may be too long or hold a comma
  'unix_socket_permissions=0700',
  'fsync=on',
  'full_page_writes=on',
  'synchronous_commit=on',
  'max_connections=200',
  'log_min_messages=log', // failed statements are ours to report: their text and values stay out of the file
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
];

/** `patienceMs`: how long a start may take, recovery after a crash included. */
export async function openServer(folder: string, patienceMs = 30_000): Promise<Server> {
  const state: State = { folder, patienceMs };
  const server: Server = {
    config: (role, database = DATABASE) => configFor(state, role, database),
    attend: async (afterLoss = false) => {
      if (state.attendance !== undefined && !afterLoss) return;
      state.entering ??= enter(state).finally(() => (state.entering = undefined));
      await state.entering;
    },
    leave: () => leave(state),
  };
  await server.attend();
  return server;
}

interface State {
  readonly folder: string;
  readonly patienceMs: number;
  passwords?: Passwords;
  /** Open descriptor through which a socket with too long a path is reached. */
  socketFolder?: string;
  /** The connection that holds our share of the lock; gone as soon as it is lost. */
  attendance?: Client | undefined;
  entering?: Promise<void> | undefined;
  child?: ChildProcess;
}

async function enter(state: State): Promise<void> {
  state.attendance?.end().catch(() => undefined); // after a loss: perhaps it has not heard of it yet
  state.attendance = undefined;
  const giveUpAt = Date.now() + state.patienceMs;
  for (;;) {
    try {
      state.passwords = await readPasswords(state.folder);
      return await attach(state);
    } catch (error) {
      const isDown = errorCode(error) === 'ENOENT' || errorCode(error) === 'ECONNREFUSED';
      if (!isDown && !isConnectionLoss(error)) throw diskRefusal(error, state.folder);
      if (endedForSpace(state)) throw noSpace(state.folder, error);
      if (Date.now() > giveUpAt) throw notStarted(state, error);
      if (isDown) await start(state);
    }
    await sleep(RETRY_MS);
  }
}

/** A server that we started ended, and it could not even write why. */
function endedForSpace({ child, folder }: State): boolean {
  if (child === undefined || child.exitCode === null || child.exitCode === 0) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < ROOM_BYTES_MIN;
}

/** Connects, takes a share of the lock, and makes sure that the server was not just being stopped meanwhile. */
async function attach(state: State): Promise<void> {
  const config = configFor(state, 'app', SUPERUSER);
  const client = await connect(config);
  try {
    await client.query(`select pg_advisory_lock_shared(${ATTENDANCE})`);
    await (await connect(config)).end();
  } catch (error) {
    await client.end().catch(() => undefined); // it is lost already; the error above says why
    throw error;
  }
  state.attendance = client;
  client.on('end', () => {
    if (state.attendance === client) state.attendance = undefined;
  });
}

async function leave(state: State): Promise<void> {
  await state.entering?.catch(() => undefined); // whoever entered was told
  const client = state.attendance;
  if (client === undefined) return;
  state.attendance = undefined;
  try {
    await client.query(`select pg_advisory_unlock_shared(${ATTENDANCE})`);
    const { rows } = await client.query<{ alone: boolean }>(
      `select pg_try_advisory_lock(${ATTENDANCE}) as alone`,
    );
    if (rows[0]?.alone === true) await stop(state);
    await client.end();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error; // a server that is gone needs no leave-taking
  }
}

/** Fast shutdown: sessions end, everything is flushed. Waits for the process to go, so that its folder is free. */
async function stop(state: State): Promise<void> {
  const pid = postmasterPid(state);
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  const giveUpAt = Date.now() + state.patienceMs;
  while (isRunning(pid) && Date.now() < giveUpAt) await sleep(2); // if slow, it goes on stopping by itself
}

async function start(state: State): Promise<void> {
  const { child, folder } = state;
  if (child !== undefined && child.exitCode === null && child.signalCode === null) return; // still coming up
  const program = programFolder();
  await linkLibraries(program);
  const user = await lendFolder(folder);
  await makeDataFolder(program, folder, user);
  const output = openServerLog(folder);
  try {
    // Detached: it lives on when we end, and a terminal's Ctrl-C does not reach it. A second start is harmless,
    // because PostgreSQL's own lock file lets only one server have the data.
    state.child = spawn(
      join(program, 'bin/postgres'),
      ['-D', join(folder, DATA_FOLDER), ...SERVER_SETTINGS.flatMap((setting) => ['-c', setting])],
      { ...user, cwd: '/', env: SERVER_ENV, detached: true, stdio: ['ignore', output, output] },
    );
    const spawned = state.child;
    await new Promise<void>((done, fail) => spawned.once('spawn', done).once('error', fail));
    spawned.unref();
  } catch (error) {
    throw await startRefusal(error, [program, folder], user);
  } finally {
    closeSync(output);
  }
}

/** Appends, never follows a link (the folder may be lent to another user), and begins anew when it is long. */
function openServerLog(folder: string): number {
  const path = join(folder, 'server.log');
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
  const file = openSync(path, flags, 0o600);
  if (fstatSync(file).size <= LOG_BYTES_MAX) return file;
  closeSync(file);
  renameSync(path, `${path}.1`);
  return openSync(path, flags, 0o600);
}

function configFor(state: State, role: Role, database: string): ClientConfig {
  const { passwords } = state;
  if (passwords === undefined) throw new Error('the server was not entered');
  state.socketFolder ??= socketFolder(state.folder);
  const user = { superuser: SUPERUSER, owner: OWNER_ROLE, app: APP_ROLE }[role];
  return { host: state.socketFolder, port: 5432, ssl: false, user, password: passwords[role], database };
}

/** The folder itself, or, when the path of the socket would be too long, the same folder by an open descriptor. */
function socketFolder(folder: string): string {
  if (Buffer.byteLength(join(folder, SOCKET)) <= SOCKET_PATH_BYTES_MAX) return folder;
  return `/proc/self/fd/${openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY)}`;
}

/** The first line of PostgreSQL's lock file. */
function postmasterPid(state: State): number | undefined {
  try {
    const pid = Number(
      readFileSync(join(state.folder, DATA_FOLDER, 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
    // A process of another user than the folder's is not the server, whatever the file says.
    return statSync(`/proc/${pid}`).uid === statSync(state.folder).uid ? pid : undefined;
  } catch {
    return undefined; // it has just stopped by itself
  }
}

function notStarted(state: State, cause: unknown): Refusal {
  const path = join(state.folder, 'server.log');
  return new Refusal('notReady.databaseStart', {
    folder: state.folder,
    seconds: state.patienceMs / 1000,
    found: lastLine(path) ?? (cause instanceof Error ? cause.message : '–'),
    path,
    cause,
  });
}

function lastLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) || undefined;
  } catch {
    return undefined; // no log: it was never started
  }
}
