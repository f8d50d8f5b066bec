// What an installation holds, read from its tables and folders and not by the acts under test, and what must be so
// of it whenever no act is under way.
import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Database } from '../../src/platform/database.ts';
import { homeAt } from '../../src/platform/home.ts';
import { objectPath } from '../../src/platform/ocfl.ts';
import { isRunning } from '../../src/platform/processes.ts';
import type { Schema } from '../../src/platform/schema.ts';
import { isUuid } from '../../src/base/ids.ts';

export interface Held {
  readonly id: string;
  readonly number: string;
  readonly item: number;
  readonly caseName: string;
  readonly status: string;
}

export interface State {
  /** The last item given out in each case, by reference. */
  readonly cases: ReadonlyMap<string, number>;
  readonly exhibits: readonly Held[];
  /** In order of the log. */
  readonly events: readonly { readonly type: string; readonly item: string; readonly seq: number }[];
  readonly quarantined: readonly string[];
}

/** What came about between two states. */
export interface Change {
  readonly cases?: number;
  readonly exhibits?: number;
  /** Types, in order of the log. */
  readonly events?: readonly string[];
  readonly quarantined?: number;
}

/** Reads the state for as long as `act` runs, beside whatever else is at work on the database. */
export async function withStates<T>(
  home: string,
  act: (read: () => Promise<State>) => Promise<T>,
): Promise<T> {
  const db = await openDatabase<Schema>(homeAt(home), { env: {}, session: { 'comity.as': 'operator' } });
  try {
    return await act(() => readState(db));
  } finally {
    await db.close();
  }
}

async function readState({ kysely }: Database<Schema>): Promise<State> {
  const cases = await kysely.selectFrom('case_file').select(['id', 'reference', 'last_item']).execute();
  const names = new Map(cases.map((one) => [one.id, one.reference]));
  const exhibits = await kysely.selectFrom('exhibit').selectAll().orderBy('number').execute();
  const events = await kysely.selectFrom('custody_event').selectAll().orderBy('log_index').execute();
  const quarantined = await kysely.selectFrom('quarantined_package').select('id').execute();
  return {
    cases: new Map(cases.map((one) => [one.reference, one.last_item])),
    exhibits: exhibits.map(({ case_id, ...one }) => ({ ...one, caseName: names.get(case_id) ?? '' })),
    events: events.map((one) => ({ type: one.type, item: one.item, seq: one.item_seq })),
    quarantined: quarantined.map((one) => one.id),
  };
}

export function changeOf(before: State, after: State): Required<Change> {
  return {
    cases: after.cases.size - before.cases.size,
    exhibits: after.exhibits.length - before.exhibits.length,
    events: after.events.slice(before.events.length).map((event) => event.type),
    quarantined: after.quarantined.length - before.quarantined.length,
  };
}

/** Throws an assertion that says what was left half done. */
export function assertWhole(home: string, state: State): void {
  for (const [reference, last] of state.cases) {
    const items = state.exhibits.filter((one) => one.caseName === reference).map((one) => one.item);
    const expected = Array.from({ length: last }, (_, i) => i + 1);
    assert.deepEqual(
      items.toSorted((a, b) => a - b),
      expected,
      `numbers given in ${reference}`,
    );
  }
  for (const exhibit of state.exhibits) assertExhibit(home, exhibit, state);
  const { log, keys, store, staging, quarantine } = homeAt(home);
  const held = state.exhibits.filter((one) => one.status === 'held').map((one) => one.id);
  assert.deepEqual(objectsIn(store), pathsOf(held), 'objects in the store');
  assert.deepEqual(namesIn(staging), [], 'the staging area');
  assertQuarantine(quarantine, state);
  for (const folder of [home, log, keys, store, quarantine, join(home, 'tombstones')])
    assert.deepEqual(abandonedIn(folder, folder !== home), [], 'files of a process that is no more');
  const databases = namesIn(join(home, 'postgres')).filter((name) => name.startsWith('data-'));
  assert.deepEqual(databases, ['data-17'], 'databases');
}

function assertExhibit(home: string, { id, number, status }: Held, state: State): void {
  const events = state.events.filter((event) => event.item === number);
  const types = events.map((event) => event.type);
  assert.match(types.slice(0, 2).join(' '), /^(acquired|received) stored$/, `first events of ${number}`);
  assert.deepEqual(
    events.map((event) => event.seq),
    events.map((_, i) => i + 1),
    `chain of ${number}`,
  );
  const isDestroyed = types.includes('destroyed');
  assert.equal(status, isDestroyed ? 'destroyed' : 'held', `${number} against its events`);
  assert.equal(existsSync(join(home, 'tombstones', `${id}.json`)), isDestroyed, `tombstone of ${number}`);
}

/** Each package kept aside has its bytes and its reason, and nothing else lies there. */
function assertQuarantine(folder: string, { quarantined }: State): void {
  assert.deepEqual(namesIn(join(folder, 'staging')), [], 'the staging area of the quarantine');
  const reasons = namesIn(folder).filter((name) => name.endsWith('.json'));
  assert.deepEqual(reasons, quarantined.map((id) => `${id}.json`).sort(), 'reasons in quarantine');
  const objects = objectsIn(join(folder, 'store'));
  assert.deepEqual(objects, pathsOf(quarantined), 'packages in quarantine');
}

function pathsOf(ids: readonly string[]): string[] {
  return ids.filter(isUuid).map(objectPath).sort();
}

function objectsIn(store: string): string[] {
  return globSync('*/*/*/*/0=ocfl_object_1.1', { cwd: store })
    .map((path) => path.replace(/\/0=.*$/, ''))
    .sort();
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function abandonedIn(folder: string, isDeep: boolean): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: isDeep, encoding: 'utf8' });
  // Folders of tiles are swept when the next tile is written there: to look at all of them would take longer with each.
  return names.filter((name) => name.endsWith('.tmp') && !name.startsWith('tile/'));
}

/** Waits until no process that names the folder runs: what a killed one had started may take a moment to end. */
export async function strayProcesses(folder: string): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const strays = globSync('/proc/[0-9]*').flatMap((path) => {
      const command = commandLine(path);
      const isOurs = command.includes(folder) && isRunning(Number(path.slice('/proc/'.length)));
      return isOurs ? [`${path} ${command}`] : [];
    });
    if (strays.length === 0 || tries === 1000) return strays;
    await sleep(10);
  }
}

function commandLine(path: string): string {
  try {
    return readFileSync(`${path}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it has just ended
  }
}
