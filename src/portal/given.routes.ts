// An order in the portal, as the authority that gave it sees it: given, answered, taken back.
import { utcDay } from '../base/time.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../people/act.routes.ts';
import { inAgency, inCase } from '../people/policy.ts';
import type { PageRoute } from '../people/visit.routes.ts';
import { leavesBySending } from '../exchange/request-exchange.acts.ts';
import {
  aboutRequest,
  type Found,
  type RequestDesk,
} from '../requests/verbs/drafting/request-found.routes.ts';
import { lifeOf } from '../requests/verbs/life/life.acts.ts';
import { wayName } from '../requests/verbs/sending/way-name.pages.ts';
import { crumbsBelow, requestAddress } from '../requests/machine/text/request-shown.pages.ts';
import { readAll } from '../web/fields/field.ts';
import {
  addresseesOf,
  answerInPortal,
  giveOrder,
  mayGiveNow,
  takeOrderBack,
  type Portal,
} from './order.acts.ts';
import { givenPage } from './order.pages.ts';
import { fileAnswer, fileName, receiptAnswer } from './order.routes.ts';
import { entriesOf, letterOf, orderOfRequest, type PortalOrder } from './order.store.ts';
import { ANSWER, GIVE, GIVE_AND_SEND, type GiveAbout } from './order.ts';

const GIVEN = '/portal';

export function givenRoutes(portal: Portal, desk: RequestDesk): PageRoute[] {
  const acts = (path: string, asked: (found: Found) => Promise<AnyAct | Response>): PageRoute[] =>
    actRoutes<Found>({
      people: portal.people,
      path: `${GIVEN}${path}`,
      route: (method, at, open) => aboutRequest(desk, ['sendRequest', method, at], open),
      asked,
    });
  return [
    aboutRequest(desk, ['seeRequests', 'GET', GIVEN], (found) => show(portal, found)),
    aboutRequest(desk, ['seeRequests', 'GET', `${GIVEN}/letter`], async (found) => {
      const { visit } = found;
      const order = await orderOf(portal, found);
      const bytes = order && (await asFound(portal, found, (tx) => letterOf(tx, order.id)));
      return order === undefined || bytes === undefined
        ? visit.go(addressOf(found))
        : fileAnswer(bytes, 'application/pdf', `${fileName(order.reference)}.pdf`);
    }),
    aboutRequest(desk, ['seeRequests', 'GET', `${GIVEN}/receipts/:entry`], async (found) => {
      const { visit } = found;
      const order = await orderOf(portal, found);
      const entries =
        order === undefined ? [] : await asFound(portal, found, (tx) => entriesOf(tx, order.id));
      const entry = entries.find(({ id }) => id === visit.param('entry'));
      return entry === undefined ? visit.go(addressOf(found)) : receiptAnswer(entry);
    }),
    aboutRequest(desk, ['sendRequest', 'POST', `${GIVEN}/end`], async (found) => {
      await takeOrderBack(actingOf(portal, found), found.shown.request.number);
      return found.visit.go(addressOf(found));
    }),
    ...acts('/give', (found) => giving(portal, found)),
    ...acts('/answer', (found) => answering(portal, found)),
  ];
}

type InTx<T> = (tx: Parameters<Parameters<Portal['people']['db']['asPerson']>[1]>[0]) => Promise<T>;

function asFound<T>({ people }: Portal, { visit }: Found, look: InTx<T>): Promise<T> {
  return people.db.asPerson(visit.person.id, look);
}

const actingOf = ({ people }: Portal, { visit: { person, file }, law }: Found) => ({
  people,
  person,
  file,
  law,
});

const addressOf = ({ shown: { file, request } }: Found, path = ''): string =>
  requestAddress(file, request.number, `${GIVEN}${path}`);

const orderOf = (portal: Portal, found: Found): Promise<PortalOrder | undefined> =>
  asFound(portal, found, (tx) => orderOfRequest(tx, found.shown.request.id));

async function show(portal: Portal, found: Found): Promise<Response> {
  const { visit, shown, law } = found;
  const { file, request } = shown;
  const acting = actingOf(portal, found);
  const mayAct = inCase(file.role, 'sendRequest') === 'yes';
  const mayLetIn = inAgency(visit.person.roles, 'letInReceivers') === 'yes';
  const seen = await asFound(portal, found, async (tx) => {
    const order = await orderOfRequest(tx, request.id);
    const life = await lifeOf(tx, acting, request.number);
    const to = mayAct && mayGiveNow(life) ? await addresseesOf(tx, life, law) : [];
    return {
      order,
      entries: order === undefined ? [] : await entriesOf(tx, order.id),
      mayGive: to.length > 0,
    };
  });
  return visit.page(givenPage(visit.frame.say, { shown, mayAct, mayLetIn, ...seen }));
}

async function giving(portal: Portal, found: Found): Promise<AnyAct | Response> {
  const { visit, shown, law } = found;
  const { say } = visit.frame;
  const { number } = shown.request;
  const acting = actingOf(portal, found);
  const order = await orderOf(portal, found);
  const seen = await asFound(portal, found, async (tx) => {
    const life = await lifeOf(tx, acting, number);
    return mayGiveNow(life) ? { life, addressees: await addresseesOf(tx, life, law) } : undefined;
  });
  if (
    seen === undefined ||
    seen.addressees.length === 0 ||
    (order !== undefined && order.endedAt === undefined)
  )
    return visit.go(addressOf(found));
  const isSending = leavesBySending(seen.life.request);
  const ways = isSending
    ? seen.life.facts
        .ways(utcDay(portal.people.clock()))
        .filter(({ verdict }) => verdict !== 'closed')
        .map(({ channel, verdict }) => ({
          channel,
          name: wayName(say, law, channel),
          isOpen: verdict === 'open',
        }))
    : [];
  const about: GiveAbout = { addressees: seen.addressees, ways };
  const around = {
    about,
    address: addressOf(found, '/give'),
    caption: say.portal.give.title,
    button: say.portal.give.button,
    frame: questionFrame({ place: 'cases', crumbs: crumbsOf(found, say.portal.give.title) }),
  } as const;
  if (!isSending)
    return asking<typeof GIVE>({
      ...around,
      fields: GIVE,
      act: async (body) => {
        const { addressee } = readAll(GIVE, body, about);
        await giveOrder(portal, acting, { number, addressee: addressee.id });
        return addressOf(found);
      },
    });
  return asking<typeof GIVE_AND_SEND>({
    ...around,
    fields: GIVE_AND_SEND,
    act: async (body) => {
      const { addressee, channel, reason } = readAll(GIVE_AND_SEND, body, about);
      await giveOrder(portal, acting, { number, addressee: addressee.id, channel: channel.channel, reason });
      return addressOf(found);
    },
  });
}

async function answering(portal: Portal, found: Found): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const order = await orderOf(portal, found);
  if (order === undefined || order.endedAt !== undefined) return visit.go(addressOf(found));
  return asking<typeof ANSWER>({
    fields: ANSWER,
    about: {},
    address: addressOf(found, '/answer'),
    caption: say.portal.answer,
    button: say.portal.answer,
    frame: questionFrame({ place: 'cases', crumbs: crumbsOf(found, say.portal.answer) }),
    act: async (body, id) => {
      const { text } = readAll(ANSWER, body, {});
      await answerInPortal(portal, actingOf(portal, found), { number: shown.request.number, id, text });
      return addressOf(found);
    },
  });
}

function crumbsOf(found: Found, here: string) {
  const { say } = found.visit.frame;
  return crumbsBelow(say, found.shown, { words: say.portal.title, href: addressOf(found) }, { words: here });
}
