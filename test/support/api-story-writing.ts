// What readers say of a request, its versions, its languages, letters and translations, through the API.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pagesOf, type Got, type JsonAnswer } from './api.ts';
import { BODIES, NOBODY, type Story } from './api-routes.ts';
import { pdfText } from './programs.ts';

const FORM = 'bc-31-subscriber';
const COMPLETE = new URL(`../../fixtures/requests/${FORM}/complete.json`, import.meta.url);

async function begun({ ask, file }: Story['api'], token: string): Promise<string> {
  const { answers } = JSON.parse(readFileSync(COMPLETE, 'utf8'));
  const body = { form: FORM, answers };
  const { json } = await ask(`POST /cases/${file.reference}/requests`, { token, body });
  return `/cases/${file.reference}/requests/${json.number}`;
}

export async function readersSuggest({ api, token }: Story): Promise<void> {
  const { ask } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const one = await begun(api, token['ines'] ?? '');
  const say = (body: object): Promise<Got> => ask(`POST ${one}/remarks`, as('petra', body));
  const remarks = () => pagesOf(ask, `${one}/remarks`, token['ines']);
  const plain = await say({ field: 'facts', text: 'Which company?' });
  assert.equal(plain.status, 201, plain.text);
  const suggestion = 'Invoices of Harbour Freight were altered.';
  const better = (await say({ field: 'facts', suggestion })).json.remark;
  const { data } = JSON.parse(readFileSync(COMPLETE, 'utf8')).answers;
  const item = { ...data[0], service: 'Fibre line' };
  const otherItem = (await say({ field: 'data.1', suggestion: item, text: 'It is no broadband' })).json
    .remark;
  for (const wrong of [
    { field: 'nothing', text: 'x' },
    { field: 'data.9', text: 'x' },
    { field: 'confirm', suggestion: 'not a person' },
    { field: 'data', suggestion: [item] },
    { field: 'data.1', suggestion: data[0] },
    { field: 'facts' },
  ])
    assert.equal((await say(wrong)).status, 422, JSON.stringify(wrong));
  assert.equal((await say({ field: 'data', text: 'Is one address enough?' })).status, 201);
  const listed = await remarks();
  assert.deepEqual(
    listed.map(({ field, by, suggestion: instead, decision }) => [field, by, instead, decision]),
    [
      ['facts', 'Petra Example', null, null],
      ['facts', 'Petra Example', suggestion, null],
      ['data.1', 'Petra Example', item, null],
      ['data', 'Petra Example', null, null],
    ],
    'each once, though each was sent twice',
  );
  assert.match(listed[0]?.through, /^key [0-9a-f-]{36}$/);

  const decide = async (remark: string, decision: string): Promise<number> =>
    (await ask(`POST ${one}/remarks/${remark}/decision`, as('ines', { decision }))).status;
  assert.equal(await decide(NOBODY, 'done'), 404);
  assert.equal(await decide(plain.json.remark, 'accepted'), 422, 'it suggests nothing');
  assert.equal(await decide(plain.json.remark, 'done'), 204);
  assert.equal(await decide(better, 'accepted'), 204);
  assert.equal(await decide(better, 'accepted'), 204, 'what is so already is done');
  assert.equal(await decide(better, 'declined'), 409);
  await ask(
    `POST ${one}/answers`,
    as('ines', { base: 2, answers: { data: [{ ...data[0], service: 'Cable' }] } }),
  );
  assert.equal(await decide(otherItem, 'accepted'), 409, 'changed since: not overwritten');
  assert.equal(await decide(otherItem, 'declined'), 204);
  const [, taken] = await remarks();
  assert.deepEqual([taken?.decision, taken?.decidedBy], ['accepted', 'Ines Example']);
  await versionsAreKept(api, token, { one, suggestion });
}

async function versionsAreKept(
  { ask }: Story['api'],
  token: Story['token'],
  { one, suggestion }: { readonly one: string; readonly suggestion: string },
): Promise<void> {
  const as = { token: token['petra'] ?? '' };
  const list = await pagesOf(ask, `${one}/versions`, as.token);
  assert.deepEqual(
    list.map(({ version, savedBy }) => [version, savedBy]),
    [
      [3, 'Ines Example'],
      [2, 'Ines Example'],
      [1, 'Ines Example'],
    ],
    'the newest first',
  );
  const second = (await ask(`GET ${one}/versions/2`, as)).json;
  assert.deepEqual([second.comparedWith, second.answers.facts], [1, suggestion]);
  const [change, ...others] = second.changes;
  assert.deepEqual([change.id, others], ['facts', []]);
  const text = (kinds: readonly string[]): string =>
    change.pieces.flatMap((one: JsonAnswer) => (kinds.includes(one.kind) ? [one.text] : [])).join('');
  assert.equal(text(['same', 'new']), suggestion);
  assert.match(text(['gone']), /harbour company/);
  assert.deepEqual((await ask(`GET ${one}/versions/3?with=3`, as)).json.changes, []);
  for (const none of ['versions/9', 'versions/1?with=9', 'versions/0'])
    assert.equal((await ask(`GET ${one}/${none}`, as)).status, 404);
}

export async function lettersAreWritten({ api, token }: Story): Promise<void> {
  const { ask } = api;
  const one = await begun(api, token['ines'] ?? '');
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const set = await ask(`POST ${one}/languages`, as('ines', BODIES['setRequestLanguages']));
  assert.deepEqual([set.json.writtenIn, set.json.letterIn], ['en', 'fr']);
  assert.equal((await ask(`POST ${one}/languages`, as('ines', { writtenIn: 'en' }))).status, 422);
  await itIsTranslated(api, token, one);
  const letter = await ask(`GET ${one}/letter.pdf?beside=en`, as('petra'));
  const own = await ask(`GET ${one}/letter.pdf`, as('petra'));
  for (const { text } of [letter, own]) assert.ok(text.startsWith('%PDF-'));
  const [both, french] = [pdfText(letter.bytes), pdfText(own.bytes)];
  if (both !== undefined && french !== undefined) {
    assert.match(both, /factures de la société/);
    assert.match(both, /Invoices of a harbour/);
    assert.match(french, /factures de la société/);
    assert.doesNotMatch(french, /Invoices of a harbour/, 'in the language that is signed');
  }
  const copy = await ask(`GET ${one}/letter.docx?language=es&whole=yes`, as('petra'));
  assert.equal(Buffer.from(copy.bytes.subarray(0, 2)).toString(), 'PK');
  assert.equal((await ask(`GET ${one}/letter.pdf?language=de`, as('petra'))).status, 422);
}

/** Somebody else translates a sentence while a program has the file, or what it read. */
async function nobodyIsOverwritten(
  { api: { ask }, token }: Pick<Story, 'api' | 'token'>,
  { path, whole, theirs, source }: { path: string; whole: string; theirs: string; source: string },
): Promise<void> {
  const as = (who: string, body: object) => ({ token: who, body });
  const read = async (): Promise<JsonAnswer> =>
    (await pagesOf(ask, `${path}/sentences`, theirs)).find((one) => one.source === source);
  const first = await read();
  const send = (who: string, target: string, over?: string): Promise<Got> =>
    ask(`POST ${path}/sentences`, as(who, { sentences: [{ source, target, ...(over && { over }) }] }));
  assert.equal((await send(token['ines'] ?? '', 'Autrement.', first.translation)).status, 200);
  for (const seen of [first.translation, undefined]) {
    const refused = await send(theirs, 'À ma façon.', seen);
    assert.equal(refused.status, 409);
    for (const text of ['Autrement.', 'À ma façon.']) assert.ok(refused.text.includes(text), text);
  }
  const mine = whole.replace(first.target, 'À ma façon.');
  assert.notEqual(mine, whole);
  const file = await ask(`POST ${path}/file`, as(theirs, { xliff: mine }));
  assert.equal(file.status, 409);
  for (const text of ['Autrement.', 'À ma façon.']) assert.ok(file.text.includes(text), text);
  const { contested, kept } = (await ask(`POST ${path}/file`, as(theirs, { xliff: mine, keep: 'right' })))
    .json;
  assert.deepEqual(
    contested.map((one: JsonAnswer) => [one.source, one.target, one.theirs.target, one.theirs.by]),
    [[source, 'À ma façon.', 'Autrement.', 'Ines Example']],
  );
  assert.ok(kept > 0);
  const now = await read();
  assert.deepEqual([now.target, now.translation], ['Autrement.', contested[0].theirs.translation]);
  assert.equal((await send(theirs, first.target, now.translation)).status, 200, 'theirs was seen');
}

async function itIsTranslated(api: Story['api'], token: Story['token'], one: string): Promise<void> {
  const { ask } = api;
  const tara = await api.person('Tara');
  await api.join(tara, 'translator');
  const theirs = await api.keyOf(tara);
  const as = (body?: object) => ({ token: theirs, ...(body && { body }) });
  const waiting = await pagesOf(ask, '/desk/translations', theirs);
  assert.deepEqual(
    waiting.filter(({ letterIn }) => letterIn === 'fr').map((line) => [`${line.number}`, line.begun]),
    [[one.split('/').at(-1), []]],
  );
  assert.deepEqual(await pagesOf(ask, '/desk/translations', token['ines']), [], 'who translates is asked');
  const path = `${one}/translations/fr`;
  const sentences = await pagesOf(ask, `${path}/sentences`, theirs);
  const facts = sentences.filter(({ field }) => field === 'facts').map(({ source }) => source);
  assert.equal(facts.length, 2);
  const french = [
    'Les factures de la société ont été modifiées.',
    'La connexion venait de l’adresse ci-dessous.',
  ];
  const list = facts.map((source, i) => ({ source, target: french[i] }));
  const kept = await ask(`POST ${path}/sentences`, as({ sentences: list }));
  assert.deepEqual([kept.status, kept.json.left], [200, sentences.length - 2]);
  const gone = { sentences: [{ source: 'It does not stand there.', target: 'x' }, list[0]] };
  assert.equal((await ask(`POST ${path}/sentences`, as(gone))).status, 409);
  for (const wrong of [{ sentences: [list[0], list[0]] }, { sentences: [{ ...list[0], target: ' ' }] }])
    assert.equal((await ask(`POST ${path}/sentences`, as(wrong))).status, 422);

  const file = (await ask(`GET ${path}/file`, as())).text;
  const whole = file.replace(
    /(<source[^>]*>)([^<]*)(<\/source>)(?!\s*<target)/g,
    '$1$2$3<target>FR $2</target>',
  );
  const stale = whole.replace('>By e-mail<', '>By registered letter<');
  const take = (body: object): Promise<Got> => ask(`POST ${path}/file`, as(body));
  assert.notEqual(stale, whole);
  assert.equal((await take({ xliff: stale })).status, 422, 'all or nothing');
  const some = (await take({ xliff: stale, keep: 'right' })).json;
  assert.deepEqual([some.wrong.length, some.wrong[0].problem], [1, 'notHere']);
  assert.equal((await take({ xliff: whole })).status, 200);
  await nobodyIsOverwritten({ api, token }, { path, whole, theirs, source: facts[0] ?? '' });
  const done = (await ask(`GET ${path}`, as())).json;
  assert.deepEqual([done.from, done.to, done.left, done.certificate], ['en', 'fr', 0, null]);
  for (const wrong of ['', 'no xml', file.slice(0, -20), whole.replace('trgLang="fr"', 'trgLang="ru"')])
    assert.equal((await take({ xliff: wrong })).status, 422);
  for (const none of ['en', 'de'])
    assert.equal((await ask(`GET ${one}/translations/${none}`, as())).status, 404, none);
  assert.equal((await ask(`POST ${one}/answers`, as({ base: 1, answers: {} }))).status, 403);
}
