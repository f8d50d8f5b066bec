// The desks: queues and the register of preservations, with what is asked of them, as pages and as tables; the views that somebody
// keeps.
import { isUuid, newUuid } from '../../base/ids.ts';
import type { PublishedLaw } from '../../law/published.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { inAgency } from '../../people/policy.ts';
import { signedIn, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import type { View } from '../../web/page.ts';
import type { Errors } from '../../web/parts.ts';
import { formTitles } from '../verbs/drafting/request-found.routes.ts';
import { csvAnswer, queueLines, registerLines } from './desk-csv.pages.ts';
import { queuePage, registerPage, type DeskShown, type QueueDesk } from './desk.pages.ts';
import * as store from './desk.store.ts';
import {
  deskPlace,
  deskQuery,
  readDeskFilter,
  readDeskPlace,
  VIEW_NAME_MAX,
  type Desk,
  type DeskFilter,
} from './desk.ts';
import { dutyRoutes } from './duty.routes.ts';
import { figureRoutes } from './figures.routes.ts';
import { orderRoutes } from './orders.routes.ts';

const PAGE = 50;
const QUEUE_DESKS = ['outgoing', 'incoming', 'preservations'] as const satisfies readonly Desk[];
const ALL = { after: undefined, limit: undefined };

interface DesksParts {
  readonly people: People;
  readonly law: PublishedLaw;
}

export function deskRoutes(parts: DesksParts): PageRoute[] {
  return [
    ...QUEUE_DESKS.flatMap((desk) => [
      signedIn('GET', `/desk/${desk}`, async (visit) =>
        visit.page(await shown(parts, visit, desk, { filter: readDeskFilter(visit.queries()) })),
      ),
      signedIn('GET', `/desk/${desk}/csv`, (visit) => asTable(parts, visit, desk)),
    ]),
    signedIn('POST', '/desk/views', (visit) => keepView(parts, visit)),
    signedIn('POST', '/desk/views/:view/drop', (visit) => dropView(parts, visit)),
    ...figureRoutes(parts),
    ...orderRoutes(parts),
    ...dutyRoutes(parts),
  ];
}

interface AskedOf {
  readonly filter: DeskFilter;
  /** A view that could not be kept, as it was typed. */
  readonly named?: { readonly name: string; readonly errors: Errors };
}

async function shown(
  parts: DesksParts,
  visit: SignedInVisit,
  desk: QueueDesk,
  asked: AskedOf,
): Promise<View> {
  const { say } = visit.frame;
  const page = { after: readDeskPlace(visit.query('after')), limit: PAGE + 1 };
  const { filter } = asked;
  if (desk === 'preservations')
    return registerPage(
      say,
      await shownBy(parts, visit, desk, asked, {
        lines: (tx) => store.register(tx, filter, page),
        due: ({ expiresAt }) => expiresAt,
      }),
    );
  const queue = await shownBy(parts, visit, desk, asked, {
    lines: (tx) => store.queue(tx, desk, filter, page),
    due: ({ dueAt }) => dueAt,
  });
  const isTop = desk === 'outgoing' && !queue.isLater;
  const copies = isTop
    ? await parts.people.db.asPerson(visit.person.id, (tx) => store.copiesToSend(tx, { limit: PAGE }))
    : [];
  return queuePage(say, queue, copies);
}

type PersonTx = Parameters<Parameters<People['db']['asPerson']>[1]>[0];

/** What is the same for every desk. */
async function shownBy<Line extends { readonly id: store.QueueLine['id'] }>(
  { people, law }: DesksParts,
  visit: SignedInVisit,
  desk: QueueDesk,
  { filter, named }: AskedOf,
  of: { readonly lines: (tx: PersonTx) => Promise<Line[]>; readonly due: (line: Line) => Date | undefined },
): Promise<DeskShown<Line>> {
  const { person } = visit;
  const { found, views } = await people.db.asPerson(person.id, async (tx) => ({
    found: await of.lines(tx),
    views: await store.viewsOf(tx, person.id, desk),
  }));
  const lines = found.slice(0, PAGE);
  const last = found.length > PAGE ? lines.at(-1) : undefined;
  const done = visit.query('done');
  return {
    desk,
    lines,
    views,
    filter,
    named: named ?? { name: '', errors: {} },
    isLater: readDeskPlace(visit.query('after')) !== undefined,
    next: last === undefined ? undefined : deskPlace(of.due(last), last.id),
    titles: formTitles(visit.frame.say, await law.current()),
    isAtDutyDesk: inAgency(person.roles, 'verifyEmergency') === 'yes',
    done: done === 'kept' || done === 'dropped' ? done : undefined,
    now: new Date(people.clock()),
  };
}

/** All of it, whatever page somebody looks at: in one reading, so that no line is told twice or left out. */
async function asTable(
  { people, law }: DesksParts,
  visit: SignedInVisit,
  desk: QueueDesk,
): Promise<Response> {
  const { say } = visit.frame;
  const filter = readDeskFilter(visit.queries());
  const { id } = visit.person;
  if (desk === 'preservations') {
    const lines = await people.db.asPerson(id, (tx) => store.register(tx, filter, ALL));
    return csvAnswer(desk, registerLines(say, lines));
  }
  const lines = await people.db.asPerson(id, (tx) => store.queue(tx, desk, filter, ALL));
  return csvAnswer(desk, queueLines(say, lines, formTitles(say, await law.current())));
}

async function keepView(parts: DesksParts, visit: SignedInVisit): Promise<Response> {
  const { people } = parts;
  const fields = await visit.form();
  const desk = QUEUE_DESKS.find((one) => one === fields.get('desk')) ?? 'outgoing';
  const name = (fields.get('name') ?? '').trim().toWellFormed();
  const filter = readDeskFilter(new URLSearchParams(fields.get('query') ?? ''));
  if (name === '' || name.length > VIEW_NAME_MAX) {
    const errors = { name: visit.frame.say.desks.viewNameNeeded };
    return visit.page(await shown(parts, visit, desk, { filter, named: { name, errors } }), 422);
  }
  const query = deskQuery(filter).toString();
  const { id: person } = visit.person;
  const at = new Date(people.clock());
  const id = newUuid(people.clock, people.random);
  await people.db.asPerson(person, (tx) => store.keepView(tx, { id, person, desk, name, query, at }));
  return visit.go(`/desk/${desk}?${query === '' ? '' : `${query}&`}done=kept`);
}

/** And back to the desk that it was of. */
async function dropView({ people }: DesksParts, visit: SignedInVisit): Promise<Response> {
  const id = visit.param('view');
  const { id: person } = visit.person;
  const desk = isUuid(id)
    ? await people.db.asPerson(person, (tx) => store.dropView(tx, person, id))
    : undefined;
  return visit.go(desk === undefined ? '/desk/outgoing' : `/desk/${desk}?done=dropped`);
}
