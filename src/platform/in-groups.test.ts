import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inGroups } from './in-groups.ts';

test('what waits while a group is worked on is the next group, and none is larger than allowed', async () => {
  const groups: number[][] = [];
  const { promise: open, resolve } = Promise.withResolvers<undefined>();
  const double = inGroups(3, async (group: readonly number[]) => {
    groups.push([...group]);
    await open;
    return group.map((n) => 2 * n);
  });
  const first = [1, 2].map(double); // in one tick
  await Promise.resolve().then(() => undefined);
  const rest = [3, 4, 5, 6].map(double);
  resolve(undefined);
  assert.deepEqual(await Promise.all([...first, ...rest]), [2, 4, 6, 8, 10, 12]);
  assert.deepEqual(groups, [[1, 2], [3, 4, 5], [6]]);
  assert.equal(await double(7), 14);
});

test('what fails together is tried one by one, and only who is at fault is told', async () => {
  const tried: string[][] = [];
  const take = inGroups(10, (group: readonly string[]) => {
    tried.push([...group]);
    if (group.includes('bad')) return Promise.reject(new Error('bad'));
    return Promise.resolve(group.map((one) => one.toUpperCase()));
  });
  const [good, bad, other] = await Promise.allSettled(['a', 'bad', 'b'].map(take));
  assert.deepEqual(good, { status: 'fulfilled', value: 'A' });
  assert.equal(bad?.status === 'rejected' && String(bad.reason), 'Error: bad');
  assert.deepEqual(other, { status: 'fulfilled', value: 'B' });
  assert.deepEqual(tried, [['a', 'bad', 'b'], ['a'], ['bad'], ['b']]);
});
