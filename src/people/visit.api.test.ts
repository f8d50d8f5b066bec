// An answer is written by its schema: a row goes in as the database gave it, and what the schema does not name stays inside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { instant, orNull } from './visit.api.ts';

const shape = z.object({
  name: z.string(),
  at: instant,
  endedAt: orNull(instant).describe('Null: it goes on.'),
  note: orNull(z.string()),
  within: orNull(z.object({ at: instant })),
});

test('a row is written by the schema of the answer, and no more of it', () => {
  const row = {
    name: 'Ledger',
    at: new Date(0),
    endedAt: undefined,
    note: undefined,
    within: { at: new Date(1000), tokenSha256: 'secret' },
    tokenSha256: 'secret',
  };
  assert.deepEqual(shape.parse(row), {
    name: 'Ledger',
    at: '1970-01-01T00:00:00.000Z',
    endedAt: null,
    note: null,
    within: { at: '1970-01-01T00:00:01.000Z' },
  });
  assert.equal(shape.parse({ ...row, endedAt: new Date(5) }).endedAt, '1970-01-01T00:00:00.005Z');
  assert.equal(shape.parse({ ...row, at: '2026-12-01T20:00:00Z' }).at, '2026-12-01T20:00:00Z');
});

test('what is no time, or no value of its kind, is not written', () => {
  for (const more of [{ at: new Date(NaN) }, { at: 'today' }, { at: undefined }, { note: 5 }, { name: null }])
    assert.throws(() =>
      shape.parse({ name: 'x', at: new Date(0), endedAt: null, note: null, within: null, ...more }),
    );
});

test('the document says of it what it said', () => {
  const plain = z.object({
    name: z.string(),
    at: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable().describe('Null: it goes on.'),
    note: z.string().nullable(),
    within: z.object({ at: z.iso.datetime() }).nullable(),
  });
  assert.deepEqual(z.toJSONSchema(shape), z.toJSONSchema(plain));
});
