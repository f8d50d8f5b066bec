// How much of what was found a person is asked to bear: numbers of the agency, within bounds that no agency leaves.
import * as z from 'zod';
import { number } from '../../web/fields/number.ts';

export const PICTURE_LIMITS_SETTING = 'pictureLimits';
/** In the order in which a page asks them. */
export const PICTURE_LIMITS = ['suggestedMinutes', 'mostMinutes', 'mostADay'] as const;
type PictureLimit = (typeof PICTURE_LIMITS)[number];

const MOST: { readonly [limit in PictureLimit]: number } = {
  suggestedMinutes: 120,
  mostMinutes: 240,
  mostADay: 1000,
};
const within = (limit: PictureLimit) => z.int().min(1).max(MOST[limit]);
export const pictureLimits = z
  .strictObject({
    suggestedMinutes: within('suggestedMinutes'),
    mostMinutes: within('mostMinutes'),
    mostADay: within('mostADay'),
  })
  .refine(({ suggestedMinutes, mostMinutes }) => suggestedMinutes <= mostMinutes, {
    message: 'a break is suggested before pictures stop',
  });
export type PictureLimits = z.infer<typeof pictureLimits>;

export const USUAL_LIMITS: PictureLimits = { suggestedMinutes: 20, mostMinutes: 30, mostADay: 60 };

/** One of them as it is asked; the others stay, and a break is never suggested after the end. */
export function pictureLimit(limit: PictureLimit) {
  return number<{ readonly set: PictureLimits }>({
    ask: (say) => say.pictureLimits.asks[limit],
    label: (say) => say.pictureLimits.labels[limit],
    min: 1,
    max: MOST[limit],
    most: ({ set }) => (limit === 'suggestedMinutes' ? set.mostMinutes : MOST[limit]),
    wrong: ({ pictureLimits: words }) => words.wrong[limit],
    means: 'Minutes, or pictures.',
    preset: ({ set }) => String(set[limit]),
  });
}
