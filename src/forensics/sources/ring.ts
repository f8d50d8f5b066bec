// Batches of media bytes on their way from the threads that unpack to the threads that digest, in shared memory that
// does not grow. Batch k lies in slot k mod slots; a slot is used again when every digesting thread is past it.
//
// A thread that waits wakes at least every WAIT_MS, so that `stop` is never missed.

const WAIT_MS = 100;
const STOP = 0;
const FIRST_CONSUMER = 1;

interface RingShape {
  readonly slotBytes: number;
  readonly slots: number;
  readonly consumers: number;
}

/** What is passed to a thread. */
export interface RingMemory extends RingShape {
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

export function newRing(shape: RingShape): RingMemory {
  const words = FIRST_CONSUMER + shape.consumers + shape.slots;
  return {
    ...shape,
    control: new Int32Array(new SharedArrayBuffer(4 * words)),
    bytes: new Uint8Array(new SharedArrayBuffer(shape.slots * shape.slotBytes)),
  };
}

/** Tells every thread to give up. */
export function stopRing({ control }: RingMemory): void {
  Atomics.store(control, STOP, 1);
  for (let i = 0; i < control.length; i++) Atomics.notify(control, i);
}

export function isStopped({ control }: RingMemory): boolean {
  return Atomics.load(control, STOP) !== 0;
}

/** Batches that every consumer has taken. */
export function batchesDone(ring: RingMemory): number {
  let done = Infinity;
  for (let i = 0; i < ring.consumers; i++)
    done = Math.min(done, Atomics.load(ring.control, FIRST_CONSUMER + i));
  return done;
}

/** The slot for batch k, once it is free; undefined when the ring was stopped. */
export function slotToFill(ring: RingMemory, batch: number): Uint8Array | undefined {
  for (let i = 0; i < ring.consumers; i++) {
    const word = FIRST_CONSUMER + i;
    if (!waitUntil(ring, word, (taken) => taken > batch - ring.slots)) return undefined;
  }
  return slotOf(ring, batch);
}

export function markFilled(ring: RingMemory, batch: number): void {
  const word = filledWord(ring, batch);
  Atomics.store(ring.control, word, batch + 1);
  Atomics.notify(ring.control, word);
}

/** The slot with batch k, once it is filled; undefined when the ring was stopped. */
export function slotToTake(ring: RingMemory, batch: number): Uint8Array | undefined {
  if (!waitUntil(ring, filledWord(ring, batch), (filled) => filled === batch + 1)) return undefined;
  return slotOf(ring, batch);
}

export function markTaken(ring: RingMemory, consumer: number, batch: number): void {
  Atomics.store(ring.control, FIRST_CONSUMER + consumer, batch + 1);
  Atomics.notify(ring.control, FIRST_CONSUMER + consumer);
}

function waitUntil(ring: RingMemory, word: number, isReached: (value: number) => boolean): boolean {
  for (;;) {
    const value = Atomics.load(ring.control, word);
    if (isReached(value)) return Atomics.load(ring.control, STOP) === 0;
    if (Atomics.load(ring.control, STOP) !== 0) return false;
    Atomics.wait(ring.control, word, value, WAIT_MS);
  }
}

function filledWord(ring: RingMemory, batch: number): number {
  return FIRST_CONSUMER + ring.consumers + (batch % ring.slots);
}

function slotOf(ring: RingMemory, batch: number): Uint8Array {
  const start = (batch % ring.slots) * ring.slotBytes;
  return ring.bytes.subarray(start, start + ring.slotBytes);
}
