// The limits of a review, as JSON.
import { z } from 'zod';
import { agency, type ApiRoute } from '../../people/visit.api.ts';
import { limitsSet, setPictureLimits } from './limits.acts.ts';
import { pictureLimits } from './limits.ts';

const PATH = '/settings/pictures';
const shape = pictureLimits.meta({
  id: 'PictureLimits',
  description:
    'After how many minutes of a sitting a break is suggested to somebody who reviews known material (`suggestedMinutes`), after how many no more pictures are shown (`mostMinutes`), and how many a person may open in 24 hours (`mostADay`).',
});

export function pictureLimitsApi(): ApiRoute[] {
  return [
    agency(
      'changeSettings',
      {
        method: 'GET',
        path: PATH,
        operation: 'showPictureLimits',
        summary:
          'Shows how long, and how many pictures, a person may look at in the review of known material.',
        answer: { status: 200, words: 'The setting.', schema: shape },
      },
      ({ person, people }) => people.db.asPerson(person.id, (tx) => limitsSet(tx)),
    ),
    agency(
      'changeSettings',
      {
        method: 'POST',
        path: PATH,
        operation: 'setPictureLimits',
        summary:
          'Says how long, and how many pictures, a person may look at in the review of known material.',
        body: shape,
        answer: { status: 204, words: 'It is set.', schema: z.undefined() },
      },
      async ({ person, people, body }) => {
        await setPictureLimits(people, person, body);
        return undefined;
      },
    ),
  ];
}
