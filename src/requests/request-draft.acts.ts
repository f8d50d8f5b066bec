// Writing a request: begun from a form, saved page by page. Two people at once do not overwrite each other.
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import type { Answers } from './answers.ts';
import { overwritten, type RequestRecord } from './request.ts';
import { advanceVersion, insertRequest, insertVersion, requestOf, versionOf } from './request.store.ts';

export interface Drafting {
  readonly people: People;
  readonly person: Person;
  readonly file: CaseOfMember;
}

/** Returns its number within the case. */
export async function beginRequest(
  { people, person, file }: Drafting,
  form: string,
  answers: Answers,
): Promise<number> {
  const at = new Date(people.clock());
  const id = newUuid(people.clock, people.random);
  return people.db.asPerson(person.id, (tx) =>
    insertRequest(tx, { id, caseId: file.id, form, begunBy: person.id, begunAt: at, answers }),
  );
}

export interface SavedPage {
  readonly number: number;
  /** The version that was on the page when it was filled in. */
  readonly base: number;
  readonly page: string;
  /** The fields of the page; a field without an answer loses the one it had. */
  readonly fields: readonly string[];
  readonly answers: Answers;
}

export type Saved =
  | { readonly ok: true; readonly request: RequestRecord }
  /** Somebody else answered these fields in between; nothing was saved. */
  | { readonly ok: false; readonly request: RequestRecord; readonly fields: readonly string[] };

const MAX_TRIES = 5;

/** Refusals: notFound, conflict. */
export async function savePage(drafting: Drafting, saved: SavedPage): Promise<Saved> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const result = await trySave(drafting, saved);
    if (result !== undefined) return result;
  }
  throw new Refusal('conflict', {
    expected: 'a moment in which nobody else saves this request',
    found: `${MAX_TRIES} others in a row`,
    next: 'Send the page again.',
  });
}

function trySave({ people, person, file }: Drafting, saved: SavedPage): Promise<Saved | undefined> {
  return people.db.asPerson(person.id, async (tx) => {
    const request = await requestOf(tx, file.id, saved.number);
    if (request === undefined) throw noRequest(saved.number);
    const { version } = request;
    if (version.number !== saved.base) {
      const base = await versionOf(tx, request.id, saved.base);
      const fields = overwritten(saved.fields, base?.answers ?? {}, version.answers);
      if (fields.length > 0) return { ok: false, request, fields };
    }
    const others = Object.entries(version.answers).filter(([id]) => !saved.fields.includes(id));
    const answers: Answers = { ...Object.fromEntries(others), ...saved.answers };
    if (overwritten([...saved.fields], version.answers, answers).length === 0) return { ok: true, request };
    if (!(await advanceVersion(tx, request.id, version.number))) return undefined;
    const next = { number: version.number + 1, answers, explained: version.explained, page: saved.page };
    const at = new Date(people.clock());
    await insertVersion(tx, request, next, { by: person.id, at });
    return { ok: true, request: { ...request, version: { ...next, savedBy: person.name, savedAt: at } } };
  });
}

function noRequest(number: number): Refusal {
  return new Refusal('notFound', {
    expected: 'a request of this case',
    found: `none with the number ${number}`,
    next: 'Look at the requests of the case.',
  });
}
