// Signing in with the identity provider of the agency (OpenID Connect, code flow with PKCE, state and nonce). The library
// speaks the protocol; here is what it must not decide: who counts as invited, and when a token says enough.
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';
import { bodyWithin, fetchOutside, refuseInternal } from '../platform/fetch-outside.ts';
import { makeAuth, refusedSignIn, type Auth, type ProviderParts } from './better-auth.ts';
import {
  claimsOf,
  hasSecondStep,
  PROVIDER_ID,
  PROVIDER_SETTING,
  providerSetting,
  readClaims,
  type Claims,
  type ProviderSetting,
} from './identity-provider.ts';
import { isInvited } from './invitation.store.ts';
import { unseal } from './seal.ts';
import { readSetting } from './setting.store.ts';
import { call, headersOf, type Caller, type State } from './sign-in-library.acts.ts';

const ANSWER_MS = 5_000;
const ANSWER_BYTES_MAX = 100_000;

export interface ProviderBegun {
  /** Where the browser goes. */
  readonly url: string;
  readonly cookies: readonly string[];
}

export interface ProviderRequest {
  /** Where to go afterwards: a path of ours. */
  readonly next: string;
  /** `invitation`: somebody new may come; `link`: the person who is signed in adds this way. */
  readonly for: 'signIn' | 'invitation' | 'link';
}

export type ProviderAnswer =
  | { readonly ok: true; readonly cookies: readonly string[]; readonly next: string }
  | { readonly ok: false; readonly why: ProviderRefusal };

export type ProviderRefusal =
  | 'unknown' // nobody here has this account there
  | 'unverified' // the provider does not vouch for the address
  | 'noSecondStep'
  | 'otherAddress' // not that of the person who links, or of the invitation
  | 'again' // begun in another browser, too long ago, or twice
  | 'refused'; // the provider said no, or what it said does not hold

export interface Provider {
  readonly name: string;
}

interface ProviderSignIn {
  /** Undefined: none is set. */
  provider(): Promise<Provider | undefined>;
  /** Throws `notReachable` when it does not answer, or not as the provider that was set. */
  begin(caller: Caller, request: ProviderRequest): Promise<ProviderBegun>;
  finish(caller: Caller, query: URLSearchParams): Promise<ProviderAnswer>;
}

interface Built {
  readonly text: string;
  readonly auth: Auth;
}

/** The library as it is set for the provider: built when it is first asked for, and anew when the setting changes. */
export function providerSignIn(state: State, secret: string): ProviderSignIn {
  let built: Built | undefined;
  const setting = async (): Promise<ProviderSetting | undefined> =>
    (await readSetting(state.operator.kysely, PROVIDER_SETTING, providerSetting))?.value;
  const open = async (): Promise<Auth> => {
    const set = await setting();
    if (set === undefined) throw notSet();
    const text = JSON.stringify(set);
    if (built?.text !== text) built = { text, auth: await buildFor(state, secret, set) };
    return built.auth;
  };
  return {
    provider: async () => {
      const set = await setting();
      return set === undefined ? undefined : { name: set.name };
    },
    begin: async (caller, request) => begin({ ...state, auth: await open() }, caller, request),
    finish: async (caller, query) => finish({ ...state, auth: await open() }, caller, query),
  };
}

/** Whether this provider answers as it is set; for the page where it is set. */
export async function tryProvider(state: State, secret: string, set: ProviderSetting): Promise<void> {
  await buildFor(state, secret, set);
}

/** The library leaves a provider out that does not answer, and takes its word for who it is: both are asked here. */
async function buildFor(state: State, secret: string, set: ProviderSetting): Promise<Auth> {
  const { db, url, clock, random, operator } = state;
  await refuseInternal(new URL(set.issuer)); // the library would say no more than that nothing answered
  const provider: ProviderParts = {
    config: providerConfig(url, secret, set),
    isInvited: (email) => isInvited(operator.kysely, email, new Date(clock())),
  };
  // The library types its Kysely without tables.
  const auth = makeAuth({ db: db.kysely as never, url, secret, clock, random, provider });
  const found = (await auth.$context).socialProviders.find(({ id }) => id === PROVIDER_ID);
  if (found === undefined) throw notReachable(set, phrase('noKeysAnswered'));
  // OpenID Connect Discovery 4.3: the issuer must be exactly the one that was asked.
  if (found.issuer !== set.issuer) throw notReachable(set, phrase('callsItself', { name: found.issuer }));
  return auth;
}

function providerConfig(url: URL, secret: string, set: ProviderSetting): ProviderParts['config'] {
  const clientSecret = unseal(secret, 'settings', set.sealedSecret);
  if (clientSecret === undefined) throw new Refusal('wrongKey.providerSecret');
  return {
    providerId: PROVIDER_ID,
    name: set.name,
    clientId: set.clientId,
    clientSecret,
    discoveryUrl: `${set.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    redirectURI: new URL('/sign-in/provider/back', url).href,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableImplicitSignUp: true,
    ...(set.stepClaim === 'acr' ? { authorizationUrlParams: { acr_values: set.stepValue } } : {}),
    getUserInfo: async ({ idToken, accessToken }) => {
      // The library has verified the token when there is one, and lets an answer without one pass: we do not.
      const said = idToken === undefined ? undefined : claimsOf(idToken);
      if (said === undefined) return null;
      const whole = said.email === undefined ? await withUserInfo(set, said, accessToken) : said;
      if (whole?.email === undefined || whole.email_verified !== true)
        throw refusedSignIn('email_not_verified');
      if (!hasSecondStep(set, said)) throw refusedSignIn('no_second_step');
      const { sub, email, name } = whole;
      return { id: sub, sub, email, name: name ?? email, emailVerified: true };
    },
  };
}

/** OpenID Connect Core 5.3: what the token does not say is asked for; it must be of the same subject (5.3.2). */
async function withUserInfo(
  set: ProviderSetting,
  said: Claims,
  accessToken: string | undefined,
): Promise<Claims | undefined> {
  const discovery = await getJson(`${set.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const endpoint =
    typeof discovery === 'object' && discovery !== null && 'userinfo_endpoint' in discovery
      ? discovery.userinfo_endpoint
      : undefined;
  if (typeof endpoint !== 'string' || accessToken === undefined) return undefined;
  const more = readClaims(await getJson(endpoint, { authorization: `Bearer ${accessToken}` }));
  return more?.sub === said.sub ? { ...more, ...said } : undefined;
}

async function getJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetchOutside(url, {
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const body = await bodyWithin(response, ANSWER_BYTES_MAX, () => refusedSignIn('answer_too_long'));
  return response.ok ? (JSON.parse(body.toString()) as unknown) : undefined;
}

async function begin(state: State, caller: Caller, request: ProviderRequest): Promise<ProviderBegun> {
  const path = request.for === 'link' ? '/link-social' : '/sign-in/social';
  const response = await call(state, caller, path, {
    provider: PROVIDER_ID,
    callbackURL: request.next,
    ...(request.for === 'invitation' ? { requestSignUp: true } : {}),
  });
  const said = response.ok ? ((await response.json()) as { url?: unknown }) : {}; // the library's own answer
  if (typeof said.url !== 'string') throw new Error(`the sign-in library began nothing (${response.status})`);
  return { url: said.url, cookies: response.headers.getSetCookie() };
}

async function finish(state: State, caller: Caller, query: URLSearchParams): Promise<ProviderAnswer> {
  const response = await state.auth.handler(
    new Request(`${state.url.origin}/api/auth/callback/${PROVIDER_ID}?${query.toString()}`, {
      headers: headersOf(state, caller),
    }),
  );
  const location = response.headers.get('location');
  if (location === null) {
    const said = (await response.json().catch(() => ({}))) as { code?: unknown }; // the library's own answer
    return { ok: false, why: refusalOf(String(said.code)) };
  }
  const to = new URL(location, state.url);
  const error = to.searchParams.get('error');
  if (error !== null) return { ok: false, why: refusalOf(error) };
  return { ok: true, cookies: response.headers.getSetCookie(), next: `${to.pathname}${to.search}` };
}

function refusalOf(code: string): ProviderRefusal {
  switch (code) {
    case 'signup_disabled':
    case 'account_not_linked':
    case 'BANNED_USER':
    case 'banned':
      return 'unknown';
    case 'email_not_verified':
      return 'unverified';
    case 'no_second_step':
      return 'noSecondStep';
    case "email_doesn't_match":
    case 'email_does_not_match':
    case 'account_already_linked_to_different_user':
      return 'otherAddress';
    case 'state_mismatch':
    case 'state_not_found':
    case 'state_invalid':
      return 'again';
    default:
      return 'refused';
  }
}

const notSet = (): Refusal => new Refusal('notFound.identityProvider');

const notReachable = (set: ProviderSetting, found: Phrase): Refusal =>
  new Refusal('notReachable.identityProvider', { issuer: set.issuer, found });
