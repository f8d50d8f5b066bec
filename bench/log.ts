// The custody log beside plain inserts; and a log of a million events.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMITY, run } from './packages.ts';
import type { Row } from './table.ts';

const script = (name: string): string => new URL(`./${name}.ts`, import.meta.url).pathname;
const node = (name: string, args: readonly string[]): { seconds: number; rate: number } => {
  const ran = spawnSync(process.execPath, [script(name), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.status !== 0) throw new Error(`${name} ended with ${ran.status}: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as { seconds: number; rate: number };
};
const best = (times: number, act: () => number): number => Math.max(...Array.from({ length: times }, act));

export function log(folder: string): Row[] {
  const home = newHome(folder);
  const single = best(3, () => node('log-append', [home, '300', '1']).rate);
  const grouped = best(3, () => node('log-append', [home, '20000', '200']).rate);
  const plain = best(3, () => node('plain-insert', [home, '2000']).rate);
  node('log-append', [home, '80000', '1000']);
  const verified = Math.min(
    ...Array.from({ length: 3 }, () => node('chain-verify', [home, '100000']).seconds),
  );
  return [
    {
      what: 'append, 200 callers',
      ours: `${grouped.toFixed(0)}/s`,
      peer: `${single.toFixed(0)}/s`,
      ratio: grouped / single,
      gate: 10,
      note: 'peer: our own, one by one',
    },
    {
      what: 'append, 200 callers',
      ours: `${grouped.toFixed(0)}/s`,
      peer: `${plain.toFixed(0)}/s`,
      ratio: grouped / plain,
      note: 'peer: plain inserts, one commit each',
    },
    {
      what: '100,000 events, chain and tree',
      ours: `${verified.toFixed(2)} s`,
      peer: '5 s',
      ratio: 5 / verified,
      gate: 1,
      note: 'without signatures',
    },
  ];
}

export function million(folder: string): Row[] {
  const home = newHome(folder);
  const env = { COMITY_HOME: home };
  const rates = Array.from({ length: 10 }, () => node('log-append', [home, '100000', '1000']).rate);
  const reference = `FR-${new Date().getUTCFullYear()}-000001`;
  run([COMITY, 'case', 'create', '--title', 'Bench'], env);
  writeFileSync(join(folder, 'one.txt'), 'one');
  run(
    [
      COMITY,
      'exhibit',
      'add',
      join(folder, 'one.txt'),
      '--case',
      reference,
      '--source',
      'bench',
      '--authority',
      'order 1',
    ],
    env,
  );
  const timed = (argv: readonly string[]): string => {
    const started = performance.now();
    run(argv, env);
    return `${((performance.now() - started) / 1000).toFixed(2)} s`;
  };
  const created = timed([COMITY, 'package', 'create', '--case', reference, '--to', join(folder, 'package')]);
  const verified = timed([COMITY, 'verify', join(folder, 'package')]);
  const audited = timed([COMITY, 'audit']);
  const [first = 1, last = 0] = [rates[0], rates.at(-1)];
  return [
    {
      what: 'append at 1,000,000 events',
      ours: `${last.toFixed(0)}/s`,
      peer: `${first.toFixed(0)}/s`,
      ratio: last / first,
      note: 'peer: the first 100,000',
    },
    { what: 'package of one exhibit from it', ours: created, peer: '' },
    { what: 'verify of that package', ours: verified, peer: '' },
    { what: 'audit of 1,000,000 events', ours: audited, peer: '' },
  ];
}

function newHome(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const home = join(folder, 'home');
  run([COMITY, 'init', '--agency', 'Bench', '--state', 'FR', '--origin', 'bench.example/log'], {
    COMITY_HOME: home,
  });
  return home;
}
