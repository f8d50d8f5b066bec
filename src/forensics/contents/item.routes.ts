// One item of an examination: its page, its picture, a copy of it.
import { exhibitAddress } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { pngOf } from '../pictures/png.ts';
import { itemsOf } from '../pipeline/items.store.ts';
import { nameOf, type ContentsHouse } from './contents.acts.ts';
import { readPage, VIEWS } from './contents.ts';
import { copyAnswer } from './file-copy.ts';
import { lookAtItem, placeOf, takeItem, type ItemAsked } from './item-look.acts.ts';
import { INNER_ROWS, itemPage } from './item.pages.ts';

const PATH = '/cases/:case/evidence/:item/items/:found' as const;

/** After every route whose address is an item's but for a word in place of the id. */
export function itemLookRoutes(at: ContentsHouse, people: People): PageRoute[] {
  const opened = (open: (visited: ExhibitVisit) => Promise<Response>) => aboutExhibit(people, open);
  return [
    inCase(
      'seeExhibit',
      'GET',
      PATH,
      opened((visited) => show(at, people, visited)),
    ),
    inCase(
      'seeExhibit',
      'GET',
      `${PATH}/picture`,
      opened((visited) => picture(at, people, visited)),
    ),
    inCase(
      'copyExhibit',
      'GET',
      `${PATH}/copy`,
      opened((visited) => copy(at, people, visited)),
    ),
  ];
}

function askedOf({ visit, exhibit, file }: ExhibitVisit): ItemAsked {
  return { viewer: { person: visit.person, file }, exhibit, found: visit.param('found') };
}

function listOf(about: ExhibitVisit): string {
  return `${exhibitAddress(about)}/items`;
}

async function show(at: ContentsHouse, people: People, visited: ExhibitVisit): Promise<Response> {
  const { visit, exhibit, ...about } = visited;
  const view = VIEWS.find((one) => one === visit.query('view')) ?? 'details';
  const isShown = view === 'picture' && visit.query('shown') === 'yes';
  // What was asked for comes by a request of its own, which records that it was looked at.
  const how = isShown ? 'pages' : 'veiled';
  const { page } = readPage(visit.query('page'));
  const asked = {
    ...askedOf(visited),
    view,
    ...(view === 'picture' ? ({ picture: how, page } as const) : {}),
  };
  const seen = await lookAtItem(at, people.db, asked);
  if (seen === undefined) return visit.go(listOf(visited));
  const filter = { within: seen.item.id };
  const inner =
    view === 'details' && seen.item.holds
      ? await people.db.asPerson(visit.person.id, (tx) =>
          itemsOf(tx, exhibit.id, { filter, after: undefined, limit: INNER_ROWS + 1 }),
        )
      : [];
  return visit.page(itemPage(visit.frame.say, { ...about, ...seen, exhibit, view, isShown, page, inner }));
}

/** The picture as one looks at it: a PNG of our own. */
async function picture(at: ContentsHouse, people: People, visited: ExhibitVisit): Promise<Response> {
  const { visit } = visited;
  const asked = {
    ...askedOf(visited),
    view: 'picture',
    picture: 'shown',
    ...readPage(visit.query('page')),
  } as const;
  const look = (await lookAtItem(at, people.db, asked))?.picture;
  if (look?.ok !== true || look.pixels === undefined)
    return visit.go(`${listOf(visited)}/${asked.found}?view=picture`);
  return new Response(Uint8Array.from(pngOf(look.pixels)), {
    headers: { 'content-type': 'image/png', 'content-security-policy': "default-src 'none'; sandbox" },
  });
}

async function copy(at: ContentsHouse, people: People, visited: ExhibitVisit): Promise<Response> {
  const { visit, exhibit } = visited;
  const taken = await takeItem(at, people.db, askedOf(visited));
  if (taken === undefined) return visit.go(listOf(visited));
  const { item, send } = taken;
  const copied = { name: nameOf(item.path), number: exhibit.number, record: placeOf(item), send };
  return copyAnswer(copied, people.clock());
}
