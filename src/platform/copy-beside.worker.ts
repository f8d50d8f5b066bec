// The thread of `copy-beside.ts`.
import { workerData, type MessagePort } from 'node:worker_threads';
import {
  SLOT_BYTES,
  SLOTS,
  STATE,
  WORD,
  type BesideAnswer,
  type BesideRing,
  type BesideStart,
} from './copy-beside.ts';
import { Digester } from './copy-digests.ts';
import { errorText } from '../base/error-text.ts';

/** A call to wake up may be missed; then it is noticed after this. */
const WAIT_MS = 100;

const { ring, port } = workerData as { ring: BesideRing; port: MessagePort }; // given by copy-beside.ts
const { control, slots, filled } = ring;

port.on('message', (start: BesideStart) => {
  port.postMessage(answerTo(start));
  Atomics.store(control, WORD.state, STATE.answered);
  Atomics.notify(control, WORD.state);
  Atomics.notify(control, WORD.taken);
});

function answerTo({ algorithms }: BesideStart): BesideAnswer {
  try {
    const digester = new Digester({ algorithms, chunks: false });
    for (let k = 0; isGiven(k); k++) {
      const at = (k % SLOTS) * SLOT_BYTES;
      digester.update(slots.subarray(at, at + (filled[k % SLOTS] ?? 0)));
      Atomics.store(control, WORD.taken, k + 1);
      Atomics.notify(control, WORD.taken);
    }
    return { digests: digester.finish().digests };
  } catch (error) {
    return { error: errorText(error) };
  }
}

/** Waits for buffer k; false when there is none, or nobody wants the answer any more. */
function isGiven(k: number): boolean {
  for (;;) {
    const state = Atomics.load(control, WORD.state); // before `given`, which is final once the state is `ended`
    const given = Atomics.load(control, WORD.given);
    if (state === STATE.stopped) return false;
    if (given > k) return true;
    if (state === STATE.ended) return false;
    Atomics.wait(control, WORD.given, given, WAIT_MS);
  }
}
