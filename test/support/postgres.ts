// Looks at PostgreSQL servers from outside, and sends visitors to them.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isRunning } from '../../src/platform/processes.ts';

export interface Visitor {
  readonly child: ChildProcess;
  /** When it has printed its first line; rejects with what it said when it ends before. */
  readonly ready: Promise<void>;
  /** Exit code, or the signal that ended it, and what it printed to standard error. */
  readonly ended: Promise<{ readonly how: number | string; readonly stderr: string }>;
  /** Asks a visitor that stays to go. */
  leave(): void;
}

const VISITOR = fileURLToPath(new URL('visitor.ts', import.meta.url));

export function visit(
  home: string,
  mode: 'once' | 'often' | 'stay' | 'hold',
  user?: { uid: number; gid: number },
): Visitor {
  const child = spawn(process.execPath, [VISITOR, home, mode], {
    ...user,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => ({ how: code ?? signal ?? 'unknown', stderr }));
  const ready = Promise.race([
    once(child.stdout, 'data').then(() => undefined),
    ended.then(({ how }) => Promise.reject(new Error(`the visitor ended with ${how}: ${stderr}`))),
  ]);
  ready.catch(() => undefined); // not every test waits for it
  return { child, ready, ended, leave: () => child.stdin.end() };
}

/** Process ids of running servers, children included, whose data folder is below `folder`. */
export function serversBelow(folder: string): number[] {
  return globSync('/proc/[0-9]*').flatMap((path) => {
    const pid = Number(path.slice('/proc/'.length));
    const [program = '', flag, data = ''] = commandLine(pid);
    return program.endsWith('/postgres') && flag === '-D' && data.startsWith(`${folder}/`) && isRunning(pid)
      ? [pid]
      : [];
  });
}

/** Kills the server without warning, as a power cut would, and waits until it is gone. */
export async function killServer(home: string): Promise<number> {
  const pid = Number(readFileSync(join(home, 'postgres/data-17/postmaster.pid'), 'utf8').split('\n')[0]);
  // Those that it started end by themselves, a moment later: until then an act that is under way can still be done.
  const started = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  process.kill(pid, 'SIGKILL');
  await until(() => ![pid, ...started].some(isRunning));
  return pid;
}

/** Waits for what another process will do soon; fails after 20 s, or as long as it is given. */
export async function until(isSo: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  for (let tries = 0; tries < seconds * 100; tries++) {
    if (await isSo()) return;
    await sleep(10);
  }
  throw new Error(`what was awaited did not come within ${seconds} s`);
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it has just ended
  }
}
