// Changes of the law data, people who leave, and settings, through the API.
import assert from 'node:assert/strict';
import { ALARM_HOURS } from '../../src/requests/machine/clocks/alarm.ts';
import { USUAL_LIMITS } from '../../src/forensics/review/limits.ts';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAnchors } from '../../src/evidence/log/document-anchor.acts.ts';
import { peerOf } from '../../src/evidence/log/peer.do.ts';
import type { Uuid } from '../../src/base/ids.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { factNow } from '../../src/law/apply-change.ts';
import { openPublishedLaw, valuesOf } from '../../src/law/published.acts.ts';
import { personByEmail } from '../../src/people/person.store.ts';
import { certificatesOfPem } from '../../src/verify/x509-pem.ts';
import { pagesOf, type Got, type JsonAnswer } from './api.ts';
import { BODIES, NOBODY, type Story } from './api-routes.ts';
import { testCase } from './installation.ts';
import { KENYA } from './law-change.ts';
import { makeSigner } from './signed-pdf.ts';
import { said as english } from './words.ts';

export async function theLawIsChanged({ api, token }: Story): Promise<void> {
  const { ask, made, people } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const law = openPublishedLaw(made.house.db, people.clock);
  const change = { ...KENYA, was: factNow(valuesOf((await law.latest()).texts), KENYA) };
  const reason = 'Kenya has acceded';
  const stale = await ask('POST /law/changes', as('edda', { change: { ...KENYA, was: null }, reason }));
  assert.equal(stale.status, 422, 'what was seen is what is there');
  const asked = await ask('POST /law/changes', as('edda', { change, reason }));
  assert.equal(asked.status, 201, asked.text);
  const id: string = asked.json.change;
  const open = await pagesOf(ask, '/law/changes', token['edda'], 'outcome=open');
  assert.deepEqual(
    open.map((one: JsonAnswer) => [one.id, one.outcome, one.proposedBy]),
    [[id, 'open', 'Edda Example']],
  );
  assert.deepEqual(await pagesOf(ask, '/law/changes', token['ines'], 'outcome=open'), []);
  assert.equal((await ask(`GET /law/changes/${id}`, as('edda'))).json.reason, reason);
  assert.equal((await ask(`GET /law/changes/${id}`, as('ines'))).status, 404, 'not published');
  const key = '0f4a1d36-law-change';
  const withdraw = `POST /law/changes/${id}/withdraw`;
  assert.equal((await ask(withdraw, { ...as('edda'), key })).status, 204);
  assert.equal((await ask(`${withdraw}?x=1`, { ...as('edda'), key })).status, 422, 'the key of another');
  assert.equal((await ask(withdraw, as('edda'))).status, 409);
  assert.equal((await ask(`GET /law/changes/${NOBODY}`, as('edda'))).status, 404);
  assert.equal((await ask(`POST /law/changes/${NOBODY}/withdraw`, as('edda'))).status, 404);
}

const CHART = `,Signature,Ratification,Entry into Force
Tuvalu,01/09/2026,,
Kiribati,01/09/2026,,
`;

export async function downloadsAreRead({ api, token }: Story): Promise<void> {
  const { ask } = api;
  const as = (body?: object) => ({ token: token['edda'] ?? '', ...(body && { body }) });
  const query = (more: object): string => {
    const sha256 = createHash('sha256').update(CHART).digest('hex');
    const about = { format: 'chart', instrument: 'coe-ets-185', day: '2026-11-01' };
    return new URLSearchParams({ name: 'chart.csv', sha256, ...about, ...more }).toString();
  };
  const send = (more: object = {}): Promise<Got> =>
    ask(`POST /law/imports?${query(more)}`, {
      ...as(),
      headers: { 'content-type': 'application/octet-stream' },
      body: CHART,
    });
  for (const wrong of [{ day: '2999-01-01' }, { celex: '32023R1543' }, { sha256: '0'.repeat(64) }])
    assert.equal((await send(wrong)).status, 422, Object.keys(wrong)[0]);
  assert.equal((await send({ instrument: 'none' })).status, 404);
  const read = await send();
  assert.deepEqual([read.status, read.json.name, read.json.day], [201, 'chart.csv', '2026-11-01']);
  const path = `/law/imports/${read.json.id}`;
  assert.deepEqual((await ask(`GET ${path}`, as())).json, read.json);
  const differences = await pagesOf(ask, `${path}/differences`, token['edda']);
  assert.equal(differences.length, read.json.differences);
  const of = (key: string): JsonAnswer => differences.find((one) => one.key === key);
  assert.deepEqual([of('TV').what, of('TV').isProposed, of('FR').what], ['new', false, 'gone']);
  const chosen = as({ keys: ['TV', 'KI', 'none'] });
  const made = await ask(`POST ${path}/proposals`, chosen);
  assert.equal(made.json.changes.length, 1);
  assert.match(made.json.refused.join(), /parties published for coe-ets-185/, 'Kiribati is a party');
  const again = await ask(`POST ${path}/proposals`, chosen);
  assert.deepEqual([again.json.changes, again.json.refused.length], [[], 1], english.lawImport.isProposed);
  const proposal = await ask(`GET /law/changes/${made.json.changes[0]}`, as());
  assert.match(proposal.json.reason, /chart\.csv, 2026-11-01/);
  assert.equal((await ask(`GET /law/imports/${NOBODY}`, as())).status, 404);
  assert.equal((await ask(`GET /law/imports/${NOBODY}/differences`, as())).status, 404);
  assert.equal((await ask(`POST /law/imports/${NOBODY}/proposals`, chosen)).status, 404);
}

export async function somebodyLeaves({ api, token, id }: Story): Promise<void> {
  const { ask, made } = api;
  const as = (body?: object) => ({ token: token['ana'] ?? '', ...(body && { body }) });
  const leaver = await api.person('Leon', ['registrar', 'dutyOfficer']);
  const theirs = await api.keyOf(leaver);
  const path = `/persons/${leaver}`;
  const roles = async (wanted: readonly string[]) => ask(`POST ${path}/roles`, as({ roles: wanted }));
  assert.deepEqual((await roles(['registrar'])).json.roles, ['registrar']);
  assert.equal((await roles(['registrar', 'auditor'])).status, 403, 'a key gives nothing');
  assert.equal((await roles(['administrator'])).status, 422);
  assert.equal((await ask('GET /me', { token: theirs })).status, 200);
  const file = await testCase(made.house);
  const at = new Date();
  await made.house.db.transaction(async (tx) => {
    await insertMember(tx, { caseId: file.id, person: leaver, role: 'lead', at });
    await insertMember(tx, { caseId: file.id, person: id['omar'] as Uuid, role: 'judge', at });
  });
  const email = 'omar@agency.example';
  const lead = as({ ...BODIES['nameLead'], reference: file.reference, email });
  assert.equal((await ask('POST /case-lead', lead)).status, 404, 'it has a lead');
  assert.equal((await ask(`POST ${path}/end`, as())).status, 204);
  assert.equal((await ask('POST /case-lead', lead)).status, 204);
  assert.equal((await ask(`GET /cases/${file.reference}`, { token: token['omar'] ?? '' })).json.role, 'lead');
  assert.equal((await ask('GET /me', { token: theirs })).status, 401, 'at once, keys and all');
  assert.notEqual((await ask(`GET ${path}`, as())).json.endedAt, null);
  const key = '0f4a1d36-somebody';
  assert.equal((await ask(`POST ${path}/end`, { ...as(), key })).status, 204);
  assert.equal((await ask(`POST ${path}/end?x=1`, { ...as(), key })).status, 422);
  assert.equal((await ask(`GET /persons/${NOBODY}`, as())).status, 404);
  assert.equal((await ask(`POST /persons/${NOBODY}/end`, as())).status, 404);
  assert.equal((await ask(`POST /persons/${NOBODY}/roles`, as({ roles: [] }))).status, 404);
  const [invited] = await pagesOf(ask, '/persons/invitations', token['ana']);
  assert.equal(invited?.email, 'new@agency.example');
  const withdraw = `POST /persons/invitations/${invited?.id}/withdraw`;
  assert.equal((await ask(withdraw, { ...as(), key })).status, 204);
  assert.equal((await ask(`${withdraw}?x=1`, { ...as(), key })).status, 422);
  assert.deepEqual(await pagesOf(ask, '/persons/invitations', token['ana']), []);
  assert.equal((await ask('POST /persons/invitations/nonsense/withdraw', as())).status, 404);
}

export async function contactsAreKept({ api, token }: Story): Promise<void> {
  const { ask } = api;
  const as = (who: string, body?: object) => ({ token: token[who] ?? '', ...(body && { body }) });
  const path = '/law/authorities/nl-npo/contacts';
  const made = await ask(`POST ${path}`, as('edda', BODIES['addAuthorityContact']));
  assert.equal(made.status, 201, made.text);
  const [one, ...more] = await pagesOf(ask, path, token['cora']);
  assert.deepEqual(
    [one?.id, one?.confirmedAt, more],
    [made.json.contact, null, []],
    english.law.contact_.unconfirmed,
  );
  const later = { ...BODIES['addAuthorityContact'], asOf: '2027-10-01' };
  const wrong = { ...BODIES['addAuthorityContact'], value: '0800 1234' };
  for (const body of [later, wrong]) assert.equal((await ask(`POST ${path}`, as('edda', body))).status, 422);
  const none = '/law/authorities/nobody/contacts';
  assert.equal((await ask(`GET ${none}`, as('cora'))).status, 404);
  assert.equal((await ask(`POST ${none}`, as('edda', BODIES['addAuthorityContact']))).status, 404);
  const end = `POST ${path}/${one?.id}/end`;
  const key = '0f4a1d36-contact';
  assert.equal((await ask(end, { ...as('cora'), key })).status, 204);
  assert.equal((await ask(`${end}?x=1`, { ...as('cora'), key })).status, 422, 'the key of another');
  assert.deepEqual(await pagesOf(ask, path, token['cora']), []);
  assert.equal((await ask(`POST ${none}/${NOBODY}/end`, as('cora'))).status, 404);
}

export async function settingsAreSet({ api, token }: Story): Promise<void> {
  const { ask } = api;
  const as = (body?: object) => ({ token: token['ana'] ?? '', ...(body && { body }) });
  for (const [path, operation] of [
    ['profile', 'setProfile'],
    ['fixity', 'setFixity'],
    ['storage', 'setStorage'],
  ] as const)
    assert.equal((await ask(`POST /settings/${path}`, as(BODIES[operation]))).status, 204);
  const { json } = await ask('GET /settings', as());
  assert.deepEqual(
    [json.fixity, json.storage, json.profile],
    [BODIES['setFixity'], BODIES['setStorage'], BODIES['setProfile']],
  );
  assert.equal((await ask('POST /settings/fixity', as({ days: 0 }))).status, 422);
  const withoutReason = { ...BODIES['nameLead'], reason: ' ' };
  assert.equal((await ask('POST /case-lead', as(withoutReason))).status, 422);
  const pictures = BODIES['setPictureLimits'];
  assert.deepEqual((await ask('GET /settings/pictures', as())).json, USUAL_LIMITS);
  assert.equal((await ask('POST /settings/pictures', as(pictures))).status, 204);
  assert.deepEqual((await ask('GET /settings/pictures', as())).json, pictures);
  for (const wrong of [{ suggestedMinutes: 26 }, { mostADay: 0 }, { mostMinutes: 241 }])
    assert.equal((await ask('POST /settings/pictures', as({ ...pictures, ...wrong }))).status, 422);
  assert.deepEqual((await ask('GET /settings/equal-hits', as())).json, { twoPersons: false });
  const policy = BODIES['setEqualHitPolicy'];
  assert.equal((await ask('POST /settings/equal-hits', as(policy))).status, 204);
  assert.deepEqual((await ask('GET /settings/equal-hits', as())).json, policy);
  assert.deepEqual((await ask('GET /settings/alarms', as())).json, ALARM_HOURS);
  assert.equal((await ask('POST /settings/alarms', as(BODIES['setAlarms']))).status, 204);
  assert.deepEqual((await ask('GET /settings/alarms', as())).json, BODIES['setAlarms']);
  assert.equal((await ask('POST /settings/alarms', as({ hours: 0, urgentHours: 1 }))).status, 422);
}

/** A program lists and gives up the certificates that an administrator added on the page. */
export async function signersAreGivenUp({ api, token }: Story): Promise<void> {
  const { ask, people } = api;
  const folder = mkdtempSync(join(tmpdir(), 'comity-signers-'));
  const { rootPem } = makeSigner(folder);
  rmSync(folder, { recursive: true });
  const ana = await personByEmail(people.operator.kysely, 'ana@agency.example');
  if (ana === undefined) throw new Error('an administrator');
  await addAnchors(people, ana, rootPem);
  const path = '/settings/signers';
  const [one, ...more] = await pagesOf(ask, path, token['ana']);
  assert.ok(one && more.length === 0);
  assert.equal(one.subject, 'C=XA, O=Example Trust, CN=Example Root of Signers');
  const [der] = certificatesOfPem(rootPem, 'root');
  assert.equal(one.certificate, Buffer.from(der ?? []).toString('base64'));
  const remove = `POST ${path}/${one.sha256}/remove`;
  const as = { token: token['ana'] ?? '', key: '0f4a1d36-signer-gone' };
  assert.equal((await ask(`POST ${path}/none/remove`, { token: as.token })).status, 404, 'no digest');
  assert.equal((await ask(remove, as)).status, 204);
  assert.equal((await ask(`${remove}?x=1`, as)).status, 422, 'the key of another');
  assert.equal((await ask(remove, { token: as.token })).status, 204, 'again');
  assert.deepEqual(await pagesOf(ask, path, token['ana']), []);
}

/** A program proposes and withdraws; that the keys were compared is said by a person. */
export async function peersAreProposed({ api, token }: Story): Promise<void> {
  const { ask, people } = api;
  const as = (body?: object) => ({ token: token['ana'] ?? '', ...(body && { body }) });
  const path = '/settings/peers';
  const body = BODIES['proposePeer'];
  const key = '0f4a1d36-new-peer';
  const made = await ask(`POST ${path}`, { ...as(body), key });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual((await ask(`POST ${path}`, { ...as(body), key })).json, made.json, 'once');
  assert.deepEqual([made.json.standing, made.json.confirmed, made.json.keys.length], ['proposed', null, 2]);
  assert.equal((await ask(`POST ${path}?x=1`, { ...as(body), key })).status, 422, 'the key of another');
  assert.equal((await ask(`POST ${path}`, as(body))).status, 409, 'one of this log');
  for (const wrong of [{ trust: 'quorum none\n' }, { receivedOn: '2999-01-01' }, { how: ' ' }])
    assert.equal((await ask(`POST ${path}`, as({ ...body, ...wrong }))).status, 422);
  const peers = await pagesOf(ask, path, token['ana']);
  assert.deepEqual(
    peers.map((peer) => [peer.log, peer.standing, peer.keys.length]),
    [['fr.example/custody', 'proposed', 2]],
  );
  assert.equal(await peerOf(people.operator.kysely, 'fr.example/custody'), undefined, 'it does not count');

  const withdraw = `POST ${path}/${made.json.id}/withdraw`;
  const why = BODIES['withdrawPeer'];
  assert.equal((await ask(withdraw, as({ why: 'two\nlines' }))).status, 422);
  const bela = await api.keyOf(await api.person('Bela', ['administrator']));
  const gone = await ask(withdraw, as(why));
  assert.deepEqual([gone.status, gone.json.standing], [200, 'withdrawn'], gone.text);
  assert.equal((await ask(withdraw, as(why))).json.withdrawn.at, gone.json.withdrawn.at, 'again');
  assert.equal((await ask(withdraw, { token: bela, body: why ?? {} })).status, 409, 'somebody was faster');
  assert.equal((await ask(`POST ${path}/${NOBODY}/withdraw`, as(why))).status, 404);
  assert.equal((await ask(`POST ${path}`, as(body))).status, 201, 'and proposed again');
}
