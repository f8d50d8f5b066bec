// Keys of the forms about exhibits, cases and access: pressed twice, one act and one answer; elsewhere, or of somebody else, another.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import type { CaseFile } from '../src/cases/case.ts';
import { askedFields } from '../src/court/certificate.ts';
import { eventsOf, type RecordedEvent } from '../src/evidence/events/recorded-event.acts.ts';
import { openPublishedLaw } from '../src/law/published.acts.ts';
import { testCase, testExhibit } from './support/installation.ts';
import { enrol, testSite, type Enrolled, type TestHouse } from './support/people.ts';
import type { Site } from './support/site.ts';
import { temporaryFolder } from './support/temporary.ts';
import { until } from './support/postgres.ts';
import { answered, tusOf } from './support/uploads.ts';

type Fields = { readonly [name: string]: string };
type Running = TestHouse & { readonly site: Site };

/** Where it leads, and what the page says. */
async function send({ site }: Running, who: Enrolled, path: string, fields: Fields) {
  const answer = await tusOf(site, who).form(path, fields);
  return { status: answer.status, location: answer.headers.get('location'), page: await answer.text() };
}

interface Scene extends Running {
  readonly file: CaseFile;
  /** Both lead the case. */
  readonly lena: Enrolled;
  readonly omar: Enrolled;
  readonly exhibits: readonly { readonly number: string; readonly id: Uuid }[];
}

interface CustodyForm {
  readonly path: string;
  /** Each field is a question with an address of its own; then all are checked. */
  readonly isAct?: true;
  readonly isIts: (event: RecordedEvent['event']) => boolean;
  /** What is sent about the exhibit of this place in the list. */
  readonly fields: (scene: Scene, who: Enrolled, exhibit: number) => Fields | Promise<Fields>;
  /** What somebody else who sends the same key is answered. */
  readonly others: 303 | 409;
}

async function sceneOf(t: TestContext): Promise<Scene> {
  const opened = await testSite(t);
  const { house, people } = opened;
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const omar = await enrol(people, 'omar', [], [[file, 'lead']]);
  const folder = temporaryFolder(t);
  const exhibits = [];
  for (const name of ['one.txt', 'two.txt']) {
    writeFileSync(join(folder, name), name);
    const from = { kind: 'path', path: join(folder, name) } as const;
    exhibits.push(await testExhibit(house, file, { from }));
  }
  return { ...opened, file, lena, omar, exhibits };
}

const numberOf = ({ exhibits }: Scene, exhibit: number): string => exhibits[exhibit]?.number ?? '';

/** All that its rule asks is answered, as before the last page. */
async function answeredAll({ house }: Scene): Promise<Fields> {
  const law = await openPublishedLaw(house.db, house.clock).current();
  const rule = law.admissibility.find(({ id }) => id === 'us-2');
  assert.ok(rule);
  return Object.fromEntries(askedFields(rule).map(({ id }) => [id, 'As the log says']));
}

const FORMS: readonly CustodyForm[] = [
  {
    path: '/condition',
    isAct: true,
    isIts: ({ type }) => type === 'conditionAdded',
    fields: (_, who) => ({ condition: `Only here, says ${who.person.name}`, reason: 'Its letter' }),
    others: 303,
  },
  {
    path: '/hand-over',
    isAct: true,
    isIts: ({ type }) => type === 'offered',
    fields: ({ lena, omar }, who) => ({
      to: (who === lena ? omar : lena).id,
      'why.reason': 'To be copied',
    }),
    others: 409, // one waits for an answer
  },
  {
    path: '/correct',
    isAct: true,
    isIts: ({ type }) => type === 'corrected',
    fields: async (scene, _, exhibit) => {
      const [first] = await eventsOf(scene.house, numberOf(scene, exhibit));
      return { event: first?.event.id ?? '', field: 'place', value: 'Room 4', reason: 'As it was' };
    },
    others: 303,
  },
  {
    path: '/court/certificate/us-2/US',
    isAct: true,
    isIts: ({ facts }) => facts?.['purpose'] === 'certificate us-2 drafted',
    fields: answeredAll,
    others: 303,
  },
];

test('a form about an exhibit that is sent twice is one event; its key names nothing elsewhere or of anybody else', async (t) => {
  const scene = await sceneOf(t);
  const { house, people, file, lena, omar } = scene;
  const key = newUuid(people.clock, people.random);
  for (const { path, isAct, isIts, fields, others } of FORMS) {
    const sent = async (who: Enrolled, exhibit: number) => {
      const item = numberOf(scene, exhibit).slice(file.reference.length + 1);
      const about = await fields(scene, who, exhibit);
      const address = `/cases/${file.reference}/evidence/${item}${path}`;
      if (isAct !== true) return send(scene, who, address, { ...about, key });
      for (const [name, value] of Object.entries(about))
        await send(scene, who, `${address}/${name.split('.')[0]}`, { [name]: value, key });
      return send(scene, who, `${address}/check`, { key });
    };
    const events = async (exhibit: number): Promise<number> =>
      (await eventsOf(house, numberOf(scene, exhibit))).filter(({ event }) => isIts(event)).length;

    const once = await sent(lena, 0);
    assert.equal(once.status, 303, path);
    assert.deepEqual(await sent(lena, 0), once, `${path}: the same answer`);
    assert.equal(await events(0), 1, `${path}: recorded once`);
    assert.equal((await sent(lena, 1)).status, 303, path);
    assert.equal(await events(1), 1, `${path}: on another exhibit an act of its own`);
    assert.equal((await sent(omar, 0)).status, others, path);
    assert.equal(await events(0), others === 303 ? 2 : 1, `${path}: of somebody else their own`);
  }
});

test('a case is opened, access asked for and a folder taken in once for one form of one person', async (t) => {
  const root = join(temporaryFolder(t), 'drop');
  mkdirSync(root);
  writeFileSync(join(root, 'ledger.csv'), 'a ledger');
  const opened = await testSite(t, { env: { COMITY_EVIDENCE_FOLDER: root } });
  const { house, people, site } = opened;
  const file = await testCase(house);
  const rita = await enrol(people, 'rita', ['registrar'], [[file, 'lead']]);
  const dora = await enrol(people, 'dora', ['registrar'], [[file, 'lead']]);
  const folderOf = async (who: Enrolled): Promise<string> =>
    `${await answered(file, tusOf(site, who).form, { way: { way: 'folder' } })}/folder`;
  const [folder, another, ofDora] = [await folderOf(rita), await folderOf(rita), await folderOf(dora)];
  const isTaken = async (): Promise<boolean> => {
    const job = await house.db.kysely.selectFrom('job').select('state').executeTakeFirst();
    return job?.state === 'done';
  };
  const forms = [
    { table: 'job', path: folder, another, ofDora, fields: { in: '', name: 'ledger.csv' } },
  ] as const;
  const key = newUuid(people.clock, people.random);
  const cases = async (): Promise<number> =>
    (await house.db.kysely.selectFrom('case_file').select('id').execute()).length;
  const before = await cases();
  const opening = async (who: Enrolled): Promise<number[]> => {
    await send(opened, who, '/cases/new/title', { title: 'Harbour fees', key });
    await send(opened, who, '/cases/new/lead', { lead: rita.email, key });
    const check = () => send(opened, who, '/cases/new/check', { key });
    return [(await check()).status, (await check()).status];
  };
  assert.deepEqual(await opening(rita), [200, 303], 'shown once, and then where it led');
  assert.equal((await cases()) - before, 1, 'a case: once');
  assert.deepEqual(await opening(dora), [200, 303]);
  assert.equal((await cases()) - before, 2, 'a case: of somebody else an act of their own');
  for (const { table, path, fields, ...more } of forms) {
    const rows = async (): Promise<number> =>
      (await house.db.kysely.selectFrom(table).select('id').execute()).length;
    const before = await rows();
    const once = await send(opened, rita, path, { ...fields, key });
    assert.ok(once.status < 400, table);
    if (table === 'job') await until(isTaken);
    assert.deepEqual(await send(opened, rita, path, { ...fields, key }), once, `${table}: the same answer`);
    assert.equal((await rows()) - before, 1, `${table}: once`);
    let own = 1;
    if ('another' in more) {
      await send(opened, rita, more.another, { ...fields, key });
      assert.equal((await rows()) - before, (own += 1), `${table}: at another address an act of its own`);
    }
    const other = await send(opened, dora, 'ofDora' in more ? more.ofDora : path, { ...fields, key });
    assert.ok(other.status < 400, table);
    assert.equal((await rows()) - before, own + 1, `${table}: of somebody else an act of their own`);
  }
});

/** Each answer at its own question, then what stands below all of them. */
async function asks(opened: Running, who: Enrolled, key: Uuid, answers: Fields) {
  for (const [name, value] of Object.entries(answers))
    await send(opened, who, `/break-glass/ask/${name}`, { [name]: value, key });
  return send(opened, who, '/break-glass/ask/check', { key });
}

test('access that was asked for and opened meanwhile is not refused to a form that is sent again', async (t) => {
  const opened = await testSite(t);
  const { house, people } = opened;
  const rita = await enrol(people, 'rita', ['registrar']);
  const dora = await enrol(people, 'dora', ['dutyOfficer']);
  const { reference } = await testCase(house);
  const key = newUuid(people.clock, people.random);
  const ask = { reference, reason: 'A child may be at the address', hours: '4' };
  const once = await asks(opened, rita, key, ask);
  assert.equal(once.status, 303);
  const rows = () => house.db.kysely.selectFrom('break_glass').select('id').execute();
  const [row] = await rows();
  assert.ok(row);
  // The key of another names nothing of hers.
  assert.equal((await asks(opened, dora, key, ask)).status, 303);
  assert.equal((await rows()).length, 2);
  const yes = { 'decision.answer': 'yes' };
  assert.equal((await send(opened, dora, `/break-glass/${row.id}/decision`, yes)).status, 303);
  assert.deepEqual(await asks(opened, rita, key, ask), once);
  assert.equal((await rows()).length, 2);
  const anew = newUuid(people.clock, people.random);
  assert.equal((await asks(opened, rita, anew, ask)).status, 409, 'they are in it');
});
