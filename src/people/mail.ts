// The mail server of an agency, as an administrator states it. Nothing leaves by mail until somebody has.
import { z } from 'zod';
import { MAIL_TLS } from '../platform/mail.ts';

export const MAIL_SETTING = 'mail';

const line = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text));

const stated = {
  host: line(1, 253).regex(/^[a-zA-Z0-9.:_-]+$/),
  port: z.coerce.number().int().min(1).max(65_535),
  tls: z.enum(MAIL_TLS),
  sender: z.string().trim().max(254).pipe(z.email()),
  /** Empty: the server asks nobody who they are. */
  user: line(0, 200),
  /** PEM, or empty: the authorities that the machine trusts. */
  certificates: z.string().trim().max(20_000),
};

export type MailProblem = 'plainPassword' | 'noPassword' | 'certificates';

/** As typed. An empty password keeps the one that is set. */
export const mailForm = z.strictObject({ ...stated, password: z.string().max(500) });
export type MailForm = Readonly<z.infer<typeof mailForm>>;

/** As kept. `site`: where the links in letters lead, as this installation was called when it was set. */
export const mailSetting = z.strictObject({
  ...stated,
  sealedPassword: z.string().max(2000),
  site: z.string().max(300),
});
export type MailSetting = Readonly<z.infer<typeof mailSetting>>;
