// The limits of a review, as JSON.
import { z } from 'zod';
import { agency, type ApiRoute } from '../../people/visit.api.ts';
import { equalPolicySet, setEqualPolicy } from '../known/equal.acts.ts';
import { equalPolicy } from '../known/equal.ts';
import { limitsSet, setPictureLimits } from './limits.acts.ts';
import { pictureLimits } from './limits.ts';

const PATH = '/settings/pictures';
const EQUAL_PATH = '/settings/equal-hits';
const shape = pictureLimits.meta({
  id: 'PictureLimits',
  description:
    'After how many minutes of a sitting a break is suggested to somebody who reviews known material (`suggestedMinutes`), after how many no more pictures are shown (`mostMinutes`), and how many a person may open in 24 hours (`mostADay`).',
});

const policyShape = equalPolicy.meta({
  id: 'EqualHitPolicy',
  description:
    'Whether a hit by digest waits until two people have confirmed it (`twoPersons`), as a picture that is near does. Usually it does not: equal digests prove equal bytes.',
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
      },
    ),
    agency(
      'changeSettings',
      {
        method: 'GET',
        path: EQUAL_PATH,
        operation: 'showEqualHitPolicy',
        summary: 'Shows whether two people confirm a hit by digest.',
        answer: { status: 200, words: 'The setting.', schema: policyShape },
      },
      ({ person, people }) => people.db.asPerson(person.id, (tx) => equalPolicySet(tx)),
    ),
    agency(
      'changeSettings',
      {
        method: 'POST',
        path: EQUAL_PATH,
        operation: 'setEqualHitPolicy',
        summary: 'Says whether two people confirm a hit by digest.',
        body: policyShape,
        answer: { status: 204, words: 'It is set.', schema: z.undefined() },
      },
      async ({ person, people, body }) => {
        await setEqualPolicy(people, person, body);
      },
    ),
  ];
}
