// The mail server, for administrators: what is set, then one subject a page.
import { settingPage, settingStepPage } from './setting.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import {
  askForm,
  choices,
  facts,
  field,
  form,
  hidden,
  note,
  pressButton,
  type Errors,
  type Field,
} from '../web/parts.ts';
import { MAIL_TLS } from '../platform/mail.ts';
import type { MailForm, MailSetting } from './mail.ts';

export type MailGiven = { readonly [name in Exclude<keyof MailForm, 'password'>]?: string };

const HOME = '/settings/mail';
/** Where letters go out, which may stand in an address; then who sends them, which is posted. */
export const MAIL_STEPS = {
  server: ['host', 'port', 'tls'],
  sender: ['sender', 'user', 'certificates'],
} as const;
export type MailStep = keyof typeof MAIL_STEPS;

interface MailShown {
  readonly set: MailSetting | undefined;
  readonly notice: string | undefined;
  /** What the server said to a letter that was tried. */
  readonly refused?: string | undefined;
}

export function mailPage(say: Messages, { set, notice, refused }: MailShown): View {
  const words = say.mail;
  return settingPage(
    say,
    words.title,
    { errors: {}, notice },
    html`<p class="c-lead">${words.lead}</p>
      ${refused === undefined ? nothing : note('stop', html`<p><b>${words.notTaken}</b> <bdi>${refused}</bdi></p>`)}
      <p>${set === undefined ? words.none : words.set}</p>
      ${set === undefined ? nothing : whatIsSet(say, set)}
      <p class="c-buttons">
        <a class="govuk-button" href="${HOME}/server">${set === undefined ? words.begin : words.change}</a>
      </p>
      ${
        set === undefined
          ? nothing
          : html`<h2>${words.after}</h2>
              <p>
                ${pressButton(`${HOME}/try`, words.try, '')}
                ${pressButton(`${HOME}/remove`, words.remove, '')}
              </p>
              <p class="c-hint">${words.removeHint}</p>`
      }`,
  );
}

function whatIsSet(say: Messages, { host, port, tls, sender, user, certificates }: MailSetting): Html {
  const words = say.mail;
  return facts([
    [words.host, host],
    [words.port, String(port)],
    [words.tls, words.ways[tls]],
    [words.sender, sender],
    [words.account, user === '' ? undefined : user],
    [words.certificatesSet, certificates === '' ? undefined : say.requests.yes],
  ]);
}

interface MailAsked {
  readonly step: MailStep;
  readonly given: MailGiven;
  readonly errors: Errors;
}

export function mailStepPage(say: Messages, asked: MailAsked): View {
  const words = say.mail;
  const { step, given, errors } = asked;
  const of = { words: words.title, href: HOME };
  return settingStepPage(
    say,
    { title: words.asks[step], of, errors },
    step === 'server'
      ? askForm(serverFields(say, asked), say.form.next, `${HOME}/sender`)
      : form(
          html`${MAIL_STEPS.server.map((name) => hidden(name, given[name] ?? ''))} ${senderFields(say, asked)}`,
          say.settings.save,
          HOME,
        ),
  );
}

function line(
  say: Messages,
  { given, errors }: MailAsked,
  name: keyof MailGiven,
  more: Partial<Field> = {},
): Html {
  const words = say.mail;
  const asked = { name, label: words[name], hint: words.hints[name], value: given[name] };
  return field(say, { ...asked, autocomplete: 'off', ...more }, errors);
}

function serverFields(say: Messages, asked: MailAsked): Html {
  const words = say.mail;
  const list = MAIL_TLS.map((tls) => ({
    value: tls,
    words: words.ways[tls],
    isChosen: (asked.given.tls ?? 'starttls') === tls,
  }));
  return html`${line(say, asked, 'host')} ${line(say, asked, 'port', { width: 'short', isCode: true })}
  ${choices(say, { name: 'tls', legend: words.tls, kind: 'radios', list }, asked.errors)}`;
}

function senderFields(say: Messages, asked: MailAsked): Html {
  const words = say.mail;
  const password = {
    name: 'password',
    label: words.password,
    hint: words.hints.password,
    type: 'password',
  } as const;
  return html`${line(say, asked, 'sender', { type: 'email' })}
  ${line(say, asked, 'user', { isOptional: true })}
  ${field(say, { ...password, autocomplete: 'off', isOptional: true }, asked.errors)}
  ${line(say, asked, 'certificates', { rows: 4, isOptional: true })}`;
}
