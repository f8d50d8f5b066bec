// The mail server, for administrators: what is set, and the ways to change it, to try it and to stop it.
import { settingPage } from './setting.pages.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, note, pressButton } from '../web/parts.ts';
import { MAIL, type MailSetting } from './mail.ts';

export const MAIL_PAGE = '/settings/mail';

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
      ${set === undefined ? nothing : facts(factsOf(say, MAIL, set))}
      <p class="c-buttons">
        <a class="govuk-button" href="${MAIL_PAGE}/set">${set === undefined ? words.begin : words.change}</a>
      </p>
      ${
        set === undefined
          ? nothing
          : html`<h2>${words.after}</h2>
              <div class="c-buttons">
                ${pressButton(`${MAIL_PAGE}/try`, words.try, '')}
                ${pressButton(`${MAIL_PAGE}/remove`, words.remove, '')}
              </div>
              <p class="c-hint">${words.removeHint}</p>`
      }`,
  );
}
