// Runs `./comity` as a person would: a process of its own, in a home of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** In a whole run its bundle (program.ts). */
export const COMITY =
  process.env['COMITY_TEST_PROGRAM'] ?? fileURLToPath(new URL('../../comity', import.meta.url));

/** Two agencies, as `comity init` is told of them. */
export const LYON = ['--agency', 'Cyber unit of Lyon', '--state', 'FR', '--origin', 'lyon.example/custody'];
export const SUVA = [
  '--agency',
  'Central Authority of Fiji',
  '--state',
  'FJ',
  '--origin',
  'suva.example/custody',
];

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The home's own database, whatever the test's own process uses. */
export function environmentOf(home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DATABASE_APP_URL: __, ...env } = process.env;
  return { ...env, ...more, COMITY_HOME: home };
}

/** Asynchronous, because a server that the command talks to may live in the test's own process. */
export async function comity(
  home: string,
  args: readonly string[],
  input = '',
  database: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const child = spawn(COMITY, args, { env: environmentOf(home, database) });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: code as number | null, out, err }; // as documented for `close`
}

/** The same, whose result is one JSON value; throws with what the command said when it fails. */
export async function comityJson(
  home: string,
  args: readonly string[],
  input?: string,
): Promise<Record<string, unknown>> {
  const ran = await comity(home, [...args, '--json'], input);
  if (ran.code !== 0)
    throw new Error(`comity ${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`);
  return JSON.parse(ran.out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

/** Characters of what it says on the side, the last. */
const ERR_KEPT = 10_000;

/** Starts a command that goes on; resolves with its lines once one of them fits. */
export async function startComity(
  home: string,
  args: readonly string[],
  until: (lines: readonly string[]) => boolean,
  database: NodeJS.ProcessEnv = {},
): Promise<{ readonly lines: readonly string[]; readonly child: ChildProcess; stop(): Promise<void> }> {
  const child = spawn(COMITY, args, {
    env: environmentOf(home, database),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (bytes: Buffer) => (err = `${err}${bytes.toString()}`.slice(-ERR_KEPT)));
  const lines: string[] = [];
  let isReady = false;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    isReady = until(lines);
    if (isReady) break;
  }
  if (!isReady) throw new Error(`comity ${args.join(' ')} ended too early: ${lines.join('\n')}${err}`);
  return {
    lines,
    child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
