// Peak memory of taking 16 GiB into evidence: a sparse file, so that it costs time and no disk to make.
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMITY, run } from './packages.ts';
import type { Row } from './table.ts';

const GIB = 1024 ** 3;
const LIMIT_MB = 400;

export function memory(folder: string): Row[] {
  const home = join(folder, 'home');
  const env = { COMITY_HOME: home };
  const file = join(folder, 'large.bin');
  const handle = openSync(file, 'w');
  ftruncateSync(handle, 16 * GIB);
  closeSync(handle);
  run([COMITY, 'init', '--agency', 'Bench', '--state', 'FR', '--origin', 'bench.example/log'], env);
  run([COMITY, 'case', 'create', '--title', 'Bench'], env);
  const peak = join(folder, 'peak');
  const add = [
    COMITY,
    'exhibit',
    'add',
    file,
    '--case',
    `FR-${new Date().getUTCFullYear()}-000001`,
    '--source',
    'bench',
    '--authority',
    'order 1',
  ];
  // The process itself says what it reached, as it ends.
  const hook = `data:text/javascript,process.on('exit',()=>require('fs').writeFileSync(${JSON.stringify(peak)},String(process.resourceUsage().maxRSS)))`;
  const ran = spawnSync(add[0] ?? '', add.slice(1), {
    env: {
      ...process.env,
      ...env,
      NODE_OPTIONS: `--import=${hook.replace('require', '(await import("module")).createRequire("/")')}`,
    },
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(`exhibit add ended with ${ran.status}: ${ran.stderr}`);
  const reached = Number(readFileSync(peak, 'utf8')) / 1024;
  return [
    {
      what: 'memory for a file of 16 GiB',
      ours: `${reached.toFixed(0)} MiB`,
      peer: `${LIMIT_MB} MB`,
      ratio: LIMIT_MB / reached,
      gate: 1,
    },
  ];
}
