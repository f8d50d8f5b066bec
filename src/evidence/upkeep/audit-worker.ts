// A thread of the audit.
import { parentPort, workerData } from 'node:worker_threads';
import { leafReader, type LeafBatch } from './audit-read.ts';
import type { StatedKeys } from '../log/log-entry.ts';

if (parentPort !== null) {
  const port = parentPort;
  const read = leafReader(workerData as StatedKeys); // given by audit-events.acts.ts
  port.on('message', (batch: LeafBatch) => {
    void read(batch).then((answer) => port.postMessage(answer));
  });
}
