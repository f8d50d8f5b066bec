// The thread in which files are read, digested and written.
import { parentPort } from 'node:worker_threads';
import { PASS_BUFFER_BYTES, runPass, type PassJob, type PassOutcome } from './copy-pass.ts';
import { controlsOf } from './copy-control.ts';

export interface PassRequest {
  readonly jobs: readonly PassJob[];
  readonly control: SharedArrayBuffer;
}

const buffer = new Uint8Array(PASS_BUFFER_BYTES);

parentPort?.on('message', ({ jobs, control }: PassRequest) => {
  const { isAborted, add } = controlsOf(control);
  const outcomes: PassOutcome[] = jobs.map((job) => runPass(job, { buffer, isAborted, onBytes: add }));
  parentPort?.postMessage(outcomes);
});
