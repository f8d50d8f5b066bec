// What OpenAPI 3.1.0 demands of a document such as ours: the objects of section 4.8 that it uses, their required and their
// only fields, what must be unique, and that every reference leads somewhere. JSON Schemas are compiled by Zod, no more.
import assert from 'node:assert/strict';
import { z } from 'zod';

const reference = z.strictObject({ $ref: z.string().startsWith('#/components/') });
const schema = z.record(z.string(), z.unknown());
const content = z.record(
  z.string().regex(/^[\w.+-]+\/[\w.+-]+(; charset=utf-8)?$/),
  z.strictObject({ schema }),
);
const header = z.strictObject({ description: z.string(), schema });
const response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string().regex(/^[A-Z][\w-]+$/), header).optional(),
  content: content.optional(),
});
const parameter = z.discriminatedUnion('in', [
  z.strictObject({
    in: z.literal('path'),
    name: z.string(),
    required: z.literal(true), // section 4.8.12.1
    description: z.string().optional(),
    schema,
  }),
  z.strictObject({
    in: z.enum(['query', 'header']),
    name: z.string(),
    required: z.boolean().optional(),
    description: z.string().optional(),
    schema,
  }),
]);
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z]\w+$/),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(parameter).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|[1-5]XX|default)$/), z.union([reference, response])),
});
const document = z.strictObject({
  openapi: z.literal('3.1.0'),
  jsonSchemaDialect: z.url(),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    summary: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), schema), // section 4.8.7.1
    responses: z.record(z.string().regex(/^[\w.-]+$/), response),
    securitySchemes: z.record(
      z.string(),
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('http'), scheme: z.string(), description: z.string() }),
        z.strictObject({
          type: z.literal('apiKey'),
          in: z.enum(['query', 'header', 'cookie']),
          name: z.string(),
          description: z.string(),
        }),
      ]),
    ),
  }),
});

export function assertOpenApi(given: unknown): void {
  const parsed = document.safeParse(given);
  assert.ok(parsed.success, JSON.stringify(parsed.error?.issues));
  const { paths, components, security } = parsed.data;
  const ids: string[] = [];
  for (const [path, operations] of Object.entries(paths))
    for (const one of Object.values(operations)) {
      ids.push(one.operationId);
      const named = (one.parameters ?? []).map((part) => `${part.in} ${part.name}`);
      assert.equal(new Set(named).size, named.length, `${path}: parameters are unique`);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path ${name}`);
      const told = named.filter((name) => name.startsWith('path '));
      assert.deepEqual(told.sort(), inPath.sort(), `${path}: each part of the path is told`);
      assert.ok(
        Object.keys(one.responses).some((status) => status.startsWith('2')),
        path,
      );
    }
  assert.equal(new Set(ids).size, ids.length, 'operationId is unique');
  for (const needed of security)
    for (const name of Object.keys(needed)) assert.ok(Object.hasOwn(components.securitySchemes, name), name);
  const refs = [...JSON.stringify(given).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  assert.equal(refs.length, [...JSON.stringify(given).matchAll(/"\$ref"/g)].length);
  for (const [, kind = '', name = ''] of refs) {
    const all: { readonly [kind: string]: object } = components;
    assert.ok(Object.hasOwn(all[kind] ?? {}, name), `${kind}/${name} is there`);
  }
  const defs = JSON.parse(
    JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as { [name: string]: object };
  for (const one of Object.values(defs)) z.fromJSONSchema({ ...one, $defs: defs } as never); // of JSON
}
