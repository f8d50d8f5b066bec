// Who one is, and the people of the agency, as JSON.
import { z } from 'zod';
import { bodyOf, readAll } from '../web/fields/field.ts';
import { invite } from './invitation.do.ts';
import { INVITATION_HOURS } from './people.acts.ts';
import { personsAfter } from './person.store.ts';
import { INVITATION } from './people-asked.ts';
import type { Person } from './person.ts';
import { AGENCY_ROLES } from './roles.ts';
import {
  agency,
  instant,
  pageFrom,
  pageOf,
  paging,
  placeOf,
  signedIn,
  type ApiRoute,
  orNull,
} from './visit.api.ts';

export const personShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(AGENCY_ROLES)).describe('In the agency. Roles in cases stand with the case.'),
    createdAt: instant,
    endedAt: orNull(instant).describe('When access ended.'),
  })
  .meta({ id: 'Person' });

const meShape = z
  .object({
    person: personShape,
    key: orNull(
      z.object({
        name: z.string(),
        may: z.enum(['read', 'write']),
        onlyCase: orNull(z.string()).describe('Reference of the one case it is for.'),
        expiresAt: instant,
      }),
    ).describe('The key that was used; null for a browser.'),
  })
  .meta({ id: 'Me' });

/** `url`: of this installation, for the links that people are given. */
export function peopleApi(url: URL): ApiRoute[] {
  return [
    signedIn(
      {
        method: 'GET',
        path: '/me',
        operation: 'showMe',
        summary: 'Who you are here, and what this key is for.',
        answer: { status: 200, words: 'You.', schema: meShape },
        isForCaseKeys: true,
      },
      ({ person, key }) =>
        Promise.resolve({
          person: personJson(person),
          key:
            key === undefined
              ? null
              : {
                  name: key.name,
                  may: key.may,
                  onlyCase: key.onlyCase?.reference ?? null,
                  expiresAt: key.expiresAt.toISOString(),
                },
        }),
    ),
    agency(
      'seePersons',
      {
        method: 'GET',
        path: '/persons',
        operation: 'listPersons',
        summary: 'Lists who has an account, and who had one.',
        query: paging,
        answer: { status: 200, words: 'By name.', schema: pageOf('PersonPage', personShape) },
      },
      async ({ person, people, query: { after, limit } }) => {
        const place = placeOf(after, z.tuple([z.string(), z.uuid()]));
        const from = place === undefined ? undefined : { name: place[0], id: place[1] };
        const found = await people.db.asPerson(person.id, (tx) => personsAfter(tx, from, limit + 1));
        return pageFrom(found, limit, personJson, (one) => [one.name, one.id]);
      },
    ),
    invitation(url),
  ];
}

function invitation(url: URL): ApiRoute {
  return agency(
    'invitePerson',
    {
      method: 'POST',
      path: '/persons/invitations',
      operation: 'invitePerson',
      summary: 'Makes the link with which somebody becomes a person of this installation.',
      description: `It works once, for ${INVITATION_HOURS} hours. Nothing is sent: give it to them by a way that you trust.`,
      body: bodyOf(INVITATION).meta({ id: 'NewInvitation' }),
      answer: {
        status: 201,
        words: 'The link.',
        schema: z.object({ link: z.url() }).meta({ id: 'Invitation' }),
      },
      refusals: [409],
      isSecret: true,
    },
    async ({ person, people, body, actKey }) => {
      const { name, email, roles = [] } = readAll(INVITATION, body, {}).invited;
      const token = await invite(people, { by: person, name, email, roles, key: actKey });
      return { link: new URL(`/invitation/${token}`, url).href };
    },
  );
}

/** Absent on a row while they have access. */
export function personJson(one: Person) {
  return { ...one, endedAt: one.endedAt };
}
