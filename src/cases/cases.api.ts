// The cases one is in, opening one, and who is in it, as JSON.
import { z } from 'zod';
import { bodyOf, readAll, shapeOf } from '../web/fields/field.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { casesOfMemberAfter, membersOf } from '../people/case-member.store.ts';
import { CASE_ROLES } from '../people/roles.ts';
import {
  absent,
  agency,
  inCase,
  instant,
  pageFrom,
  pageOf,
  pageOfAll,
  paging,
  placeOf,
  signedIn,
  type ApiRoute,
  asIs,
} from '../people/visit.api.ts';
import { addMember, openCase } from './case-open.acts.ts';
import { removeMember } from './member-removal.do.ts';
import { REMOVAL } from './member-removal.ts';
import { MEMBER, NEW_CASE } from './case-asked.ts';

const caseShape = z
  .object({
    reference: z.string(),
    title: z.string(),
    role: z.enum(CASE_ROLES).describe('What you are in it.'),
    exhibits: z.int().describe('How many it has had, those that were destroyed included.'),
    createdAt: instant,
  })
  .meta({ id: 'Case' });

const memberShape = z
  .object({
    person: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(CASE_ROLES),
    addedAt: instant,
  })
  .meta({ id: 'Member' });

/** `state`: ISO 3166-1 alpha-2 of this installation, whose cases these are. */
export function caseApi(state: string): ApiRoute[] {
  return [listing, opening(state), showing, listingMembers, adding, removing];
}

const listing = signedIn(
  {
    method: 'GET',
    path: '/cases',
    operation: 'listCases',
    summary: 'Lists the cases you are in, the newest first.',
    query: paging,
    answer: { status: 200, words: 'Your cases.', schema: pageOf('CasePage', caseShape) },
    isForCaseKeys: true,
  },
  async ({ person, people, key, query: { after, limit } }) => {
    const place = placeOf(after, z.tuple([z.iso.datetime(), z.string().max(50)]));
    const found = await people.db.asPerson(person.id, (tx) =>
      casesOfMemberAfter(tx, person.id, {
        after: place === undefined ? undefined : { createdAt: new Date(place[0]), reference: place[1] },
        only: key?.onlyCase?.id,
        limit: limit + 1,
      }),
    );
    return pageFrom(found, limit, asIs, (one) => [one.createdAt.toISOString(), one.reference]);
  },
);

function opening(state: string): ApiRoute {
  return agency(
    'openCase',
    {
      method: 'POST',
      path: '/cases',
      operation: 'openCase',
      summary: 'Opens a case and says who leads it.',
      description: 'Whoever opens a case is not in it by that, and sees no more of it unless they lead it.',
      body: bodyOf(NEW_CASE).meta({ id: 'NewCase' }),
      answer: {
        status: 201,
        words: 'It is open.',
        schema: z
          .object({ reference: z.string(), title: z.string(), lead: z.string() })
          .meta({ id: 'OpenedCase' }),
      },
      refusals: [404],
    },
    async ({ person, people, body, actKey }) => {
      const made = await openCase(people, { by: person, ...readAll(NEW_CASE, body, {}), state, key: actKey });
      return { reference: made.file.reference, title: made.file.title, lead: made.lead.email };
    },
  );
}

const showing = inCase(
  'seeCase',
  {
    method: 'GET',
    path: '/cases/:case',
    operation: 'showCase',
    summary: 'Shows a case.',
    answer: { status: 200, words: 'The case.', schema: caseShape },
  },
  ({ file }) => Promise.resolve(file),
);

const listingMembers = inCase(
  'seeMembers',
  {
    method: 'GET',
    path: '/cases/:case/members',
    operation: 'listMembers',
    summary: 'Lists who is in a case.',
    query: paging,
    answer: { status: 200, words: 'In the order they came.', schema: pageOf('MemberPage', memberShape) },
  },
  async ({ person, people, file, query }) => {
    const all = await people.db.asPerson(person.id, (tx) => membersOf(tx, file.id));
    return pageOfAll(all, query, asIs, (one) => `${one.addedAt.toISOString()} ${one.person}`);
  },
);

const adding = inCase(
  'changeMembers',
  {
    method: 'POST',
    path: '/cases/:case/members',
    operation: 'addMember',
    summary: 'Puts a person into a case, in a role.',
    body: bodyOf(MEMBER).meta({ id: 'NewMember' }),
    answer: { status: 200, words: 'The person is in the case in this role.', schema: memberShape },
    refusals: [409],
  },
  async ({ person, people, file, body }) => {
    // In the case in this very role already, perhaps by this very request, whose answer was lost: that is what was asked.
    const outcome = await addMember(people, person, file, readAll(MEMBER, body, {}));
    const members = await people.db.asPerson(person.id, (tx) => membersOf(tx, file.id));
    const member = members.find((one) => one.email === body.email);
    if (member === undefined) throw absent(); // removed again meanwhile
    if (outcome === 'isMember' && member.role !== body.role) throw hasOtherRole();
    return member;
  },
);

const removing = inCase(
  'changeMembers',
  {
    method: 'DELETE',
    path: '/cases/:case/members/:person',
    operation: 'removeMember',
    summary: 'Takes a person out of a case.',
    description: 'A case keeps a lead: the only one stays.',
    params: z.object({ person: z.string().refine(isUuid).describe('Id of the person.') }),
    query: z.strictObject(shapeOf(REMOVAL)),
    answer: { status: 204, words: 'The person is out of the case.', schema: z.undefined() },
  },
  async ({ person, people, file, params, query }) => {
    const { reason } = readAll(REMOVAL, query, { name: '' });
    await removeMember(people, person, file, params.person as Uuid, reason); // refined
  },
);

const hasOtherRole = (): Refusal => new Refusal('alreadyExists.caseMember');
