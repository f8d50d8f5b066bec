// Digests the files named on the command line, or every file below a folder, as the audit does.
import { globSync, statSync } from 'node:fs';
import { hashFiles } from '../src/platform/copy.ts';
import type { HashName } from '../src/verify/crypto.ts';

const [names = 'sha256', ...paths] = process.argv.slice(2);
const files = paths.flatMap((path) =>
  statSync(path).isDirectory() ? globSync(`${path}/**/*`).filter((one) => statSync(one).isFile()) : [path],
);
const algorithms = names.split(',') as HashName[]; // the caller is the bench
const targets = files.map((path) => ({ path, algorithms, bytesHint: statSync(path).size }));
for await (const result of hashFiles(targets)) {
  if (!result.ok) throw new Error(result.reason);
  console.log(result.digests.sha256, result.target.path);
}
