// How to reach an authority of the directory: what a contact says, and what may be typed.
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';

export const CONTACT_KINDS = ['telephone', 'email', 'fax', 'portal', 'post'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** Night: reached at any hour. */
export const CONTACT_PURPOSES = ['general', 'urgent', 'night'] as const;
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];

export interface Contact {
  readonly id: Uuid;
  readonly kind: ContactKind;
  readonly purpose: ContactPurpose;
  readonly value: string;
  /** Where it is from, as somebody wrote it. */
  readonly source: string;
  /** The day on which that source said so, `2026-11-03`. */
  readonly asOf: string;
  readonly addedBy: Uuid;
  /** Undefined: one person alone says so. Nobody is called back on such a number. */
  readonly confirmedAt: Date | undefined;
}

export const CONTACT_LENGTH_MAX = 500;

const plain = z
  .string()
  .trim()
  .min(1)
  .max(CONTACT_LENGTH_MAX)
  .refine((text) => text.isWellFormed() && !/\p{Cc}|\p{Cf}/u.test(text));
/** With its country and nothing that cannot be dialled (ITU-T E.123: a plus sign, digits and spaces between them). */
const number = plain.refine((text) => /^\+\d[\d ()-]{5,30}$/.test(text));

const VALUES: { readonly [kind in ContactKind]: z.ZodType<string, string> } = {
  telephone: number,
  fax: number,
  email: z.email().max(CONTACT_LENGTH_MAX),
  portal: z.url({ protocol: /^https$/ }).max(CONTACT_LENGTH_MAX),
  post: plain,
};

export type ContactField = 'kind' | 'purpose' | 'value' | 'source' | 'asOf';
export type NewContact = Pick<Contact, ContactField>;

export type ReadContact =
  | { readonly ok: true; readonly contact: NewContact }
  | { readonly ok: false; readonly wrong: readonly ContactField[] };

const fields = {
  kind: z.enum(CONTACT_KINDS),
  purpose: z.enum(CONTACT_PURPOSES),
  source: plain,
  asOf: z.iso.date().refine((text) => text >= '1990-01-01'),
};

/** `today`: a source cannot have said something on a later day. */
export function readContact(typed: { readonly [field in ContactField]: string }, today: string): ReadContact {
  const kind = fields.kind.safeParse(typed.kind);
  const purpose = fields.purpose.safeParse(typed.purpose);
  const source = fields.source.safeParse(typed.source);
  const asOf = fields.asOf.safeParse(typed.asOf);
  const value = kind.success ? VALUES[kind.data].safeParse(typed.value.trim()) : plain.safeParse(typed.value);
  const isPast = asOf.success && asOf.data <= today;
  if (kind.success && purpose.success && value.success && source.success && isPast)
    return {
      ok: true,
      contact: {
        kind: kind.data,
        purpose: purpose.data,
        value: value.data,
        source: source.data,
        asOf: asOf.data,
      },
    };
  const all = { kind: kind.success, purpose: purpose.success, value: value.success, source: source.success };
  const wrong = (Object.keys(all) as (keyof typeof all)[]).filter((name) => !all[name]); // its own keys
  return { ok: false, wrong: isPast ? wrong : [...wrong, 'asOf'] };
}

/** Where an authority may be called back. */
export interface DirectoryNumber {
  /** Id of the authority. */
  readonly authority: string;
  readonly number: string;
}
