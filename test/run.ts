// Runs every test file with the runner of the Node.js that `npm ci` brought, and ends with that runner's closing lines.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).sort();
const run = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=2', '--test-reporter=spec', ...process.argv.slice(2), ...files],
  { stdio: 'inherit' },
);
process.exitCode = run.status ?? 3;
