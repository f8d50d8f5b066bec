// What administrators set: it holds at once, each change is recorded under their name, and nobody else sets anything.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startFixity } from '../src/evidence/custody/fixity.jobs.ts';
import { healthOf } from '../src/evidence/installation/health.acts.ts';
import { warningsOf } from '../src/evidence/installation/health.ts';
import { recordHousework } from '../src/evidence/installation/housekeeping.store.ts';
import { readAuthorities, readWitnessPolicy } from '../src/evidence/log/log-partners.acts.ts';
import {
  agencyProfile,
  dropAuthority,
  setAuthority,
  setFixity,
  setPolicy,
  setProfile,
  setStorage,
} from '../src/evidence/installation/settings.acts.ts';
import { fixityDays, FIXITY_DAYS } from '../src/evidence/custody/fixity.store.ts';
import { NO_PROFILE } from '../src/evidence/installation/settings.ts';
import { alertsOf } from '../src/people/alerts.store.ts';
import { testCase, testExhibit } from './support/installation.ts';
import { enrol, testHouse, type Enrolled } from './support/people.ts';

const nothingPublished = () => Promise.resolve(undefined);

test('a setting holds at once, is recorded, and is told to the other administrators', async (t) => {
  const { people, house } = await testHouse(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  const rita = await enrol(people, 'rita', ['registrar']);
  const db = house.db.kysely;
  assert.equal(await fixityDays(db), FIXITY_DAYS);
  assert.deepEqual(await agencyProfile(db), NO_PROFILE);
  await setFixity(people, ana.person, { days: 30 });
  await setStorage(people, ana.person, { warnBelowBytes: Number.MAX_SAFE_INTEGER });
  await setProfile(people, ana.person, { ...NO_PROFILE, dutyTelephone: '+33 4 00 00 00 00' });
  assert.equal(await fixityDays(db), 30);
  assert.equal((await agencyProfile(db)).dutyTelephone, '+33 4 00 00 00 00');
  const health = await healthOf(house, nothingPublished);
  assert.equal(health.unreadDays, 30);
  assert.deepEqual(warningsOf(health, new Date()), ['storageLow']);

  const told = async (who: Enrolled): Promise<string[]> =>
    (await people.db.asPerson(who.id, (tx) => alertsOf(tx, who.person, new Date()))).changes.map(
      ({ by, setting }) => `${by}: ${setting}`,
    );
  assert.deepEqual((await told(ben)).sort(), [
    'Ana Example: agencyProfile',
    'Ana Example: fixity',
    'Ana Example: storage',
  ]);
  assert.deepEqual(await told(ana), [], 'not of one’s own');
  assert.deepEqual(await told(rita), []);

  // Nobody else, and nobody in another's name, whatever a page does.
  const write = (by: string) =>
    sql`insert into setting (name, value, changed_by, changed_at) values ('x', '1', ${by}, now())`;
  for (const [who, by] of [
    [rita, rita],
    [ana, ben],
  ] as const)
    await assert.rejects(
      people.db.asPerson(who.id, (tx) => write(by.id).execute(tx)),
      { code: '42501' },
    );
  await assert.rejects(write(ana.id).execute(db), { code: '42501' }, 'nor the system by itself');
  const seen = await people.db.asPerson(rita.id, (tx) => sql`select from setting`.execute(tx));
  assert.equal(seen.rows.length, 0);
});

test('what is to be read again follows the days that are set', async (t) => {
  const { people, house } = await testHouse(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const file = await testCase(house);
  const exhibit = await testExhibit(house, file);
  await house.db.withOwner((owner) =>
    owner.query(
      `update exhibit set added_at = now() - interval '40 days' where number = '${exhibit.number}'`,
    ),
  );
  await setStorage(people, ana.person, { warnBelowBytes: 0 }); // whatever the disk of the test has left
  assert.equal(await startFixity(house), false, '40 of 90 days');
  await setFixity(people, ana.person, { days: 30 });
  assert.equal(await startFixity(house), true);
  const health = await healthOf(house, nothingPublished);
  assert.deepEqual([health.unread, health.bytesHeld, health.failed], [1, 8, 0]);
  assert.ok(warningsOf(health, new Date()).includes('backupNone'));
  await recordHousework(house, { what: 'backupMade', place: '/mnt/backup', isSound: true });
  assert.deepEqual(warningsOf(await healthOf(house, nothingPublished), new Date()), [
    'backupUnchecked',
    'unread',
  ]);
});

test('authorities and witnesses are set as the terminal sets them, with an entry', async (t) => {
  const { people, house, made } = await testHouse(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const authority = { name: 'tsa', url: 'https://tsa.example/rfc3161' };
  await setAuthority(house, people, ana.person, authority);
  assert.deepEqual(await readAuthorities(made.home), [authority]);
  await dropAuthority(house, people, ana.person, 'tsa');
  await dropAuthority(house, people, ana.person, 'tsa'); // twice is once
  assert.deepEqual(await readAuthorities(made.home), []);
  await setPolicy(house, people, ana.person, made.trust);
  assert.equal((await readWitnessPolicy(made.home))?.text, made.trust);
  await assert.rejects(setPolicy(house, people, ana.person, 'no policy\n'));
  assert.equal(readFileSync(join(made.home.path, 'witness-policy.txt'), 'utf8'), made.trust);
  const { rows } = await sql<{ facts: object }>`
    select facts from access_event where what = 'settingChanged' order by id`.execute(house.db.kysely);
  assert.deepEqual(
    rows.map(({ facts }) => facts),
    [
      { setting: 'timestamp-authorities.json', name: 'tsa' },
      { setting: 'timestamp-authorities.json', removed: 'tsa' },
      { setting: 'timestamp-authorities.json', removed: 'tsa' },
      { setting: 'witness-policy.txt' },
    ],
  );
});
