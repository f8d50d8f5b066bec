// Whatever the pages change, the API changes too, or it is said here why not (docs/decisions/api.md).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApi } from './support/api.ts';
import { ACTS, BY_PERSONS } from './support/api-acts.ts';

test('each act of the pages is an operation of the API, or stands in the list of those that are for people', async (t) => {
  const { opened } = await openApi(t);
  const acts = opened.routes
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
  const operations = new Map(opened.api.map((route) => [route.operation, route.method]));
  const [known, people] = [Object.keys(ACTS), Object.keys(BY_PERSONS)];

  assert.deepEqual(
    acts.filter((act) => !known.includes(act) && !people.includes(act)),
    [],
    'give it an operation, or the reason why there is none (test/support/api-acts.ts)',
  );
  assert.deepEqual(
    [...known, ...people].filter((act) => !acts.includes(act)),
    [],
    'no page does this any more',
  );
  assert.deepEqual(
    known.filter((act) => people.includes(act)),
    [],
    'either the one or the other',
  );
  for (const [act, named] of Object.entries(ACTS))
    for (const operation of [named].flat())
      assert.ok(
        ['POST', 'PATCH', 'DELETE'].includes(operations.get(operation) ?? ''),
        `${act}: ${operation}`,
      );
  const used = new Set(Object.values(ACTS).flat());
  assert.deepEqual(
    [...operations].filter(([operation, method]) => method !== 'GET' && !used.has(operation)),
    [],
    'the API changes nothing that the pages do not',
  );
  for (const [act, why] of Object.entries(BY_PERSONS)) assert.ok(why.length > 20, act);
});
