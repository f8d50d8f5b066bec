// What a run leaves out is drawn anew each time, and is never what only it would show.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { DRAWN, selected } from './support/selection.ts';

const ALWAYS = ['access', 'need-to-know', 'tamper', 'two-installations', 'crash', 'e2e/story', 'e2e/sweep'];

test('four fifths of the stories are left out, others each time, and all are there', () => {
  for (const file of DRAWN) assert.ok(existsSync(file), file);
  const always = ALWAYS.map((name) => `test/${name}.test.ts`);
  const all = [...always, ...DRAWN];
  const runs = Array.from({ length: 60 }, (_, seed) => selected(all, seed));
  for (const taken of runs) {
    assert.equal(taken.length, always.length + Math.ceil(DRAWN.length / 5));
    assert.deepEqual(taken.slice(0, always.length), always);
  }
  for (const file of DRAWN)
    assert.ok(
      runs.some((taken) => taken.includes(file)),
      `${file} is taken at last`,
    );
  assert.deepEqual(selected(all, 7), selected(all, 7));
});
