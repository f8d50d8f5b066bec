import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { bitlocker } from '../../../test/support/bitlocker-made.ts';
import { comity } from '../../../test/support/comity.ts';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { volumesFixture } from '../../../test/support/media.ts';
import { testHouse, testMember } from '../../../test/support/people.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { caseOfMember, insertMember } from '../../people/case-member.store.ts';
import { insertPerson, personById } from '../../people/person.store.ts';
import { Insides } from '../contents/insides.acts.ts';
import { askToCancel } from '../../platform/job.store.ts';
import { EXAMINE_LIMITS } from '../extractors/examine-inside.ts';
import { examine } from './examine.acts.ts';
import { contentsAfter } from './examined.store.ts';
import { eachByteOf, openInside } from './item-bytes.acts.ts';
import { forgetOldKeys, giveKey, keptKey, keyIdOf } from './key.acts.ts';
import { failures, resultLines } from './results.store.ts';
import { makeSelection } from './select.acts.ts';
import { askToSelect } from './select.jobs.ts';

test('a locked volume is a named result until its key is given; the key is kept sealed, used and forgotten, and the table hangs on no order', async (t) => {
  const { house, people, made } = await testHouse(t);
  const file = await testCase(house);
  const plain = volumesFixture().subarray(1_048_576, 2_097_152); // the FAT12 volume
  const { disk, bek } = bitlocker(plain, { method: 0x8004, by: ['startup'] });
  const folder = temporaryFolder(t);
  const path = join(folder, 'laptop.dd');
  writeFileSync(path, disk);
  writeFileSync(join(folder, 'key.bek'), bek);
  const locked = await testExhibit(house, file, { from: { kind: 'path', path }, title: 'Laptop' });
  const { kysely } = house.db;
  const of = { exhibit: locked.id, caseId: locked.caseId };
  const run = () =>
    examine(house, {
      exhibit: locked,
      run: newUuid(house.clock, house.random),
      signal: AbortSignal.timeout(120_000),
    });
  const tableOf = async (exhibit: typeof locked): Promise<string> => {
    const lines: string[] = [];
    for await (const one of resultLines(kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }))
      lines.push(one.replace(/"(?:item|unit|parent|hit)":"[0-9a-f]{64}",?/g, ''));
    return lines.sort().join('\n');
  };

  const without = await run();
  assert.deepEqual([without.items, without.failures], [0, 1]);
  const [named] = await failures(kysely, of, 5);
  assert.deepEqual([named?.stage, named?.reason], ['volumes', 'encrypted']);
  assert.match(named?.detail ?? '', /^volume 0: BitLocker/);

  const id = newUuid(house.clock, house.random);
  await house.db.transaction(async (tx) => {
    const at = new Date(house.clock());
    await insertPerson(tx, { id, name: 'Ines Examiner', email: 'ines@agency.example', createdAt: at });
    await insertMember(tx, { caseId: file.id, person: id, role: 'examiner', at });
  });
  const [person, own] = [await personById(kysely, id), await caseOfMember(kysely, file.reference, id)];
  assert.ok(person && own);
  const give = (key: Uint8Array): Promise<void> =>
    giveKey(
      house,
      { person, file: own },
      { number: locked.number, key, id: newUuid(house.clock, house.random) },
    );
  // Of no use: it is refused before anything is begun, and forgotten.
  await give(Buffer.from('a guess'));
  await assert.rejects(run(), isRefusal('badInput', /a key that opens an encrypted volume/));
  assert.equal(await keptKey(house, of), undefined);

  // Given, and nothing begun with it: it is erased by the clock.
  await give(bek);
  const kept = async (days: number): Promise<number> => {
    await forgetOldKeys({ db: house.db, clock: () => house.clock() + days * 86_400_000 });
    return (await sql`select from examination_key`.execute(kysely)).rows.length;
  };
  assert.deepEqual([await kept(6), await kept(8)], [1, 0]);

  await give(bek);
  const { rows } = await sql<{ sealed: string }>`select sealed from examination_key`.execute(kysely);
  assert.equal(rows.length, 1);
  assert.ok(!Buffer.from(rows[0]?.sealed ?? '', 'base64').includes(bek.subarray(40, 72)), 'it is sealed');
  assert.deepEqual(Buffer.from((await keptKey(house, of))?.key ?? []), bek);
  const opened = await run();
  assert.ok(opened.items > 5);
  assert.equal(opened.failures, 0);
  assert.equal(await keptKey(house, of), undefined, 'it is needed no more');
  const again = await run();
  assert.deepEqual(again.root, opened.root, 'without the key what it opened stays as it was found');
  const events = await eventsOf(house, locked.number);
  const given = events.filter(({ event }) => event.facts?.['purpose'] === 'examination, with a key');
  assert.equal(given.length, 3);
  assert.match(given[2]?.detail?.text ?? '', /Ines Examiner/);
  assert.ok(!JSON.stringify(events).includes(bek.toString('base64').slice(40, 80)));

  // What was found is read again for who has opened it on *Contents*, and for nobody else.
  const insides = new Insides(house);
  t.after(() => insides.close());
  const { files } = await house.store.inventory(locked.id);
  const data = files.filter((one) => one.path.startsWith('data/'));
  await insides.unlock(locked, data, { person: id, key: bek });
  const [item] = await contentsAfter(kysely, of, { depth: 0, after: '', limit: 1 });
  assert.ok(item);
  const read = async (who: typeof id): Promise<string> => {
    const inside = await openInside(house, locked, EXAMINE_LIMITS, insides.keyOf(locked, who));
    try {
      const hash = createHash('sha256');
      const signal = AbortSignal.timeout(60_000);
      const failed = await eachByteOf(inside, item, (bytes) => void hash.update(bytes), signal);
      return failed === undefined ? hash.digest('hex') : 'failed';
    } finally {
      inside.close();
    }
  };
  assert.equal(await read(id), item.sha256);
  assert.equal(await read(newUuid(house.clock, house.random)), 'failed');

  // A selection of what lies in it needs the key too, which is kept for that one job.
  const asked = {
    exhibit: locked,
    reference: file.reference,
    what: 'matching',
    filter: { name: item.path },
    title: 'Out of the locked volume',
    reason: 'For the prosecutor',
    signal: AbortSignal.timeout(60_000),
  } as const;
  await assert.rejects(makeSelection(house, asked), isRefusal('conflict', /the key of the encrypted volume/));
  const job = newUuid(house.clock, house.random);
  const viewer = await testMember(house, file, 'Lena Example', 'lead');
  await giveKey(house, viewer, { number: locked.number, key: bek, id: keyIdOf(job), job });
  assert.equal(await keptKey(house, of), undefined, 'no examination takes it');
  const held = await keptKey(house, { ...of, job });
  const { exhibit: taken } = await makeSelection(house, { ...asked, volumeKey: held?.key });
  const stored = await house.store.inventory(taken.id);
  assert.ok(stored.files.some((one) => one.path.startsWith('data/files/') && one.sha256 === item.sha256));
  const [said] = (await eventsOf(house, locked.number)).filter(
    ({ event }) => event.facts?.['purpose'] === 'selection, with a key',
  );
  assert.ok(said !== undefined && !JSON.stringify(said).includes(bek.toString('base64').slice(40, 80)));

  // Cancelled before a worker took it up, it never runs; the key goes with it.
  const cancelled = newUuid(house.clock, house.random);
  await giveKey(house, viewer, { number: locked.number, key: bek, id: keyIdOf(cancelled), job: cancelled });
  const { title, reason } = asked;
  await askToSelect(people, viewer, { number: locked.number, id: cancelled, body: { title, reason }, of: 'filter', filter: asked.filter }); // prettier-ignore
  assert.ok((await keptKey(house, { ...of, job: cancelled })) !== undefined, 'its job waits');
  await askToCancel(kysely, cancelled, new Date(house.clock()));
  await forgetOldKeys(house);
  assert.equal(await keptKey(house, { ...of, job: cancelled }), undefined);

  // At the terminal, with the key from the first: the same table.
  const other = await testExhibit(house, file, { from: { kind: 'path', path }, title: 'Laptop, once more' });
  const args = ['exhibit', 'examine', other.number, '--key-file', join(folder, 'key.bek')];
  const ran = await comity(made.home.path, args, '', made.env);
  assert.equal(ran.code, 0, ran.err);
  assert.equal(await tableOf(other), await tableOf(locked));
  assert.deepEqual(
    (await eventsOf(house, other.number)).slice(-3).map(({ event }) => event.facts?.['purpose']),
    ['examination, with a key', 'examination', undefined],
  );
});
