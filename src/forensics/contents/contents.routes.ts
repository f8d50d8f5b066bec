// The contents of an exhibit, and copies of single files in it.
import { itemParam } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import { newUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { exhibitNumber } from '../../evidence/exhibits/exhibit.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, takingBytes, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { wholeFileOfForm } from '../../platform/form-file.ts';
import { countHits } from '../pictures/hits.store.ts';
import { pngOf } from '../pictures/png.ts';
import { askToExamine } from '../pipeline/examine.jobs.ts';
import { giveKey } from '../pipeline/key.acts.ts';
import { KEY_BYTES } from '../pipeline/key.ts';
import { markItems } from '../pipeline/mark.do.ts';
import { contentsPage } from './contents.pages.ts';
import { lookAt, nameOf, openWithKey, takeFile, type ContentsHouse } from './contents.acts.ts';
import { copyAnswer } from './file-copy.ts';
import { PAGE_ROWS, placeQuery, readPlace, type Place } from './contents.ts';

export function contentsRoutes(at: ContentsHouse, people: People): PageRoute[] {
  const path = '/cases/:case/evidence/:item/contents' as const;
  return [
    inCase('seeExhibit', 'GET', path, (visit) => show(at, people, visit)),
    inCase('seeExhibit', 'GET', `${path}/picture`, (visit) => picture(at, people, visit)),
    inCase('copyExhibit', 'GET', `${path}/copy`, (visit) => copy(at, people, visit)),
    inCase('checkEvidence', 'POST', `${path}/mark`, (visit) => mark(people, visit)),
    inCase('seeExhibit', 'POST', `${path}/key`, (visit) => unlock(at, people, visit)),
    takingBytes(
      inCase('seeExhibit', 'POST', `${path}/key/file`, (visit) => unlockWithFile(at, people, visit)),
    ),
  ];
}

function askedOf(visit: CaseVisit) {
  const item = itemParam(visit);
  if (item === undefined) return undefined;
  const { person, file } = visit;
  const place = readPlace((name) => visit.query(name));
  return { viewer: { person, file }, number: exhibitNumber(file.reference, item), place };
}

function contentsOf(visit: CaseVisit, place: Place): string {
  return `/cases/${visit.file.reference}/evidence/${visit.param('item')}/contents${placeQuery(place)}`;
}

async function show(at: ContentsHouse, people: People, visit: CaseVisit): Promise<Response> {
  const asked = askedOf(visit);
  // What was asked for comes by a request of its own, which records that it was looked at.
  const isPicture = asked?.place.view === 'picture';
  const how = asked?.place.isShown === true ? 'pages' : 'veiled';
  const seen =
    asked === undefined
      ? undefined
      : await lookAt(at, people.db, { ...asked, ...(isPicture ? { picture: how } : {}) });
  if (asked === undefined || seen === undefined) return visit.notFound();
  const hits = await people.db.asPerson(visit.person.id, (tx) => countHits(tx, seen.exhibit.id));
  return visit.page(contentsPage(visit.frame.say, { ...seen, file: visit.file, place: asked.place, hits }));
}

/** Files of this folder, and what is said of each; then the same place again. */
async function mark(people: People, visit: CaseVisit): Promise<Response> {
  const asked = askedOf(visit);
  if (asked === undefined) return visit.notFound();
  const sent = await visit.form();
  const items = sent.getAll('found').slice(0, PAGE_ROWS);
  const said = (name: 'tag' | 'note'): string | undefined => sent.get(name)?.trim() || undefined;
  const relevant = { yes: true, no: false }[sent.get('relevant') ?? ''];
  const body = { tag: said('tag'), note: said('note') };
  if (items.length > 0 && relevant !== undefined)
    await markItems(people, asked.viewer, { number: asked.number, items, body: { relevant, ...body } });
  return visit.go(contentsOf(visit, asked.place));
}

const KEY_CHARACTERS = 1000;

async function unlock(at: ContentsHouse, people: People, visit: CaseVisit): Promise<Response> {
  const sent = await visit.form();
  const key = sent.get('key') ?? '';
  const isKey = key !== '' && key.length <= KEY_CHARACTERS;
  return useKey(at, people, visit, {
    key: isKey ? Buffer.from(key) : undefined,
    examines: sent.get('then') === 'examine',
  });
}

async function unlockWithFile(at: ContentsHouse, people: People, visit: CaseVisit): Promise<Response> {
  const file = await wholeFileOfForm(visit.request(), KEY_BYTES).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'tooLarge') return undefined; // no key is so long
    throw error;
  });
  return useKey(at, people, visit, { key: file?.bytes, examines: visit.query('then') === 'examine' });
}

/** The page then shows what it opens, or that it opens nothing; or the job of an examination that goes on with it. */
async function useKey(
  at: ContentsHouse,
  people: People,
  visit: CaseVisit,
  { key, examines }: { readonly key: Uint8Array | undefined; readonly examines: boolean },
): Promise<Response> {
  const asked = askedOf(visit);
  if (asked === undefined) return visit.notFound();
  const { viewer, number, place } = asked;
  if (key === undefined || key.length === 0) return visit.go(contentsOf(visit, place));
  const exhibit = await openWithKey(at, people.db, { viewer, number, key });
  if (exhibit === undefined) return visit.notFound();
  if (!examines) return visit.go(contentsOf(visit, place));
  await giveKey(at.house, viewer, { number, key, id: newUuid(people.clock, people.random) });
  return visit.go(`/jobs/${await askToExamine(people, viewer, { exhibit, again: false })}`);
}

/** The picture of a file as one looks at it: a PNG of our own. */
async function picture(at: ContentsHouse, people: People, visit: CaseVisit): Promise<Response> {
  const asked = askedOf(visit);
  if (asked === undefined) return visit.notFound();
  const { file } = asked.place;
  const seen = file === undefined ? undefined : await lookAt(at, people.db, { ...asked, picture: 'shown' });
  const look = seen?.chosen?.picture;
  if (look?.ok !== true || look.pixels === undefined) return visit.go(contentsOf(visit, asked.place));
  return new Response(Uint8Array.from(pngOf(look.pixels)), {
    headers: { 'content-type': 'image/png', 'content-security-policy': "default-src 'none'; sandbox" },
  });
}

async function copy(at: ContentsHouse, people: People, visit: CaseVisit): Promise<Response> {
  const asked = askedOf(visit);
  if (asked === undefined) return visit.notFound();
  const { place } = asked;
  const taken = place.file === undefined ? undefined : await takeFile(at, people.db, asked);
  // The page says that there is no such file, or no such exhibit.
  if (taken === undefined) return visit.go(contentsOf(visit, place));
  const { entry, volume, where, send } = taken;
  const record = { ...entry, offsetOfVolume: volume?.offset, ...where };
  return copyAnswer({ name: nameOf(entry.path), number: asked.number, record, send }, people.clock());
}
