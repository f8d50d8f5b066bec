// What the routes of one request have in common in the API: which request, as whom, and the law of the day.
import { z } from 'zod';
import type { PublishedLaw } from '../../../law/published.acts.ts';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { absent, numberInPath, pageByPlace, paging, type ApiCaseVisit } from '../../../people/visit.api.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import type { LegalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import type { Acting } from './life.acts.ts';
import type { RequestRecord } from '../../core/request.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { legalOf } from '../../machine/states/wording.store.ts';

export interface RequestsApi {
  readonly law: PublishedLaw;
}

export const REQUESTS = '/cases/:case/requests';
export const REQUEST = '/cases/:case/requests/:request';

export const requestParams = z.object({
  request: numberInPath.describe('The number of the request in the case: 4 of `FR-2026-000012/R4`.'),
});

export interface RequestAsked extends ApiCaseVisit {
  readonly params: { readonly request: number };
}

export async function actingOf({ law }: RequestsApi, visit: ApiCaseVisit): Promise<Acting> {
  const { person, people, file } = visit;
  return { people, person, file, law: await law.current() };
}

/** Throws what is absent: also what this person must not learn of. */
export async function requestAsked({ person, people, file, params }: RequestAsked): Promise<RequestRecord> {
  const found = await people.db.asPerson(person.id, (tx) => requestOf(tx, file.id, params.request));
  if (found === undefined) throw absent();
  return found;
}

/** A list of something of one request. */
export async function pageOfRequest<T, J>(
  asked: RequestAsked & { readonly query: z.output<typeof paging> },
  find: (tx: Tx, request: Uuid) => Promise<readonly T[]>,
  json: (one: T) => J,
): Promise<{ items: J[]; next: string | null }> {
  const { id } = await requestAsked(asked);
  const all = await asked.people.db.asPerson(asked.person.id, (tx) => find(tx, id));
  return pageByPlace(all, asked.query, json);
}

/** The form it is written on, in the words of the law data. */
export async function legalAsked(
  { law }: RequestsApi,
  { people, person }: Pick<ApiCaseVisit, 'people' | 'person'>,
  request: RequestRecord,
): Promise<LegalForm> {
  const form = formOf(request.form);
  if (form === undefined) throw absent();
  const known = await law.current();
  const { legal } = await people.db.asPerson(person.id, (tx) => legalOf(tx, form, request, known));
  return legal;
}

/** Whoever writes on it, for the acts of drafting. */
export function draftingOf({ people, person, file }: ApiCaseVisit): Drafting {
  return { people, person, file };
}

/** Parts of many bodies. */
export const language = z
  .enum(Object.keys(LANGUAGES) as [Language, ...Language[]]) // its own keys, one at least
  .describe('A language of this installation.');
