import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNestedDeeper } from './json-depth.ts';

test('nesting is counted in lists and objects alike, and brackets within strings are none', () => {
  const nested = (levels: number): string => '[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2);
  assert.equal(isNestedDeeper(nested(64), 64), false);
  assert.equal(isNestedDeeper(nested(66), 64), true);
  assert.equal(isNestedDeeper(JSON.stringify(['[[[', '{"\\', { '[[[': '"[' }]), 2), false);
  assert.equal(isNestedDeeper('[],'.repeat(1000), 1), false, 'what is closed counts no more');
});

test('two megabytes of brackets, quotation marks or escapes are no work', () => {
  const began = performance.now();
  for (const part of ['[', '[]', '"', '\\', '"\\"']) isNestedDeeper(part.repeat(2_000_000 / part.length), 64);
  assert.ok(performance.now() - began < 10_000, `${performance.now() - began} ms`); // quadratic would be minutes
});
