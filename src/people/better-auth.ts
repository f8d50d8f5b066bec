// The sign-in library, and how it is set (docs/decisions/sign-in.md). Nothing else in the program imports it.
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { admin, genericOAuth, twoFactor, type GenericOAuthConfig } from 'better-auth/plugins';
import { APIError } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import { newUuid, type Random } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';

interface AuthParts {
  /** Connections that see the schema `auth` and nothing else. */
  readonly db: Kysely<unknown>;
  /** The address people type; a passkey is bound to its host name. */
  readonly url: URL;
  /** At least 32 random bytes, as text: signs cookies, seals TOTP keys. */
  readonly secret: string;
  readonly clock: Clock;
  readonly random: Random;
  /** The identity provider of the agency, when one is set. */
  readonly provider?: ProviderParts;
}

export interface ProviderParts {
  readonly config: GenericOAuthConfig;
  /** Whether somebody who comes from the provider for the first time was invited by this address. */
  readonly isInvited: (email: string) => Promise<boolean>;
}

/** A refusal in the library's own form: it ends the sign-in under way, and we read the code again. */
export function refusedSignIn(code: string): Error {
  return new APIError('FORBIDDEN', { code, message: code });
}

export const SESSION_HOURS = 12;
export const FRESH_MINUTES = 15;
export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;
const COOKIE_PREFIX = 'comity';
const LOCKED_AFTER = 5;
const LOCKED_SECONDS = 15 * 60;

export function makeAuth({ db, url, secret, clock, random, provider }: AuthParts) {
  return betterAuth({
    appName: 'Comity',
    baseURL: url.origin,
    secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true, // people are invited
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
    },
    // Only somebody who is signed in links, and only their own address: never by an address alone.
    account: {
      accountLinking: { enabled: provider !== undefined, disableImplicitLinking: true },
      updateAccountOnSignIn: false,
    },
    // What the provider would let us do in the person's name is not kept.
    databaseHooks: {
      account: {
        create: {
          before: (account) =>
            Promise.resolve({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }),
        },
      },
    },
    ...(provider === undefined
      ? {}
      : { user: { validateUserInfo: (shown) => onlyInvited(provider, shown) } }),
    session: {
      expiresIn: SESSION_HOURS * 3600,
      updateAge: 15 * 60,
      freshAge: FRESH_MINUTES * 60, // a new passkey is asked for soon after signing in, or not at all
      cookieCache: { enabled: false }, // a session that was ended is ended at once
    },
    rateLimit: { enabled: false }, // server/limits.ts limits addresses, sign-in.acts.ts accounts
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: url.protocol === 'https:',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-comity-ip'] },
      database: { generateId: () => newUuid(clock, random) },
    },
    logger: { disabled: true }, // it would write what strangers send; we count refusals ourselves
    plugins: [
      genericOAuth({ config: provider === undefined ? [] : [provider.config] }),
      admin({ defaultRole: 'user' }), // for `createUser` on the server alone
      twoFactor({
        issuer: `Comity ${url.hostname}`,
        accountLockout: { enabled: true, maxFailedAttempts: LOCKED_AFTER, durationSeconds: LOCKED_SECONDS },
      }),
      passkey({
        rpID: url.hostname,
        rpName: 'Comity',
        origin: url.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // The library asks for a present person; a passkey stands for password and code only if it knew the person.
        registration: {
          afterVerification: ({ verification }) =>
            requireKnownPerson(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            requireKnownPerson(verification.authenticationInfo.userVerified),
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;

/** The secret of an authenticator app, as the library keeps it. */
export async function openAppSecret(auth: Auth, data: string): Promise<string> {
  const { secretConfig: key } = await auth.$context;
  return symmetricDecrypt({ key, data });
}

/** The library asks before it makes a user, links, or lets one in. */
async function onlyInvited(
  { isInvited }: ProviderParts,
  { user, source }: { user: { email?: string | null }; source: { action?: string; method: string } },
): Promise<void | { error: string }> {
  if (source.method !== 'oauth' || source.action !== 'create-user') return;
  if (!(await isInvited((user.email ?? '').toLowerCase()))) return { error: 'signup_disabled' };
}

function requireKnownPerson(isVerified: boolean | undefined): void {
  if (isVerified !== true) throw new APIError('UNAUTHORIZED', { message: 'the person was not verified' });
}
