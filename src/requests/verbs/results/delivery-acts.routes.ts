// What is said of one delivery on the web: its limits and digests, its exhibits, which item each file answers, and what became of each.
import { intakeAct } from '../../../evidence/intake/intake.routes.ts';
import { actRoutes, asking, type ActAsked, type AnyAct } from '../../../people/act.routes.ts';
import { inCase } from '../../../people/policy.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { readAll, type Fields } from '../../../web/fields/field.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import { requestReference } from '../../core/request.ts';
import { problemWords } from '../drafting/questions/list-fields.pages.ts';
import { aboutRequest } from '../drafting/request-found.routes.ts';
import { itemName } from '../../machine/text/item-name.pages.ts';
import { answerFields, answersSaid } from './answers.pages.ts';
import { DIGESTS, EXHIBITS, EXHIBITS_MAX, LIMITS, MATCH } from './delivery-asked.ts';
import { askAbout, deliveryAddress } from './results-ask.pages.ts';
import { recordAnswers } from './results-outcome.acts.ts';
import {
  attachExhibits,
  authorityFor,
  conditionsOf,
  itemsIn,
  matchFiles,
  setLimits,
  setListing,
} from './results.acts.ts';
import { fileName, RESULTS } from './results.pages.ts';
import {
  actingFor,
  atDelivery,
  itemsNow,
  placeOf,
  type AtDelivery,
  type DeliveryVisit,
  type ResultsDesk,
} from './results.routes.ts';
import { attachableTo } from './results.store.ts';

export function deliveryActRoutes(desk: ResultsDesk): PageRoute[] {
  type Mount = Parameters<typeof actRoutes<DeliveryVisit>>[0];
  const at =
    (act: 'seeRequests' | 'addEvidence'): Mount['route'] =>
    (method, path, open) =>
      aboutRequest(desk, [act, method, `${RESULTS}/:delivery${path}`], atDelivery(desk, open));
  const add = at('addEvidence');
  const acts = (path: string, asked: Mount['asked'], route = add) =>
    actRoutes<DeliveryVisit>({ people: desk.people, path, route, asked });
  return [
    ...acts('/limits', (here) => limiting(desk, here)),
    ...acts('/digests', (here) => listing(desk, here)),
    ...acts('/exhibits', (here) => attaching(desk, here)),
    ...acts('/bring', (here) => bringing(desk, here)),
    ...acts('/match', (here) => matching(desk, here)),
    ...acts('/answers', (here) => answering(desk, here), at('seeRequests')),
  ];
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
  const bring = isOurs
    ? html`<p>
        <a href="${deliveryAddress(shown, delivery, '/bring')}"
          >${words.bring}<span class="govuk-visually-hidden"> ${words.bringTo}</span></a
        >
      </p>`
    : nothing;
  if (list.length === 0)
    return nothingTo(
      here,
      words.exhibitsAsk,
      html`<p>${words.noOther}</p>
        ${bring}`,
    );
  return onDelivery<typeof EXHIBITS>(here, {
    fields: EXHIBITS,
    about: { list, isInformal },
    path: '/exhibits',
    button: isOurs ? words.attach : words.attachIncoming,
    below: bring,
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
function bringing(
  { people, folder }: ResultsDesk,
  { found, delivery }: AtDelivery,
): AnyAct | Response | Promise<Response> {
  const { visit, shown, law } = found;
  if (inCase(visit.file.role, 'addEvidence') !== 'yes') return visit.notFound();
  const { say } = visit.frame;
  const { request } = shown;
  const formal = authorityFor(visit.file, request, law);
  const authority = delivery.isInformal
    ? { type: 'other' as const, id: `Received informally, beside ${formal.id}`.slice(0, 300) }
    : { type: formal.type, id: formal.id };
  return intakeAct({
    people,
    folder,
    visit,
    address: deliveryAddress(shown, delivery, '/bring'),
    known: {
      what: say.results.delivery(delivery.number),
      source: say.results.source(requestReference(visit.file.reference, request.number), delivery.number),
      authority,
      taking: { by: '', on: delivery.arrivedAt.toISOString().slice(0, 10), at: '' },
      conditions: [...conditionsOf(delivery)],
      way: 'upload',
      cameWith: delivery.id,
    },
  });
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
