// The custody log beside plain inserts; and a log of a million events beside a new one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adding, COMITY, newHome, packaging, type BenchHome } from './home.ts';
import { command, measureOnce, ROUNDS, run, script } from './measure.ts';
import type { Row } from './table.ts';

interface Appended {
  readonly seconds: number;
  readonly rate: number;
  readonly publishSeconds: number;
}

export function log(folder: string): Row[] {
  const home = newHome(folder);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    single: append(home, 300, 1).rate,
    plain: (JSON.parse(run(script('plain-insert.ts', [home.path, '2000']))) as Appended).rate,
    grouped: append(home, 20_000, 200).rate,
  }));
  const [single, plain, grouped] = (['single', 'plain', 'grouped'] as const).map((name) =>
    Math.max(...rounds.map((round) => round[name])),
  ) as [number, number, number]; // as named
  append(home, 40_000, 1000);
  const verified = Math.min(
    ...rounds.map(
      () => (JSON.parse(run(script('chain-verify.ts', [home.path, '100000']))) as Appended).seconds,
    ),
  );
  const perSecond = (rate: number): string => `${rate.toFixed(0)}/s`;
  const appending = { what: 'append, 200 callers', ours: perSecond(grouped) };
  return [
    {
      ...appending,
      peer: perSecond(single),
      ratio: grouped / single,
      gate: 10,
      note: 'our own, one by one',
    },
    {
      ...appending,
      peer: perSecond(plain),
      ratio: grouped / plain,
      note: 'plain inserts, one commit each',
    },
    {
      what: '100,000 events, chains and tree, CPU',
      ours: `${verified.toFixed(2)} s`,
      peer: '5 s',
      ratio: 5 / verified,
      gate: 1,
      note: 'the limit we set; without signatures',
    },
  ];
}

const STEP = 100_000;
const STEPS = 10;
/** A new log serves as the peer: it is measured in turn with the large one, because the machine has other work too. */
const COMPARED = 20_000;

export function million(folder: string): Row[] {
  const large = newHome(folder, 'large');
  const fresh = newHome(folder, 'new');
  const steps = Array.from({ length: STEPS }, () => append(large, STEP, 1000).rate);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    large: append(large, COMPARED, 1000).rate,
    fresh: append(fresh, COMPARED, 1000).rate,
    largePublish: append(large, 1, 1).publishSeconds,
    freshPublish: append(fresh, 1, 1).publishSeconds,
  }));
  const most = (name: 'large' | 'fresh'): number => Math.max(...rounds.map((round) => round[name]));
  const least = (name: 'largePublish' | 'freshPublish'): number =>
    Math.min(...rounds.map((round) => round[name]));
  return [
    compareRates('append, the last 100,000 of 1,000,000', steps.at(-1) ?? 0, steps[0] ?? 0, {
      note: 'the first 100,000',
    }),
    compareRates('append to a log of 1,000,000', most('large'), most('fresh'), {
      note: 'to a new log, in turn',
      gate: 0.8,
    }),
    {
      what: 'checkpoint of one more event',
      ours: `${(1000 * least('largePublish')).toFixed(0)} ms`,
      peer: `${(1000 * least('freshPublish')).toFixed(0)} ms`,
      ratio: least('freshPublish') / least('largePublish'),
      note: 'of a new log, in turn',
    },
    ...useOf(large, folder),
  ];
}

/** What people do with such a log. */
function useOf({ env }: BenchHome, folder: string): Row[] {
  writeFileSync(join(folder, 'one.txt'), 'one');
  const to = join(folder, 'package');
  const acts: readonly (readonly [string, readonly string[]])[] = [
    ['exhibit add, into a log of 1,000,000', adding(join(folder, 'one.txt'))],
    ['package create, one exhibit of it', packaging(to)],
    ['verify, that package', [COMITY, 'verify', to]],
    ['audit of 1,000,000 events', [COMITY, 'audit']],
  ];
  return acts.map(([what, argv]) => {
    const { cpu, wall } = measureOnce(command(argv, env));
    return { what, ours: `${cpu.toFixed(2)} CPU-s, ${wall.toFixed(2)} s`, peer: '' };
  });
}

function compareRates(
  what: string,
  ours: number,
  peer: number,
  rest: { readonly note: string; readonly gate?: number },
): Row {
  return { what, ours: `${ours.toFixed(0)}/s`, peer: `${peer.toFixed(0)}/s`, ratio: ours / peer, ...rest };
}

function append(home: BenchHome, count: number, callers: number): Appended {
  return JSON.parse(run(script('log-append.ts', [home.path, `${count}`, `${callers}`]))) as Appended; // as it prints
}
