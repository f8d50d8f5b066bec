// On My work: requests of other States that somebody carries out, the soonest due first.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { table } from '../../web/parts.ts';
import { when } from '../../web/when.ts';
import { requestReference } from '../core/request.ts';
import type { AssignedRequest } from './assigned.store.ts';

export function assignedHtml(
  say: Messages,
  list: readonly AssignedRequest[],
  titles: ReadonlyMap<string, string>,
): Html {
  if (list.length === 0) return nothing;
  const words = say.requestLife;
  return html`<h2 id="assigned">${say.desks.assignedToYou}</h2>
    ${table(
      say.desks.assignedToYou,
      [
        {
          heading: say.requests.reference,
          isReference: true,
          cell: ({ reference, number }) =>
            html`<a href="/cases/${reference}/requests/${number}">${requestReference(reference, number)}</a>`,
        },
        { heading: say.requests.form, cell: ({ form }) => titles.get(form) ?? form },
        { heading: words.urgency, cell: ({ urgency }) => words.urgencies[urgency] },
        { heading: words.waits, cell: ({ since }) => when(say, since) },
        {
          heading: words.until,
          cell: ({ endsAt }) => (endsAt === undefined ? nothing : when(say, endsAt)),
        },
      ],
      list,
    )}`;
}
