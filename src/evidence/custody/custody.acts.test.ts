import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { testCase, testExhibit, testInstallation } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { checkExhibit, correctEvent, disposeExhibit, eraseEventDetail } from './custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { findExhibit } from '../exhibits/exhibit.store.ts';

async function withExhibit(t: TestContext) {
  const installation = await testInstallation(t);
  const { house } = installation;
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'data.bin');
  writeFileSync(path, Buffer.alloc(9 * 1024 * 1024, 7));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const stored = house.store.localPath(exhibit.id, 'data/data.bin') ?? '';
  return { ...installation, house, exhibit, stored };
}

function flipByte(path: string, at: number): void {
  chmodSync(path, 0o644);
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

test('a check of an intact exhibit is an event', async (t) => {
  const { house, exhibit } = await withExhibit(t);
  const result = await checkExhibit(house, exhibit.number);
  assert.equal(result.isIntact, true);
  assert.equal((await eventsOf(house, exhibit.number)).at(-1)?.event.type, 'checked');
});

test('a changed byte is found, named and recorded', async (t) => {
  const { house, exhibit, stored } = await withExhibit(t);
  flipByte(stored, 5 * 1024 * 1024);
  const result = await checkExhibit(house, exhibit.number);
  assert.equal(result.isIntact, false);
  assert.match(result.first ?? '', /data\.bin/);
  const last = (await eventsOf(house, exhibit.number)).at(-1)?.event;
  assert.equal(last?.type, 'checkFailed');
  const report = await audit(house);
  assert.equal(report.differencesCount, 1);
  assert.match(report.differences[0]?.place ?? '', /FR-2026-000001-1 v1\/content\/data\/data\.bin/);
  assert.match(report.differences[0]?.found ?? '', /4194304 bytes from 4194304/);
});

test('a disposal needs an order, destroys the bytes and leaves the record valid', async (t) => {
  const { house, exhibit, stored } = await withExhibit(t);
  const order = { type: 'order', id: 'disposal 12/27' } as const;
  await disposeExhibit(house, { number: exhibit.number, order, reason: 'retention ended' });
  assert.equal(existsSync(stored), false);
  assert.equal((await findExhibit(house.db.kysely, exhibit.number)).status, 'destroyed');
  const events = await eventsOf(house, exhibit.number);
  assert.equal(events.at(-1)?.event.type, 'destroyed');
  assert.deepEqual(events.at(-1)?.event.authority, order);
  await disposeExhibit(house, { number: exhibit.number, order });
  assert.equal((await eventsOf(house, exhibit.number)).length, events.length);
  assert.equal((await audit(house)).differencesCount, 0);
  await assert.rejects(checkExhibit(house, exhibit.number), /destroyed by order/);
});

test('a disposal that was interrupted is finished at the next start', async (t) => {
  const { house, exhibit, stored, reopen } = await withExhibit(t);
  const interrupted = new Error('stands for a crash');
  const broken = { ...house, store: { ...house.store, purge: () => Promise.reject(interrupted) } };
  const order = { type: 'order', id: 'disposal 12/27' } as const;
  await assert.rejects(disposeExhibit(broken, { number: exhibit.number, order }), interrupted);
  assert.equal(existsSync(stored), true);
  const next = await reopen();
  assert.equal(existsSync(stored), false);
  assert.equal((await audit(next)).differencesCount, 0);
});

test('a correction is a new event that points at the earlier one', async (t) => {
  const { house, exhibit } = await withExhibit(t);
  const [first] = await eventsOf(house, exhibit.number);
  const event = first?.event.id ?? '';
  await correctEvent(house, { event, field: 'place', value: 'Porto, PT', reason: 'wrong place noted' });
  const events = await eventsOf(house, exhibit.number);
  assert.equal(events.at(-1)?.event.type, 'corrected');
  assert.equal(events.at(-1)?.event.facts?.['event'], event);
  assert.deepEqual(JSON.parse(events.at(-1)?.detail?.text ?? ''), { value: 'Porto, PT' });
  assert.deepEqual(events[0]?.note, first?.note);
  await assert.rejects(
    correctEvent(house, { event: 'x', field: 'place', value: 'y', reason: 'z' }),
    /no event x/,
  );
});

test('private text is erased by order and the event stays valid', async (t) => {
  const { house, exhibit } = await withExhibit(t);
  const [first] = await eventsOf(house, exhibit.number);
  await eraseEventDetail(house, first?.event.id ?? '', { type: 'order', id: 'erasure 3/27' });
  const events = await eventsOf(house, exhibit.number);
  assert.equal(events[0]?.detail, undefined);
  assert.deepEqual(events[0]?.note, first?.note);
  assert.equal(events.at(-1)?.event.type, 'detailErased');
  assert.equal((await audit(house)).differencesCount, 0);
});
