// What a directory of an agency tells about its people, as JSON: somebody left, a role is taken away. A key narrows; what gives
// somebody more is for administrators at a screen (docs/decisions/api.md).
import { z } from 'zod';
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { bodyOf } from '../web/fields/field.ts';
import { openInvitations } from './invitation.store.ts';
import { changeRoles, endAccess, withdrawInvitation } from './people.acts.ts';
import { personJson, personShape } from './people.api.ts';
import { ROLES } from './people-asked.ts';
import { personById } from './person.store.ts';
import type { Person } from './person.ts';
import { AGENCY_ROLES } from './roles.ts';
import {
  absent,
  agency,
  instant,
  pageByPlace,
  pageOf,
  paging,
  type ApiRoute,
  type ApiVisit,
} from './visit.api.ts';

const paramsShape = z.object({ person: z.string().refine(isUuid).describe('Id of the person.') });

const invitationShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(AGENCY_ROLES)),
    expiresAt: instant,
  })
  .meta({ id: 'OpenInvitation' });

export function personActsApi(): ApiRoute[] {
  return [listingInvitations, showing, settingRoles, ending, withdrawing];
}

const showing = agency(
  'seePersons',
  {
    method: 'GET',
    path: '/persons/:person',
    operation: 'showPerson',
    summary: 'Shows somebody who has an account, or had one.',
    params: paramsShape,
    answer: { status: 200, words: 'The person.', schema: personShape },
  },
  async (asked) => personJson(await personAsked(asked)),
);

const settingRoles = agency(
  'changeRoles',
  {
    method: 'POST',
    path: '/persons/:person/roles',
    operation: 'setRoles',
    summary: 'Says which roles somebody keeps in the agency.',
    description:
      'A key takes roles away; it gives none. Administrators are appointed and dismissed by two, on the pages.',
    params: paramsShape,
    body: bodyOf(ROLES).meta({ id: 'KeptRoles' }),
    answer: { status: 200, words: 'They have these roles.', schema: personShape },
  },
  async ({ body: { roles }, ...asked }) => {
    const { person, people, key } = asked;
    const { id, roles: had } = await personAsked(asked);
    if (key !== undefined && roles.some((role) => !had.includes(role)))
      throw new Refusal('notAllowed.rolesHeld');
    await changeRoles(people, person, id, roles);
    return personJson(await personAsked(asked));
  },
);

const ending = agency(
  'endPerson',
  {
    method: 'POST',
    path: '/persons/:person/end',
    operation: 'endPerson',
    summary: 'Ends somebody’s access at once: sessions, keys and all.',
    params: paramsShape,
    answer: { status: 204, words: 'It has ended.', schema: z.undefined() },
  },
  async (asked) => {
    const { id } = await personAsked(asked);
    await endAccess(asked.people, asked.person, id);
  },
);

const listingInvitations = agency(
  'seePersons',
  {
    method: 'GET',
    path: '/persons/invitations',
    operation: 'listInvitations',
    summary: 'Lists invitations that nobody has used yet.',
    query: paging,
    answer: {
      status: 200,
      words: 'The newest first; at most 200.',
      schema: pageOf('InvitationPage', invitationShape),
    },
  },
  async ({ person, people, query }) => {
    const now = new Date(people.clock());
    const all = await people.db.asPerson(person.id, (tx) => openInvitations(tx, now));
    return pageByPlace(all, query, ({ roles, expiresAt, ...one }) => ({
      ...one,
      roles: [...roles],
      expiresAt: expiresAt.toISOString(),
    }));
  },
);

const withdrawing = agency(
  'invitePerson',
  {
    method: 'POST',
    path: '/persons/invitations/:invitation/withdraw',
    operation: 'withdrawInvitation',
    summary: 'Makes the link of an invitation useless.',
    description: 'One that was used, withdrawn or ran out before is as it was.',
    params: z.object({ invitation: z.string().refine(isUuid).describe('Its id.') }),
    answer: { status: 204, words: 'It opens nothing any more.', schema: z.undefined() },
  },
  async ({ person, people, params: { invitation } }) => {
    await withdrawInvitation(people, person, invitation);
  },
);

async function personAsked({
  person,
  people,
  params,
}: ApiVisit & { readonly params: z.output<typeof paramsShape> }): Promise<Person> {
  const found = await people.db.asPerson(person.id, (tx) => personById(tx, params.person));
  if (found === undefined) throw absent();
  return found;
}
