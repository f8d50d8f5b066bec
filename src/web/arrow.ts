// From one thing to the next, in the direction in which one reads: an arrow is none of the signs that turn by themselves (UAX 9, L4).
import type { Messages } from './messages.ts';

export function arrow({ language }: Pick<Messages, 'language'>): string {
  return language.dir === 'rtl' ? '←' : '→';
}
