// What one is bringing and has not finished. A part of My work.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { note } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { Bringing } from './upload.store.ts';

export function bringingHtml(say: Messages, list: readonly Bringing[]): Html {
  if (list.length === 0) return nothing;
  const words = say.bringing;
  const line = ({ intake, reference, what, receiving, cleared }: Bringing): Html =>
    html`<li>
      <a href="/cases/${reference}/add-evidence/${intake}/files">${visiblePlain(what, 200)}</a>
      (${reference}): ${receiving === 0 ? nothing : words.receiving(receiving)}
      ${cleared === 0 ? nothing : words.cleared(cleared)}
    </li>`;
  return html`<h2>${words.title}</h2>
    ${note(
      'warn',
      html`<p>${words.lead}</p>
        <ul class="govuk-list">
          ${list.map(line)}
        </ul>`,
    )}`;
}
