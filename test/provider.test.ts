// Signing in with an agency's identity provider: a real one, and one that lies.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { Refusal } from '../src/base/refusal.ts';
import type { ProviderForm } from '../src/people/identity-provider.ts';
import { providerSetting } from '../src/people/identity-provider.ts';
import { invite } from '../src/people/invitation.do.ts';
import { endAccess, type People } from '../src/people/people.acts.ts';
import { openSignIn } from '../src/people/sign-in.acts.ts';
import { personByEmail } from '../src/people/person.store.ts';
import {
  beginJoining,
  beginLinking,
  beginSignIn,
  comeBack,
  removeProvider,
  setProvider,
  type CameBack,
} from '../src/people/provider.acts.ts';
import type { ProviderBegun } from '../src/people/provider-sign-in.acts.ts';
import { readSetting } from '../src/people/setting.store.ts';
import { CLIENT, testLiar, testProvider, throughProvider, type TestProvider } from './support/oidc.ts';
import { CALLER, cookieOf, enrol, testHouse, type Enrolled, type TestHouse } from './support/people.ts';
import { withEnvironment } from './support/temporary.ts';

const BACK = 'http://localhost:8470/sign-in/provider/back';

const form = (issuer: string): ProviderForm => ({
  name: 'Agency account',
  issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  stepClaim: 'amr',
  stepValue: 'mfa',
});

interface Set extends TestHouse {
  readonly ana: Enrolled;
  readonly provider: TestProvider;
}

async function withProvider(t: TestContext): Promise<Set> {
  const house = await testHouse(t);
  const provider = await testProvider(t, BACK);
  const ana = await enrol(house.people, 'ana', ['administrator']);
  await setProvider(house.people, ana.person, form(provider.issuer));
  return { ...house, ana, provider };
}

/** The browser goes to the provider and comes back, with the cookies it was given. `change`: what somebody alters on the way. */
async function goRound(
  { people }: Pick<Set, 'people'>,
  begun: ProviderBegun,
  change: (back: URL) => void = () => undefined,
  cookie = '',
): Promise<CameBack> {
  const back = await throughProvider(begun.url, BACK);
  change(back);
  const own = [cookie, cookieOf(begun.cookies)].filter((one) => one !== '').join('; ');
  return comeBack(people, { ...CALLER, cookie: own }, back.searchParams);
}

async function signIn(made: Set, change?: (back: URL) => void): Promise<CameBack> {
  return goRound(made, await beginSignIn(made.people, CALLER, '/cases'), change);
}

async function joined(made: Set, email = 'nora@agency.example'): Promise<CameBack> {
  const { people, ana } = made;
  const token = await invite(people, { by: ana.person, name: 'Nora Example', email, roles: ['registrar'] });
  const begun = await beginJoining(people, CALLER, token);
  assert.ok(begun);
  return goRound(made, begun);
}

const users = async ({ people }: Pick<Set, 'people'>): Promise<number> =>
  (await sql`select from person`.execute(people.operator.kysely)).rows.length;

test('an invited person joins with the provider, and signs in with it: both steps, the roles of the invitation', async (t) => {
  const made = await withProvider(t);
  const { people, provider } = made;
  provider.account = { ...provider.account, sub: 'n-17', email: 'nora@agency.example' };
  assert.deepEqual(await signIn(made), { ok: false, why: 'unknown' }, 'not before she is invited');
  const came = await joined(made);
  assert.ok(came.ok);
  const nora = await personByEmail(people.operator.kysely, 'nora@agency.example');
  assert.deepEqual(
    [nora?.name, nora?.roles],
    ['Nora Example', ['registrar']],
    'as invited, not as the provider says',
  );
  const session = await people.signIn.sessionOf(cookieOf(came.cookies));
  assert.deepEqual([session?.person, session?.isStrong], [nora?.id, true]);

  const again = await signIn(made);
  assert.ok(again.ok);
  assert.equal(again.next, '/cases');
  assert.equal((await people.signIn.sessionOf(cookieOf(again.cookies)))?.person, nora?.id);
  // The provider's name for her is what counts, not an address that may be given to somebody else one day.
  provider.account = { ...provider.account, sub: 'n-18' };
  assert.deepEqual(await signIn(made), { ok: false, why: 'unknown' });

  const { rows } = await sql<{ what: string; facts: { by?: string } }>`
    select what, facts from access_event where about_person = ${nora?.id} order by id`.execute(
    people.operator.kysely,
  );
  assert.deepEqual(
    rows.map(({ what, facts }) => [what, facts.by]),
    [
      ['joined', 'provider'],
      ['signedIn', 'provider'],
      ['signedIn', 'provider'],
    ],
  );
  // Whose access ended does not come in by the provider either.
  assert.ok(nora);
  provider.account = { ...provider.account, sub: 'n-17' };
  await endAccess(people, made.ana.person, nora.id);
  assert.deepEqual(await signIn(made), { ok: false, why: 'unknown' });
});

test('a provider within the house is set, and asked, only where its host is named', async (t) => {
  const made = await withProvider(t);
  withEnvironment(t, { COMITY_INTERNAL_HOSTS: '' });
  const unnamed = { code: 'notAllowed', entry: 'notAllowed.internalAddress' };
  const { issuer } = made.provider;
  await assert.rejects(
    setProvider(made.people, made.ana.person, { ...form(issuer), name: 'Other' }),
    unnamed,
  );
  // Set before, and named no more.
  const later = await testHouseAgain(made);
  await assert.rejects(beginSignIn(later, CALLER, '/cases'), unnamed);
  await later.signIn.close();
});

test('nobody becomes a member by the provider alone: strangers, other addresses, addresses it does not vouch for', async (t) => {
  const made = await withProvider(t);
  const { people, provider, ana } = made;
  const before = await users(made);
  provider.account = { ...provider.account, sub: 's-1', email: 'stranger@elsewhere.example' };
  assert.deepEqual(await signIn(made), { ok: false, why: 'unknown' });
  assert.deepEqual(await joined(made), { ok: false, why: 'unknown' }, 'an invitation is for its address');
  // Two invitations: the address of one does not open the link of the other.
  const other = { by: ana.person, name: 'Olaf Example', email: 'olaf@agency.example', roles: [] } as const;
  await invite(people, other);
  provider.account = { ...provider.account, sub: 'o-1', email: 'olaf@agency.example' };
  assert.deepEqual(await joined(made), { ok: false, why: 'otherAddress' });
  // Not the account of somebody who is here, by the address alone.
  provider.account = { ...provider.account, sub: 'a-1', email: ana.email };
  assert.deepEqual(await signIn(made), { ok: false, why: 'unknown' });

  provider.account = { ...provider.account, sub: 'n-1', email: 'nora@agency.example', isVerified: false };
  assert.deepEqual(await joined(made), { ok: false, why: 'unverified' });
  provider.account = { ...provider.account, isVerified: true, amr: ['pwd'] };
  assert.deepEqual(await joined(made), { ok: false, why: 'noSecondStep' });
  assert.equal(await users(made), before);
  assert.equal(await beginJoining(people, CALLER, 'no such token'), undefined);
});

test('somebody who is here adds the provider to their account, under their own address only', async (t) => {
  const made = await withProvider(t);
  const { people, provider, ana } = made;
  const link = async (): Promise<CameBack> => {
    const caller = { ...CALLER, cookie: ana.cookie };
    return goRound(made, await beginLinking(people, caller), undefined, ana.cookie);
  };
  provider.account = { ...provider.account, sub: 'x-1', email: 'another@agency.example' };
  assert.deepEqual(await link(), { ok: false, why: 'otherAddress' });
  provider.account = { ...provider.account, sub: 'a-1', email: ana.email, isVerified: false };
  assert.deepEqual(await link(), { ok: false, why: 'unverified' });
  provider.account = { ...provider.account, isVerified: true };
  const linked = await link();
  assert.ok(linked.ok, JSON.stringify(linked));
  const came = await signIn(made);
  assert.ok(came.ok);
  assert.equal((await people.signIn.sessionOf(cookieOf(came.cookies)))?.person, ana.id);
});

test('state and code hold once, for the browser that began', async (t) => {
  const made = await withProvider(t);
  const { people, provider } = made;
  provider.account = { ...provider.account, sub: 'n-17', email: 'nora@agency.example' };
  assert.ok((await joined(made)).ok);
  const state = (value: string) => (back: URL) => back.searchParams.set('state', value);
  assert.deepEqual(await signIn(made, state('forged')), { ok: false, why: 'again' });
  assert.deepEqual(await signIn(made, (back) => back.searchParams.delete('state')), {
    ok: false,
    why: 'again',
  });
  assert.deepEqual(await signIn(made, (back) => back.searchParams.set('code', 'forged')), {
    ok: false,
    why: 'refused',
  });
  // In another browser, which has not the cookie; and twice.
  const begun = await beginSignIn(people, CALLER, '/');
  const back = await throughProvider(begun.url, BACK);
  assert.deepEqual(await comeBack(people, CALLER, back.searchParams), { ok: false, why: 'again' });
  const own = { ...CALLER, cookie: cookieOf(begun.cookies) };
  assert.ok((await comeBack(people, own, back.searchParams)).ok);
  assert.deepEqual(await comeBack(people, own, back.searchParams), { ok: false, why: 'again' });
  // The state of one sign-in with the code of another.
  const [one, two] = [await beginSignIn(people, CALLER, '/'), await beginSignIn(people, CALLER, '/')];
  const mixed = await throughProvider(one.url, BACK);
  const code = (await throughProvider(two.url, BACK)).searchParams.get('code') ?? '';
  mixed.searchParams.set('code', code);
  assert.deepEqual(await comeBack(people, { ...CALLER, cookie: cookieOf(one.cookies) }, mixed.searchParams), {
    ok: false,
    why: 'refused',
  });
});

test('a provider that lies is believed nothing: issuer, nonce, signature, no token', async (t) => {
  const made = await withProvider(t);
  const { people, provider, ana } = made;
  provider.account = { ...provider.account, sub: 'n-17', email: 'nora@agency.example' };
  assert.ok((await joined(made)).ok);

  // One that calls itself another is not even set.
  const unchanged = await testLiar(t, provider.issuer, (_path, body) => body);
  await assert.rejects(
    setProvider(people, ana.person, form(unchanged)),
    (error: unknown) =>
      error instanceof Refusal && error.code === 'notReachable' && error.found.includes(provider.issuer),
  );
  // From here on it signs with a key of its own, which it also publishes; the first answer is a true one.
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  type Token = { [claim: string]: unknown };
  let lie: (claims: Token) => Token | undefined = (claims) => claims;
  let head: object = { alg: 'RS256', kid: 'liar' };
  let key = privateKey;
  const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = (claims: Token): string => {
    const text = `${encoded(head)}.${encoded(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  };
  const liar = await testLiar(t, provider.issuer, (path, body, own) => {
    if (path === '/jwks')
      return JSON.stringify({
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'liar', alg: 'RS256' }],
      });
    if (path.startsWith('/.well-known/')) {
      const found = { ...(JSON.parse(body) as object), issuer: own };
      return JSON.stringify({ ...found, token_endpoint: `${own}/token`, jwks_uri: `${own}/jwks` });
    }
    if (path !== '/token') return body;
    const { id_token: token = '', ...rest } = JSON.parse(body) as { id_token?: string };
    const said = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Token;
    const told = lie({ ...said, iss: own, email: 'nora@agency.example', email_verified: true });
    return JSON.stringify({ ...rest, ...(told === undefined ? {} : { id_token: signed(told) }) });
  });
  await setProvider(people, ana.person, form(liar));
  const refused = { ok: false, why: 'refused' };
  assert.deepEqual(await signIn(made), refused, 'the issuer beside the code is another (RFC 9207)');
  const tell = (change: typeof lie): Promise<CameBack> => {
    lie = change;
    return signIn(made, (back) => back.searchParams.delete('iss'));
  };
  assert.ok((await tell((claims) => claims)).ok, 'the truth');
  const lies: [string, (claims: Token) => Token | undefined][] = [
    ['issuer', (claims) => ({ ...claims, iss: provider.issuer })],
    ['nonce', (claims) => ({ ...claims, nonce: 'of another sign-in' })],
    ['no nonce', (claims) => ({ ...claims, nonce: undefined })],
    ['audience', (claims) => ({ ...claims, aud: 'another client' })],
    ['ran out', (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 60 })],
    ['no token', () => undefined],
  ];
  for (const [what, change] of lies) assert.deepEqual(await tell(change), refused, what);
  head = { alg: 'none' };
  assert.deepEqual(await tell((claims) => claims), refused, 'no signature');
  head = { alg: 'RS256', kid: 'liar' };
  key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  assert.deepEqual(await tell((claims) => claims), refused, 'a key of nobody');
  key = privateKey;
  assert.ok((await tell((claims) => claims)).ok, 'the truth again');
});

test('what one provider gave opens nothing at another that was set meanwhile, nor back at the first a second time', async (t) => {
  const made = await withProvider(t);
  const { people, provider, ana } = made;
  provider.account = { ...provider.account, sub: 'n-17', email: 'nora@agency.example' };
  assert.ok((await joined(made)).ok);
  const other = await testProvider(t, BACK);
  other.account = { ...provider.account };
  const begun = await beginSignIn(people, CALLER, '/');
  const back = await throughProvider(begun.url, BACK);
  const own = { ...CALLER, cookie: cookieOf(begun.cookies) };
  await setProvider(people, ana.person, form(other.issuer));
  const refused = { ok: false, why: 'refused' };
  assert.deepEqual(await comeBack(people, own, back.searchParams), refused, 'the code is of another issuer');
  // The state was used by that: nobody tries the same answer until it fits.
  const withoutIssuer = new URLSearchParams(back.searchParams);
  withoutIssuer.delete('iss');
  assert.deepEqual(await comeBack(people, own, withoutIssuer), { ok: false, why: 'again' });
  await setProvider(people, ana.person, form(provider.issuer));
  assert.deepEqual(await comeBack(people, own, back.searchParams), { ok: false, why: 'again' });
  assert.ok((await signIn(made)).ok, 'begun anew it opens');
});

test('a provider that is down shuts nobody else out, and is asked again', async (t) => {
  const made = await withProvider(t);
  const { people, provider, ana } = made;
  const down = (error: unknown): boolean => error instanceof Refusal && error.code === 'notReachable';
  provider.account = { ...provider.account, sub: 'n-17', email: 'nora@agency.example' };
  assert.ok((await joined(made)).ok);
  await provider.stop();
  // Down when this process first asks for it.
  await assert.rejects(setProvider(people, ana.person, form(provider.issuer)), down);
  const later = await testHouseAgain(made);
  await assert.rejects(beginSignIn(later, CALLER, '/'), down);
  assert.equal((await later.signIn.provider())?.name, 'Agency account');
  await provider.start();
  assert.ok((await goRound({ people: later }, await beginSignIn(later, CALLER, '/'))).ok);
  // Down between leaving and coming back.
  const begun = await beginSignIn(people, CALLER, '/');
  const back = await throughProvider(begun.url, BACK);
  await provider.stop();
  assert.deepEqual(
    await comeBack(people, { ...CALLER, cookie: cookieOf(begun.cookies) }, back.searchParams),
    {
      ok: false,
      why: 'refused',
    },
  );
  await later.signIn.close();
});

/** As the next process would open it. */
async function testHouseAgain({ people, made, house }: Set): Promise<People> {
  const { clock, random } = house;
  const url = new URL('http://localhost:8470');
  const parts = { home: made.home, env: made.env, url, operator: people.operator, clock, random };
  return { ...people, signIn: await openSignIn(parts) };
}

test('the client’s secret is kept sealed, and a provider that was removed opens nothing', async (t) => {
  const made = await withProvider(t);
  const { people, ana } = made;
  const set = await people.db.asPerson(ana.id, (tx) => readSetting(tx, 'identityProvider', providerSetting));
  assert.equal(JSON.stringify(set).includes(CLIENT.secret), false);
  await removeProvider(people, ana.person);
  await removeProvider(people, ana.person); // twice is once
  assert.equal(await people.signIn.provider(), undefined);
  await assert.rejects(beginSignIn(people, CALLER, '/'), Refusal);
  const { rows } = await sql<{ what: string }>`
    select what from access_event where what like 'setting%' order by id`.execute(people.operator.kysely);
  assert.deepEqual(
    rows.map(({ what }) => what),
    ['settingChanged', 'settingRemoved'],
  );
});
