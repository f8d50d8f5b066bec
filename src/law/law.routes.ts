// The pages of the knowledge base. Everybody who is signed in may read; contacts only those whom the policy names.
import { signedIn, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { dayGiven } from '../web/day-field.ts';
import type { View } from '../web/page.ts';
import { authoritiesPage, authorityPage } from './authority.pages.ts';
import { clocksPage } from './clock.pages.ts';
import { changesRoutes } from './changes.routes.ts';
import { comparePage } from './compare.pages.ts';
import { contactRoutes, shownContacts } from './contact.routes.ts';
import { courtsPage } from './court.pages.ts';
import { isDay } from './day.ts';
import type { OnDay } from './fact.pages.ts';
import { instrumentPage, instrumentsPage } from './instrument.pages.ts';
import { of, opener, plainAddress, type LawRooms } from './law-page.routes.ts';
import { lawHomePage } from './law-home.pages.ts';
import { importRoutes } from './import.routes.ts';
import { instrumentOf } from './look-up.ts';
import { mapPage } from './map.pages.ts';
import { measurePage, measuresPage } from './measure.pages.ts';
import { RECORD_KINDS, type Knowledge } from './model.ts';
import { providerPage, providersPage } from './provider.pages.ts';
import { recordOn } from './on-day.ts';
import { recordPage } from './record.pages.ts';
import { searchPublished } from './search.acts.ts';
import { searchPage } from './search.pages.ts';
import { statePage, statesPage } from './state.pages.ts';
import { isStateCode } from './states.ts';
import { inAgency } from '../people/policy.ts';
import { worldView } from './world-view.ts';
import { legalPage, libraryPage } from './library.pages.ts';
import { LEGAL_KINDS } from './model-legal.ts';
import { ISSUES } from './schema/legal-records.ts';
import { exportCsv } from './export-csv.ts';
import { exportJson, exportJsonLd } from './export.ts';
import type { LawFiles } from './files.ts';
import type { Editing } from './proposal.acts.ts';
import { valuesOf, wholeTexts } from './published.acts.ts';
import { attachment } from '../web/attachment.ts';

const HITS = 50;
const TEXT_MAX = 200;
const FIRST_MAP = 'coe-ets-185';

export function lawRoutes(rooms: LawRooms): PageRoute[] {
  const page = opener(rooms);
  return [
    ...changesRoutes(rooms),
    ...libraryRoutes(rooms),
    ...contactRoutes(rooms),
    ...importRoutes(rooms),
    ...exportRoutes(rooms),
    page('/law', (law, { frame, person }) =>
      lawHomePage(frame.say, law, { keepsSets: inAgency(person.roles, 'keepKnownSets') !== 'no' }),
    ),
    signedIn('GET', '/law/search', (visit) => search(rooms, visit)),
    page('/law/states', (law, { frame }, on) => statesPage(frame.say, law, on)),
    page('/law/states/:state', (law, visit, on) => {
      const state = visit.param('state');
      return isStateCode(state) ? statePage(visit.frame.say, law, state, on) : undefined;
    }),
    page('/law/instruments', (law, { frame }, on) => instrumentsPage(frame.say, law, on)),
    page(
      '/law/instruments/:instrument',
      (law, visit, on) => {
        const found = instrumentOf(law, visit.param('instrument'));
        return found && instrumentPage(visit.frame.say, law, found, on);
      },
      of('instrument'),
    ),
    page('/law/authorities', authorities),
    page(
      '/law/authorities/:authority',
      (law, visit, on) => authority(rooms, law, visit, on),
      of('authority'),
    ),
    page('/law/providers', (law, { frame }, on) => providersPage(frame.say, law, on)),
    page(
      '/law/providers/:provider',
      (law, visit, on) => {
        const found = law.providers.find(({ id }) => id === visit.param('provider'));
        return found && providerPage(visit.frame.say, law, found, on);
      },
      of('provider'),
    ),
    page('/law/measures', (law, { frame }, on) => measuresPage(frame.say, law, on)),
    page(
      '/law/measures/:measure',
      (law, visit, on) => {
        const found = law.measures.find(({ id }) => id === visit.param('measure'));
        return found && measurePage(visit.frame.say, law, found, on);
      },
      of('measure'),
    ),
    page('/law/courts', (law, { frame }, on) => courtsPage(frame.say, law, on)),
    page('/law/clocks', (law, { frame }, on) => clocksPage(frame.say, law, on)),
    page('/law/map', (law, visit, on) => {
      const view = worldView(law, visit.query('show') || FIRST_MAP, on.day);
      return view && mapPage(visit.frame.say, law, view, on);
    }),
    page('/law/compare', compare),
    page(
      '/law/records/:kind/:record',
      async (_, visit, on) => {
        const name = `${visit.param('kind')} ${visit.param('record')}`;
        // An earlier wording has a name of its own: it is looked for in all that is published, not in the law of the day.
        const law = await rooms.law.current();
        const passages = law.passages.filter(({ record }) => record === name);
        if (passages.length === 0) return undefined;
        return recordPage(visit.frame.say, { passages, ...recordOn(law, name, on.day), on });
      },
      (visit) => `${visit.param('kind')} ${visit.param('record')}`,
    ),
  ];
}

async function authority(
  rooms: LawRooms,
  law: Knowledge,
  visit: SignedInVisit,
  on: OnDay,
): Promise<View | undefined> {
  const found = law.authorities.find(({ id }) => id === visit.param('authority'));
  if (found === undefined) return undefined;
  const contacts = await shownContacts(rooms, visit, found.id);
  return authorityPage(visit.frame.say, law, found, { on, contacts });
}

async function search({ people, law }: LawRooms, visit: SignedInVisit): Promise<Response> {
  const plain = plainAddress(visit);
  if (plain !== undefined) return visit.go(plain);
  const asked = (name: string): string => visit.query(name).slice(0, TEXT_MAX);
  const [state, on] = [asked('state'), dayGiven(visit.queries(), 'on').slice(0, TEXT_MAX)];
  const given = {
    q: asked('q'),
    state: isStateCode(state) ? state : '',
    kind: RECORD_KINDS.find((one) => one === asked('kind')) ?? ('' as const),
    measure: asked('measure'),
    category: asked('category'),
    instrument: asked('instrument'),
    offence: asked('offence'),
    on: isDay(on) ? on : '',
    ...(on !== '' && !isDay(on) && { wrong: on }),
  };
  const knowledge = await law.current();
  const found = await searchPublished(people, visit.person, knowledge, {
    text: given.q,
    state: given.state || undefined,
    kind: given.kind || undefined,
    measure: given.measure || undefined,
    category: given.category || undefined,
    instrument: given.instrument || undefined,
    offence: given.offence || undefined,
    on: given.on || undefined,
    limit: HITS,
  });
  return visit.page(searchPage(visit.frame.say, knowledge, given, found));
}

function authorities(law: Knowledge, visit: SignedInVisit, on: OnDay): View {
  const filter = {
    state: visit.query('state'),
    function: visit.query('function'),
    role: visit.query('role'),
    instrument: visit.query('instrument'),
    isNight: visit.query('night') === 'yes',
  };
  return authoritiesPage(visit.frame.say, law, filter, on);
}

function compare(law: Knowledge, visit: SignedInVisit, on: OnDay): View {
  const states = ['a', 'b', 'c', 'd'].map((name) => visit.query(name)).filter(isStateCode);
  const by = visit.query('by') === 'instrument' ? 'instrument' : 'measure';
  return comparePage(visit.frame.say, law, { states: [...new Set(states)], by }, on);
}

// National laws, cases, strategies and lessons.

function libraryRoutes(rooms: LawRooms): PageRoute[] {
  const page = opener(rooms);
  return [
    page('/law/library', library),
    page(
      '/law/library/:kind/:record',
      (law, visit, on) => {
        const [kind, id] = [visit.param('kind'), visit.param('record')];
        const found = law.legalRecords.find((one) => one.kind === kind && one.id === id);
        return found && legalPage(visit.frame.say, law, found, on);
      },
      (visit) => `${visit.param('kind')} ${visit.param('record')}`,
    ),
  ];
}

function library(law: Knowledge, visit: SignedInVisit, on: OnDay): View {
  const state = visit.query('state');
  const filter = {
    kind: LEGAL_KINDS.find((one) => one === visit.query('kind')) ?? ('' as const),
    state: isStateCode(state) ? state : '',
    measure: visit.query('measure'),
    issue: ISSUES.find((one) => one === visit.query('issue')) ?? ('' as const),
  };
  return libraryPage(visit.frame.say, law, filter, on);
}

// What is published, as files to take along: everybody who may read it may have it.

const TYPES: { readonly [extension: string]: string } = {
  yaml: 'application/yaml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  jsonld: 'application/ld+json',
};

function exportRoutes(rooms: Editing): PageRoute[] {
  return [signedIn('GET', '/law/export/:file', (visit) => file(rooms, visit))];
}

async function file({ law }: Editing, visit: SignedInVisit): Promise<Response> {
  const name = visit.param('file');
  const [, extension = ''] = /^[a-z0-9-]+\.([a-z]+)$/.exec(name) ?? [];
  const type = TYPES[extension];
  if (type === undefined) return visit.notFound();
  const text = await textOf({ law }, name, extension);
  if (text === undefined) return visit.notFound();
  return attachment(text, type, name);
}

async function textOf(
  { law }: Pick<Editing, 'law'>,
  name: string,
  extension: string,
): Promise<string | undefined> {
  if (extension === 'jsonld') return name === 'law.jsonld' ? exportJsonLd(await law.current()) : undefined;
  if (extension === 'csv') return exportCsv(await law.current()).find((one) => one.name === name)?.text;
  const { texts } = await law.latest();
  if (extension === 'json')
    return name === 'law.json' ? exportJson(valuesOf(texts) as unknown as LawFiles) : undefined; // they passed their schemas
  return wholeTexts(texts).find((one) => one.name === name)?.text;
}
