// Jobs for tests. Each run leaves a line in a file of the folder that its payload names; what it waits for is a file too.
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Refusal } from '../../src/base/refusal.ts';
import type { JobTools } from '../../src/evidence/log/tools.jobs.ts';
import { defineJob } from '../../src/platform/job.ts';
import { said } from './words.ts';

const payload = z.strictObject({ folder: z.string(), item: z.string() });

/** Says that it began, does its effect once, then waits for `go`. */
export const steadyJob = defineJob(
  { name: 'steady', act: 'addEvidence', payload },
  async ({ folder, item }, work, { house }: JobTools) => {
    appendFileSync(join(folder, 'runs'), `${process.pid}\n`);
    work.progress(1, 4, 'items', 'the first part');
    await house.log.append({
      key: `job:${work.job}`,
      events: [
        {
          type: 'checkFailed',
          item,
          occurredAt: '2026-11-03T09:30:00Z',
          facts: { files: 0, bytes: 0, what: 'test', expected: 'one', found: 'one' },
        },
      ],
    });
    work.progress(3, 4, 'items', 'the second part');
    while (!existsSync(join(folder, 'go'))) await sleep(20, undefined, { signal: work.signal });
    return { href: '/', note: 'all parts' };
  },
);

export const refusedJob = defineJob(
  { name: 'refused', act: 'addEvidence', payload },
  ({ folder }, _work, _tools: JobTools) => {
    appendFileSync(join(folder, 'runs'), 'run\n');
    throw new Refusal('badInput', {
      expected: said.drafting.persons.roles.other,
      found: 'this',
      next: 'Bring another.',
    });
  },
);

/** Fails by accident the first time. */
export const shakyJob = defineJob(
  { name: 'shaky', act: 'addEvidence', payload },
  ({ folder }, _work, _tools: JobTools) => {
    const isFirst = !existsSync(join(folder, 'runs'));
    appendFileSync(join(folder, 'runs'), 'run\n');
    if (isFirst) throw new Error('an accident');
    return Promise.resolve({});
  },
);

export const TEST_JOBS = [steadyJob, refusedJob, shakyJob];
