// Somebody who may write to a folder, and puts a link in the place of a folder and takes it away again, as fast as can be.
import { Worker } from 'node:worker_threads';

const SWAPS = `
const { renameSync, symlinkSync, unlinkSync } = require('node:fs');
const { parentPort, workerData: { folder, outside, flag } } = require('node:worker_threads');
const stop = new Int32Array(flag);
let swaps = 0;
while (Atomics.load(stop, 0) === 0) {
  renameSync(folder, folder + '.held');
  symlinkSync(outside, folder);
  unlinkSync(folder);
  renameSync(folder + '.held', folder);
  swaps += 1;
}
parentPort.postMessage(swaps);
`;

/** Returns what ends it, which says how often it did so. */
export function startSwapping(folder: string, outside: string): () => Promise<number> {
  const flag = new SharedArrayBuffer(4);
  const worker = new Worker(SWAPS, { eval: true, workerData: { folder, outside, flag } });
  return () =>
    new Promise((resolve, reject) => {
      worker.on('message', resolve).on('error', reject);
      Atomics.store(new Int32Array(flag), 0, 1);
    });
}
