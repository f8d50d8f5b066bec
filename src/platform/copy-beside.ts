// A second thread that digests a large file while the first reads and writes it: on free cores a copy then takes as long
// as its digest alone. The two share a ring of buffers, and the first waits without an event loop, as a pass does.
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { DigestName, HexDigests } from './copy-digests.ts';

export interface BesideRing {
  /** Words as in `WORD`. */
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly slots: Uint8Array<SharedArrayBuffer>;
  /** Bytes filled, one word a slot. */
  readonly filled: Int32Array<SharedArrayBuffer>;
}

export interface BesideStart {
  readonly algorithms: readonly DigestName[];
}

export type BesideAnswer = { readonly digests: HexDigests } | { readonly error: string };

/** `given` and `taken` count slots; both begin anew with each file. */
export const WORD = { given: 0, taken: 1, state: 2 } as const;
export const STATE = { open: 0, ended: 1, stopped: 2, answered: 3 } as const;
/** Few and small, so that bytes are still in the cache of the processor when the other thread comes to them. */
export const SLOT_BYTES = 512 * 1024;
export const SLOTS = 4;
/** Nothing heard for so long means that the thread is gone; it never has more to do than a few buffers. */
const MAX_SILENCE_MS = 60_000;

export class BesideDigester {
  readonly #ring: BesideRing = {
    control: new Int32Array(new SharedArrayBuffer(12)),
    slots: new Uint8Array(pageAligned(SLOTS * SLOT_BYTES)),
    filled: new Int32Array(new SharedArrayBuffer(4 * SLOTS)),
  };
  readonly #port: MessagePort;
  #given = 0;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(new URL('./copy-beside.worker.ts', import.meta.url), {
      workerData: { ring: this.#ring, port: port2 },
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    worker.unref();
    port1.unref();
    this.#port = port1;
  }

  begin(algorithms: readonly DigestName[]): void {
    const { control } = this.#ring;
    while (receiveMessageOnPort(this.#port) !== undefined); // the answer of one that was stopped
    this.#given = 0;
    for (const word of Object.values(WORD)) Atomics.store(control, word, 0);
    this.#port.postMessage({ algorithms } satisfies BesideStart);
  }

  /** The next free buffer; its bytes may be written elsewhere until the one after is asked for. */
  slot(): Uint8Array {
    this.#wait(WORD.taken, (taken) => taken > this.#given - SLOTS);
    const at = (this.#given % SLOTS) * SLOT_BYTES;
    return this.#ring.slots.subarray(at, at + SLOT_BYTES);
  }

  /** Hands over the first bytes of the buffer last asked for. */
  give(bytes: number): void {
    const { control, filled } = this.#ring;
    filled[this.#given % SLOTS] = bytes;
    this.#given += 1;
    Atomics.store(control, WORD.given, this.#given);
    Atomics.notify(control, WORD.given);
  }

  finish(): HexDigests {
    this.#end(STATE.ended);
    this.#wait(WORD.state, (state) => state === STATE.answered);
    const { message } = receiveMessageOnPort(this.#port) ?? {};
    const answer = message as BesideAnswer; // posted by the worker before it says so
    if ('error' in answer) throw new Error(answer.error);
    return answer.digests;
  }

  /** Gives the file up. Another may begin once this returns. */
  stop(): void {
    this.#end(STATE.stopped);
    this.#wait(WORD.state, (state) => state === STATE.answered);
  }

  #end(state: number): void {
    Atomics.compareExchange(this.#ring.control, WORD.state, STATE.open, state);
    Atomics.notify(this.#ring.control, WORD.given);
  }

  #wait(word: number, isReached: (value: number) => boolean): void {
    const { control } = this.#ring;
    for (let value = Atomics.load(control, word); !isReached(value); value = Atomics.load(control, word)) {
      // An answer before the end is an error: it is thrown by `finish`.
      if (word === WORD.taken && Atomics.load(control, WORD.state) === STATE.answered) this.finish();
      if (Atomics.wait(control, word, value, MAX_SILENCE_MS) === 'timed-out')
        throw new Error('the thread that digests gives no answer');
    }
  }
}

/** Memory that begins with a page, as writing past the cache asks: that of WebAssembly does, other buffers of Node.js do not. */
export function pageAligned(bytes: number): SharedArrayBuffer {
  const pages = Math.ceil(bytes / 65_536);
  const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  if (!(buffer instanceof SharedArrayBuffer)) throw new Error('shared memory is not shared'); // as the types have it
  return buffer;
}
