// The system's own PostgreSQL, started by a test in a folder of its own: somebody else's server, as an agency may have one.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/platform/connection.ts';
import { until } from './postgres.ts';

/** Where there is one of a version that is supported. */
const program = globSync('/usr/lib/postgresql/*/bin/postgres')
  .filter((path) => Number(/\d+/.exec(path)?.[0]) >= 15)
  .sort()
  .at(-1);

/** For `skip` of a test. */
export const skip =
  program === undefined ? 'PostgreSQL 15 or newer is not installed in /usr/lib/postgresql' : false;

export interface SystemPostgres {
  /** Of its socket. */
  readonly folder: string;
  /** As its administrator, who needs no password; everybody else does. */
  asAdmin(...statements: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Call only where `skip` is false. */
export async function startSystemPostgres(): Promise<SystemPostgres> {
  assert.ok(program);
  const folder = mkdtempSync(join(tmpdir(), 'comity-url-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  chmodSync(folder, 0o711);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(data, user.uid, user.gid);
    chownSync(folder, user.uid, user.gid);
  }
  const options = { ...user, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' } };
  const init = spawnSync(
    program.replace(/postgres$/, 'initdb'),
    ['-D', data, '-U', 'admin', '-N', '-A', 'trust'],
    options,
  );
  assert.equal(init.status, 0, String(init.stderr));
  writeFileSync(join(data, 'pg_hba.conf'), 'local all admin trust\nlocal all all scram-sha-256\n');
  const settings = ['-c', 'listen_addresses=', '-c', 'fsync=off', '-k', folder];
  const server = spawn(program, ['-D', data, ...settings], { ...options, stdio: 'ignore' });
  const asAdmin = async (...statements: readonly string[]): Promise<void> => {
    const admin = await connect({ host: folder, port: 5432, user: 'admin', database: 'postgres' });
    try {
      for (const statement of statements) await admin.query(statement);
    } finally {
      await admin.end();
    }
  };
  await until(() => existsSync(join(folder, '.s.PGSQL.5432')));
  await until(() =>
    asAdmin('select 1').then(
      () => true,
      () => false,
    ),
  );
  const stop = async (): Promise<void> => {
    server.kill('SIGINT');
    if (server.exitCode === null) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, asAdmin, stop };
}

function idOf(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim() || '65534');
}
