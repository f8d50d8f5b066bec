// What a run leaves out is drawn anew each time, and is never what only it would show.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { DRAWN, selected } from './support/selection.ts';

/** Who may see what, tampering, two installations, and one kill of each kind. */
const ALWAYS = [
  'test/access.test.ts',
  'test/need-to-know.test.ts',
  'test/tamper.test.ts',
  'test/two-installations.test.ts',
  'test/crash.test.ts',
  'test/upload-crash.test.ts',
  'test/log-keys-crash.test.ts',
  'test/examine-killed.test.ts',
  'test/examine-served-killed.test.ts',
  'test/exchange-killed.test.ts',
  'src/evidence/custody/signing-kill.test.ts',
  'src/requests/verbs/preservation/preservation-expire-crash.test.ts',
  'test/e2e/story.test.ts',
  'test/e2e/sweep.test.ts',
];

test('seven eighths of the stories are left out, others each time, and all are there', () => {
  const all = [...ALWAYS, ...DRAWN];
  for (const file of all) assert.ok(existsSync(file), file);
  const runs = Array.from({ length: 90 }, (_, seed) => selected(all, seed));
  for (const taken of runs) {
    assert.equal(taken.length, ALWAYS.length + Math.ceil(DRAWN.length / 8));
    assert.deepEqual(taken.slice(0, ALWAYS.length), ALWAYS);
  }
  for (const file of DRAWN)
    assert.ok(
      runs.some((taken) => taken.includes(file)),
      `${file} is taken at last`,
    );
  assert.deepEqual(selected(all, 7), selected(all, 7));
});
