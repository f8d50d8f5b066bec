// An act as JSON, under /api/v1: who may ask, what is asked, what is answered. One value says it for the server, which
// parses and refuses by it, and for the document that other programs read. docs/architecture.md, "The API"
//
//   inCase('seeCase', {
//     method: 'GET', path: '/cases/:case', operation: 'showCase', summary: 'Shows a case.',
//     answer: { status: 200, words: 'The case.', schema: caseShape },
//   }, async ({ file }) => caseJson(file));
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { newUuid, uuidOfDigest, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { formLine } from '../web/form-line.ts';
import type { ApiKey } from './api-key.ts';
import type { TakenBytes } from './bytes.api.ts';
import type { CaseOfMember } from './case-member.store.ts';
import type { People } from './people.acts.ts';
import type { Person } from './person.ts';
import type { AgencyAct, CaseAct } from './policy.ts';
import type { Access } from './visit.routes.ts';

/** Of a body that says nothing else. */
export const BODY_BYTES_MAX = 64 * 1024;

type ApiMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface ApiVisit {
  readonly person: Person;
  /** Hand this one to the acts: what they write down then also names the key. */
  readonly people: People;
  /** Undefined: the person's own browser. */
  readonly key: ApiKey | undefined;
}

export interface ApiCaseVisit extends ApiVisit {
  readonly file: CaseOfMember;
}

/** What was asked, parsed by the route's own schemas. */
interface Asked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /**
   * Of a POST: give it to the act as its idempotency key. The same person, operation and `Idempotency-Key` have the same
   * one, so that an act whose answer was lost is not done again.
   */
  readonly actKey: string;
  /** Of a POST: when it was sent first. */
  readonly begunAt: Date;
  /** For a route that takes bytes, or that sends a part of them: the request as it came. */
  readonly request: Request;
}

type Sent = Pick<Asked<unknown, unknown, unknown>, 'actKey' | 'begunAt'>;

type Shape = z.ZodObject;

interface ApiAnswer<A extends z.ZodType> {
  readonly status: 200 | 201 | 202 | 204;
  /** What it is, in plain words. */
  readonly words: string;
  /** Of the JSON. What it does not name is not sent. With `media`, of the bytes. */
  readonly schema: A;
  /** The bytes are sent as they are, under this type. Absent: JSON. */
  readonly media?: string;
  /** With `media`: a part of them can be asked for too, and the handler gives the answer whole (evidence/exhibits/file-answer.ts). */
  readonly isRanged?: boolean;
  /** Fields of the header that the handler adds (`WithFields`), each with what it says. */
  readonly fields?: { readonly [name: string]: string };
}

/** An answer of which some is said in fields of the header. */
export class WithFields<T> {
  readonly answer: T;
  readonly fields: { readonly [name: string]: string };
  constructor(answer: T, fields: { readonly [name: string]: string }) {
    this.answer = answer;
    this.fields = fields;
  }
}

export interface ApiSpec<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType> {
  readonly method: ApiMethod;
  /** Below /api/v1; `:name` is a part that `params` describes, `:case` the reference of the case. */
  readonly path: string;
  /** Its name for programs that make code from the document. */
  readonly operation: string;
  /** One sentence in plain words. */
  readonly summary: string;
  /** What else one must know. */
  readonly description?: string;
  /** What does not fit is answered like what is absent. Without `case`, which the server reads. */
  readonly params?: P;
  readonly query?: Q;
  /** JSON. */
  readonly body?: B;
  /** Where more is sent than `BODY_BYTES_MAX`. */
  readonly bodyBytesMax?: number;
  /** Instead of `body`. */
  readonly takes?: TakenBytes;
  readonly answer: ApiAnswer<A>;
  /** Which refusals of the act can happen, beside those that follow from what is said here (server/api-problem.ts). */
  readonly refusals?: readonly (403 | 404 | 409 | 422 | 503)[];
  /** The answer of a POST has a secret in it and is not kept: sent again, the act must give the same by its key. */
  readonly isSecret?: boolean;
  /** What is sent may have a secret in it. */
  readonly hasSecretBody?: true;
  /** Answers a key for one case too, with what is of that case alone: the handler looks at `key.onlyCase`. */
  readonly isForCaseKeys?: boolean;
}

/** A route whose schemas have met its handler; the server needs to know them no closer. */
export interface ApiRoute extends ApiSpec<Shape, Shape, z.ZodType, z.ZodType> {
  readonly access: Access;
  readonly open: (visit: AnyApiVisit) => Promise<unknown>;
}

/** `file` is there when the access is for a case. */
export type AnyApiVisit = ApiVisit &
  Asked<unknown, unknown, unknown> & { readonly file?: CaseOfMember | undefined };

/** What a handler may give for it: nothing of it is changed. */
type Said<T> = T extends readonly (infer E)[]
  ? readonly Said<E>[]
  : T extends Date
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Said<T[K]> }
      : T;
/** Where nothing is answered, nothing is given. */
type Answered<T> = ([T] extends [undefined] ? void : Said<T>) | WithFields<Said<T>>;

type Open<V, P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType> = (
  visit: V & Asked<z.output<P>, z.output<Q>, z.output<B>>,
) => Promise<Answered<z.input<A>>>;

/** Everybody who has an account. A key for one case alone opens it only when the route says so. */
export function signedIn<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType>(
  spec: ApiSpec<P, Q, B, A>,
  open: Open<ApiVisit, P, Q, B, A>,
): ApiRoute {
  return route(spec, { for: 'signedIn' }, open);
}

export function agency<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType>(
  act: AgencyAct,
  spec: ApiSpec<P, Q, B, A>,
  open: Open<ApiVisit, P, Q, B, A>,
): ApiRoute {
  return route(spec, { for: 'agency', act }, open);
}

export function inCase<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType>(
  act: CaseAct,
  spec: ApiSpec<P, Q, B, A> & { readonly path: `/cases/:case${string}` },
  open: Open<ApiCaseVisit, P, Q, B, A>,
): ApiRoute {
  return route(spec, { for: 'case', act }, open);
}

function route<V, P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType>(
  spec: ApiSpec<P, Q, B, A>,
  access: Access,
  open: Open<V, P, Q, B, A>,
): ApiRoute {
  // The server parses with these very schemas, and opens by this very access, before it calls.
  return { ...spec, access, open: open as never };
}

/** What is absent and what is not yours: one answer, so that nobody learns what exists. */
export function absent(): Refusal {
  return new Refusal('notFound.absent');
}

/** A list in pages: begin without `after`, then give it the `next` of the page before. */
export const paging = z.strictObject({
  after: z
    .string()
    .max(300)
    .optional()
    .describe('`next` of the page before. Its form is nobody’s business and may change.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('At most so many.'),
});

/** `id`: the name of the list in the document. */
export function pageOf<T extends z.ZodType>(id: string, item: T) {
  return z
    .object({
      items: z.array(item),
      next: z.string().nullable().describe('Where the next page begins; null on the last one.'),
    })
    .meta({ id });
}

/** One page of what was found with `limit + 1`, and where the next begins. */
export function pageFrom<T, J>(
  found: readonly T[],
  limit: number,
  json: (one: T) => J,
  place: (one: T) => readonly string[],
): { items: J[]; next: string | null } {
  return pageWith(found.slice(0, limit), found.length > limit, json, place);
}

/** The same where it is known already whether there is more. */
export function pageWith<T, J>(
  items: readonly T[],
  hasMore: boolean,
  json: (one: T) => J,
  place: (one: T) => readonly string[],
): { items: J[]; next: string | null } {
  const last = items.at(-1);
  return { items: items.map(json), next: hasMore && last !== undefined ? cursor(place(last)) : null };
}

function cursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place a cursor of ours names, when it fits; refuses (`badInput`) what is none of ours. */
export function placeOf<P extends z.ZodType>(after: string | undefined, shape: P): z.output<P> | undefined {
  if (after === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
  } catch (cause) {
    throw new Refusal('badInput.after', { cause });
  }
}

/** One page of a list that is all in memory, in the order of a key that each has for itself. */
export function pageOfAll<T, J>(
  all: readonly T[],
  { after, limit }: z.output<typeof paging>,
  json: (one: T) => J,
  keyOf: (one: T) => string,
): { items: J[]; next: string | null } {
  const place = placeOf(after, z.tuple([z.string()]));
  const from = place === undefined ? 0 : all.findIndex((one) => keyOf(one) > place[0]);
  const rest = from < 0 ? [] : all.slice(from, from + limit + 1);
  return pageFrom(rest, limit, json, (one) => [keyOf(one)]);
}

type Paged = z.output<typeof paging>;

/** One page of a list that has no better place than how many came before. */
export function pageByPlace<T, J>(
  all: readonly T[],
  { after, limit }: Paged,
  json: (one: T) => J,
): { items: J[]; next: string | null } {
  const from = placeInList(after);
  const rest = all.slice(from, from + limit + 1);
  return pageWith(rest.slice(0, limit), rest.length > limit, json, () => [String(from + limit)]);
}

/** One page of things with numbers, the highest first. `find`: at most `limit`, with lower numbers than `before`. */
export async function pageByNumber<T extends { readonly number: number }, J>(
  { after, limit }: Paged,
  find: (limit: number, before: number | undefined) => Promise<readonly T[]>,
  json: (one: T) => J,
): Promise<{ items: J[]; next: string | null }> {
  const found = await find(limit + 1, numberPlace(after));
  return pageFrom(found, limit, json, ({ number }) => [String(number)]);
}

/** How many came before. */
export function placeInList(after: string | undefined): number {
  return numberPlace(after) ?? 0;
}

function numberPlace(after: string | undefined): number | undefined {
  const place = placeOf(after, z.tuple([z.string().regex(/^\d{1,9}$/)]));
  return place === undefined ? undefined : Number(place[0]);
}

/** For a part of the path: a whole number from 1. */
export const numberInPath = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** What people write, as the event format takes it; never empty. */
export const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .pipe(formLine(max))
    .refine((text) => text !== '');

/** An id for what this POST makes: the same request makes the same. */
export function idOf(actKey: string): Uuid {
  return uuidOfDigest(createHash('sha256').update(actKey).digest());
}

/** The same, where the order of ids is that of time (UUID version 7). `part`: of several things that one POST makes. */
export function timedIdOf({ actKey, begunAt }: Sent, part = ''): Uuid {
  const digest = createHash('sha256').update(`${actKey} ${part}`).digest();
  return newUuid(
    () => begunAt.getTime(),
    (bytes) => bytes.set(digest.subarray(0, bytes.length)),
  );
}

/** ISO 8601, UTC. Of an answer: the time itself will do. */
export const instant = z.preprocess(
  (one) => (one instanceof Date ? one.toISOString() : one),
  z.iso.datetime(),
) as unknown as z.ZodType<string, string | Date>; // what it takes, which `preprocess` does not say

/** Of an answer: null where there is none. */
export function orNull<S extends z.ZodType>(
  schema: S,
): z.ZodType<z.output<S> | null, z.input<S> | null | undefined> {
  // As above.
  return z.preprocess((one) => one ?? null, schema.nullable()) as unknown as z.ZodType<
    z.output<S> | null,
    z.input<S> | null | undefined
  >;
}

/** For a row that its schema writes: what it does not name is not sent. */
export const asIs = <T>(one: T): T => one;
