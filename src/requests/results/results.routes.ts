// Results of a request on the web: what came, item by item; what became of each; the check of it.
import { newUuid } from '../../base/ids.ts';
import { addAddress } from '../../evidence/intake/intake.pages.ts';
import { insertIntake } from '../../evidence/intake/intake.store.ts';
import type { Intake } from '../../evidence/intake/intake.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { actRoutes, asking, type ActAsked, type AnyAct } from '../../people/act.routes.ts';
import { readAll, type Fields } from '../../web/fields/field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import { inCase, type CaseAct } from '../../people/policy.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { hidden, pressButton } from '../../web/parts.ts';
import { itemName } from '../text/item-name.pages.ts';
import { problemWords } from '../drafting/questions/list-fields.pages.ts';
import { isWho } from '../machine/actor-roles.ts';
import { actPage, notNowPage } from '../sending/act.pages.ts';
import { asksNothing } from '../sending/ask.pages.ts';
import type { ActAbout } from '../sending/question.pages.ts';
import { askedOf, lifeShown } from './life.routes.ts';
import type { ActGiven } from '../machine/life.ts';
import { lifeOf, type Acting } from '../life/life.acts.ts';
import { rowFor } from '../machine/machine.ts';
import type { Who } from '../machine/actor-roles.ts';
import { machineOf } from '../machine/machines.ts';
import { aboutRequest, type Found, type RequestDesk } from '../drafting/request-found.routes.ts';
import { requestAddress } from '../text/request-shown.pages.ts';
import { requestReference } from '../core/request.ts';
import { answerFields, answersSaid } from './answers.pages.ts';
import { DIGESTS, EXHIBITS, EXHIBITS_MAX, LIMITS, MATCH } from './delivery-asked.ts';
import { askAbout, deliveryAddress } from './results-ask.pages.ts';
import { foundDigests, receiveDelivered, recordAnswers, verifyResults } from './results-outcome.acts.ts';
import {
  attachExhibits,
  authorityFor,
  conditionsOf,
  itemsIn,
  matchFiles,
  setLimits,
  setListing,
  takesResults,
} from './results.acts.ts';
import { deliveryPage, fileName, resultsPage, RESULTS } from './results.pages.ts';
import { compareDigests } from './compare-digests.ts';
import { itemResults, type DeliveredFile, type Delivery, type ItemResult } from '../machine/results.ts';
import { attachableTo } from './results.store.ts';
import { deliveriesOf, deliveryOf, filesOf } from '../machine/delivery.store.ts';

export interface ResultsDesk extends RequestDesk {
  readonly house: Installation;
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
  const acts = (path: string, asked: (here: DeliveryVisit) => AnyAct | Promise<AnyAct | Response>) =>
    actRoutes<DeliveryVisit>({ people: desk.people, path, route: addAt, asked });
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
    ...acts('/limits', (here) => limiting(desk, here)),
    ...acts('/digests', (here) => listing(desk, here)),
    ...acts('/exhibits', (here) => attaching(desk, here)),
    addAt('POST', '/bring', (here) => bring(desk, here)),
    ...acts('/match', (here) => matching(desk, here)),
    ...actRoutes<DeliveryVisit>({
      people: desk.people,
      path: '/answers',
      route: at,
      asked: (here) => answering(desk, here),
    }),
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

async function itemsNow(tx: Tx, desk: ResultsDesk, found: Found): Promise<ItemResult[]> {
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

interface OnDelivery<F extends Fields> extends Pick<ActAsked<F>, 'fields' | 'about' | 'button' | 'act'> {
  /** Below the delivery. */
  readonly path: string;
  /** Below the question. */
  readonly below?: Html;
}

function onDelivery<F extends Fields>(
  { found: { visit, shown }, delivery }: AtDelivery,
  { path, below = nothing, ...of }: OnDelivery<F>,
): AnyAct {
  const { say } = visit.frame;
  return asking<F>({
    ...of,
    address: deliveryAddress(shown, delivery, path),
    caption: say.results.delivery(delivery.number),
    frame: ({ main, ...page }) =>
      askAbout(say, shown, delivery, { ...page, content: html`${main} ${below}` }),
  });
}

/** A page of an act that there is nothing to do with. */
function nothingTo(
  { found: { visit, shown }, delivery }: AtDelivery,
  title: string,
  why: Html,
): Response | Promise<Response> {
  const content = html`<h1>${title}</h1>
    ${why}`;
  return visit.page(askAbout(visit.frame.say, shown, delivery, { title, errors: {}, content }));
}

function limiting(desk: ResultsDesk, here: DeliveryVisit): AnyAct {
  const { found, delivery, files } = here;
  const about = { delivery, isFixed: files.length > 0 };
  return onDelivery<typeof LIMITS>(here, {
    fields: LIMITS,
    about,
    path: '/limits',
    button: found.visit.frame.say.results.saveMatch,
    act: async (body) => {
      const { conditions } = readAll(LIMITS, body, about);
      await setLimits(actingFor(desk, found), placeOf(found, delivery), conditions);
      return `${deliveryAddress(found.shown, delivery)}?done=saved`;
    },
  });
}

function listing(desk: ResultsDesk, here: DeliveryVisit): AnyAct {
  const { found, delivery } = here;
  return onDelivery<typeof DIGESTS>(here, {
    fields: DIGESTS,
    about: {
      delivery,
      lineWrong: (say, { line, problem }) => say.results.digestWrong(line, problemWords(say, problem)),
    },
    path: '/digests',
    button: found.visit.frame.say.results.saveMatch,
    act: async ({ files }) => {
      await setListing(actingFor(desk, found), placeOf(found, delivery), files);
      return `${deliveryAddress(found.shown, delivery)}?done=saved`;
    },
  });
}

async function attaching(desk: ResultsDesk, here: DeliveryVisit): Promise<AnyAct | Response> {
  const { people } = desk;
  const { found, delivery } = here;
  const { visit, shown, law } = found;
  const { results: words } = visit.frame.say;
  const authority = authorityFor(visit.file, shown.request, law).id;
  const where = { request: shown.request.id, caseId: visit.file.id, authority };
  const list = await people.db.asPerson(visit.person.id, (tx) => attachableTo(tx, where, EXHIBITS_MAX));
  const { isInformal } = delivery;
  const isOurs = shown.request.direction === 'outgoing';
  const key = hidden('key', newUuid(people.clock, people.random));
  const address = deliveryAddress(shown, delivery, '/bring');
  const bringing = isOurs ? html`<p>${pressButton(address, words.bring, words.bringTo, key)}</p>` : nothing;
  if (list.length === 0)
    return nothingTo(
      here,
      words.exhibitsAsk,
      html`<p>${words.noOther}</p>
        ${bringing}`,
    );
  return onDelivery<typeof EXHIBITS>(here, {
    fields: EXHIBITS,
    about: { list, isInformal },
    path: '/exhibits',
    button: isOurs ? words.attach : words.attachIncoming,
    below: bringing,
    act: async ({ exhibits }, id) => {
      const attached = { ...placeOf(found, delivery), exhibits, key: id };
      await attachExhibits(desk.house, actingFor(desk, found), attached);
      return `${deliveryAddress(shown, delivery)}?done=${isInformal ? 'saved' : 'attached'}`;
    },
  });
}

function matching(desk: ResultsDesk, here: DeliveryVisit): AnyAct | Promise<AnyAct | Response> {
  const { found, delivery, files } = here;
  const { visit, shown } = found;
  const { results: words } = visit.frame.say;
  if (files.length === 0) {
    const exhibits = deliveryAddress(shown, delivery, '/exhibits');
    const why = html`<p>${words.noFiles}</p>
      <p><a href="${exhibits}">${words.exhibitsAsk}</a></p>`;
    return Promise.resolve(nothingTo(here, words.match, why));
  }
  return onDelivery<typeof MATCH>(here, {
    fields: MATCH,
    about: {
      files,
      items: itemsIn(shown.request),
      fileWords: fileName,
      itemWords: (say, item) => itemName(say, shown, item),
    },
    path: '/match',
    button: words.saveMatch,
    act: async ({ files: said }) => {
      await matchFiles(actingFor(desk, found), placeOf(found, delivery), said);
      return `${deliveryAddress(shown, delivery)}?done=saved`;
    },
  });
}

/** The questions of "Add evidence", answered as far as the delivery answers them. */
async function bring({ people }: ResultsDesk, { found, delivery }: AtDelivery): Promise<Response> {
  const { visit, shown, law } = found;
  if (inCase(visit.file.role, 'addEvidence') !== 'yes') return visit.notFound();
  const { say } = visit.frame;
  const { request } = shown;
  const formal = authorityFor(visit.file, request, law);
  const authority = delivery.isInformal
    ? { type: 'other' as const, id: `Received informally, beside ${formal.id}`.slice(0, 300) }
    : { type: formal.type, id: formal.id };
  const intake: Intake = {
    id: idOfForm(people, visit, keyOf(people, await visit.form())),
    caseId: visit.file.id,
    person: visit.person.id,
    answers: {
      what: say.results.delivery(delivery.number),
      source: say.results.source(requestReference(visit.file.reference, request.number), delivery.number),
      authority,
      taking: { by: '', on: delivery.arrivedAt.toISOString().slice(0, 10), at: '' },
      conditions: conditionsOf(delivery),
      way: 'upload',
      cameWith: delivery.id,
    },
    begunAt: new Date(people.clock()),
  };
  await people.db.asPerson(visit.person.id, (tx) => insertIntake(tx, intake));
  return visit.go(addAddress(visit.file, intake));
}

async function answering(desk: ResultsDesk, here: DeliveryVisit): Promise<AnyAct | Response> {
  const { found, delivery } = here;
  const { visit, shown } = found;
  const words = visit.frame.say.results;
  const items = await desk.people.db.asPerson(visit.person.id, (tx) => itemsNow(tx, desk, found));
  if (items.length === 0) return nothingTo(here, words.answers, html`<p>${words.noItems}</p>`);
  const fields = answerFields(shown, items);
  return onDelivery<typeof fields>(here, {
    fields,
    about: undefined,
    path: '/answers',
    button: words.record,
    act: async (body, id) => {
      const said = answersSaid(readAll(fields, body, undefined));
      await recordAnswers(actingFor(desk, found), { ...placeOf(found, delivery), id }, said);
      return `${deliveryAddress(shown, delivery)}?done=answered`;
    },
  });
}
