// Who may know that a request exists, or of what came in answer to it, until when, why, and what was decided on it.
import { visiblePlain } from '../../../../web/safe-text.ts';
import { factsOf } from '../../../../web/fields/record.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { done, facts, table, type Errors } from '../../../../web/parts.ts';
import { dayText, whenText } from '../../../../web/when.ts';
import { belowRequest } from '../../../machine/text/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../../../machine/text/request-shown.pages.ts';
import {
  GROUND_MAX,
  KEEP,
  REASON_MAX,
  untilWords,
  type Confidentiality,
  type Kept,
} from './confidentiality.ts';

export const CONFIDENTIALITY = '/confidentiality';

/** The pages of one thing that may be kept, as the part of the program shows them that knows what it is. */
export interface KeptPages {
  readonly kept: Kept;
  /** Of the first of them. */
  readonly address: string;
  /** Who may know of it now, in a line. */
  readonly standing: string;
  /** Who will know of it when its confidentiality ends. */
  readonly opened: string;
  /** `content` has the heading. */
  readonly view: (page: { readonly title: string; readonly errors: Errors; readonly content: Html }) => View;
}

export function requestKeptPages(say: Messages, shown: RequestShown, kept: Kept): KeptPages {
  const words = say.confidence;
  const { file, request } = shown;
  const top = words.title.request;
  return {
    kept,
    address: requestAddress(file, request.number, CONFIDENTIALITY),
    standing: kept.isKept ? words.kept.request : words.open,
    opened: words.openLead.request,
    view: ({ title, errors, content }) =>
      belowRequest(say, shown, {
        title,
        here: title,
        errors,
        main: content,
        ...(title === top ? {} : { under: { words: top, path: CONFIDENTIALITY } }),
      }),
  };
}

interface ConfidenceShown {
  readonly now: Confidentiality;
  readonly mayDecide: boolean;
  readonly isDone: boolean;
}

export function confidencePage(
  say: Messages,
  { kept: { of, isKept }, address, standing, view }: KeptPages,
  { now, mayDecide, isDone }: ConfidenceShown,
): View {
  const words = say.confidence;
  const title = words.title[of];
  const change = { href: `${address}/change`, text: isKept ? words.change : words.keep[of] };
  const buttons = [change, ...(isKept ? [{ href: `${address}/open`, text: words.toOpen }] : [])];
  return view({
    title,
    errors: {},
    content: html`${isDone ? done(words.notices.saved) : nothing}
      <h1>${title}</h1>
      <p>${standing}</p>
      <p>${isKept ? words.lead[of] : say.letter.labelled(words.onceKept, words.lead[of])}</p>
      ${isKept ? whatIsKept(say, of, now) : nothing}
      ${
        mayDecide
          ? html`<p class="c-buttons">
              ${buttons.map(({ href, text }, i) => html`<a class="govuk-button${i === 0 ? '' : ' govuk-button--secondary'}" href="${href}">${text}</a>`)}
            </p>`
          : nothing
      }
      ${now.decisions.length === 0 ? nothing : history(say, now)}`,
  });
}

function whatIsKept(say: Messages, of: Kept['of'], { knowers, until, ground }: Confidentiality): Html {
  const words = say.confidence;
  return facts([
    [
      words.who,
      html`${knowers.map(({ name }, i) => html`${i === 0 ? nothing : html`<br />`}<bdi>${visiblePlain(name, 200)}</bdi>`)}`,
    ],
    [words.untilLabel, untilWords(say, until)],
    ...(of === 'result' ? factsOf(say, KEEP.result, { ground }) : []),
  ]);
}

function history(say: Messages, { decisions }: Confidentiality): Html {
  const words = say.confidence;
  return html`<h2>${words.history}</h2>
    ${table(
      words.history,
      [
        { heading: words.when, cell: ({ at }) => whenText(say, at) },
        {
          heading: words.what,
          cell: ({ act, about, until, ground }) =>
            html`${words.acts[act]}${about === undefined ? nothing : html`: <bdi>${visiblePlain(about, 200)}</bdi>`}${until === undefined ? nothing : html` · ${words.untilLabel} ${dayText(say, new Date(until))}`}${ground === undefined ? nothing : html` · <bdi>${visiblePlain(ground, GROUND_MAX)}</bdi>`}`,
        },
        { heading: words.by, cell: ({ by }) => visiblePlain(by ?? say.requests.gone, 200) },
        { heading: words.why, cell: ({ reason }) => html`<bdi>${visiblePlain(reason, REASON_MAX)}</bdi>` },
      ],
      decisions,
    )}`;
}
