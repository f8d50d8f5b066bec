// Results of a request on the web: what came, item by item; what became of each; the check of it.
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { actRoutes, type AnyAct } from '../../../people/act.routes.ts';
import { inCase, type CaseAct } from '../../../people/policy.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { actPage, notNowPage } from '../sending/act.pages.ts';
import { asksNothing } from '../sending/ask.pages.ts';
import type { ActAbout } from '../sending/question.pages.ts';
import { askedOf, lifeShown } from './life.routes.ts';
import type { ActGiven } from '../../machine/states/life.ts';
import { lifeOf, type Acting } from '../life/life.acts.ts';
import { rowFor } from '../../machine/states/machine.ts';
import type { Who } from '../../machine/states/actor-roles.ts';
import { machineOf } from '../../machine/states/machines.ts';
import { aboutRequest, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { deliveryAddress } from './results-ask.pages.ts';
import { foundDigests, receiveDelivered, verifyResults } from './results-outcome.acts.ts';
import { takesResults } from './results.acts.ts';
import { deliveryPage, resultsPage, RESULTS } from './results.pages.ts';
import { compareDigests } from './compare-digests.ts';
import {
  itemResults,
  type DeliveredFile,
  type Delivery,
  type ItemResult,
} from '../../machine/states/results.ts';
import { deliveriesOf, deliveryOf, filesOf } from '../../machine/states/delivery.store.ts';

export interface ResultsDesk extends RequestDesk {
  readonly house: Installation;
  /** Of the server, out of which evidence can be taken; undefined: none. */
  readonly folder: string | undefined;
}

export interface AtDelivery {
  readonly found: Found;
  readonly delivery: Delivery;
  readonly files: readonly DeliveredFile[];
}

/** As the engine of acts has it. */
export interface DeliveryVisit extends AtDelivery {
  readonly visit: Found['visit'];
}

type Open = (at: DeliveryVisit) => Response | Promise<Response>;

export function resultsRoutes(desk: ResultsDesk): PageRoute[] {
  const routeFor =
    (act: CaseAct) =>
    (method: 'GET' | 'POST', path: string, open: (found: Found) => Response | Promise<Response>) =>
      aboutRequest(desk, [act, method, `${RESULTS}${path}`], open);
  const [route, add] = [routeFor('seeRequests'), routeFor('addEvidence')];
  const at = (method: 'GET' | 'POST', path: string, open: Open) =>
    route(method, `/:delivery${path}`, atDelivery(desk, open));
  const addAt = (method: 'GET' | 'POST', path: string, open: Open) =>
    add(method, `/:delivery${path}`, atDelivery(desk, open));
  return [
    route('GET', '', (found) => overview(desk, found)),
    ...actRoutes<Found>({
      people: desk.people,
      path: '/verify',
      route,
      asked: (found, method) => verifying(desk, found, method),
    }),
    route('POST', '/verify', async (found) => {
      const asked = await verifying(desk, found, 'POST');
      return asked instanceof Response ? asked : found.visit.go(asked.address);
    }),
    at('GET', '', show),
    addAt('POST', '/received', async ({ found, delivery }) => {
      await receiveDelivered(actingFor(desk, found), placeOf(found, delivery));
      return found.visit.go(`${deliveryAddress(found.shown, delivery)}?done=answered`);
    }),
  ];
}

export function actingFor({ people }: RequestDesk, { visit, law }: Found): Acting {
  return { people, person: visit.person, file: visit.file, law };
}

export function placeOf({ shown }: Found, { number }: Delivery): { number: number; delivery: number } {
  return { number: shown.request.number, delivery: number };
}

/** Opens a page about the delivery that the path names, or says that there is none. */
export function atDelivery({ people }: RequestDesk, open: Open): (found: Found) => Promise<Response> {
  return async (found) => {
    const { visit, shown } = found;
    const text = visit.param('delivery');
    if (!/^[1-9]\d{0,8}$/.test(text)) return visit.notFound();
    const here = await people.db.asPerson(visit.person.id, async (tx) => {
      const delivery = await deliveryOf(tx, shown.request.id, Number(text));
      return delivery && { delivery, files: await filesOf(tx, { delivery: delivery.id }) };
    });
    return here === undefined ? visit.notFound() : open({ found, visit, ...here });
  };
}

async function overview(desk: ResultsDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { request } = shown;
  const { items, deliveries, match, hasCome } = await desk.people.db.asPerson(visit.person.id, async (tx) => {
    const list = await deliveriesOf(tx, request.id);
    let files = 0;
    for (const { id, isInformal } of list)
      if (!isInformal) files += (await filesOf(tx, { delivery: id })).length;
    return {
      items: await itemsNow(tx, desk, found),
      deliveries: list,
      match: await foundDigests(tx, request),
      hasCome: files > 0,
    };
  });
  const { say } = visit.frame;
  return visit.page(
    resultsPage(say, {
      shown,
      items,
      deliveries,
      takesResults: takesResults(request),
      digests: match,
      mayVerify: mayAct(found, verifyingOf(found)),
      hasCome,
      notice: visit.query('done') === 'verified' ? say.results.notices.verified : undefined,
    }),
  );
}

type Tx = Parameters<typeof deliveriesOf>[0];

export async function itemsNow(tx: Tx, desk: ResultsDesk, found: Found): Promise<ItemResult[]> {
  const { request } = found.shown;
  const { items } = await lifeOf(tx, actingFor(desk, found), request.number);
  return itemResults(items, await filesOf(tx, { request: request.id }));
}

/** Whether this act comes next, and this person may take it. */
function mayAct({ visit, shown }: Found, act: string): boolean {
  const { direction, state } = shown.request;
  const row = rowFor(machineOf(direction), state, act);
  return row !== undefined && isPerson(visit, row.who);
}

function isPerson({ file, person }: Found['visit'], who: Who): boolean {
  return isWho({ role: file.role, roles: person.roles }, who);
}

function verifyingOf({ shown }: Found): 'verifyEvidence' | 'checkResults' {
  return shown.request.direction === 'outgoing' ? 'verifyEvidence' : 'checkResults';
}

/** The questions of the act; the digests are compared by the program, and nobody is asked. */
async function verifying(
  desk: ResultsDesk,
  found: Found,
  method: 'GET' | 'POST',
): Promise<AnyAct | Response> {
  const { visit } = found;
  const { say } = visit.frame;
  const shown = await lifeShown(desk, found);
  const { direction, state, number } = shown.request;
  const act = verifyingOf(found);
  const row = rowFor(machineOf(direction), state, act);
  const isAsked = method === 'GET';
  if (row === undefined || !isPerson(visit, row.who))
    return visit.page(notNowPage(say, shown, act), isAsked ? 200 : 409);
  const match = await desk.people.db.asPerson(visit.person.id, (tx) => foundDigests(tx, shown.request));
  const address = requestAddress(visit.file, number, `${RESULTS}/verify`);
  const compared = match === undefined ? {} : { digestsMatch: match };
  const now = new Date(desk.people.clock());
  const about: ActAbout = { shown, row, hindrances: [], exhibits: [], now, compared };
  const take = async ({ reason, detail }: Partial<ActGiven>): Promise<string> => {
    await verifyResults(actingFor(desk, found), number, { reason, ...detail });
    return `${requestAddress(visit.file, number, RESULTS)}?done=verified`;
  };
  if (!asksNothing(about)) return askedOf(say, about, address, take);
  return isAsked ? visit.page(actPage(say, about)) : visit.go(await take({}));
}

async function show({ found, delivery, files }: AtDelivery): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { direction, state } = shown.request;
  const add = takesResults(shown.request) && inCase(visit.file.role, 'addEvidence') === 'yes';
  const isIncoming = direction === 'incoming';
  const isSendable =
    isIncoming && state === 'resultsChecked' && delivery.share === undefined && files.length > 0;
  const done = visit.query('done');
  const notices: { readonly [name: string]: string } = say.results.notices;
  return visit.page(
    deliveryPage(say, {
      shown,
      delivery,
      files,
      compared: compareDigests(delivery.listing, files),
      may: {
        add,
        answer: mayAct(found, isIncoming ? 'recordResults' : 'reportItems'),
        takeIn: !isIncoming && !delivery.isInformal && files.length > 0 && mayAct(found, 'receiveEvidence'),
        send: isSendable && inCase(visit.file.role, 'shareEvidence') !== 'no',
      },
      notice: Object.hasOwn(notices, done) ? notices[done] : undefined,
    }),
  );
}
