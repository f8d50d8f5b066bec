// Asks `/health` twenty times a second, from a thread of its own: what plays in the other one would count as slowness of the server.
// Each message begins or ends a round; at the end of one it says how long each answer took.
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const ASK_MS = 50;
const { port } = workerData as { readonly port: number }; // given by hostile.ts
let isAsking = false;

parentPort?.on('message', () => {
  isAsking = !isAsking;
  if (isAsking) void round();
});

async function round(): Promise<void> {
  const times: number[] = [];
  while (isAsking || times.length === 0) {
    const at = performance.now();
    await health();
    times.push(performance.now() - at);
    await sleep(ASK_MS);
  }
  parentPort?.postMessage(times);
}

/** By a connection of its own: those of the plays are closed on them. */
function health(): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/health', agent: false }, (answer) => {
      answer.resume().on('end', resolve);
      if (answer.statusCode !== 200) reject(new Error(`/health answered ${answer.statusCode}`));
    }).on('error', reject);
  });
}
