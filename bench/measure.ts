// Whole-process figures: CPU seconds (user and system of the process and its children), wall seconds, best of three.
import { spawnSync } from 'node:child_process';

export interface Figure {
  readonly cpu: number;
  readonly wall: number;
}

export interface Command {
  readonly argv: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Done before each run, not counted. */
  before?(): void;
}

export const RUNS = 3;

/** The least CPU and the least wall time seen. Throws with what the command said when it fails. */
export function measure(command: Command, runs = RUNS): Figure {
  let best: Figure = { cpu: Infinity, wall: Infinity };
  for (let i = 0; i < runs; i++) {
    command.before?.();
    const one = run(command);
    best = { cpu: Math.min(best.cpu, one.cpu), wall: Math.min(best.wall, one.wall) };
  }
  return best;
}

/** Two commands in turn, A B A B…, so that a machine whose speed drifts treats both alike. */
export function measurePair(ours: Command, peer: Command, runs = RUNS): { ours: Figure; peer: Figure } {
  const figures: { ours: Figure[]; peer: Figure[] } = { ours: [], peer: [] };
  for (let i = 0; i < runs; i++) {
    figures.ours.push(measure(ours, 1));
    figures.peer.push(measure(peer, 1));
  }
  return { ours: least(figures.ours), peer: least(figures.peer) };
}

function least(figures: readonly Figure[]): Figure {
  return {
    cpu: Math.min(...figures.map((one) => one.cpu)),
    wall: Math.min(...figures.map((one) => one.wall)),
  };
}

function run({ argv, env }: Command): Figure {
  const ran = spawnSync('bash', ['-c', 'TIMEFORMAT="@%U %S %R"; time "$@" >/dev/null', 'bash', ...argv], {
    env: { ...process.env, ...env, LC_ALL: 'C' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const [, user, system, wall] = /@([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(ran.stderr) ?? [];
  if (ran.status !== 0 || wall === undefined)
    throw new Error(`${argv.join(' ')} ended with ${ran.status}: ${ran.stderr}`);
  return { cpu: Number(user) + Number(system), wall: Number(wall) };
}
