// Whole-process figures: CPU seconds (user and system, of the process and the children it waited for) and wall seconds.
// CPU seconds say how much work it was and are the steadier figure on a machine that others use too.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Figure {
  readonly cpu: number;
  readonly wall: number;
}

export interface Command {
  /** Words of the command in the given round, counted from 0. */
  argv(round: number): readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Done before each round, not counted. */
  before?(round: number): void;
}

export const ROUNDS = 3;

/** As the launcher sets it: start-up without it would be measured, and no user sees that. */
const CACHE = fileURLToPath(new URL('../node_modules/.cache/comity', import.meta.url));

export function command(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Command {
  return { argv: () => argv, env };
}

/** A script of this folder. */
export function script(name: string, args: readonly string[] = []): readonly string[] {
  return [process.execPath, ...process.execArgv, fileURLToPath(new URL(name, import.meta.url)), ...args]; // with the flags that ./comity has
}

/**
 * Runs commands in turn, A B A B…, so that a machine whose speed drifts treats all alike, and gives the least CPU and
 * the least wall time seen of each. Throws with what a command said when it fails.
 */
export function measureInTurn<const T extends readonly Command[]>(
  ...commands: T
): { readonly [K in keyof T]: Figure } {
  const best: Figure[] = commands.map(() => ({ cpu: Infinity, wall: Infinity }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, one] of commands.entries()) {
      const { cpu, wall } = measureOnce(one, round);
      const before = best[i] ?? { cpu, wall };
      best[i] = { cpu: Math.min(before.cpu, cpu), wall: Math.min(before.wall, wall) };
    }
  }
  return best as { readonly [K in keyof T]: Figure }; // one figure a command
}

export function measureOnce(one: Command, round = 0): Figure {
  one.before?.(round);
  const words = one.argv(round);
  const timed = ['bash', '-c', 'TIMEFORMAT="@%U %S %R"; time "$@" >/dev/null', 'bash', ...words];
  const { stderr } = runAll(timed, { ...one.env, LC_ALL: 'C' });
  const [, user, system, wall] = /@([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
  if (wall === undefined) throw new Error(`${words.join(' ')} was not timed: ${stderr}`);
  return { cpu: Number(user) + Number(system), wall: Number(wall) };
}

/** Standard output. Throws with what the command said when it fails. */
export function run(argv: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return runAll(argv, env).stdout;
}

function runAll(argv: readonly string[], env: NodeJS.ProcessEnv): { stdout: string; stderr: string } {
  const [program = '', ...args] = argv;
  const ran = spawnSync(program, args, {
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.error !== undefined)
    throw new Error(`${program} cannot be run: is it installed?`, { cause: ran.error });
  if (ran.status !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.status}: ${ran.stderr}`);
  return ran;
}

/** Of a piece of work within this process, milliseconds of CPU. */
export function leastMs(work: () => void): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage(); // wall time depends on what else runs
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Clock ticks of a second (`getconf CLK_TCK`): 100 on every Linux that Node.js runs on. */
const TICKS = 100;

/**
 * CPU seconds so far of the process whose command line has this, the first there is, of those below it, and of those they waited for
 * (proc(5), stat: fields 4 and 14 to 17). 0 without `/proc`.
 */
export function secondsOf(inCommand: string): number {
  if (!existsSync('/proc/self/stat')) return 0;
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = new Map(names.flatMap(statOf).map((one) => [one.pid, one]));
  const top = [...all.keys()].find((pid) => commandOf(pid).includes(inCommand));
  const isOf = (pid: number): boolean => pid === top || (pid > 1 && isOf(all.get(pid)?.parent ?? 0));
  return [...all.values()].filter(({ pid }) => isOf(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS;
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return ''; // it has ended
  }
};

function statOf(name: string): { readonly pid: number; readonly parent: number; readonly ticks: number }[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from the third
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid: Number(name), parent: Number(fields[1]), ticks }];
  } catch {
    return []; // it has ended
  }
}
