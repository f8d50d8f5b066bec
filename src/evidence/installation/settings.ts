// What administrators set about evidence, and what holds while nobody has set anything.
import { z } from 'zod';
import { optional, type Fields } from '../../web/fields/field.ts';
import { number } from '../../web/fields/number.ts';
import { text } from '../../web/fields/text.ts';
import { emailOf } from '../../people/email-field.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text));

/** Less storage than this is shown as a warning. */
export const STORAGE_SETTING = 'storage';
export const storageSetting = z.strictObject({ warnBelowBytes: z.int().min(0) });
export const WARN_BELOW_BYTES = 50e9;
export const GIGABYTE = 1e9;
export const STORAGE = {
  gigabytes: number<{ readonly gigabytes: number }>({
    ask: (say) => say.storage.warn,
    hint: (say) => say.storage.warnHint,
    min: 0,
    max: 1_000_000,
    wrong: (say) => say.storage.warnForm,
    means: 'Less free storage than this is warned of.',
    preset: ({ gigabytes }) => String(gigabytes),
  }),
} satisfies Fields;

/** Every exhibit is read again within so many. */
export const FIXITY = {
  days: number<{ readonly days: number }>({
    ask: (say) => say.fixitySetting.days,
    hint: (say) => say.fixitySetting.daysHint,
    min: 1,
    max: 3650,
    wrong: (say) => say.fixitySetting.daysForm,
    means: 'Every exhibit is read again within so many days.',
    preset: ({ days }) => String(days),
  }),
} satisfies Fields;

/** After so many months a key is due to be replaced, by a rule of the agency; null: it has none. */
export const KEYS_SETTING = 'keyMonths';
export const KEY_MONTHS_MAX = 240;
export const keysSetting = z.strictObject({ months: z.int().min(1).max(KEY_MONTHS_MAX).nullable() });
export const KEYS_DUE = {
  months: optional(
    number<{ readonly months: number | undefined }>({
      ask: (say) => say.houseKeys.dueAsk,
      hint: (say) => say.houseKeys.dueHint,
      min: 1,
      max: KEY_MONTHS_MAX,
      wrong: (say) => say.houseKeys.dueForm,
      means: 'A key is due to be replaced after so many months, by a rule of the agency.',
      preset: ({ months }) => String(months ?? ''),
    }),
  ),
} satisfies Fields;

/** So many months later; of a day that the month lacks, its last. */
export function dueAt(since: Date, months: number): Date {
  const due = new Date(since);
  due.setUTCMonth(due.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1, 0)).getUTCDate();
  due.setUTCDate(Math.min(since.getUTCDate(), last));
  return due;
}

/** How others reach the agency. What is signed into the log (name, State, log) is not here: it does not change. */
export const PROFILE_SETTING = 'agencyProfile';
export const PROFILE_FIELDS = ['address', 'email', 'telephone', 'dutyTelephone'] as const;
type ProfileField = (typeof PROFILE_FIELDS)[number];
export const profileSetting = z.strictObject({
  address: line(500),
  email: z.union([z.literal(''), z.string().trim().max(254).pipe(z.email())]),
  telephone: line(40),
  dutyTelephone: line(40),
});
export type Profile = Readonly<z.infer<typeof profileSetting>>;
/** One of its lines as it is asked; the others stay. */
export function profileField(name: ProfileField) {
  const preset = ({ profile }: { readonly profile: Profile }): string => profile[name];
  if (name === 'email')
    return optional({ ...emailOf({ ask: (say) => say.profile.email, means: 'An e-mail address.' }), preset });
  return optional(
    text<{ readonly profile: Profile }>({
      ask: (say) => say.profile[name],
      ...(name === 'dutyTelephone' && { hint: (say) => say.profile.dutyTelephoneHint }),
      max: name === 'address' ? 500 : 40,
      isRight: (typed) => profileSetting.shape[name].safeParse(typed).success,
      autocomplete: 'off',
      wrong: (say) => say.profile.wrong,
      means: 'How others reach the agency.',
      preset,
    }),
  );
}
export const NO_PROFILE: Profile = { address: '', email: '', telephone: '', dutyTelephone: '' };

/** A backup older than this is one that was forgotten (docs/guides/back-up-and-restore.md: every night, checked each month). */
export const BACKUP_DAYS = 2;
export const BACKUP_CHECK_DAYS = 35;
