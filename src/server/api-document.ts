// The document of the API (OpenAPI 3.1), made from the routes themselves. docs/decisions/api.md says why by our own hand.
import { z } from 'zod';
import { TOOL } from '../evidence/log/tool.ts';
import type { ApiRoute } from '../people/visit.api.ts';
import { RANGE_FIELDS, TUS_FIELDS } from './api-bytes.ts';
import { PROBLEMS, problemShape, problemsOf } from './api-problem.ts';

interface JsonObject {
  readonly [name: string]: unknown;
}

export function openApiDocument(routes: readonly ApiRoute[]): JsonObject {
  const schemas: { [id: string]: unknown } = {};
  const paths: { [path: string]: { [method: string]: unknown } } = {};
  const add = (path: string, method: string, operation: JsonObject): void => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  add('/openapi.json', 'get', documentOperation());
  for (const route of routes)
    add(documentPath(route.path), route.method.toLowerCase(), operationOf(route, schemas));
  const problemRef = refOf(problemShape, 'output', schemas);
  const responses = Object.entries(PROBLEMS).map(([status, [title, words]]) => [
    `problem${status}`,
    { description: `${title}. ${words}`, content: { 'application/problem+json': { schema: problemRef } } },
  ]);
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Comity',
      version: TOOL.version,
      summary: 'The acts of this installation, for other programs of the agency.',
      description:
        'Every request is made as a person, and by that person’s roles and cases. What does not exist and what is not open to you is answered alike. Times are ISO 8601 in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      schemas,
      responses: Object.fromEntries(responses),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key from the account page: `comity_…`.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'comity.session_token',
          description:
            'The person’s own browser; what changes something must come from a page of this server.',
        },
      },
    },
  };
}

/** `/cases/:case` as OpenAPI writes it. A pattern such as `:path{.+}` is told by its parameter alone. */
export function documentPath(path: string): string {
  return path.replace(/:(\w+)(?:\{[^}]*\})?/g, '{$1}');
}

function operationOf(route: ApiRoute, schemas: { [id: string]: unknown }): JsonObject {
  const { answer } = route;
  const { media } = answer;
  const content =
    answer.status === 204
      ? undefined
      : media === undefined
        ? { 'application/json': { schema: refOf(answer.schema, 'output', schemas) } }
        : { [media]: { schema: schemaOfBytes(media) } };
  const problems = problemsOf(route).map((status) => [
    String(status),
    { $ref: `#/components/responses/problem${status}` },
  ]);
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [tagOf(route)],
    parameters: parametersOf(route, schemas),
    ...bodyOf(route, schemas),
    responses: {
      [answer.status]: {
        description: answer.words,
        ...(answer.fields === undefined ? {} : { headers: headersOf(answer.fields) }),
        ...(content === undefined ? {} : { content }),
      },
      ...(answer.isRanged === true ? { 206: { description: 'The part that was asked for.', content } } : {}),
      ...Object.fromEntries(problems),
    },
  };
}

function bodyOf({ body, takes }: ApiRoute, schemas: { [id: string]: unknown }): JsonObject {
  if (takes !== undefined)
    return {
      requestBody: { required: true, content: { [takes.media]: { schema: schemaOfBytes(takes.media) } } },
    };
  if (body === undefined) return {};
  const schema = refOf(body, 'input', schemas);
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function headersOf(fields: { readonly [name: string]: string }): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}

/** Bytes that are JSON of a form of their own, told in docs/formats/, are an object to the reader. */
function schemaOfBytes(media: string): JsonObject {
  return media === 'application/json' ? { type: 'object' } : { type: 'string', contentMediaType: media };
}

/** What is a part of something larger stands with it. */
const STANDS_WITH = new Map([
  ['case-lead', 'cases'],
  ['status', 'file'],
  ['compartment', 'file'],
  ['entries', 'file'],
  ['notes', 'file'],
  ['history', 'file'],
  ['waiting-documents', 'requests'],
]);

/** The first word of the path: what it is about. */
export function tagOf({ path }: Pick<ApiRoute, 'path'>): string {
  const word = /^\/cases\/:case\/([\w-]+)/.exec(path)?.[1] ?? /^\/([\w-]+)/.exec(path)?.[1] ?? '';
  return STANDS_WITH.get(word) ?? word;
}

function parametersOf(route: ApiRoute, schemas: { [id: string]: unknown }): JsonObject[] {
  const list: JsonObject[] = [];
  if (route.path.includes(':case'))
    list.push({
      name: 'case',
      in: 'path',
      required: true,
      description: 'Reference of the case.',
      schema: { type: 'string', examples: ['FR-2026-000012'] },
    });
  list.push(...partsOf('path', route.params, schemas), ...partsOf('query', route.query, schemas));
  if (route.method === 'POST')
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description:
        'New for each act; the same when the act is sent again. Then it is done once, and answered alike.',
      schema: { type: 'string', minLength: 8, maxLength: 128 },
    });
  if (route.takes?.by === 'tus') list.push(...fieldsOf(TUS_FIELDS, true));
  if (route.answer.isRanged === true) list.push(...fieldsOf(RANGE_FIELDS, false));
  return list;
}

function fieldsOf(
  fields: { readonly [name: string]: { readonly words: string; readonly schema: JsonObject } },
  required: boolean,
): JsonObject[] {
  return Object.entries(fields).map(([name, { words, schema }]) => ({
    name,
    in: 'header',
    required,
    description: words,
    schema,
  }));
}

function partsOf(
  where: 'path' | 'query',
  shape: z.ZodObject | undefined,
  schemas: { [id: string]: unknown },
): JsonObject[] {
  return Object.entries(shape?.shape ?? {}).map(([name, part]) => {
    const schema = refOf(part as z.ZodType, 'input', schemas); // of a ZodObject
    const { description, ...rest } = schema as { description?: string };
    return {
      name,
      in: where,
      required: where === 'path' || !(part as z.ZodType).safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

/** The JSON Schema of it; what has an id becomes a component, once, and is named from there. */
function refOf(schema: z.ZodType, io: 'input' | 'output', schemas: { [id: string]: unknown }): JsonObject {
  const made = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern; // the format says it
      // Text without control characters: written for a `u` flag that not every reader sets.
      if (jsonSchema.pattern?.includes('\\u{') === true) delete jsonSchema.pattern;
    },
  });
  // Refs name `#/$defs/Id`; as text, because they can be anywhere within.
  const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $defs = {}, $schema: _, ...rest } = JSON.parse(text) as JsonObject & { $defs?: JsonObject };
  for (const [id, def] of Object.entries($defs)) {
    const known = schemas[id];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(def))
      throw new Error(`two schemas are called ${id}`);
    schemas[id] = def;
  }
  return rest;
}

function documentOperation(): JsonObject {
  return {
    operationId: 'readDocument',
    summary: 'This document.',
    tags: ['openapi'],
    security: [],
    responses: {
      200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
      429: { $ref: '#/components/responses/problem429' },
    },
  };
}
