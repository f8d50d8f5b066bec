import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costLines } from './support/cost.ts';

const file = (name: string, cpuSeconds: number) => ({ file: name, cpuSeconds, wallSeconds: 2 * cpuSeconds });

test('a run ends with its time, its ten slowest files, and what took too long', () => {
  const files = Array.from({ length: 30 }, (_, n) => file(`test/${n}.test.ts`, 3 * n));
  const lines = costLines({ wallSeconds: 1199, cpuSeconds: 2000, databaseSeconds: 300 }, files);
  assert.match(lines[0] ?? '', /wall 19 min 59 s, CPU 2000\.0 s \(PostgreSQL 300\.0 s\)/);
  const slowest = lines.flatMap((line) => /^ +([\d.]+) s CPU,.* (\S+)$/.exec(line)?.slice(1) ?? []);
  assert.deepEqual(slowest.slice(0, 2), ['87.0', 'test/29.test.ts']);
  assert.equal(slowest.length, 2 * 10);
  const warned = lines.filter((line) => line.startsWith('⚠'));
  assert.equal(warned.length, 9, 'above 60 CPU seconds, whether among the ten or not');
  assert.match(warned[0] ?? '', /29\.test\.ts took 87\.0 s CPU/);
});

test('a run of over twenty minutes is said to be too long', () => {
  const lines = costLines({ wallSeconds: 1201, cpuSeconds: 10, databaseSeconds: 0 }, []);
  assert.deepEqual(lines.slice(1), [
    '⚠ the run took 20 min 1 s, and should take at most 20 min on a machine of its own',
  ]);
  const ofSoak = costLines({ wallSeconds: 9000, cpuSeconds: 10, databaseSeconds: 0 }, [], { isLong: true });
  assert.equal(ofSoak.length, 1, 'that of the soak is as long as it is');
});
