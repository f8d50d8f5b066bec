// Runs every test file with the runner of the Node.js that `npm ci` brought, and ends with that runner's closing lines.
// Options of that runner, such as --test-name-pattern=…, are handed on.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { serveInMemory } from './support/database-in-memory.ts';

/** More than there are cores: a test waits for a browser, a database or a disk for half of its time. */
const concurrency = 2 * availableParallelism();
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());

const database = await serveInMemory();
const results = run({
  files: longestFirst(globSync(['src/**/*.test.ts', 'test/**/*.test.ts'])),
  concurrency,
  execArgv: process.argv.slice(2),
  signal: stopping.signal,
  env: {
    // What one test file compiled the next one finds, as `./comity` does.
    NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/comity', import.meta.url)),
    ...process.env,
    ...database?.env,
  },
});
process.exitCode = 3; // until the whole has been summed up
results.on('test:summary', ({ file, success }) => {
  if (file === undefined) process.exitCode = success ? 0 : 1;
});
for await (const text of results.compose(spec)) process.stdout.write(String(text));
await database?.stop();

/**
 * A long file that begins last keeps one core waiting for it. The many short ones are beside what they test, in src/; the
 * longest kill something a hundred times.
 */
function longestFirst(files: readonly string[]): string[] {
  const rank = (file: string): number =>
    file.startsWith('src/') ? 3 : file.includes('crash') ? 0 : file.startsWith('test/e2e/') ? 1 : 2;
  return files.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
