// The mailbox of the exchange, for administrators: what is set and when it was read, and the page on which it is set.
import { MAIL_TLS } from '../platform/mail.ts';
import { settingPage, settingStepPage } from '../people/setting.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, facts, field, form, note, pressButton, type Errors, type Field } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { when } from '../web/when.ts';
import type { MailboxForm, MailboxSetting } from './mailbox.ts';
import type { MailboxRead } from './mailbox.store.ts';

export const MAILBOX = '/settings/exchange/mailbox';

interface MailboxShown {
  readonly set: MailboxSetting | undefined;
  readonly read: MailboxRead | undefined;
  /** What our peer document says. */
  readonly address: string | undefined;
  /** Something can be sent by mail. */
  readonly hasSender: boolean;
  readonly notice: string | undefined;
}

export function mailboxPage(say: Messages, shown: MailboxShown): View {
  const words = say.exchange.mailbox;
  const { set, read, hasSender, notice } = shown;
  const view = settingPage(
    say,
    words.title,
    { errors: {}, notice },
    html`<p class="c-lead">${words.lead}</p>
      ${
        set === undefined || read?.error === undefined
          ? nothing
          : note(
              'stop',
              html`<p><b>${words.failed}</b> <bdi lang="en">${visiblePlain(read.error, 500)}</bdi></p>`,
            )
      }
      ${hasSender ? nothing : note('warn', html`<p>${words.noSender} <a href="/settings/mail">${say.mail.title}</a></p>`)}
      ${set === undefined ? html`<p>${words.none}</p>` : whatIsSet(say, set, shown)}
      <p class="c-buttons">
        <a class="govuk-button" href="${MAILBOX}/set">${set === undefined ? words.begin : words.change}</a>
      </p>
      ${
        set === undefined
          ? nothing
          : html`<h2>${words.after}</h2>
              <p>
                ${pressButton(`${MAILBOX}/read`, words.readNow, '')}
                ${pressButton(`${MAILBOX}/remove`, words.remove, '')}
              </p>
              <p class="c-hint">${words.removeHint}</p>`
      }`,
  );
  return { ...view, crumbs: [...ABOVE(say), { words: words.title }] };
}

const ABOVE = (say: Messages) => [
  { words: say.settings.title, href: '/settings' },
  { words: say.exchange.title, href: '/settings/exchange' },
];

function whatIsSet(
  say: Messages,
  { host, port, tls, user, certificates }: MailboxSetting,
  { read, address }: MailboxShown,
): Html {
  const [words, mail] = [say.exchange.mailbox, say.mail];
  return html`${facts([
    [
      say.exchange.settings.mail,
      address === undefined ? undefined : html`<bdi class="c-break">${address}</bdi>`,
    ],
    [words.server, html`<bdi>${host}</bdi>`],
    [mail.port, String(port)],
    [mail.tls, mail.ways[tls]],
    [words.user, html`<bdi>${user}</bdi>`],
    [mail.certificatesSet, certificates === '' ? undefined : say.requests.yes],
    [words.read, read?.readAt === undefined ? words.never : when(say, read.readAt)],
  ])}
  ${
    address !== undefined
      ? nothing
      : html`<p>${words.notInDocument}</p>
          <p>
            <code class="c-break" dir="ltr">./comity exchange set-up --kind … --mail …@… --person …</code>
          </p>`
  }`;
}

type MailboxGiven = { readonly [name in Exclude<keyof MailboxForm, 'password'>]?: string };

export function mailboxAskPage(
  say: Messages,
  { given, errors }: { readonly given: MailboxGiven; readonly errors: Errors },
): View {
  const [words, mail] = [say.exchange.mailbox, say.mail];
  const line = (name: keyof MailboxGiven, label: string, more: Partial<Field> = {}): Html =>
    field(say, { name, label, value: given[name], autocomplete: 'off', ...more }, errors);
  const list = MAIL_TLS.map((tls) => ({
    value: tls,
    words: mail.ways[tls],
    isChosen: (given.tls ?? 'tls') === tls,
  }));
  const password = { name: 'password', label: words.password, hint: mail.hints.password } as const;
  return settingStepPage(
    say,
    { title: words.ask, of: { words: words.title, href: MAILBOX }, errors },
    form(
      html`${line('host', words.server, { hint: words.serverHint })}
      ${line('port', mail.port, { hint: words.portHint, width: 'short', isCode: true })}
      ${choices(say, { name: 'tls', legend: mail.tls, kind: 'radios', list }, errors)}
      ${line('user', words.user)}
      ${field(say, { ...password, type: 'password', autocomplete: 'off' }, errors)}
      ${line('certificates', mail.certificates, { hint: mail.hints.certificates, rows: 4, isOptional: true })}`,
      say.settings.save,
      MAILBOX,
    ),
  );
}
