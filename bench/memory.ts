// Peak memory of the acts that read every byte, on 16 GiB: a sparse file, so that it costs time and no disk.
import { closeSync, ftruncateSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adding, COMITY, newHome, packaging } from './home.ts';
import { run } from './measure.ts';
import type { Row } from './table.ts';

const GIB = 1024 ** 3;
/** Megabytes, of 1,000,000 bytes. */
const LIMIT_MB = 400;

export function memory(folder: string): Row[] {
  const file = join(folder, 'large.bin');
  const handle = openSync(file, 'w');
  ftruncateSync(handle, 16 * GIB);
  closeSync(handle);
  const { env } = newHome(folder);
  const to = join(folder, 'package');
  const acts: readonly (readonly [string, readonly string[]])[] = [
    ['exhibit add', adding(file)],
    ['package create', packaging(to)],
    ['verify', [COMITY, 'verify', to]],
    ['audit', [COMITY, 'audit']],
  ];
  return acts.map(([what, argv]) => {
    const peak = peakMb(argv, env, join(folder, 'peak'));
    return {
      what: `memory of ${what}, 16 GiB`,
      ours: `${peak.toFixed(0)} MB`,
      peer: `${LIMIT_MB} MB`,
      ratio: LIMIT_MB / peak,
      gate: 1,
      note: 'the limit we set',
    };
  });
}

/** The largest of the processes that the command consists of; each says what it reached as it ends. */
function peakMb(argv: readonly string[], env: NodeJS.ProcessEnv, answers: string): number {
  rmSync(answers, { force: true });
  const hook = fileURLToPath(new URL('./peak.ts', import.meta.url));
  run(argv, { ...env, NODE_OPTIONS: `--import=${hook}`, COMITY_BENCH_PEAK: answers });
  const peaks = readFileSync(answers, 'utf8').trim().split('\n').map(Number);
  return (Math.max(...peaks) * 1024) / 1e6;
}
