// Who asks the API: the person of a key, or the person whose browser it is. And whether they may ask this.
import type { Context } from 'hono';
import { Refusal } from '../base/refusal.ts';
import { isCaseReference } from '../cases/case.ts';
import { keyOfToken } from '../people/api-key.acts.ts';
import { bearerOf, type ApiKey } from '../people/api-key.ts';
import { narrowed } from '../people/as-person.store.ts';
import { caseOfMember, type CaseOfMember } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { personById } from '../people/person.store.ts';
import { inAgency, inCase } from '../people/policy.ts';
import { absent, type ApiRoute, type ApiVisit } from '../people/visit.api.ts';
import { ApiProblem } from './api-problem.ts';
import type { Env } from './doors.ts';
import { addressKey, type Limiter } from './limits.ts';

export interface WhoParts {
  readonly people: People;
  /** Of this installation: what a browser of its own pages names as origin. */
  readonly url: URL;
  /** Tries to guess a key, by address. */
  readonly tries: Limiter;
  /** Requests by key, or by person. */
  readonly perPerson: Limiter;
}

type C = Context<Env>;

/** Throws the problem (401, 403 for a foreign origin, 429). */
export async function whoAsks(parts: WhoParts, c: C): Promise<ApiVisit> {
  const header = c.req.header('authorization');
  const { person, key } =
    header === undefined ? await bySession(parts, c) : await byKey(parts, c, bearerOf(header) ?? '');
  c.set('who', { person: person.id, ...(key === undefined ? {} : { key: key.id }) });
  if (!parts.perPerson.take(key === undefined ? person.id : `key ${key.id}`)) throw tooOften();
  return { person, key, people: peopleFor(parts.people, key) };
}

async function byKey(parts: WhoParts, c: C, token: string): Promise<{ person: Person; key: ApiKey }> {
  const key = await keyOfToken(parts.people, token);
  const person = key === undefined ? undefined : await livingPerson(parts.people, key.person);
  if (key !== undefined && person !== undefined) return { person, key };
  throw parts.tries.take(addressKey(c.get('address'))) ? notSignedIn() : tooOften();
}

async function bySession(parts: WhoParts, c: C): Promise<{ person: Person; key: undefined }> {
  const session = await parts.people.signIn.sessionOf(c.req.header('cookie') ?? '');
  const person = session?.isStrong === true ? await livingPerson(parts.people, session.person) : undefined;
  if (person === undefined) throw notSignedIn();
  // A browser sends the cookie whichever site asks it to; Origin says which one did (Fetch standard, 3.2).
  const isReading = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!isReading && c.req.header('origin') !== parts.url.origin)
    throw new Refusal('notAllowed.otherOrigin', { origin: parts.url.origin });
  return { person, key: undefined };
}

async function livingPerson(people: People, id: Person['id']): Promise<Person | undefined> {
  const person = await people.db.asPerson(id, (tx) => personById(tx, id));
  return person?.endedAt === undefined ? person : undefined;
}

/** A key for less than its person may is held to it by the database too. */
function peopleFor(people: People, key: ApiKey | undefined): People {
  if (key === undefined) return people;
  const within = key.onlyCase === undefined ? {} : { within: key.onlyCase.id };
  return {
    ...people,
    through: `key ${key.id}`,
    db: narrowed(people.db, { ...within, isReading: key.may === 'read' }),
  };
}

/** Throws the problem (403, 404) unless they may. Gives the case when the route is about one. */
export async function checkAccess(
  route: ApiRoute,
  { person, key, people }: ApiVisit,
  reference: string,
): Promise<CaseOfMember | undefined> {
  if (key?.may === 'read' && route.method !== 'GET') throw new Refusal('notAllowed.readingKey');
  const { access } = route;
  if (access.for === 'case') {
    // Also asked for what cannot be a reference, so that its form does not show in the time taken.
    const asked = isCaseReference(reference) ? reference : '';
    const file = await people.db.asPerson(person.id, (tx) => caseOfMember(tx, asked, person.id));
    if (file === undefined) throw absent();
    if (inCase(file.role, access.act) === 'no') throw new Refusal('notAllowed.roleForRoute');
    return file;
  }
  if (key?.onlyCase !== undefined && route.isForCaseKeys !== true)
    throw new Refusal('notAllowed.keyOfOneCase');
  // `second` passes: the act itself takes the first step only, and the second from another person.
  if (access.for === 'agency' && inAgency(person.roles, access.act) === 'no')
    throw new Refusal('notAllowed.roleInAgency');
  return undefined;
}

function notSignedIn(): ApiProblem {
  return new ApiProblem(401, 'notSignedIn', new Refusal('notAllowed.notSignedIn'));
}

export function tooOften(): ApiProblem {
  return new ApiProblem(429, 'tooOften', new Refusal('conflict.tooOften'));
}
