// A wire between two ports of this machine that loses, delays, doubles, corrupts and cuts, as a seed says. Each connection is numbered and
// draws by its number, so that what happens to it does not hang on when it came.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Faults {
  /** Of a hundred connections. */
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
    const is = isHealed ? 'good' : chosen(faults, draw());
    seen[is] += 1;
    here.on('error', () => undefined);
    if (is === 'drop') return void here.destroy();
    pass(here, to, is, draw);
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

function pass(here: Socket, to: number, is: Is, draw: () => number): void {
  const there = connect(to, '127.0.0.1');
  const again = is === 'double' ? connect(to, '127.0.0.1') : undefined;
  const end = (): void => {
    here.destroy();
    there.destroy();
    again?.destroy();
  };
  for (const one of [here, there, again]) one?.on('error', () => undefined);
  here.on('close', end);
  there.on('close', end);
  again?.on('data', () => undefined); // what is answered to the second is heard by nobody
  const wait = is === 'delay' ? 20 + draw() * 60 : 0;
  // Where it is cut or flipped: in what is asked, or in what is answered.
  const inAnswer = draw() < 0.5;
  let left = Math.floor(draw() * 3000);
  const through = (bytes: Buffer, isAnswer: boolean): Buffer | undefined => {
    if (isAnswer !== inAnswer || (is !== 'cut' && is !== 'corrupt')) return bytes;
    if (left >= bytes.length) {
      left -= bytes.length;
      return bytes;
    }
    if (is === 'cut') return undefined;
    const flipped = Buffer.from(bytes);
    flipped[left] = (flipped[left] ?? 0) ^ (1 << Math.floor(draw() * 8));
    left = Number.MAX_SAFE_INTEGER;
    return flipped;
  };
  const flow = (from: Socket, into: readonly (Socket | undefined)[], isAnswer: boolean): void => {
    from.on('data', (bytes: Buffer) => {
      const out = through(bytes, isAnswer);
      if (out === undefined) return end();
      if (wait === 0) for (const one of into) one?.write(out);
      else setTimeout(() => into.forEach((one) => one?.write(out)), wait);
    });
  };
  flow(here, [there, again], false);
  flow(there, [here], true);
}
