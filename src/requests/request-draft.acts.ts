// Writing a request: begun from a form, saved page by page. Two people at once do not overwrite each other.
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import type { Answers } from './answers.ts';
import { noRequest } from './life.acts.ts';
import { insertEvent, setState, voidSignatures } from './life.store.ts';
import { rowFor } from './machine.ts';
import { machineOf } from './machines/index.ts';
import { overwritten, type RequestRecord } from './request.ts';
import { advanceVersion, insertRequest, insertVersion, lockedRequest, versionOf } from './request.store.ts';

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
    const request = await lockedRequest(tx, file.id, saved.number);
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
    const state = await opened({ people, person, file }, tx, request);
    if (!(await advanceVersion(tx, request.id, version.number))) return undefined;
    const next = { number: version.number + 1, answers, explained: version.explained, page: saved.page };
    const at = new Date(people.clock());
    await insertVersion(tx, request, next, { by: person.id, at });
    return {
      ok: true,
      request: { ...request, state, version: { ...next, savedBy: person.name, savedAt: at } },
    };
  });
}

/** In which answers may be written; the database holds the same (0060-request-life.sql). */
const WRITTEN_IN = new Set(['draft', 'received', 'authenticated', 'registered']);

/** Writing on a request that was sent for review takes it back, and what was signed is void. Returns its state. */
async function opened(
  { people, person, file }: Drafting,
  tx: Tx,
  { id, state, direction, version }: RequestRecord,
): Promise<string> {
  if (WRITTEN_IN.has(state)) return state;
  const row = rowFor(machineOf(direction), state, 'change');
  if (row === undefined)
    throw new Refusal('conflict', {
      expected: 'a request that may still be written on',
      found: state,
      next: 'What was sent stays as it is. Write a supplement, or withdraw it.',
    });
  const at = new Date(people.clock());
  await insertEvent(tx, {
    id: newUuid(people.clock, people.random),
    request: id,
    caseId: file.id,
    version: version.number,
    act: row.act,
    from: row.from,
    to: row.to,
    side: 'ours',
    by: person.id,
    at,
    occurredAt: at,
    zone: 'UTC',
    evidence: undefined,
    reason: undefined,
    detail: {},
  });
  await setState(tx, id, row.to, at);
  await voidSignatures(tx, id, at, row.act);
  return row.to;
}
