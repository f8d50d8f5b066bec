// One way to say where in which file the container is not what the format promises.
import { Refusal, type RefusalCode } from '../../../base/refusal.ts';

export interface Place {
  readonly file: string;
  readonly offset: number;
}

/** A Refusal that names the file and the offset in it. */
export function damage(at: Place, expected: string, found: string, code: RefusalCode = 'damaged'): Refusal {
  return new Refusal(code, {
    expected: `${expected} at offset ${at.offset} of ${at.file}`,
    found,
    next: NEXT[code] ?? 'Get this segment again from its source or from another copy.',
  });
}

const NEXT: { readonly [code in RefusalCode]?: string } = {
  unsupported: 'Keep the file as it is and open it with another program for this format.',
  tooLarge: 'Nobody writes such an image in good faith; look at the file with care.',
};
