// An input by its number: what the seed and the number draw, whatever was drawn before.
import { randomOf } from '../support/random.ts';
import type { Target } from './target.ts';

export function inputOf(target: Target, seed: number, number: number): Uint8Array {
  return target.make(randomOf(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)));
}
