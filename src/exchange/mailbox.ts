// The mailbox in which messages of peers arrive, as an administrator states it. Nothing is read until somebody has.
import { z } from 'zod';
import { line } from '../people/identity-provider.ts';
import { certificatesField, passwordField, serverField, userField } from '../people/mail.ts';
import { MAIL_TLS } from '../platform/mail.ts';
import type { Fields } from '../web/fields/field.ts';

export const MAILBOX_SETTING = 'exchangeMailbox';

const stated = {
  host: line(253).regex(/^[a-zA-Z0-9.:_-]+$/),
  port: z.coerce.number().int().min(1).max(65_535),
  tls: z.enum(MAIL_TLS),
  user: line(200),
  /** PEM, or empty: the authorities that the machine trusts. */
  certificates: z.string().trim().max(20_000),
};

export const mailboxSetting = z.strictObject({ ...stated, sealedPassword: z.string().min(1).max(2000) });
export type MailboxSetting = Readonly<z.infer<typeof mailboxSetting>>;

/** As somebody states it. An empty password keeps the one that is set. */
export type MailboxForm = Omit<MailboxSetting, 'sealedPassword'> & { readonly password: string };

export const MAILBOX_FIELDS = {
  server: serverField({
    ask: (say) => say.exchange.mailbox.ask,
    host: (say) => ({ name: say.exchange.mailbox.server, hint: say.exchange.mailbox.serverHint }),
    portHint: (say) => say.exchange.mailbox.portHint,
    tls: 'tls',
  }),
  user: userField,
  password: passwordField,
  certificates: certificatesField,
} satisfies Fields;

export type MailboxProblem = 'plainPassword' | 'noPassword' | 'certificates';

/** Of this machine: what goes in the clear to it is heard by nobody. */
export function isHere(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(host);
}
