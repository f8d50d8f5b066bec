// Readers that are wrong in one way each: fuzz.test.ts looks whether it is noticed.
import { Refusal } from '../../src/base/refusal.ts';
import type { OpenTarget } from './target.ts';

const make = (draw: () => number): Uint8Array => Uint8Array.of(Math.floor(draw() * 256));
const held: Uint8Array[] = [];

export const TARGETS: { readonly [name: string]: OpenTarget } = {
  crash: () => ({
    make,
    read: ([first = 0]) => {
      if (first > 250) throw new TypeError('undefined is not a function');
    },
  }),
  hang: () => ({
    make,
    read: ([first = 0]) => {
      while (first > 250);
    },
  }),
  memory: () => ({
    make,
    read: async ([first = 0]) => {
      if (first <= 250) return;
      held.push(new Uint8Array(80 * 1024 * 1024).fill(1));
      await new Promise((resolve) => setTimeout(resolve, 2000)); // whoever watches looks twenty times a second
    },
  }),
  refusal: () => ({
    make,
    read: () => {
      throw new Refusal('badInput', { expected: 'another', found: 'this', next: 'Nothing.' });
    },
  }),
};
