// What came informally: no package is made of it until a formal request that was executed cures it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';
import { heldByInes, refusedAs, shareOf } from '../../../../test/support/held-exhibit.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { FIJI, PACKING, testCase, testInstallation } from '../../../../test/support/installation.ts';
import { Refusal } from '../../../base/refusal.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { addCondition } from '../../../evidence/custody/condition.acts.ts';
import { eventsOf } from '../../../evidence/events/recorded-event.acts.ts';
import { findExhibit } from '../../../evidence/exhibits/exhibit.store.ts';
import { cureLeads } from './cure.do.ts';
import { RECEIVED_INFORMALLY } from '../../../evidence/packages/leads-only.ts';
import { createPackage } from '../../../evidence/packages/package-create.acts.ts';
import { importPackage } from '../../../evidence/packages/package-import.acts.ts';
import { askShare } from '../../../evidence/packages/share.acts.ts';

const FORMAL = { type: 'request', id: 'FR-2026-000001/R1, Convention on Cybercrime, Art. 31' } as const;

test('no package is made of what came informally, on a page or at the terminal, until it is cured', async (t) => {
  const scene = await heldByInes(t);
  const { number, key, judge, ines, lead } = scene;
  const { house } = scene.made;
  const condition = RECEIVED_INFORMALLY;
  await addCondition(house, { by: lead, number, condition, reason: '24/7 contact of Portugal', key: key() });
  const share = (): Promise<string> =>
    askShare(house, { by: judge, share: shareOf(number, { ground: 'Consent of Portugal' }), id: key() });
  const folder = temporaryFolder(t);
  const pack = (name: string, exhibits: readonly string[]): Promise<unknown> => {
    const to = join(folder, name);
    const { reference: caseName } = scene.file;
    return createPackage(house, { ...PACKING, caseName, exhibits, to });
  };
  const isPara33 = (error: unknown): boolean =>
    error instanceof Refusal && error.code === 'notAllowed' && /para 33/.test(error.message);
  await assert.rejects(share(), refusedAs('notAllowed'));
  await assert.rejects(pack('named', [number]), isPara33);
  await assert.rejects(pack('all', []), isPara33);

  const cure = { number, request: () => Promise.resolve(FORMAL), reason: 'Same data', key: key() };
  await assert.rejects(cureLeads(house, { ...cure, by: ines }), refusedAs('notAllowed'));
  const refuse = (): Promise<never> =>
    Promise.reject(new Refusal('notReady', { expected: 'executed', found: 'sent', next: 'Wait.' }));
  await assert.rejects(cureLeads(house, { ...cure, by: judge, request: refuse }), refusedAs('notReady'));
  await assert.rejects(share(), refusedAs('notAllowed'), 'what was refused cured nothing');
  await cureLeads(house, { ...cure, by: judge });
  await cureLeads(house, { ...cure, by: judge }); // the same form again
  await assert.rejects(cureLeads(house, { ...cure, by: judge, key: key() }), refusedAs('conflict'));
  const cured = (await eventsOf(house, number)).filter(({ event }) => event.type === 'authorityAdded');
  assert.deepEqual(
    cured.map(({ event }) => [event.authority, event.facts]),
    [[FORMAL, { lifts: [condition] }]],
  );
  assert.equal(await share(), 'making');
  await pack('cured', [number]);
  assert.equal((await audit(house, {})).differencesCount, 0);

  const other = await testInstallation(t, FIJI);
  const theirs = await testCase(other.house);
  const path = join(folder, 'cured');
  const taken = await importPackage(other.house, { path, caseName: theirs.reference });
  assert.ok(taken.ok);
  const received = await Promise.all(
    taken.exhibits.map((one) => findExhibit(other.house.db.kysely, one.number)),
  );
  assert.ok(received.length > 0);
  for (const one of received) assert.deepEqual(one.conditions, [], 'its receiver takes it as cured');
});

test('a condition that is no such mark stays when one is lifted', async (t) => {
  const { made, number, key, lead, judge } = await heldByInes(t);
  const { house } = made;
  for (const condition of ['No onward transfer', RECEIVED_INFORMALLY])
    await addCondition(house, { by: lead, number, condition, reason: 'Letter', key: key() });
  await cureLeads(house, {
    by: judge,
    number,
    request: () => Promise.resolve(FORMAL),
    reason: 'x',
    key: key(),
  });
  const share = (ground?: string) =>
    askShare(house, { by: judge, share: shareOf(number, { ground }), id: key() });
  await assert.rejects(share(), refusedAs('notAllowed'), 'use is still limited');
  assert.equal(await share('Consent of Portugal'), 'making');
});
