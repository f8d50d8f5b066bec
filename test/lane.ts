// A process of a whole run, which `test/run.ts` starts: takes test files that no other has taken, until none is left. What they
// import is read, compiled and warmed up once for all of them; for most files that is what took the time. Each file is a suite, so
// its hooks are its own, and it begins when the one before has ended.
import { suite } from 'node:test';
import { take } from './support/queue.ts';

for (let next = take(); next !== undefined; next = take()) {
  const { file, done } = next;
  const url = new URL(`../${file}`, import.meta.url).href;
  await suite(file, () => import(url).then(() => undefined));
  done();
}
