// Disposal by order: the order, what will go and what will remain; and the second person's decision.
import { stateName } from '../../law/states.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  choices,
  facts,
  field,
  form,
  hidden,
  note,
  railSection,
  table,
  type Errors,
} from '../../web/parts.ts';
import { dayText, sizeText, when } from '../../web/when.ts';
import type { OpenDisposal, WaitingDisposal } from './disposal.store.ts';
import { checkAnswers, exhibitAddress, questionAbout, type About } from '../exhibits/exhibit-about.pages.ts';
import type { CopyHere } from './copies.store.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { Uuid } from '../../base/ids.ts';

export const ORDER_KINDS = ['order', 'warrant', 'law', 'consent', 'request'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export interface DisposalForm {
  readonly kind: OrderKind | undefined;
  readonly reference: string;
  readonly reason: string;
  readonly errors: Errors;
}

export function orderPage(say: Messages, about: About, given: DisposalForm): View {
  const words = say.disposal;
  const list = ORDER_KINDS.map((kind) => ({
    value: kind,
    words: words.kinds[kind],
    isChosen: kind === given.kind,
  }));
  return questionAbout(say, about, {
    title: words.orderTitle,
    here: words.title,
    errors: given.errors,
    content: html`<h1>${words.orderTitle}</h1>
      <p class="c-lead">${words.orderHint}</p>
      ${form(
        html`${choices(say, { name: 'kind', kind: 'radios', legend: words.kind, list }, given.errors)}
        ${field(say, { name: 'reference', label: words.reference, hint: words.referenceHint, value: given.reference, autocomplete: 'off' }, given.errors)}
        ${field(say, { name: 'reason', label: words.why, hint: words.whyHint, value: given.reason }, given.errors)}`,
        say.form.next,
        `${exhibitAddress(about)}/dispose`,
      )}`,
  });
}

export function checkDisposalPage(
  say: Messages,
  about: About,
  { given, kind, ...stays }: { given: DisposalForm; kind: OrderKind } & Staying,
): View {
  const words = say.disposal;
  const action = `${exhibitAddress(about)}/dispose`;
  const kept = html`${hidden('kind', kind)}${hidden('reference', given.reference)}${hidden('reason', given.reason)}`;
  return questionAbout(say, about, {
    title: words.checkTitle,
    here: words.title,
    errors: {},
    content: html`<h1>${words.checkTitle}</h1>
      ${whatHappens(say, about, stays)}
      ${checkAnswers(say, kept, [
        {
          label: words.order,
          value: `${words.kinds[kind]}${say.language.colon}${given.reference}`,
          change: { action, about: words.order },
        },
        { label: words.why, value: given.reason, change: { action, about: words.why } },
      ])}
      <p>${words.second}</p>
      ${form(kept, words.proposeButton, `${action}/propose`)}`,
  });
}

interface Staying {
  readonly events: number;
  /** Packages with it that still lie here: their files go. */
  readonly copies: readonly CopyHere[];
}

function whatHappens(say: Messages, { exhibit }: About, { events, copies }: Staying): Html {
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

export function decidePage(
  say: Messages,
  about: About,
  { open, errors, ...stays }: { open: OpenDisposal; errors: Errors } & Staying,
): View {
  const words = say.disposal;
  const list = [
    { value: 'yes', words: words.yes, hint: words.yesHint },
    { value: 'no', words: words.no, hint: words.noHint },
  ];
  return questionAbout(say, about, {
    title: words.decideTitle,
    here: words.title,
    errors,
    content: html`<h1>${words.decideTitle}</h1>
      <p class="c-lead">${words.decideLead(open.proposedBy.name)}</p>
      ${facts([
        [words.order, orderText(say, open)],
        [words.why, open.reason],
        [words.proposedAt, when(say, open.proposedAt)],
      ])}
      ${whatHappens(say, about, stays)}
      ${form(
        html`${hidden('disposal', open.id)}
        ${choices(say, { name: 'answer', kind: 'radios', legend: words.decideTitle, isLegendHidden: true, list }, errors)}`,
        words.decideButton,
        `${exhibitAddress(about)}/dispose/decide`,
      )}`,
  });
}

function orderText(say: Messages, { order }: OpenDisposal): string {
  const kind = ORDER_KINDS.find((one) => one === order.type);
  return `${kind === undefined ? order.type : say.disposal.kinds[kind]}${say.language.colon}${order.id}`;
}

export interface DisposalShown extends About {
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
            ? html`<form method="post" action="${address}/withdraw">
                ${hidden('disposal', disposal.id)}
                <p><button type="submit" class="c-linkbutton">${words.takeBack}</button></p>
              </form>`
            : html`<p><a href="${address}/decide">${words.decide}</a></p>`
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
            html`<a href="${address(one)}/dispose/decide"
              >${words.decide}<span class="govuk-visually-hidden"
                >${say.language.colon}${words.about(one.number)}</span
              ></a
            >`,
        },
      ],
      list,
    )}`;
}
