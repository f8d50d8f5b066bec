// A wire between two ports of this machine that loses, delays, doubles, corrupts and cuts, as a seed says. Each connection is numbered and
// draws by its number, anew for each request, so that what happens does not hang on when it came.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Faults {
  /** Of a hundred requests. */
  readonly drop: number;
  readonly delay: number;
  readonly double: number;
  readonly corrupt: number;
  readonly cut: number;
}

export interface BadWire {
  readonly server: Server;
  readonly seen: { [fault in keyof Faults | 'good']: number };
  /** From now on everything passes. */
  heal(): void;
}

/** mulberry32: small, and the same everywhere. */
export function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function badWire(from: number, to: number, faults: Faults, seed: number): Promise<BadWire> {
  const seen = { drop: 0, delay: 0, double: 0, corrupt: 0, cut: 0, good: 0 };
  let isHealed = false;
  let number = 0;
  const server = createServer((here) => {
    number += 1;
    const draw = drawing(seed * 1_000_003 + number);
    pass(here, to, draw, () => {
      const is = isHealed ? 'good' : chosen(faults, draw());
      seen[is] += 1;
      return is;
    });
  });
  return new Promise((done) =>
    server.listen(from, '127.0.0.1', () => done({ server, seen, heal: () => (isHealed = true) })),
  );
}

type Is = keyof Faults | 'good';

function chosen(faults: Faults, at: number): Is {
  let sum = 0;
  for (const [is, percent] of Object.entries(faults)) {
    sum += percent / 100;
    if (at < sum) return is as Is; // a key of Faults
  }
  return 'good';
}

/** What happens to one request and its answer; drawn anew with each request of the connection. */
interface Fate {
  readonly is: Is;
  /** Where it is cut or flipped: in what is asked, or in what is answered. */
  readonly inAnswer: boolean;
  left: number;
  readonly again: Socket | undefined;
}

function pass(here: Socket, to: number, draw: () => number, next: () => Is): void {
  const there = connect(to, '127.0.0.1');
  let fate: Fate = { is: 'good', inAnswer: false, left: 0, again: undefined };
  const end = (): void => {
    here.destroy();
    there.destroy();
  };
  const begin = (): Fate => {
    const is = next();
    const again = is === 'double' ? connect(to, '127.0.0.1') : undefined;
    again?.on('error', () => undefined).on('data', () => again.destroy()); // what is answered to the second is heard by nobody
    return { is, inAnswer: draw() < 0.5, left: Math.floor(draw() * 3000), again };
  };
  const through = (bytes: Buffer, isAnswer: boolean): Buffer | undefined => {
    if (fate.is === 'drop') return undefined;
    if (isAnswer !== fate.inAnswer || (fate.is !== 'cut' && fate.is !== 'corrupt')) return bytes;
    if (fate.left >= bytes.length) {
      fate.left -= bytes.length;
      return bytes;
    }
    if (fate.is === 'cut') return undefined;
    const flipped = Buffer.from(bytes);
    flipped[fate.left] = (flipped[fate.left] ?? 0) ^ (1 << Math.floor(draw() * 8));
    fate.left = Number.MAX_SAFE_INTEGER;
    return flipped;
  };
  for (const one of [here, there]) one.on('error', () => undefined).on('close', end);
  here.on('data', (bytes: Buffer) => {
    if (bytes.subarray(0, 5).toString('latin1') === 'POST ') fate = begin();
    const out = through(bytes, false);
    if (out === undefined) return end();
    fate.again?.write(out);
    if (fate.is !== 'delay') return void there.write(out);
    setTimeout(() => there.write(out), 20 + draw() * 60);
  });
  there.on('data', (bytes: Buffer) => {
    const out = through(bytes, true);
    return out === undefined ? end() : void here.write(out);
  });
}
