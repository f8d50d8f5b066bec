// The database server of a whole run of tests, in memory where there is room: its files are made and removed so often that
// a disk would be what the run waits for. Nothing that a test in it proves outlives its process; what concerns power cuts and
// crashes has a server of its own, on the disk.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_FOLDER } from '../../src/platform/postgres-program.ts';
import { openServer } from '../../src/platform/postgres.ts';
import { isRunning } from '../../src/platform/processes.ts';
import { cpuSecondsBelow } from './cpu.ts';

export interface ServedDatabase {
  /** For the test processes. */
  readonly env: { readonly COMITY_TEST_POSTGRES: string };
  /** Of processors, until now. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** A file system in memory (Linux, shm_overview(7)). */
const MEMORY = '/dev/shm';
const PREFIX = 'comity-run-';
/** What is there at once is a tenth of it: the cluster, its journal, and a database for each of the files that run. */
const ROOM_BYTES = 3 * 1024 ** 3;
/** Browsers need theirs. */
const FREE_BYTES = 2 * ROOM_BYTES;

/** Started, and kept so until `stop`. Undefined where there is no room; each test file then finds the one on the disk. */
export async function serveInMemory(): Promise<ServedDatabase | undefined> {
  if (!hasRoom()) return undefined;
  removeAbandoned();
  const folder = mkdtempSync(join(MEMORY, `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o711); // PostgreSQL does not run as root
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const cluster = join(folder, 'postgres');
  const server = await openServer(cluster);
  return {
    env: { COMITY_TEST_POSTGRES: cluster },
    cpuSeconds: () => cpuSecondsBelow(postmasterOf(cluster)),
    stop: async () => {
      await server.leave();
      remove();
    },
  };
}

/** Its first line is the process (PostgreSQL 17, 19.3). */
function postmasterOf(cluster: string): number {
  return Number.parseInt(readFileSync(join(cluster, DATA_FOLDER, 'postmaster.pid'), 'utf8'), 10);
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES && process.availableMemory() >= FREE_BYTES;
  } catch {
    return false; // no such file system
  }
}

/** Of runs that were killed. Their server ends by itself within a minute, once its files are gone. */
function removeAbandoned(): void {
  for (const name of readdirSync(MEMORY)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : undefined;
    if (pid === undefined || isRunning(pid)) continue;
    const folder = join(MEMORY, name);
    if (statSync(folder).uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
  }
}
