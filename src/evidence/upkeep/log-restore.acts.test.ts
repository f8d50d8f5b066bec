import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ADDITION, testCase, testInstallation } from '../../../test/support/installation.ts';
import { rollBack } from '../../../test/support/roll-back.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { audit } from './audit.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { addExhibit } from '../intake/exhibit-add.acts.ts';
import { listExhibits } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { rebuildFiles } from '../log/log-publish.acts.ts';
import { restoreLog } from './log-restore.acts.ts';
import { enrolOfficer, openOfficerKey } from '../log/officer.acts.ts';

async function withOfficers(t: TestContext) {
  const installation = await testInstallation(t);
  const { house } = installation;
  const folder = temporaryFolder(t);
  const paths = ['first', 'second', 'stranger'].map((name) => join(folder, `${name}.pem`));
  for (const keyPath of paths.slice(0, 2)) await enrolOfficer(house, { person: 'A. Invented', keyPath });
  const file = await testCase(house);
  const add = async (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, name);
    return addExhibit(house, { ...ADDITION, caseName: file.reference, from: { kind: 'path', path } });
  };
  const officers = [];
  for (const path of paths.slice(0, 2)) officers.push(await openOfficerKey(house, path));
  return { ...installation, house, add, officers, folder };
}

const sizeOf = async (house: Installation): Promise<number> => (await house.publish()).size;

test('a log whose database is older than its checkpoint is restored from its own files, whole', async (t) => {
  const { house, add, officers } = await withOfficers(t);
  await add('before.txt');
  const early = await sizeOf(house);
  const { exhibit } = await add('after.txt');
  const published = await sizeOf(house);
  await rollBack(house, early);
  assert.equal((await listExhibits(house.db.kysely, undefined, 10)).length, 1);
  await assert.rejects(add('no.txt'), /log restore/);
  const restored = await restoreLog(house, officers, 'disk failure, restored from the backup of the night');
  assert.deepEqual(restored, { foundSize: early, publishedSize: published, recovered: published - early });
  const events = await eventsOf(house, 'log');
  assert.equal(events[0]?.event.type, 'restored');
  const again = await listExhibits(house.db.kysely, undefined, 10);
  assert.deepEqual(
    again.map((one) => one.id),
    [again[0]?.id, exhibit.id],
  );
  const next = await add('next.txt');
  assert.equal(next.exhibit.number, 'FR-2026-000001-3');
  await house.publish();
  assert.deepEqual((await audit(house)).differences, []);
});

test('events that are lost for good are named, and the old checkpoint is kept', async (t) => {
  const { house, add, officers } = await withOfficers(t);
  const early = await sizeOf(house);
  await add('lost.txt');
  const published = await sizeOf(house);
  await rollBack(house, early);
  rmSync(join(house.home.log, 'tile/entries'), { recursive: true });
  const restored = await restoreLog(house, officers, 'fire');
  assert.deepEqual(restored.lost, { from: early, to: published });
  const [event] = await eventsOf(house, 'log');
  assert.equal(event?.event.facts?.['lostFrom'], early);
  assert.equal((await house.folder.list('lost')).length, 1);
  const report = await audit(house);
  // The lost exhibit's bytes are still in the store, and nothing in the log speaks for them: that must be said.
  assert.equal(report.differencesCount, 1);
  assert.match(report.differences[0]?.place ?? '', /^urn:uuid:/);
});

test('a restoration that was interrupted after it was recorded is finished by the next start', async (t) => {
  const installation = await withOfficers(t);
  const { house, add, officers } = installation;
  const early = await sizeOf(house);
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await add(name);
  await sizeOf(house);
  await rollBack(house, early);
  rmSync(join(house.home.log, 'tile/entries'), { recursive: true });
  const folder = { ...house.folder, write: () => Promise.reject(new Error('stands for a crash')) };
  await assert.rejects(restoreLog({ ...house, folder }, officers, 'fire'), /crash/);
  await assert.rejects(add('no.txt'), /log restore/);
  const next = await installation.reopen();
  assert.equal((await next.folder.list('lost')).length, 1);
  assert.equal((await next.publish()).size, early + 1);
  assert.deepEqual(
    (await audit(next)).differences.map((one) => one.place.slice(0, 9)),
    ['urn:uuid:', 'urn:uuid:', 'urn:uuid:'],
  );
});

test('one officer, a stranger or the same officer twice cannot restore a log', async (t) => {
  const { house, add, officers, folder } = await withOfficers(t);
  const early = await sizeOf(house);
  await add('after.txt');
  await sizeOf(house);
  await rollBack(house, early);
  const [first] = officers;
  await assert.rejects(restoreLog(house, [first!], 'x'), /two officers/); // made above
  await assert.rejects(restoreLog(house, [first!, first!], 'x'), /two officers/); // as above
  await assert.rejects(openOfficerKey(house, join(folder, 'absent.pem')), /officer's key/);
  const { keyFile } = await import('../../platform/keys.ts');
  await keyFile(folder, 'stranger', 'ed25519');
  const stranger = await openOfficerKey(house, join(folder, 'stranger.pem'));
  await assert.rejects(restoreLog(house, [first!, stranger], 'x'), /enrolled/); // as above
  assert.equal((await eventsOf(house, 'log')).length, 0);
});

test('there is nothing to restore in a log that is whole', async (t) => {
  const { house, officers } = await withOfficers(t);
  await house.publish();
  await assert.rejects(restoreLog(house, officers, 'x'), /nothing to restore/);
});

test('files of the log that were lost are named, and made again from the database when asked for', async (t) => {
  const { house, add } = await withOfficers(t);
  await add('a.txt');
  const size = await sizeOf(house);
  const lost = `tile/0/000.p/${size}`;
  await house.folder.remove(lost);
  assert.equal((await audit(house)).differences[0]?.place, lost);
  await add('b.txt');
  await assert.rejects(house.publish(), /log checkpoint --rebuild/);
  await rebuildFiles({ ...house, origin: house.identity.origin });
  assert.ok((await sizeOf(house)) > size);
  assert.deepEqual((await audit(house)).differences, []);
});
