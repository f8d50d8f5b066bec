// The API of an installation with two cases, asked as different people; every answer is held against the document.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { z } from 'zod';
import type { Uuid } from '../../src/base/ids.ts';
import { newUuid } from '../../src/base/ids.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import { makeApiKey, type KeyRequest } from '../../src/people/api-key.acts.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import type { People } from '../../src/people/people.acts.ts';
import { grantRoles, insertPerson, personById } from '../../src/people/person.store.ts';
import type { AgencyRole, CaseRole } from '../../src/people/roles.ts';
import type { ApiRoute } from '../../src/people/visit.api.ts';
import { documentPath } from '../../src/server/api-document.ts';
import { API, mountApi, type ApiParts } from '../../src/server/api.ts';
import { outerApp } from '../../src/server/app.ts';
import type { Limiter } from '../../src/server/limits.ts';
import { openHouse, type Opened } from '../../src/server/server.ts';
import { testCase, testExhibit, testInstallation, type TestInstallation } from './installation.ts';
import { outsideOf } from './outside.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

export const SITE = new URL('http://localhost:8470');

export interface Sent {
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: { readonly [name: string]: string };
}

export interface Got {
  readonly status: number;
  readonly bytes: Uint8Array;
  /** The same as text. */
  readonly text: string;
  readonly headers: Headers;
  /** Parsed; undefined for bytes. */
  readonly json: JsonAnswer;
}

/** What tests look into without knowing its shape. */
// oxlint-disable-next-line typescript/no-explicit-any
export type JsonAnswer = any;

export interface TestApi {
  readonly made: TestInstallation;
  readonly opened: Opened;
  readonly people: People;
  readonly file: CaseFile;
  readonly other: CaseFile;
  /** Of the server, for evidence. */
  readonly folder: string;
  /** `GET /cases`; the path may have real values. Checks the answer against the document. */
  readonly ask: (line: string, sent?: Sent) => Promise<Got>;
  /** A key of this person. */
  readonly keyOf: (person: Uuid, wanted?: Partial<KeyRequest>) => Promise<string>;
  readonly person: (name: string, roles?: readonly AgencyRole[]) => Promise<Uuid>;
  readonly join: (person: Uuid, role: CaseRole, file?: CaseFile) => Promise<void>;
  readonly document: JsonAnswer;
  /** `GET /cases 200` for each answer seen. */
  readonly seen: Set<string>;
  /** With other parts, such as limits that are soon used up. */
  readonly again: (parts: Partial<ApiParts>) => TestApi['ask'];
}

export async function openApi(t: TestContext): Promise<TestApi> {
  const made = await testInstallation(t);
  const { house, home, env } = made;
  const folder = temporaryFolder(t);
  const small = { ...env, COMITY_UPLOAD_FORM_MAX: '1 MB', COMITY_EVIDENCE_FOLDER: folder };
  const opened = await openHouse(home, small, SITE, 'first-token');
  atEnd(t, () => opened.close());
  const { people } = opened;
  const file = await testCase(house, 'Harbour invoices');
  const other = await testCase(house, 'Another case');
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  for (const { reference } of [file, other])
    for (const title of ['Letter of the harbour master', 'Second letter'])
      await testExhibit(house, { reference }, { title, from: { kind: 'path', path } });
  await house.publish();
  const seen = new Set<string>();
  const outside = await outsideOf(SITE);
  const many = outside.requests;
  const again = (parts: Partial<ApiParts>): TestApi['ask'] => {
    const whole = { ...outside, people, tries: many, perPerson: many as Limiter, patienceMs: 5000, ...parts };
    const app = outerApp(outside, (before) => mountApi(before, whole, opened.api));
    const send = async (line: string, sent: Sent): Promise<Got> => {
      const response = await app.fetch(requestOf(line, sent), {
        incoming: { socket: { remoteAddress: '127.0.0.1' } },
      });
      return checked(opened.api, document, seen, { line, response });
    };
    return async (line, sent = {}) => {
      if (!line.startsWith('POST') || sent.key !== undefined) return send(line, sent);
      // What was done is answered alike when it is sent again; test/api-once.test.ts shows that it is done once.
      const once = { ...sent, key: randomUUID() };
      const got = await send(line, once);
      if (got.status >= 300) return got;
      const again = await send(line, once);
      assert.deepEqual([again.status, again.text], [got.status, got.text], `${line}, sent twice`);
      return got;
    };
  };
  let document: JsonAnswer = undefined;
  const ask = again({});
  document = JSON.parse((await ask('GET /openapi.json')).text);
  return {
    made,
    opened,
    people,
    file,
    other,
    folder,
    document,
    seen,
    ask,
    again,
    keyOf: async (id, wanted = {}) => {
      const by = await personById(house.db.kysely, id);
      assert.ok(by);
      return makeApiKey(people, { by, name: 'Test program', may: 'write', days: 30, ...wanted });
    },
    person: async (name, roles = []) => {
      const id = newUuid(house.clock, house.random);
      const at = new Date(house.clock());
      await house.db.transaction(async (tx) => {
        await insertPerson(tx, {
          id,
          name: `${name} Example`,
          email: `${name.toLowerCase()}@agency.example`,
          createdAt: at,
        });
        await grantRoles(tx, { person: id, roles, by: undefined, at });
      });
      return id;
    },
    join: async (person, role, which = file) => {
      const at = new Date(house.clock());
      await house.db.transaction((tx) => insertMember(tx, { caseId: which.id, person, role, at }));
    },
  };
}

/** A whole list, one item a page: the pages meet, nothing comes twice. */
export async function pagesOf(
  ask: TestApi['ask'],
  path: string,
  token: string | undefined,
  asked = '',
): Promise<JsonAnswer[]> {
  const found: JsonAnswer[] = [];
  for (let after: string | null = ''; after !== null;) {
    const query: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const { json, text } = await ask(`GET ${path}?limit=1&${asked}${query}`, { token: token ?? '' });
    assert.ok(Array.isArray(json?.items) && json.items.length <= 1, `${path}: ${text}`);
    found.push(...json.items);
    after = json.next;
  }
  const ids = found.map((one) => JSON.stringify(one));
  assert.equal(new Set(ids).size, ids.length, `${path} says something twice`);
  return found;
}

function requestOf(line: string, { token, body, key, headers }: Sent): Request {
  const [method = '', path = ''] = line.split(' ');
  const sent = new Headers({ host: SITE.host, ...headers });
  if (token !== undefined) sent.set('authorization', `Bearer ${token}`);
  if (method === 'POST') sent.set('idempotency-key', key ?? randomUUID());
  if (key === '') sent.delete('idempotency-key');
  if (body !== undefined && !sent.has('content-type')) sent.set('content-type', 'application/json');
  const isPlain = typeof body === 'string' || body instanceof Uint8Array;
  const text = isPlain ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body);
  return new Request(new URL(API + path, SITE), {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: text }),
  });
}

interface Asked {
  readonly line: string;
  readonly response: Response;
}

/** The document knows this status of this operation, and the body is what it says. */
async function checked(
  api: readonly ApiRoute[],
  document: JsonAnswer,
  seen: Set<string>,
  { line, response }: Asked,
): Promise<Got> {
  const { status, headers } = response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const type = headers.get('content-type') ?? '';
  const hasJson = type.includes('json') && !line.startsWith('HEAD ');
  const json: JsonAnswer = hasJson ? JSON.parse(text) : undefined;
  const got = { status, bytes, text, headers, json };
  const route = routeOf(api, line);
  if (document === undefined) seen.add(`GET /openapi.json ${status}`);
  if (document === undefined || route === undefined || status === 421) return got;
  const known = document.paths[documentPath(route.path)]?.[route.method.toLowerCase()];
  const name = status >= 500 && known.responses[status] === undefined ? '5XX' : String(status);
  const answer = resolve(document, known.responses[name]);
  assert.ok(answer, `${line} answered ${status}, which the document does not know: ${text}`);
  seen.add(`${route.method} ${route.path} ${name}`);
  if (status === 204) return got;
  const [[media, { schema }]] = Object.entries<JsonAnswer>(answer.content) as [[string, JsonAnswer]];
  assert.equal(type, media, line);
  if (json !== undefined) assertFits(document, schema, json, `${line} ${status}`);
  return got;
}

export function routeOf(api: readonly ApiRoute[], line: string): ApiRoute | undefined {
  const [method, path = ''] = line.split(' ');
  const bare = path.split('?')[0] ?? '';
  const fits = ({ path: pattern }: ApiRoute): boolean =>
    new RegExp(`^${pattern.replace(/:\w+\{\.\+\}/g, '.+').replace(/:\w+/g, '[^/]+')}$`).test(bare);
  return api.find((one) => one.method === method && fits(one));
}

function resolve(document: JsonAnswer, value: JsonAnswer): JsonAnswer {
  const ref: unknown = value?.$ref;
  if (typeof ref !== 'string') return value;
  return ref
    .slice(2)
    .split('/')
    .reduce((at: JsonAnswer, name) => at?.[name], document);
}

/** By the JSON Schema of the document, not by the Zod schema it was made from. */
function assertFits(document: JsonAnswer, schema: JsonAnswer, value: unknown, what: string): void {
  const parsed = checkOf(document, schema).safeParse(value);
  assert.ok(parsed.success, `${what}: ${JSON.stringify(parsed.error?.issues)} in ${JSON.stringify(value)}`);
}

/** Made once for each schema that a document holds: thousands of answers are held against a few hundred. */
const checks = new WeakMap<object, z.ZodType>();

function checkOf(document: JsonAnswer, schema: JsonAnswer): z.ZodType {
  let check = checks.get(schema);
  if (check === undefined) {
    check = z.fromJSONSchema({ ...inDefs(schema), $defs: defsOf(document) });
    checks.set(schema, check);
  }
  return check;
}

/** As many as all others together, and the same for each of them. */
const defs = new WeakMap<object, JsonAnswer>();

function defsOf(document: JsonAnswer): JsonAnswer {
  let found = defs.get(document);
  if (found === undefined) defs.set(document, (found = inDefs(document.components.schemas)));
  return found;
}

function inDefs(schema: JsonAnswer): JsonAnswer {
  return JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/'));
}
