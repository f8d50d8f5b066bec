// Every route of the API, tried by everybody who should not get in: refused, nothing leaked, and what is absent looks like
// what is not yours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { endKey } from '../src/people/api-key.acts.ts';
import { apiKeysOf } from '../src/people/api-key.store.ts';
import { endAccess } from '../src/people/people.acts.ts';
import { personById } from '../src/people/person.store.ts';
import { inAgency, inCase } from '../src/people/policy.ts';
import { AGENCY_ROLES, CASE_ROLES } from '../src/people/roles.ts';
import type { ApiRoute } from '../src/people/visit.api.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { openApi, SITE, type Got, type TestApi } from './support/api.ts';
import { BODIES, lineOf } from './support/api-routes.ts';
import { newAccount } from './support/account.ts';

const SECRETS = [
  'Harbour invoices',
  'harbour master',
  'Ines Example',
  'Office at the harbour',
  'Another case',
];

function leaksNothing(got: Got, what: string): void {
  for (const secret of SECRETS) assert.equal(got.text.includes(secret), false, `${what} shows “${secret}”`);
}

test('access to the API', async (t) => {
  const api = await openApi(t);
  const { ask, file, other, opened, people } = api;
  const { house } = api.made;
  const ines = await api.person('Ines');
  await api.join(ines, 'lead');
  const all = opened.api;
  const send = (route: ApiRoute, token: string | undefined, reference = file.reference): Promise<Got> =>
    ask(lineOf(route, reference), {
      ...(token === undefined ? {} : { token }),
      ...(BODIES[route.operation] === undefined ? {} : { body: BODIES[route.operation] }),
    });
  const views = async (): Promise<number> =>
    (await eventsOf(house, `${file.reference}-1`)).filter(({ event }) => event.type === 'viewed').length;

  await t.test('without a key that works every route answers alike', async () => {
    const [late, ended, gone] = [await api.keyOf(ines), await api.keyOf(ines), await goneKey(api)];
    const by = await personById(house.db.kysely, ines);
    const keys = await apiKeysOf(house.db.kysely, ines, new Date(house.clock()));
    assert.ok(by && keys[0] && keys[1]);
    const [newest, before] = keys.sort((a, b) => (a.id < b.id ? 1 : -1));
    assert.equal(await endKey(people, by, newest!.id), true);
    await sql`update api_key set last_used_at = null`.execute(house.db.kysely);
    await house.db.withOwner((owner) =>
      owner.query('update api_key set expires_at = $1 where id = $2', [new Date(house.clock()), before!.id]),
    );
    const answers = new Set<string>();
    for (const token of [undefined, 'nothing', 'comity_', `comity_${'A'.repeat(43)}`, late, ended, gone])
      for (const route of all) {
        const got = await send(route, token);
        assert.equal(got.status, 401, `${token}: ${route.path}`);
        assert.match(got.headers.get('www-authenticate') ?? '', /^Bearer/);
        leaksNothing(got, route.path);
        answers.add(got.text);
      }
    assert.equal((await ask('GET /no-such-thing')).status, 401);
    assert.equal(answers.size, 1);
    const { json } = await ask('GET /cases', { headers: { 'accept-language': 'fr-CA, en;q=0.8' } });
    const { expected, next } = LANGUAGES.fr.refusals.notAllowed.notSignedIn;
    const { code, expected: said, next: toDo } = json as { readonly [part: string]: string };
    assert.deepEqual({ code, said, toDo }, { code: 'notSignedIn', said: expected, toDo: next });
  });

  await t.test('a case of others is absent: the same answer as for one that does not exist', async () => {
    const omar = await api.person('Omar');
    await api.join(omar, 'lead', other);
    const former = await api.person('Former');
    await api.join(former, 'investigator');
    await house.db.transaction((tx) => sql`delete from case_member where person_id = ${former}`.execute(tx));
    const agency = await api.person('Agency', AGENCY_ROLES);
    const answers = new Set<string>();
    for (const who of [omar, former, agency]) {
      const token = await api.keyOf(who);
      for (const route of all.filter(({ access }) => access.for === 'case'))
        for (const reference of [file.reference, 'FR-2026-999999', 'nonsense', '%00']) {
          const got = await send(route, token, reference);
          assert.equal(got.status, 404, `${route.path} of ${reference}`);
          leaksNothing(got, route.path);
          answers.add(got.text);
        }
      for (const line of ['GET /log/events/3', 'GET /log/events/999', 'GET /log/events/-1', 'GET /nothing']) {
        const token2 = who === omar ? await api.keyOf(former) : token;
        const got = await ask(line, { token: token2 });
        assert.equal(got.status, 404, line);
        answers.add(got.text);
      }
    }
    assert.equal(answers.size, 1, [...answers].join('\n'));
    assert.equal(await views(), 0, 'no view is recorded of what was not shown');
  });

  await t.test('an exhibit that is not there looks like one of another case', async () => {
    const token = await api.keyOf(ines);
    const texts = await Promise.all(
      [`${file.reference}/exhibits/99`, `${other.reference}/exhibits/1`, `${file.reference}/exhibits/0`].map(
        async (path) => (await ask(`GET /cases/${path}`, { token })).text,
      ),
    );
    assert.equal(new Set(texts).size, 1);
  });

  await t.test('in a case, each role opens what the policy says and nothing else', async () => {
    for (const role of CASE_ROLES) {
      const who = await api.person(`role-${role}`);
      await api.join(who, role);
      const token = await api.keyOf(who);
      for (const route of all) {
        if (route.access.for !== 'case') continue;
        const got = await send(route, token);
        const isRefused = inCase(role, route.access.act) === 'no';
        // The act itself may refuse further on: somebody who may not hold it, say.
        const isByRole =
          got.status === 403 && got.json.expected === LANGUAGES.en.refusals.notAllowed.roleForRoute.expected;
        assert.equal(isByRole, isRefused, `${role}: ${route.method} ${route.path} ${got.status}`);
        if (isRefused) leaksNothing(got, route.path);
      }
    }
  });

  await t.test('in the agency, each role opens what the policy says and nothing else', async () => {
    for (const role of AGENCY_ROLES) {
      const token = await api.keyOf(await api.person(`agency-${role}`, [role]));
      for (const route of all) {
        if (route.access.for !== 'agency') continue;
        const isRefused = inAgency([role], route.access.act) === 'no';
        const got = await send(route, token);
        assert.equal(got.status === 403, isRefused, `${role}: ${route.method} ${route.path} ${got.status}`);
      }
    }
  });

  await t.test('a key that reads changes nothing, though its person may', async () => {
    const token = await api.keyOf(ines, { may: 'read' });
    for (const route of all) {
      const got = await send(route, token);
      if (route.method !== 'GET') assert.equal(got.status, 403, route.path);
    }
    assert.equal((await ask(`GET /cases/${file.reference}`, { token })).status, 200);
  });

  await t.test('a key for one case finds no other, though its person does', async () => {
    await api.join(ines, 'lead', other);
    const token = await api.keyOf(ines, { onlyCase: other.reference });
    const { json } = await ask('GET /cases', { token });
    assert.deepEqual(
      json.items.map((one: { reference: string }) => one.reference),
      [other.reference],
    );
    for (const route of all) {
      const got = await send(route, token);
      if (route.access.for === 'case') assert.equal(got.status, 404, route.path);
      else assert.equal(got.status === 403, route.isForCaseKeys !== true, route.path);
    }
    const [event] = await eventsOf(house, `${file.reference}-1`);
    assert.equal((await ask(`GET /log/events/${event?.index}`, { token })).status, 404);
    assert.equal((await ask(`GET /cases/${other.reference}/exhibits/1`, { token })).status, 200);
  });

  await t.test('a browser asks as its person, and changes something only from a page of ours', async () => {
    const made = await newAccount(people, 'Bea Example', 'bea@agency.example', ['registrar']);
    const as = (origin: string) => ({
      headers: { cookie: made.cookie, origin },
      body: { title: 'x', lead: made.email },
    });
    assert.equal((await ask('GET /me', { headers: { cookie: made.cookie } })).json.key, null);
    for (const origin of ['https://evil.example', 'null', '', 'http://localhost:8471'])
      assert.equal((await ask('POST /cases', as(origin))).status, 403, origin);
    assert.equal((await ask('POST /cases', as(SITE.origin))).status, 201);
    const half = await newAccount(people, 'Half Example', 'half@agency.example', [], false);
    assert.equal((await ask('GET /me', { headers: { cookie: half.cookie } })).status, 401);
    const wrong = { headers: { cookie: made.cookie, authorization: 'Bearer nothing' } };
    assert.equal((await ask('GET /me', wrong)).status, 401, 'a key that fails is not made good by a cookie');
    const bea = await people.signIn.sessionOf(made.cookie);
    assert.ok(bea);
    await people.signIn.endSession(made.id, bea.id);
    assert.equal((await ask('GET /me', { headers: { cookie: made.cookie } })).status, 401);
  });

  await t.test('under another name of the host nothing is answered', async () => {
    const got = await ask('GET /me', { token: await api.keyOf(ines), headers: { host: 'evil.example' } });
    assert.equal(got.status, 421);
  });
});

/** Of somebody whose access ended. */
async function goneKey(api: TestApi): Promise<string> {
  const gone = await api.person('Gone');
  const token = await api.keyOf(gone);
  const ana = await personById(api.made.house.db.kysely, await api.person('Ana', ['administrator']));
  assert.ok(ana);
  await endAccess(api.people, ana, gone);
  return token;
}
