// A request of another State comes in: whether as a document; what waits to be registered, and what is discarded.
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import { fileForm } from '../../../web/file-form.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { done, errorSummary, table, type Errors } from '../../../web/parts.ts';
import { byWhom, sizeText, when } from '../../../web/when.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { paperBeside } from '../../machine/text/paper.pages.ts';
import type { DiscardedPaper, Paper } from '../../core/paper.ts';
import type { RequestRecord } from '../../core/request.ts';
import { crumbsBelow, requestAddress, requestCrumbs } from '../../machine/text/request-shown.pages.ts';

export const INCOMING = '/incoming';

/** What of it is asked on one page, the document beside it. */
export interface Arriving {
  readonly file: CaseOfMember;
  readonly paper: Paper | undefined;
  readonly errors: Errors;
}

export function arrivingFrame(
  say: Messages,
  { file, paper, errors }: Arriving,
  title: string,
): Omit<View, 'main'> {
  return {
    title,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: say.requestIncoming.register }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    ...(paper !== undefined && { aside: paperBeside(say, file, paper) }),
  };
}

/** Where the questions about it are asked. */
export function registerAddress(file: CaseOfMember, paper?: Pick<Paper, 'id'>): string {
  return requestAddress(
    file,
    undefined,
    `${paper === undefined ? INCOMING : `/papers/${paper.id}`}/register`,
  );
}

/** Said before the first question is asked: whose it is to register, and what to do with what came. */
export function notYoursPage(say: Messages, file: CaseOfMember): View {
  const words = say.requestIncoming;
  return {
    ...arrivingFrame(say, { file, paper: undefined, errors: {} }, words.notYours),
    main: html`<h1>${words.notYours}</h1>
      <p>${words.whoRegisters}</p>
      <p><a href="${requestAddress(file)}">${say.requests.title}</a></p>`,
  };
}

interface Waiting {
  readonly waiting: readonly Paper[];
  readonly discarded: readonly DiscardedPaper[];
  /** Somebody has just discarded one. */
  readonly isDone: boolean;
}

export function documentPage(say: Messages, asked: Arriving, { waiting, discarded, isDone }: Waiting): View {
  const { file, errors } = asked;
  const words = say.requestIncoming;
  return {
    ...arrivingFrame(say, asked, words.documentTitle),
    main: html`${isDone ? done(words.discarded) : nothing} ${errorSummary(say, errors)}
      <h1>${words.documentTitle}</h1>
      ${fileForm(
        say,
        {
          action: requestAddress(file, undefined, INCOMING),
          label: words.documentLabel,
          hint: words.documentHint,
          button: words.documentSend,
        },
        errors,
      )}
      <p><a href="${registerAddress(file)}">${words.noDocument}</a></p>
      ${waiting.length === 0 ? nothing : waitingList(say, file, waiting)}
      ${discarded.length === 0 ? nothing : discardedList(say, discarded)}`,
  };
}

/** What came and was not registered: gone on with, or discarded. */
function waitingList(say: Messages, file: CaseOfMember, list: readonly Paper[]): Html {
  const words = say.requestIncoming;
  const name = (paper: Paper): string => visiblePlain(paper.name, 200);
  return html`<h2>${words.waiting}</h2>
    ${table<Paper>(
      words.waiting,
      [
        {
          heading: words.document,
          cell: (paper) =>
            html`<a href="${registerAddress(file, paper)}">${name(paper)}</a><br /><span class="c-hint"
                >${sizeText(say, paper.sizeBytes)}</span
              >`,
        },
        {
          heading: words.sentBy,
          cell: (paper) => html`${paper.addedBy ?? say.requests.gone}<br />${when(say, paper.at)}`,
        },
        {
          heading: words.discard,
          cell: (paper) =>
            html`<a href="${discardAddress(file, paper)}"
              >${words.discard}<span class="govuk-visually-hidden"
                >${say.language.colon}${name(paper)}</span
              ></a
            >`,
        },
      ],
      list,
    )}`;
}

function discardedList(say: Messages, list: readonly DiscardedPaper[]): Html {
  return html`<details class="c-each">
    <summary>${say.requestIncoming.discardedOnes(list.length)}</summary>
    <ul class="govuk-list">
      ${list.map(
        (one) =>
          html`<li>
            <bdi>${visiblePlain(one.name, 200)}</bdi>: <bdi>${visiblePlain(one.reason, 4000)}</bdi>
            <span class="c-cite">${byWhom(say, one.by ?? say.requests.gone, one.at)}</span>
            <code class="c-digest">${one.sha256}</code>
          </li>`,
      )}
    </ul>
  </details>`;
}

export function discardAddress(file: CaseOfMember, { id }: Pick<Paper, 'id'>): string {
  return requestAddress(file, undefined, `/papers/${id}/discard`);
}

/** What came later. */
export function addPaperPage(
  say: Messages,
  {
    file,
    request,
    errors,
  }: { readonly file: CaseOfMember; readonly request: RequestRecord; readonly errors: Errors },
): View {
  const words = say.requestIncoming;
  return {
    title: words.addTitle,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.add }),
    isQuestion: true,
    errors,
    main: html`<h1>${words.addTitle}</h1>
      ${fileForm(
        say,
        {
          action: requestAddress(file, request.number, '/papers'),
          label: words.documentLabel,
          hint: words.addHint,
          button: words.add,
        },
        errors,
      )}`,
  };
}
