// An order in the portal, as its addressee sees it and as the authority does: the letter, and what was said, each with its receipt.
import type { Uuid } from '../base/ids.ts';
import type { Field } from '../web/fields/field.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, form, hidden, note, pressButton, table, tag, type Errors } from '../web/parts.ts';
import { visibleLines, visiblePlain } from '../web/safe-text.ts';
import { isolatedText, when, whenText } from '../web/when.ts';
import { belowRequest } from '../requests/machine/text/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../requests/machine/text/request-shown.pages.ts';
import type { Entry, PortalOrder } from './order.store.ts';
import type { Approval } from './proof.acts.ts';
import type { EntryKind } from './receipt.ts';
import { ANSWER_MAX, SAYABLE, type saidFields, type Sayable } from './order.ts';

export const PORTAL = '/portal';
export const orderAddress = (id: string, path = ''): string => `${PORTAL}/orders/${id}${path}`;

interface OrderLine {
  readonly order: PortalOrder;
  readonly last: Entry | undefined;
}

export function portalPage(say: Messages, addressee: string, orders: readonly OrderLine[]): View {
  const words = say.portal;
  return {
    title: words.ordersTitle,
    place: 'portal',
    main: html`<h1>${words.ordersTitle}</h1>
      <p class="c-lead">${words.ordersLead(addressee)}</p>
      ${
        orders.length === 0
          ? html`<p>${words.noOrders}</p>`
          : table<OrderLine>(
              words.ordersTitle,
              [
                {
                  heading: words.reference,
                  cell: ({ order }) =>
                    html`<a href="${orderAddress(order.id)}">${visiblePlain(order.reference, 200)}</a>`,
                  isReference: true,
                },
                { heading: words.given, cell: ({ order }) => when(say, order.givenAt) },
                { heading: words.last, cell: ({ last }) => lastWords(say, last) },
              ],
              orders,
            )
      }`,
  };
}

function lastWords(say: Messages, last: Entry | undefined): Html {
  if (last === undefined) return tag('warn', say.portal.new);
  const { kind, at } = last;
  return html`${tag(kind === 'answer' ? 'warn' : 'plain', say.portal.kinds[kind])} ${when(say, at)}`;
}

interface OrderShown {
  readonly order: PortalOrder;
  readonly entries: readonly Entry[];
  /** The account that looks. */
  readonly own: Uuid;
  /** Undefined: nobody signed it. */
  readonly approval: Approval | undefined;
}

export function orderPage(say: Messages, { order, entries, own, approval }: OrderShown): View {
  const words = say.portal;
  const isSaid = (kind: Sayable): boolean => entries.some((one) => one.kind === kind);
  const toSay = SAYABLE.filter((kind) => kind === 'question' || !isSaid(kind)).map((kind) => ({
    href: orderAddress(order.id, `/say/${kind}`),
    label: words.say[kind],
  }));
  const files = { href: orderAddress(order.id, '/files'), label: words.files.title };
  // That it came is said first; then what was asked for is handed over.
  const [first = files, ...more] = isSaid('acknowledged') ? [files, ...toSay] : [...toSay, files];
  const title = words.orderTitle(order.reference);
  return {
    title,
    place: 'portal',
    crumbs: [{ words: words.ordersTitle, href: PORTAL }, { words: order.reference }],
    main: html`<h1>${title}</h1>
      ${orderFacts(say, order, { letter: orderAddress(order.id, '/letter'), approval })}
      ${approval === undefined ? nothing : approvalHtml(say, order, approval)}
      <h2>${words.next}</h2>
      <p class="c-buttons"><a class="govuk-button" href="${first.href}">${first.label}</a></p>
      <ul class="govuk-list">
        ${more.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)}
      </ul>
      ${entryList(say, entries, {
        receipt: (id) => orderAddress(order.id, `/receipts/${id}`),
        sign: { own, address: (id) => orderAddress(order.id, `/sign/${id}`) },
      })}
      <p><a href="${orderAddress(order.id, '/record')}" download>${words.record}</a></p>`,
  };
}

/** The file that shows without this program who approved exactly what and when. */
function approvalHtml(say: Messages, { id }: PortalOrder, { isEnded, isProvable }: Approval): Html {
  const words = say.portal;
  return html`${isEnded ? note('stop', html`<p>${words.approvalEnded}</p>`) : nothing}
  ${
    isProvable
      ? html`<p><a href="${orderAddress(id, '/proof.zip')}" download>${say.requestLife.proof}</a></p>
          <p class="c-hint">
            ${say.requestLife.proofHint} ${say.providerOrders.checks.proof.check}
            <a href="/check">${say.frame.check}</a>
          </p>`
      : nothing
  }`;
}

function orderFacts(
  say: Messages,
  order: PortalOrder,
  {
    letter,
    to,
    approval,
  }: { readonly letter: string; readonly to?: string; readonly approval?: Approval | undefined },
): Html {
  const words = say.portal;
  return facts([
    [words.to, to === undefined ? undefined : html`<bdi>${visiblePlain(to, 200)}</bdi>`],
    [words.reference, html`<bdi>${visiblePlain(order.reference, 200)}</bdi>`],
    [words.given, when(say, order.givenAt)],
    [words.approved, approval && approvedText(say, approval)],
    [words.letter, html`<a href="${letter}">${words.letterLink}</a>`],
    [words.digest, html`<code class="c-break" dir="ltr">${order.sha256}</code>`],
  ]);
}

function approvedText(say: Messages, { name, role, at }: Approval): string {
  const roles: { readonly [role: string]: string } = say.caseRole;
  const who = `${visiblePlain(name ?? say.requests.gone, 200)} (${roles[role] ?? role})`;
  return say.portal.approvedBy(isolatedText(say, who), whenText(say, at));
}

interface EntryPlaces {
  readonly receipt: (id: string) => string;
  /** Where an account signs what it handed over itself. */
  readonly sign?: { readonly own: Uuid; readonly address: (id: string) => string };
}

function entryList(say: Messages, entries: readonly Entry[], { receipt, sign }: EntryPlaces): Html {
  const words = say.portal;
  const shown = ({ id, kind, account, text, at, followedAs, file }: Entry): Html =>
    html`<section>
      <h2>${words.kinds[kind]}</h2>
      <p class="c-hint">
        ${account === undefined ? words.byAuthority : html`<bdi>${visiblePlain(account.name, 100)}</bdi>`}${say.language.comma}${when(say, at)}
      </p>
      ${text === undefined ? nothing : typed(kind, text)}
      ${file === undefined ? nothing : html`<p class="c-hint"><code class="c-break" dir="ltr">SHA-256 ${file.sha256}</code></p>`}
      ${kind === 'file' ? isSigned(id, account?.id) : nothing}
      ${followedAs === 'done' || isOfFile(kind) || account === undefined ? nothing : html`<p class="c-hint">${words.forPerson}</p>`}
      <p><a href="${receipt(id)}" download>${words.receipt}</a></p>
    </section>`;
  const isSigned = (id: string, by: string | undefined): Html => {
    if (entries.some(({ of }) => of === id)) return html`<p>${tag('ok', words.signed.yes)}</p>`;
    const mayNow = sign !== undefined && sign.own === by;
    return html`<p>
      ${tag('warn', words.signed.no)}
      ${mayNow ? html` <a href="${sign.address(id)}">${words.signed.act}</a>` : nothing}
    </p>`;
  };
  return html`${entries.map(shown)}`;
}

/** A name of a file stays with the page, whatever it is written in; a text has its own direction. */
const typed = (kind: EntryKind, text: string): Html =>
  isOfFile(kind)
    ? html`<p class="c-typed"><bdi>${visiblePlain(text, 255)}</bdi></p>`
    : html`<p dir="auto" class="c-typed">${visibleLines(text, ANSWER_MAX)}</p>`;

const isOfFile = (kind: EntryKind): boolean => kind === 'file' || kind === 'signed';

interface Saying {
  readonly order: PortalOrder;
  readonly kind: Sayable;
  readonly text: ReturnType<typeof saidFields>['text'];
  readonly given: URLSearchParams;
  readonly key: string;
  readonly errors: Errors;
}

export function sayPage(say: Messages, { order, kind, text, given, key, errors }: Saying): View {
  const main = html`${hidden('key', key)}${text.control(say, { name: 'text', given, errors }, {})}`;
  return aboutSaying(say, { order, kind, errors, main, button: say.portal.say[kind] });
}

interface UnableAsked extends Pick<Saying, 'order' | 'given' | 'key' | 'errors'> {
  /** The reasons; or all that those ask for which were chosen. */
  readonly fields: readonly (readonly [name: string, field: Field<unknown>])[];
}

export function unablePage(say: Messages, { order, fields, given, key, errors }: UnableAsked): View {
  const isFirst = fields.some(([name]) => name === 'reasons');
  const grounds: { readonly [code: string]: string } = say.requestLife.grounds;
  const chosen = given.getAll('reasons');
  const above = isFirst
    ? nothing
    : html`<h1>${say.portal.say.unable}</h1>
        ${hidden('asked', 'rest')}${chosen.map((code) => hidden('reasons', code))}
        <ul class="govuk-list govuk-list--bullet">
          ${chosen.map((code) => html`<li>${grounds[code] ?? ''}</li>`)}
        </ul>
        <p><a href="${orderAddress(order.id, '/say/unable')}">${say.portal.otherReasons}</a></p>`;
  const shown = isFirst ? { given, errors } : ({ given, errors, isPart: true } as const);
  const main = html`${hidden('key', key)}${above}${fields.map(([name, field]) => field.control(say, { ...shown, name }, undefined))}`;
  const button = isFirst ? say.form.next : say.portal.say.unable;
  return aboutSaying(say, { order, kind: 'unable', errors, main, button });
}

interface Asking extends Pick<Saying, 'order' | 'kind' | 'errors'> {
  readonly main: Html;
  readonly button: string;
}

function aboutSaying(say: Messages, { order, kind, errors, main, button }: Asking): View {
  const words = say.portal;
  return {
    title: words.say[kind],
    place: 'portal',
    crumbs: [
      { words: words.ordersTitle, href: PORTAL },
      { words: order.reference, href: orderAddress(order.id) },
      { words: words.say[kind] },
    ],
    isQuestion: true,
    errors,
    main: html`${form(main, button, orderAddress(order.id, `/say/${kind}`))}`,
  };
}

interface GivenShown {
  readonly shown: Pick<RequestShown, 'file' | 'request'>;
  readonly order: PortalOrder | undefined;
  readonly entries: readonly Entry[];
  readonly mayAct: boolean;
  /** It can be given now, and to somebody. */
  readonly mayGive: boolean;
  readonly mayLetIn: boolean;
}

const GIVEN = '/portal';

export function givenPage(
  say: Messages,
  { shown, order, entries, mayAct, mayGive, mayLetIn }: GivenShown,
): View {
  const words = say.portal;
  const { file, request } = shown;
  const at = (path: string): string => requestAddress(file, request.number, `${GIVEN}${path}`);
  const isOver = order === undefined || order.endedAt !== undefined;
  const give = html`<p class="c-buttons">
    <a class="govuk-button" href="${at('/give')}">${words.give.title}</a>
  </p>`;
  const letIn = mayLetIn ? html`<p><a href="/receivers">${words.receivers.title}</a></p>` : nothing;
  return belowRequest(say, shown, {
    title: words.title,
    here: words.title,
    isQuestion: false,
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${
        isOver
          ? mayGive
            ? give
            : note(
                'plain',
                html`<p>${words.notNow}</p>
                  ${letIn}`,
              )
          : nothing
      }
      ${
        order === undefined
          ? nothing
          : html`${orderFacts(say, order, { letter: at('/letter'), to: order.addressee.name })}
            ${order.endedAt === undefined ? nothing : note('plain', html`<p>${words.ended}</p>`)}
            ${
              isOver || !mayAct
                ? nothing
                : html`<p class="c-buttons">
                      <a class="govuk-button" href="${at('/answer')}">${words.answer}</a>
                    </p>
                    ${pressButton(at('/end'), words.end, order.addressee.name)}`
            }
            ${entryList(say, entries, { receipt: (id) => at(`/receipts/${id}`) })}`
      }`,
  });
}
