// Every mounted route, tried by everybody who should not get in: refused, and nothing leaked. A route that is mounted
// without a line that says who may open it fails here (and does not compile).
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { insertDraft } from '../src/court/certificate.store.ts';
import type { Exhibit } from '../src/evidence/exhibits/exhibit.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { endAccess, type People } from '../src/people/people.acts.ts';
import { grantRoles, insertPerson, personById } from '../src/people/person.store.ts';
import { inAgency, inCase } from '../src/people/policy.ts';
import type { AgencyRole, CaseRole } from '../src/people/roles.ts';
import type { Caller } from '../src/people/sign-in.acts.ts';
import type { ApiRoute } from '../src/people/visit.api.ts';
import type { PageRoute } from '../src/people/visit.routes.ts';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { API, DOCUMENT_PATH } from '../src/server/api.ts';
import type { WireRoute } from '../src/exchange/wire.routes.ts';
import { buildApp, PLAIN_ROUTES } from '../src/server/app.ts';
import { openHouse } from '../src/server/server.ts';
import { openDatabase } from '../src/platform/database.ts';
import { ADDRESS_PARTS, filledIn, type AddressParts } from './support/address-parts.ts';
import { requestBy } from './support/begun-request.ts';
import { testCase, testExhibit, testInstallation } from './support/installation.ts';
import { outsideOf } from './support/outside.ts';
import { codeOf } from './support/site.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { broughtBy } from './support/upload-draft.ts';

const URL_OF_SITE = new URL('http://localhost:8470');
const PASSWORD = 'correct horse battery staple';
const SECRETS = ['Harbour invoices', 'Letter of the harbour master', 'Ines Example', 'Office at the harbour'];
const CALLER: Caller = { cookie: '', address: '127.0.0.1', browser: 'test' };

const RAVI: readonly AgencyRole[] = [
  'registrar',
  'centralAuthority',
  'dutyOfficer',
  'knowledgeEditor',
  'auditor',
];

interface Tried {
  readonly routes: readonly PageRoute[];
  readonly api: readonly ApiRoute[];
  readonly wire: readonly WireRoute[];
  readonly mounted: readonly { readonly method: string; readonly path: string }[];
  /** Sends a request as whoever has this cookie. */
  readonly ask: (
    route: Pick<PageRoute, 'method' | 'path'>,
    cookie: string,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly cookie: { readonly [who: string]: string };
  readonly people: People;
  /** Of Ines, who leads the case. */
  readonly key: string;
  readonly views: () => Promise<number>;
}

async function openTried(t: TestContext): Promise<Tried> {
  const { house, home, env } = await testInstallation(t);
  const opened = await openHouse(home, env, URL_OF_SITE, 'first-token');
  atEnd(t, () => opened.close());
  const { people, routes } = opened;
  const file = await testCase(house, 'Harbour invoices');
  const other = await testCase(house, 'Another case');
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const title = 'Letter of the harbour master';
  const exhibit = await testExhibit(house, file, { title, from: { kind: 'path', path } });

  const cookie: { [who: string]: string } = { stranger: '', forged: 'comity.session_token=abc.def' };
  const ids: { [who: string]: Uuid } = {};
  const enrol = async (who: string, roles: readonly AgencyRole[] = []): Promise<void> => {
    const made = await newPerson(
      people,
      `${who[0]?.toUpperCase()}${who.slice(1)} Example`,
      `${who}@agency.example`,
      roles,
    );
    cookie[who] = made.cookie;
    ids[who] = made.id;
  };
  await enrol('ines');
  await enrol('omar');
  await enrol('former');
  await enrol('late');
  await enrol('ended');
  await enrol('ana', ['administrator']);
  await enrol('ravi', RAVI);
  const members: [string, CaseRole][] = [
    ['ines', 'lead'],
    ['former', 'investigator'],
    ['late', 'investigator'],
    ['ended', 'investigator'],
  ];
  const at = new Date(house.clock());
  await house.db.transaction(async (tx) => {
    for (const [who, role] of members)
      await insertMember(tx, { caseId: file.id, person: ids[who]!, role, at });
    await insertMember(tx, { caseId: other.id, person: ids['omar']!, role: 'lead', at });
    await sql`delete from case_member where person_id = ${ids['former']!}`.execute(tx);
  });
  for (const role of ['prosecutor', 'judge', 'translator', 'observer', 'defence'] as const) {
    await enrol(role);
    await house.db.transaction((tx) => insertMember(tx, { caseId: file.id, person: ids[role]!, role, at }));
  }
  const ana = await personById(house.db.kysely, ids['ana']!);
  assert.ok(ana);
  await endAccess(people, ana, ids['ended']!);
  cookie['half'] = (await newPerson(people, 'Half Example', 'half@agency.example', [], false)).cookie;
  await expire(t, home, env, ids['late']!);

  const outside = await outsideOf(URL_OF_SITE);
  const { assets, requests: many } = outside;
  const leader = await personById(house.db.kysely, ids['ines']!);
  assert.ok(leader);
  const key = await makeApiKey(people, { by: leader, name: 'Test program', may: 'write', days: 7 });
  const app = buildApp(outside, { people, assets, tries: many, perPerson: many }, opened);
  const values: AddressParts = {
    case: file.reference,
    ...ADDRESS_PARTS,
    id: ids['omar']!,
    token: 'no-such-token',
    change: ids['omar']!,
    import: ids['omar']!,
    contact: ids['omar']!,
    message: ids['omar']!,
    file: 'law.json',
    name: 'agency-tsa',
    rule: 'us-2',
    asked: 'copy',
    time: 'hours',
    limit: 'mostADay',
    ...(await broughtBy(people, ids['ines']!, file.id)),
    ...(await requestBy(people, ids['ines']!, file.id)),
    draft: await draftedBy(people, ids['ines']!, exhibit),
  };
  return {
    routes,
    api: opened.api,
    wire: opened.wire,
    people,
    key,
    cookie,
    mounted: app.routes.filter((one) => one.method !== 'ALL'),
    views: async () =>
      (await eventsOf(house, exhibit.number)).filter(({ event }) => event.type === 'viewed').length,
    ask: async (route, who, headers = {}) => {
      const address = filledIn(route.path, values, () => '');
      const request = new Request(new URL(address, URL_OF_SITE), {
        method: route.method,
        headers: { host: URL_OF_SITE.host, origin: URL_OF_SITE.origin, cookie: who, ...headers },
        ...(route.method === 'POST'
          ? { body: new URLSearchParams({ email: 'omar@agency.example', role: 'observer' }) }
          : {}),
      });
      return app.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
    },
  };
}

/** A certificate that was drafted for a court. */
async function draftedBy(people: People, by: Uuid, { id: exhibitId, caseId }: Exhibit): Promise<Uuid> {
  const id = newUuid(people.clock, people.random);
  const at = new Date(people.clock());
  const made = { id, exhibitId, caseId, rule: 'us-2', dataVersion: '0123456789abcdef', by, at };
  await people.operator.transaction((tx) => insertDraft(tx, { ...made, answers: { copy: 'A copy' } }));
  return id;
}

/** An account with a second step, signed in. */
async function newPerson(
  people: People,
  name: string,
  email: string,
  roles: readonly AgencyRole[],
  isStrong = true,
): Promise<{ id: Uuid; cookie: string }> {
  const id = await people.signIn.createAccount({ name, email, password: PASSWORD });
  const createdAt = new Date();
  await people.operator.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt });
    await grantRoles(tx, { person: id, roles, by: undefined, at: createdAt });
  });
  const first = await people.signIn.withPassword(CALLER, email, PASSWORD);
  assert.ok(first.ok);
  const cookie = cookieOf(first.cookies);
  if (!isStrong) return { id, cookie };
  const caller = { ...CALLER, cookie };
  const factor = await people.signIn.beginFactor(caller, PASSWORD);
  assert.ok(factor);
  const second = await people.signIn.confirmFactor(caller, codeOf(factor.key));
  assert.ok(second.ok);
  return { id, cookie: cookieOf(second.cookies) };
}

function cookieOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';')[0]).join('; ');
}

/** As if the person had signed in thirteen hours ago and been busy since. */
async function expire(
  t: TestContext,
  home: Parameters<typeof openDatabase>[0],
  env: NodeJS.ProcessEnv,
  person: Uuid,
): Promise<void> {
  const db = await openDatabase<object>(home, {
    env,
    session: { 'comity.as': 'sign-in', search_path: 'auth' },
  });
  atEnd(t, () => db.close());
  const long = sql`update auth."session" set "createdAt" = now() - interval '13 hours' where "userId" = ${person}`;
  await long.execute(db.kysely as Kysely<unknown>);
}

async function leaksNothing(response: Response, what: string): Promise<string> {
  const text = await response.text();
  for (const secret of SECRETS) assert.equal(text.includes(secret), false, `${what} shows “${secret}”`);
  return text;
}

test('access', async (t) => {
  const tried = await openTried(t);
  await t.test('every mounted route says who may open it', async () => {
    const { routes, api, wire, mounted } = tried;
    const known = new Set([
      ...routes.map((one) => `${one.method} ${one.path}`),
      ...PLAIN_ROUTES.map((path) => `GET ${path}`),
      ...wire.map((one) => `${one.method} ${one.path}`), // test/exchange.test.ts tries them
      ...api.map((one) => `${one.method} ${API}${one.path}`),
      `GET ${DOCUMENT_PATH}`, // test/api-access.test.ts tries the API
    ]);
    assert.ok(routes.length > 30);
    for (const { method, path } of mounted) assert.ok(known.has(`${method} ${path}`), `${method} ${path}`);
    for (const { path, access } of routes)
      assert.equal(path.startsWith('/cases/:case'), access.for === 'case', `${path} is about a case`);
  });

  await t.test('who is not signed in, or not any more, is led to the door by every route', async () => {
    const { routes, cookie, ask } = tried;
    for (const who of ['stranger', 'forged', 'late', 'ended'])
      for (const route of [
        ...routes,
        { method: 'GET', path: '/no-such-page', access: { for: 'signedIn' } } as const,
      ]) {
        if (route.access.for === 'everybody') continue;
        const response = await ask(route, cookie[who] ?? '');
        const what = `${who}: ${route.method} ${route.path}`;
        assert.equal(response.status, 303, what);
        assert.match(response.headers.get('location') ?? '', /^\/sign-in/, what);
        await leaksNothing(response, what);
      }
  });

  await t.test('a key of the API opens no page, whatever its person may', async () => {
    const { routes, ask, key } = tried;
    for (const route of routes) {
      if (route.access.for === 'everybody') continue;
      const response = await ask(route, '', { authorization: `Bearer ${key}` });
      const what = `${route.method} ${route.path}`;
      assert.equal(response.status, 303, what);
      assert.match(response.headers.get('location') ?? '', /^\/sign-in/, what);
      await leaksNothing(response, what);
    }
  });

  await t.test('without the second step nothing is open but setting it up', async () => {
    const { routes, cookie, ask } = tried;
    for (const route of routes) {
      if (route.access.for === 'everybody' || route.access.for === 'halfSignedIn') continue;
      const response = await ask(route, cookie['half'] ?? '');
      assert.equal(response.headers.get('location'), '/account/second-step', `${route.method} ${route.path}`);
    }
  });

  await t.test('a case of others is absent: the same answer as for one that does not exist', async () => {
    const { routes, cookie, ask, views } = tried;
    const absent = await (
      await ask({ method: 'GET', path: '/cases/FR-2026-999999' }, cookie['omar'] ?? '')
    ).text();
    for (const who of ['omar', 'former', 'ana', 'ravi'])
      for (const route of routes) {
        if (route.access.for !== 'case') continue;
        const what = `${who}: ${route.method} ${route.path}`;
        const response = await ask(route, cookie[who] ?? '');
        assert.equal(response.status, 404, what);
        const text = await leaksNothing(response, what);
        if (who === 'omar') assert.equal(text, absent, what);
      }
    assert.equal(await views(), 0, 'no view is recorded of what was not shown');
  });

  await t.test(
    'what is absent and what is not yours cost the same work: their time tells nothing',
    async () => {
      const { routes, cookie, ask, people } = tried;
      const asked: string[] = [];
      const watched: readonly object[] = [people.db, people.operator];
      for (const one of watched)
        for (const act of ['asPerson', 'transaction']) {
          const found: unknown = Reflect.get(one, act);
          if (typeof found !== 'function') continue;
          Reflect.set(one, act, (...given: unknown[]): unknown => {
            asked.push(act);
            return Reflect.apply(found, one, given);
          });
        }
      const workFor = async (
        route: (typeof routes)[number],
        reference: string,
      ): Promise<readonly string[]> => {
        asked.length = 0;
        const path = route.path.replace(':case', reference);
        assert.equal((await ask({ method: route.method, path }, cookie['omar'] ?? '')).status, 404, path);
        return [...asked];
      };
      for (const route of routes) {
        if (route.access.for !== 'case') continue;
        const [theirs, absent] = [
          await workFor(route, 'FR-2026-000001'),
          await workFor(route, 'FR-2026-999999'),
        ];
        assert.deepEqual(theirs, absent, `${route.method} ${route.path}`);
        assert.ok(theirs.includes('asPerson'), 'it was looked for');
      }
    },
  );

  await t.test('in a case, each role opens what the policy says and nothing else', async () => {
    const { routes, cookie, ask, views } = tried;
    const before = await views();
    for (const role of ['prosecutor', 'judge', 'translator', 'observer', 'defence'] as const)
      for (const route of routes) {
        if (route.access.for !== 'case') continue;
        const status = (await ask(route, cookie[role] ?? '')).status;
        // A form that is not the one we gave is answered with the page again (422, 409), or led back to it (303).
        const opened = route.method === 'GET' ? [200, 303] : [200, 303, 409, 422];
        const wanted = inCase(role, route.access.act) !== 'no' ? opened : [403];
        assert.ok(wanted.includes(status), `${role}: ${route.method} ${route.path}: ${status}`);
      }
    const certificate = 3; // the prosecutor: the form, and the draft in two forms
    const inside = 17; // each looks at its contents too, at what was found in it, at its types, and one of them at both queues of its hits
    assert.equal((await views()) - before, 5 + inside + certificate, 'one view for each who looked');
  });

  await t.test('in the agency, a role that the policy does not name opens nothing', async () => {
    const { routes, cookie, ask } = tried;
    for (const route of routes) {
      if (route.access.for !== 'agency') continue;
      const what = `${route.method} ${route.path}`;
      const response = await ask(route, cookie['ines'] ?? '');
      assert.equal(response.status, 403, what);
      await response.text();
      for (const [who, roles] of [['ravi', RAVI] as const, ['ana', ['administrator']] as const])
        if (inAgency(roles, route.access.act) === 'no')
          assert.equal((await ask(route, cookie[who] ?? '')).status, 403, `${who}: ${what}`);
      const isOpen = inAgency(RAVI, route.access.act) !== 'no';
      assert.equal((await ask(route, cookie['ravi'] ?? '')).status === 403, !isOpen, what);
    }
  });

  await t.test('an act that comes from another site, or from nowhere, is refused', async () => {
    const { routes, cookie, ask, people } = tried;
    for (const route of routes) {
      if (route.method === 'GET') continue;
      for (const origin of ['https://evil.example', 'null', '', 'http://localhost:8471']) {
        const response = await ask(route, cookie['ana'] ?? '', { origin });
        assert.equal(response.status, 403, `${route.path} from ${origin}`);
      }
    }
    assert.ok((await people.signIn.sessionOf(cookie['ana'] ?? '')) !== undefined, 'still signed in');
  });

  await t.test('under another name of the host nothing is answered but where to go', async () => {
    const { cookie, ask } = tried;
    const response = await ask({ method: 'GET', path: '/people' }, cookie['ana'] ?? '', {
      host: 'evil.example:8470',
    });
    assert.equal(response.headers.get('location'), `${URL_OF_SITE.origin}/`);
    assert.equal(
      (await ask({ method: 'POST', path: '/sign-out' }, '', { host: 'evil.example' })).status,
      421,
    );
  });

  await t.test('five wrong passwords close an account for a while, whether or not it exists', async () => {
    const { people } = tried;
    for (const email of ['ines@agency.example', 'nobody@agency.example']) {
      const tries = await Promise.all(
        Array.from({ length: 12 }, () => people.signIn.withPassword(CALLER, email, 'wrong password here')),
      );
      const whys = tries.map((one) => (one.ok ? 'in' : one.why));
      assert.equal(whys.filter((why) => why === 'wrong').length, 5, email);
      assert.equal(whys.filter((why) => why === 'locked').length, 7, email);
    }
    const right = await people.signIn.withPassword(CALLER, 'ines@agency.example', PASSWORD);
    assert.deepEqual(right, { ok: false, why: 'locked' });
  });

  await t.test('no page has code or looks within it, so that none need be allowed', async () => {
    const { routes, cookie, ask } = tried;
    let pages = 0;
    for (const route of routes) {
      if (route.method !== 'GET' || route.path.endsWith('/events')) continue;
      for (const who of ['stranger', 'prosecutor', 'ana', 'ravi']) {
        const response = await ask(route, cookie[who] ?? '');
        const { headers } = response;
        const isPage = (headers.get('content-type') ?? '').startsWith('text/html');
        if (!isPage || headers.has('content-disposition')) {
          await response.body?.cancel();
          continue;
        }
        pages += 1;
        const text = await response.text();
        const policy = headers.get('content-security-policy') ?? '';
        assert.doesNotMatch(policy, /unsafe-inline/, route.path);
        if (route.path === '/check') continue; // one file that works from a disk too: its policy names the digests of its parts
        assert.doesNotMatch(
          text,
          /<script(?![^>]*\ssrc=)[^>]*>|<style|<[^>]+\s(?:style|on[a-z]+)=/i,
          route.path,
        );
        assert.match(policy, /script-src 'self';.*style-src 'self'/, route.path);
      }
    }
    assert.ok(pages > 150);
  });

  await t.test('every answer carries the headers that keep a browser safe', async () => {
    const { cookie, ask } = tried;
    for (const [who, path] of [
      ['stranger', '/sign-in'],
      ['ana', '/people'],
      ['ana', '/no-such-page'],
    ] as const) {
      const { headers } = await ask({ method: 'GET', path }, cookie[who] ?? '');
      assert.match(
        headers.get('content-security-policy') ?? '',
        /default-src 'none'.*frame-ancestors 'none'/,
      );
      assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cache-control'), 'no-store');
    }
  });
});
