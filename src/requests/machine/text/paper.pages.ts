// A document that came with a request, shown as it is: a picture or a PDF, beside whatever is typed from it.
import { html, nothing, type Html } from '../../../web/html.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import type { Messages } from '../../../web/messages.ts';
import { railSection } from '../../../web/parts.ts';
import { byWhom } from '../../../web/when.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import type { Paper } from '../../core/paper.ts';
import { requestAddress } from './request-shown.pages.ts';

const MAX_NAME = 200;

export function paperAddress(file: CaseOfMember, paper: Pick<Paper, 'id'>): string {
  return requestAddress(file, undefined, `/papers/${paper.id}`);
}

/** To what the signatures in it say: a PDF alone holds any. */
function signaturesLink(say: Messages, file: CaseOfMember, paper: Paper): Html {
  if (paper.mediaType !== 'application/pdf') return nothing;
  return html`<a href="${paperAddress(file, paper)}/signatures"
    >${say.documentSignatures.link}<span class="govuk-visually-hidden"
      >: ${visiblePlain(paper.name, MAX_NAME)}</span
    ></a
  >`;
}

/** Beside a question: the document, large enough to be read. */
export function paperBeside(
  say: Messages,
  file: CaseOfMember,
  paper: Paper | undefined,
  { isAboutSignatures = false }: { readonly isAboutSignatures?: boolean } = {},
): Html {
  if (paper === undefined) return nothing;
  const words = say.requestIncoming;
  const address = paperAddress(file, paper);
  const name = visiblePlain(paper.name, MAX_NAME);
  const shown = paper.mediaType.startsWith('image/')
    ? html`<div class="c-paper c-paper--picture" tabindex="0" role="group" aria-label="${words.document}">
        <img src="${address}" alt="${words.document}${say.language.colon}${name}" />
      </div>`
    : html`<iframe
        class="c-paper"
        src="${address}${paper.mediaType === 'application/pdf' ? '#navpanes=0&view=FitH' : ''}"
        title="${words.document}${say.language.colon}${name}"
        loading="lazy"
      ></iframe>`;
  return railSection(
    words.document,
    html`${shown}
      <p>
        <a href="${address}" target="_blank" rel="noopener"
          >${words.open}<span class="govuk-visually-hidden">${say.language.colon}${name}</span></a
        >
        <span class="c-hint">${name}</span>
      </p>
      ${isAboutSignatures ? nothing : html`<p>${signaturesLink(say, file, paper)}</p>`}`,
  );
}

/** All that came with a request. */
export function paperList(say: Messages, file: CaseOfMember, papers: readonly Paper[]): Html {
  const words = say.requestIncoming;
  if (papers.length === 0) return html`<p>${words.none}</p>`;
  return html`<ul class="govuk-list">
    ${papers.map(
      (paper) =>
        html`<li>
          <a href="${paperAddress(file, paper)}" target="_blank" rel="noopener"
            >${visiblePlain(paper.name, MAX_NAME)}</a
          >
          <span class="c-hint">${byWhom(say, paper.addedBy ?? say.requests.gone, paper.at)}</span>
          <br /><code class="c-digest">${paper.sha256}</code> <br />${signaturesLink(say, file, paper)}
        </li>`,
    )}
  </ul>`;
}
