// How much of a package is asked for at once, by what the line brings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spanSize } from './part-spans.acts.ts';

const AT_ONCE = 8;
/** After it a span is taken for cut. */
const CUT_S = 60;

/** Of a line of so many bytes a second, which all that are asked for share: the most seconds one took, and how long the last was. */
function line(bytesPerSecond: number): { slowest: number; last: number } {
  let ms = 0;
  const size = spanSize(true, () => ms);
  let slowest = 0;
  for (let round = 0; round < 6; round++) {
    const onLine = Array.from({ length: AT_ONCE }, () => size.now());
    const seconds = onLine.reduce((sum, one) => sum + one, 0) / bytesPerSecond;
    slowest = Math.max(slowest, seconds);
    ms += seconds * 1000; // they come together; the first is waited for, and the others are there
    for (const one of onLine) size.took(one);
  }
  return { slowest, last: size.now() };
}

test('a slow line is asked for so little at once that nothing is taken for cut', () => {
  for (const bytesPerSecond of [9_000, 64_000, 1_000_000])
    assert.ok(line(bytesPerSecond).slowest < CUT_S, `${bytesPerSecond} bytes/s`);
  assert.equal(line(9_000).last, 16 * 1024);
  assert.equal(line(64_000).last, 16 * 1024);
});

test('of a quick one all spans together are one part, and what peers do without spans stays whole', () => {
  assert.equal(AT_ONCE * line(100_000_000).last, 4 * 1024 * 1024);
  const size = spanSize(false);
  size.took(1);
  assert.equal(size.now(), 4 * 1024 * 1024);
});
