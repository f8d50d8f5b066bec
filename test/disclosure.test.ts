// The defence and a court are receivers too: one person reads and checks what was disclosed to them, and finds nothing else; each look is
// an event; what may not leave is refused for a person as it is for an agency.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { addCondition } from '../src/evidence/custody/condition.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { askShare, makeShare, removeShare } from '../src/evidence/packages/share.acts.ts';
import type { Share } from '../src/evidence/packages/share.ts';
import { hashFiles } from '../src/platform/copy.ts';
import { openPackage } from '../src/platform/package-reader.ts';
import { verifyPackage } from '../src/verify/package.ts';
import { readTrust } from '../src/verify/trust.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { disclosureById } from '../src/people/disclosure.store.ts';
import { CODE_TRIES_MAX } from '../src/people/disclosure.ts';
import { asPortal } from '../src/people/portal-account.store.ts';
import {
  disclose,
  makeNewCode,
  openingOf,
  takeDisclosureBack,
  type ToDisclose,
} from '../src/portal/disclosure.do.ts';
import { shareOf } from './support/held-exhibit.ts';
import { testCase, testExhibit } from './support/installation.ts';
import { asMember, cookieOf, enrol, testHouse } from './support/people.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { doorsOf } from './support/receivers.ts';

const NOVA = { name: 'Nova Example', capacity: 'Counsel of the accused' };

async function scene(t: TestContext) {
  const opened = await testHouse(t);
  const { house, people } = opened;
  const file = await testCase(house, 'Harbour invoices');
  const bytes = Buffer.from('a letter');
  const one = await testExhibit(house, file, {
    title: 'Letter of the harbour master',
    from: { kind: 'stream', name: 'letter.txt', stream: [bytes] },
  });
  const other = await testExhibit(house, file, {
    title: 'Not for them',
    from: { kind: 'stream', name: 'secret.txt', stream: [Buffer.from('x')] },
  });
  const jana = await enrol(people, 'jana', [], [[file, 'judge']]);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const [judge, lead] = [await asMember(people, jana, file), await asMember(people, lena, file)];
  const key = (): Uuid => newUuid(people.clock, people.random);
  const packageOf = async (number: string, more: Partial<Share> = {}): Promise<Uuid> => {
    const id = key();
    const share = shareOf(number, {
      receiver: { name: 'Defence in the harbour case', state: 'FR' },
      ...more,
    });
    await askShare(house, { by: judge, share, id });
    const { signal } = new AbortController();
    await makeShare(house, { id, caseId: file.id, role: 'judge', signal, onProgress: () => undefined });
    return id;
  };
  const desk = { house, people };
  const to = async (pack: Uuid, more: Partial<ToDisclose> = {}) => {
    const id = key();
    const until = new Date(house.clock() + 7 * 86_400_000).toISOString().slice(0, 10);
    const asked = {
      way: 'portal',
      who: 'defence',
      person: NOVA,
      proceeding: 'Tribunal of Lyon, 26/00012',
      until,
      codeRoad: 'telephone',
    } as const;
    await disclose(desk, { by: judge, package: pack, id, asked, ...more });
    const seen = async () => {
      const disclosure = await disclosureById(house.db.kysely, pack, id);
      assert.ok(disclosure);
      return disclosure;
    };
    const opens = async () => openingOf(people, await seen(), judge.person.id);
    return { id, seen, opens };
  };
  const ask = await doorsOf(opened);
  const enter = async (token: string, code: string) => ask(`/portal/open/${token}`, '', { form: { code } });
  const letIn = async (made: Awaited<ReturnType<typeof to>>): Promise<string> => {
    const opening = await made.opens();
    assert.ok(opening);
    const answer = await enter(opening.token, opening.code.toLowerCase().replace('-', ' '));
    assert.equal(answer.headers.get('location'), '/portal/disclosed');
    return cookieOf(answer.headers.getSetCookie());
  };
  const typesOf = async (number: string) => (await eventsOf(house, number)).map(({ event }) => event.type);
  return { ...opened, file, bytes, one, other, judge, lead, packageOf, to, desk, ask, enter, letIn, typesOf };
}

test('what was disclosed to a person is read and checked by that person, each look recorded, and nothing else is there', async (t) => {
  const s = await scene(t);
  const { house, people, one, other, ask, file } = s;
  const pack = await s.packageOf(one.number);
  const nova = await s.to(pack);
  const cookie = await s.letIn(nova);
  const list = await (await ask('/portal/disclosed', cookie)).text();
  assert.ok(list.includes('Letter of the harbour master') && !list.includes('Not for them'));
  assert.equal((await ask('/portal/disclosed', cookie)).status, 200);
  const at = `/portal/disclosed/exhibits/${one.number}`;
  const page = await (await ask(at, cookie)).text();
  const sha256 = createHash('sha256').update(s.bytes).digest('hex');
  assert.ok(page.includes(sha256), 'the digest stands beside the file');
  assert.ok(page.includes('/files/data/letter.txt'));
  const copy = await ask(`${at}/files/data/letter.txt`, cookie);
  assert.deepEqual(Buffer.from(await copy.arrayBuffer()), s.bytes);
  const whole = await ask('/portal/disclosed/package', cookie);
  const zip = Buffer.from(await whole.arrayBuffer());
  const path = join(temporaryFolder(t), 'package.zip');
  writeFileSync(path, zip);
  const reader = await openPackage(path, nodeCrypto, () => Promise.resolve(hashFiles));
  atEnd(t, () => reader.close());
  const trust = readTrust(Buffer.from(s.made.trust), 'trust', nodeCrypto);
  assert.equal((await verifyPackage(reader, { crypto: nodeCrypto, trust })).ok, true);
  const events = await eventsOf(house, one.number);
  assert.deepEqual(
    events.map(({ event }) => event.type),
    ['acquired', 'stored', 'disclosed', 'disclosed', 'viewed', 'viewed', 'downloaded', 'downloaded'],
    'the package, the person, the list once, the page, a copy, the package',
  );
  for (const { event, detail } of events.slice(4)) {
    assert.equal(event.actor.role, 'defence');
    assert.match(detail?.text ?? '', /Nova Example.*portal, disclosure/);
  }
  assert.deepEqual(await s.typesOf(other.number), ['acquired', 'stored']);

  // Nothing else: not another exhibit of the case, no page of the agency, no order of a provider; nor has anybody else what is theirs.
  for (const path of [
    `/portal/disclosed/exhibits/${other.number}`,
    `/portal/disclosed/exhibits/${other.number}/files/data/secret.txt`,
    `${at}/files/data/none.txt`,
    `${at}/files/..%2f..%2fsettings.json`,
    '/cases',
    `/cases/${file.reference}`,
    `/cases/${file.reference}/evidence/1`,
    '/portal/account',
    '/receivers',
    '/people',
    '/account/second-step',
    '/no-such-page',
  ])
    assert.equal((await ask(path, cookie)).status, 404, path);
  assert.equal((await ask('/', cookie)).headers.get('location'), '/portal/disclosed');
  const mine = await s.to(await s.packageOf(other.number), { by: s.judge });
  const second = await s.letIn(mine);
  assert.equal((await ask(at, second)).status, 404, 'another disclosure');
  assert.ok(!(await (await ask('/portal/disclosed', second)).text()).includes(one.number));
  const una = await enrol(people, 'una', ['administrator'], [[file, 'lead']]);
  for (const path of ['/portal/disclosed', at]) assert.equal((await ask(path, una.cookie)).status, 404);
  assert.equal((await ask(at, '')).status, 303, 'a stranger is led to the door');
  const { portal } = await nova.seen();
  assert.ok(portal?.account);
  const { account } = portal;
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relrowsecurity and n.nspname = current_schema()
       and has_table_privilege('comity_app', c.oid, 'select')`.execute(people.operator.kysely);
  assert.ok(tables.length > 50);
  for (const { name } of tables) {
    const { rows } = await asPortal(people.operator, account, (tx) =>
      sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(tx),
    );
    assert.equal(rows[0]?.n, name === 'portal_disclosure' ? 1 : 0, name);
  }

  await removeShare(house, { by: s.judge, id: pack });
  assert.equal((await ask(at, cookie)).status, 404, 'the package was taken off');
  await takeDisclosureBack(s.desk, { by: s.judge, disclosure: await mine.seen() });
  await takeDisclosureBack(s.desk, { by: s.judge, disclosure: await mine.seen() });
  assert.equal((await ask('/portal/disclosed', second)).status, 303, 'taken back, nobody is in');
});

test('a code opens its link once, a few wrong ones end it, and neither is kept', async (t) => {
  const s = await scene(t);
  const { people, house, ask } = s;
  const made = await s.to(await s.packageOf(s.one.number));
  const opening = await made.opens();
  assert.ok(opening);
  const { token, code } = opening;
  assert.equal(
    openingOf(people, await made.seen(), s.lead.person.id),
    undefined,
    'who made it sees it alone',
  );
  const { rows } = await sql<{ row: string }>`select d::text as row from portal_disclosure d`.execute(
    house.db.kysely,
  );
  for (const secret of [token, code, code.replace('-', '')]) assert.ok(!rows[0]?.row.includes(secret));
  assert.equal((await ask('/portal/open/another', '')).status, 404);
  assert.equal((await ask(`/portal/open/${token}`, '')).status, 200);
  assert.equal((await s.enter('another', code)).status, 404);
  assert.equal((await s.enter(token, '')).status, 422);
  for (let i = 0; i < CODE_TRIES_MAX; i++) assert.equal((await s.enter(token, 'AAAA-AAAA')).status, 422);
  assert.equal((await s.enter(token, code)).status, 422, 'the right one comes too late');
  assert.equal(await made.opens(), undefined);
  await makeNewCode(s.desk, { by: s.judge, disclosure: await made.seen() });
  const again = await made.opens();
  assert.ok(again && again.code !== code && again.token === token);
  assert.equal((await s.enter(token, code)).status, 422, 'the one before opens nothing');
  const both = await Promise.all([s.enter(token, again.code), s.enter(token, again.code)]);
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [303, 422],
    'of two at once one is in',
  );
  assert.equal((await s.enter(token, again.code)).status, 422, 'once');

  // Its time is over for the code, and for all of it.
  const late = await s.to(await s.packageOf(s.one.number));
  const cookie = await s.letIn(late);
  await makeNewCode(s.desk, { by: s.judge, disclosure: await late.seen() });
  const third = await late.opens();
  assert.ok(third);
  const owned = (set: string) =>
    house.db.withOwner((owner) => owner.query(`update portal_disclosure set ${set} where id = '${late.id}'`));
  await owned(`code_until = now() - interval '1 hour'`);
  assert.equal((await s.enter(third.token, third.code)).status, 422);
  assert.equal((await ask('/portal/disclosed', cookie)).status, 200);
  await owned(`until = now() - interval '1 hour'`);
  assert.equal((await ask('/portal/disclosed', cookie)).status, 303);
  assert.equal((await ask(`/portal/open/${third.token}`, '')).status, 404);
});

test('what may not leave is disclosed to nobody, and who asked alone does not give it where two must', async (t) => {
  const s = await scene(t);
  const { house, one } = s;
  const pack = await s.packageOf(one.number);
  await assert.rejects(s.to(pack, { by: { ...s.judge, file: { ...s.judge.file, isCompartmented: true } } }), {
    code: 'notAllowed',
  });
  await s.to(pack, { by: s.lead }); // a second person, who may with another, beside the judge who asked
  await assert.rejects(s.to(pack, { package: newUuid(house.clock, house.random) }), { code: 'notFound' });
  const custody = await s.packageOf(one.number, { handsOver: 'custody' });
  await assert.rejects(s.to(custody), { code: 'conflict' });
  const made = await s.to(pack);
  const cookie = await s.letIn(made);
  // A limit that was stated since binds the next person, who must be asked for anew with its ground.
  await addCondition(house, {
    by: s.judge,
    number: one.number,
    condition: 'For this proceeding alone',
    reason: 'x',
    key: 'c',
  });
  await assert.rejects(s.to(pack), { code: 'notAllowed' });
  const page = await (await s.ask('/portal/disclosed', cookie)).text();
  assert.ok(page.includes('For this proceeding alone'), 'who has it is told');
  const carrier = await s.packageOf(one.number, { ground: 'The order of the court' });
  const before = (await s.typesOf(one.number)).length;
  const way = { way: 'carrier', who: 'court', person: NOVA, proceeding: 'x' } as const;
  const given = await s.to(carrier, { asked: { ...way, until: undefined, codeRoad: undefined } });
  assert.equal(await given.opens(), undefined);
  assert.equal((await given.seen()).portal, undefined);
  assert.deepEqual((await s.typesOf(one.number)).slice(before), ['disclosed']);
});
