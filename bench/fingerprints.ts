// Ten million fingerprints of pictures, looked through by two threads over one index. Started by itself, with the environment that the
// launcher sets: in pages of 4 KiB half of the time is finding out where they are.
import { createCipheriv } from 'node:crypto';
import { openNearest } from '../src/forensics/pictures/nearest.ts';

const [ROWS, LOOKUPS, ROUNDS] = [10_000_000, 4000, 5];

const set = new Uint8Array(new SharedArrayBuffer(ROWS * 32));
const noise = createCipheriv('aes-256-ctr', Buffer.alloc(32, 7), Buffer.alloc(16));
for (let at = 0; at < set.length; at += 3_200_000) set.set(noise.update(Buffer.alloc(3_200_000)), at);

let begun = process.cpuUsage();
const nearest = await openNearest(set);
const built = seconds(begun);
const every = Math.floor(ROWS / LOOKUPS);
const hashes = new Uint8Array(LOOKUPS * 32);
for (let n = 0; n < LOOKUPS; n++) {
  const hash = set.slice(n * every * 32, (n * every + 1) * 32);
  for (let bit = 0; bit < 31; bit++) hash[bit]! ^= 1 << (n & 7);
  hashes.set(hash, n * 32);
}
const rates: { cpu: number; wall: number }[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const since = performance.now();
  begun = process.cpuUsage();
  const found = await nearest.find({ hashes, most: 31 });
  // Two threads: so many CPU seconds a second.
  rates.push({ cpu: (2 * LOOKUPS) / seconds(begun), wall: (1000 * LOOKUPS) / (performance.now() - since) });
  for (let n = 0; n < LOOKUPS; n++)
    if (found[2 * n] !== n * every) throw new Error(`look-up ${n} missed what is there`);
}
await nearest.close();
console.log(JSON.stringify({ built, cpu: median('cpu'), wall: median('wall') }));

function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function median(of: 'cpu' | 'wall'): number {
  return rates.map((rate) => rate[of]).sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
}
