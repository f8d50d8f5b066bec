// The mailbox in which messages of peers arrive, as an administrator states it. Nothing is read until somebody has.
import { z } from 'zod';
import { line } from '../people/identity-provider.ts';
import { MAIL_TLS } from '../platform/mail.ts';

export const MAILBOX_SETTING = 'exchangeMailbox';

const stated = {
  host: line(253).regex(/^[a-zA-Z0-9.:_-]+$/),
  port: z.coerce.number().int().min(1).max(65_535),
  tls: z.enum(MAIL_TLS),
  user: line(200),
  /** PEM, or empty: the authorities that the machine trusts. */
  certificates: z.string().trim().max(20_000),
};

/** As typed. An empty password keeps the one that is set. */
export const mailboxForm = z.strictObject({ ...stated, password: z.string().max(500) });
export type MailboxForm = Readonly<z.infer<typeof mailboxForm>>;

export const mailboxSetting = z.strictObject({ ...stated, sealedPassword: z.string().min(1).max(2000) });
export type MailboxSetting = Readonly<z.infer<typeof mailboxSetting>>;

export type MailboxProblem = 'plainPassword' | 'noPassword' | 'certificates';

/** Of this machine: what goes in the clear to it is heard by nobody. */
export function isHere(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(host);
}
