// Signing in and out, behind one small interface, so that the library can be replaced.
import { createHash, createHmac } from 'node:crypto';
import type { Uuid } from '../base/ids.ts';
import { openDatabase } from '../platform/database.ts';
import { inTurn } from '../platform/in-turn.ts';
import { FRESH_MINUTES, makeAuth, SESSION_HOURS } from './better-auth.ts';
import { beginAttempt, forgetAttempts, useCode, wasCodeUsed } from './guard.store.ts';
import { isReceiverEmail } from './disclosure.ts';
import { readSecret } from './home-secret.acts.ts';
import { seal, unseal, type SealedFor } from './seal.ts';
import { changePassword, resetAccount } from './password.acts.ts';
import { passkeysHeld, raiseCounter, type PasskeyHeld } from './passkey.store.ts';
import {
  providerSignIn,
  tryProvider,
  type Provider,
  type ProviderAnswer,
  type ProviderBegun,
  type ProviderRequest,
} from './provider-sign-in.acts.ts';
import type { ProviderSetting } from './identity-provider.ts';
import * as store from './session.store.ts';
import {
  accountKey,
  answerOf,
  call,
  challengeOf,
  headersOf,
  stepOfCode,
  tokenOf,
  withoutSession,
  type Answer,
  type Caller,
  type SignInParts,
  type State,
} from './sign-in-library.acts.ts';
import { recordAtDoor, recordFailedTry } from './sign-in-record.acts.ts';

export type { Answer, Caller };

export interface Session {
  readonly id: string;
  readonly person: Uuid;
  /** False until the person has a second factor: then nothing but setting one up is open to them. */
  readonly isStrong: boolean;
  /** The person showed within a quarter of an hour who they are: for what outlives the session. */
  readonly isRecent: boolean;
  /** Of somebody to whom evidence was disclosed: there for that alone, let in by a code or a passkey. */
  readonly isOfReceiver: boolean;
}

export interface NewFactor {
  /** Base32, as an authenticator app takes it. */
  readonly key: string;
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

export interface SignIn {
  sessionOf(cookie: string): Promise<Session | undefined>;
  /** Whose it was, also of a session that is over by its time: nothing is opened by that. Undefined: nobody's, or ended on purpose. */
  personBehind(cookie: string): Promise<Uuid | undefined>;
  withPassword(caller: Caller, email: string, password: string): Promise<Answer>;
  /** The second step: a code of the authenticator app, or a recovery code. `again`: begin with the password. */
  withCode(caller: Caller, code: string): Promise<Answer>;
  /** Cookies that end the session in the browser; it is ended here too. */
  signOut(caller: Caller): Promise<readonly string[]>;
  /** Undefined when the password is wrong. */
  beginFactor(caller: Caller, password: string): Promise<NewFactor | undefined>;
  confirmFactor(caller: Caller, code: string): Promise<Answer>;
  /** A step of the passkey ceremony, as the browser speaks it: JSON in, JSON out. */
  passkey(caller: Caller, step: PasskeyStep, body?: string): Promise<Response>;
  /** The agency's identity provider; undefined: none is set. */
  provider(): Promise<Provider | undefined>;
  /** Throws `notReachable` when it does not answer, or not as the one that was set. */
  beginWithProvider(caller: Caller, request: ProviderRequest): Promise<ProviderBegun>;
  /** With what the provider sent back. `entered`: whose session the cookies are, except after linking. */
  finishWithProvider(caller: Caller, query: URLSearchParams): Promise<ProviderAnswer>;
  /** Writes down that somebody is in, once it is sure that they are a person here. */
  enteredWithProvider(caller: Caller, person: Uuid): Promise<void>;
  /** Throws `notReachable` when the provider does not answer as it is to be set. */
  tryProvider(set: ProviderSetting): Promise<void>;
  /** A secret as it may be kept in the database. */
  seal(use: SealedFor, text: string): string;
  /** Undefined: it was sealed in another home or for something else. */
  unseal(use: SealedFor, sealed: string): string | undefined;
  /** Whether this person has a password at all. */
  hasPassword(person: Uuid): Promise<boolean>;
  /** The address of an account, whether or not it is a person's. */
  emailOf(person: Uuid): Promise<string | undefined>;
  /** Ends all other sessions. `wrong`: the present password; it is counted like a try to sign in. */
  changePassword(caller: Caller, email: string, present: string, next: string): Promise<Answer>;
  /** For the acts on people; never with anything but checked values. Returns the id of the account. */
  createAccount(account: { name: string; email: string; password: string }): Promise<Uuid>;
  removeAccount(email: string): Promise<void>;
  /** A new password; every other way in is gone, and a second step must be set up anew. */
  resetAccount(person: Uuid, email: string, password: string): Promise<void>;
  endAll(person: Uuid): Promise<void>;
  sessions(person: Uuid): Promise<store.SessionSeen[]>;
  endSession(person: Uuid, id: string): Promise<boolean>;
  /** All, or all but one; how many there were. */
  endSessions(person: Uuid, but?: string): Promise<number>;
  passkeys(person: Uuid): Promise<store.PasskeySeen[]>;
  removePasskey(person: Uuid, id: string): Promise<boolean>;
  /** Those that can sign custody events, as keys. */
  passkeysHeld(person: Uuid): Promise<PasskeyHeld[]>;
  /** After a passkey signed an event: its counter never goes back. */
  raiseCounter(passkey: string, counter: number): Promise<void>;
  /** Always the same for one name, and for nobody else to guess: for links that are made again when asked for again. */
  tokenFor(name: string): string;
  close(): Promise<void>;
}

export const PASSKEY_STEPS = {
  registerOptions: { method: 'GET', path: '/passkey/generate-register-options' },
  register: { method: 'POST', path: '/passkey/verify-registration' },
  signInOptions: { method: 'GET', path: '/passkey/generate-authenticate-options' },
  signIn: { method: 'POST', path: '/passkey/verify-authentication' },
} as const;

export type PasskeyStep = keyof typeof PASSKEY_STEPS;

export async function openSignIn(parts: SignInParts): Promise<SignIn> {
  const { home, env, url, clock, random } = parts;
  const secret = await readSecret(home);
  const session = { search_path: 'auth', 'comity.as': 'sign-in' };
  const db = await openDatabase<store.AuthSchema>(home, { env, session });
  // The library types its Kysely without tables.
  const auth = makeAuth({ db: db.kysely as never, url, secret, clock, random });
  const state: State = { ...parts, auth, db };
  const now = (): Date => new Date(clock());
  const provider = providerSignIn(state, secret);
  const hashing = inTurn(PASSWORDS_AT_ONCE);
  return {
    sessionOf: (cookie) => sessionOf(state, cookie),
    personBehind: (cookie) => personBehind(state, cookie),
    withPassword: (caller, email, password) => hashing(() => withPassword(state, caller, email, password)),
    withCode: (caller, code) => withCode(state, caller, code),
    signOut: (caller) => signOut(state, caller),
    beginFactor: (caller, password) => hashing(() => beginFactor(state, caller, password)),
    confirmFactor: (caller, code) => confirmFactor(state, caller, code),
    changePassword: (caller, email, present, next) =>
      hashing(() => changePassword(state, caller, email, { present, next })),
    passkey: (caller, step, body) => passkeyStep(state, caller, step, body),
    provider: () => provider.provider(),
    beginWithProvider: (caller, request) => provider.begin(caller, request),
    finishWithProvider: (caller, query) => provider.finish(caller, query),
    enteredWithProvider: ({ address }, person) =>
      recordAtDoor(state, 'signedIn', person, { by: 'provider', address }),
    tryProvider: (set) => tryProvider(state, secret, set),
    seal: (use, text) => seal(secret, use, text),
    unseal: (use, sealed) => unseal(secret, use, sealed),
    hasPassword: (person) => store.hasPassword(db.kysely, person),
    emailOf: (person) => store.emailOf(db.kysely, person),
    createAccount: (account) =>
      hashing(async () => (await auth.api.createUser({ body: account })).user.id as Uuid), // by generateId
    removeAccount: (email) => store.deleteUser(db.kysely, email),
    resetAccount: (person, email, password) => hashing(() => resetAccount(state, person, email, password)),
    endAll: (person) => store.banUser(db.kysely, person),
    sessions: (person) => store.sessionsOf(db.kysely, person, now()),
    endSession: (person, id) => store.deleteSession(db.kysely, person, id),
    endSessions: (person, but) => store.deleteSessions(db.kysely, person, but),
    passkeys: (person) => store.passkeysOf(db.kysely, person),
    removePasskey: (person, id) => store.deletePasskey(db.kysely, person, id),
    passkeysHeld: (person) => passkeysHeld(db.kysely, person),
    raiseCounter: (id, counter) => raiseCounter(db.kysely, id, counter),
    tokenFor: (name) => createHmac('sha256', secret).update(`comity token\n${name}`).digest('base64url'),
    close: () => db.close(),
  };
}

/** Of the four threads that files and names need too: a hash takes one for a long moment, and 32 MB. */
const PASSWORDS_AT_ONCE = 2;
const BEHIND_MS = 2 * SESSION_HOURS * 3_600_000;

async function personBehind({ db }: State, cookie: string): Promise<Uuid | undefined> {
  const token = tokenOf(cookie);
  if (token === undefined) return undefined;
  const since = new Date(Date.now() - BEHIND_MS); // the library's own clock made it
  return (await store.personOfToken(db.kysely, token, since)) as Uuid | undefined; // by generateId
}

async function sessionOf(state: State, cookie: string): Promise<Session | undefined> {
  if (!cookie.includes('session_token')) return undefined;
  const found = await state.auth.api.getSession({ headers: new Headers({ cookie }) });
  if (found === null) return undefined;
  const age = Date.now() - found.session.createdAt.getTime(); // the library's own clock made it
  if (age > SESSION_HOURS * 3_600_000) return undefined; // however often it was used
  return {
    id: found.session.id,
    person: found.user.id as Uuid,
    isRecent: age <= FRESH_MINUTES * 60_000,
    isOfReceiver: isReceiverEmail(found.user.email),
    // Without a password there is no first step alone: only a passkey or the identity provider, which ask for both.
    isStrong:
      found.user.twoFactorEnabled === true || !(await store.hasPassword(state.db.kysely, found.user.id)),
  };
}

async function withPassword(state: State, caller: Caller, email: string, password: string): Promise<Answer> {
  const account = accountKey(email);
  const attempt = await beginAttempt(state.operator.kysely, account, new Date(state.clock()));
  const tried = {
    account,
    email: email.trim().toLowerCase(),
    step: 'password',
    address: caller.address,
  } as const;
  if (attempt.locksNow) await recordFailedTry(state, { ...tried, what: 'lockedOut' });
  if (!attempt.isAllowed) return { ok: false, why: 'locked' };
  const answer = await answerOf(await call(state, caller, '/sign-in/email', { email, password }));
  // Only half in: signed in is who has given the code as well.
  if (answer.ok) await forgetAttempts(state.operator.kysely, account);
  else await recordFailedTry(state, { ...tried, what: 'signInFailed' });
  return answer;
}

async function withCode(state: State, caller: Caller, code: string): Promise<Answer> {
  const challenge = challengeOf(caller.cookie);
  const email =
    challenge === undefined ? undefined : await store.emailOfChallenge(state.db.kysely, challenge);
  if (email === undefined) return { ok: false, why: 'again' };
  const account = accountKey(email);
  const tried = { account, email, step: 'code', address: caller.address } as const;
  const failed = async <T>(answer: T): Promise<T> => {
    await recordFailedTry(state, { ...tried, what: 'signInFailed' });
    return answer;
  };
  const isApp = /^\d{6}$/.test(code);
  const step = isApp ? await stepOfCode(state, email, code) : undefined;
  const used =
    step === undefined ? { digest: createHash('sha256').update(account).update(code).digest() } : { step };
  if (await wasCodeUsed(state.operator.kysely, account, used)) return failed({ ok: false, why: 'wrong' });
  const path = isApp ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
  const response = await call(state, withoutSession(caller), path, { code });
  const answer = await answerOf(response.clone());
  if (!answer.ok) return failed(answer);
  if (await useCode(state.operator.kysely, account, used, new Date(state.clock())))
    return entered(state, caller, answer, isApp ? 'code' : 'recoveryCode');
  const { token } = (await response.json()) as { token?: unknown }; // the library's own answer
  if (typeof token === 'string') await store.deleteSessionByToken(state.db.kysely, token);
  return failed({ ok: false, why: 'wrong' });
}

/** Writes down that somebody is in, by the session that their new cookies name. */
async function entered(
  state: State,
  caller: Caller,
  answer: Answer,
  by: 'code' | 'recoveryCode' | 'passkey',
): Promise<Answer> {
  if (!answer.ok) return answer;
  const session = await sessionOf(state, answer.cookies.map((one) => one.split(';')[0]).join('; '));
  if (session === undefined) throw new Error('the sign-in library let somebody in without a session');
  await recordAtDoor(state, 'signedIn', session.person, { by, address: caller.address });
  return answer;
}

async function signOut(state: State, caller: Caller): Promise<readonly string[]> {
  const session = await sessionOf(state, caller.cookie);
  const response = await call(state, caller, '/sign-out', {});
  if (session !== undefined)
    await recordAtDoor(state, 'signedOut', session.person, { address: caller.address });
  return response.headers.getSetCookie();
}

/** Of somebody who has none yet: who confirms it is in, with both steps. */
async function confirmFactor(state: State, caller: Caller, code: string): Promise<Answer> {
  const session = await sessionOf(state, caller.cookie);
  const answer = await answerOf(await call(state, caller, '/two-factor/verify-totp', { code }));
  if (!answer.ok || session === undefined) return answer;
  const { address } = caller;
  const email = (await store.emailOf(state.db.kysely, session.person)) ?? '';
  const step = await stepOfCode(state, email, code);
  if (step !== undefined)
    await useCode(state.operator.kysely, accountKey(email), { step }, new Date(state.clock()));
  await recordAtDoor(state, 'factorChanged', session.person, { address });
  await recordAtDoor(state, 'signedIn', session.person, { by: 'newFactor', address });
  return answer;
}

async function beginFactor(state: State, caller: Caller, password: string): Promise<NewFactor | undefined> {
  const response = await call(state, caller, '/two-factor/enable', { password });
  if (!response.ok) return undefined;
  const made = (await response.json()) as { totpURI: string; backupCodes: string[] }; // the library's own answer
  return {
    key: new URL(made.totpURI).searchParams.get('secret') ?? '',
    uri: made.totpURI,
    recoveryCodes: made.backupCodes,
  };
}

async function passkeyStep(
  state: State,
  caller: Caller,
  step: PasskeyStep,
  body?: string,
): Promise<Response> {
  const { method, path } = PASSKEY_STEPS[step];
  const response = await state.auth.handler(
    new Request(`${state.url.origin}/api/auth${path}`, {
      method,
      headers: headersOf(state, caller),
      ...(method === 'POST' ? { body: body ?? '{}' } : {}),
    }),
  );
  const cookies = response.headers.getSetCookie();
  if (response.ok && step === 'signIn')
    await entered(state, caller, { ok: true, next: 'in', cookies }, 'passkey');
  if (response.ok && step === 'register') {
    const session = await sessionOf(state, caller.cookie);
    if (session !== undefined)
      await recordAtDoor(state, 'passkeyAdded', session.person, { address: caller.address });
  }
  // Only what the browser needs: the library's answer to a sign-in has the session's token in it.
  const text = method === 'GET' && response.ok ? await response.text() : JSON.stringify({ ok: response.ok });
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(text, { status: response.ok ? 200 : 400, headers });
}
