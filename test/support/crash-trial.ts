// One trial: an act is killed, the next start puts things in order, the act is done again.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { assertAudited } from './audited.ts';
import { comity, LYON } from './comity.ts';
import type { Command, CrashAct, Site } from './crash-acts.ts';
import { strike, type Blow, type Outcome } from './crash-kill.ts';
import { assertWhole, changeOf, strayProcesses, withStates, type Change, type State } from './crash-state.ts';

export interface Tried {
  readonly outcome: Outcome;
  /** As the trial leaves it. */
  readonly state: State;
}

export async function tryAct(act: CrashAct, site: Site, blow: Blow): Promise<Tried> {
  const { home, out, state: before } = site;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const command = act.command(site);
  const outcome = await strike(home, command.args, blow);
  await assertCleanAudit(home);
  return withStates(home, async (read) => {
    const done = await assertAfterBlow(home, { command, before, outcome, after: await read() });
    const wasMade = command.package !== undefined && existsSync(command.package);
    const again = await comity(home, command.args);
    if (wasMade) assert.match(again.err, /Nothing was recorded/);
    else assert.equal(again.code, command.code, `done again: ${again.out}${again.err}`);
    const state = await read();
    await assertAgain(home, { command, before, done, after: state });
    return { outcome, state };
  });
}

/** Whoever opens it next puts in order what was left, alone, and stops the database. */
export async function assertCleanAudit(home: string): Promise<void> {
  await assertAudited(home);
  assert.deepEqual(await strayProcesses(`${home}/`), [], 'processes left');
}

interface Looked {
  readonly command: Command;
  readonly before: State;
  readonly after: State;
}

/** Returns how many of the command's effects came about, each of them whole. */
async function assertAfterBlow(home: string, trial: Looked & { outcome: Outcome }): Promise<number> {
  const { command, before, after, outcome } = trial;
  assertWhole(home, after);
  const change = changeOf(before, after);
  const sums = command.effects.map((_, i) => sum(command.effects.slice(0, i + 1)));
  const done = [sum([]), ...sums].findLastIndex((one) => isSame(one, change));
  assert.ok(done >= 0, `half done: ${JSON.stringify(change)}`);
  // 1 is also what a command ends with that the loss of the database stopped.
  if (outcome.code === command.code && (outcome.code === 0 || outcome.err.includes('NOT imported')))
    assert.equal(done, command.effects.length, 'the command said that it was done');
  else if (outcome.code !== null) assert.match(outcome.err, /^comity: /m, 'a failure says what it is');
  if (command.package === undefined) return done;
  if (existsSync(command.package)) {
    assert.equal(done, command.effects.length, 'a package whose hand-over is not recorded');
    await assertPackage(command.package, home);
  }
  for (const path of globSync('.*/**', { cwd: join(command.package, '..') }))
    assert.doesNotMatch(path, /disk\.raw|invoice|image\.E/, 'evidence left beside the package');
  return done;
}

async function assertAgain(home: string, trial: Looked & { done: number }): Promise<void> {
  const { command, before, after, done } = trial;
  assertWhole(home, after);
  const isTwice = command.isAnew === true && done > 0;
  const expected = sum(isTwice ? [...command.effects, ...command.effects] : command.effects);
  assert.deepEqual(changeOf(before, after), expected, 'after it was done again');
  if (command.package === undefined) return;
  await assertPackage(command.package, home);
  const beside = readdirSync(join(command.package, '..'));
  assert.deepEqual(beside, [basename(command.package)], 'what lies beside the package');
}

async function assertPackage(path: string, home: string): Promise<void> {
  const verified = await comity(home, ['verify', path, '--json']);
  assert.equal(verified.code, 0, `the package: ${verified.out}${verified.err}`);
}

function sum(effects: readonly Change[]): Required<Change> {
  const total = { cases: 0, exhibits: 0, events: [] as string[], quarantined: 0 };
  for (const { cases = 0, exhibits = 0, events = [], quarantined = 0 } of effects) {
    total.cases += cases;
    total.exhibits += exhibits;
    total.events.push(...events);
    total.quarantined += quarantined;
  }
  return total;
}

function isSame(a: Required<Change>, b: Required<Change>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The same for what there is nothing before: an installation. `home` does not exist yet. */
export async function tryInit(home: string, blow: Blow): Promise<Outcome> {
  const args = ['init', ...LYON];
  const outcome = await strike(home, args, blow);
  const keys = privateKeys(home);
  const audit = await comity(home, ['audit', '--json']);
  if (audit.code !== 0)
    assert.match(audit.err, /comity init/, `half an installation says how to complete it: ${audit.out}`);
  const again = await comity(home, args);
  assert.equal(again.code, 0, `done again: ${again.out}${again.err}`);
  for (const [name, pem] of keys) assert.equal(privateKeys(home).get(name), pem, `the key ${name}`);
  await assertCleanAudit(home);
  const state = await withStates(home, (read) => read());
  assertWhole(home, state);
  assert.deepEqual(
    state.events.map((event) => event.type),
    ['keyEnrolled'],
    'events of a new log',
  );
  const made = privateKeys(home);
  assert.deepEqual([...made.keys()], ['log-ed25519', 'log-ml-dsa-44', 'service'], 'keys');
  for (const [name, pem] of made) {
    const publicPem = readFileSync(join(home, 'keys', `${name}.pub.pem`), 'utf8');
    assert.ok(createPublicKey(pem).equals(createPublicKey(publicPem)), `the public half of ${name}`);
  }
  assert.ok(existsSync(join(home, 'trust.txt')), 'the trust file');
  return outcome;
}

/** By name. A public half whose private half was not yet there was nobody's. */
function privateKeys(home: string): Map<string, string> {
  const names = globSync('*.pem', { cwd: join(home, 'keys') }).map((name) => name.replace(/\.pem$/, ''));
  const own = names.filter((name) => !name.endsWith('.pub')).sort();
  return new Map(own.map((name) => [name, readFileSync(join(home, 'keys', `${name}.pem`), 'utf8')]));
}
