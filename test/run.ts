// Runs every test file with the runner of the Node.js that `npm ci` brought, and ends with that runner's closing lines.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).sort();
/** More than there are cores: a test waits for a browser, a database or a disk for half of its time. */
const atOnce = 2 * availableParallelism();
const run = spawnSync(
  process.execPath,
  ['--test', `--test-concurrency=${atOnce}`, '--test-reporter=spec', ...process.argv.slice(2), ...files],
  {
    stdio: 'inherit',
    // What one test file compiled the next one finds, as `./comity` does.
    env: {
      NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/comity', import.meta.url)),
      ...process.env,
    },
  },
);
process.exitCode = run.status ?? 3;
