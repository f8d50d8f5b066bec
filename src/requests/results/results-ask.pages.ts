// The questions about what came: with what limits and digests, which exhibits, and which item each file answers.
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, field, form, hidden, note, pressButton, type Errors } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { belowRequest } from '../text/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../text/request-shown.pages.ts';
import { itemName } from '../text/item-name.pages.ts';
import { fileName, RESULTS } from './results.pages.ts';
import type { DeliveredFile, Delivery } from '../machine/results.ts';
import type { Attachable } from './results.store.ts';

/** A question about one delivery. `content` has the heading. */
export function askAbout(
  say: Messages,
  shown: RequestShown,
  delivery: Delivery,
  page: { readonly title: string; readonly errors: Errors; readonly content: Html },
): View {
  return belowRequest(say, shown, {
    title: page.title,
    here: page.title,
    under: { words: say.results.delivery(delivery.number), path: `${RESULTS}/${delivery.number}` },
    errors: page.errors,
    main: page.content,
  });
}

export function deliveryAddress({ file, request }: RequestShown, { number }: Delivery, then = ''): string {
  return requestAddress(file, request.number, `${RESULTS}/${number}${then}`);
}

/** `limits` or `digests`: lines of text. */
export function linesPage(
  say: Messages,
  shown: RequestShown,
  asked: {
    readonly which: 'limits' | 'digests';
    readonly delivery: Delivery;
    readonly value: string;
    readonly wrong: readonly string[];
  },
): View {
  const words = say.results;
  const { which, delivery, value, wrong } = asked;
  const [label, hint] =
    which === 'limits' ? [words.limitsAsk, words.limitsHint] : [words.digestsAsk, words.digestsHint];
  const errors: Errors = wrong[0] === undefined ? {} : { lines: wrong[0] };
  return askAbout(say, shown, delivery, {
    title: label,
    errors,
    content: html`${
      wrong.length > 1
        ? note(
            'stop',
            html`<ul class="govuk-list">
              ${wrong.map((one) => html`<li>${one}</li>`)}
            </ul>`,
          )
        : nothing
    }
    ${form(
      field(
        say,
        {
          name: 'lines',
          label,
          hint,
          isHeading: true,
          isOptional: true,
          rows: 8,
          value,
          isCode: which === 'digests',
        },
        errors,
      ),
      words.saveMatch,
      deliveryAddress(shown, delivery, `/${which}`),
    )}`,
  });
}

export function exhibitsPage(
  say: Messages,
  shown: RequestShown,
  asked: {
    readonly delivery: Delivery;
    readonly list: readonly Attachable[];
    readonly key: string;
    readonly errors: Errors;
  },
): View {
  const words = say.results;
  const { delivery, list, key, errors } = asked;
  const options = list.map(({ number, title, isOfRequest }) => ({
    value: number,
    words: `${number} ${visiblePlain(title, 200)}`,
    isChosen: isOfRequest,
  }));
  const address = deliveryAddress(shown, delivery, '/exhibits');
  return askAbout(say, shown, delivery, {
    title: words.exhibitsAsk,
    errors,
    content: html`${
      options.length === 0
        ? html`<h1>${words.exhibitsAsk}</h1>
            <p>${words.noOther}</p>`
        : form(
            html`${hidden('key', key)}${choices(say, { name: 'exhibits', kind: 'checkboxes', legend: words.exhibitsAsk, ...(delivery.isInformal ? {} : { hint: words.exhibitsHint }), isHeading: true, list: options }, errors)}`,
            shown.request.direction === 'outgoing' ? words.attach : words.attachIncoming,
            address,
          )
    }
    ${
      shown.request.direction === 'outgoing'
        ? html`<p>
            ${pressButton(deliveryAddress(shown, delivery, '/bring'), words.bring, words.bringTo, hidden('key', key))}
          </p>`
        : nothing
    }`,
  });
}

export interface MatchAsked {
  readonly delivery: Delivery;
  readonly files: readonly DeliveredFile[];
  readonly items: number;
}

export function matchPage(say: Messages, shown: RequestShown, { delivery, files, items }: MatchAsked): View {
  const words = say.results;
  const numbers = Array.from({ length: items }, (_, i) => i + 1);
  const row = (file: DeliveredFile, i: number): Html =>
    html`<div class="govuk-form-group">
      <label class="govuk-label" for="item.${i}">${fileName(say, file)}</label>
      <select class="govuk-select" id="item.${i}" name="item.${i}">
        <option value="" ${file.item === undefined ? raw(' selected') : nothing}>${words.noItem}</option>
        ${numbers.map(
          (n) =>
            html`<option value="${n}" ${file.item === n ? raw(' selected') : nothing}>
              ${itemName(say, shown, n)}
            </option>`,
        )}
      </select>
    </div>`;
  return askAbout(say, shown, delivery, {
    title: words.match,
    errors: {},
    content: html`<h1>${words.match}</h1>
      ${
        files.length === 0
          ? html`<p>${words.noFiles}</p>
              <p><a href="${deliveryAddress(shown, delivery, '/exhibits')}">${words.exhibitsAsk}</a></p>`
          : form(html`${files.map(row)}`, words.saveMatch, deliveryAddress(shown, delivery, '/match'))
      }`,
  });
}
