// The identity provider of an agency (OpenID Connect): what an administrator states of it, and what its ID token must say.
// docs/decisions/identity-provider.md
import { z } from 'zod';

/** The provider's name in addresses and in the tables of the sign-in library. */
export const PROVIDER_ID = 'agency';
export const PROVIDER_SETTING = 'identityProvider';

/** How the ID token says that a second step was asked for: RFC 8176 (`amr`), OpenID Connect Core 2 (`acr`). */
export const STEP_CLAIMS = ['amr', 'acr'] as const;

/** What an administrator types of another server. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text));

/** Without TLS only to this machine itself. */
const issuerAddress = z
  .string()
  .trim()
  .max(300)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, search, hash, username } = new URL(text);
    const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    return (
      (protocol === 'https:' || (protocol === 'http:' && isOwn)) &&
      search === '' &&
      hash === '' &&
      username === ''
    );
  });

const stated = {
  /** As its button says. */
  name: line(60),
  issuer: issuerAddress,
  clientId: line(300),
  stepClaim: z.enum(STEP_CLAIMS),
  stepValue: line(200),
};

/** As typed. */
export const providerForm = z.strictObject({ ...stated, clientSecret: line(500) });
export type ProviderForm = Readonly<z.infer<typeof providerForm>>;

/** As kept. */
export const providerSetting = z.strictObject({ ...stated, sealedSecret: z.string().max(2000) });
export type ProviderSetting = Readonly<z.infer<typeof providerSetting>>;

const claims = z.looseObject({
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional(),
  email_verified: z.boolean().optional(),
  name: z.string().max(1000).optional(),
  amr: z.array(z.string()).optional(),
  acr: z.string().optional(),
});
export type Claims = z.infer<typeof claims>;

/** Undefined when they are not of the form of OpenID Connect Core 5.1. */
export function readClaims(value: unknown): Claims | undefined {
  const read = claims.safeParse(value);
  return read.success ? read.data : undefined;
}

/** What an ID token claims, of which somebody else has checked the signature. */
export function claimsOf(idToken: string): Claims | undefined {
  try {
    return readClaims(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

export function hasSecondStep({ stepClaim, stepValue }: ProviderSetting, said: Claims): boolean {
  return stepClaim === 'amr' ? said.amr?.includes(stepValue) === true : said.acr === stepValue;
}
