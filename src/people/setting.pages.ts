// A page of the settings: where one is, what was done, and what was not right.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, type Errors } from '../web/parts.ts';

export interface Told {
  readonly errors: Errors;
  readonly notice: string | undefined;
}

export function settingPage(say: Messages, title: string, { errors, notice }: Told, content: Html): View {
  return {
    title,
    place: 'settings',
    crumbs: [{ words: say.settings.title, href: '/settings' }, { words: title }],
    isQuestion: true,
    errors,
    main: html`${notice === undefined ? nothing : done(notice)}
      <h1>${title}</h1>
      ${content}`,
  };
}

/** What is set, each with the way to the page on which it is changed. */
export function setLines(
  say: Messages,
  lines: readonly (readonly [label: string, value: Html | string, href: string])[],
): Html {
  return html`<dl class="c-check">
    ${lines.map(
      ([label, value, href]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
          <dd>
            <a href="${href}"
              >${say.add.change}<span class="govuk-visually-hidden">${say.language.colon}${label}</span></a
            >
          </dd>
        </div>`,
    )}
  </dl>`;
}
