// The acts that are killed: how each is called, and what it brings about when it is done.
import { join } from 'node:path';
import { PAPERS, type Ground } from './crash-home.ts';
import type { Change, State } from './crash-state.ts';

export interface Site {
  readonly ground: Ground;
  readonly home: string;
  /** How many trials its home has seen. */
  readonly trial: number;
  readonly state: State;
  /** An empty folder for packages. */
  readonly out: string;
  /** Different in each trial. */
  readonly name: string;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export interface Command {
  readonly args: readonly string[];
  /** Exit code when left in peace. */
  readonly code: number;
  /** What it does, each as a whole or not at all, in this order. */
  readonly effects: readonly Change[];
  /** Done again it is done anew, as people mean it: a second check of the same bytes is a second event. */
  readonly isAnew?: boolean;
  /** The package it makes. */
  readonly package?: string;
}

export interface CrashAct {
  readonly name: string;
  readonly command: (site: Site) => Command;
}

const ADDED: Change = { exhibits: 1, events: ['acquired', 'stored'] };

export const CRASH_ACTS: readonly CrashAct[] = [
  { name: 'exhibit add FILE', command: (site) => add(site, [site.ground.file]) },
  { name: 'exhibit add FOLDER', command: (site) => add(site, [site.ground.tree]) },
  { name: 'exhibit add IMAGE', command: (site) => add(site, [site.ground.image], ['--hash', 'md5,sha1']) },
  { name: 'exhibit add FILE FILE', command: (site) => add(site, [site.ground.small, site.ground.file]) },
  { name: 'exhibit check', command: (site) => check(site) },
  { name: 'exhibit dispose', command: (site) => dispose(site) },
  { name: 'package create', command: (site) => create(site, 'handover', []) },
  { name: 'package create --zip', command: (site) => create(site, 'handover.zip', ['--zip']) },
  { name: 'package import', command: (site) => importGood(site) },
  { name: 'package import of a damaged one', command: (site) => importDamaged(site) },
  { name: 'case create', command: (site) => createCase(site) },
];

function add({ ground, name }: Site, paths: readonly string[], more: readonly string[] = []): Command {
  const args = ['exhibit', 'add', ...paths, '--case', ground.open, ...PAPERS, '--key', name, ...more];
  return { args, code: 0, effects: paths.map(() => ADDED) };
}

function check({ ground, random }: Site): Command {
  const args = ['exhibit', 'check', `${ground.kept}-${1 + Math.floor(3 * random())}`];
  return { args, code: 0, effects: [{ events: ['checked'] }], isAnew: true };
}

function dispose({ state, ground, random }: Site): Command {
  const held = state.exhibits.filter((one) => one.caseName === ground.open && one.status === 'held');
  const number = held[Math.floor(held.length * random())]?.number ?? '';
  const args = ['exhibit', 'dispose', number, '--order', 'court order 12/27'];
  return { args, code: 0, effects: [{ events: ['destroyed'] }] };
}

function create({ ground, out, random }: Site, file: string, more: readonly string[]): Command {
  const isOffer = random() < 0.5;
  const offer = isOffer ? ['--offer', '--receiver', 'Suva', '--receiver-state', 'FJ'] : [];
  const to = join(out, file);
  const event = isOffer ? 'offered' : 'disclosed';
  return {
    args: ['package', 'create', '--case', ground.kept, '--to', to, ...more, ...offer],
    code: 0,
    effects: [{ events: [event, event, event] }],
    package: to,
  };
}

function importGood({ ground, trial }: Site): Command {
  const args = ['package', 'import', ground.package, '--case', ground.empty[trial] ?? ''];
  const received = ['received', 'stored', 'received', 'stored', 'received', 'stored']; // two exhibits and the papers
  return { args, code: 0, effects: [{ exhibits: 3, events: received }] };
}

function importDamaged({ ground }: Site): Command {
  const args = ['package', 'import', ground.damaged, '--case', ground.open];
  return { args, code: 1, effects: [{ quarantined: 1 }], isAnew: true };
}

function createCase({ name }: Site): Command {
  return {
    args: ['case', 'create', '--title', 'Warehouse', '--key', name],
    code: 0,
    effects: [{ cases: 1 }],
  };
}
