// The desk of a provider on the web: its orders, what is recorded of each, and which legal entities and services are ours.
import { isUuid } from '../base/ids.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import { settingAsked, settingRoutes } from '../people/setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { visiblePlain } from '../web/safe-text.ts';
import type { ExchangeDesk } from './exchange-desk.routes.ts';
import { peerLine } from './peer-document.acts.ts';
import { isToKeep, KEEPING, MAPPING, OURS, oursField } from './provider-order.ts';
import {
  answerKeeping,
  mapAccount,
  orderSeen,
  ordersOfDesk,
  ourEntities,
  setOurs,
  type OrderSeen,
} from './provider-order.acts.ts';
import { orderPage, ORDERS, ordersPage, oursPage, OURS_PAGE } from './provider-order.pages.ts';

export function providerOrderRoutes(desk: ExchangeDesk): PageRoute[] {
  const { house, people, law } = desk;
  const one = `${ORDERS}/:message` as const;
  const asked = (
    step: string,
    open: (desk: ExchangeDesk, visit: SignedInVisit, seen: OrderSeen) => AnyAct | Response,
  ): PageRoute[] =>
    actInAgency(people, ['handleRequests', `${one}/${step}`], async (visit) => {
      const seen = await seenBy(desk, visit);
      return seen === undefined ? visit.notFound() : open(desk, visit, seen);
    });
  return [
    agency('handleRequests', 'GET', ORDERS, async (visit) =>
      visit.page(
        ordersPage(
          visit.frame.say,
          await ordersOfDesk(people, visit.person),
          await ourEntities(house.db.kysely),
        ),
      ),
    ),
    agency('handleRequests', 'GET', one, async (visit) => {
      const seen = await seenBy(desk, visit);
      if (seen === undefined) return visit.notFound();
      const { peerOrigin } = seen.order;
      const agencyName = (await peerLine(house.db.kysely, peerOrigin))?.peer.agency ?? peerOrigin;
      const shown = {
        ...seen,
        ours: await ourEntities(house.db.kysely),
        agency: agencyName,
        law: await law.current(),
      };
      return visit.page(orderPage(visit.frame.say, { ...shown, isDone: visit.query('done') === 'recorded' }));
    }),
    ...asked('keep', keeping),
    ...asked('account', mapping),
    ...oursRoutes(desk),
  ];
}

async function seenBy({ people }: ExchangeDesk, visit: SignedInVisit): Promise<OrderSeen | undefined> {
  const message = visit.param('message');
  return isUuid(message) ? orderSeen(people, visit.person, message) : undefined;
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
  const frame = questionFrame(say, { place: 'work', crumbs });
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

function oursRoutes({ house, people }: ExchangeDesk): PageRoute[] {
  return [
    agency('changeSettings', 'GET', OURS_PAGE, async (visit) => {
      const { say } = visit.frame;
      const notice = visit.query('done') === 'saved' ? say.settings.saved : undefined;
      return visit.page(oursPage(say, await ourEntities(house.db.kysely), { errors: {}, notice }));
    }),
    ...settingRoutes(people, `${OURS_PAGE}/:which`, async (visit) => {
      const which = OURS.find((name) => name === visit.param('which'));
      if (which === undefined) return visit.notFound();
      const { say } = visit.frame;
      const ours = await ourEntities(house.db.kysely);
      const fields = { [which]: oursField(which) };
      return settingAsked(say, {
        fields,
        about: undefined,
        address: `${OURS_PAGE}/${which}`,
        of: { words: say.providerOrders.ours.title, href: OURS_PAGE },
        set: (body) =>
          setOurs(people, visit.person, { ...ours, [which]: readAll(fields, body, undefined)[which] ?? [] }),
      });
    }),
  ];
}
