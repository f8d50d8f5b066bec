// The mailbox of the exchange, for administrators: what is set and when it was read.
import { settingPage } from '../people/setting.pages.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, note, pressButton } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { when } from '../web/when.ts';
import { MAILBOX_FIELDS, type MailboxSetting } from './mailbox.ts';
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
              <div class="c-buttons">
                ${pressButton(`${MAILBOX}/read`, words.readNow, '')}
                ${pressButton(`${MAILBOX}/remove`, words.remove, '')}
              </div>
              <p class="c-hint">${words.removeHint}</p>`
      }`,
  );
  return { ...view, crumbs: [...ABOVE(say), { words: words.title }] };
}

const ABOVE = (say: Messages) => [
  { words: say.settings.title, href: '/settings' },
  { words: say.exchange.title, href: '/settings/exchange' },
];

function whatIsSet(say: Messages, set: MailboxSetting, { read, address }: MailboxShown): Html {
  const words = say.exchange.mailbox;
  return html`${facts([
    [
      say.exchange.settings.mail,
      address === undefined ? undefined : html`<bdi class="c-break">${address}</bdi>`,
    ],
    ...factsOf(say, MAILBOX_FIELDS, set),
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
