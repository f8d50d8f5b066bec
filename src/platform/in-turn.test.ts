import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurn } from './in-turn.ts';

test('so many run at once, the others wait in their order, and one that fails gives its place on', async () => {
  const take = inTurn(2);
  const [begun, ends]: [number[], (() => void)[]] = [[], []];
  const all = [0, 1, 2, 3, 4].map((i) =>
    take(async () => {
      begun.push(i);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (i === 0) throw new Error('failed');
      return i;
    }).catch(() => 'failed'),
  );
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < 5; i++) {
    await settled();
    assert.deepEqual(begun, [0, 1, 2, 3, 4].slice(0, i + 2));
    ends[i]?.();
  }
  assert.deepEqual(await Promise.all(all), ['failed', 1, 2, 3, 4]);
  assert.equal(await take(() => Promise.resolve('later')), 'later', 'no place was lost');
});
