// A question about what came, and where it is asked.
import type { Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import type { Errors } from '../../../web/parts.ts';
import type { Delivery } from '../../machine/states/results.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import { RESULTS } from './results.pages.ts';

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
