import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BadRanges } from './copy-bad-ranges.ts';

test('bad sectors that touch are one range', () => {
  const bad = new BadRanges();
  for (const offset of [512, 1024, 4096, 4608]) bad.add(offset, 512);
  assert.deepEqual(bad.list(10_000), [
    [512, 1024],
    [4096, 1024],
  ]);
  assert.equal(bad.bytes, 2048);
});

test('a thousand ranges are kept as they are; with more, neighbours are joined and the count of bytes stays exact', () => {
  const bad = new BadRanges();
  for (let i = 0; i < 1000; i++) bad.add(i * 10_000, 512);
  assert.equal(bad.list(1e9).length, 1000);
  assert.equal(bad.isCoarse, false);
  for (let i = 1000; i < 100_000; i++) bad.add(i * 10_000, 512);
  assert.equal(bad.isCoarse, true);
  assert.equal(bad.bytes, 100_000 * 512);
  assert.ok(bad.list(1e9).length <= 1000);
});

test('every bad byte lies in a listed range, ranges are in order and apart, and none goes past the end', () => {
  const gaps = fc.array(fc.tuple(fc.nat(300_000), fc.integer({ min: 1, max: 100_000 })), { maxLength: 3000 });
  fc.assert(
    fc.property(gaps, (steps) => {
      const bad = new BadRanges();
      const added: [number, number][] = [];
      let at = 0;
      for (const [gap, bytes] of steps) {
        bad.add(at + gap, bytes);
        added.push([at + gap, at + gap + bytes]);
        at += gap + bytes;
      }
      const ranges = bad.list(at);
      assert.ok(ranges.length <= 1000);
      let end = -1;
      for (const [offset, bytes] of ranges) {
        assert.ok(offset > end);
        end = offset + bytes;
      }
      assert.ok(end <= at);
      let i = 0;
      for (const [from, to] of added) {
        while (i < ranges.length && (ranges[i]?.[0] ?? 0) + (ranges[i]?.[1] ?? 0) <= from) i += 1;
        const [offset, bytes] = ranges[i] ?? [0, 0];
        assert.ok(offset <= from && to <= offset + bytes);
      }
    }),
    { numRuns: 50 },
  );
});
