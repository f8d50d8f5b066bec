// Appends events to the log of a home, then publishes a checkpoint: `log-append.ts HOME COUNT CALLERS`. Prints seconds.
import { randomUUID } from 'node:crypto';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { homeAt } from '../src/platform/home.ts';

const [path = '', count = '', callers = ''] = process.argv.slice(2);
const house = await openInstallation(homeAt(path));
const total = Number(count);
let next = 0;
async function caller(): Promise<void> {
  for (let i = next++; i < total; i = next++) {
    const item = `FR-2026-${String(1 + (i % 1000)).padStart(6, '0')}-${1 + (Math.floor(i / 1000) % 10)}`;
    await house.log.append({
      key: randomUUID(),
      events: [{ type: 'viewed', item, occurredAt: '2026-11-03T10:30:00+01:00', reason: 'review' }],
    });
  }
}
const seconds = await timed(() => Promise.all(Array.from({ length: Number(callers) }, caller)));
const publishSeconds = await timed(() => house.publish());
console.log(JSON.stringify({ seconds, rate: total / seconds, publishSeconds }));
await house.close();

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1000;
}
