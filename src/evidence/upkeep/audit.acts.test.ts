import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { testCase, testExhibit, testInstallation } from '../../../test/support/installation.ts';
import { rollBack } from '../../../test/support/roll-back.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { audit } from './audit.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Draft } from '../log/log-entry.ts';

const viewed = (item: string): Draft => ({ type: 'viewed', item, occurredAt: '2026-11-03T10:30:00+01:00' });

async function withLog(t: TestContext, events = 300) {
  const installation = await testInstallation(t);
  const { house } = installation;
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'a.txt');
  writeFileSync(path, 'a');
  await testExhibit(house, file, { from: { kind: 'path', path } });
  await Promise.all(
    Array.from({ length: events }, (_, i) =>
      house.log.append({ events: [viewed(`FR-2026-000001-${1 + (i % 5)}`)] }),
    ),
  );
  await house.publish();
  return { ...installation, house };
}

/** What somebody with the owner's password and bad intent could do. */
async function tamper(house: Installation, statement: string): Promise<void> {
  await house.db.withOwner(async (owner) => {
    for (const table of ['custody_event', 'custody_head'])
      await owner.query(`alter table ${table} disable trigger user`);
    await owner.query(statement);
  });
}

async function firstPlace(house: Installation): Promise<string> {
  const report = await audit(house);
  assert.ok(report.differencesCount > 0);
  return report.differences[0]?.place ?? '';
}

test('an audit says how much was checked', async (t) => {
  const { house } = await withLog(t);
  const report = await audit(house);
  assert.deepEqual(report.differences, []);
  assert.deepEqual(report.events, { checked: 303, inLog: 303 });
  assert.equal(report.exhibits.checked, 1);
  assert.equal(report.tiles, 3); // two of leaves, one above
  assert.equal(report.checkpoints, 1);
});

test('whatever is changed in the database, the audit names the place', async (t) => {
  const changes: readonly (readonly [string, RegExp])[] = [
    [
      'update custody_event set note = set_byte(note, 40, get_byte(note, 40) # 1) where log_index = 100',
      /^event 100$/,
    ],
    [
      "update custody_event set leaf_hash = decode(repeat('00', 32), 'hex') where log_index = 101",
      /^event 101$/,
    ],
    ['delete from custody_event where log_index = 102', /^event 102$/],
    [
      "update custody_head set root = decode(repeat('00', 32), 'hex') where size = (select max(size) from custody_head)",
      /^(checkpoint|head at size 300)$/,
    ],
  ];
  for (const [statement, place] of changes) {
    const { house } = await withLog(t, 297);
    await tamper(house, statement);
    assert.match(await firstPlace(house), place, statement);
  }
});

test('events that were rewritten and chained anew do not fit what was published', async (t) => {
  const { house } = await withLog(t);
  await tamper(
    house,
    'update custody_event set note = (select note from custody_event where log_index = 200), leaf_hash = (select leaf_hash from custody_event where log_index = 200) where log_index = 201',
  );
  assert.match(await firstPlace(house), /^event 201$/);
});

test('a changed tile, entry bundle or checkpoint on disk is named', async (t) => {
  const { house, home } = await withLog(t);
  for (const name of ['tile/0/000', 'tile/entries/000', 'tile/1/000.p/1', 'checkpoint']) {
    const path = join(home.log, name);
    const before = readFileSync(path);
    writeFileSync(
      path,
      Uint8Array.from(before, (byte, i) => (i === 30 ? byte ^ 1 : byte)),
    );
    assert.match(await firstPlace(house), new RegExp(`^${name.replace('.', '\\.')}$`));
    rmSync(path);
    assert.equal(await firstPlace(house), name);
    writeFileSync(path, before);
  }
  assert.equal((await audit(house)).differencesCount, 0);
});

test('a head that is lost is a difference, and the other copy still tells that the database was set back', async (t) => {
  const { house, home } = await withLog(t, 1);
  const early = (await house.publish()).size;
  await house.log.append({ events: [viewed('FR-2026-000001-1')] });
  const { size } = await house.publish();
  for (const [gone, place] of [
    [join(home.log, 'checkpoint'), 'checkpoint'],
    [home.head, home.head],
  ] as const) {
    rmSync(gone);
    assert.equal(await firstPlace(house), place);
    assert.equal((await house.published())?.size, size);
    await house.publish();
    assert.deepEqual((await audit(house)).differences, [], 'publishing keeps it twice again');
  }
  rmSync(join(home.log, 'checkpoint'));
  await rollBack(house, early);
  const report = await audit(house);
  assert.ok(report.differences.some(({ expected }) => expected === `a log of ${size} events`));
  await assert.rejects(house.log.append({ events: [viewed('FR-2026-000001-1')] }), /log restore/);
});

test('a log without any head takes nothing more, and signs no other in its place', async (t) => {
  const { house, home } = await withLog(t, 1);
  const tiles = await house.folder.list('tile/0/000.p');
  const head = (await house.publish()).note;
  for (const gone of [join(home.log, 'checkpoint'), home.head]) rmSync(gone);
  assert.deepEqual(
    (await audit(house)).differences.map(({ place }) => place),
    ['checkpoint', home.head],
  );
  const isRefused = { code: 'damaged', message: /published head of the log/ };
  const act = () => house.log.append({ events: [viewed('FR-2026-000001-1')] });
  await assert.rejects(act(), isRefused);
  await rollBack(house, 1);
  await assert.rejects(act(), isRefused, 'also where the database holds no more than after init');
  await assert.rejects(house.publish(), isRefused);
  assert.deepEqual(await house.folder.list('tile/0/000.p'), tiles);
  await house.folder.publish(head); // found again
  await assert.rejects(act(), { code: 'rolledBack' });
});

test('a stored object that no event speaks for is named', async (t) => {
  const { house } = await withLog(t, 1);
  const id = newUuid(house.clock, house.random);
  const staging = await house.store.stage(id);
  await staging.write('data/stranger', { kind: 'stream', name: 'stranger', stream: [Buffer.from('x')] });
  await staging.seal();
  await house.store.publish(id);
  assert.equal(await firstPlace(house), `urn:uuid:${id}`);
});

test('an exhibit whose bytes are gone is named', async (t) => {
  const { house, home } = await withLog(t, 1);
  rmSync(home.store, { recursive: true });
  mkdirSync(home.store);
  assert.equal(await firstPlace(house), 'FR-2026-000001-1');
});

test('an audit since a time reads only what came after, and still finds changes there', async (t) => {
  const { house, clock } = await withLog(t);
  clock.ms += 86_400_000;
  await house.log.append({ events: [viewed('FR-2026-000001-2')] });
  await house.log.append({ events: [viewed('FR-2026-000001-2')] });
  const report = await audit(house, { since: new Date(clock.ms) });
  assert.deepEqual(report.differences, []);
  assert.deepEqual(report.events, { checked: 2, inLog: 305 });
  assert.equal(report.exhibits.checked, 0);
  await tamper(
    house,
    'update custody_event set note = set_byte(note, 40, get_byte(note, 40) # 1) where log_index = 304',
  );
  const found = await audit(house, { since: new Date(clock.ms) });
  assert.equal(found.differences[0]?.place, 'event 304');
});

test('a sample of the exhibits is a sample, and the log is read whole', async (t) => {
  const { house } = await withLog(t, 1);
  const always = await audit({ ...house, random: (bytes) => void bytes.fill(0) }, { samplePercent: 1 });
  const never = await audit({ ...house, random: (bytes) => void bytes.fill(255) }, { samplePercent: 99 });
  assert.deepEqual([always.exhibits.checked, never.exhibits.checked], [1, 0]);
  assert.deepEqual([always.events.checked, never.events.checked], [4, 4]);
});
