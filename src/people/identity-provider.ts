// The identity provider of an agency (OpenID Connect): what an administrator states of it, and what its ID token must say.
// docs/decisions/identity-provider.md
import { z } from 'zod';
import { oneOf } from '../web/fields/choice.ts';
import type { Fields } from '../web/fields/field.ts';
import { together } from '../web/fields/group.ts';
import { secret } from '../web/fields/secret.ts';
import { text } from '../web/fields/text.ts';
import type { Messages } from '../web/messages.ts';

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

/** As kept. */
export const providerSetting = z.strictObject({ ...stated, sealedSecret: z.string().max(2000) });
export type ProviderSetting = Readonly<z.infer<typeof providerSetting>>;

/** As somebody states it. */
export type ProviderForm = Omit<ProviderSetting, 'sealedSecret'> & { readonly clientSecret: string };

interface ProviderSet {
  readonly set: ProviderSetting | undefined;
}

const lineField = (
  name: 'name' | 'issuer' | 'clientId' | 'stepValue',
  asked: {
    readonly ask: (say: Messages) => string;
    readonly hint: (say: Messages) => string;
    readonly max: number;
    readonly means: string;
  },
) =>
  text<ProviderSet>({
    ...asked,
    isRight: (typed) => stated[name].safeParse(typed).success,
    autocomplete: 'off',
    wrong: ({ provider }) => (name === 'issuer' ? provider.issuerForm : provider.needed),
    preset: ({ set }) => set?.[name] ?? '',
  });

export const PROVIDER = {
  which: together({
    ask: (say) => say.provider.asks.which,
    means: 'Which provider it is.',
    isNamed: true,
    parts: {
      name: lineField('name', {
        ask: (say) => say.provider.name,
        hint: (say) => say.provider.nameHint,
        max: 60,
        means: 'How its button calls it.',
      }),
      issuer: lineField('issuer', {
        ask: (say) => say.provider.issuer,
        hint: (say) => say.provider.issuerHint,
        max: 300,
        means: 'Its address, as it states it.',
      }),
      clientId: lineField('clientId', {
        ask: (say) => say.provider.clientId,
        hint: (say) => say.provider.clientIdHint,
        max: 300,
        means: 'How this installation is called there.',
      }),
    },
  }),
  clientSecret: secret<ProviderSet>({
    ask: (say) => say.provider.clientSecret,
    hint: (say) => say.provider.clientSecretHint,
    max: 500,
    tidy: (typed) => typed.trim(),
    isRight: (typed) => line(500).safeParse(typed).success,
    wrong: (say) => say.provider.needed,
    means: 'What this installation shows there as proof.',
  }),
  proof: together({
    ask: (say) => say.provider.asks.proof,
    means: 'How it says that a second step was asked for.',
    isNamed: true,
    parts: {
      stepClaim: oneOf<(typeof STEP_CLAIMS)[number], ProviderSet>(STEP_CLAIMS, {
        ask: (say) => say.provider.step,
        hint: (say) => say.provider.stepHint,
        words: (say, claim) => say.provider[claim],
        hints: (say, claim) => say.provider[`${claim}Hint`],
        wrong: (say) => say.provider.needed,
        means: 'The claim of its ID token.',
        preset: ({ set }) => set?.stepClaim ?? 'amr',
      }),
      stepValue: lineField('stepValue', {
        ask: (say) => say.provider.value,
        hint: (say) => say.provider.valueHint,
        max: 200,
        means: 'The value that says so.',
      }),
    },
  }),
} satisfies Fields;

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
