// The mail server of an agency, as an administrator states it. Nothing leaves by mail until somebody has.
import { z } from 'zod';
import { MAIL_TLS, type MailTls } from '../platform/mail.ts';
import { areCertificates } from '../verify/x509-pem.ts';
import { oneOf } from '../web/fields/choice.ts';
import { onlyIf, optional, type Fields } from '../web/fields/field.ts';
import { together } from '../web/fields/group.ts';
import { number } from '../web/fields/number.ts';
import { secret } from '../web/fields/secret.ts';
import { text } from '../web/fields/text.ts';
import type { Messages } from '../web/messages.ts';

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

/** As kept. `site`: where the links in letters lead, as this installation was called when it was set. */
export const mailSetting = z.strictObject({
  ...stated,
  sealedPassword: z.string().max(2000),
  site: z.string().max(300),
});
export type MailSetting = Readonly<z.infer<typeof mailSetting>>;

/** As somebody states it. An empty password keeps the one that is set for this user at this host. */
export type MailForm = Omit<MailSetting, 'sealedPassword' | 'site'> & { readonly password: string };

type Login = Pick<MailSetting, 'host' | 'user' | 'sealedPassword'>;

/** Sealed, or empty. A password goes to the host and the user it was given for: whoever names another host learns none. */
export function passwordKept(
  before: Login | undefined,
  { host, user }: Omit<Login, 'sealedPassword'>,
): string {
  return before?.host === host && before.user === user ? before.sealedPassword : '';
}

/** What stands in the fields at first. */
interface ServerSet {
  readonly set:
    | Pick<MailSetting, 'host' | 'port' | 'tls' | 'user' | 'certificates' | 'sealedPassword'>
    | undefined;
}

/** Of a server that sends, and of one that is read. */
export function serverField(asked: {
  readonly ask: (say: Messages) => string;
  readonly host: (say: Messages) => { readonly name: string; readonly hint: string };
  readonly portHint: (say: Messages) => string;
  readonly tls: MailTls;
}) {
  return together({
    ask: asked.ask,
    means: 'Where the server is, and how what is said to it is encrypted.',
    isNamed: true,
    parts: {
      host: text<ServerSet>({
        ask: (say) => asked.host(say).name,
        hint: (say) => asked.host(say).hint,
        max: 253,
        isRight: (host) => stated.host.safeParse(host).success,
        autocomplete: 'off',
        wrong: (say) => say.mail.wrong.host,
        means: 'Its name, or its address.',
        preset: ({ set }) => set?.host ?? '',
      }),
      port: {
        ...number<ServerSet>({
          ask: (say) => say.mail.port,
          hint: asked.portHint,
          min: 1,
          max: 65_535,
          wrong: (say) => say.mail.wrong.port,
          means: 'Its port.',
          preset: ({ set }) => (set === undefined ? '' : String(set.port)),
        }),
        said: (_say: Messages, port: number) => String(port),
      },
      tls: oneOf<MailTls, ServerSet>(MAIL_TLS, {
        ask: (say) => say.mail.tls,
        words: (say, tls) => say.mail.ways[tls],
        wrong: (say) => say.mail.wrong.tls,
        means: 'How it is encrypted.',
        preset: ({ set }) => set?.tls ?? asked.tls,
      }),
    },
  });
}

export const userField = text<ServerSet>({
  ask: (say) => say.mail.account,
  max: 200,
  isRight: (user) => stated.user.safeParse(user).success,
  autocomplete: 'off',
  isPrivate: true,
  wrong: (say) => say.mail.wrong.user,
  means: 'Under which name it lets this installation in.',
  preset: ({ set }) => set?.user ?? '',
});

export const passwordField = secret<ServerSet>({
  ask: (say) => say.signIn.password,
  hint: (say, { set }) => (hasPassword(set) ? say.mail.hints.password : ''),
  max: 500,
  isKept: ({ set }) => hasPassword(set),
  wrong: (say) => say.mail.wrong.noPassword,
  tooLong: (say) => say.mail.wrong.password,
  means: 'The password of that user.',
});

function hasPassword(set: ServerSet['set']): boolean {
  return set !== undefined && set.sealedPassword !== '';
}

export const certificatesField = optional({
  ...text<ServerSet>({
    ask: (say) => say.mail.certificates,
    label: (say) => say.mail.certificatesSet,
    hint: (say) => say.mail.hints.certificates,
    max: 20_000,
    rows: 4,
    isRight: areCertificates,
    wrong: (say) => say.mail.wrong.certificates,
    means: 'Those that vouch for the server, in PEM form, where the machine does not trust them.',
    preset: ({ set }) => set?.certificates ?? '',
  }),
  said: (say: Messages) => say.requests.yes,
});

export const MAIL = {
  server: serverField({
    ask: (say) => say.mail.asks.server,
    host: (say) => ({ name: say.mail.host, hint: say.mail.hints.host }),
    portHint: (say) => say.mail.hints.port,
    tls: 'starttls',
  }),
  sender: text<{ readonly set: MailSetting | undefined }>({
    ask: (say) => say.mail.asks.sender,
    label: (say) => say.mail.sender,
    hint: (say) => say.mail.hints.sender,
    max: 254,
    type: 'email',
    isRight: (sender) => stated.sender.safeParse(sender).success,
    autocomplete: 'off',
    wrong: (say) => say.mail.wrong.sender,
    means: 'The address that letters come from.',
    preset: ({ set }) => set?.sender ?? '',
  }),
  user: optional({
    ...userField,
    ask: (say: Messages) => say.mail.user,
    label: (say: Messages) => say.mail.account,
    hint: (say: Messages) => say.mail.hints.user,
  }),
  password: onlyIf(({ user }) => user !== undefined, passwordField),
  certificates: certificatesField,
} satisfies Fields;
