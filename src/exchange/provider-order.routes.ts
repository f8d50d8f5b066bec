// The desk of a provider on the web: its orders, what is recorded of each, and which legal entities and services are ours.
import { isUuid, type Uuid } from '../base/ids.ts';
import { RECORDS_KEPT } from '../evidence/packages/records.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import { changeSetting } from '../people/setting.acts.ts';
import { settingAsked, settingRoutes } from '../people/setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { signaturesRead } from '../requests/verbs/incoming/signatures.routes.ts';
import { inById } from './in.store.ts';
import { messageOf } from './message.ts';
import { proofCame, proofSeen } from './request-proof.acts.ts';
import { letterIn, sealStanding } from './sealed-information.acts.ts';
import { openArrived } from './take.acts.ts';
import { formTitles } from '../requests/verbs/drafting/request-found.routes.ts';
import { readAll } from '../web/fields/field.ts';
import type { Errors } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { keysOrNone, peerNames, type ExchangeDesk } from './exchange-desk.routes.ts';
import { linesOf, peerLine } from './peer-document.acts.ts';
import { FIGURES, figuresCsv, figuresPage, type FigureLine } from './provider-figures.pages.ts';
import { orderFigures } from './provider-order.store.ts';
import { ANSWERING } from './provider-answer.ts';
import { answerOrder, answersGiven } from './provider-answer.acts.ts';
import { isToKeep, KEEPING, MAPPING, OURS, oursField, RECORDS_ASKED } from './provider-order.ts';
import {
  answerKeeping,
  mapAccount,
  orderSeen,
  ordersOfDesk,
  ourEntities,
  ourRecords,
  setOurs,
  type OrderSeen,
} from './provider-order.acts.ts';
import { orderPage, ORDERS, ordersPage, oursPage, OURS_PAGE } from './provider-order.pages.ts';
import { attachment, CSV } from '../web/attachment.ts';

export function providerOrderRoutes(desk: ExchangeDesk): PageRoute[] {
  const { house, people } = desk;
  const one = `${ORDERS}/:message` as const;
  const asked = (
    step: string,
    open: (
      desk: ExchangeDesk,
      visit: SignedInVisit,
      seen: OrderSeen,
    ) => AnyAct | Response | Promise<AnyAct | Response>,
  ): PageRoute[] =>
    actInAgency(people, ['handleRequests', `${one}/${step}`], async (visit) => {
      const seen = await seenBy(desk, visit);
      return seen === undefined ? visit.notFound() : open(desk, visit, seen);
    });
  return [
    agency('handleRequests', 'GET', ORDERS, async (visit) =>
      visit.page(
        ordersPage(visit.frame.say, await ordersOfDesk(people, visit.person), {
          ours: await ourEntities(house.db.kysely),
          names: await peerNames(desk),
        }),
      ),
    ),
    agency('handleRequests', 'GET', FIGURES, async (visit) => {
      const { isYear, ...shown } = await figuresOf(desk, visit);
      const errors: Errors = isYear ? {} : { year: visit.frame.say.desks.orders.yearNeeded };
      return visit.page(figuresPage(visit.frame.say, { ...shown, errors }), isYear ? 200 : 422);
    }),
    agency('handleRequests', 'GET', `${FIGURES}/csv`, async (visit) => {
      const { lines, year } = await figuresOf(desk, visit);
      return attachment(figuresCsv(visit.frame.say, lines), CSV, `orders-${year}.csv`);
    }),
    agency('handleRequests', 'GET', one, (visit) => showOrder(desk, visit)),
    ...fileRoutes(desk),
    ...asked('keep', keeping),
    ...asked('account', mapping),
    ...asked('answer', answering),
    ...oursRoutes(desk),
  ];
}

async function showOrder(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { house, law } = desk;
  const seen = await seenBy(desk, visit);
  if (seen === undefined) return visit.notFound();
  const { peerOrigin } = seen.order;
  const agencyName = (await peerLine(house.db.kysely, peerOrigin))?.peer.agency ?? peerOrigin;
  const letter = await letterOf(desk, seen);
  const shown = {
    ...seen,
    ours: await ourEntities(house.db.kysely),
    agency: agencyName,
    law: await law.current(),
    signatures:
      letter && (await signaturesRead(desk, visit.frame.say, { at: seen.order.arrivedAt, bytes: letter })),
    proof: await proofSeen(house, seen.order.conversation, letter),
    answers: await answersGiven(house.db.kysely, seen.order.conversation),
  };
  return visit.page(orderPage(visit.frame.say, { ...shown, isDone: visit.query('done') === 'recorded' }));
}

/** What anybody checks without this program: the proof, and the letter as it came. */
function fileRoutes(desk: ExchangeDesk): PageRoute[] {
  const { house } = desk;
  const one = `${ORDERS}/:message` as const;
  return [
    agency('handleRequests', 'GET', `${one}/proof.zip`, async (visit) => {
      const seen = await seenBy(desk, visit);
      const came = seen && (await proofCame(house.db.kysely, seen.order.conversation));
      if (seen === undefined || came === undefined) return visit.notFound();
      await openedBy(desk, visit, seen, came.message);
      return attachment(came.bytes, 'application/zip', `${fileName(seen)}-proof.zip`);
    }),
    agency('handleRequests', 'GET', `${one}/letter.pdf`, async (visit) => {
      const seen = await seenBy(desk, visit);
      const letter = seen && (await letterOf(desk, seen));
      if (seen === undefined || letter === undefined) return visit.notFound();
      await openedBy(desk, visit, seen, seen.order.id);
      return attachment(letter, 'application/pdf', `${fileName(seen)}.pdf`);
    }),
  ];
}

/** Of the year that is asked for, or the one that runs; of what this person may know of. */
async function figuresOf({ house, people, law }: ExchangeDesk, visit: SignedInVisit) {
  const now = new Date(house.clock()).getUTCFullYear();
  const typed = (visit.query('year') || String(now)).slice(0, 20);
  const isYear = /^20\d\d$/.test(typed);
  const year = isYear ? Number(typed) : now;
  const found = await people.db.asPerson(visit.person.id, (tx) => orderFigures(tx, year));
  const peers = await linesOf(house.db.kysely);
  const titles = formTitles(visit.frame.say, await law.current());
  const lines = found.map((one): FigureLine => {
    const peer = peers.find((line) => line.peer.origin === one.peerOrigin)?.peer;
    const title = one.form === undefined ? undefined : (titles.get(one.form) ?? one.form);
    return { ...one, agency: peer?.agency ?? one.peerOrigin, state: peer?.state, title };
  });
  return { lines, year, typed, isYear };
}

async function seenBy({ people }: ExchangeDesk, visit: SignedInVisit): Promise<OrderSeen | undefined> {
  const message = visit.param('message');
  return isUuid(message) ? orderSeen(people, visit.person, message) : undefined;
}

/** Who takes a file of a message has opened it: that is kept with their name, and the sender gets the receipt. */
async function openedBy(
  desk: ExchangeDesk,
  { person }: SignedInVisit,
  { order }: OrderSeen,
  message: Uuid,
): Promise<void> {
  const { house } = desk;
  const keys = await keysOrNone(desk);
  if (keys === undefined) return;
  await house.db.transaction(async (tx) => {
    const arrived = await inById(tx, message);
    if (arrived !== undefined) await openArrived({ house, keys }, tx, arrived, person.id, order.peerOrigin);
  });
}

const fileName = ({ order }: OrderSeen): string =>
  order.reference.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 100);

/** Its letter; undefined: it is sealed, and nobody has opened it. */
async function letterOf(desk: ExchangeDesk, { order }: OrderSeen): Promise<Uint8Array | undefined> {
  const { kysely } = desk.house.db;
  const plain = (await inById(kysely, order.id))?.plain;
  const said = plain && messageOf(plain);
  if (said?.type !== 'request') return undefined;
  const { conversation } = order;
  if ((await sealStanding(kysely, { conversation, said })) !== 'open') return undefined;
  return letterIn(kysely, { conversation, said });
}

/** What the questions about one order have in common. */
function about(visit: SignedInVisit, { order }: OrderSeen, step: string, button: string) {
  const { say } = visit.frame;
  const title = visiblePlain(order.reference, 100);
  const back = `${ORDERS}/${order.id}`;
  const crumbs = [
    { words: say.providerOrders.title, href: ORDERS },
    { words: title, href: back },
    { words: button },
  ];
  const frame = questionFrame({ place: 'work', crumbs });
  return { address: `${back}/${step}`, caption: title, button, frame, done: `${back}?done=recorded` };
}

function keeping({ people }: ExchangeDesk, visit: SignedInVisit, seen: OrderSeen): AnyAct | Response {
  const { order } = seen;
  const { done, ...question } = about(visit, seen, 'keep', visit.frame.say.providerOrders.keep.record);
  if (!isToKeep(order)) return visit.go(`${ORDERS}/${order.id}`); // its page says why
  return asking<typeof KEEPING>({
    ...question,
    fields: KEEPING,
    about: undefined,
    act: async (body) => {
      await answerKeeping(people, visit.person, { ...body, order: order.id });
      return done;
    },
  });
}

function mapping({ people }: ExchangeDesk, visit: SignedInVisit, seen: OrderSeen): AnyAct | Response {
  const { order } = seen;
  const { done, ...question } = about(visit, seen, 'account', visit.frame.say.providerOrders.accounts.record);
  if (order.identifiers.length === 0) return visit.go(`${ORDERS}/${order.id}`);
  return asking<typeof MAPPING>({
    ...question,
    fields: MAPPING,
    about: { identifiers: order.identifiers },
    act: async (body) => {
      await mapAccount(people, visit.person, { ...body, order: order.id });
      return done;
    },
  });
}

async function answering(
  desk: ExchangeDesk,
  visit: SignedInVisit,
  seen: OrderSeen,
): Promise<AnyAct | Response> {
  const { house, people } = desk;
  const { order } = seen;
  const { say } = visit.frame;
  const { done, ...question } = about(visit, seen, 'answer', say.providerOrders.answer.record);
  const keys = await keysOrNone(desk);
  if (keys === undefined) return visit.go(`${ORDERS}/${order.id}`);
  return asking<typeof ANSWERING>({
    ...question,
    fields: ANSWERING,
    about: undefined,
    act: async (body, id) => {
      const language = say.language.code;
      await answerOrder({ house, people, keys }, visit.person, { ...body, order: order.id, id, language });
      return done;
    },
  });
}

function oursRoutes({ house, people }: ExchangeDesk): PageRoute[] {
  return [
    agency('changeSettings', 'GET', OURS_PAGE, async (visit) => {
      const { say } = visit.frame;
      const notice = visit.query('done') === 'saved' ? say.settings.saved : undefined;
      const statement = await ourRecords(house.db.kysely);
      return visit.page(
        oursPage(say, { ...(await ourEntities(house.db.kysely)), statement }, { errors: {}, notice }),
      );
    }),
    ...settingRoutes(people, `${OURS_PAGE}/:which`, async (visit) => {
      const { say } = visit.frame;
      const of = { words: say.providerOrders.ours.title, href: OURS_PAGE };
      if (visit.param('which') === 'records')
        return settingAsked(say, {
          fields: RECORDS_ASKED,
          about: { statement: (await ourRecords(house.db.kysely)) ?? '' },
          address: `${OURS_PAGE}/records`,
          of,
          set: (body) =>
            changeSetting(
              people,
              visit.person,
              RECORDS_KEPT,
              readAll(RECORDS_ASKED, body, { statement: '' }),
            ),
        });
      const which = OURS.find((name) => name === visit.param('which'));
      if (which === undefined) return visit.notFound();
      const ours = await ourEntities(house.db.kysely);
      const fields = { [which]: oursField(which) };
      return settingAsked(say, {
        fields,
        about: undefined,
        address: `${OURS_PAGE}/${which}`,
        of,
        set: (body) =>
          setOurs(people, visit.person, { ...ours, [which]: readAll(fields, body, undefined)[which] ?? [] }),
      });
    }),
  ];
}
