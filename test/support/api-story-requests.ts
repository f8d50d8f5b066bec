// How another program writes a request, follows it, and registers one of another State.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { requestOf } from '../../src/requests/machine/states/request.store.ts';
import { pagesOf, type Got, type JsonAnswer } from './api.ts';
import { NOBODY, type Story } from './api-routes.ts';
import { signedOnce } from './begun-request.ts';

const FORM = 'bc-31-subscriber';
const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/requests/${FORM}/${name}`, import.meta.url), 'utf8');

export async function requestsAreWritten({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const forms = await pagesOf(ask, '/request-forms', token['ines']);
  assert.ok(forms.some(({ id, confidence }) => id === FORM && confidence !== ''));
  const form = (await ask(`GET /request-forms/${FORM}`, as('ines'))).json;
  assert.ok(form.fields.every(({ ref }: JsonAnswer) => ref !== ''));
  assert.equal((await ask('GET /request-forms/none', as('ines'))).status, 404);

  const path = `/cases/${file.reference}/requests`;
  const { answers } = JSON.parse(fixture('complete.json'));
  const { facts, ...others } = answers;
  const made = await ask(`POST ${path}`, as('ines', { form: FORM, answers: others }));
  assert.deepEqual([made.status, made.json.state, made.json.version], [201, 'draft', 1]);
  const one = `${path}/${made.json.number}`;
  const blocking = async (): Promise<string[]> =>
    (await pagesOf(ask, `${one}/checks`, token['ines']))
      .filter(({ level, reason }) => level === 'block' && reason === null)
      .map(({ code, field }) => `${code} ${field}`);
  assert.deepEqual(await blocking(), ['missing facts']);

  const saved = await ask(`POST ${one}/answers`, as('ines', { base: 1, answers: { facts } }));
  assert.deepEqual([saved.status, saved.json.version], [200, 2]);
  const again = await ask(`POST ${one}/answers`, as('ines', { base: 1, answers: { facts } }));
  assert.deepEqual([again.status, again.json.version], [200, 2], 'what is answered so already is so');
  const other = { base: 1, answers: { facts: 'Another text' } };
  assert.equal(
    (await ask(`POST ${one}/answers`, as('petra', other))).status,
    409,
    'not seen, not overwritten',
  );
  const taken = await ask(`POST ${one}/answers`, as('ines', { base: 2, answers: { facts: null } }));
  assert.equal(taken.json.version, 3);
  await ask(`POST ${one}/answers`, as('ines', { base: 3, answers: { facts } }));
  for (const wrong of [{ nothing: 'x' }, { facts: 4 }, { ['__proto__x']: 'x' }])
    assert.equal((await ask(`POST ${one}/answers`, as('ines', { base: 4, answers: wrong }))).status, 422);
  const message = (await ask(`GET ${one}/message`, as('petra'))).json;
  assert.equal(message.authorisation.details.facts, facts);
  assert.deepEqual(await blocking(), []);

  const asked = { counterpart: 'JP', urgency: 'urgent' };
  assert.equal((await ask(`POST ${one}/asked`, as('ines', asked))).json.counterpart, 'JP');
  assert.equal((await ask(`POST ${one}/asked`, as('ines', { ...asked, counterpart: 'FR' }))).status, 422);
  assert.equal((await ask(`POST ${one}/sending`, as('ines', { means: 'post' }))).json.means, 'post');
  assert.equal((await ask(`POST ${one}/sending`, as('ines', { means: 'pigeon' }))).status, 422);
  assert.equal((await ask(`POST ${one}/sending`, as('ines', { means: null }))).json.means, null);
  await itIsExplained(api, token);
  await itGoesOn({ api, token, id: {} }, one);

  const copied = await ask(`POST ${path}`, as('petra', { message, counterpart: 'JP' }));
  assert.equal(copied.json.counterpart, 'JP');
  const copy = (await ask(`GET ${path}/${copied.json.number}/message`, as('ines'))).json;
  assert.deepEqual(copy, message);
  const both = { form: FORM, message };
  for (const body of [both, {}, { form: 'none' }, { message: { ...message, more: 1 } }])
    assert.equal((await ask(`POST ${path}`, as('ines', body))).status, 422);
  const listed = await pagesOf(ask, path, token['petra']);
  assert.deepEqual(
    listed.map(({ number }) => number),
    listed.map(({ number }) => number).toSorted((a, b) => b - a),
  );
  assert.equal((await ask(`GET ${path}/99`, as('ines'))).status, 404);
}

/** Data that nobody keeps for us: a reason lets the request go. */
async function itIsExplained({ ask, file }: Story['api'], token: Story['token']): Promise<void> {
  const path = `/cases/${file.reference}/requests`;
  const { answers } = JSON.parse(fixture('complete.json'));
  const { 'previous-preservation': _, ...open } = answers;
  const as = (body?: object) => ({ token: token['ines'] ?? '', ...(body && { body }) });
  const { json } = await ask(`POST ${path}`, as({ form: FORM, answers: open }));
  const one = `${path}/${json.number}`;
  const found = (await pagesOf(ask, `${one}/checks`, token['ines'])).find(
    (finding) => finding.mayBeExplained,
  );
  assert.ok(found);
  const { code } = found;
  const say = (reason: string | null, base: number): Promise<Got> =>
    ask(`POST ${one}/reasons`, as({ base, code, reason }));
  assert.equal((await say('The law holds the data', 1)).json.version, 2);
  assert.equal((await say('The law holds the data', 1)).json.version, 2);
  assert.equal((await say('Another reason', 1)).status, 409);
  const after = await pagesOf(ask, `${one}/checks`, token['ines']);
  assert.equal(after.find((finding) => finding.code === code)?.reason, 'The law holds the data');
  assert.equal((await say(null, 2)).json.version, 3);
  const unknown = { base: 3, code: 'missing', reason: 'No' };
  assert.equal((await ask(`POST ${one}/reasons`, as(unknown))).status, 422);
  await itWasLookedFor({ ask }, token['ines'], one);
}

/** In open sources. */
async function itWasLookedFor(
  { ask }: Pick<Story['api'], 'ask'>,
  token: string | undefined,
  one: string,
): Promise<void> {
  const record = (base: number, search: object): Promise<Got> =>
    ask(`POST ${one}/open-sources`, { token: token ?? '', body: { base, ...search } });
  const found = 'The mailbox stands in no register.';
  const done = { isDone: true, on: '2026-01-05', by: 'C. Example', where: 'Registers', found };
  const first = await record(3, done);
  assert.equal(first.json.version, 4);
  assert.equal((await record(3, { isDone: false, reason: 'Private' })).status, 409);
  for (const wrong of [{ on: '2999-01-01' }, { on: 'yesterday' }, { exhibit: '999' }, { found: '' }])
    assert.equal((await record(4, { ...done, ...wrong })).status, 422, Object.keys(wrong).join());
  const shown = await ask(`GET ${one}/versions/4`, { token: token ?? '' });
  const { isDone: _, ...said } = done;
  assert.deepEqual(shown.json.openSearch, { kind: 'done', ...said });
  assert.deepEqual(
    shown.json.changes.map(({ id }: JsonAnswer) => id),
    ['open-sources'],
  );
}

async function itGoesOn({ api, token }: Story, one: string): Promise<void> {
  const { ask } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const act = (who: string, body: object): Promise<Got> => ask(`POST ${one}/acts`, as(who, body));
  const { next } = (await ask(`GET ${one}`, as('ines'))).json;
  const submit = next.find((open: JsonAnswer) => open.act === 'submit');
  assert.deepEqual(submit.inTheWay, []);
  assert.deepEqual((await act('ines', { act: 'submit' })).json, { event: 1, state: 'review' });
  assert.equal((await act('ines', { act: 'submit' })).status, 409);
  assert.equal((await act('ines', { act: 'nonsense' })).status, 422);
  const later = (await ask(`GET ${one}`, as('petra'))).json.next;
  assert.ok(later.find((open: JsonAnswer) => open.act === 'authorise').isForPeople);
  for (const decision of ['authorise', 'declineToAuthorise']) {
    const refused = await act('petra', { act: decision, reason: 'As it should be' });
    assert.equal(refused.status, 403, 'no program decides for a prosecutor');
  }
  const back = await act('petra', { act: 'returnForChanges', reason: 'Name the account' });
  assert.deepEqual(back.json, { event: 2, state: 'draft' });
  const [first] = await pagesOf(ask, `${one}/events`, token['ines']);
  assert.deepEqual([first?.act, first?.by], ['submit', 'Ines Example']);
  assert.match(first?.through, /^key [0-9a-f-]{36}$/, 'which program it was is recorded');
}

const RECEIPT = {
  receivedAt: '2026-10-05T11:30:00+02:00',
  zone: 'Europe/Paris',
  evidence: 'Receipt of the registered letter of 5 October 2026',
};

export async function requestsComeIn({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const path = `/cases/${file.reference}/requests`;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const text = fixture('request.json');
  const base64 = Buffer.from(text).toString('base64');
  const document = { name: 'request.json', base64 };
  const told = { ...RECEIPT, document, counterpart: 'JP', reference: 'JP-441/26' };
  const made = await ask(`POST ${path}/incoming`, as('ines', told));
  assert.deepEqual([made.status, made.json.form, made.json.state], [201, FORM, 'received']);
  const one = `${path}/${made.json.number}`;
  const [paper, ...more] = await pagesOf(ask, `${one}/documents`, token['petra']);
  assert.deepEqual([paper?.name, paper?.bytes, more], ['request.json', Buffer.byteLength(text), []]);
  assert.equal((await ask(`GET ${one}/documents/${paper?.id}`, as('petra'))).text, text, 'byte for byte');
  assert.equal((await ask(`GET ${one}/documents/${NOBODY}`, as('petra'))).status, 404);
  const [received] = await pagesOf(ask, `${one}/events`, token['ines']);
  assert.deepEqual(
    [received?.act, received?.side, received?.occurredAt],
    ['receive', 'theirs', '2026-10-05T09:30:00.000Z'],
  );
  const { receivedAt: occurredAt, zone, evidence } = RECEIPT;
  const twice = { act: 'receive', occurredAt, zone, evidence };
  assert.equal((await ask(`POST ${one}/acts`, as('ines', twice))).status, 409, 'received once');

  const byHand = { ...RECEIPT, form: 'bc-29-preservation', counterpart: 'DE' };
  assert.equal((await ask(`POST ${path}/incoming`, as('ines', byHand))).status, 201);
  const order = { ...byHand, counterpart: 'NL', form: 'epoc', capacity: 'addressee' };
  const theirs = await ask(`POST ${path}/incoming`, as('ines', order));
  assert.equal(theirs.status, 201, theirs.text);
  const limits = await pagesOf(ask, `${path}/${theirs.json.number}/time-limits`, token['ines']);
  assert.ok(limits.some(({ rule, status }) => rule === 'epoc.produce' && status === 'running'));
  const kept = { act: 'preserveAtOnce', evidence: 'Protocol', occurredAt: '2026-10-05T12:00:00+02:00' };
  assert.equal((await ask(`POST ${path}/${theirs.json.number}/acts`, as('ines', kept))).status, 200);
  const queue = await pagesOf(ask, '/desk/incoming', token['ines']);
  const { dueAt } = queue.find(({ number, form }) => form === 'epoc' && number === theirs.json.number) ?? {};
  assert.equal(dueAt, '2026-10-15T22:00:00.000Z', 'ten days: to the end of Thursday the 15th in Paris');
  const scan = { name: 'x.html', base64: Buffer.from('<html>').toString('base64') };
  for (const wrong of [
    { ...byHand, form: 'epoc' }, // as whose it came is not said
    { ...byHand, form: 'epoc', capacity: 'desk' },
    { ...byHand, form: undefined },
    { ...byHand, counterpart: undefined },
    { ...byHand, counterpart: 'FR' },
    { ...byHand, counterpart: 'XX' },
    { ...byHand, form: 'none' },
    { ...byHand, zone: 'Nowhere' },
    { ...byHand, receivedAt: '2026-10-05' },
    { ...byHand, receivedAt: '2027-10-05T11:30:00Z' },
    { ...told, document: scan },
    { ...told, document: { name: 'x', base64: `${base64}=` } },
    { ...told, document: { name: 'x', base64: Buffer.from(text.slice(0, -9)).toString('base64') } },
  ])
    assert.equal((await ask(`POST ${path}/incoming`, as('ines', wrong))).status, 422, JSON.stringify(wrong));
}

export async function lettersWereSigned({ api, token, id }: Story): Promise<void> {
  const { ask, file, people, made } = api;
  const person = id['petra'] as NonNullable<Parameters<typeof signedOnce>[1]>['begunBy']; // of a person made here
  const mine = await caseOfMember(made.house.db.kysely, file.reference, person);
  assert.ok(mine);
  const request = await people.db.asPerson(person, (tx) => requestOf(tx, mine.id, 1));
  assert.ok(request);
  const signature = await signedOnce(people, { ...request, begunBy: person });
  const path = `/cases/${file.reference}/requests/1`;
  const shown = (await ask(`GET ${path}`, { token: token['ines'] ?? '' })).json;
  assert.deepEqual(
    shown.signatures.map((one: JsonAnswer) => [one.id, one.role, one.voidAt !== null]),
    [[signature, 'judge', true]],
  );
  const letter = await ask(`GET ${path}/signatures/${signature}/letter`, { token: token['ines'] ?? '' });
  assert.equal(letter.text, '%PDF-');
  assert.equal(
    (await ask(`GET ${path}/signatures/${NOBODY}/letter`, { token: token['ines'] ?? '' })).status,
    404,
  );
}

export async function timeLimitsRun({ api, token }: Story): Promise<void> {
  const { ask, file } = api;
  const as = (who: string) => ({ token: token[who] ?? '' });
  const listed = await pagesOf(ask, `/cases/${file.reference}/time-limits`, token['ines']);
  assert.ok(listed.length > 0);
  const [first] = listed;
  assert.ok(first);
  const own = await pagesOf(
    ask,
    `/cases/${file.reference}/requests/${first.request}/time-limits`,
    token['ines'],
  );
  assert.ok(own.some((one) => one.id === first.id));
  const shown = (await ask(`GET /time-limits/${first.id}`, as('ines'))).json;
  assert.equal(shown.sources[0].evidence, RECEIPT.evidence, 'it says by what evidence it runs');
  assert.ok(shown.readings.every((one: JsonAnswer) => one.steps.length > 0));
  assert.equal((await ask(`GET /time-limits/${first.id}`, as('omar'))).status, 404);
  assert.equal((await ask(`POST /time-limits/${first.id}/seen`, as('omar'))).status, 404);
  const key = '0f4a1d36-time-limit';
  assert.equal((await ask(`POST /time-limits/${first.id}/seen`, { ...as('ines'), key })).status, 204);
  const reused = await ask(`POST /time-limits/${first.id}/seen?x=1`, { ...as('ines'), key });
  assert.equal(reused.status, 422, 'the key of another request');
}
