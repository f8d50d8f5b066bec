// Speaking to the sign-in library: everything a stranger can send goes through its request handler, never through its
// server-side calls, which count nothing.
import { createHash, createHmac } from 'node:crypto';
import type { Random } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
import type { Database } from '../platform/database.ts';
import type { Home } from '../platform/home.ts';
import type { Schema } from '../platform/schema.ts';
import { openAppSecret, type Auth } from './better-auth.ts';
import { appSecretOf, type AuthSchema } from './session.store.ts';

/** What a request says of whoever sent it. */
export interface Caller {
  readonly cookie: string;
  readonly address: string;
  readonly browser: string;
}

export type Answer =
  | { readonly ok: true; readonly cookies: readonly string[]; readonly next: 'in' | 'code' }
  | { readonly ok: false; readonly why: 'wrong' | 'locked' | 'again' };

export interface SignInParts {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  readonly url: URL;
  readonly operator: Database<Schema>;
  readonly clock: Clock;
  readonly random: Random;
}

export interface State extends SignInParts {
  readonly auth: Auth;
  readonly db: Database<AuthSchema>;
}

export function call(state: State, caller: Caller, path: string, body: object): Promise<Response> {
  return state.auth.handler(
    new Request(`${state.url.origin}/api/auth${path}`, {
      method: 'POST',
      headers: headersOf(state, caller),
      body: JSON.stringify(body),
    }),
  );
}

export function headersOf(state: State, caller: Caller): Headers {
  return new Headers({
    'content-type': 'application/json',
    origin: state.url.origin, // server/doors.ts has compared the real one
    cookie: caller.cookie,
    'user-agent': caller.browser,
    'x-comity-ip': caller.address,
  });
}

export async function answerOf(response: Response): Promise<Answer> {
  if (response.ok) {
    const said = (await response.json()) as { twoFactorRedirect?: unknown }; // the library's own answer
    const next = said.twoFactorRedirect === true ? 'code' : 'in';
    return { ok: true, next, cookies: response.headers.getSetCookie() };
  }
  const said = (await response.json().catch(() => ({}))) as { code?: unknown };
  if (response.status === 429) return { ok: false, why: 'locked' };
  const isOver = /^(INVALID_TWO_FACTOR_COOKIE|TOO_MANY_ATTEMPTS)/.test(String(said.code));
  return { ok: false, why: isOver ? 'again' : 'wrong' };
}

/** The name of the pending sign-in. The signature after the dot is for the library to check. */
export function challengeOf(cookie: string): string | undefined {
  const [, value] = /(?:^|;\s*)(?:__Secure-)?comity\.two_factor=([^;]+)/.exec(cookie) ?? [];
  try {
    return value === undefined ? undefined : decodeURIComponent(value).split('.')[0];
  } catch {
    return undefined; // not of our making
  }
}

/** As a cookie has it, whose mark nobody has checked yet. */
export function tokenOf(cookie: string): string | undefined {
  const [, token] = /session_token=([^;.]{16,200})\./.exec(cookie) ?? [];
  try {
    return token === undefined ? undefined : decodeURIComponent(token);
  } catch {
    return undefined; // not of our making
  }
}

/** A code given at sign-in counts for the pending sign-in alone, whoever else is signed in in this browser. */
export function withoutSession(caller: Caller): Caller {
  const kept = caller.cookie.split(/;\s*/).filter((one) => !/session_token=/.test(one));
  return { ...caller, cookie: kept.join('; ') };
}

export function accountKey(email: string): Uint8Array {
  return createHash('sha256').update(`comity account\n${email.trim().toLowerCase()}`).digest();
}

/** Of RFC 6238, as the library takes it: so long is a step, and so many earlier and later ones are right as well. */
const STEP_MS = 30_000;
const WINDOW = 1;

/** The time step whose code this is, the latest of them; undefined when the code is wrong now. The library says that itself. */
export async function stepOfCode(state: State, email: string, code: string): Promise<number | undefined> {
  const sealed = await appSecretOf(state.db.kysely, email);
  if (sealed === undefined) return undefined;
  const secret = await openAppSecret(state.auth, sealed);
  const now = Math.floor(Date.now() / STEP_MS); // the library's own clock
  for (let step = now + WINDOW; step >= now - WINDOW; step--) if (codeAt(secret, step) === code) return step;
  return undefined;
}

/** RFC 4226 section 5.3. */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const bits = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fffffff;
  return String(bits % 1_000_000).padStart(6, '0');
}
