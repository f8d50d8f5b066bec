// One way to say where in which file the container is not what the format promises.
import { inEnglish, Refusal } from '../../../base/refusal.ts';

export interface Place {
  readonly file: string;
  readonly offset: number;
}

const NAMES = {
  damaged: 'damaged.segment',
  badInput: 'badInput.segment',
  unsupported: 'unsupported.segment',
  tooLarge: 'tooLarge.segment',
} as const;

/** A Refusal that names the file and the offset in it; what the format promises is said in its own terms. */
export function damage(
  { file, offset }: Place,
  expected: string,
  found: string,
  code: keyof typeof NAMES = 'damaged',
): Refusal {
  return new Refusal(NAMES[code], { expected: inEnglish(expected), found: inEnglish(found), file, offset });
}
