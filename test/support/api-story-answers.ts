// Who may know of a request, who is told, what leaves in answer to one, and what came informally, through the API.
import assert from 'node:assert/strict';
import type { Uuid } from '../../src/base/ids.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import { keepPaper } from '../../src/requests/verbs/incoming/register.acts.ts';
import type { Acting } from '../../src/requests/verbs/life/life.acts.ts';
import { pagesOf, type Got } from './api.ts';
import { BODIES, NOBODY, type Story } from './api-routes.ts';
import { draftedBy } from './begun-request.ts';
import { packageIsMade } from './api-package.ts';
import { inMemory, testExhibit } from './installation.ts';
import { sent } from './sent-request.ts';
import { said } from './words.ts';

async function actingAs({ api, id }: Story, who: string): Promise<Acting> {
  const { made, people, file } = api;
  const by = id[who] as Uuid; // of a person made here
  const person = await personById(made.house.db.kysely, by);
  const mine = await caseOfMember(made.house.db.kysely, file.reference, by);
  assert.ok(person && mine);
  return { people, person, file: mine, law: await shippedLaw() };
}

export async function requestsAreKeptSecret(story: Story): Promise<void> {
  const { api, token, id } = story;
  const { ask, file, people } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const { number } = await draftedBy(people, id['ines'] as Uuid, file.id);
  const one = `/cases/${file.reference}/requests/${number}`;
  const path = `${one}/confidentiality`;
  const keep = (knowers: readonly (string | undefined)[], more: object = {}): Promise<Got> =>
    ask(`POST ${path}`, as('ines', { knowers, until: '2027-03-31', reason: 'Officers at risk', ...more }));
  const [ines, petra] = [id['ines'], id['petra']];
  const open = (await ask(`GET ${path}`, as('petra'))).json;
  assert.deepEqual([open.isConfidential, open.knowers, open.decisions], [false, [], []]);
  for (const wrong of [[petra], [ines, NOBODY], []]) assert.equal((await keep(wrong)).status, 422);
  assert.equal((await keep([ines], { until: '2026-01-01' })).status, 422);
  const both = await keep([ines, petra]);
  assert.deepEqual([both.status, both.json.isConfidential, both.json.until], [200, true, '2027-03-31']);
  assert.equal(both.json.knowers.length, 2);
  assert.equal((await ask(`GET ${one}`, as('petra'))).status, 200);
  const alone = await keep([ines], { reason: 'Fewer are needed' });
  assert.deepEqual(
    alone.json.decisions.map((each: { act: string }) => each.act),
    ['removed', 'restricted', 'named', 'named'],
    'each once',
  );
  assert.match(alone.json.decisions[0].through, /^key [0-9a-f-]{36}$/);
  assert.equal((await ask(`GET ${one}`, as('petra'))).status, 404, 'who was taken out finds it no more');
  assert.equal((await ask(`GET ${path}`, as('petra'))).status, 404);
  assert.equal((await keep([ines, petra])).status, 403, 'a key lets nobody know');
  const listed = await pagesOf(ask, `/cases/${file.reference}/requests`, token['petra']);
  assert.equal(
    listed.some((each) => each.number === number),
    false,
  );
}

export async function personsAreTold({ api, token, id }: Story): Promise<void> {
  const { ask, file, people } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const { number } = await draftedBy(people, id['ines'] as Uuid, file.id);
  const path = `/cases/${file.reference}/requests/${number}/notices`;
  const planned = await ask(`POST ${path}`, as('petra', BODIES['planRequestNotice']));
  assert.deepEqual([planned.status, planned.json], [201, { notice: 1 }]);
  const told = (body: object, notice = 1): Promise<Got> =>
    ask(`POST ${path}/${notice}/told`, as('petra', body));
  assert.equal((await told({ on: '2027-11-01', evidence: 'Letter' })).status, 422, said.timeLimits.waits);
  assert.equal((await told({ on: '2026-11-01', evidence: 'Letter' }, 9)).status, 404);
  assert.equal((await told({ on: '2026-11-01', evidence: 'Letter' })).status, 204);
  assert.equal((await told({ on: '2026-11-02', evidence: 'Letter' })).status, 409, 'it is over');
  const [notice, ...more] = await pagesOf(ask, path, token['ines']);
  assert.deepEqual([notice?.state, notice?.person, more], ['done', 'Holder of the account', []]);
  assert.deepEqual(
    notice?.events.map((one: { act: string; doneOn: string | null }) => [one.act, one.doneOn]),
    [
      ['planned', null],
      ['done', '2026-11-01'],
    ],
    'each once, though each was sent twice',
  );
  assert.match(notice?.events[1].through, /^key [0-9a-f-]{36}$/);
}

export async function ordersAreFollowed(story: Story): Promise<void> {
  const { api, token, id } = story;
  const { ask, file, people } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const { number } = await draftedBy(people, id['ines'] as Uuid, file.id, 'epoc');
  const path = `/cases/${file.reference}/requests/${number}`;
  const on = new Date(people.clock()).toISOString().slice(0, 10);
  const used = { ...BODIES['recordRequestRemedy'], on };
  const claimed = { ...BODIES['recordRequestCosts'], on };
  assert.equal((await ask(`POST ${path}/remedies`, as('petra', used))).status, 409, 'it has not gone');
  await sent(await actingAs(story, 'ines'), number, 'acknowledged');

  const remedy = await ask(`POST ${path}/remedies`, as('petra', used));
  assert.deepEqual([remedy.status, remedy.json], [201, { remedy: 1 }]);
  const decided = { ...BODIES['stepRequestRemedy'], on };
  assert.equal((await ask(`POST ${path}/remedies/1/steps`, as('petra', decided))).status, 204);
  assert.equal((await ask(`POST ${path}/remedies/1/steps`, as('petra', decided))).status, 409);
  assert.equal((await ask(`POST ${path}/remedies/9/steps`, as('petra', decided))).status, 404);
  const [found, ...others] = await pagesOf(ask, `${path}/remedies`, token['ines']);
  assert.deepEqual(
    [found?.kind, found?.state, found?.decided.outcome, found?.mistaken, others],
    ['effective', 'issuing', 'rejected', null, []],
    'each once, though each was sent twice',
  );
  assert.match(found?.used.through, /^key [0-9a-f-]{36}$/);

  assert.equal((await ask(`POST ${path}/costs`, as('petra', { ...claimed, amount: '1.2345' }))).status, 422);
  const claim = await ask(`POST ${path}/costs`, as('petra', claimed));
  assert.deepEqual([claim.status, claim.json], [201, { claim: 1 }]);
  const paid = { ...BODIES['stepRequestCosts'], on };
  const tooMuch = await ask(`POST ${path}/costs/1/steps`, as('petra', { ...paid, amount: '1200.51' }));
  assert.equal(tooMuch.status, 422);
  assert.equal((await ask(`POST ${path}/costs/1/steps`, as('petra', paid))).status, 204);
  const [answered] = await pagesOf(ask, `${path}/costs`, token['ines']);
  assert.deepEqual(
    [answered?.amount, answered?.currency, answered?.reimbursed.amount, answered?.refused],
    ['1200.50', 'EUR', '1000.00', null],
  );

  const year = (await ask(`GET /desk/figures/${on.slice(0, 4)}`, as('ines'))).json;
  assert.deepEqual(
    year.remedies.map((one: { kind: string; number: number; category: null }) => [
      one.kind,
      one.number,
      one.category,
    ]),
    [['effective', 1, null]],
  );
  assert.deepEqual(year.claims, [
    {
      direction: 'outgoing',
      form: 'epoc',
      currency: 'EUR',
      claimed: { number: 1, amount: '1200.50' },
      reimbursed: { number: 1, amount: '1000.00' },
      refused: { number: 0, amount: '0.00' },
    },
  ]);
  assert.deepEqual((await ask(`GET /desk/figures/${on.slice(0, 4)}`, as('omar'))).json.claims, []);
}

async function deliveryOf(story: Story, number: number, more: object): Promise<string> {
  const { api, token } = story;
  const path = `/cases/${api.file.reference}/requests/${number}/deliveries`;
  const body = { arrivedAt: '2026-11-02T09:00:00Z', evidence: 'Search of the mailbox', ...more };
  const { json } = await api.ask(`POST ${path}`, { token: token['ines'] ?? '', body });
  const exhibit = await testExhibit(api.made.house, api.file, {
    from: inMemory(`${number}-${json.delivery}.csv`, `${number}`),
  });
  const named = { token: token['ines'] ?? '', body: { exhibits: [exhibit.number] } };
  const attached = await api.ask(`POST ${path}/${json.delivery}/exhibits`, named);
  assert.equal(attached.status, 204, attached.text);
  return `${path}/${json.delivery}`;
}

export async function resultsAreSent(story: Story): Promise<void> {
  const { api, token } = story;
  const { ask, file } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const requests = `/cases/${file.reference}/requests`;
  const made = await ask(
    `POST ${requests}/incoming`,
    as('ines', { ...BODIES['registerIncomingRequest'], form: 'bc-31-subscriber', counterpart: 'FJ' }),
  );
  const { number } = made.json;
  await sent(await actingAs(story, 'ines'), number, 'executing');
  const one = await deliveryOf(story, number, {});
  const send = (who: string, body: object = BODIES['sendResults'] ?? {}): Promise<Got> =>
    ask(`POST ${one}/package`, as(who, body));
  assert.equal((await send('petra')).status, 409, 'not checked yet');
  const answers = { answers: [{ item: 1, actual: 'produced' }] };
  assert.equal((await ask(`POST ${one}/answers`, as('ines', answers))).status, 204);
  assert.equal(
    (
      await ask(
        `POST ${requests}/${number}/verification`,
        as('petra', { reason: 'Read', restrictions: 'none' }),
      )
    ).status,
    204,
  );
  assert.equal(
    (await ask(`POST ${one}/manifest`, as('ines', { writtenIn: 'fr' }))).status,
    409,
    'no package',
  );
  assert.equal(
    (await send('petra', { ...BODIES['sendResults'], receiver: { name: '', state: 'FJ' } })).status,
    422,
  );
  const left = await send('petra');
  assert.deepEqual([left.status, left.json.state], [202, 'making'], left.text);
  assert.equal((await send('petra')).status, 409, 'it left once');
  const id: string = left.json.package;
  assert.equal((await ask(`GET ${one}`, as('ines'))).json.package, id);
  const shown = (await ask(`GET /cases/${file.reference}/packages/${id}`, as('ines'))).json;
  assert.deepEqual([shown.basis.type, shown.receiver.state], ['request', 'FJ']);
  await packageIsMade(api, id);
  const manifest = await ask(`POST ${one}/manifest`, as('ines', { writtenIn: 'fr' }));
  assert.deepEqual(
    [manifest.status, manifest.json.form, manifest.json.writtenIn],
    [201, 'eu-delivery-manifest', 'fr'],
    manifest.text,
  );
}

export async function informalResultsAreCured(story: Story): Promise<void> {
  const { api, token, id } = story;
  const { ask, file, people, made } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const { number } = await draftedBy(people, id['ines'] as Uuid, file.id);
  await sent(await actingAs(story, 'ines'), number, 'acknowledged');
  const informal = await deliveryOf(story, number, { isInformal: true });
  const [{ exhibit }] = (await ask(`GET ${informal}`, as('ines'))).json.files;
  const path = `/cases/${file.reference}/exhibits/${String(exhibit).split('-').at(-1)}/cure`;
  const cure = (request: number): Promise<Got> =>
    ask(`POST ${path}`, as('petra', { request, reason: 'The same account' }));
  assert.equal((await cure(number)).status, 409, 'not executed yet');
  assert.equal((await cure(999)).status, 404);
  const formal = await deliveryOf(story, number, {});
  const answers = { answers: [{ item: 1, actual: 'produced' }] };
  assert.equal((await ask(`POST ${formal}/answers`, as('ines', answers))).status, 204);
  assert.equal((await cure(number)).status, 204);
  assert.equal((await cure(number)).status, 409, 'nothing keeps it to leads any more');
  const events = (await eventsOf(made.house, exhibit)).filter(({ event }) => event.type === 'authorityAdded');
  assert.equal(events.length, 1, 'once, though it was sent twice');
  assert.match(events[0]?.detail?.text ?? '', /"through":"key /);
}

export async function documentsAreAdded(story: Story): Promise<void> {
  const { api, token, id } = story;
  const { ask, file, people } = api;
  const as = (body?: object) => ({ token: token['ines'] ?? '', ...(body && { body }) });
  const path = `/cases/${file.reference}`;
  const made = await ask(`POST ${path}/requests/incoming`, as(BODIES['registerIncomingRequest']));
  const documents = `${path}/requests/${made.json.number}/documents`;
  const added = await ask(`POST ${documents}`, as(BODIES['addRequestDocument']));
  assert.equal(added.status, 201, added.text);
  const [kept, ...more] = await pagesOf(ask, documents, token['petra']);
  assert.deepEqual([kept?.id, kept?.mediaType, more], [added.json.document, 'image/png', []]);
  for (const base64 of ['iVBORw0KGgo', Buffer.from('<html>').toString('base64')])
    assert.equal((await ask(`POST ${documents}`, as({ name: 'x', base64 }))).status, 422);
  const own = await draftedBy(people, id['ines'] as Uuid, file.id);
  const ours = `POST ${path}/requests/${own.number}/documents`;
  assert.equal((await ask(ours, as(BODIES['addRequestDocument']))).status, 409, 'a request of ours');

  const waiting = `${path}/waiting-documents`;
  assert.deepEqual(await pagesOf(ask, waiting, token['ines']), []);
  const scan = { name: 'scan.png', bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') };
  await keepPaper(await actingAs(story, 'ines'), scan); // as the pages do before they ask what it is
  const [left, ...others] = await pagesOf(ask, waiting, token['ines']);
  assert.deepEqual([left?.name, others], ['scan.png', []], 'what came waits');
  const discard = `POST ${waiting}/${left?.id}/discard`;
  assert.equal(
    (await ask(`POST ${waiting}/${NOBODY}/discard`, as(BODIES['discardWaitingDocument']))).status,
    404,
  );
  assert.equal((await ask(discard, as(BODIES['discardWaitingDocument']))).status, 204);
  assert.equal((await ask(discard, as(BODIES['discardWaitingDocument']))).status, 404);
  assert.deepEqual(await pagesOf(ask, waiting, token['ines']), []);
}
