// What the caller and the threads share while they work: how far it is, and whether to stop. A thread in a synchronous
// loop hears no messages, but it sees shared memory.

/** A whole number of bytes and a flag. */
export function newControl(): SharedArrayBuffer {
  return new SharedArrayBuffer(16);
}

interface Controls {
  readonly isAborted: () => boolean;
  readonly abort: () => void;
  readonly add: (bytes: number) => void;
  readonly bytes: () => number;
}

export function controlsOf(control: SharedArrayBuffer): Controls {
  const words = new BigInt64Array(control);
  return {
    isAborted: () => Atomics.load(words, 1) !== 0n,
    abort: () => void Atomics.store(words, 1, 1n),
    add: (bytes) => void Atomics.add(words, 0, BigInt(bytes)),
    bytes: () => Number(Atomics.load(words, 0)),
  };
}
