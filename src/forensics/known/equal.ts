// A hit by digest: whether it stands by itself, or waits until two people have confirmed it. The agency says which.
import * as z from 'zod';
import { yesNo } from '../../web/fields/yes-no.ts';

export const EQUAL_SETTING = 'equalHits';
export const equalPolicy = z.strictObject({ twoPersons: z.boolean() });
export type EqualPolicy = z.infer<typeof equalPolicy>;

/** Equal bytes prove themselves. */
export const USUAL_POLICY: EqualPolicy = { twoPersons: false };

export const EQUAL = {
  twoPersons: yesNo<{ readonly set: EqualPolicy }>({
    ask: (say) => say.equalHits.ask,
    label: (say) => say.equalHits.label,
    hint: (say) => say.equalHits.hint,
    isNoFirst: true,
    means:
      'Whether a hit by digest waits until two people have confirmed it, as a picture that is near does.',
    preset: ({ set }) => (set.twoPersons ? 'yes' : 'no'),
  }),
};
