// A document that waits to be registered is seen by whoever may register it; once somebody says that it is confidential, by whoever may know.
// On the pages, by the API, and by the database alone.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { answerAct } from './support/answer-act.ts';
import { newUuid } from '../src/base/ids.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { caseOfMember, insertMember } from '../src/people/case-member.store.ts';
import { grantRoles } from '../src/people/person.store.ts';
import { inCase } from '../src/people/policy.ts';
import { CASE_ROLES, type AgencyRole, type CaseRole } from '../src/people/roles.ts';
import { keepConfidential } from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { keepPaper, registerRequest, type Registered } from '../src/requests/verbs/incoming/register.acts.ts';
import { requestOf } from '../src/requests/machine/states/request.store.ts';
import { isWho } from '../src/requests/machine/states/actor-roles.ts';
import { requestScene } from './support/complete-request.ts';
import { testCase } from './support/installation.ts';
import { enrol, testSite, type Enrolled } from './support/people.ts';
import { as, person as personIn, rawApp } from './support/raw-app.ts';
import { isRefusal } from './support/refusal.ts';
import { tusOf } from './support/uploads.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n and a picture', 'latin1');
const RECEIPT: Omit<Registered, 'form'> = {
  paper: undefined,
  counterpart: 'JP',
  urgency: 'normal',
  writtenIn: 'en',
  reference: 'JP-441/26',
  receivedAt: '2026-10-05T11:30:00+02:00',
  zone: 'Europe/Paris',
  evidence: 'Receipt of the registered letter of 5 October 2026',
};

test('the database lets see what waits who registers by the policy, and nobody else', async (t) => {
  const scene = await requestScene(t);
  const { made, file, house } = scene;
  await keepPaper(scene.lead, { name: 'scan.png', bytes: PNG });
  const app = await rawApp(t, made);
  const roles: readonly (readonly AgencyRole[])[] = [
    [],
    ['centralAuthority'],
    ['dutyOfficer'],
    ['registrar'],
  ];
  for (const [i, role] of CASE_ROLES.entries())
    for (const [j, agency] of roles.entries()) {
      const one = await personIn(made, `p${i}-${j}`);
      const at = new Date(house.clock());
      await house.db.transaction(async (tx) => {
        await grantRoles(tx, { person: one, roles: agency, by: undefined, at });
        await insertMember(tx, { caseId: file.id, person: one, role, at });
      });
      const registers =
        inCase(role, 'draftRequest') === 'yes' && isWho({ role, roles: agency }, 'counterpart');
      const discard = `update request_paper set bytes = null, discarded_at = now(), discarded_by = $1, discard_reason = 'x'`;
      const [seen, changed] = await as(app, one, async () => [
        (await app.query('select id from request_paper')).rows.length,
        (await app.query(discard, [one])).rowCount,
      ]);
      assert.deepEqual([seen, changed], registers ? [1, 1] : [0, 0], `${role}, ${agency.join()}`);
    }
});

async function desk(t: TestContext) {
  const made = await testSite(t);
  const { house, people, site } = made;
  const file = await testCase(house);
  const join = (name: string, role: CaseRole, roles: readonly AgencyRole[] = []): Promise<Enrolled> =>
    enrol(people, name, roles, [[file, role]]);
  const app = await rawApp(t, made.made);
  const base = `/cases/${file.reference}/requests`;
  return {
    ...made,
    file,
    app,
    base,
    lena: await join('lena', 'lead'),
    paula: await join('paula', 'prosecutor'),
    ines: await join('ines', 'investigator'),
    upload: async (who: Enrolled): Promise<string> => {
      const body = new FormData();
      body.set('file', new Blob([PNG]), 'Quagga.png');
      const headers = { cookie: who.cookie, origin: site.url };
      const url = `${site.url}${base}/incoming`;
      const sent = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
      const [, paper] = /\/papers\/([^/]+)\/register$/.exec(sent.headers.get('location') ?? '') ?? [];
      return paper ?? assert.fail(`${sent.status}`);
    },
    /** What this person finds of the paper: its page, the list of the case, the API, rows. */
    finds: async (who: Enrolled, paper: string) => {
      const page = async (path: string): Promise<Response> =>
        fetch(`${site.url}${base}${path}`, { headers: { cookie: who.cookie } });
      const by = { by: who.person, name: 'Register', may: 'read', days: 30 } as const;
      const authorization = `Bearer ${await makeApiKey(people, by)}`;
      const api = await fetch(`${site.url}/api/v1/cases/${file.reference}/waiting-documents`, {
        headers: { authorization },
      });
      const rows = await as(app, who.id, () =>
        app.query('select id from request_paper where id = $1', [paper]),
      );
      return {
        paper: (await page(`/papers/${paper}`)).status,
        waits: (await (await page('/incoming')).text()).includes('Quagga'),
        api: ((await api.json()) as { items: unknown[] }).items.length,
        rows: rows.rows.length,
      };
    },
  };
}

const ALL = { paper: 200, waits: true, api: 1, rows: 1 };
const NOTHING = { paper: 404, waits: false, api: 0, rows: 0 };

test('what waits is seen by who may register; said to be confidential, by who is named, from its first moment', async (t) => {
  const scene = await desk(t);
  const { site, people, file, base, lena, paula, ines, upload, finds } = scene;
  const paper = await upload(lena);
  assert.deepEqual(await finds(lena, paper), ALL);
  assert.deepEqual(await finds(paula, paper), ALL);
  assert.deepEqual(await finds(ines, paper), NOTHING);

  const { form } = tusOf(site, lena);
  const key = newUuid(people.clock, people.random);
  const address = `${base}/papers/${paper}/register`;
  const told = {
    form: { form: 'bc-29-preservation' },
    asker: { 'asker.counterpart': 'JP', 'asker.writtenIn': 'en', 'asker.urgency': 'normal' },
  };
  const receipt = {
    'receipt.received.when': 'now',
    'receipt.received.zone': 'Europe/Paris',
    'receipt.reference': '',
    'receipt.evidence': 'By the post of today',
  };
  const named = {
    receipt: { ...receipt, 'receipt.confidence': 'named' },
    until: { 'until.day': '' },
    knowers: { knowers: lena.id },
    reason: { reason: 'An officer is at risk' },
  };
  const leads = async (answers: Parameters<typeof answerAct>[2]): Promise<string> =>
    (await answerAct(form, address, answers, key)).replace(/^.*\//, '');
  assert.equal(await leads(told), 'receipt', 'who may know is asked');
  const alone = { ...named, knowers: { knowers: paula.id } };
  assert.equal(await leads(alone), 'knowers', 'whoever registers it knows of it');
  assert.match(await leads(named), /^1\?done=yes$/);
  for (const who of [paula, ines]) assert.deepEqual(await finds(who, paper), NOTHING);
  assert.deepEqual(await finds(lena, paper), { paper: 200, waits: false, api: 0, rows: 1 });
  const seen = (who: Enrolled) => people.db.asPerson(who.id, (tx) => requestOf(tx, file.id, 1));
  assert.equal((await seen(lena))?.isRestricted, true);
  assert.deepEqual([await seen(paula), await seen(ines)], [undefined, undefined]);
});

test('by the API a request is confidential from its registration; who drafts and keeps a desk may say so too', async (t) => {
  const { people, site, file, lena } = await desk(t);
  const olga = await enrol(people, 'olga', ['centralAuthority'], [[file, 'investigator']]);
  const by = { by: olga.person, name: 'Register', may: 'write', days: 30 } as const;
  const authorization = `Bearer ${await makeApiKey(people, by)}`;
  const { receivedAt, zone, evidence } = RECEIPT;
  const register = async (knowers: readonly string[]) => {
    const kept = { knowers, until: null, reason: 'Asked for by the sender' };
    const told = { form: 'bc-29-preservation', counterpart: 'JP', receivedAt, zone, evidence };
    const answer = await fetch(`${site.url}/api/v1/cases/${file.reference}/requests/incoming`, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        'idempotency-key': newUuid(people.clock, people.random),
      },
      body: JSON.stringify({ ...told, confidentiality: kept }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const alone = await register([olga.id]);
  assert.deepEqual([alone.status, /a lead of the case/.test(alone.text)], [422, true], alone.text);
  const done = await register([olga.id, lena.id]);
  assert.equal(done.status, 201, done.text);
  const paula = await enrol(people, 'pia', [], [[file, 'prosecutor']]);
  const seen = (who: Enrolled) => people.db.asPerson(who.id, (tx) => requestOf(tx, file.id, 1));
  assert.deepEqual(
    [(await seen(olga))?.isRestricted, (await seen(lena))?.isRestricted, await seen(paula)],
    [true, true, undefined],
  );
});

test('about a confidential request it is kept to some of those who know of that, and to nobody else', async (t) => {
  const { lead, prosecutor, people, file } = await requestScene(t);
  const about = await beginRequest(lead, 'bc-31-subscriber', {});
  const known = { until: undefined, reason: 'Officers at risk' };
  await keepConfidential(lead, { ...known, number: about, knowers: [lead.person.id] });
  const told = { ...RECEIPT, form: 'bc-29-preservation', about };
  const both = [lead.person.id, prosecutor.person.id];
  await assert.rejects(
    registerRequest(lead, { ...told, kept: { ...known, knowers: both } }),
    isRefusal('badInput', /somebody who may not/),
  );
  const number = await registerRequest(lead, { ...told, kept: { ...known, knowers: [lead.person.id] } });
  const seen = ({ person }: typeof lead) =>
    people.db.asPerson(person.id, (tx) => requestOf(tx, file.id, number));
  assert.deepEqual([(await seen(lead))?.isRestricted, await seen(prosecutor)], [true, undefined]);
});

test('a request of ours keeps no paper: what comes in answer to it is a delivery', async (t) => {
  const { site, house, people, file: made, base, app, lena, ines } = await desk(t);
  const file = await caseOfMember(house.db.kysely, made.reference, ines.id);
  assert.ok(file);
  const number = await beginRequest({ people, person: ines.person, file }, 'bc-31-subscriber', {});
  for (const method of ['GET', 'POST'] as const) {
    const body = new FormData();
    body.set('file', new Blob([PNG]), 'Quagga.png');
    const headers = { cookie: lena.cookie, origin: site.url };
    const sent = { method, headers, ...(method === 'POST' && { body }) };
    assert.equal((await fetch(`${site.url}${base}/${number}/papers`, sent)).status, 404, method);
  }
  const { rows } = await as(app, lena.id, () => app.query('select id from request_paper'));
  assert.deepEqual(rows, []);
});
