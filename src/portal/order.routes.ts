// The portal of an addressee: its own orders, and nothing else. Whatever it may not see is not there.
import { isUuid, newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { asPortal } from '../people/portal-account.store.ts';
import { inPortal, type Method, type PageRoute, type PortalVisit } from '../people/visit.routes.ts';
import { ANSWERING, type Answer, type AnswerSaid } from '../exchange/provider-answer.ts';
import { errorsOf, readAll, type Body, type BodyOf, type Field } from '../web/fields/field.ts';
import { linesOf } from '../web/fields/record.ts';
import type { Messages } from '../web/messages.ts';
import type { Errors } from '../web/parts.ts';
import { openOrder, orderInSight, sayInPortal, type Portal } from './order.acts.ts';
import { orderAddress, orderPage, PORTAL, portalPage, sayPage, unablePage } from './order.pages.ts';
import { approvalOf, orderProof } from './proof.acts.ts';
import { recordOf } from './record.acts.ts';
import { entriesOf, letterOf, ordersInSight, type Entry, type PortalOrder } from './order.store.ts';
import { ANSWER_MAX, isWritten, saidFields, type Written } from './order.ts';
import { attachment } from '../web/attachment.ts';

const LISTED = 500;

/** A page about an order that this account may see; whatever else is asked for is not there. */
export function aboutOrder(
  portal: Pick<Portal, 'people'>,
  method: Method,
  path: string,
  open: (visit: PortalVisit, order: PortalOrder) => Promise<Response>,
): PageRoute {
  return inPortal(method, `${PORTAL}/orders/:order${path}`, async (visit) => {
    const id = visit.param('order');
    if (!isUuid(id)) return visit.notFound();
    try {
      return await open(visit, await orderInSight(portal, visit.account, id));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'notFound') return visit.notFound();
      throw error;
    }
  });
}

export function portalRoutes(portal: Portal): PageRoute[] {
  const one = (method: Method, path: string, open: Parameters<typeof aboutOrder>[3]): PageRoute =>
    aboutOrder(portal, method, path, open);
  return [
    inPortal('GET', PORTAL, (visit) => list(portal, visit)),
    one('GET', '', (visit, { id }) => show(portal, visit, id)),
    one('GET', '/letter', async (visit, { id, reference }) => {
      await openOrder(portal, visit.account, id);
      const bytes = await asPortal(portal.people.operator, visit.account.id, (tx) => letterOf(tx, id));
      return bytes === undefined
        ? visit.notFound()
        : fileAnswer(bytes, 'application/pdf', `${fileName(reference)}.pdf`);
    }),
    one('GET', '/proof.zip', async (visit, order) => {
      const bytes = await orderProof(portal, order);
      if (bytes === undefined) return visit.notFound();
      await openOrder(portal, visit.account, order.id);
      return fileAnswer(bytes, 'application/zip', `${fileName(order.reference)}-proof.zip`);
    }),
    one('GET', '/receipts/:entry', async (visit, order) => {
      const entry = (await entriesSeen(portal, visit, order.id)).find(
        ({ id }) => id === visit.param('entry'),
      );
      return entry === undefined ? visit.notFound() : receiptAnswer(entry);
    }),
    one('GET', '/record', async (visit, order) => {
      const entries = await entriesSeen(portal, visit, order.id);
      const letter = await asPortal(portal.people.operator, visit.account.id, (tx) => letterOf(tx, order.id));
      if (letter === undefined) return visit.notFound();
      const record = await recordOf(portal.house, order, letter, entries);
      const bytes = Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
      return fileAnswer(bytes, 'application/json', `${fileName(order.reference)}.json`);
    }),
    one('GET', '/say/:kind', (visit, order) => {
      const kind = visit.param('kind');
      if (kind === 'unable') return askUnable(portal, visit, order, { given: new URLSearchParams() });
      return isWritten(kind) ? ask(portal, visit, order, { kind }) : visit.notFound();
    }),
    one('POST', '/say/:kind', (visit, order) => {
      const kind = visit.param('kind');
      if (kind === 'unable') return takeUnable(portal, visit, order);
      return isWritten(kind) ? take(portal, visit, order, kind) : visit.notFound();
    }),
  ];
}

async function list({ people }: Portal, visit: PortalVisit): Promise<Response> {
  const { account, frame } = visit;
  const lines = await asPortal(people.operator, account.id, async (tx) => {
    const orders = await ordersInSight(tx, LISTED);
    const found = [];
    for (const order of orders) found.push({ order, last: (await entriesOf(tx, order.id)).at(-1) });
    return found;
  });
  return visit.page(portalPage(frame.say, account.addressee.name, lines));
}

async function show(portal: Portal, visit: PortalVisit, id: Uuid): Promise<Response> {
  const order = await openOrder(portal, visit.account, id);
  const entries = await entriesSeen(portal, visit, id);
  return visit.page(
    orderPage(visit.frame.say, {
      order,
      entries,
      own: visit.account.id,
      approval: await approvalOf(portal, order),
    }),
  );
}

function entriesSeen({ people }: Portal, { account }: PortalVisit, order: Uuid): Promise<Entry[]> {
  return asPortal(people.operator, account.id, (tx) => entriesOf(tx, order));
}

function ask(
  { people }: Portal,
  visit: PortalVisit,
  order: PortalOrder,
  asked: {
    readonly kind: Written;
    readonly given?: URLSearchParams;
    readonly key?: string;
    readonly errors?: Errors;
  },
): Promise<Response> {
  const {
    kind,
    given = new URLSearchParams(),
    key = newUuid(people.clock, people.random),
    errors = {},
  } = asked;
  const page = sayPage(visit.frame.say, { order, kind, text: saidFields(kind).text, given, key, errors });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

async function take(
  portal: Portal,
  visit: PortalVisit,
  order: PortalOrder,
  kind: Written,
): Promise<Response> {
  const { people } = portal;
  const { account, frame } = visit;
  const given = await visit.form();
  const { text: field } = saidFields(kind);
  const read = field.read(field.typed(given, 'text', {}), 'text', {});
  const key = keyOf(people, given);
  if (!read.ok)
    return ask(portal, visit, order, { kind, given, key, errors: errorsOf(frame.say, 'text', read.wrong) });
  await openOrder(portal, account, order.id);
  await sayInPortal(portal, account, { order: order.id, kind, id: key, text: read.value });
  return visit.go(orderAddress(order.id));
}

function keyOf(people: Portal['people'], given: URLSearchParams): Uuid {
  const sent = given.get('key') ?? '';
  return isUuid(sent) ? sent : newUuid(people.clock, people.random);
}

/** Field by field; what is not asked, by the answers before it, is none. */
type AnyField = Field<unknown>;
const ANNEX = Object.entries(ANSWERING) as unknown as readonly (readonly [keyof Answer, AnyField])[]; // its own entries

/** First the reasons, then all that they ask for (Annex III of Regulation (EU) 2023/1543, Sections D, E and G). */
function askUnable(
  { people }: Portal,
  visit: PortalVisit,
  order: PortalOrder,
  { given, errors = {} }: { readonly given: URLSearchParams; readonly errors?: Errors },
): Promise<Response> {
  const { body } = readUnable(visit.frame.say, given);
  const isFirst = body['reasons'] === undefined;
  const asked = ANNEX.filter(
    ([name, field]) => (name === 'reasons') === isFirst && field.isAsked?.(body) !== false,
  );
  const key = keyOf(people, given);
  const page = unablePage(visit.frame.say, { order, fields: asked, given, key, errors });
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

function readUnable(say: Messages, given: URLSearchParams): { readonly body: Body; readonly errors: Errors } {
  let body: Body = {};
  let errors: Errors = {};
  for (const [name, field] of ANNEX) {
    if (field.isAsked?.(body) === false) continue;
    const read = field.read(field.typed(given, name, undefined), name, undefined, body);
    if (read.ok) body = { ...body, ...field.body(read.value, name) };
    else errors = { ...errors, ...errorsOf(say, name, read.wrong) };
  }
  return { body, errors };
}

async function takeUnable(portal: Portal, visit: PortalVisit, order: PortalOrder): Promise<Response> {
  const { say } = visit.frame;
  const given = await visit.form();
  const { body, errors } = readUnable(say, given);
  if (body['reasons'] === undefined) {
    const { reasons = say.form.choose } = errors;
    return askUnable(portal, visit, order, { given, errors: { reasons } });
  }
  // The reasons alone were sent: nothing that they ask for is wrong yet.
  if (!given.has('asked')) return askUnable(portal, visit, order, { given });
  if (Object.keys(errors).length > 0) return askUnable(portal, visit, order, { given, errors });
  const answer: AnswerSaid = readAll(ANSWERING, body as BodyOf<typeof ANSWERING>, undefined); // as it was just read
  const text = linesOf(say, ANSWERING, answer)
    .map((line) => line.join('\n'))
    .join('\n\n');
  if (text.length > ANSWER_MAX) {
    const last = ANNEX.findLast(([name]) => typeof body[name] === 'string')?.[0] ?? 'explanation';
    const words = say.form.tooLong(say.providerOrders.answer.title, ANSWER_MAX);
    return askUnable(portal, visit, order, { given, errors: { [last]: words } });
  }
  await openOrder(portal, visit.account, order.id);
  await sayInPortal(portal, visit.account, {
    order: order.id,
    kind: 'unable',
    id: keyOf(portal.people, given),
    text,
    answer,
  });
  return visit.go(orderAddress(order.id));
}

export function receiptAnswer({ id, receipt }: Entry): Response {
  return fileAnswer(receipt, 'text/plain; charset=utf-8', `receipt-${id}.note`);
}

export function fileAnswer(bytes: Uint8Array, type: string, name: string): Response {
  return attachment(bytes, type, name);
}

export const fileName = (reference: string): string => reference.replace(/[^A-Za-z0-9-]+/g, '-');
