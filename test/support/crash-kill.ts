// Runs `./comity` and kills it, or the database server under it, without warning.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { COMITY, type Ran } from './comity.ts';
import { killServer } from './kill-server.ts';

const STEPPING = pathToFileURL(join(import.meta.dirname, 'crash-step.ts')).href;

export type Blow =
  | { readonly at: 'no time' }
  /** Before the step of that number, as crash-step.ts counts them. */
  | { readonly at: 'step'; readonly step: number; readonly hits?: Hits }
  | { readonly at: 'time'; readonly ms: number; readonly hits: Hits };

export type Hits = 'comity' | 'server' | 'both';

export interface Outcome extends Ran {
  /** Whether anything was killed: the command may have ended first. */
  readonly isStruck: boolean;
  readonly ms: number;
  /** How many steps the command took to its end; 0 where it was killed, or hit by time. */
  readonly steps: number;
  /** The steps after which it said something on standard error; none where it was killed, or hit by time. */
  readonly said: readonly number[];
}

/** `program`: another than `./comity`. */
export async function strike(
  home: string,
  args: readonly string[],
  blow: Blow,
  program: string = COMITY,
): Promise<Outcome> {
  const started = performance.now();
  const counted = `${home}.steps`;
  const child = spawn(program, args, { env: envFor(home, blow, counted), stdio: ['ignore', 'pipe', 'pipe'] });
  let isServerStruck = false;
  const timer =
    blow.at === 'time'
      ? setTimeout(() => (isServerStruck = hit(home, child, blow.hits)), blow.ms)
      : undefined;
  const [out, err, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  clearTimeout(timer);
  const ms = performance.now() - started;
  const [steps = 0, ...said] = existsSync(counted)
    ? readFileSync(counted, 'utf8').split(' ').map(Number)
    : [];
  rmSync(counted, { force: true });
  const isStruck = signal === 'SIGKILL' || isServerStruck;
  return { code: code as number | null, out, err, isStruck, ms, steps, said }; // as documented for `close`
}

function envFor(home: string, blow: Blow, counted: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...env } = process.env;
  const own = { ...env, COMITY_HOME: home };
  if (blow.at === 'time') return own;
  const stepping = { ...own, NODE_OPTIONS: `--import=${STEPPING}` };
  if (blow.at === 'step')
    return {
      ...stepping,
      COMITY_CRASH_STEP: String(blow.step),
      COMITY_CRASH_HITS: blow.hits ?? 'comity',
      COMITY_CRASH_COUNT: counted, // where it ends before that step
    };
  return { ...stepping, COMITY_CRASH_COUNT: counted };
}

/** Whether the server was killed. */
function hit(home: string, child: ChildProcess, hits: Hits): boolean {
  if (hits !== 'server') child.kill('SIGKILL');
  if (hits === 'comity') return false;
  return killServer(home);
}

/** How a blow is told in a report. */
export function blowWords(blow: Blow): string {
  if (blow.at === 'step') return `${blow.hits ?? 'comity'} killed at step ${blow.step}`;
  return blow.at === 'time' ? `${blow.hits} killed after ${blow.ms.toFixed(1)} ms` : 'left in peace';
}
