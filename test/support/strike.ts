// Two processes that do the same work at once, killed without warning, as a power cut would.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Both run the script and are killed, so many milliseconds after each has begun to work (its first output). True: both came to
 * their end first. One may find that the other is at it, and end.
 */
export async function strikeTwo(
  script: readonly string[],
  env: NodeJS.ProcessEnv,
  afterMs: number,
): Promise<boolean> {
  const workers = [0, 1].map(() =>
    spawn(process.execPath, script, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const ends = workers.map(async (worker) => (await once(worker, 'exit'))[0] as number | null); // as documented
  await Promise.all(workers.map((worker, i) => Promise.race([once(worker.stdout, 'data'), ends[i]])));
  await Promise.race([wait(afterMs, undefined, { ref: false }), Promise.all(ends)]);
  for (const worker of workers) worker.kill('SIGKILL');
  const codes = await Promise.all(ends);
  for (const code of codes) assert.ok(code === null || code === 0, `it ended by itself with ${code}`);
  return codes.every((code) => code === 0);
}
