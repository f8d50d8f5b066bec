// How to reach an authority of the directory: what a contact says, and what may be typed.
import { z } from 'zod';
import type { Day } from '../base/day.ts';
import type { Uuid } from '../base/ids.ts';
import { oneOf } from '../web/fields/choice.ts';
import { day } from '../web/fields/day.ts';
import type { Fields } from '../web/fields/field.ts';
import { text } from '../web/fields/text.ts';

const CONTACT_KINDS = ['telephone', 'email', 'fax', 'portal', 'post'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** Night: reached at any hour. */
const CONTACT_PURPOSES = ['general', 'urgent', 'night'] as const;
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

const CONTACT_LENGTH_MAX = 500;

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

interface ContactDays {
  /** A source cannot have said something on a later day. */
  readonly today: Day;
}

/** What can be dialled or written to names somebody. */
export const CONTACT = {
  kind: oneOf(CONTACT_KINDS, {
    ask: (say) => say.law.contact_.kind,
    words: (say, kind) => say.law.contact_.kinds[kind],
    wrong: (say) => say.law.contact_.wrong.kind,
    means: 'How.',
  }),
  purpose: oneOf(CONTACT_PURPOSES, {
    ask: (say) => say.law.contact_.purpose,
    words: (say, purpose) => say.law.contact_.purposes[purpose],
    wrong: (say) => say.law.contact_.wrong.purpose,
    means: '`night`: at any hour.',
  }),
  value: text({
    ask: (say) => say.law.contact_.value,
    hint: (say) => say.law.contact_.valueHint,
    max: CONTACT_LENGTH_MAX,
    autocomplete: 'off',
    isRight: (typed, { kind }) =>
      VALUES[CONTACT_KINDS.find((one) => one === kind) ?? 'post'].safeParse(typed).success,
    isPrivate: true,
    wrong: (say) => say.law.contact_.wrong.value,
    tooLong: (say) => say.form.tooLong(say.law.contact_.value, CONTACT_LENGTH_MAX),
    means: 'A number with its country: `+33 1 23 45 67 89`.',
  }),
  source: text({
    ask: (say) => say.law.contact_.source,
    hint: (say) => say.law.contact_.sourceHint,
    max: CONTACT_LENGTH_MAX,
    autocomplete: 'off',
    isRight: (typed) => plain.safeParse(typed).success,
    isPrivate: true,
    wrong: (say) => say.law.contact_.wrong.source,
    tooLong: (say) => say.form.tooLong(say.law.contact_.source, CONTACT_LENGTH_MAX),
    means: 'Where it is from.',
  }),
  asOf: day<ContactDays>({
    ask: (say) => say.law.contact_.asOfLabel,
    hint: (say) => say.law.contact_.twoPersons,
    from: () => '1990-01-01',
    to: ({ today }) => today,
    wrong: (say) => say.law.contact_.wrong.asOf,
    means: 'The day on which that source said so.',
  }),
} satisfies Fields;
export type NewContact = Pick<Contact, keyof typeof CONTACT>;

/** Where an authority may be called back. */
export interface DirectoryNumber {
  /** Id of the authority. */
  readonly authority: string;
  readonly number: string;
}
