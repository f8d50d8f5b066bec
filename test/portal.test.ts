// An addressee that runs nothing: its people are let in, see what their own entity was given and nothing else, and what they do there is the
// life of the request.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { LAW_TEXTS } from '../src/exchange/provider-answer.ts';
import { sql } from 'kysely';
import { pino } from 'pino';
import { EXIT, recordingTerminal } from '../src/cli/terminal.ts';
import { runVerify } from '../src/cli/verify.ts';
import { newUuid } from '../src/base/ids.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { endReceiver } from '../src/people/portal-account.acts.ts';
import { inviteReceiver } from '../src/portal/receivers.do.ts';
import { asPortal } from '../src/people/portal-account.store.ts';
import type { SignIn } from '../src/people/sign-in.acts.ts';
import { answerInPortal, sayInPortal, takeOrderBack } from '../src/portal/order.acts.ts';
import { entriesOf, orderById, orderOfRequest } from '../src/portal/order.store.ts';
import { fileToSign, prepareFileSigning, signFile } from '../src/portal/signed.acts.ts';
import { lifeOf } from '../src/requests/verbs/life/life.acts.ts';
import { startJobs } from '../src/server/jobs.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { parseNote, verifySignatures } from '../src/verify/note.ts';
import { asMember, enrol, PASSWORD } from './support/people.ts';
import { fakeSignIn } from './support/fake-sign-in.ts';
import { assertionOver, newPasskey, SITE, type Changes } from './support/passkey-fixture.ts';
import { beginFile, portalScene, sendPlain } from './support/portal.ts';
import { until } from './support/postgres.ts';
import { letIn } from './support/receivers.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

test('an order in the portal is seen by its addressee alone, and what is done there is its life', async (t) => {
  const scene = await portalScene(t);
  const { rosa, omar, give, ask, life, lead, portal, number, people, house } = scene;
  await assert.rejects(give(omar), { code: 'notAllowed' }, 'the request names another');
  const order = await give(rosa);
  assert.equal((await life()).request.state, 'transmitted', 'to give it is its transmission');
  await assert.rejects(give(rosa), { code: 'conflict' });

  const at = `/portal/orders/${order}`;
  const list = await (await ask('/portal', rosa.cookie)).text();
  assert.ok(list.includes(at));
  const page = await ask(at, rosa.cookie);
  assert.equal(page.status, 200);
  assert.equal((await life()).request.state, 'delivered', 'its first look shows that it was received');
  assert.ok((await ask(at, rosa.cookie)).ok, 'a second look changes nothing');
  const letter = Buffer.from(await (await ask(`${at}/letter`, rosa.cookie)).arrayBuffer());
  const given = await people.db.asPerson(lead.person.id, async (tx) =>
    orderOfRequest(tx, (await lifeOf(tx, lead, number)).request.id),
  );
  assert.equal(createHash('sha256').update(letter).digest('hex'), given?.sha256);

  const say = (kind: string, text: string, key = newUuid(people.clock, people.random)) =>
    ask(`${at}/say/${kind}`, rosa.cookie, { form: { key, text } });
  assert.equal((await say('acknowledged', 'EM-2026-7')).status, 303);
  assert.equal((await life()).request.state, 'acknowledged');
  assert.equal((await say('question', '')).status, 422, 'a question has words');
  const key = newUuid(people.clock, people.random);
  for (let i = 0; i < 2; i++) assert.equal((await say('question', 'Which mailbox?', key)).status, 303);
  const asked = await life();
  assert.equal(asked.request.state, 'clarificationAsked');
  const questions = asked.events.filter(({ act }) => act === 'askClarification');
  assert.deepEqual(
    questions.map(({ reason, evidence }) => [reason, evidence]),
    [['Which mailbox?', 'Rosa Example of Example Mail Inc., signed in to the portal']],
    'twice is once',
  );
  const id = newUuid(people.clock, people.random);
  await answerInPortal(portal, lead, { number, id, text: 'taken@mail.example' });
  assert.equal((await life()).request.state, 'acknowledged');
  assert.ok((await (await ask(at, rosa.cookie)).text()).includes('taken@mail.example'));
  // Annex III: what is not enough rests it, as a question does.
  const unable = (reasons: string, more: object = {}) =>
    ask(`${at}/say/unable`, rosa.cookie, {
      form: { key: newUuid(people.clock, people.random), ...(reasons && { reasons }), ...more },
    });
  assert.equal((await unable('')).status, 422, 'for which reason');
  const step = await unable('third-country-law');
  assert.equal(step.status, 200, 'then all that Section E asks');
  const asks = await step.text();
  for (const name of [...LAW_TEXTS, 'interests', 'areKept']) assert.ok(asks.includes(`name="${name}"`), name);
  assert.ok(!asks.includes('name="explanation"'));
  assert.equal((await unable('third-country-law', { asked: 'rest', law: 'An act' })).status, 422);
  const rest = { asked: 'rest', question: 'Two mailboxes have that name.', areKept: 'yes' };
  assert.equal((await unable('insufficient', rest)).status, 303);
  const rests = await life();
  assert.equal(rests.request.state, 'clarificationAsked');
  assert.match(rests.events.at(-1)?.reason ?? '', /^Two mailboxes/);
  const again = newUuid(people.clock, people.random);
  await answerInPortal(portal, lead, { number, id: again, text: 'The first.' });
  await say('working', '');
  await say('produced', 'Sent by our own link.');
  assert.equal((await life()).request.state, 'executed');
  await unable('impossible', { asked: 'rest', explanation: 'It is closed.', areKept: 'no' });
  assert.equal((await life()).request.state, 'executed', 'a person looks at it');
  // Without a script: one file in one request, with the digest computed here; none chosen is said where it is asked.
  const send = (name: string) => sendPlain(ask, at, rosa.cookie, name);
  assert.equal((await send('')).status, 422);
  assert.equal((await send('plain.txt')).headers.get('location'), `${at}/files`);
  assert.ok((await (await ask(`${at}/files`, rosa.cookie)).text()).includes('plain.txt'));
  const record = (await (await ask(`${at}/record`, rosa.cookie)).json()) as {
    entries: { kind: string; receipt: string }[];
  };
  assert.deepEqual(
    record.entries.map(({ kind }) => kind),
    'opened acknowledged question answer unable answer working produced unable file'.split(' '),
  );

  // Each receipt is signed by the key of the service, as every event of the log is.
  const { service } = house.identity;
  for (const { receipt, kind } of record.entries) {
    const note = parseNote(Buffer.from(receipt), kind);
    const verified = await verifySignatures(nodeCrypto, note, [service.key], kind);
    assert.equal(verified.length, 1);
    const said = JSON.parse(Buffer.from(note.text).toString()) as {
      kind: string;
      order: string;
      letter: string;
    };
    assert.deepEqual([said.kind, said.order, said.letter], [kind, order, given?.sha256]);
  }

  await takeOrderBack(lead, number);
  assert.equal((await ask(at, rosa.cookie)).status, 404, 'taken back, it is not there');
});

test('a file that an addressee hands over becomes evidence with the digest of its browser, and both have a receipt', async (t) => {
  const { give, rosa, omar, ask, house, people, made, ana, portal } = await portalScene(t);
  const order = await give(rosa);
  const files = `/portal/orders/${order}/files`;
  const bytes = Buffer.from('2026-10-06T09:12:00Z 192.0.2.7\n');
  const digest = createHash('sha256').update(bytes).digest('hex');
  const tus = { 'tus-resumable': '1.0.0' };
  const named = { name: 'log-ins.txt', bytes: bytes.length };
  const begun = await beginFile(ask, `/portal/orders/${order}`, rosa.cookie, named);
  assert.equal(begun.status, 201);
  const file = begun.headers.get('location') ?? '';
  assert.ok(file.startsWith(`${files}/`), file);
  const send = (offset: number, some: Buffer, cookie = rosa.cookie) =>
    ask(file, cookie, {
      method: 'PATCH',
      bytes: new Uint8Array(some),
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    });
  assert.equal((await send(0, bytes.subarray(0, 10))).status, 204);
  assert.equal(
    (await ask(`${file}/finish`, rosa.cookie, { form: { sha256: digest } })).status >= 400,
    true,
    'not all is here',
  );
  // Another entity, and another account of the same one, find no such file.
  const nils = await letIn(people, ana, 'nils', 'Example Mail Inc.');
  for (const { cookie } of [omar, nils]) {
    assert.equal((await send(10, bytes.subarray(10), cookie)).status, 404);
    assert.equal((await ask(file, cookie, { method: 'HEAD', headers: tus })).status, 404);
    assert.equal((await ask(`${file}/finish`, cookie, { form: { sha256: digest } })).status, 404);
  }
  const here = await ask(file, rosa.cookie, { method: 'HEAD', headers: tus });
  assert.equal(here.headers.get('upload-offset'), '10', 'it goes on where the line broke');
  assert.equal((await send(10, bytes.subarray(10))).status, 204);
  for (let i = 0; i < 2; i++)
    assert.equal((await ask(`${file}/finish`, rosa.cookie, { form: { sha256: digest } })).status, 303);

  // Whoever handed it over signs its digest with their passkey: the receipt has that signature beside the service's, over one line.
  const key = newPasskey('es256');
  const fake = fakeSignIn(new Map([[rosa.account.id, [{ key, counter: 0 }]]]));
  const signIn: SignIn = {
    ...people.signIn,
    passkeysHeld: (person) => fake.passkeysHeld(person),
    raiseCounter: (id, counter) => fake.raiseCounter(id, counter),
  };
  const shown = await asPortal(people.operator, rosa.account.id, (tx) => orderById(tx, order));
  assert.ok(shown);
  const of = { portal: { ...portal, people: { ...people, signIn } }, url: new URL(SITE), order: shown };
  const signing = { ...of, account: rosa.account };
  const entries = () => asPortal(people.operator, rosa.account.id, (tx) => entriesOf(tx, order));
  const handedOver = (await entries()).find(({ kind }) => kind === 'file');
  assert.ok(handedOver);
  assert.equal(await fileToSign({ ...of, account: nils.account }, handedOver.id), undefined, 'not theirs');
  const at = `/portal/orders/${order}/sign/${handedOver.id}`;
  assert.equal((await ask(at, nils.cookie)).status, 303);
  assert.equal((await ask(at, omar.cookie)).status, 404);
  assert.ok(
    (await (await ask(at, rosa.cookie)).text()).includes('/portal/account'),
    'there is no passkey yet',
  );
  const [choice] = await prepareFileSigning(signing, handedOver);
  assert.ok(choice);
  const { nonce, at: when, key: fingerprint, challenges } = choice.request;
  const [challenge = ''] = challenges;
  const answered = (changes: Changes = {}) => ({
    nonce,
    at: when,
    key: fingerprint,
    challenges,
    assertions: [assertionOver(key, '', { challenge, ...changes })],
  });
  await assert.rejects(signFile(signing, handedOver, answered({ challenge: 'A'.repeat(43) })), {
    code: 'wrongKey',
  });
  await assert.rejects(signFile(signing, handedOver, { ...answered(), key: '0'.repeat(64) }), {
    code: 'notAllowed',
  });
  assert.equal(await signFile(signing, handedOver, { ...answered(), at: when - 3_600_000 }), 'expired');
  assert.equal(await signFile(signing, handedOver, answered()), 'done');
  assert.equal(await fileToSign(signing, handedOver.id), undefined, 'once');
  const signed = (await entries()).find(({ kind }) => kind === 'signed');
  assert.equal(signed?.of, handedOver.id);
  assert.match(Buffer.from(signed.receipt).toString(), /\/officer\/[0-9a-f]{16} [\s\S]*\/service /);
  await recordVerifies(
    t,
    made.trust,
    await (await ask(`/portal/orders/${order}/record`, rosa.cookie)).text(),
    digest,
  );

  const jobs = await startJobs({
    house,
    db: people.db,
    env: made.env,
    log: pino({ level: 'silent' }),
    atOnce: 1,
  });
  atEnd(t, () => jobs.stop(10_000));
  const held = () => house.db.kysely.selectFrom('exhibit').select(['number', 'sha256']).execute();
  await until(async () => (await held()).length === 1);
  const [exhibit] = await held();
  assert.ok(exhibit);
  const events = await eventsOf(house, exhibit.number);
  const received = events.map(({ event }) => event);
  assert.ok(
    received.some(({ digests }) => digests?.sha256 === digest),
    'the log has the digest of what was sent',
  );
  const record = (await (await ask(`/portal/orders/${order}/record`, rosa.cookie)).json()) as {
    entries: { kind: string; text: string; file: unknown; receipt: string }[];
  };
  const handed = record.entries.filter(({ kind }) => kind === 'file');
  assert.deepEqual(
    handed.map(({ text, file: said }) => [text, said]),
    [['log-ins.txt', { sha256: digest, bytes: bytes.length }]],
    'once',
  );
  assert.ok(handed[0]?.receipt.includes(digest));
});

/** What a provider takes with it is checked without us, and every change of it is found. */
async function recordVerifies(t: TestContext, trust: string, record: string, digest: string): Promise<void> {
  const folder = temporaryFolder(t);
  const [path, trusted] = [join(folder, 'record.json'), join(folder, 'trust.txt')];
  writeFileSync(trusted, trust);
  const verify = async (text: string, ...more: string[]) => {
    writeFileSync(path, text);
    const terminal = recordingTerminal();
    return { exit: await runVerify([path, ...more], terminal), said: terminal.outLines.join('\n') };
  };
  const whole = await verify(record, '--trust', trusted);
  assert.equal(whole.exit, EXIT.done, whole.said);
  assert.ok(whole.said.includes(digest) && whole.said.includes('1 signed by who handed it over'));
  assert.match((await verify(record)).said, /not compared/);
  const changed = (change: (of: RecordTaken) => void): string => {
    const of = JSON.parse(record) as RecordTaken;
    change(of);
    return JSON.stringify(of);
  };
  const last = (of: RecordTaken) => of.entries.at(-1)!;
  for (const [what, change] of Object.entries<(of: RecordTaken) => void>({
    'a name': (of) => (last(of).text = 'other.txt'),
    'a digest': (of) => (of.entries.find(({ kind }) => kind === 'file')!.file!.sha256 = '0'.repeat(64)),
    'a kind': (of) => (last(of).kind = 'file'),
    'the letter': (of) => (of.letter.pdf = `AAAA${of.letter.pdf.slice(4)}`),
    'another order': (of) => (of.order = last(of).id),
    'no signature of the service': (of) =>
      (last(of).receipt = last(of).receipt.replace(/— \S+\/service \S+\n/, '')),
    'no signature of the sender': (of) =>
      (last(of).receipt = last(of).receipt.replace(/— \S+\/officer\S+ \S+\n/, '')),
    'a file that is gone': (of) => (of.entries = of.entries.filter(({ kind }) => kind !== 'file')),
    'no key of the service': (of) => (of.service = []),
    'a step twice': (of) => of.entries.push(last(of)),
  }))
    assert.equal((await verify(changed(change), '--trust', trusted)).exit, EXIT.refused, what);
  for (const text of ['', '{', '[]', '{"v":1}', '['.repeat(10_000)])
    assert.equal((await verify(text)).exit, EXIT.refused, text.slice(0, 10));
}

interface RecordTaken {
  order: string;
  service: string[];
  letter: { pdf: string };
  entries: {
    id: string;
    kind: string;
    text: string | null;
    file: { sha256: string } | null;
    receipt: string;
  }[];
}

test('both sides speak at once, one after the other', async (t) => {
  const { give, rosa, ask, house, people, portal, lead, number } = await portalScene(t);
  const order = await give(rosa);
  assert.ok((await ask(`/portal/orders/${order}`, rosa.cookie)).ok);
  const [answer, question] = [newUuid(people.clock, people.random), newUuid(people.clock, people.random)];
  const said = await house.db.withOwner(async (owner) => {
    const waiting = async (): Promise<number> => {
      await owner.query('select pg_stat_clear_snapshot()');
      const { rows } = await owner.query<{ n: number }>(
        `select count(distinct l.pid)::int as n from pg_locks l join pg_stat_activity a on a.pid = l.pid
          where not l.granted and a.datname = current_database()`,
      );
      return rows[0]?.n ?? 0;
    };
    await owner.query('begin');
    await owner.query('select 1 from request where number = $1 for update', [number]);
    const both = [answerInPortal(portal, lead, { number, id: answer, text: 'The first.' })];
    await until(async () => (await waiting()) === 1);
    both.push(sayInPortal(portal, rosa.account, { order, kind: 'question', id: question, text: 'Which?' }));
    await until(async () => (await waiting()) === 2);
    await owner.query('commit');
    return Promise.allSettled(both);
  });
  assert.deepEqual(
    said.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
  );
  const entries = await asPortal(people.operator, rosa.account.id, (tx) => entriesOf(tx, order));
  assert.deepEqual(
    entries.map(({ id }) => id).filter((id) => id === answer || id === question),
    [answer, question],
  );
});

test('nobody else finds an order: another addressee, the agency, a key, a guess, an account that ended', async (t) => {
  const scene = await portalScene(t);
  const { rosa, omar, give, ask, people, ana, life } = scene;
  const order = await give(rosa);
  const at = `/portal/orders/${order}`;
  const below = ['', '/letter', '/record', `/receipts/${order}`, '/say/question'];
  for (const path of below) {
    assert.equal((await ask(`${at}${path}`, omar.cookie)).status, 404, `omar: ${path}`);
    assert.equal(
      (await ask(`/portal/orders/${newUuid(people.clock, people.random)}${path}`, rosa.cookie)).status,
      404,
    );
  }
  assert.equal((await ask(`${at}/say/question`, omar.cookie, { form: { text: 'x' } })).status, 404);
  assert.ok(!(await (await ask('/portal', omar.cookie)).text()).includes(order));
  assert.equal((await life()).request.state, 'transmitted', 'nobody of the addressee has looked');

  // A member of the case, signed in, is no addressee; a key is nobody there.
  const una = await enrol(people, 'una', ['centralAuthority'], [[scene.file, 'prosecutor']]);
  assert.equal((await ask(at, una.cookie)).status, 404);
  assert.equal((await ask('/portal', una.cookie)).status, 404);
  const { person } = await asMember(people, una, scene.file);
  const key = await makeApiKey(people, { by: person, name: 'Program', may: 'write', days: 7 });
  const headers = { authorization: `Bearer ${key}` };
  assert.equal((await ask(at, '', { headers })).status, 303, 'to the door: a key opens no page');
  assert.equal((await ask(`/api/v1${at}`, '', { headers })).status, 404);

  // And an addressee is nobody in the agency.
  for (const path of [
    '/cases',
    `/cases/${scene.file.reference}`,
    '/people',
    '/law',
    '/settings',
    '/receivers',
    '/search',
  ])
    assert.equal((await ask(path, rosa.cookie)).status, 404, path);
  assert.equal((await ask('/', rosa.cookie)).headers.get('location'), '/portal');

  // Whatever a query of the portal says, the rules of the tables show what the addressee was given, and nothing else of the database.
  const rowsOf = (of: typeof rosa, table: string) =>
    asPortal(people.operator, of.account.id, async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        tx,
      );
      return rows[0]?.n;
    });
  assert.deepEqual([await rowsOf(rosa, 'portal_order'), await rowsOf(omar, 'portal_order')], [1, 0]);
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relrowsecurity and n.nspname = current_schema()
       and has_table_privilege('comity_app', c.oid, 'select') and c.relname not like 'portal%'`.execute(
    people.operator.kysely,
  );
  assert.ok(tables.length > 50);
  for (const { name } of tables) assert.equal(await rowsOf(rosa, name), 0, name);
  await assert.rejects(
    asPortal(people.operator, omar.account.id, (tx) =>
      sql`insert into portal_entry (id, order_id, kind, by_account, at, followed_as, receipt)
        values (gen_random_uuid(), ${order}, 'question', ${omar.account.id}, now(), 'done', 'x')`.execute(tx),
    ),
    /row-level security/,
  );

  await endReceiver(people, ana, rosa.account.id);
  const ended = await ask(at, rosa.cookie);
  assert.deepEqual([ended.status, ended.headers.get('location')?.startsWith('/sign-in')], [303, true]);
  assert.equal(await rowsOf(rosa, 'portal_order'), 0);
});

test('who is invited to the portal chooses a password and a second step, and is no person of the agency', async (t) => {
  const { people, ana, ask, rosa } = await portalScene(t);
  const invited = {
    by: ana,
    addressee: 'EXAMPLE MAIL INC.',
    name: 'Nils Example',
    email: 'nils@mail.example',
    verified: 'Called back',
    key: newUuid(people.clock, people.random),
  };
  const token = await inviteReceiver(people, invited);
  assert.equal(await inviteReceiver(people, invited), token, 'asked again, it is the same link');
  const door = `/portal/invitation/${token}`;
  assert.equal((await ask(door, '')).status, 200);
  assert.equal((await ask('/portal/invitation/another', '')).status, 404);
  assert.equal((await ask(door, '', { form: { password: 'short' } })).status, 422);
  const entered = await ask(door, '', { form: { password: PASSWORD } });
  assert.equal(entered.headers.get('location'), '/account/second-step');
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  assert.equal((await ask('/portal', cookie)).headers.get('location'), '/account/second-step');
  assert.equal((await ask(door, '')).status, 404, 'once');
  // Neither list of addresses lets the other's in, so that no account takes the place of another.
  await assert.rejects(inviteReceiver(people, { ...invited, email: 'ana@agency.example', key: order() }), {
    code: 'alreadyExists',
  });
  await assert.rejects(inviteReceiver(people, { ...invited, email: rosa.account.email, key: order() }), {
    code: 'alreadyExists',
  });
  function order() {
    return newUuid(people.clock, people.random);
  }
});
