// The authoriser's desk.
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { note, table, tag } from '../../../web/parts.ts';
import { listText, when } from '../../../web/when.ts';
import { requestReference } from '../../core/request.ts';
import type { ToAuthorise } from './to-authorise.store.ts';

export function toAuthorisePage(
  say: Messages,
  list: readonly (ToAuthorise & { readonly title: string })[],
  /** How many lines came before the next page. */
  next: number | undefined,
): View {
  const words = say.requestLife;
  return {
    title: words.desk,
    place: 'work',
    crumbs: [{ words: say.work.title, href: '/' }, { words: words.desk }],
    main: html`<h1>${words.desk}</h1>
      <p class="c-lead">${words.deskLead}</p>
      ${
        list.length === 0
          ? html`<p>${words.deskNone}</p>
              <p><a href="/cases">${say.cases.title}</a></p>`
          : table(
              words.desk,
              [
                {
                  heading: say.requests.reference,
                  isReference: true,
                  cell: ({ reference, number, act }) =>
                    html`<a href="/cases/${reference}/requests/${number}/acts/${act}"
                      >${requestReference(reference, number)}</a
                    >`,
                },
                { heading: say.requests.form, cell: ({ title }) => title },
                {
                  heading: words.urgency,
                  cell: ({ urgency }) =>
                    tag(
                      urgency === 'normal' ? 'plain' : urgency === 'urgent' ? 'warn' : 'stop',
                      words.urgencies[urgency],
                    ),
                },
                { heading: words.act, cell: ({ act }) => words.acts[act] },
                { heading: words.waits, cell: ({ since }) => when(say, since) },
                {
                  heading: words.until,
                  cell: ({ endsAt }) => (endsAt === undefined ? nothing : when(say, endsAt)),
                },
              ],
              list,
            )
      }
      ${next === undefined ? nothing : html`<p><a href="/authorise?after=${next}">${say.desks.more}</a></p>`}`,
  };
}

/** On My work. */
export function toAuthoriseNote(say: Messages, list: readonly ToAuthorise[]): Html {
  if (list.length === 0) return nothing;
  return note(
    'warn',
    html`<p>
      <a href="/authorise"><b>${say.requestLife.desk}</b></a
      >:
      ${listText(
        say,
        list.map(({ reference, number }) => requestReference(reference, number)),
      )}
    </p>`,
  );
}
