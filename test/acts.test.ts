// An act that is declared here gets its questions, what is wrong with an answer, the page on which all are checked and the body of its
// API; what is typed survives Back, a reload, a second tab and the end of a session, is nobody else's, and is done once.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { z } from 'zod';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { isRefusal } from './support/refusal.ts';
import { actRoutes, asking } from '../src/people/act.routes.ts';
import { clearOldDrafts, DRAFTS_MAX, keepTyped } from '../src/people/draft.acts.ts';
import type { People } from '../src/people/people.acts.ts';
import { signedIn, type SignedInVisit } from '../src/people/visit.routes.ts';
import { buildApp } from '../src/server/app.ts';
import { oneOf } from '../src/web/fields/choice.ts';
import { day } from '../src/web/fields/day.ts';
import { bodyOf, onlyIf, optional, readAll, type BodyOf, type Fields } from '../src/web/fields/field.ts';
import { money } from '../src/web/fields/money.ts';
import { text } from '../src/web/fields/text.ts';
import { html } from '../src/web/html.ts';
import { outsideOf } from './support/outside.ts';
import { CALLER, enrol, PASSWORD, testHouse, type Enrolled } from './support/people.ts';
import { as, count, rawApp } from './support/raw-app.ts';
import { codeOf } from './support/site.ts';

const FIELDS = {
  kind: oneOf(['found', 'brought'], {
    ask: () => 'How did it come?',
    words: (_say, kind) => `It was ${kind}`,
    means: 'How.',
  }),
  place: onlyIf(
    ({ kind }) => kind === 'found',
    text({
      ask: () => 'Where was it?',
      max: 20,
      wrong: () => 'Enter the place',
      means: 'Where.',
      isPrivate: true,
    }),
  ),
  on: day<{ readonly today: string }>({
    ask: () => 'When was it?',
    to: ({ today }) => today,
    wrong: () => 'Enter a day until today',
    means: 'When.',
  }),
  worth: money({ ask: () => 'What is it worth?', wrong: () => 'Enter an amount', means: 'Its worth.' }),
  note: optional(text({ ask: () => 'Anything else?', max: 50, wrong: () => 'Enter less', means: 'A note.' })),
} satisfies Fields;
type FoundBody = BodyOf<typeof FIELDS>;
const ABOUT = { today: '2026-11-03' };
const ADDRESS = '/things/new';
const ANSWERS = {
  kind: { kind: 'found' },
  place: { place: 'Quay 4 <b>' },
  on: { 'on.day': '2', 'on.month': '11', 'on.year': '2026' },
  worth: { worth: '12,50 eur' },
  note: { note: '' },
};
const URL_OF_SITE = new URL('http://localhost:8470');

async function scene(t: TestContext) {
  const house = await testHouse(t);
  const time = { shift: 0 };
  const people: People = { ...house.people, clock: () => house.people.clock() + time.shift };
  const done: { readonly body: FoundBody; readonly id: Uuid }[] = [];
  const routes = actRoutes<{ readonly visit: SignedInVisit }>({
    people,
    path: ADDRESS,
    route: (method, path, open) => signedIn(method, path, (visit) => open({ visit })),
    asked: () =>
      asking<typeof FIELDS>({
        fields: FIELDS,
        about: ABOUT,
        address: ADDRESS,
        caption: 'A thing',
        button: 'Record the thing',
        frame: ({ title, main }) => ({ title, main: html`${main}` }),
        act: (body, id) => {
          if (!done.some((one) => one.id === id)) done.push({ body, id });
          return Promise.resolve('/things?done');
        },
      }),
  });
  const outside = await outsideOf(URL_OF_SITE);
  const many = outside.requests;
  const app = buildApp(
    outside,
    { people, assets: outside.assets, tries: many, perPerson: many },
    { routes, api: [] },
  );
  const ask = (who: { cookie: string }, path: string, fields?: object): Promise<Response> => {
    const headers = { host: URL_OF_SITE.host, origin: URL_OF_SITE.origin, cookie: who.cookie };
    const request = new Request(new URL(path, URL_OF_SITE), {
      headers,
      ...(fields !== undefined && { method: 'POST', body: new URLSearchParams({ ...fields }) }),
    });
    return Promise.resolve(app.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } }));
  };
  const page = async (who: { cookie: string }, path: string) => (await ask(who, path)).text();
  const goes = async (who: { cookie: string }, path: string, fields?: object) => {
    const answer = await ask(who, path, fields);
    assert.equal(answer.status, 303, `${path}: ${answer.status}`);
    return answer.headers.get('location')?.replace(`${ADDRESS}/`, '');
  };
  return { ...house, people, time, done, ask, page, goes, ines: await enrol(people, 'ines') };
}

const keyIn = (text_: string): string => /name="key" value="([^"]+)"/.exec(text_)?.[1] ?? '';

test('an act is asked one question a page, checked and done once', async (t) => {
  const { page, goes, done, ines, ask, people, time } = await scene(t);
  assert.equal(await goes(ines, ADDRESS), 'kind');
  assert.equal(await goes(ines, `${ADDRESS}/check`), 'kind', 'nothing is checked before it is asked');
  assert.equal((await ask(ines, `${ADDRESS}/nothing`)).status, 404);
  const first = await page(ines, `${ADDRESS}/kind`);
  assert.match(first, /How did it come\?/);
  assert.doesNotMatch(first, /govuk-error-message/, 'what nobody has answered yet is not wrong');
  const key = keyIn(first);

  assert.equal(
    await goes(ines, `${ADDRESS}/kind`, { key }),
    'kind',
    'an answer that is wrong is asked for again',
  );
  assert.match(await page(ines, `${ADDRESS}/kind`), /govuk-error-message/);
  assert.equal(await goes(ines, `${ADDRESS}/kind`, { ...ANSWERS.kind, key }), 'place');
  // What was answered does away with a question, and brings it back.
  assert.equal(await goes(ines, `${ADDRESS}/kind`, { kind: 'brought', key }), 'on');
  assert.equal(await goes(ines, `${ADDRESS}/place`), 'on');
  assert.equal(await goes(ines, `${ADDRESS}/kind`, { ...ANSWERS.kind, key }), 'place');
  assert.equal(await goes(ines, `${ADDRESS}/place`, { place: 'x'.repeat(21), key }), 'place');
  assert.match(
    await page(ines, `${ADDRESS}/place`),
    /Enter the place[^]*x{21}/,
    'and stands as it was typed',
  );
  assert.equal(await goes(ines, `${ADDRESS}/place`, { ...ANSWERS.place, key }), 'on');
  assert.equal(await goes(ines, `${ADDRESS}/on`, { on: '2026-11-04', key }), 'on', 'a day to come');
  assert.equal(await goes(ines, `${ADDRESS}/on`, { ...ANSWERS.on, key }), 'worth');

  // Back: the page before has what was typed. A second tab, with a key of its own, writes on the same draft.
  assert.match(await page(ines, `${ADDRESS}/place`), /Quay 4 &lt;b&gt;/);
  const other = newUuid(people.clock, people.random);
  assert.equal(await goes(ines, `${ADDRESS}/worth`, { ...ANSWERS.worth, key: other }), 'note');
  assert.equal(await goes(ines, `${ADDRESS}/note`, { ...ANSWERS.note, key }), 'check');
  const check = await page(ines, `${ADDRESS}/check`);
  assert.match(check, /It was found[^]*Quay 4 &lt;b&gt;[^]*12\.50 EUR/);
  for (const name of Object.keys(FIELDS)) assert.ok(check.includes(`href="${ADDRESS}/${name}"`), name);
  assert.equal(keyIn(check), key);

  const pressed = await Promise.all([1, 2].map(() => goes(ines, `${ADDRESS}/check`, { key })));
  assert.deepEqual(
    [...pressed, await goes(ines, `${ADDRESS}/check`, { key })],
    Array(3).fill('/things?done'),
  );
  assert.equal(
    await goes(ines, `${ADDRESS}/kind`, { kind: 'brought', key }),
    '/things?done',
    'of a page from before',
  );
  assert.deepEqual(
    done.map(({ body }) => body),
    [{ kind: 'found', place: 'Quay 4 <b>', on: '2026-11-02', amount: '12.50', currency: 'EUR' }],
  );
  // Another one begins anew, and a page of yesterday leads there.
  assert.equal(await goes(ines, ADDRESS), 'kind');
  time.shift = 25 * 3_600_000;
  assert.equal(await goes(ines, `${ADDRESS}/check`, { key }), ADDRESS);
});

test('what is typed outlives the session, for a day, and is nobody else’s', async (t) => {
  const { page, goes, made, ines, people, time, house } = await scene(t);
  const omar = await enrol(people, 'omar');
  const app = await rawApp(t, made);
  await goes(ines, `${ADDRESS}/kind`, ANSWERS.kind);
  await goes(ines, `${ADDRESS}/place`, ANSWERS.place);
  await people.signIn.signOut({ ...CALLER, cookie: ines.cookie });
  assert.match((await goes(ines, `${ADDRESS}/place`)) ?? '', /^\/sign-in/);
  const again = await signedInAgain(people, ines);
  assert.equal(await goes(again, ADDRESS), 'on');
  assert.match(await page(again, `${ADDRESS}/place`), /Quay 4/);

  assert.equal(await goes(omar, ADDRESS), 'kind');
  assert.doesNotMatch(await page(omar, `${ADDRESS}/kind`), /checked/);
  const key = keyIn(await page(again, `${ADDRESS}/on`));
  assert.equal(
    await goes(omar, `${ADDRESS}/on`, { ...ANSWERS.on, key }),
    'kind',
    'her key is nothing to him',
  );
  for (const who of ['operator', 'sign-in', ''])
    await as(app, who, async () => assert.equal(await count(app, 'act_draft'), 0, who));
  await as(app, ines.id, async () => assert.equal(await count(app, 'act_draft'), 1));
  await as(app, omar.id, async () => {
    const { rowCount } = await app.query(`update act_draft set address = 'x' where person_id = $1`, [
      ines.id,
    ]);
    assert.equal(rowCount, 0);
  });
  const { rows } = await made.house.db.withOwner((owner) =>
    owner.query<{ row: string }>('select to_jsonb(d)::text as row from act_draft d'),
  );
  assert.equal(rows.length, 2);
  for (const { row } of rows) assert.doesNotMatch(row, /Quay|found/, 'sealed');

  time.shift = 25 * 3_600_000;
  assert.equal(await goes(again, ADDRESS), 'kind', 'a day later it is as good as gone');
  const { clock } = people;
  assert.equal(await clearOldDrafts({ db: house.db.kysely, clock }), 2);
  assert.equal(await clearOldDrafts({ db: house.db.kysely, clock }), 0);
});

test('of one person at most so many drafts are kept: the oldest gives way', async (t) => {
  const { people, ines, made, time } = await scene(t);
  const app = await rawApp(t, made);
  for (let n = 0; n < DRAFTS_MAX + 2; n += 1) {
    time.shift += 1;
    const key = newUuid(people.clock, people.random);
    await keepTyped(people, { person: ines.id, address: `/a/${n}` }, { key, question: 'kind', fields: [] });
  }
  await as(app, ines.id, async () => {
    assert.equal(await count(app, 'act_draft'), DRAFTS_MAX);
    const { rows } = await app.query(`select 1 from act_draft where address in ('/a/0', '/a/1')`);
    assert.deepEqual(rows, []);
  });
});

test('the body of its API says what each answer is, and takes no other', () => {
  const body = bodyOf(FIELDS);
  const schema = z.toJSONSchema(body) as {
    readonly properties: { readonly [name: string]: object };
    readonly required: readonly string[];
  };
  assert.deepEqual(Object.keys(schema.properties), ['kind', 'place', 'on', 'amount', 'currency', 'note']);
  assert.deepEqual(schema.required, ['kind', 'on', 'amount', 'currency']);
  assert.deepEqual(schema.properties['on'], {
    ...schema.properties['on'],
    description: 'When.',
    examples: ['2026-11-30'],
    format: 'date',
  });
  const given = { kind: 'brought', on: '2026-11-02', amount: '12.50', currency: 'EUR' } as const;
  assert.ok(body.safeParse(given).success);
  for (const more of [
    { kind: 'lost' },
    { on: 'soon' },
    { amount: '1,5' },
    { more: 1 },
    { note: 'x'.repeat(51) },
  ])
    assert.equal(body.safeParse({ ...given, ...more }).success, false, JSON.stringify(more));

  assert.deepEqual(readAll(FIELDS, given, ABOUT), {
    kind: 'brought',
    on: '2026-11-02',
    worth: { amount: '12.50', currency: 'EUR' },
    note: undefined,
  });
  const wrong: readonly (readonly [Partial<FoundBody>, RegExp])[] = [
    [{ kind: 'found' }, /Where, in at most 20 characters/],
    [{ on: '2026-11-04' }, /a day until 2026-11-03/],
    [{ amount: '0' }, /an amount above zero/],
    [{ amount: '1.505' }, /at most 2 digits/],
    [{ currency: 'XYZ' }, /a currency/],
  ];
  for (const [more, expected] of wrong)
    assert.throws(() => readAll(FIELDS, { ...given, ...more }, ABOUT), isRefusal('badInput', expected));
});

async function signedInAgain(people: People, { email, key }: Enrolled): Promise<{ cookie: string }> {
  const first = await people.signIn.withPassword(CALLER, email, PASSWORD);
  assert.ok(first.ok);
  const caller = { ...CALLER, cookie: cookieOf(first.cookies) };
  const second = await people.signIn.withCode(caller, codeOf(key, 1));
  assert.ok(second.ok);
  return { cookie: cookieOf(second.cookies) };
}

function cookieOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
