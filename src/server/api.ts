// The acts as JSON, mounted under /api/v1: who asks, parsing, the act, the answer; every failure as problem+json.
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { isNestedDeeper } from '../base/json-depth.ts';
import { Refusal } from '../base/refusal.ts';
import type { Log } from '../platform/log.ts';
import {
  absent,
  BODY_BYTES_MAX,
  type AnyApiVisit,
  type ApiRoute,
  type ApiVisit,
} from '../people/visit.api.ts';
import { languageAsked } from '../web/language.ts';
import { LANGUAGES, type Messages } from '../web/messages.ts';
import { bytesAnswer, checkTaken, partsOf, typeOf, wrongType } from './api-bytes.ts';
import { openApiDocument } from './api-document.ts';
import { once } from './api-once.ts';
import { ApiProblem, misfit, problemAnswer, problemOf } from './api-problem.ts';
import { checkAccess, tooOften, whoAsks, type WhoParts } from './api-who.ts';
import type { People } from '../people/people.acts.ts';
import { mayTakeLong } from './body-time.ts';
import type { Env } from './doors.ts';
import { isDenied } from './failure.ts';
import { addressKey, type Limiter } from './limits.ts';

export interface ApiParts extends WhoParts {
  readonly log: Log;
  /** Requests by address. */
  readonly requests: Limiter;
  /** How long a POST waits for the same one under way. */
  readonly patienceMs?: number;
}

export const API = '/api/v1';
export const DOCUMENT_PATH = `${API}/openapi.json`;
const PATIENCE_MS = 15_000;
/** No body that is described has nearly as many. */
const JSON_LEVELS_MAX = 64;

type C = Context<Env>;

/** Before the doors of the pages, which speak HTML: these have the same limits and speak JSON. */
export function mountApi(app: Hono<Env>, parts: ApiParts, routes: readonly ApiRoute[]): void {
  let document: string | undefined; // made for the first who asks: it is a tenth of a second's work at a start
  app.use(`${API}/*`, doors(parts));
  app.get(DOCUMENT_PATH, () => {
    document ??= JSON.stringify(openApiDocument(routes));
    return new Response(document, { headers: { 'content-type': 'application/json' } });
  });
  for (const route of routes)
    app.on(route.method, API + route.path, (c) => answered(parts, c, () => answer(parts, route, c)));
  // To a stranger, an address without a route is as closed as one with.
  app.all(`${API}/*`, (c) =>
    answered(parts, c, async () => {
      await whoAsks(parts, c);
      throw absent();
    }),
  );
}

function doors({ url, requests }: ApiParts): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.header('host') !== url.host) return problemAnswer(problemOf(wrongHost(url), sayTo(c)));
    if (!requests.take(addressKey(c.get('address')))) return problemAnswer(problemOf(tooOften(), sayTo(c)));
    return next();
  };
}

async function answered({ log }: ApiParts, c: C, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    const given = problemOf(error, sayTo(c));
    if (given.status >= 500 || isDenied(error)) log.error({ err: error }, 'a request of the API failed');
    return problemAnswer(given, error instanceof ApiProblem ? error.fields : {});
  }
}

async function answer(parts: ApiParts, route: ApiRoute, c: C): Promise<Response> {
  const visit = await whoAsks(parts, c);
  const file = await checkAccess(route, visit, c.req.param('case') ?? '');
  const params = paramsOf(route, c);
  const query = parse('query', route.query, queryOf(new URL(c.req.url).searchParams, route.query));
  const request = c.req.raw;
  checkTaken(route, request);
  if (route.takes !== undefined) mayTakeLong(c.env.incoming);
  const asked = { ...visit, file, params, query, request };
  if (route.method === 'POST') return post(parts, route, asked, c);
  const given = partsOf(await route.open({ ...asked, body: undefined, actKey: '', begunAt: new Date(0) }));
  if (route.answer.media !== undefined) return bytesAnswer(route, given.answer);
  return jsonAnswer(route, jsonOf(route, given.answer), given.fields);
}

async function post(
  parts: ApiParts,
  route: ApiRoute,
  asked: Omit<AnyApiVisit, 'body' | 'actKey' | 'begunAt'> & ApiVisit,
  c: C,
): Promise<Response> {
  // Of bytes the digest in the query says which they are.
  const text = route.takes === undefined ? await textOf(c, route) : '';
  const body = parse('body', route.body, route.body === undefined ? {} : parsedJson(c, text));
  const { pathname, search } = new URL(c.req.url);
  const sent = {
    operation: route.operation,
    key: c.req.header('idempotency-key'),
    request: sentAs(asked.people, route, [pathname, search, text]),
    isSecret: route.isSecret === true,
    patienceMs: parts.patienceMs ?? PATIENCE_MS,
  };
  const done = await once(asked.people, asked.person, sent, async (first) =>
    jsonOf(route, await route.open({ ...asked, ...first, body })),
  );
  return jsonAnswer(route, done.answer, done.isRepeated ? { 'idempotency-replayed': 'true' } : {});
}

/** Of a body with a secret, what is kept lets nobody try secrets against it who has a copy of the database alone. */
function sentAs(people: People, { hasSecretBody }: ApiRoute, request: readonly string[]): readonly string[] {
  return hasSecretBody === true ? [people.signIn.tokenFor(`api body\n${JSON.stringify(request)}`)] : request;
}

/** Read once it is known who asks: of a stranger nothing is taken. */
async function textOf(c: C, { bodyBytesMax: maxSize = BODY_BYTES_MAX }: ApiRoute): Promise<string> {
  const onError = (): never => {
    throw tooLarge(maxSize);
  };
  await bodyLimit({ maxSize, onError })(c, () => Promise.resolve());
  return c.req.text();
}

/** What is no such part of an address is absent, like what is not there. */
function paramsOf(route: ApiRoute, c: C): unknown {
  if (route.params === undefined) return {};
  const { case: _, ...rest } = c.req.param() as { readonly [name: string]: string };
  const parsed = route.params.safeParse(rest);
  if (!parsed.success || !Object.values(rest).every(isKeepable)) throw absent();
  return parsed.data;
}

/** What may be said several times is a list; anything else that is said twice does not fit. */
function queryOf(params: URLSearchParams, shape: z.ZodObject | undefined): unknown {
  const parts: { readonly [name: string]: unknown } = shape?.shape ?? {};
  if (![...params.values()].every(isKeepable)) throw unkeepable();
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const said = params.getAll(name);
      return [name, isList(parts[name]) || said.length > 1 ? said : said[0]];
    }),
  );
}

function isList(part: unknown): boolean {
  if (part instanceof z.ZodOptional || part instanceof z.ZodDefault) return isList(part.unwrap());
  return part instanceof z.ZodArray;
}

function parse(where: 'query' | 'body', schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return {};
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw misfit(where, parsed.error);
  return parsed.data;
}

function parsedJson(c: C, text: string): unknown {
  if (typeOf(c.req.raw.headers) !== 'application/json') throw wrongType('application/json');
  if (isNestedDeeper(text, JSON_LEVELS_MAX))
    throw new ApiProblem(400, 'badUsage', new Refusal('badUsage.jsonDepth', { max: JSON_LEVELS_MAX }));
  let parsed: unknown;
  let isText = true;
  try {
    parsed = JSON.parse(text, (name, value: unknown) => {
      isText &&= isKeepable(name) && (typeof value !== 'string' || isKeepable(value));
      return value;
    });
  } catch {
    throw new ApiProblem(400, 'badUsage', new Refusal('badUsage.json'));
  }
  if (isText) return parsed;
  throw unkeepable();
}

function unkeepable(): Refusal {
  return new Refusal('badInput.unkeepableText');
}

/** The database keeps no U+0000; half of a surrogate pair would be kept as another character than was sent. */
function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Through the schema, so that nothing is said that is not documented. */
function jsonOf(route: ApiRoute, given: unknown): string {
  return route.answer.status === 204 ? '' : JSON.stringify(route.answer.schema.parse(given));
}

function jsonAnswer(route: ApiRoute, text: string, fields: { readonly [name: string]: string }): Response {
  const { status } = route.answer;
  const headers = new Headers(fields);
  if (status === 204) return new Response(null, { status, headers });
  headers.set('content-type', 'application/json');
  return new Response(text, { status, headers });
}

function tooLarge(maxSize: number): Refusal {
  return new Refusal('tooLarge.body', { maxSize });
}

function wrongHost(url: URL): ApiProblem {
  return new ApiProblem(421, 'wrongHost', new Refusal('badUsage.host', { origin: url.origin }));
}

/** A problem is said as `Accept-Language` asks: the code is the same in each. */
function sayTo(c: C): Messages {
  return LANGUAGES[languageAsked('', c.req.header('accept-language') ?? '')];
}
