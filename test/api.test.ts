// The API and its document: every mounted route is in it, every answer it names is given by some test here, and every
// answer is what it says (test/support/api.ts holds each one against it).
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import type { People } from '../src/people/people.acts.ts';
import { inCase } from '../src/people/policy.ts';
import { parseCheckpoint } from '../src/verify/checkpoint.ts';
import { parseNote } from '../src/verify/note.ts';
import { documentPath, tagOf } from '../src/server/api-document.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { limiter } from '../src/server/limits.ts';
import { assertOpenApi } from './support/open-api.ts';
import { openApi, pagesOf, type Got, type JsonAnswer, type Sent, type TestApi } from './support/api.ts';
import { BODIES, lineOf, NOBODY, roleFor, type Story } from './support/api-routes.ts';
import { evidenceIsBrought } from './support/api-story-bringing.ts';
import { copiesAreMade } from './support/api-story-copies.ts';
import { receiptIsFiled } from './support/api-story-receipt.ts';
import * as cases from './support/api-story-cases.ts';
import * as courts from './support/api-story-court.ts';
import * as desks from './support/api-story-desks.ts';
import * as exhibits from './support/api-story-exhibits.ts';
import * as requests from './support/api-story-requests.ts';
import * as results from './support/api-story-results.ts';
import { ordersAreAnswered } from './support/api-story-provider.ts';
import * as office from './support/api-story-office.ts';
import * as answers from './support/api-story-answers.ts';
import * as writing from './support/api-story-writing.ts';
import { lawIsRead, waysAreFound } from './support/api-story-law.ts';
import { alertsAreTold, auditorsAsk } from './support/api-story-oversight.ts';
import type { Uuid } from '../src/base/ids.ts';
import type { AgencyRole } from '../src/people/roles.ts';
import { BODY_BYTES_MAX, type ApiRoute } from '../src/people/visit.api.ts';

/** More than any route here takes that takes bytes whole. */
const BYTES_MAX = 5_000_000;

test('the API', async (t) => {
  const api = await openApi(t);
  const { ask, file, other, people, opened } = api;
  const ines = await api.person('Ines');
  const omar = await api.person('Omar');
  const ana = await api.person('Ana', ['administrator']);
  const ravi = await api.person('Ravi', ['registrar']);
  const petra = await api.person('Petra');
  const aldo = await api.person('Aldo', ['auditor']);
  const edda = await api.person('Edda', ['knowledgeEditor']);
  const cora = await api.person('Cora', ['centralAuthority']);
  await api.join(ines, 'lead');
  await api.join(petra, 'prosecutor');
  await api.join(omar, 'lead', other);
  const ids = { ines, omar, ana, ravi, petra, aldo, cora, edda };
  const token = {
    ines: await api.keyOf(ines),
    omar: await api.keyOf(omar),
    ana: await api.keyOf(ana),
    ravi: await api.keyOf(ravi),
    petra: await api.keyOf(petra),
    aldo: await api.keyOf(aldo),
    cora: await api.keyOf(cora),
    edda: await api.keyOf(edda),
  };
  const byRole: { readonly [role in AgencyRole]?: keyof typeof ids } = {
    administrator: 'ana',
    registrar: 'ravi',
    auditor: 'aldo',
    centralAuthority: 'cora',
    knowledgeEditor: 'edda',
  };
  const story: Story = { api, id: ids, token };

  await t.test('a program learns whose key it has', async () => {
    const { json } = await ask('GET /me', { token: token.ines });
    assert.equal(json.person.email, 'ines@agency.example');
    assert.deepEqual([json.key.name, json.key.may, json.key.onlyCase], ['Test program', 'write', null]);
  });

  await t.test('a case is opened, found, and its members come and go', async () => {
    const made = await ask('POST /cases', { token: token.ravi, body: BODIES['openCase'] });
    assert.equal(made.status, 201);
    const { reference } = made.json;
    const { items } = (await ask('GET /cases', { token: token.ines })).json;
    assert.deepEqual(
      items.map((one: JsonAnswer) => one.reference),
      [reference, file.reference],
    );
    const path = `/cases/${reference}`;
    assert.equal((await ask(`GET ${path}`, { token: token.ines })).json.role, 'lead');
    const added = await ask(`POST ${path}/members`, { token: token.ines, body: BODIES['addMember'] });
    assert.deepEqual([added.status, added.json.role], [200, 'observer']);
    const same = await ask(`POST ${path}/members`, { token: token.ines, body: BODIES['addMember'] });
    assert.equal(same.status, 200, 'what is so already is done');
    const body = { ...BODIES['addMember'], role: 'judge' };
    assert.equal((await ask(`POST ${path}/members`, { token: token.ines, body })).status, 409);
    const members = await ask(`GET ${path}/members`, { token: token.ines });
    assert.equal(members.json.items.length, 2);
    const gone = await ask(`DELETE ${path}/members/${omar}`, { token: token.ines });
    assert.equal(gone.status, 204);
    assert.equal((await ask(`DELETE ${path}/members/${omar}`, { token: token.ines })).status, 404);
    const last = await ask(`DELETE ${path}/members/${ines}`, { token: token.ines });
    assert.deepEqual([last.status, last.json.code], [403, 'notAllowed']);
    assert.match(last.json.next, /another lead/);
  });

  await t.test(
    'a look at an exhibit is recorded with the person and the key, and listing is none',
    async () => {
      const path = `/cases/${file.reference}/exhibits`;
      const list = await ask(`GET ${path}`, { token: token.ines });
      assert.deepEqual(
        list.json.items.map((one: JsonAnswer) => one.number),
        [`${file.reference}-1`, `${file.reference}-2`],
      );
      const views = async (): Promise<JsonAnswer[]> =>
        (await eventsOf(api.made.house, `${file.reference}-1`)).filter(
          ({ event }) => event.type === 'viewed',
        );
      assert.equal((await views()).length, 0);
      const shown = await ask(`GET ${path}/1`, { token: token.ines });
      assert.equal(shown.json.sha256, createHash('sha256').update('a letter').digest('hex'));
      assert.equal(shown.json.source, 'Office at the harbour (invented)');
      assert.deepEqual([shown.json.chain.isUnbroken, shown.json.chain.events], [true, 3]);
      const [view] = await views();
      const { key } = (await ask('GET /me', { token: token.ines })).json;
      assert.ok(key);
      assert.match(view.detail.text, new RegExp(`"personId":"${ines}","through":"key [0-9a-f-]{36}"`));
      const events = await ask(`GET ${path}/1/events`, { token: token.ines });
      assert.deepEqual(
        events.json.items.map((one: JsonAnswer) => one.event.type),
        ['acquired', 'stored', 'viewed'],
      );
      assert.equal(events.text.includes('Ines'), false, 'names are no part of the log');
      assert.equal((await views()).length, 1);
    },
  );

  await t.test('the signed bytes of an event are those of the log', async () => {
    const [first] = await eventsOf(api.made.house, `${file.reference}-1`);
    assert.ok(first);
    const got = await ask(`GET /log/events/${first.index}`, { token: token.ines });
    assert.equal(got.text, Buffer.from(first.note).toString());
    const head = await ask('GET /log/checkpoint', { token: token.ines });
    const checkpoint = parseCheckpoint(parseNote(Buffer.from(head.text), 'checkpoint').text, 'checkpoint');
    assert.equal(checkpoint.origin, 'lyon.example/custody');
    const tile = await ask(`GET /log/tile/0/000.p/${checkpoint.size}`, { token: token.ines });
    assert.equal(tile.status, 200);
    for (const path of [
      '/log/tile/entries/000.p/9',
      '/log/tile/0/../checkpoint',
      '/log/tile/0/001',
      '/log/tile/0/%2e%2e%2fcheckpoint',
    ])
      assert.equal((await ask(`GET ${path}`, { token: token.ines })).status, 404, path);
  });

  await t.test('people are listed in pages that meet, and invited', async () => {
    const listed = await pagesOf(ask, '/persons', token.ana);
    assert.deepEqual(
      listed.map((one) => one.name.split(' ')[0]),
      ['Aldo', 'Ana', 'Cora', 'Edda', 'Ines', 'Omar', 'Petra', 'Ravi'],
    );
    const made = await ask('POST /persons/invitations', { token: token.ana, body: BODIES['invitePerson'] });
    assert.match(made.json.link, /^http:\/\/localhost:8470\/invitation\/[\w-]{43}$/);
    const body = { name: 'Omar Again', email: 'omar@agency.example' };
    const known = await ask('POST /persons/invitations', { token: token.ana, body });
    assert.deepEqual([known.status, known.json.code], [409, 'alreadyExists']);
  });

  await t.test('cases and exhibits come in pages that meet', async () => {
    for (const [path, count] of [
      ['/cases', 2],
      [`/cases/${file.reference}/exhibits`, 2],
      [`/cases/${file.reference}/exhibits/1/events`, 3],
    ] as const) {
      assert.equal((await pagesOf(ask, path, token.ines)).length, count, path);
      const bad = await ask(`GET ${path}?after=x`, { token: token.ines });
      assert.deepEqual([bad.status, bad.json.code], [422, 'badInput']);
    }
  });

  await t.test('what does not fit is named, and what was sent is not repeated', async () => {
    const body = { title: '', lead: 'not-an-address<script>', extra: 1 };
    const { json } = await ask('POST /cases', { token: token.ravi, body });
    assert.deepEqual(
      json.errors.map((one: JsonAnswer) => one.at),
      ['body/title', 'body/lead', 'body'],
    );
    assert.equal(JSON.stringify(json).includes('script'), false);
    const unknown = await ask('GET /cases?limit=1&lmit=2', { token: token.ines });
    assert.equal(unknown.status, 422);
    for (const text of ['a\u0000b', 'half \ud800'])
      for (const odd of [{ text }, { text: 'x', [text]: 1 }]) {
        const got = await ask(`POST /cases/${file.reference}/notes`, { token: token.ines, body: odd });
        assert.deepEqual([got.status, got.json.code], [422, 'badInput'], 'kept as it is sent, or not at all');
      }
    assert.equal((await ask('GET /exhibits?text=%00', { token: token.ines })).status, 422);
    const odd = `GET /cases/${file.reference}/exhibits/1/files/%00`;
    assert.equal((await ask(odd, { token: token.ines })).status, 404);
    const nobody = { ...BODIES['openCase'], lead: 'nobody@agency.example' };
    assert.equal((await ask('POST /cases', { token: token.ravi, body: nobody })).status, 404);
  });

  await t.test('the file of a case is kept', () => cases.theFileIsKept(story));
  await t.test('lists of exhibits are filtered', () => cases.listsAreFiltered(story));
  await t.test('the bytes of an exhibit are given out, each time after it was recorded', () =>
    exhibits.bytesAreGivenOut(story),
  );
  await t.test('an event comes with its proof', () => exhibits.eventsHaveProofs(story));
  await t.test('conditions and corrections are stated', () => exhibits.thingsAreStated(story));
  await t.test('an exhibit is handed over by two', () => exhibits.itIsHandedOver(story));
  await t.test('stored bytes are read again, as a job that can be followed and stopped', () =>
    exhibits.itIsReadAgain(story),
  );
  await t.test('an exhibit is examined, and what was found is listed', () => exhibits.itIsExamined(story));
  await t.test('evidence is shared, by two where it must be', () => cases.evidenceIsShared(story));
  await t.test('an exhibit is disposed of by two', () => exhibits.itIsDisposedOf(story));
  await t.test('evidence is brought in parts', () => evidenceIsBrought(story));
  await t.test('an auditor asks who saw what', () => auditorsAsk(story));
  await t.test('what happened at the door is told', () => alertsAreTold(story));

  await t.test('the law is read and searched, each fact with its source', () => lawIsRead(story));
  await t.test('the planner answers', () => waysAreFound(story));

  await t.test('requests are written and followed', () => requests.requestsAreWritten(story));
  await t.test('requests of others come in', () => requests.requestsComeIn(story));
  await t.test('letters are given as they were signed', () => requests.lettersWereSigned(story));
  await t.test('time limits say how they were reckoned', () => requests.timeLimitsRun(story));
  await t.test('data are preserved', () => desks.dataAreKept(story));
  await t.test('the desks show what ends first', () => desks.desksAreRead(story));

  await t.test('views of a desk are kept', () => desks.viewsAreKept(story));

  await t.test('an exhibit is held against what a court asks', () => courts.courtsAsk(story));
  await t.test('packages are taken in', () => courts.packagesArrive(story));
  await t.test('what came in answer is recorded', () => results.resultsCome(story));

  await t.test('readers suggest, and every version is kept', () => writing.readersSuggest(story));
  await t.test('letters are written in two languages', () => writing.lettersAreWritten(story));
  await t.test('copies for another State are made, and how they went is recorded', () =>
    copiesAreMade(story),
  );
  await t.test('requests are kept secret', () => answers.requestsAreKeptSecret(story));
  await t.test('the person concerned is told', () => answers.personsAreTold(story));
  await t.test('remedies and costs of an order are recorded', () => answers.ordersAreFollowed(story));
  await t.test('what was gathered leaves', () => answers.resultsAreSent(story));
  await t.test('what cannot be read again is said', () => exhibits.itCannotBeRead(story));
  await t.test('what came informally is cured', () => answers.informalResultsAreCured(story));
  await t.test('documents come after the request', () => answers.documentsAreAdded(story));
  await t.test('the calendar is read with a key', () => desks.theCalendarIsRead(story));
  await t.test('a case is closed off', () => cases.aCaseIsClosedOff(story));

  await t.test('the law is changed by two, and one of them at a screen', () => office.theLawIsChanged(story));
  await t.test('a download is held against the law', () => office.downloadsAreRead(story));
  await t.test('authorities are reached', () => office.contactsAreKept(story));
  await t.test('somebody leaves the agency', () => office.somebodyLeaves(story));
  await t.test('settings are read and set', () => office.settingsAreSet(story));
  await t.test('peers are proposed and withdrawn', () => office.peersAreProposed(story));
  await t.test('the receipt of a package is filed', (own) => receiptIsFiled(story, own));
  await t.test('signers of documents are listed and given up', () => office.signersAreGivenUp(story));
  await t.test('orders of a provider are answered', (own) => ordersAreAnswered(story, own));

  await t.test('each operation refuses as its document says', async () => {
    const observer = await api.person('Olga');
    await api.join(observer, 'observer');
    const watching = await api.keyOf(observer);
    const narrow = await api.keyOf(ines, { may: 'read', onlyCase: file.reference });
    const exhausted = api.again({ perPerson: limiter(0) });
    const impatient = api.again({ patienceMs: 0 });
    for (const route of opened.api) {
      const line = lineOf(route, file.reference);
      const body = BODIES[route.operation];
      const role = roleFor(route);
      const who = role === undefined ? 'ines' : byRole[role];
      assert.ok(who, `somebody in this test is ${role}`);
      const { takes } = route;
      const mine: Sent = {
        token: token[who],
        ...(body === undefined ? {} : { body }),
        ...(takes === undefined ? {} : { body: 'x', headers: { 'content-type': takes.media } }),
      };
      const gives = async (wanted: number, sent: Sent, at = line): Promise<void> =>
        assert.equal((await ask(at, { ...mine, ...sent })).status, wanted, at);
      await gives(401, { token: 'comity_nothing' });
      assert.equal((await exhausted(line, mine)).status, 429);
      if (route.access.for === 'case') {
        await gives(404, { token: token.omar });
        if (inCase('observer', route.access.act) === 'no') await gives(403, { token: watching });
      }
      if (route.isForCaseKeys !== true && route.access.for !== 'case') await gives(403, { token: narrow });
      if (route.query !== undefined)
        await gives(422, {}, `${line}${line.includes('?') ? '&' : '?'}nonsense=0`);
      if (route.method !== 'POST') continue;
      await gives(403, { token: narrow });
      await gives(400, { key: '' });
      const most = takes === undefined ? (route.bodyBytesMax ?? BODY_BYTES_MAX) : BYTES_MAX;
      await gives(413, { body: takes === undefined ? { title: 'x'.repeat(most) } : 'x'.repeat(most) });
      assert.equal((await busy(impatient, { route, line, sent: mine, person: ids[who] })).status, 409);
      if (takes !== undefined) await gives(415, { headers: { 'content-type': 'text/plain' } });
      if (route.body === undefined) continue;
      await gives(400, { body: '{' });
      await gives(400, { body: '['.repeat(1000) + ']'.repeat(1000) }); // deeper than a body may be: not read at all
      await gives(422, { body: {} });
      await gives(415, { headers: { 'content-type': 'text/plain' } });
    }
    await gives404(
      'GET /log/events/0',
      'GET /log/events/0/proof',
      'GET /log/tile/0/999',
      `GET /jobs/${NOBODY}`,
    );
    await gives404(`POST /jobs/${NOBODY}/cancel`);
    const placed = { token: token.ines, body: BODIES['placeJob'] };
    assert.equal((await ask(`POST /jobs/${NOBODY}/priority`, placed)).status, 404);
    assert.equal((await ask(`GET /audit/persons/${NOBODY}/deeds`, { token: token.aldo })).status, 404);
    const heads = [join(api.made.home.log, 'checkpoint'), api.made.home.head];
    const head = await readFile(api.made.home.head);
    for (const path of heads) await rm(path);
    await gives404('GET /log/checkpoint');
    for (const path of heads) await writeFile(path, head); // the log closes only over a head
    async function gives404(...lines: string[]): Promise<void> {
      for (const line of lines) assert.equal((await ask(line, { token: token.ines })).status, 404, line);
    }
    /** Sent again while the first sending holds on. */
    async function busy(
      impatientAsk: TestApi['ask'],
      { route, line, sent, person }: { route: ApiRoute; line: string; sent: Sent; person: Uuid },
    ): Promise<Got> {
      const key = randomUUID();
      const digest = createHash('sha256')
        .update(JSON.stringify([key]))
        .digest('hex');
      const hold = await people.operator.hold(`api:${person}:${route.operation}:${digest}`);
      assert.ok(hold);
      const got = await impatientAsk(line, { ...sent, key });
      await hold.release();
      return got;
    }
  });

  await t.test('a failure of ours says nothing of itself', async () => {
    const broken: People = {
      ...people,
      operator: { ...people.operator, hold: () => Promise.reject(new Error('secret of the house')) },
      db: { ...people.db, asPerson: () => Promise.reject(new Error('secret of the house')) },
    };
    const failing = api.again({ people: broken });
    for (const route of opened.api) {
      const got = await failing(lineOf(route, file.reference), {
        token: token.ines,
        body: BODIES[route.operation],
      });
      assert.deepEqual([got.status, got.json.code], [500, 'wentWrong'], route.path);
      assert.equal(got.text.includes('secret'), false);
    }
  });

  await t.test('every route is in the document, and the document names no other', () => {
    const written = Object.entries<object>(api.document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const mounted = opened.api.map(({ method, path }) => `${method} ${documentPath(path)}`);
    assert.deepEqual(written.sort(), ['GET /openapi.json', ...mounted].sort());
    const ids = opened.api.map((route) => route.operation);
    assert.equal(new Set(ids).size, ids.length);
    for (const route of opened.api)
      assert.ok(Object.hasOwn(LANGUAGES.en.api.tag, tagOf(route)), `${tagOf(route)} has a name for people`);
  });

  await t.test('every list comes in pages, and every POST takes a key that makes it safe to repeat', () => {
    const { paths, components } = api.document;
    for (const [path, operations] of Object.entries<JsonAnswer>(paths))
      for (const [method, operation] of Object.entries<JsonAnswer>(operations)) {
        const named = (operation.parameters ?? []).map((one: JsonAnswer) => one.name);
        assert.equal(named.includes('Idempotency-Key'), method === 'post', path);
        const ref = operation.responses[200]?.content?.['application/json']?.schema?.$ref?.split('/').at(-1);
        const { type, properties = {} } = components.schemas[ref] ?? {};
        assert.notEqual(type, 'array', path);
        if (!('items' in properties)) continue;
        assert.ok('next' in properties, path);
        assert.ok(named.includes('after') && named.includes('limit'), path);
      }
  });

  await t.test('the document is OpenAPI 3.1, as far as it can be told without the meta-schema', () => {
    assertOpenApi(api.document);
  });

  await t.test('every answer that the document names was given above', async () => {
    const exhausted = api.again({ requests: limiter(0) });
    assert.equal((await exhausted('GET /openapi.json')).status, 429);
    api.seen.add('GET /openapi.json 429');
    const missing = opened.api.flatMap((route) => {
      const { responses } = api.document.paths[documentPath(route.path)][route.method.toLowerCase()];
      return Object.keys(responses)
        .map((status) => `${route.method} ${route.path} ${status}`)
        .filter((name) => !api.seen.has(name));
    });
    assert.deepEqual(missing, []);
  });
});
