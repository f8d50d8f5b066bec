// The thread in which files are read, digested and written.
import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { BesideDigester } from './copy-beside.ts';
import { PASS_BUFFER_BYTES, runPass, type PassJob, type PassOutcome } from './copy-pass.ts';
import { controlsOf } from './copy-control.ts';

export interface PassRequest {
  readonly jobs: readonly PassJob[];
  readonly control: SharedArrayBuffer;
}

const buffer = new Uint8Array(PASS_BUFFER_BYTES);
let digester: BesideDigester | undefined;
const beside = (): BesideDigester => (digester ??= new BesideDigester());
const hasTwoCores = availableParallelism() > 1;

parentPort?.on('message', ({ jobs, control }: PassRequest) => {
  const { isAborted, add } = controlsOf(control);
  const tools = { buffer, isAborted, onBytes: add, ...(hasTwoCores && { beside }) };
  const outcomes: PassOutcome[] = jobs.map((job) => runPass(job, tools));
  parentPort?.postMessage(outcomes);
});
