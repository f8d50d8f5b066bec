// The desks: queues, the register of preservations, the 24/7 desk and its shifts, figures, and the views that somebody keeps.
import { csvLine } from '../../base/csv.ts';
import { isUuid, newUuid } from '../../base/ids.ts';
import type { PublishedLaw } from '../../law/published.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { inAgency } from '../../people/policy.ts';
import { agency, signedIn, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { preservationReference } from '../life/preservation.ts';
import { formTitles } from '../request-found.routes.ts';
import { requestReference } from '../request.ts';
import { orderRoutes } from './orders.routes.ts';
import * as store from './desk.store.ts';
import {
  DESKS,
  deskPlace,
  deskQuery,
  readDeskFilter,
  readDeskPlace,
  VIEW_NAME_MAX,
  type DeskFilter,
} from './desk.ts';
import { queuePage, registerPage, stateWords, type DeskShown } from './desk.pages.ts';
import { dutyPage, notePage } from './duty.pages.ts';
import { figureName, figuresPage, groundName, type Figures } from './figures.pages.ts';
import { FIGURE_BY, medianTimes, refusals } from './figures.store.ts';

const PAGE = 50;
const CSV_MAX = 10_000;
const DUTY_LINES = 30;
const NOTES = 40;
const NOTE_DAYS = 2;
const FIGURE_YEARS_MS = 3 * 365 * 86_400_000;

export interface DesksParts {
  readonly people: People;
  readonly law: PublishedLaw;
}

export function deskRoutes(parts: DesksParts): PageRoute[] {
  const { people } = parts;
  return [
    ...(['outgoing', 'incoming'] as const).flatMap((direction) => [
      signedIn('GET', `/desk/${direction}`, (visit) => queue(parts, visit, direction)),
      signedIn('GET', `/desk/${direction}/csv`, (visit) => queueCsv(parts, visit, direction)),
    ]),
    signedIn('GET', '/desk/preservations', (visit) => registerOf(parts, visit)),
    signedIn('GET', '/desk/preservations/csv', (visit) => registerCsv(parts, visit)),
    signedIn('GET', '/desk/statistics', async (visit) =>
      visit.page(figuresPage(visit.frame.say, await figuresOf(parts, visit))),
    ),
    signedIn('GET', '/desk/statistics/csv', (visit) => figuresCsv(parts, visit)),
    signedIn('POST', '/desk/views', (visit) => keepView(people, visit)),
    signedIn('POST', '/desk/views/:view/drop', async (visit) => {
      const id = visit.param('view');
      if (isUuid(id))
        await people.db.asPerson(visit.person.id, (tx) => store.dropView(tx, visit.person.id, id));
      return visit.go('/desk/outgoing');
    }),
    ...orderRoutes(parts),
    agency('verifyEmergency', 'GET', '/desk/duty', (visit) => duty(parts, visit)),
    agency('verifyEmergency', 'GET', '/desk/duty/notes/new', (visit) =>
      visit.page(notePage(visit.frame.say, { kind: 'note', text: '' }, {})),
    ),
    agency('verifyEmergency', 'POST', '/desk/duty/notes/new', (visit) => writeNote(people, visit)),
    agency('verifyEmergency', 'POST', '/desk/duty/notes/:note/kept', async (visit) => {
      const id = visit.param('note');
      const at = new Date(people.clock());
      if (isUuid(id))
        await people.db.asPerson(visit.person.id, (tx) => store.keepPromise(tx, id, visit.person.id, at));
      return visit.go('/desk/duty?done=noted');
    }),
  ];
}

function isAtDutyDesk({ person }: SignedInVisit): boolean {
  return inAgency(person.roles, 'verifyEmergency') === 'yes';
}

/** What is the same for every desk. */
async function shownBy<Line extends { readonly id: store.QueueLine['id'] }>(
  { people, law }: DesksParts,
  visit: SignedInVisit,
  desk: DeskShown<Line>['desk'],
  asked: {
    readonly lines: (
      tx: Parameters<Parameters<People['db']['asPerson']>[1]>[0],
      page: store.DeskPage,
    ) => Promise<Line[]>;
    readonly due: (line: Line) => Date | undefined;
  },
): Promise<DeskShown<Line>> {
  const { person } = visit;
  const page = { after: readDeskPlace(visit.query('after')), limit: PAGE + 1 };
  const { found, views } = await people.db.asPerson(person.id, async (tx) => ({
    found: await asked.lines(tx, page),
    views: await store.viewsOf(tx, person.id, desk),
  }));
  const lines = found.slice(0, PAGE);
  const last = found.length > PAGE ? lines.at(-1) : undefined;
  return {
    desk,
    lines,
    views,
    filter: readDeskFilter(visit.queries()),
    next: last === undefined ? undefined : deskPlace(asked.due(last), last.id),
    titles: formTitles(visit.frame.say, await law.current()),
    isAtDutyDesk: isAtDutyDesk(visit),
    isKept: visit.query('done') === 'kept',
    now: new Date(people.clock()),
  };
}

async function queue(
  parts: DesksParts,
  visit: SignedInVisit,
  direction: 'outgoing' | 'incoming',
): Promise<Response> {
  const filter = readDeskFilter(visit.queries());
  const shown = await shownBy(parts, visit, direction, {
    lines: (tx, page) => store.queue(tx, direction, filter, page),
    due: ({ dueAt }) => dueAt,
  });
  return visit.page(queuePage(visit.frame.say, shown));
}

async function registerOf(parts: DesksParts, visit: SignedInVisit): Promise<Response> {
  const filter = readDeskFilter(visit.queries());
  const shown = await shownBy(parts, visit, 'preservations', {
    lines: (tx, page) => store.register(tx, filter, page),
    due: ({ expiresAt }) => expiresAt,
  });
  return visit.page(registerPage(visit.frame.say, shown));
}

function csv(name: string, lines: readonly (readonly string[])[]): Response {
  return new Response(lines.map(csvLine).join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    },
  });
}

async function queueCsv(
  { people, law }: DesksParts,
  visit: SignedInVisit,
  direction: 'outgoing' | 'incoming',
): Promise<Response> {
  const { say } = visit.frame;
  const words = say.desks;
  const filter: DeskFilter = readDeskFilter(visit.queries());
  const titles = formTitles(visit.frame.say, await law.current());
  const lines = await people.db.asPerson(visit.person.id, (tx) =>
    store.queue(tx, direction, filter, { after: undefined, limit: CSV_MAX }),
  );
  return csv(direction, [
    [words.what, words.kind, words.counterpart, words.state, words.since, words.urgency, words.runsOut],
    ...lines.map((one) => [
      requestReference(one.case, one.number),
      titles.get(one.form) ?? one.form,
      one.counterpart ?? '',
      stateWords(say, one.state),
      one.stateSince.toISOString(),
      one.urgency,
      one.dueAt?.toISOString() ?? '',
    ]),
  ]);
}

async function registerCsv({ people }: DesksParts, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const words = say.desks;
  const filter = readDeskFilter(visit.queries());
  const lines = await people.db.asPerson(visit.person.id, (tx) =>
    store.register(tx, filter, { after: undefined, limit: CSV_MAX }),
  );
  return csv('preservations', [
    [words.what, words.holder, words.counterpart, words.state, words.since, words.runsOut],
    ...lines.map((one) => [
      preservationReference(one.case, one.number),
      one.holder,
      one.counterpart ?? '',
      stateWords(say, one.state),
      one.begunAt.toISOString(),
      one.expiresAt?.toISOString() ?? '',
    ]),
  ]);
}

async function keepView(people: People, visit: SignedInVisit): Promise<Response> {
  const fields = await visit.form();
  const desk = DESKS.find((one) => one === fields.get('desk')) ?? 'outgoing';
  const name = (fields.get('name') ?? '').trim().slice(0, VIEW_NAME_MAX).toWellFormed();
  const query = deskQuery(readDeskFilter(new URLSearchParams(fields.get('query') ?? ''))).toString();
  if (name === '') return visit.go(`/desk/${desk}?${query}`);
  const { id: person } = visit.person;
  const at = new Date(people.clock());
  const id = newUuid(people.clock, people.random);
  await people.db.asPerson(person, (tx) => store.keepView(tx, { id, person, desk, name, query, at }));
  return visit.go(`/desk/${desk}?${query === '' ? '' : `${query}&`}done=kept`);
}

async function duty({ people, law }: DesksParts, visit: SignedInVisit): Promise<Response> {
  const now = new Date(people.clock());
  const titles = formTitles(visit.frame.say, await law.current());
  const emergencies: DeskFilter = {
    state: undefined,
    counterpart: undefined,
    urgency: 'emergency',
    form: undefined,
    isAll: false,
  };
  const page = { after: undefined, limit: DUTY_LINES };
  const since = new Date(now.getTime() - NOTE_DAYS * 86_400_000);
  const found = await people.db.asPerson(visit.person.id, async (tx) => {
    const unbelieved = await store.notYetBelieved(tx, DUTY_LINES);
    const incoming = await store.queue(tx, 'incoming', emergencies, page);
    return {
      unbelieved,
      incoming: incoming.filter(({ state }) => state !== 'received'),
      outgoing: await store.queue(tx, 'outgoing', emergencies, page),
      kept: await store.register(tx, { ...emergencies, urgency: undefined }, page),
      notes: await store.shiftNotes(tx, since, NOTES),
    };
  });
  const isDone = visit.query('done') === 'noted';
  return visit.page(dutyPage(visit.frame.say, { ...found, titles, isDone, now }));
}

const NOTE_LENGTH_MAX = 2000;

async function writeNote(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const kind = (['note', 'promise', 'handOver'] as const).find((one) => one === fields.get('kind'));
  const text = (fields.get('text') ?? '').trim().toWellFormed();
  const errors = {
    ...(kind === undefined ? { kind: say.desks.kindNeeded } : {}),
    ...(text === '' || text.length > NOTE_LENGTH_MAX ? { text: say.desks.textNeeded } : {}),
  };
  if (kind === undefined || Object.keys(errors).length > 0)
    return visit.page(notePage(say, { kind: kind ?? '', text: text.slice(0, NOTE_LENGTH_MAX) }, errors), 422);
  const made = { id: newUuid(people.clock, people.random), kind, text, at: new Date(people.clock()) };
  const { id: person } = visit.person;
  await people.db.asPerson(person, (tx) => store.insertShiftNote(tx, { ...made, person }));
  return visit.go('/desk/duty?done=noted');
}

async function figuresOf({ people, law }: DesksParts, visit: SignedInVisit): Promise<Figures> {
  const knowledge = await law.current();
  const since = new Date(people.clock() - FIGURE_YEARS_MS);
  const found = await people.db.asPerson(visit.person.id, async (tx) => ({
    times: {
      counterpart: await medianTimes(tx, 'counterpart', since),
      channel: await medianTimes(tx, 'channel', since),
      form: await medianTimes(tx, 'form', since),
    },
    refusals: await refusals(tx, since),
  }));
  const channels = new Map(knowledge.channels.map(({ id, name }) => [id, name]));
  return {
    ...found,
    titles: formTitles(visit.frame.say, knowledge),
    channels,
    isAtDutyDesk: isAtDutyDesk(visit),
  };
}

async function figuresCsv(parts: DesksParts, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const words = say.desks;
  const figures = await figuresOf(parts, visit);
  return csv('statistics', [
    [words.figure, words.of, words.median, words.answered],
    ...FIGURE_BY.flatMap((by) =>
      figures.times[by].map(({ of, count, medianDays }) => [
        words.timeBy[by],
        figureName(say, by, of, figures),
        String(medianDays),
        String(count),
      ]),
    ),
    ...figures.refusals.map(({ ground, count }) => [
      words.refusals,
      groundName(say, ground),
      '',
      String(count),
    ]),
  ]);
}
