// Appends events to a log of a home: `log-append.ts HOME COUNT CALLERS`. Prints seconds and the rate.
import { randomUUID } from 'node:crypto';
import { openInstallation } from '../src/evidence/installation.acts.ts';
import { homeAt } from '../src/platform/home.ts';

const [path = '', count = '', callers = ''] = process.argv.slice(2);
const house = await openInstallation(homeAt(path));
const started = performance.now();
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
await Promise.all(Array.from({ length: Number(callers) }, caller));
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seconds, rate: total / seconds }));
const publishing = performance.now();
await house.publish();
console.error(JSON.stringify({ publishSeconds: (performance.now() - publishing) / 1000 }));
await house.close();
