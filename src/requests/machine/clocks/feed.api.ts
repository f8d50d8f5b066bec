// The calendar of one's time limits, for a program that has a key instead of the secret address.
import { z } from 'zod';
import { absent, signedIn, type ApiRoute } from '../../../people/visit.api.ts';
import { ENTRIES_MAX, runningClocks } from './clock.store.ts';
import { CALENDAR_MEDIA, calendarOf } from './feed.pages.ts';
import { deleteFeed, feedMadeAt } from './feed.store.ts';

/** `url`: of this installation. */
export function feedApi(url: URL): ApiRoute[] {
  return [reading(url), ending];
}

function reading(url: URL): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/calendar',
      operation: 'readCalendar',
      summary:
        'Gives your time limits as a calendar (RFC 5545): when each ends, and where to look. It names no case and no person.',
      answer: {
        status: 200,
        words: 'The calendar.',
        schema: z.instanceof(Uint8Array),
        media: CALENDAR_MEDIA,
      },
      isForCaseKeys: true,
    },
    async ({ person, people }) => {
      const clocks = await people.db.asPerson(person.id, (tx) => runningClocks(tx, ENTRIES_MAX));
      return Buffer.from(calendarOf(person.language, clocks, url));
    },
  );
}

const ending = signedIn(
  {
    method: 'DELETE',
    path: '/calendar/address',
    operation: 'endCalendarAddress',
    summary:
      'Ends the secret address of your calendar. You make one on the pages: it reads as you, as a key does.',
    answer: { status: 204, words: 'Whoever has it gets nothing any more.', schema: z.undefined() },
    refusals: [404],
  },
  async ({ person: { id }, people }) => {
    const wasThere = await people.db.asPerson(id, async (tx) => {
      const madeAt = await feedMadeAt(tx, id);
      await deleteFeed(tx, id);
      return madeAt !== undefined;
    });
    if (!wasThere) throw absent();
  },
);
