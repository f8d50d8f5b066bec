// What follows a request, beside it: its results, who may know of it, telling the person concerned, and of an order remedies
// and costs.
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { railSection, tag, type Errors } from '../../../web/parts.ts';
import { crumbsBelow, requestAddress, type RequestShown } from './request-shown.pages.ts';
import { isOrder } from '../../forms/index.ts';

/** What only tells is not answered: nothing comes of it, and nobody is told that data were got. */
export function followRail(say: Messages, { file, request, legal }: RequestShown): Html {
  const isAnswered = request.direction === 'incoming' || !legal.form.onlyTells;
  const address = requestAddress(file, request.number);
  const mayGoToProvider = ['provider', 'either'].includes(legal.form.goesTo);
  return railSection(
    say.requestLife.follows,
    html`<ul class="govuk-list">
      ${
        isAnswered
          ? html`<li><a href="${address}/results">${say.results.title}</a></li>
              <li><a href="${address}/notices">${say.notice.title}</a></li>`
          : nothing
      }
      ${
        isOrder(request.form)
          ? html`<li><a href="${address}/remedies">${say.remedy.title}</a></li>
              <li><a href="${address}/costs">${say.costClaim.title}</a></li>`
          : nothing
      }
      <li><a href="${address}/exchange">${say.exchange.title}</a></li>
      ${request.direction === 'outgoing' && mayGoToProvider ? html`<li><a href="${address}/portal">${say.portal.title}</a></li>` : nothing}
      <li>
        <a href="${address}/confidentiality">${say.confidence.title.request}</a>
        ${request.isRestricted ? tag('warn', say.confidence.tag) : ''}
      </li>
    </ul>`,
  );
}

interface Page {
  readonly title: string;
  /** Where one is, below the request. */
  readonly here: string;
  /** The page that this one belongs to. */
  readonly under?: { readonly words: string; readonly path: string };
  readonly errors?: Errors;
  readonly main: Html;
  readonly isQuestion?: boolean;
  readonly aside?: Html;
}

/** A page below that of a request. `main` has the heading. */
export function belowRequest(
  say: Messages,
  { file, request }: Pick<RequestShown, 'file' | 'request'>,
  page: Page,
): View {
  const errors = page.errors ?? {};
  const under = page.under && {
    words: page.under.words,
    href: requestAddress(file, request.number, page.under.path),
  };
  return {
    title: page.title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, ...(under === undefined ? [] : [under]), {
      words: page.here,
    }),
    isQuestion: page.isQuestion ?? true,
    errors,
    main: html`${page.main}`,
    ...(page.aside !== undefined && { aside: page.aside }),
  };
}
