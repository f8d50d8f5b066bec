// Guessing at the door, told to administrators; a new password.
import assert from 'node:assert/strict';
import crypto, { createHash } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../src/platform/database.ts';
import { doorAlerts } from '../src/people/alerts.store.ts';
import { CALLER, cookieOf, enrol, PASSWORD, testHouse, testSite } from './support/people.ts';
import { codeOf } from './support/site.ts';
import { atEnd } from './support/temporary.ts';
import { said, saying } from './support/words.ts';

test('administrators learn of lock-outs, and of one address that tries many people', async (t) => {
  const { people } = await testHouse(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const others = [await enrol(people, 'ines'), await enrol(people, 'omar'), await enrol(people, 'ravi')];
  const wrong = (email: string, address: string) =>
    people.signIn.withPassword({ ...CALLER, address }, email, 'Winter2026!Winter');
  for (const { email } of others) await wrong(email, '198.51.100.9');
  for (let i = 0; i < 6; i++) await wrong('ines@agency.example', '203.0.113.1');
  for (let i = 0; i < 6; i++) await wrong('root@agency.example', '203.0.113.1');
  const since = new Date(people.clock() - 3_600_000);
  const told = await people.db.asPerson(ana.id, (tx) => doorAlerts(tx, since));
  assert.deepEqual(
    new Set(told.locked.map(({ name, times }) => `${name ?? 'nobody'}: ${times}`)),
    new Set(['Ines Example: 1', 'nobody: 1']),
  );
  assert.deepEqual(
    told.spread.map(({ address, persons }) => [address, persons]),
    [['198.51.100.9', 3]],
  );
  const later = await people.db.asPerson(ana.id, (tx) => doorAlerts(tx, new Date(people.clock() + 1000)));
  assert.deepEqual(later, { locked: [], spread: [] });
  // Of others nothing, to those who are no administrator.
  const hers = await people.db.asPerson(others[1]?.id ?? ana.id, (tx) => doorAlerts(tx, since));
  assert.deepEqual(hers, { locked: [], spread: [] });
});

test('however many try passwords at once, two are hashed at a time, and each is answered', async (t) => {
  const { people } = await testHouse(t);
  const ines = await enrol(people, 'ines');
  let [running, most] = [0, 0];
  const real = crypto.scrypt;
  const counting = (...[password, salt, length, options, done]: Parameters<typeof crypto.scrypt>): void => {
    most = Math.max(most, (running += 1));
    real(password, salt, length, options, (error, key) => {
      running -= 1;
      done(error, key);
    });
  };
  const replaced = t.mock.method(crypto, 'scrypt', counting);
  syncBuiltinESMExports(); // for those who import it by name
  atEnd(t, () => {
    replaced.mock.restore();
    syncBuiltinESMExports();
  });
  const emails = [...Array.from({ length: 8 }, (_, i) => `nobody${i}@agency.example`), ines.email];
  const answers = await Promise.all(emails.map((one) => people.signIn.withPassword(CALLER, one, PASSWORD)));
  assert.deepEqual([answers.map(({ ok }) => ok).lastIndexOf(true), most], [8, 2]);
});

test('a new password needs the present one, and signs out everywhere else', async (t) => {
  const { people } = await testHouse(t);
  const { signIn } = people;
  const ines = await enrol(people, 'ines');
  const other = await enrol(people, 'omar');
  const caller = { ...CALLER, cookie: ines.cookie };
  const next = 'a later horse and battery';
  const wrong = await signIn.changePassword(caller, ines.email, 'wrong password here', next);
  assert.deepEqual(wrong, { ok: false, why: 'wrong' });
  const done = await signIn.changePassword(caller, ines.email, PASSWORD, next);
  assert.ok(done.ok);
  assert.equal(await signIn.sessionOf(ines.cookie), undefined);
  assert.equal((await signIn.sessionOf(cookieOf(done.cookies)))?.person, ines.id);
  assert.equal((await signIn.sessionOf(other.cookie))?.person, other.id);
  assert.equal((await signIn.withPassword(CALLER, ines.email, PASSWORD)).ok, false);
  assert.equal((await signIn.withPassword(CALLER, ines.email, next)).ok, true);
  // Guessing it from an open screen locks as at the door.
  const again = { ...CALLER, cookie: cookieOf(done.cookies) };
  for (let i = 0; i < 5; i++) await signIn.changePassword(again, ines.email, 'wrong password here', PASSWORD);
  assert.deepEqual(await signIn.changePassword(again, ines.email, next, PASSWORD), {
    ok: false,
    why: 'locked',
  });
});

test('one ends every session but the one at hand', async (t) => {
  const { people, site } = await testSite(t);
  const { signIn } = people;
  const ines = await enrol(people, 'ines');
  const half = await signIn.withPassword(CALLER, ines.email, PASSWORD);
  assert.ok(half.ok);
  const caller = { ...CALLER, cookie: cookieOf(half.cookies) };
  const whole = await signIn.withCode(caller, codeOf(ines.key, 1));
  assert.ok(whole.ok);
  const elsewhere = cookieOf(whole.cookies);
  const post = (cookie: string): Promise<Response> =>
    fetch(`${site.url}/account/sessions/end-others`, {
      method: 'POST',
      headers: { cookie, origin: site.url },
      redirect: 'manual',
    });
  const account = await fetch(`${site.url}/account`, { headers: { cookie: ines.cookie } });
  assert.match(await account.text(), saying(said.account.endOthers));
  assert.equal((await post(ines.cookie)).headers.get('location'), '/account?done=sessions');
  assert.equal(await signIn.sessionOf(elsewhere), undefined);
  assert.ok(await signIn.sessionOf(ines.cookie));
  const alone = await fetch(`${site.url}/account`, { headers: { cookie: ines.cookie } });
  assert.doesNotMatch(await alone.text(), saying(said.account.endOthers));
  assert.equal((await post('')).headers.get('location'), '/sign-in');
});

test('two codes of neighbouring time steps let in once each, however they are given in turn', async (t) => {
  const { people } = await testHouse(t);
  const { signIn } = people;
  const ines = await enrol(people, 'ines');
  const isIn = async (code: string): Promise<boolean> => {
    const half = await signIn.withPassword(CALLER, ines.email, PASSWORD);
    assert.ok(half.ok);
    return (await signIn.withCode({ ...CALLER, cookie: cookieOf(half.cookies) }, code)).ok;
  };
  const account = createHash('sha256').update(`comity account\n${ines.email}`).digest();
  const setStep = (by: number): Promise<unknown> =>
    sql`update sign_in_guard set used_step = used_step + ${by} where account = ${account}`.execute(
      people.operator.kysely,
    );
  const [first, second] = [codeOf(ines.key), codeOf(ines.key, 1)];
  assert.equal(await isIn(first), false, 'the code by which the app was set up was given once');
  await setStep(-3);
  assert.equal(await isIn(first), true);
  assert.equal(await isIn(second), true);
  for (const code of [first, second, first, second]) assert.equal(await isIn(code), false);
  await setStep(2880);
  assert.equal(await isIn(second), true, 'a clock that was a day ahead locks nobody out');
});

test('a key for another program is made soon after signing in, or not at all', async (t) => {
  const { people, made, site } = await testSite(t);
  const ines = await enrol(people, 'ines');
  const headers = { cookie: ines.cookie, origin: site.url };
  const form = (): Promise<Response> => fetch(`${site.url}/account/keys/new`, { headers });
  const make = (): Promise<Response> =>
    fetch(`${site.url}/account/keys/new`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ name: 'Register', may: 'read', case: '', days: '365' }),
    });
  assert.match(await (await make()).text(), /comity_[A-Za-z0-9_-]{43}/);
  const session = { 'comity.as': 'sign-in', search_path: 'auth' };
  const db = await openDatabase<object>(made.home, { env: made.env, session });
  atEnd(t, () => db.close());
  await sql`update session set "createdAt" = "createdAt" - interval '16 minutes'`.execute(db.kysely);
  assert.match(await (await form()).text(), saying(said.keys.againTitle));
  const refused = await make();
  assert.equal(refused.status, 403);
  assert.doesNotMatch(await refused.text(), /comity_[A-Za-z0-9_-]{43}/);
  const door = await fetch(`${site.url}/sign-in?next=/account/keys/new`, { headers, redirect: 'manual' });
  assert.equal(door.status, 200, 'which opens to who is in, for that');
  assert.match(await door.text(), /name="next" value="\/account\/keys\/new"/);
});
