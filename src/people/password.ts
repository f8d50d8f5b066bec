// What makes a password too weak. Long, and not made of what everybody knows of its owner.
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './better-auth.ts';

type Weakness = 'short' | 'long' | 'weak';

/** `known`: name and address of its owner. */
export function weakness(password: string, known: readonly string[]): Weakness | undefined {
  if (password.length < PASSWORD_LENGTH_MIN) return 'short';
  if (password.length > PASSWORD_LENGTH_MAX) return 'long';
  const plain = password.toLowerCase();
  const words = known
    .flatMap((text) => text.toLowerCase().split(/[\s@.]+/))
    .filter((word) => word.length >= 4);
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), plain);
  return new Set(plain).size < 5 || rest.length < 8 ? 'weak' : undefined;
}
