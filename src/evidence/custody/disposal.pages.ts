// Disposal by order: what will go and what will remain, and on the page of the exhibit what was proposed.
import type { Uuid } from '../../base/ids.ts';
import { stateName } from '../../law/states.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { facts, note, railSection, table } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { dayText, sizeText, when } from '../../web/when.ts';
import { exhibitAddress, type About } from '../exhibits/exhibit-about.pages.ts';
import type { CopyHere } from './copies.store.ts';
import type { OpenDisposal, WaitingDisposal } from './disposal.store.ts';
import { ORDER_KINDS } from './disposal.ts';

export interface Staying {
  readonly events: number;
  /** Packages with it that still lie here: their files go. */
  readonly copies: readonly CopyHere[];
}

export function whatHappens(say: Messages, { exhibit }: About, { events, copies }: Staying): Html {
  const words = say.disposal;
  const goes = words.goesBytes(say.evidence.files(exhibit.files), sizeText(say, exhibit.bytes));
  return html`<h2>${words.goes}</h2>
    ${note('stop', html`<p>${goes}</p>`)} ${copies.length === 0 ? nothing : copiesHtml(say, copies)}
    <h2>${words.remains}</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${words.remainsList(words.events(events)).map((one) => html`<li>${one}</li>`)}
    </ul>`;
}

function copiesHtml(say: Messages, copies: readonly CopyHere[]): Html {
  const words = say.disposal;
  return html`<p>${words.goesCopies}</p>
    <ul class="govuk-list govuk-list--bullet">
      ${copies.map(
        ({ receiver, madeAt }) =>
          html`<li class="c-break">
            ${words.copyFor(visiblePlain(receiver.name, 200), stateName(receiver.state, say.language.code), dayText(say, madeAt))}
          </li>`,
      )}
    </ul>`;
}

/** For the second person: what is proposed, and what comes of it. */
export function proposedHtml(
  say: Messages,
  about: About,
  { open, ...stays }: { readonly open: OpenDisposal | undefined } & Staying,
): Html {
  if (open === undefined) return nothing;
  const words = say.disposal;
  return html`<p class="c-lead">${words.decideLead(open.proposedBy.name)}</p>
    ${facts([
      [words.order, orderText(say, open)],
      [words.why, open.reason],
      [words.proposedAt, when(say, open.proposedAt)],
    ])}
    ${whatHappens(say, about, stays)}`;
}

function orderText(say: Messages, { order }: OpenDisposal): string {
  const kind = ORDER_KINDS.find((one) => one === order.type);
  return `${kind === undefined ? order.type : say.disposal.kinds[kind]}${say.language.colon}${order.id}`;
}

interface DisposalShown extends About {
  readonly disposal: OpenDisposal | undefined;
  readonly viewer: Uuid;
}

/** On the page of the exhibit, while a proposal waits: to those who are told who acted. */
export function disposalNote(say: Messages, { file, exhibit, disposal, viewer }: DisposalShown): Html {
  const words = say.disposal;
  if (disposal === undefined || exhibit.status !== 'held' || inCase(file.role, 'seeWhoActed') !== 'yes')
    return nothing;
  const address = `${exhibitAddress({ file, exhibit })}/dispose`;
  const mayDecide = inCase(file.role, 'disposeEvidence') !== 'no';
  return note(
    'stop',
    html`<p><b>${words.openNote}</b> ${words.openWords(orderText(say, disposal))}</p>
      ${
        !mayDecide
          ? nothing
          : disposal.proposedBy.id === viewer
            ? html`<form method="post" action="${address}/${disposal.id}/withdraw">
                <p><button type="submit" class="c-linkbutton">${words.takeBack}</button></p>
              </form>`
            : html`<p><a href="${address}/${disposal.id}/decide">${words.decide}</a></p>`
      }`,
  );
}

/** In the rail of the exhibit, for those who may propose it. */
export function disposalRail(say: Messages, { file, exhibit, disposal }: DisposalShown): Html {
  const words = say.disposal;
  const mayPropose = inCase(file.role, 'disposeEvidence') !== 'no';
  if (exhibit.status !== 'held' || disposal !== undefined || !mayPropose) return nothing;
  return railSection(
    words.title,
    html`<p>${words.lead}</p>
      <p><a href="${exhibitAddress({ file, exhibit })}/dispose">${words.orderTitle}</a></p>`,
  );
}

/** On "My work" of who could confirm. */
export function waitingDisposalsHtml(say: Messages, list: readonly WaitingDisposal[]): Html {
  const words = say.disposal;
  if (list.length === 0) return nothing;
  const address = (one: WaitingDisposal): string => `/cases/${one.reference}/evidence/${one.item}`;
  return html`<h2>${words.waitingTitle}</h2>
    ${table<WaitingDisposal>(
      words.waitingTitle,
      [
        {
          heading: say.handOver.exhibit,
          cell: (one) =>
            html`<a href="${address(one)}">${one.number}</a><br />${visiblePlain(one.title, 200)}`,
        },
        { heading: words.proposedBy, cell: (one) => one.by },
        { heading: say.handOver.waitsSince, cell: (one) => when(say, one.at) },
        {
          heading: say.handOver.act,
          cell: (one) =>
            html`<a href="${address(one)}/dispose/${one.id}/decide"
              >${words.decide}<span class="govuk-visually-hidden"
                >${say.language.colon}${words.about(one.number)}</span
              ></a
            >`,
        },
      ],
      list,
    )}`;
}
