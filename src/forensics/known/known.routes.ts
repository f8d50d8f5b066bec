// Sets of known material, for who keeps them: the list, one set, taking one in, confirming as a second person, ending, giving out our own.
import { ReadableStream } from 'node:stream/web';
import type { Day } from '../../base/day.ts';
import { isUuid } from '../../base/ids.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { note } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { CONFIRMED, ENDED, IMPORT } from './known-asked.ts';
import { exportSet, GIVEN_LINES } from './known-export.acts.ts';
import { confirmKnown, endKnown, importGiven, today } from './known.acts.ts';
import { KNOWN_SETS, knownSetPage, knownSetsPage, setCrumbs, setFacts } from './known.pages.ts';
import { listSets, namesOf, setById } from './known.store.ts';
import { stateOf, type KnownSet } from './known.ts';
import { attachment, PLAIN } from '../../web/attachment.ts';

type Method = 'GET' | 'POST';
interface OfSet {
  readonly visit: SignedInVisit;
  readonly set: KnownSet;
}

export function knownRoutes(house: Installation, people: People): PageRoute[] {
  const one = (
    method: Method,
    step: string,
    open: (found: OfSet) => Response | Promise<Response>,
  ): PageRoute =>
    agency('keepKnownSets', method, `${KNOWN_SETS}/:id${step}`, async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      const set = await people.db.asPerson(visit.person.id, (tx) => setById(tx, id));
      return set === undefined ? visit.notFound() : open({ visit, set });
    });
  const decisions = (step: string, asked: (found: OfSet) => AnyAct | Response) =>
    actRoutes<OfSet>({ people, path: step, route: (method, below, open) => one(method, below, open), asked });
  return [
    agency('keepKnownSets', 'GET', KNOWN_SETS, async (visit) => {
      const sets = await people.db.asPerson(visit.person.id, (tx) => listSets(tx));
      return visit.page(knownSetsPage(visit.frame.say, { sets, today: today(house) }));
    }),
    ...actRoutes<{ readonly visit: SignedInVisit }>({
      people,
      path: `${KNOWN_SETS}/new`,
      takesFile: true,
      route: (method, path, open) => agency('keepKnownSets', method, path, (visit) => open({ visit })),
      asked: ({ visit }) => importing(house, visit),
    }),
    one('GET', '', (found) => show(house, people, found)),
    one('GET', '/list', ({ visit, set }) => given(house, visit, set)),
    ...decisions('/confirm', (found) => confirming(house, found)),
    ...decisions('/end', (found) => ending(house, found)),
  ];
}

async function show(house: Installation, people: People, { visit, set }: OfSet): Promise<Response> {
  const { say } = visit.frame;
  const ids = [set.importedBy, set.confirmedBy].filter((id) => id !== undefined);
  const names = await people.db.asPerson(visit.person.id, (tx) => namesOf(tx, ids));
  const notices: { readonly [name: string]: string } = say.knownSets.notices;
  const told = visit.query('done');
  const notice = Object.hasOwn(notices, told) ? notices[told] : undefined;
  return visit.page(knownSetPage(say, { set, names, person: visit.person.id, today: today(house), notice }));
}

function importing(house: Installation, visit: SignedInVisit): AnyAct {
  const { say } = visit.frame;
  const about = { today: today(house) as Day }; // it is one
  return asking<typeof IMPORT>({
    fields: IMPORT,
    about,
    address: `${KNOWN_SETS}/new`,
    caption: say.knownSets.add,
    button: say.knownSets.add,
    frame: questionFrame({ crumbs: setCrumbs(say, { words: say.knownSets.add }) }),
    act: async (body, id) => {
      const { file, lines, whose, ground, mayBeTold, use, isOwn, category } = readAll(IMPORT, body, about);
      const asked = { ...whose, ...ground, mayBeTold, use, isOwn, lines, category };
      const set = await importGiven(house, { ...asked, bytes: file.bytes, by: visit.person.id, id });
      return `${KNOWN_SETS}/${set.id}?done=imported`;
    },
  });
}

function confirming(house: Installation, { visit, set }: OfSet): AnyAct | Response {
  if (stateOf(set, today(house)) !== 'waits') return visit.go(`${KNOWN_SETS}/${set.id}`);
  const about = { above: () => note('plain', setFacts(visit.frame.say, set)) };
  const { confirm, confirmButton } = visit.frame.say.knownSets;
  return asking<typeof CONFIRMED>({
    ...decisionOn(visit, set, { words: confirm, step: '/confirm' }),
    fields: CONFIRMED,
    about,
    button: confirmButton,
    act: async (body: BodyOf<typeof CONFIRMED>) => {
      const { how } = readAll(CONFIRMED, body, about).compared;
      await confirmKnown(house, { name: set.name, by: visit.person.id, words: how });
      return `${KNOWN_SETS}/${set.id}?done=confirmed`;
    },
  });
}

function ending(house: Installation, { visit, set }: OfSet): AnyAct | Response {
  if (set.endedAt !== undefined) return visit.go(`${KNOWN_SETS}/${set.id}`);
  const { end, endButton } = visit.frame.say.knownSets;
  return asking<typeof ENDED>({
    ...decisionOn(visit, set, { words: end, step: '/end' }),
    fields: ENDED,
    about: {},
    button: endButton,
    act: async (body: BodyOf<typeof ENDED>) => {
      const { why } = readAll(ENDED, body, {});
      await endKnown(house, { name: set.name, by: visit.person.id, words: why });
      return `${KNOWN_SETS}/${set.id}?done=ended`;
    },
  });
}

function decisionOn(
  { frame: { say } }: SignedInVisit,
  { id, name }: KnownSet,
  { words, step }: { readonly words: string; readonly step: string },
) {
  const of = { words: visiblePlain(name, 60), href: `${KNOWN_SETS}/${id}` };
  return {
    address: `${KNOWN_SETS}/${id}${step}`,
    caption: visiblePlain(name, 120),
    frame: questionFrame({ crumbs: setCrumbs(say, of, { words }) }),
  };
}

/** Text that other programs read. It is told of only once it was recorded. */
async function given(house: Installation, visit: SignedInVisit, set: KnownSet): Promise<Response> {
  const lines = GIVEN_LINES.find((one) => one === visit.query('lines'));
  if (!set.isOwn || stateOf(set, today(house)) !== 'used') return visit.go(`${KNOWN_SETS}/${set.id}`);
  const text = exportSet(house, { name: set.name, by: visit.person.id, lines });
  const first = await text.next();
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    if (first.done !== true) yield Buffer.from(first.value);
    for await (const one of text) yield Buffer.from(one);
  };
  return attachment(ReadableStream.from(rest()) as BodyInit, PLAIN, `set-${set.id}.txt`);
}
