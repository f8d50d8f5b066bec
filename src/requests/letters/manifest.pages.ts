// Before the manifest of what goes outside the Union's system is written: what would go, and whether it fits inside.
import { visiblePlain } from '../../web/safe-text.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, form, hidden, note } from '../../web/parts.ts';
import { sizeText } from '../../web/when.ts';
import { ACCESS_DAYS, INSIDE_BYTES } from '../core/eu-system.ts';
import { goesOutside } from './manifest.ts';
import { belowRequest } from '../text/request-follow.pages.ts';
import type { RequestShown } from '../text/request-shown.pages.ts';
import { deliveryAddress } from '../results/results-ask.pages.ts';
import { RESULTS } from '../results/results.pages.ts';
import type { Delivery } from '../machine/results.ts';

export interface ManifestAsked {
  readonly delivery: Delivery;
  readonly key: string;
  /** Undefined while no package is there. */
  readonly sent: { readonly name: string; readonly bytes: number; readonly receiver: string } | undefined;
}

export function manifestPage(
  say: Messages,
  shown: RequestShown,
  { delivery, key, sent }: ManifestAsked,
): View {
  const words = say.results.manifest;
  const address = deliveryAddress(shown, delivery);
  return belowRequest(say, shown, {
    title: words.title,
    here: words.title,
    under: { words: say.results.delivery(delivery.number), path: `${RESULTS}/${delivery.number}` },
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${
        sent === undefined
          ? html`<p>${words.noPackage}</p>`
          : html`${facts([
                [say.results.file, html`<bdi>${visiblePlain(sent.name, 300)}</bdi>`],
                [say.evidence.size, sizeText(say, sent.bytes)],
                [words.limit, sizeText(say, INSIDE_BYTES)],
                [words.receiver, html`<bdi>${visiblePlain(sent.receiver, 300)}</bdi>`],
              ])}
              ${where(say, sent.bytes)}
              <p class="c-hint">${words.access(String(ACCESS_DAYS.min), String(ACCESS_DAYS.max))}</p>
              ${form(hidden('key', key), words.write, `${address}/manifest`)}`
      }`,
  });
}

function where(say: Messages, bytes: number): Html {
  const words = say.results.manifest;
  return goesOutside({ bytes })
    ? note('plain', html`<p>${words.outside}</p>`)
    : note('warn', html`<p>${words.inside}</p>`);
}
