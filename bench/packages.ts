// Making and checking packages beside sha256sum -c (one large file) and hashdeep (20,000 small ones).
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { row } from './hash.ts';
import { mixedFile, smallFiles } from './material.ts';
import { measurePair, type Command } from './measure.ts';
import type { Row } from './table.ts';

export const COMITY = fileURLToPath(new URL('../comity', import.meta.url));

export function largePackage(folder: string): Row[] {
  const file = mixedFile(join(folder, 'large.bin'), 1024);
  const home = homeWith(folder, file);
  const sums = join(folder, 'sums');
  writeFileSync(sums, run(['sha256sum', file], {}));
  const peer = { argv: ['sha256sum', '-c', '--quiet', sums] };
  const created = measurePair(creating(folder, home), peer);
  const verified = measurePair(verifying(folder), peer);
  return [
    row('package create, 1 GiB in one file, CPU', created, undefined),
    row('package create, 1 GiB in one file, wall', created, 0.8, 'wall'),
    row('verify, 1 GiB in one file, CPU', verified, 0.8),
    row('verify, 1 GiB in one file, wall', verified, undefined, 'wall'),
  ];
}

export function smallPackage(folder: string): Row[] {
  const files = smallFiles(join(folder, 'many'), 20_000);
  const home = homeWith(folder, files);
  const peer = { argv: ['hashdeep', '-r', '-c', 'sha256', files] };
  const created = measurePair(creating(folder, home), peer);
  const verified = measurePair(verifying(folder), peer);
  return [
    row('package create, 20,000 files, CPU', created, 2),
    row('package create, 20,000 files, wall', created, undefined, 'wall'),
    row('verify, 20,000 files, CPU', verified, 2),
    row('verify, 20,000 files, wall', verified, undefined, 'wall'),
  ];
}

function homeWith(folder: string, source: string): string {
  const home = join(folder, 'home');
  mkdirSync(folder, { recursive: true });
  const env = { COMITY_HOME: home };
  run([COMITY, 'init', '--agency', 'Bench', '--state', 'FR', '--origin', 'bench.example/log'], env);
  run([COMITY, 'case', 'create', '--title', 'Bench'], env);
  run(
    [
      COMITY,
      'exhibit',
      'add',
      source,
      '--case',
      `FR-${new Date().getUTCFullYear()}-000001`,
      '--source',
      'bench',
      '--authority',
      'order 1',
    ],
    env,
  );
  return home;
}

function creating(folder: string, home: string): Command {
  const to = join(folder, 'package');
  return {
    argv: [COMITY, 'package', 'create', '--case', `FR-${new Date().getUTCFullYear()}-000001`, '--to', to],
    env: { COMITY_HOME: home },
    before: () => rmSync(to, { recursive: true, force: true }),
  };
}

function verifying(folder: string): Command {
  return { argv: [COMITY, 'verify', join(folder, 'package')] };
}

export function run(argv: readonly string[], env: NodeJS.ProcessEnv): string {
  const [program = '', ...args] = argv;
  const ran = spawnSync(program, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.status !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.status}: ${ran.stderr}`);
  return ran.stdout;
}
