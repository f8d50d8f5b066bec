// What a process that was killed left, made by hand here; test/crash.test.ts kills for real.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import {
  FRANCE,
  PACKING,
  testCase,
  testExhibit,
  testInstallation,
} from '../../../test/support/installation.ts';
import { atEnd, temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { homeAt } from '../../platform/home.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { disposeExhibit } from '../custody/custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { findExhibit } from '../exhibits/exhibit.store.ts';
import { initialise } from './init.acts.ts';
import { openInstallation } from './open.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { createPackage, type PackageRequest } from '../packages/package-create.acts.ts';
import { partOf } from '../packages/package-part.acts.ts';

/** Above any pid_max (proc(5)), so no process of this number runs. */
const DEAD = 2 ** 30;

async function withExhibit(t: TestContext) {
  const installation = await testInstallation(t);
  const { house } = installation;
  const file = await testCase(house);
  const folder = temporaryFolder(t);
  const add = async (name: string) => {
    writeFileSync(join(folder, name), `${name}\n`);
    const from = { kind: 'path', path: join(folder, name) } as const;
    return testExhibit(house, file, { from });
  };
  const request: PackageRequest = {
    ...PACKING,
    caseName: file.reference,
    to: join(folder, 'package'),
  };
  return { ...installation, house, add, request, exhibit: await add('a.txt') };
}

const disclosures = async (house: Installation, item: string): Promise<unknown[]> =>
  (await eventsOf(house, item))
    .filter(({ event }) => event.type === 'disclosed')
    .map(({ event }) => event.facts?.['package']);

/** The hand-over is recorded, the package is not whole, and its part lies beside it. */
async function interruptedPackage(house: Installation, request: PackageRequest): Promise<string> {
  const store = { ...house.store, inventory: () => Promise.reject(new Error('stands for a crash')) };
  await assert.rejects(createPackage({ ...house, store }, request), /crash/);
  const part = partOf(request.to);
  mkdirSync(join(part, 'bag'), { recursive: true });
  writeFileSync(join(part, 'bag', 'a.txt'), 'evidence');
  writeFileSync(`${part}.zip`, 'evidence');
  return part;
}

test('the next start takes away the parts of an interrupted package, which is then completed under its id', async (t) => {
  const { house, reopen, request, exhibit } = await withExhibit(t);
  const part = await interruptedPackage(house, request);
  const next = await reopen();
  assert.equal(existsSync(part), false);
  assert.equal(existsSync(`${part}.zip`), false);
  const made = await createPackage(next, request);
  assert.deepEqual(await disclosures(next, exhibit.number), [made.id]);
});

test('a package that took its name before the crash is whole, and another like it is another hand-over', async (t) => {
  const { house, reopen, request, exhibit } = await withExhibit(t);
  await interruptedPackage(house, request);
  mkdirSync(request.to);
  const next = await reopen();
  assert.deepEqual(readdirSync(dirname(request.to)).sort(), ['a.txt', 'package']);
  await assert.rejects(createPackage(next, request), /Nothing was recorded/);
  rmSync(request.to, { recursive: true });
  await createPackage(next, request);
  assert.equal((await disclosures(next, exhibit.number)).length, 2);
});

test('what is asked for at the place of an interrupted package, but is another, is recorded by itself', async (t) => {
  const { house, add, request, exhibit } = await withExhibit(t);
  await interruptedPackage(house, request);
  const second = await add('b.txt');
  const made = await createPackage(house, request);
  assert.deepEqual((await disclosures(house, exhibit.number)).slice(1), [made.id]);
  assert.deepEqual(await disclosures(house, second.number), [made.id]);
});

test('a living process keeps the part of the package it makes', async (t) => {
  const { house, home, env, request } = await withExhibit(t);
  const part = await interruptedPackage(house, request);
  const hold = await house.db.hold(`package-create:${request.to}`);
  await (await openInstallation(home, { env })).close();
  assert.equal(existsSync(part), true);
  await hold?.release();
  await (await openInstallation(home, { env })).close();
  assert.equal(existsSync(part), false);
});

test('a package that was half put into quarantine is not there at the next start', async (t) => {
  const { house, reopen } = await withExhibit(t);
  const { quarantine } = house.home;
  mkdirSync(join(quarantine, 'staging', newUuid(house.clock, house.random), 'v1'), { recursive: true });
  await reopen();
  assert.deepEqual(readdirSync(join(quarantine, 'staging')), []);
});

test('an exhibit whose bytes were lost can be disposed of, and the next start does not ask for them', async (t) => {
  const { house, reopen, exhibit } = await withExhibit(t);
  const stored = house.store.localPath(exhibit.id, 'data/a.txt') ?? '';
  rmSync(join(dirname(stored), '../../..'), { recursive: true });
  await disposeExhibit(house, { number: exhibit.number, order: { type: 'order', id: '12/27' } });
  const next = await reopen();
  assert.equal((await findExhibit(next.db.kysely, exhibit.number)).status, 'destroyed');
  assert.deepEqual((await audit(next)).differences, []);
});

test('the folder of a checkpoint that was about to be kept is no difference', async (t) => {
  const { house } = await withExhibit(t);
  const { size } = await house.publish();
  mkdirSync(join(house.home.log, 'kept', `${size}-0123456789abcdef`), { recursive: true });
  assert.deepEqual((await audit(house)).differences, []);
});

test('files that a dead process had not yet renamed are swept, those of a living one stay', async (t) => {
  const { home, reopen } = await withExhibit(t);
  const folders = [home.path, home.keys, home.log, home.quarantine, home.store, home.staging];
  const living = `.a.${process.ppid}-0011aabb.tmp`;
  for (const folder of folders)
    for (const name of [`.a.${DEAD}-0011aabb.tmp`, living]) writeFileSync(join(folder, name), '');
  await reopen();
  for (const folder of folders)
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [living],
    );
});

test('an installation whose init was interrupted says so, and init completes it', async (t) => {
  const home = homeAt(join(temporaryFolder(t), 'home'));
  const database = await cloneDatabase();
  atEnd(t, () => database.drop());
  const { env } = database;
  const killed = { env, random: () => assert.fail('stands for a crash') };
  await assert.rejects(initialise(home, FRANCE, killed), /crash/);
  await assert.rejects(openInstallation(home, { env }), /comity init/);
  assert.equal((await initialise(home, FRANCE, { env })).repeated, false);
  await (await openInstallation(home, { env })).close();
});

test('a full home that lost its settings is not set up anew under another name', async (t) => {
  const { home, env } = await withExhibit(t);
  rmSync(home.settings);
  const isRefused = (error: unknown): boolean =>
    error instanceof Refusal && error.code === 'damaged' && error.found.includes(home.store);
  const other = { ...FRANCE, origin: 'other.example/log' };
  await assert.rejects(initialise(home, other, { env }), isRefused);
  rmSync(home.log, { recursive: true });
  await assert.rejects(initialise(home, other, { env }), isRefused, 'whatever else is lost with them');
  assert.equal(existsSync(home.settings), false, 'and no wrong ones are written');
});

test('an installation whose first head is not yet in the log is completed by init, and until then says so', async (t) => {
  const { home, env } = await testInstallation(t);
  const checkpoint = join(home.log, 'checkpoint'); // written last
  const head = readFileSync(checkpoint);
  rmSync(checkpoint);
  await assert.rejects(openInstallation(home, { env }), { code: 'notReady', message: /comity init/ });
  await initialise(home, FRANCE, { env });
  assert.deepEqual(readFileSync(checkpoint), head);
});
