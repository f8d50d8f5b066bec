// The walls around a process that reads hostile bytes. Which of them hold on this machine is found by trying; what is missing is
// said in a word, never passed over.
import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILT, programToStart } from './built-programs.ts';
import { seccompFilter } from './seccomp-filter.ts';

/**
 * limits: memory, processor time, open files, nothing written (prlimit). nnp: no new privileges, ended with its parent (setpriv).
 * user: an own user without rights, where the server is started as root. files: what may be opened (Landlock). calls: no
 * network, no process, no signal (seccomp). namespaces: network, processes and queues of its own (unshare).
 */
export const WALLS = ['limits', 'nnp', 'user', 'files', 'calls', 'namespaces'] as const;
export type Wall = (typeof WALLS)[number];

export interface Walls {
  readonly hold: readonly Wall[];
  /** Why the others do not. Node's own permissions (no file, no program, no thread) are always there. */
  readonly missing: { readonly [wall in Wall]?: string };
  readonly filterFile: string;
}

export interface ChildLimits {
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  /** Of the packages it may read: none; `script`: what is written in JavaScript or WebAssembly; `native`: their native code too. */
  readonly packages?: 'script' | 'native';
}

/** V8 reserves it writable for code, so that it counts as data though it is never touched. */
const CODE_BYTES = 576 * 1024 * 1024;
const PROBE = fileURLToPath(new URL('walls-probe.ts', import.meta.url));
/** What a child may read: the program, nothing of the installation. */
const PROGRAM_FOLDER = dirname(dirname(PROBE));
const PACKAGE_FILE = join(dirname(PROGRAM_FOLDER), 'package.json');
const PACKAGES = join(dirname(PROGRAM_FOLDER), 'node_modules');
/** Slow machines are slow: a wall that could not be tried in this time is one that is missing. */
const TRY_MS = 20_000;
/** OpenSSL ends a process that may not read its settings, but not where there are none; libraries ask for a home, and may not look it up; a time is shown alike on each machine. */
const ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  OPENSSL_CONF: '/dev/null',
  HOME: '/',
  TZ: 'UTC',
};

let known: Walls | undefined;

/** Found once in the life of a process: about 0.1 s where all hold. */
export function wallsHere(): Walls {
  known ??= findWalls();
  return known;
}

/**
 * As `wallsHere`, without a probe where none is needed: `isBehind` starts a child behind all that this machine may have, and what that
 * finds of its own walls, before it has read anything, is what a probe would.
 */
export async function wallsBy(isBehind: (walls: Walls) => Promise<boolean>): Promise<Walls> {
  if (known !== undefined) return known;
  const walls = wallsWanted([]);
  if (await isBehind(walls)) known ??= walls;
  return wallsHere();
}

/** All together first; where that fails, one after the other. */
export function findWalls(without: readonly Wall[] = []): Walls {
  const walls = wallsWanted(without);
  const { hold: wanted, filterFile } = walls;
  if (tried(wanted, wanted, filterFile) === undefined) return walls;
  const missing: { [wall in Wall]?: string } = { ...walls.missing };
  const hold: Wall[] = [];
  for (const wall of wanted) {
    const why = needsPrivileges(wall) && !hold.includes('nnp') ? 'needs setpriv (util-linux)' : tried([...hold, wall], [wall], filterFile); // prettier-ignore
    if (why === undefined) hold.push(wall);
    else missing[wall] = why;
  }
  return { hold, missing, filterFile };
}

/** Before any is tried. */
function wallsWanted(without: readonly Wall[]): Walls {
  const missing: { [wall in Wall]?: string } = {};
  for (const wall of WALLS) {
    const why = without.includes(wall) ? 'left out' : whyNot(wall);
    if (why !== undefined) missing[wall] = why;
  }
  const hold = WALLS.filter((wall) => missing[wall] === undefined);
  return { hold, missing, filterFile: writtenFilter() };
}

function whyNot(wall: Wall): string | undefined {
  if (process.platform !== 'linux') return `no such wall on ${process.platform}`;
  if (wall === 'user' && process.getuid?.() !== 0)
    return 'not started as root: it runs as the user of the server';
  return undefined;
}

function needsPrivileges(wall: Wall): boolean {
  return wall === 'user' || wall === 'files' || wall === 'calls';
}

/** Undefined: each of the walls that are asked about holds. */
function tried(hold: readonly Wall[], asked: readonly Wall[], filterFile: string): string | undefined {
  if (asked.length === 0) return undefined;
  const walls = { hold, missing: {}, filterFile };
  const [file = '', ...args] = commandOf(walls, programToStart(PROBE), {
    memoryBytes: 256 * 1024 * 1024,
    cpuSeconds: 20,
  });
  const options = { env: ENVIRONMENT, cwd: '/', timeout: TRY_MS, encoding: 'utf8' } as const;
  const { error, status, stdout, stderr } = spawnSync(file, [...args, ...asked], options);
  if (error !== undefined) return `${file}: ${error.message}`;
  if (status === 0 && stdout === 'holds\n') return undefined;
  return `${stdout}${stderr}`.trim().split('\n')[0]?.slice(0, 160) || `ended with ${status}`;
}

let socketFilter: string | undefined;

/** The same, but for a socket of its own (seccomp-filter.ts). */
export function withOwnSocket(walls: Walls): Walls {
  socketFilter ??= writtenFilter({ ownSocket: true });
  return { ...walls, filterFile: socketFilter };
}

function writtenFilter(how: Parameters<typeof seccompFilter>[1] = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'comity-walls-'));
  const path = join(folder, 'calls.bpf');
  writeFileSync(path, seccompFilter(process.arch === 'arm64' ? 'arm64' : 'x64', how), { mode: 0o644 });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return path;
}

/** What is let through to one program. */
interface Opening {
  readonly dataBytes: number;
  readonly cpuSeconds: number;
  /** Of one file that it may write. */
  readonly fileBytes: number;
  /** Of Landlock, as `setpriv --landlock-rule` takes them: nothing else is opened. */
  readonly rules: readonly string[];
}

/** The user that what is started as root becomes. */
export const OWN_USER = 61_234;

/** What comes before a program and its arguments, for one of ours as for one from outside. */
export function wallsBefore({ hold, filterFile }: Walls, opening: Opening): string[] {
  const command: string[] = [];
  const isRoot = process.getuid?.() === 0;
  if (hold.includes('namespaces')) {
    const user = isRoot ? [] : ['--user', '--map-current-user'];
    command.push('unshare', ...user, '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child=KILL');
  }
  if (hold.includes('limits')) {
    const { dataBytes, cpuSeconds, fileBytes } = opening;
    const none = ['--core=0', '--nofile=64', '--memlock=65536', '--msgqueue=0'];
    // Of data, not of addresses: V8 and WebAssembly reserve much that they never touch.
    command.push('prlimit', ...none, `--fsize=${fileBytes}`, `--data=${dataBytes}`, `--cpu=${cpuSeconds}`);
  }
  if (hold.includes('nnp')) {
    command.push('setpriv', '--no-new-privs', '--pdeathsig=KILL');
    if (hold.includes('user'))
      command.push(`--reuid=${OWN_USER}`, `--regid=${OWN_USER}`, '--clear-groups', '--bounding-set=-all', '--inh-caps=-all'); // prettier-ignore
    if (hold.includes('files'))
      command.push('--landlock-access', 'fs', ...opening.rules.flatMap((rule) => ['--landlock-rule', rule]));
    if (hold.includes('calls')) command.push('--seccomp-filter', filterFile);
  }
  return command;
}

export function commandOf(walls: Walls, program: string, limits: ChildLimits): string[] {
  const packages = limits.packages === undefined ? [] : [PACKAGES];
  // A program in one file needs no other of ours.
  const own = program.startsWith(BUILT) ? [] : [PROGRAM_FOLDER];
  const folders = [...new Set([...own, dirname(program), ...packages])];
  const { memoryBytes, cpuSeconds } = limits;
  const dataBytes = dataBytesOf(limits);
  const rules = landlockRules(folders);
  const node = ['--permission', ...[...folders, PACKAGE_FILE].map((path) => `--allow-fs-read=${path}`)];
  if (limits.packages === 'native') node.push('--allow-addons');
  const heap = `--max-old-space-size=${Math.floor(memoryBytes / 2 ** 21)}`;
  const before = wallsBefore(walls, { dataBytes, cpuSeconds, fileBytes: 0, rules });
  return [...before, process.execPath, ...node, '--no-warnings', '--disable-wasm-trap-handler', heap, program]; // prettier-ignore
}

const dataBytesOf = ({ memoryBytes }: ChildLimits): number => memoryBytes + CODE_BYTES;

function landlockRules(programs: readonly string[]): string[] {
  const node = realpathSync(process.execPath);
  const libraries = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib'].filter((path) =>
    existsSync(path),
  );
  const folders = new Set([...libraries.map((path) => realpathSync(path)), ...programs]);
  const loader = loaderOf(node);
  return [
    `path-beneath:read-file,execute:${node}`,
    ...(loader === undefined ? [] : [`path-beneath:read-file,execute:${realpathSync(loader)}`]),
    ...[...folders].map((path) => `path-beneath:read-file,read-dir:${path}`),
    `path-beneath:read-file:${PACKAGE_FILE}`,
    'path-beneath:read-file,write-file:/dev/null',
    'path-beneath:read-file:/dev/urandom',
  ];
}

/** PT_INTERP of a 64-bit ELF file: it must be allowed to run too. */
function loaderOf(path: string): string | undefined {
  const head = Buffer.alloc(4096);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return /\/lib[\w./-]*\/ld-[\w.-]+/.exec(head.toString('latin1'))?.[0];
}

/** Each child is told the walls that it stands behind, and tries them before all else. A session of its own: a signal of it to "my group" then reaches no one else, and `endConfined` ends all of it. */
export function startConfined(
  walls: Walls,
  program: string,
  limits: ChildLimits,
  stdio: StdioOptions,
): ChildProcess {
  const [file = '', ...args] = commandOf(walls, program, limits);
  for (const wall of walls.hold) args.push(wall === 'limits' ? `limits=${dataBytesOf(limits)}` : wall);
  return spawn(file, args, { env: ENVIRONMENT, cwd: '/', stdio, detached: true });
}

export function endConfined({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended
  }
}
