// Loaded into a measured process: as it ends it writes down the most memory it held, threads included, in KiB.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const answers = process.env['COMITY_BENCH_PEAK'];
if (answers !== undefined && isMainThread)
  process.on('exit', () => appendFileSync(answers, `${process.resourceUsage().maxRSS}\n`));
