// The pages of a review: the queue of hits of an exhibit, a picture of it, and a decision.
import { isUuid, type Uuid } from '../../base/ids.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { recordLook } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { Tx } from '../../evidence/log/log.store.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import { exhibitAddress } from '../../evidence/exhibits/exhibit-about.pages.ts';
import type { ContentsHouse } from '../contents/contents.acts.ts';
import { countExact } from '../pictures/hits.store.ts';
import { LEAST_QUALITY } from '../pictures/pdq.ts';
import { nearDuplicates } from '../pictures/picture-set.ts';
import { pngOf } from '../pictures/png.ts';
import { decideHit, openHit, undoDecision } from './review.acts.ts';
import { equalPolicySet } from '../known/equal.acts.ts';
import { equalRoutes } from './equal.routes.ts';
import { equalCounts } from './equal.store.ts';
import { limitsSet } from './limits.acts.ts';
import { pictureLimitRoutes } from './limits.routes.ts';
import { DECIDED_ROWS, reviewPage, SAME_SHOWN, STRIP, type ReviewQueue } from './review.pages.ts';
import { exposureOf, UNDO_MS } from './review.ts';
import { similarPage } from './similar.pages.ts';
import { pictures } from './similar.store.ts';
import {
  decidedHits,
  hitOf,
  hitsBefore,
  hitsOf,
  lastDecided,
  openingsOf,
  placeInQueue,
  queueCounts,
  samePicture,
  waitingHit,
} from './review.store.ts';
import { wallPage, WALL_SHOWN } from './wall.pages.ts';
import { veilsOf, wallPictures } from './wall.store.ts';
import { byTime, isWithin, readWall, wallQuery } from './wall.ts';

/** Of more a page would have to be waited for: those of the first exhibits are compared, and the page says so. */
const COMPARED = 10_000;

const PATH = '/cases/:case/evidence/:item/hits' as const;
const DAY = 24 * 3600 * 1000;

export function reviewRoutes(at: ContentsHouse, people: People): PageRoute[] {
  return [
    ...pictureLimitRoutes(people),
    ...equalRoutes(at.house, people),
    inCase('checkEvidence', 'GET', '/cases/:case/pictures', (visit) => alike(at.house, people, visit)),
    inCase('checkEvidence', 'GET', '/cases/:case/pictures/wall', (visit) => wall(at.house, people, visit)),
    inCase(
      'checkEvidence',
      'GET',
      PATH,
      aboutExhibit(people, (visited) => queue(at.house, people, visited)),
    ),
    inCase(
      'checkEvidence',
      'GET',
      `${PATH}/picture`,
      aboutExhibit(people, (visited) => picture(at, visited)),
    ),
    inCase(
      'checkEvidence',
      'POST',
      `${PATH}/decide`,
      aboutExhibit(people, (visited) => decide(at, visited)),
    ),
    inCase(
      'checkEvidence',
      'POST',
      `${PATH}/undo`,
      aboutExhibit(people, (visited) => undo(at, visited)),
    ),
  ];
}

/** Paths, squares and categories are content: the look is recorded before any hit is read. */
async function queue(
  house: Installation,
  people: People,
  { visit, exhibit, file }: ExhibitVisit,
): Promise<Response> {
  const { person } = visit;
  const look = { type: 'viewed', facts: { purpose: 'examination results' }, foundAs: '/hits' } as const;
  const seen = await recordLook(house, people.db, { person, file }, exhibit.number, look);
  if (seen === undefined) return visit.notFound();
  const now = people.clock();
  const [asked, after] = [visit.query('hit'), visit.query('after')];
  const { twoPersons } = await equalPolicySet(house.db.kysely);
  const found = await people.db.asPerson(person.id, async (tx) => ({
    equal: twoPersons ? await equalCounts(tx, exhibit.id, person.id) : undefined,
    queue: await readQueue(tx, { exhibit: exhibit.id, person: person.id, asked, after }),
    openings: await openingsOf(tx, person.id, new Date(now - DAY)),
    last: await lastDecided(tx, exhibit.id, { person: person.id, since: new Date(now - UNDO_MS) }),
  }));
  const show = visit.query('show');
  return visit.page(
    reviewPage(visit.frame.say, {
      file,
      exhibit,
      person: person.id,
      queue: found.queue,
      equal: found.equal,
      last: found.last,
      exposure: exposureOf(found.openings, now, await limitsSet(house.db.kysely)),
      asked: {
        hit: found.queue.at?.hit.id ?? '',
        show: show === 'colour' || show === 'grey' ? show : undefined,
        isBreak: visit.query('break') === 'yes',
        hasKeys: visit.query('keys') !== 'off',
      },
    }),
  );
}

/** What a page of the queue shows: no more where more is stored. */
async function readQueue(
  tx: Tx,
  of: { readonly exhibit: Uuid; readonly person: Uuid; readonly asked: string; readonly after: string },
): Promise<ReviewQueue> {
  const { exhibit, person } = of;
  const [counts, exact] = [await queueCounts(tx, exhibit, person), await countExact(tx, exhibit)];
  const asked = isUuid(of.asked) ? await hitOf(tx, exhibit, of.asked) : undefined;
  const hit = asked ?? (await waitingHit(tx, exhibit, { person }));
  const from = isUuid(of.after) ? await hitOf(tx, exhibit, of.after) : undefined;
  const decided = await decidedHits(tx, exhibit, { person, after: from, limit: DECIDED_ROWS + 1 });
  if (hit === undefined) return { counts, exact, at: undefined, decided };
  const [before, number] = [await hitsBefore(tx, exhibit, { of: hit, limit: STRIP }), await placeInQueue(tx, exhibit, hit)]; // prettier-ignore
  const behind = await hitsOf(tx, exhibit, { after: hit, limit: STRIP });
  // At the end of the queue it begins again.
  const later =
    (await waitingHit(tx, exhibit, { person, after: hit })) ?? (await waitingHit(tx, exhibit, { person }));
  return {
    counts,
    exact,
    at: {
      hit,
      number,
      near: [...before, hit, ...behind],
      nearFrom: number - before.length,
      next: later?.id === hit.id ? undefined : later,
      same: await samePicture(tx, exhibit, { id: hit.id, limit: SAME_SHOWN }),
    },
    decided,
  };
}

async function picture(at: ContentsHouse, { visit, exhibit, file }: ExhibitVisit): Promise<Response> {
  const hit = visit.query('hit');
  if (!isUuid(hit)) return visit.go(exhibitAddress({ exhibit, file }));
  const by = { person: visit.person, file };
  const view = visit.query('grey') === 'yes' ? 'smallGrey' : 'small';
  const pixels = await openHit(at, { by, number: exhibit.number, hit }, view);
  if (pixels === undefined) return visit.notFound();
  return new Response(Uint8Array.from(pngOf(pixels)), {
    headers: { 'content-type': 'image/png', 'content-security-policy': "default-src 'none'; sandbox" },
  });
}

/** And on to the next that waits. */
async function decide(at: ContentsHouse, { visit, exhibit, file }: ExhibitVisit): Promise<Response> {
  const given = await visit.form();
  const hit = given.get('hit') ?? '';
  const back = `${exhibitAddress({ exhibit, file })}/hits${given.get('keys') === 'off' ? '?keys=off' : ''}`;
  if (!isUuid(hit)) return visit.go(back);
  const by = { person: visit.person, file };
  // Read and refused by the field of the act.
  await decideHit(at, { by, number: exhibit.number, hit }, {
    decision: given.get('decision') ?? '',
  } as never);
  return visit.go(back);
}

/** And back to it. */
async function undo(at: ContentsHouse, { visit, exhibit, file }: ExhibitVisit): Promise<Response> {
  const given = await visit.form();
  const hit = given.get('hit') ?? '';
  const back = `${exhibitAddress({ exhibit, file })}/hits`;
  if (!isUuid(hit)) return visit.go(back);
  await undoDecision(at, { by: { person: visit.person, file }, number: exhibit.number, hit });
  return visit.go(`${back}?hit=${hit}${given.get('keys') === 'off' ? '&keys=off' : ''}`);
}

/** Pictures of a case that look alike, in groups, whatever exhibits they lie in. */
async function alike(house: Installation, people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const asked = { caseId: file.id, leastQuality: LEAST_QUALITY, limit: COMPARED + 1 };
  const found = await people.db.asPerson(person.id, (tx) => pictures(tx, asked));
  const compared = found.slice(0, COMPARED);
  const groups = nearDuplicates(compared.map(({ pdq }) => Buffer.from(pdq, 'hex'))).map((group) =>
    group.flatMap((place) => compared[place] ?? []),
  );
  await recordLooks(house, people, visit, { pictures: groups.flat(), foundAs: '/similar pictures' });
  const isWhole = found.length <= COMPARED;
  return visit.page(similarPage(visit.frame.say, { file, groups, compared: compared.length, isWhole }));
}

/** Names of files, times and places are content: a look at each exhibit is recorded before any is shown. */
async function recordLooks(
  house: Installation,
  people: People,
  { person, file }: CaseVisit,
  {
    pictures,
    foundAs,
  }: { readonly pictures: readonly { readonly exhibit: string }[]; readonly foundAs: string },
): Promise<void> {
  const facts = { purpose: 'examination results' };
  for (const number of new Set(pictures.map(({ exhibit }) => exhibit)))
    await recordLook(house, people.db, { person, file }, number, { type: 'viewed', facts, foundAs });
}

/** Pictures of a case by place and time. */
async function wall(house: Installation, people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const asked = readWall((name) => visit.query(name));
  const found = await people.db.asPerson(person.id, async (tx) => {
    const all = await wallPictures(tx, { caseId: file.id, limit: COMPARED + 1 });
    const wanted = byTime(all.slice(0, COMPARED).filter((one) => isWithin(asked, one)));
    const part = wanted.slice(asked.after, asked.after + WALL_SHOWN);
    return { pictures: wanted, veils: await veilsOf(tx, file.id, part), isWhole: all.length <= COMPARED };
  });
  await recordLooks(house, people, visit, {
    pictures: found.pictures,
    foundAs: `/pictures${wallQuery(asked)}`,
  });
  return visit.page(wallPage(visit.frame.say, { ...found, file, asked }));
}
