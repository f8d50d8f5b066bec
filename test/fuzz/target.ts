// What is fuzzed: inputs drawn from numbers, and the reader that must end with an answer or a clear refusal.
import { Refusal } from '../../src/base/refusal.ts';
import { Fault } from '../../src/verify/fault.ts';

/** From 0 to below 1. */
export type Draw = () => number;

export interface Target {
  /** An input; the same for the same numbers. */
  readonly make: (draw: Draw) => Uint8Array;
  /** Reads it as the program does. Whatever is thrown besides a Refusal or a Fault is a finding. */
  readonly read: (input: Uint8Array) => unknown;
}

/** Opened when it is asked for: some read the law first. */
export type OpenTarget = () => Target | Promise<Target>;

export function isClearRefusal(error: unknown): boolean {
  return error instanceof Refusal || error instanceof Fault;
}

/** Ends quietly with a refusal, so that the next reader of the same input is asked too. */
export async function unlessRefused<Read>(read: () => Read | Promise<Read>): Promise<Read | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isClearRefusal(error)) return undefined;
    throw error;
  }
}

export function whole(draw: Draw, below: number): number {
  return Math.floor(draw() * below);
}

export function oneOf<Item>(draw: Draw, items: readonly Item[]): Item {
  const item = items[whole(draw, items.length)];
  if (item === undefined) throw new TypeError('nothing to choose from');
  return item;
}
