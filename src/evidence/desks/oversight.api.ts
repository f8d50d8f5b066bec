// What auditors ask, as JSON: who saw an exhibit, what a person did. Each question is written down too.
import { z } from 'zod';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { personById, personsAfter } from '../../people/person.store.ts';
import {
  absent,
  agency,
  instant,
  pageFrom,
  pageOf,
  pageWith,
  paging,
  placeOf,
  type ApiRoute,
} from '../../people/visit.api.ts';
import { isExhibitNumber } from '../exhibits/exhibit.ts';
import { dayOf, whatDone, whoSaw } from './oversight.acts.ts';

const day = z
  .string()
  .refine((text) => dayOf(text) !== undefined)
  .optional()
  .describe('Only of this day, `2026-11-03`, in the time zone of the installation.');

const lookShape = z
  .object({
    seq: z.int().describe('Place in the chain of the exhibit, from 1.'),
    at: instant,
    what: z.enum(['viewed', 'streamed', 'downloaded']),
    role: z.string(),
    person: z.uuid().nullable().describe('Null: at the terminal, or erased by order.'),
    name: z.string().nullable(),
  })
  .meta({ id: 'Look' });

const deedShape = z
  .object({
    id: z.uuid(),
    at: instant,
    log: z.enum(['custody', 'access']),
    what: z.string(),
    exhibit: z.string().nullable(),
    case: z.string().nullable(),
    role: z.string().nullable(),
    by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    about: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Deed' });

const personShape = z
  .object({ id: z.uuid(), name: z.string(), email: z.string() })
  .meta({ id: 'AuditedPerson' });

export function oversightApi(): ApiRoute[] {
  return [looks, persons, deeds];
}

const looks = agency(
  'seeAudit',
  {
    method: 'GET',
    path: '/audit/exhibits/:number/looks',
    operation: 'listLooks',
    summary: 'Lists who saw an exhibit or took a copy. That you asked is written down.',
    description: 'An exhibit that does not exist was seen by nobody.',
    params: z.object({ number: z.string().refine(isExhibitNumber).describe('Of the exhibit.') }),
    query: paging.extend({ day }),
    answer: { status: 200, words: 'The newest first.', schema: pageOf('LookPage', lookShape) },
  },
  async ({ person, people, params, query }) => {
    const before = Number(placeOf(query.after, z.tuple([z.string().regex(/^\d{1,9}$/)]))?.[0] ?? Number.NaN);
    const asked = { by: person, day: query.day, limit: query.limit, as: 'look' } as const;
    const found = await whoSaw(people, params.number, {
      ...asked,
      before: Number.isNaN(before) ? undefined : before,
    });
    return pageWith(
      found.lines,
      found.hasMore,
      ({ at, person: who, name, ...one }) => ({
        ...one,
        at: at.toISOString(),
        person: who ?? null,
        name: name ?? null,
      }),
      (one) => [String(one.seq)],
    );
  },
);

const persons = agency(
  'seeAudit',
  {
    method: 'GET',
    path: '/audit/persons',
    operation: 'listAuditedPersons',
    summary: 'Lists everybody who has or had an account, to ask by.',
    query: paging,
    answer: { status: 200, words: 'By name.', schema: pageOf('AuditedPersonPage', personShape) },
  },
  async ({ person, people, query: { after, limit } }) => {
    const place = placeOf(after, z.tuple([z.string(), z.uuid()]));
    const from = place === undefined ? undefined : { name: place[0], id: place[1] };
    const found = await people.db.asPerson(person.id, (tx) => personsAfter(tx, from, limit + 1));
    return pageFrom(
      found,
      limit,
      ({ id, name, email }) => ({ id, name, email }),
      (one) => [one.name, one.id],
    );
  },
);

const deeds = agency(
  'seeAudit',
  {
    method: 'GET',
    path: '/audit/persons/:person/deeds',
    operation: 'listDeeds',
    summary: 'Lists what a person did, and what was done about their access. That you asked is written down.',
    params: z.object({ person: z.string().refine(isUuid).describe('Id of the person.') }),
    query: paging.extend({ day }),
    answer: { status: 200, words: 'The newest first.', schema: pageOf('DeedPage', deedShape) },
  },
  async ({ person, people, params, query }) => {
    const whom = params.person as Uuid; // refined
    if ((await people.db.asPerson(person.id, (tx) => personById(tx, whom))) === undefined) throw absent();
    const before = placeOf(query.after, z.tuple([z.uuid()]))?.[0] as Uuid | undefined; // as above
    const asked = { by: person, day: query.day, limit: query.limit, as: 'look' } as const;
    const found = await whatDone(people, whom, { ...asked, before });
    return pageWith(
      found.lines,
      found.hasMore,
      ({ at, item, reference, role, byPerson, byName, aboutPerson, aboutName, ...one }) => ({
        ...one,
        at: at.toISOString(),
        exhibit: item ?? null,
        case: reference ?? null,
        role: role ?? null,
        by: named(byPerson, byName),
        about: named(aboutPerson, aboutName),
      }),
      (one) => [one.id],
    );
  },
);

function named(id: Uuid | undefined, name: string | undefined): { id: Uuid; name: string } | null {
  return id === undefined ? null : { id, name: name ?? '' };
}
