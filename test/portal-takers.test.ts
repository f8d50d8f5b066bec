// Who of the case takes in what an addressee hands over: only somebody who may know of the request, and another where they have left; and
// what is handed over takes nothing of their own bound.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { pino } from 'pino';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { insertIntake } from '../src/evidence/intake/intake.store.ts';
import { beginUpload, type Bringing, type Reception } from '../src/evidence/intake/upload.acts.ts';
import { deleteMember } from '../src/people/case-member.store.ts';
import { endPerson } from '../src/people/person.store.ts';
import { orderById } from '../src/portal/order.store.ts';
import { bringingOf, FILES_MAX } from '../src/portal/taker.acts.ts';
import { keepConfidential } from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import { startJobs } from '../src/server/jobs.ts';
import { testMember } from './support/people.ts';
import { beginFile, portalScene, sendPlain } from './support/portal.ts';
import { until } from './support/postgres.ts';
import { as, count, rawApp } from './support/raw-app.ts';
import { atEnd } from './support/temporary.ts';

/** With a second lead, who came later. */
async function takersScene(t: TestContext) {
  const scene = await portalScene(t);
  const { house, people, prosecutor, rosa, number, made, ask } = scene;
  const second = await testMember(house, scene.file, 'Sara Example', 'lead');
  const app = await rawApp(t, made);
  const seen = (who: { readonly person: { readonly id: Uuid } }) =>
    as(app, who.person.id, async () => ({
      intakes: await count(app, 'intake'),
      uploads: await count(app, 'upload'),
      jobs: await count(app, `job where kind = 'takeUpload'`),
      exhibits: await count(app, 'exhibit'),
    }));
  const restrict = () =>
    keepConfidential(prosecutor, {
      number,
      knowers: [prosecutor.person.id, second.person.id],
      until: undefined,
      reason: 'An officer is named',
    });
  const send = async (order: Uuid, name: string): Promise<void> =>
    assert.equal((await sendPlain(ask, `/portal/orders/${order}`, rosa.cookie, name)).status, 303, name);
  const takeIn = async (exhibits: number): Promise<void> => {
    const jobs = await startJobs({
      house,
      db: people.db,
      env: made.env,
      log: pino({ level: 'silent' }),
      atOnce: 1,
    });
    atEnd(t, () => jobs.stop(10_000));
    const all = () => house.db.kysely.selectFrom('exhibit').select('id').execute();
    await until(async () => (await all()).length === exhibits);
  };
  return { ...scene, second, seen, restrict, send, takeIn };
}

const NOTHING = { intakes: 0, uploads: 0, jobs: 0, exhibits: 0 };

test('what answers a confidential request is seen by those alone who may know of it', async (t) => {
  const { lead, ines, prosecutor, second, rosa, give, restrict, send, seen, takeIn } = await takersScene(t);
  await restrict();
  const order = await give(rosa, prosecutor); // who may give it, and may not take evidence
  await send(order, 'accounts.csv');
  const others = async (when: string): Promise<void> => {
    for (const who of [lead, ines]) assert.deepEqual(await seen(who), NOTHING, `${who.person.name} ${when}`);
  };
  await others('before it is taken in');
  await takeIn(1);
  await others('in evidence');
  assert.deepEqual(await seen(second), { intakes: 1, uploads: 1, jobs: 1, exhibits: 1 });
});

test('a restriction between hand-over and evidence is kept, and what comes later comes by another', async (t) => {
  const { lead, ines, second, rosa, give, ask, restrict, send, seen, takeIn } = await takersScene(t);
  const order = await give(rosa);
  await send(order, 'first.csv');
  const at = `/portal/orders/${order}`;
  const begun = await beginFile(ask, at, rosa.cookie, { name: 'begun.csv', bytes: 3 });
  const file = begun.headers.get('location') ?? '';
  assert.deepEqual(await seen(lead), { intakes: 1, uploads: 2, jobs: 1, exhibits: 0 }, 'who gave it');
  await restrict();
  const tus = { 'tus-resumable': '1.0.0' };
  const here = await ask(file, rosa.cookie, { method: 'HEAD', headers: tus });
  assert.deepEqual([here.status, here.headers.get('upload-offset')], [200, '0']);
  await send(order, 'second.csv');
  await takeIn(2);
  assert.deepEqual(await seen(ines), NOTHING);
  assert.deepEqual(
    await seen(lead),
    { intakes: 1, uploads: 1, jobs: 1, exhibits: 0 },
    'as it was handed over',
  );
  assert.deepEqual(await seen(second), { intakes: 1, uploads: 2, jobs: 2, exhibits: 2 });
  const page = await (await ask(`${at}/files`, rosa.cookie)).text();
  for (const name of ['first.csv', 'begun.csv', 'second.csv']) assert.ok(page.includes(name), name);
});

test('an addressee hands over though who took it in has left, or their account was ended', async (t) => {
  const { house, lead, second, rosa, give, ask, send, seen, takeIn } = await takersScene(t);
  const order = await give(rosa);
  const at = `/portal/orders/${order}`;
  await send(order, 'first.csv');
  const begun = await beginFile(ask, at, rosa.cookie, { name: 'begun.csv', bytes: 3 });
  assert.equal(begun.status, 201);
  await house.db.transaction((tx) => deleteMember(tx, lead.file.id, lead.person.id));
  assert.equal((await beginFile(ask, at, rosa.cookie, { name: 'later.csv', bytes: 3 })).status, 201);
  const patch = await ask(begun.headers.get('location') ?? '', rosa.cookie, {
    method: 'PATCH',
    bytes: new Uint8Array(Buffer.from('a,b')),
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
  });
  assert.equal(patch.status, 204, 'what was on its way goes on');
  const finish = () => ask(`${begun.headers.get('location')}/finish`, rosa.cookie, { form: {} });
  assert.equal((await finish()).status, 303);
  assert.deepEqual(await seen(second), { intakes: 1, uploads: 2, jobs: 2, exhibits: 0 });
  const third = await testMember(house, lead.file, 'Timo Example', 'investigator');
  await house.db.transaction((tx) => endPerson(tx, second.person.id, new Date(house.clock())));
  await send(order, 'last.csv');
  assert.equal((await finish()).status, 303, 'handed over before: it is the same');
  await takeIn(3);
  assert.equal((await seen(third)).exhibits, 3);
});

test('who leads and has no account any more takes in no first file', async (t) => {
  const { house, lead, prosecutor, second, rosa, give, send, seen } = await takersScene(t);
  await house.db.transaction((tx) => endPerson(tx, lead.person.id, new Date(house.clock())));
  await send(await give(rosa, prosecutor), 'first.csv');
  assert.deepEqual(await seen(second), { intakes: 1, uploads: 1, jobs: 1, exhibits: 0 });
});

test('what an addressee has on its way is counted by itself, and takes nothing of who takes it in', async (t) => {
  const { house, people, lead, portal, rosa, give } = await takersScene(t);
  const order = await orderById(people.operator.kysely, await give(rosa));
  assert.ok(order);
  const [fileBytesMax, personBytesMax] = [100, 150];
  const settings = { fileBytesMax, personBytesMax, formBytesMax: 100, keptDays: 7, folder: undefined };
  const reception: Reception = { house, db: people.db, settings };
  const id = () => newUuid(house.clock, house.random);
  const handing = { portal, reception, account: rosa.account, order };
  const bring = (bringing: Bringing, bytes: number) =>
    beginUpload(reception, bringing, { id: id(), name: 'a.bin', bytes });
  const handed = await bringingOf(handing);
  assert.equal(handed.person.id, lead.person.id);
  await bring(handed, 100);
  await assert.rejects(bring(handed, 51), { code: 'notAllowed' });

  const answers = { ...handed.intake.answers, source: 'Taken at the scene' };
  const intake = { id: id(), caseId: lead.file.id, person: lead.person.id, answers, begunAt: new Date() };
  await people.db.asPerson(lead.person.id, (tx) => insertIntake(tx, intake));
  const own = { person: lead.person, file: lead.file, intake };
  await bring(own, 100);
  await assert.rejects(bring(own, 51), { code: 'notAllowed' });
  await bring(handed, 50);

  for (let files = 2; files < FILES_MAX - 1; files++) await bring(handed, 0);
  const last = await Promise.allSettled([1, 2, 3, 4].map(() => bring(handed, 0)));
  assert.equal(last.filter(({ status }) => status === 'fulfilled').length, 1, 'of several at once, one');
});
