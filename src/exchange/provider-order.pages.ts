// The desk of a provider: orders that came by line, what was checked of each, whether its data are kept, and whose accounts they are.
import { settingPage, setLines, type Told } from '../people/setting.pages.ts';
import type { Knowledge } from '../law/model.ts';
import { refText } from '../requests/core/ref-text.pages.ts';
import { signatureLines, type SignaturesShown } from '../requests/verbs/incoming/signatures.pages.ts';
import { isOrder } from '../requests/forms/index.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, facts, note, table, tag } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { byWhom, numberText, when } from '../web/when.ts';
import { answerHtml } from './conversation.pages.ts';
import { ARRIVALS, urgencyTag } from './desk.pages.ts';
import type { AnswerGiven } from './provider-answer.acts.ts';
import {
  checkOf,
  isToKeep,
  KEEPING,
  OURS,
  type Check,
  type Mapped,
  type Ours,
  type ProviderOrder,
  type ProviderOurs,
} from './provider-order.ts';
import type { OrderSeen } from './provider-order.acts.ts';
import { approvalSection } from './provider-proof.pages.ts';
import { peerName, type PeerNames } from './peer-name.pages.ts';
import type { ProofSeen } from './request-proof.acts.ts';

export const ORDERS = '/provider-orders';
export const OURS_PAGE = '/settings/provider';

const TONES = { ours: 'ok', others: 'stop', notNamed: 'warn' } as const;

export function checkTag(say: Messages, of: Ours, named: readonly string[], ours: ProviderOurs): Html {
  const check: Check = checkOf(named, ours[of]);
  return tag(TONES[check], say.providerOrders.checks[of][check]);
}

export function ordersPage(
  say: Messages,
  orders: readonly ProviderOrder[],
  { ours, names }: { readonly ours: ProviderOurs; readonly names: PeerNames },
): View {
  const words = say.providerOrders;
  const sorted = [...orders.filter(isToKeep), ...orders.filter((one) => !isToKeep(one))];
  return {
    title: words.title,
    place: 'work',
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${
        sorted.length === 0
          ? html`<p>${words.none}</p>`
          : table<ProviderOrder>(
              words.title,
              [
                {
                  heading: words.order,
                  cell: ({ id, reference }) =>
                    html`<a href="${ORDERS}/${id}"><bdi>${visiblePlain(reference, 100)}</bdi></a>`,
                },
                {
                  heading: say.exchange.arrivals.from,
                  cell: ({ peerOrigin }) => peerName(names, peerOrigin),
                },
                { heading: say.exchange.arrivals.arrived, cell: ({ arrivedAt }) => when(say, arrivedAt) },
                {
                  heading: words.checks.entities.label,
                  cell: ({ entities }) => checkTag(say, 'entities', entities, ours),
                },
                {
                  heading: words.checks.services.label,
                  cell: ({ services }) => checkTag(say, 'services', services, ours),
                },
                { heading: words.state, cell: (one) => keepTag(say, one) },
              ],
              sorted,
            )
      }
      <p><a href="${ORDERS}/transparency">${words.figures.short}</a></p>`,
  };
}

function keepTag(say: Messages, { keepFrom, kept }: Pick<ProviderOrder, 'keepFrom' | 'kept'>): Html {
  const { keep } = say.providerOrders;
  if (keepFrom === undefined) return nothing;
  if (kept === undefined) return tag('warn', keep.waits);
  return tag(kept.as === 'kept' ? 'ok' : 'plain', keep.outcomes[kept.as]);
}

export interface OrderShown extends OrderSeen {
  readonly ours: ProviderOurs;
  readonly agency: string;
  readonly law: Knowledge;
  readonly isDone: boolean;
  readonly answers: readonly AnswerGiven[];
  readonly proof: ProofSeen;
  /** Within its letter; undefined: it is sealed. */
  readonly signatures: SignaturesShown['read'] | undefined;
}

export function orderPage(
  say: Messages,
  { order, accounts, ours, agency, law, isDone, answers, signatures, proof }: OrderShown,
): View {
  const words = say.providerOrders;
  const title = visiblePlain(order.reference, 100);
  const { request } = order;
  return {
    title,
    place: 'work',
    crumbs: [{ words: words.title, href: ORDERS }, { words: title }],
    main: html`${isDone ? done(say.requestLife.done) : nothing}
      <h1><bdi>${title}</bdi></h1>
      ${facts([
        [say.exchange.arrivals.from, html`<bdi>${visiblePlain(agency, 200)}</bdi>`],
        [say.exchange.arrivals.urgency, urgencyTag(say, order.urgency)],
        [say.exchange.arrivals.arrived, when(say, order.arrivedAt)],
      ])}
      ${order.form === undefined ? note('warn', html`<p>${words.unread}</p>`) : nothing}
      ${keepHtml(say, order)}
      <p class="c-buttons">
        ${
          request === undefined
            ? html`<a class="govuk-button govuk-button--secondary" href="${ARRIVALS}/${order.id}"
                >${words.toTake}</a
              >`
            : html`<a href="/cases/${request.case}/requests/${String(request.number)}">${words.toRequest}</a>`
        }
      </p>
      ${approvalSection(say, order, { proof, isSealed: signatures === undefined })}${checksHtml(say, order, { ours, agency, signatures })}${accountsHtml(say, order, accounts)}${rulesHtml(say, order, law)}${answersHtml(say, order, answers)}`,
  };
}

function keepHtml(say: Messages, order: ProviderOrder): Html {
  const { keep } = say.providerOrders;
  const { id, keepFrom, kept } = order;
  if (keepFrom === undefined)
    return html`<h2>${keep.title}</h2>
      <p>${keep.notAsked}</p>`;
  return html`<h2>${keep.title}</h2>
    <p>${keep.given}</p>
    ${facts([
      [keep.since, when(say, keepFrom)],
      [
        keep.said,
        html`${keepTag(say, order)}${kept === undefined ? nothing : html`<br />${byHtml(say, kept)}`}`,
      ],
      ...factsOf(say, KEEPING, { reference: kept?.reference, reason: kept?.reason }),
    ])}
    ${kept === undefined ? html`<p class="c-buttons"><a class="govuk-button" href="${ORDERS}/${id}/keep">${keep.record}</a></p>` : nothing}`;
}

function checksHtml(
  say: Messages,
  order: ProviderOrder,
  { ours, agency, signatures }: Pick<OrderShown, 'ours' | 'agency' | 'signatures'>,
): Html {
  const { checks } = say.providerOrders;
  const named = (of: Ours): Html =>
    html`${checkTag(say, of, order[of], ours)}${order[of].map((one) => html`<br /><bdi>${visiblePlain(one, 500)}</bdi>`)}`;
  return html`<h2>${checks.title}</h2>
    ${facts([
      [checks.signature, checks.signed(visiblePlain(agency, 200))],
      [checks.order, checks.placed(numberText(say, order.seq))],
      [checks.digest, html`<code class="c-break" dir="ltr">${order.digest}</code>`],
      [checks.letter, signatures === undefined ? checks.letterSealed : signatureLines(say, signatures)],
      [checks.entities.label, named('entities')],
      [checks.services.label, named('services')],
    ])}`;
}

function accountsHtml(say: Messages, { id, identifiers }: ProviderOrder, accounts: readonly Mapped[]): Html {
  const words = say.providerOrders.accounts;
  if (identifiers.length === 0)
    return html`<h2>${words.title}</h2>
      <p>${words.none}</p>`;
  const rows = identifiers.map(({ value }, i) => ({
    value,
    mapped: accounts.find(({ place }) => place === i + 1),
  }));
  return html`<h2>${words.title}</h2>
    <p>${words.lead}</p>
    ${table<(typeof rows)[number]>(
      words.title,
      [
        {
          heading: words.identifier,
          cell: ({ value }) => html`<bdi class="c-break">${visiblePlain(value, 500)}</bdi>`,
        },
        { heading: words.ours, cell: ({ mapped }) => accountHtml(say, mapped) },
      ],
      rows,
    )}
    <p><a href="${ORDERS}/${id}/account">${words.record}</a></p>`;
}

function accountHtml(say: Messages, mapped: Mapped | undefined): Html {
  const words = say.providerOrders.accounts;
  if (mapped === undefined) return tag('warn', words.open);
  const { account } = mapped;
  return html`${account === undefined ? tag('plain', words.found.none) : html`<bdi class="c-break">${visiblePlain(account, 500)}</bdi>`}<br />${byHtml(say, mapped)}`;
}

/** Who recorded it, and through which program. */
function byHtml(say: Messages, { by, through, at }: Pick<Mapped, 'by' | 'through' | 'at'>): Html {
  const who = through === undefined ? by : `${by} (${through})`;
  return html`<span class="c-cite"><span>${byWhom(say, visiblePlain(who, 300), at)}</span></span>`;
}

/** Whether the person may be told, and what is done where the law of another State stands against it. */
function rulesHtml(say: Messages, { form, secrecy }: ProviderOrder, law: Knowledge): Html {
  const { told, conflict } = say.providerOrders;
  const isOfRegulation = form !== undefined && isOrder(form);
  return html`<h2>${told.title}</h2>
    ${
      isOfRegulation
        ? html`<p>
            ${told.regulation} <span class="c-cite">${refText(say, law, 'eu-2023-1543, Art. 13')}</span>
          </p>`
        : secrecy === undefined
          ? html`<p>${told.notAsked}</p>`
          : html`<p>${told.asked}</p>
              <blockquote class="govuk-inset-text" dir="auto">${visiblePlain(secrecy, 4000)}</blockquote>`
    }
    <h2>${conflict.title}</h2>
    <p>${isOfRegulation ? conflict.regulation : conflict.other}</p>`;
}

/** Annex III, as it was told to the other side, and what became of it here. */
function answersHtml(say: Messages, { id }: ProviderOrder, answers: readonly AnswerGiven[]): Html {
  const words = say.providerOrders.answer;
  const became = (as: string | undefined): string =>
    as === undefined ? words.given : as === 'done' ? words.done : words.open(as);
  return html`<p class="c-buttons">
      <a class="govuk-button govuk-button--secondary" href="${ORDERS}/${id}/answer">${words.record}</a>
    </p>
    ${
      answers.length === 0
        ? nothing
        : html`<h2>${words.title}</h2>
            <p>${words.lead}</p>
            ${answers.map(
              ({ at, said, as }) =>
                html`<section>
                  <h3>${say.exchange.types[said.type]}${say.language.comma}${when(say, at)}</h3>
                  ${answerHtml(say, said)}
                  <p class="c-hint">${became(as)}</p>
                </section>`,
            )}`
    }`;
}

/** From the desk of what came. */
export function ordersLink(say: Messages): Html {
  return html`<p><a href="${ORDERS}">${say.providerOrders.title}</a></p>`;
}

export function oursPage(
  say: Messages,
  { statement, ...ours }: ProviderOurs & { readonly statement: string | undefined },
  told: Told,
): View {
  const words = say.providerOrders.ours;
  return settingPage(
    say,
    words.title,
    told,
    html`<p class="c-lead">${words.lead}</p>
      ${setLines(say, [
        ...OURS.map(
          (which) => [words[which].label, listed(say, ours[which]), `${OURS_PAGE}/${which}`] as const,
        ),
        [
          words.records.label,
          statement === undefined
            ? words.none
            : html`<span dir="auto">${visiblePlain(statement, 4000)}</span>`,
          `${OURS_PAGE}/records`,
        ] as const,
      ])}`,
  );
}

function listed(say: Messages, names: readonly string[]): Html | string {
  if (names.length === 0) return say.providerOrders.ours.none;
  return html`${names.map((one) => html`<bdi>${visiblePlain(one, 200)}</bdi><br />`)}`;
}
