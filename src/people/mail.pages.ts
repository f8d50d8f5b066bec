// The mail server, for administrators.
import { settingPage } from './setting.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, field, form, note, pressButton, type Errors, type Field } from '../web/parts.ts';
import { MAIL_TLS } from '../platform/mail.ts';
import type { MailForm } from './mail.ts';

export type MailGiven = { readonly [name in Exclude<keyof MailForm, 'password'>]?: string };

export interface MailShown {
  readonly given: MailGiven;
  readonly isSet: boolean;
  readonly errors: Errors;
  readonly notice: string | undefined;
  /** What the server said to a letter that was tried. */
  readonly refused?: string | undefined;
}

const HOME = '/settings/mail';

export function mailPage(say: Messages, shown: MailShown): View {
  const { given, isSet, errors, notice } = shown;
  const words = say.mail;
  const line = (name: keyof MailGiven, more: Partial<Field> = {}): Html =>
    field(
      say,
      { name, label: words[name], hint: words.hints[name], value: given[name], autocomplete: 'off', ...more },
      errors,
    );
  const list = MAIL_TLS.map((tls) => ({
    value: tls,
    words: words.ways[tls],
    isChosen: (given.tls ?? 'starttls') === tls,
  }));
  return settingPage(
    say,
    words.title,
    { errors, notice },
    html`<p class="c-lead">${words.lead}</p>
      ${shown.refused === undefined ? nothing : note('stop', html`<p><b>${words.notTaken}</b> <bdi>${shown.refused}</bdi></p>`)}
      <p>${isSet ? words.set : words.none}</p>
      ${form(
        html`${line('host')} ${line('port', { width: 'short', isCode: true })}
        ${choices(say, { name: 'tls', legend: words.tls, kind: 'radios', list }, errors)}
        ${line('sender', { type: 'email' })} ${line('user', { isOptional: true })}
        ${field(say, { name: 'password', label: words.password, hint: words.hints.password, type: 'password', autocomplete: 'off', isOptional: true }, errors)}
        ${line('certificates', { rows: 4, isOptional: true })}`,
        say.settings.save,
        HOME,
      )}
      ${
        isSet
          ? html`<h2>${words.after}</h2>
              <p>
                ${pressButton(`${HOME}/try`, words.try, '')}
                ${pressButton(`${HOME}/remove`, words.remove, '')}
              </p>
              <p class="c-hint">${words.removeHint}</p>`
          : nothing
      }`,
  );
}
