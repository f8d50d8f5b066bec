// The case that a plan is carried into.
import type { CaseOfMember } from '../../../../people/case-member.store.ts';
import { html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { requestAddress } from '../../../machine/text/request-shown.pages.ts';

export function beginPage(say: Messages, cases: readonly CaseOfMember[], start: string): View {
  const words = say.practice.begin;
  return {
    title: words.title,
    place: 'cases',
    crumbs: [{ words: say.requests.begin }],
    isQuestion: true,
    main: html`<h1>${words.title}</h1>
      <p>${cases.length === 0 ? words.none : words.lead}</p>
      <ul class="govuk-list">
        ${cases.map(
          (file) =>
            html`<li>
              <a href="${requestAddress(file)}/new?${start}">${file.reference} <bdi>${file.title}</bdi></a>
            </li>`,
        )}
      </ul>`,
  };
}
