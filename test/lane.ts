// A process of a whole run, which `test/run.ts` starts: takes test files that no other has taken, as many as it may. What they
// import is read, compiled and warmed up once for all of them; for most files that is what took the time. Each file is a suite, so
// its hooks are its own, and it begins when the one before has ended.
import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { cpuSecondsBelow } from './support/cpu.ts';
import { take } from './support/queue.ts';
import { watch } from './support/test-hooks.ts';

let counted = 0;
let isStuck = false;
const most = Number(process.env['COMITY_TEST_LANE']);
/** Milliseconds of a file and of each test in it: one that waits for ever fails by its name, and the run goes on. */
const timeout = 60_000 * Number(process.env['COMITY_TEST_MINUTES'] ?? 12);
for (let i = 0; i < most; i++) {
  const next = take();
  if (next === undefined) break;
  const { file, done } = next;
  const url = new URL(`../${file}`, import.meta.url).href;
  const began = performance.now();
  const environment = { ...process.env };
  watch.begin();
  await suite(file, { timeout }, () => import(url).finally(() => watch.end()));
  const left = `${file} leaves another environment to the files after it`;
  assert.deepEqual({ ...process.env }, environment, left);
  const until = cpuSecondsBelow(process.pid);
  done({ wallSeconds: (performance.now() - began) / 1000, cpuSeconds: until - counted });
  counted = until;
  isStuck ||= performance.now() - began >= timeout;
}
// What waits for ever may keep the process as well; the runner has read what it was told by then.
if (isStuck) setTimeout(() => process.exit(1), 5000);
