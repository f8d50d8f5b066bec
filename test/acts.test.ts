// An act that is declared here gets its questions, what is wrong with an answer, the page on which all are checked and the body of its
// API; what is typed survives Back, a reload, a second tab and the end of a session, is nobody else's, and is done once.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { z } from 'zod';
import { phrase } from '../src/base/refusal.ts';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { isRefusal } from './support/refusal.ts';
import { actRoutes, asking } from '../src/people/act.routes.ts';
import { clearOldDrafts, DRAFTS_MAX, keepTyped } from '../src/people/draft.acts.ts';
import type { People } from '../src/people/people.acts.ts';
import { signedIn, type SignedInVisit } from '../src/people/visit.routes.ts';
import { buildApp } from '../src/server/app.ts';
import { oneOf } from '../src/web/fields/choice.ts';
import { day } from '../src/web/fields/day.ts';
import {
  bodyOf,
  errorsOf,
  jsonOf,
  onlyIf,
  optional,
  readAll,
  type BodyOf,
  type Fields,
} from '../src/web/fields/field.ts';
import { group, together } from '../src/web/fields/group.ts';
import { file } from '../src/web/fields/file.ts';
import { items, itemsOf } from '../src/web/fields/items.ts';
import { moment } from '../src/web/fields/moment.ts';
import { money } from '../src/web/fields/money.ts';
import { number } from '../src/web/fields/number.ts';
import { secret } from '../src/web/fields/secret.ts';
import { text } from '../src/web/fields/text.ts';
import { yesNo } from '../src/web/fields/yes-no.ts';
import { html } from '../src/web/html.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { outsideOf } from './support/outside.ts';
import { CALLER, enrol, PASSWORD, testHouse, type Enrolled } from './support/people.ts';
import { as, count, rawApp } from './support/raw-app.ts';
import { codeOf } from './support/site.ts';
import { said } from './support/words.ts';

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

interface Sent {
  readonly type: string;
  readonly body: string;
}

async function scene(t: TestContext, fields: Fields = FIELDS, about: object = ABOUT) {
  const house = await testHouse(t);
  const time = { shift: 0 };
  const people: People = { ...house.people, clock: () => house.people.clock() + time.shift };
  const done: { readonly body: FoundBody; readonly id: Uuid }[] = [];
  const routes = actRoutes<{ readonly visit: SignedInVisit }>({
    people,
    path: ADDRESS,
    takesFile: true,
    route: (method, path, open) => signedIn(method, path, (visit) => open({ visit })),
    asked: () =>
      asking<typeof FIELDS>({
        fields: fields as typeof FIELDS, // of others only by the test that gives them
        about: about as typeof ABOUT,
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
    { routes, api: [], wire: [] },
  );
  const ask = (who: { cookie: string }, path: string, fields?: object | Sent): Promise<Response> => {
    const isSent = fields !== undefined && 'body' in fields;
    const headers = { host: URL_OF_SITE.host, origin: URL_OF_SITE.origin, cookie: who.cookie };
    const request = new Request(new URL(path, URL_OF_SITE), {
      headers: { ...headers, ...(isSent && { 'content-type': fields.type }) },
      ...(fields !== undefined && {
        method: 'POST',
        body: isSent ? fields.body : new URLSearchParams({ ...fields }),
      }),
    });
    return Promise.resolve(app.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } }));
  };
  const page = async (who: { cookie: string }, path: string) => (await ask(who, path)).text();
  const goes = async (who: { cookie: string }, path: string, fields?: object | Sent) => {
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

const KINDS = {
  isUrgent: yesNo({ ask: () => 'Is it urgent?', means: 'Whether it is urgent.' }),
  pieces: number({
    ask: () => 'How many?',
    min: 1,
    max: 99,
    wrong: () => 'Enter 1 to 99',
    means: 'How many.',
  }),
  when: moment<'foundAt', { readonly now: Date }>('foundAt', {
    ask: () => 'When was it found?',
    now: ({ now }) => now,
    states: () => ['FR'],
    means: 'When it was found.',
  }),
  list: items({
    ask: () => 'What was there?',
    title: (_say, n) => `Thing ${n}`,
    add: () => 'Add a thing',
    max: 3,
    wrong: () => 'Add 1 to 3 things',
    means: 'What was there.',
    row: {
      what: text({ ask: () => 'What', max: 20, wrong: () => 'Enter what it is', means: 'What.' }),
      worth: money({ ask: () => 'Worth', wrong: () => 'Enter its worth', means: 'Worth.' }),
    },
  }),
  paper: file({ ask: () => 'The paper', bytesMax: 100, wrong: () => 'Choose a file', means: 'The paper.' }),
} satisfies Fields;

test('a moment, a list and a file are asked like any other answer; a draft is thrown away', async (t) => {
  const now = new Date('2026-11-03T10:00:00Z');
  const { page, goes, ask, done, ines } = await scene(t, KINDS, { now });
  const at = (name: string): string => `${ADDRESS}/${name}`;
  assert.equal(await goes(ines, at('isUrgent'), { isUrgent: 'perhaps' }), 'isUrgent');
  assert.equal(await goes(ines, at('isUrgent'), { isUrgent: 'no' }), 'pieces');
  for (const pieces of ['0', '100', '1.5', 'two', ''])
    assert.equal(await goes(ines, at('pieces'), { pieces }), 'pieces', pieces);
  assert.match(await page(ines, at('pieces')), /Enter 1 to 99/);
  assert.equal(await goes(ines, at('pieces'), { pieces: '١٢' }), 'when', 'digits of Arabic keyboards');

  const then = { 'when.when': 'then', 'when.day': '25', 'when.month': '10', 'when.year': '2026' };
  const zone = { 'when.zone': 'Europe/Paris' };
  assert.equal(await goes(ines, at('when'), { ...then, ...zone, 'when.time': '02:30' }), 'when');
  assert.match(await page(ines, at('when')), /UTC\+02:00[^]*UTC\+01:00/, 'a time that came twice');
  assert.equal(
    await goes(ines, at('when'), {
      ...then,
      ...zone,
      'when.day': '4',
      'when.month': '11',
      'when.time': '9:00',
    }),
    'when',
  );
  assert.equal(await goes(ines, at('when'), { 'when.when': 'now', ...zone }), 'list');
  assert.match(await page(ines, at('when')), /value="11:00"/, 'just now is the moment that it was');

  const [pipe, coat] = [
    { 'list.0.what': 'A pipe', 'list.0.worth': '10 EUR' },
    { 'list.1.what': 'A coat', 'list.1.worth': '5 EUR' },
  ];
  assert.equal(await goes(ines, at('list'), { 'list.0.what': '' }), 'list', 'none');
  assert.match(await page(ines, at('list')), /id="list-error">[^]*Add 1 to 3 things/);
  assert.equal(await goes(ines, at('list'), { ...pipe, 'list.more': 'yes' }), 'list?again=yes');
  const two = await page(ines, at('list?again=yes'));
  assert.match(two, /Thing 2[^]*name="list\.1\.what"/);
  assert.doesNotMatch(two, /Thing 3|govuk-error-message/);
  assert.equal(await goes(ines, at('list'), { ...pipe, 'list.1.what': 'A coat' }), 'list');
  assert.match(
    await page(ines, at('list')),
    /id="list\.1\.worth-error">[^]*Enter its worth/,
    'at its own field',
  );
  assert.equal(await goes(ines, at('list'), { ...pipe, ...coat, 'list.remove': '0' }), 'list?again=yes');
  const one = await page(ines, at('list'));
  assert.match(one, /name="list\.0\.what"[^>]*value="A coat"/);
  assert.doesNotMatch(one, /Thing 2|A pipe/);
  assert.equal(await goes(ines, at('list'), { ...pipe, ...coat }), 'paper');

  // As a browser sends it.
  const sending = (content: string, name = 'note.txt'): Sent => {
    const part = `Content-Disposition: form-data; name="paper"; filename="${name.replaceAll('"', '%22')}"`;
    const type = 'multipart/form-data; boundary=b';
    return { type, body: `--b\r\n${part}\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--b--\r\n` };
  };
  assert.equal((await ask(ines, at('pieces/file'), sending('x'))).status, 404);
  assert.equal(await goes(ines, at('paper/file'), sending('', '')), 'paper', 'none chosen');
  assert.equal(await goes(ines, at('paper/file'), sending('x'.repeat(101))), 'paper');
  assert.match(await page(ines, at('paper')), /must be [^]*100[^]* or smaller/);
  assert.equal(await goes(ines, at('paper/file'), sending('a note', '"odd" <name>')), 'check');
  assert.match(await page(ines, at('paper')), /File chosen: [^]*odd[^]*&lt;name/);
  assert.equal(await goes(ines, at('paper/file'), sending('', '')), 'check', 'that of before stays');
  const check = await page(ines, at('check'));
  assert.match(check, /No[^]*12[^]*11:00[^]*UTC\+01:00[^]*Thing 2[^]*A coat[^]*5 EUR[^]*&lt;name/);

  assert.match(check, /formaction="\/things\/new\/anew"/);
  const key = keyIn(check);
  assert.equal(await goes(ines, at('check'), { key }), '/things?done');
  const paper = { name: '"odd" <name>', bytes: Buffer.from('a note').toString('base64') };
  const rows = [pipe, coat].map((row) => {
    const [what, worth = ''] = Object.values(row);
    const [amount, currency] = worth.split(' ');
    return { what, amount, currency };
  });
  const body = {
    isUrgent: false,
    pieces: 12,
    foundAt: '2026-11-03T11:00:00+01:00',
    zone: 'Europe/Paris',
    list: rows,
    paper,
  };
  assert.deepEqual(done[0]?.body, body);
  assert.deepEqual(bodyOf(KINDS).parse(body), body, 'as its API takes it');
  assert.equal(await goes(ines, at('anew'), { key }), ADDRESS, 'what is done stays so');
  assert.equal(await goes(ines, at('check'), { key }), '/things?done');

  assert.equal(await goes(ines, at('isUrgent'), { isUrgent: 'yes' }), 'pieces');
  assert.equal(await goes(ines, at('anew'), { key: keyIn(await page(ines, at('pieces'))) }), ADDRESS);
  assert.equal(await goes(ines, ADDRESS), 'isUrgent');
  assert.doesNotMatch(await page(ines, at('isUrgent')), /checked/);
});

test('a secret is typed unseen, stands on no page again, and stays where nothing is typed', async (t) => {
  const fields = {
    password: secret<{ readonly has: boolean }>({
      ask: () => 'What is the password?',
      max: 30,
      isKept: ({ has }) => has,
      wrong: () => 'Enter the password',
      tooLong: () => said.mail.wrong.password,
      means: 'A password.',
    }),
    note: optional(text({ ask: () => 'Else?', max: 5, wrong: () => 'Enter less', means: 'A note.' })),
  } satisfies Fields;
  const at = { has: false };
  const { page, goes, done, ines } = await scene(t, fields, at);
  const first = await page(ines, `${ADDRESS}/password`);
  assert.match(first, /type="password"\s+value=""/);
  const key = keyIn(first);
  const secret_ = ' open sesame ';
  assert.equal(await goes(ines, `${ADDRESS}/password`, { key, password: '' }), 'password');
  assert.match(await page(ines, `${ADDRESS}/password`), /Enter the password/);
  assert.equal(await goes(ines, `${ADDRESS}/password`, { key, password: 'x'.repeat(31) }), 'password');
  assert.match(await page(ines, `${ADDRESS}/password`), /Enter a shorter password/);
  assert.equal(await goes(ines, `${ADDRESS}/password`, { key, password: secret_ }), 'note');
  assert.equal(await goes(ines, `${ADDRESS}/note`, { key, note: '' }), 'check');
  for (const place of ['password', 'check'])
    assert.doesNotMatch(await page(ines, `${ADDRESS}/${place}`), /sesame/);
  await goes(ines, `${ADDRESS}/check`, { key });
  assert.deepEqual(done[0]?.body, { password: secret_ });

  // Where one is kept, none need be typed.
  at.has = true;
  assert.deepEqual(readAll(fields, {}, at), { password: undefined, note: undefined });
  assert.deepEqual(jsonOf(fields, readAll(fields, {}, at)), {});
});

test('rows for what an act is of are read by what each is of', async () => {
  const fields = {
    answers: itemsOf({
      ask: () => 'What came?',
      list: ({ things }: { readonly things: readonly number[] }) => things,
      key: 'item',
      id: (one) => one,
      ids: z.int(),
      words: (_say, one) => `Item ${one}`,
      row: { how: oneOf(['whole', 'part'], { ask: () => 'How', words: (_say, how) => how, means: 'How.' }) },
      max: 9,
      wrong: () => 'Choose one',
      means: 'What came.',
      presetOf: (one) => (one === 4 ? { how: 'part' } : {}),
    }),
  } satisfies Fields;
  const about = { things: [2, 4] };
  const typed = fields.answers.typed(
    new URLSearchParams({ 'answers.4.how': 'part', 'answers.2.how': '' }),
    'answers',
    about,
  );
  assert.deepEqual(typed, { answers: [{ item: 4, how: 'part' }] });
  assert.deepEqual(readAll(fields, { answers: [{ item: 4, how: 'part' }] }, about), {
    answers: [{ of: 4, how: 'part' }],
  });
  for (const answers of [
    [],
    [{ item: 3, how: 'part' }],
    [2, 2].map((item) => ({ item, how: 'part' })),
    [{ item: 2, how: 'none' }],
  ])
    assert.throws(
      () => readAll(fields, { answers: answers as never }, about),
      isRefusal('badInput'),
      JSON.stringify(answers),
    );
  const shown = { name: 'answers', given: new URLSearchParams(), errors: {} };
  assert.match(
    String(await fields.answers.control(LANGUAGES.en, shown, about)),
    /answers\.4\.how[^]*value="part"\s+checked/,
  );
});

test('small parts of one answer stand on one page, as an object for other programs or beside the others', async () => {
  const parts = {
    how: oneOf(['whole', 'none'], { ask: () => 'How', words: (_say, how) => how, means: 'How.' }),
    why: optional(text({ ask: () => 'Why', max: 9, wrong: () => 'Enter less', means: 'Why.' })),
  };
  const words = () => 'Say why';
  const fields = {
    came: group({ ask: () => 'What came?', means: 'What came.', parts }),
    answer: together({
      ask: () => 'The answer',
      means: 'The answer.',
      parts,
      lacks: ({ how, why }) =>
        how === 'none' && why === undefined
          ? { part: 'why', words, expected: phrase('whyDeclined') }
          : undefined,
    }),
  } satisfies Fields;
  const given = new URLSearchParams({ 'came.how': 'whole', 'came.why': '', 'answer.how': 'none' });
  assert.deepEqual(fields.came.typed(given, 'came', {}), { came: { how: 'whole' } });
  assert.deepEqual(fields.answer.typed(given, 'answer', {}), { how: 'none' });
  const whole = { came: { how: 'whole', why: 'x' }, how: 'none', why: 'y' } as const;
  assert.deepEqual(readAll(fields, whole, {}), { came: whole.came, answer: { how: 'none', why: 'y' } });
  assert.deepEqual(jsonOf(fields, readAll(fields, whole, {})), whole);
  const schema = bodyOf(fields);
  assert.deepEqual(schema.parse(whole), whole);
  const lacking = { came: whole.came, how: 'none' } as const;
  assert.deepEqual(schema.safeParse(lacking).error?.issues[0]?.path, ['why'], 'named where it lacks');
  assert.throws(() => readAll(fields, lacking, {}), isRefusal('badInput'));
  const read = fields.answer.read({ how: 'none' }, 'answer', {});
  assert.deepEqual(!read.ok && errorsOf(LANGUAGES.en, 'answer', read.wrong), { 'answer.why': 'Say why' });
  const none = fields.came.read({ came: {} }, 'came', {});
  assert.deepEqual(!none.ok && Object.keys(errorsOf(LANGUAGES.en, 'came', none.wrong)), ['came.how']);
  const shown = { name: 'answer', given, errors: {} };
  assert.match(
    String(await fields.answer.control(LANGUAGES.en, shown, {})),
    /<h1 id="answer"[^]*name="answer\.how"[^]*value="none"\s+checked[^]*name="answer\.why"/,
  );
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
    await keepTyped(people, { person: ines.id, address: `/a/${n}` }, { key, typed: { kind: [] } });
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
