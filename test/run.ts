// Runs every test file, or those it is given, with the runner of the Node.js that `npm ci` brought, and ends with that runner's
// closing lines and what the run cost; COMITY_TEST_COSTS names a file for the cost of each. Options of that runner, such as --test-name-pattern=…, are handed on.
import { randomInt } from 'node:crypto';
import { globSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { costLines, costRow, type RunCost } from './support/cost.ts';
import { cpuSecondsBelow } from './support/cpu.ts';
import { serveInMemory } from './support/database-in-memory.ts';
import { LOOPBACK } from './support/loopback.ts';
import { buildProgram } from './support/program.ts';
import { makeQueue } from './support/queue.ts';
import { selected } from './support/selection.ts';

/** More than there are cores: a test waits for a browser, a database or a disk for half of its time, and some for longer. */
const concurrency = 2 * availableParallelism() + 1;
const LANE = fileURLToPath(new URL('lane.ts', import.meta.url));
const HOOKS = new URL('support/test-hooks.ts', import.meta.url).href;
/** What they leave in memory goes with their process; each reads the program anew, which takes seconds. */
const FILES_A_LANE = 50;
/** Tests make much that they need once: with more room for what is new, the collector of garbage runs less often (MB). */
const ROOM = '--max-semi-space-size=64';
const options = process.argv.slice(2).filter((one) => one.startsWith('-'));
const named = process.argv.slice(2).filter((one) => !one.startsWith('-'));
/** A name or a place that is chosen is looked for in files: what a lane has it reads only as it goes. */
const isAll = options.length === 0;
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());

const every = globSync(['src/**/*.test.ts', 'test/**/*.test.ts']);
const seed = Number(process.env['COMITY_STORIES_SEED'] ?? randomInt(2 ** 31));
const isDrawn = named.length === 0 && process.env['COMITY_STORIES'] !== 'all';
const files = named.length > 0 ? named : isDrawn ? selected(every, seed) : every;
if (isDrawn)
  process.stdout.write(
    `ℹ ${files.length} of ${every.length} test files, drawn by COMITY_STORIES_SEED=${seed}; COMITY_STORIES=all takes all\n`,
  );
const queue = makeQueue(longestFirst(files));
const database = await serveInMemory();
const program = await buildProgram();
const begun = process.cpuUsage();
const prepared = { cpuSeconds: cpuSecondsBelow(process.pid), databaseSeconds: databaseCpu() };
const results = run({
  files: isAll ? lanes() : queue.left(),
  concurrency,
  execArgv: isAll ? [ROOM, '--import', HOOKS] : options,
  signal: stopping.signal,
  env: {
    // What one test file compiled the next one finds, as `./comity` does.
    NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/comity', import.meta.url)),
    COMITY_INTERNAL_HOSTS: LOOPBACK,
    ...process.env,
    LC_ALL: 'C.UTF-8', // the terminal speaks as it says
    ...database?.env,
    ...queue.env,
    ...program.env,
    COMITY_TEST_LANE: String(FILES_A_LANE),
  },
});
process.exitCode = 3; // until the whole has been summed up
results.on('test:summary', ({ file, success }) => {
  if (file === undefined) process.exitCode = success ? 0 : 1;
});
for await (const text of results.compose(spec)) process.stdout.write(String(text));
const databaseSeconds = databaseCpu();
await database?.stop();
for (const file of isAll ? queue.left() : []) {
  process.exitCode = 1;
  process.stdout.write(
    `✖ ${file} was not run to its end: the process that had it, or would have taken it, ended\n`,
  );
}
const isLong = process.env['COMITY_TEST_MINUTES'] !== undefined;
for (const line of costLines(costOfRun(), queue.costs(), { isLong })) process.stdout.write(`${line}\n`);
const costsTo = process.env['COMITY_TEST_COSTS'];
if (costsTo) writeFileSync(costsTo, queue.costs().map(costRow).join(''));
queue.remove();
program.remove();

function databaseCpu(): number {
  return database?.cpuSeconds() ?? 0;
}

/** What it took to begin, each file, and the server since. A Chromium takes its account with it when it ends: files count theirs before. */
function costOfRun(): RunCost {
  const files = queue.costs().reduce((sum, one) => sum + one.cpuSeconds, 0);
  const { user, system } = process.cpuUsage(begun);
  const reporting = (user + system) / 1e6;
  const cpuSeconds = prepared.cpuSeconds + reporting + files + databaseSeconds - prepared.databaseSeconds;
  return { wallSeconds: performance.now() / 1000, cpuSeconds, databaseSeconds };
}

/** As many more as run at once: those that are full before the last files are taken leave their place to another. */
function lanes(): string[] {
  const needed = Math.ceil(files.length / FILES_A_LANE) + concurrency;
  return Array.from({ length: Math.min(needed, files.length) }, () => LANE);
}

/**
 * A long file that begins last keeps one core waiting for it. The many short ones are beside what they test, in src/; the
 * longest kill something a hundred times.
 */
function longestFirst(files: readonly string[]): string[] {
  const rank = (file: string): number =>
    file.startsWith('src/') ? 3 : file.includes('crash') ? 0 : file.startsWith('test/e2e/') ? 1 : 2;
  return files.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
