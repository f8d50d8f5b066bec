// A way back in: two administrators, neither the person; a link that works once; nothing old left.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Uuid } from '../src/base/ids.ts';
import { Refusal } from '../src/base/refusal.ts';
import { keyOfToken, makeApiKey } from '../src/people/api-key.acts.ts';
import type { Person } from '../src/people/person.ts';
import {
  confirmRecovery,
  proposeRecovery,
  recover,
  recoveryOf,
  withdrawRecovery,
} from '../src/people/recovery.acts.ts';
import { personOfFeed, setFeed } from '../src/requests/machine/clocks/feed.store.ts';
import { comity } from './support/comity.ts';
import { CALLER, cookieOf, enrol, PASSWORD, testHouse, type TestHouse } from './support/people.ts';
import { codeOf } from './support/site.ts';

const NEXT = 'a later horse and battery';

async function events({ people }: Pick<TestHouse, 'people'>): Promise<string[]> {
  const rows = await people.operator.kysely
    .selectFrom('access_event')
    .select('what')
    .where('what', 'like', 'recover%')
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ what }) => what);
}

const refused =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;

test('one proposes, another confirms, the person comes back with everything new', async (t) => {
  const house = await testHouse(t);
  const { people } = house;
  const { signIn } = people;
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  const ines = await enrol(people, 'ines');

  await proposeRecovery(people, ana.person, ines.id);
  await proposeRecovery(people, ana.person, ines.id); // twice is once
  await assert.rejects(confirmRecovery(people, ana.person, ines.id), refused('notAllowed'));
  assert.ok(await signIn.sessionOf(ines.cookie), 'a proposal alone changes nothing');
  const token = await confirmRecovery(people, ben.person, ines.id);
  assert.equal(await signIn.sessionOf(ines.cookie), undefined, 'signed out everywhere');
  await assert.rejects(confirmRecovery(people, ben.person, ines.id), refused('conflict'));

  // Until the link is used the old password still leads to the second step, so that a mistake locks nobody out.
  assert.equal((await signIn.withPassword(CALLER, ines.email, PASSWORD)).ok, true);
  assert.equal((await recoveryOf(people, token))?.id, ines.id);
  assert.equal(await recoveryOf(people, `${token}x`), undefined);
  await recover(people, token, NEXT);
  assert.equal(await recoveryOf(people, token), undefined);
  await assert.rejects(recover(people, token, PASSWORD), refused('notFound'));

  assert.equal((await signIn.withPassword(CALLER, ines.email, PASSWORD)).ok, false);
  const half = await signIn.withPassword(CALLER, ines.email, NEXT);
  assert.ok(half.ok && half.next === 'in', 'no second step is left');
  const caller = { ...CALLER, cookie: cookieOf(half.cookies) };
  assert.equal((await signIn.sessionOf(caller.cookie))?.isStrong, false);
  const factor = await signIn.beginFactor(caller, NEXT);
  assert.ok(factor && factor.key !== ines.key);
  const whole = await signIn.confirmFactor(caller, codeOf(factor.key));
  assert.ok(whole.ok);
  assert.equal((await signIn.sessionOf(cookieOf(whole.cookies)))?.isStrong, true);
  assert.deepEqual(await events(house), ['recoveryProposed', 'recoveryConfirmed', 'recovered']);
});

test('keys of other programs and the calendar’s address end with the old ways in', async (t) => {
  const { people } = await testHouse(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  const ines = await enrol(people, 'ines');
  const omar = await enrol(people, 'omar');
  const keyFor = (by: Person): Promise<string> =>
    makeApiKey(people, { by, name: 'Case register', may: 'read', days: 365 });
  const feed = (id: Uuid): Buffer => createHash('sha256').update(id).digest();
  for (const { id } of [ines, omar])
    await people.db.asPerson(id, (tx) => setFeed(tx, id, feed(id), new Date(people.clock())));
  const [before, others] = [await keyFor(ines.person), await keyFor(omar.person)];
  await proposeRecovery(people, ana.person, ines.id);
  assert.ok(await keyOfToken(people, before), 'a proposal alone changes nothing');
  const token = await confirmRecovery(people, ben.person, ines.id);
  assert.equal(await keyOfToken(people, before), undefined);
  assert.equal(await personOfFeed(people.operator.kysely, feed(ines.id)), undefined);
  const meanwhile = await keyFor(ines.person); // by whoever still had the old password and phone
  await recover(people, token, NEXT);
  assert.equal(await keyOfToken(people, meanwhile), undefined);
  assert.ok(await keyOfToken(people, others), 'nobody else loses anything');
  assert.ok(await personOfFeed(people.operator.kysely, feed(omar.id)));
  const { rows } = await sql`select from access_event where what = 'apiKeyEnded' and about_person = ${ines.id}
    and by_person is null`.execute(people.operator.kysely);
  assert.equal(rows.length, 2);
});

test('nobody recovers themselves, and what was withdrawn or ran out opens nothing', async (t) => {
  const house = await testHouse(t);
  const { people } = house;
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  const ines = await enrol(people, 'ines');
  await assert.rejects(proposeRecovery(people, ana.person, ana.id), refused('notAllowed'));
  await proposeRecovery(people, ana.person, ben.id);
  await assert.rejects(confirmRecovery(people, ben.person, ben.id), refused('notAllowed'));
  await assert.rejects(withdrawRecovery(people, ben.person, ben.id), refused('notAllowed'));
  await withdrawRecovery(people, ana.person, ben.id);
  await assert.rejects(proposeRecovery(people, ines.person, ben.id), refused('notFound')); // sees no such person

  await proposeRecovery(people, ana.person, ines.id);
  const token = await confirmRecovery(people, ben.person, ines.id);
  await people.operator.transaction((tx) =>
    sql`update recovery set expires_at = now() where token_sha256 is not null`.execute(tx),
  );
  assert.equal(await recoveryOf(people, token), undefined);
  await assert.rejects(recover(people, token, NEXT), refused('notFound'));
  assert.equal((await people.signIn.withPassword(CALLER, ines.email, PASSWORD)).ok, true);

  // Two links, one used: the other is spent too.
  const links: string[] = [];
  for (let i = 0; i < 2; i++) {
    await proposeRecovery(people, ben.person, ines.id);
    links.push(await confirmRecovery(people, ana.person, ines.id));
  }
  await recover(people, links[1] ?? '', NEXT);
  await assert.rejects(recover(people, links[0] ?? '', PASSWORD), refused('notFound'));
});

test('with a single administrator the machine’s own terminal makes the link, and says who sat there', async (t) => {
  const house = await testHouse(t);
  const { people, made } = house;
  const ana = await enrol(people, 'ana', ['administrator']);
  const run = (...args: string[]) => comity(made.home.path, ['people', 'recover', ...args], '', made.env);
  assert.match((await run('nobody@agency.example')).err, /no|none/);
  const ran = await run('ana@agency.example', '--url', 'https://comity.agency.example');
  assert.equal(ran.code, 0, ran.err);
  const [, token = ''] = /^https:\/\/comity\.agency\.example\/recovery\/(\S+)$/m.exec(ran.out) ?? [];
  assert.equal(await people.signIn.sessionOf(ana.cookie), undefined);
  await recover(people, token, NEXT);
  assert.equal((await people.signIn.withPassword(CALLER, ana.email, NEXT)).ok, true);
  const row = await people.operator.kysely
    .selectFrom('access_event')
    .select(['by_person', 'facts'])
    .where('what', '=', 'recoveryConfirmed')
    .executeTakeFirstOrThrow();
  assert.equal(row.by_person, null);
  assert.match(JSON.stringify(row.facts), /"terminal":".+"/);
});
