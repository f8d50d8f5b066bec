// The calendar of one's time limits: making and ending its secret address, and the calendar itself.
import { createHash } from 'node:crypto';
import type { People } from '../../../people/people.acts.ts';
import {
  everybody,
  guarded,
  signedIn,
  type PageRoute,
  type SignedInVisit,
} from '../../../people/visit.routes.ts';
import { ENTRIES_MAX, runningClocks } from './clock.store.ts';
import { CALENDAR_HOME as HOME, CALENDAR_MEDIA, calendarOf, feedPage } from './feed.pages.ts';
import { deleteFeed, feedMadeAt, personOfFeed, setFeed } from './feed.store.ts';

const TOKEN_BYTES = 32;

/** `url`: of this installation. */
export function feedRoutes(people: People, url: URL): PageRoute[] {
  return [
    signedIn('GET', HOME, (visit) => show(people, visit)),
    signedIn('POST', HOME, async (visit) => {
      const bytes = Buffer.alloc(TOKEN_BYTES);
      people.random(bytes);
      const token = bytes.toString('base64url');
      const at = new Date(people.clock());
      const { id } = visit.person;
      await people.db.asPerson(id, (tx) => setFeed(tx, id, sha256Of(token), at));
      return show(people, visit, new URL(`/calendar/${token}`, url).href);
    }),
    signedIn('POST', `${HOME}/end`, async (visit) => {
      const { id } = visit.person;
      await people.db.asPerson(id, (tx) => deleteFeed(tx, id));
      return visit.go(`${HOME}?done=ended`);
    }),
    guarded(everybody('GET', '/calendar/:token', (visit) => calendar(people, visit.param('token'), url))),
  ];
}

function sha256Of(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function show(people: People, visit: SignedInVisit, made?: string): Promise<Response> {
  const madeAt = await people.db.asPerson(visit.person.id, (tx) => feedMadeAt(tx, visit.person.id));
  const isEnded = visit.query('done') === 'ended';
  return visit.page(feedPage(visit.frame.say, { madeAt, made, isEnded }));
}

/** Whoever has the address reads as that person: what they may not see any more is not in it. */
async function calendar(people: People, token: string, url: URL): Promise<Response> {
  const person = await personOfFeed(people.operator.kysely, sha256Of(token.slice(0, 200)));
  if (person === undefined)
    return new Response('There is nothing here.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  const clocks = await people.db.asPerson(person.id, (tx) => runningClocks(tx, ENTRIES_MAX));
  return new Response(calendarOf(person.language, clocks, url), {
    headers: { 'content-type': CALENDAR_MEDIA, 'cache-control': 'no-store' },
  });
}
