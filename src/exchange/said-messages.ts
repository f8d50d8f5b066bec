// What is said of a request beside its acts: by a person, in words, or from what is recorded of it. On the other side it stands in the
// conversation with its words; what asks somebody to do something stands before the desk until it is seen to. Neither side changes by it
// what the other has recorded.
import { z } from 'zod';
import { isUuid, type Uuid } from '../base/ids.ts';
import { isSecond } from '../verify/envelope.ts';
import { isZone } from '../web/zones.ts';
import { TEXT_MAX, USES } from '../requests/machine/states/life.ts';
import { isAllText, type Filed } from './life-messages.ts';

const WORDS = {
  text: z.string().min(1).max(TEXT_MAX.reason).refine(isAllText),
  language: z.string().regex(/^[a-z]{2,3}$/),
};
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A condition of evidence that went by line: all of it, or the words alone. `item`: as its sender numbers it. */
const OF_EXHIBIT = {
  package: z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value)).optional(),
  item: z.string().min(1).max(100).refine(isAllText).optional(),
  condition: z.string().min(1).max(1000).refine(isAllText).optional(),
};

interface Said {
  readonly by: 'asks' | 'either';
  readonly becomes: Filed;
  readonly shape: z.ZodRawShape;
}

/** By the type of the message; what a person writes. */
export const SAID_TYPES_OF = {
  // The letter as it is signed, after an emergency in which it was acted upon before: it becomes a document of the request there.
  papers: { by: 'asks', becomes: 'toRead', shape: { ...WORDS, letter: z.base64().max(700_000) } },
  reminder: { by: 'asks', becomes: 'toRead', shape: WORDS },
  // Of an own message, by the digest of its envelope: it takes nothing back.
  correction: { by: 'either', becomes: 'toRead', shape: { ...WORDS, of: digest } },
  // Of an own message in another language, which is that of the text.
  translation: { by: 'asks', becomes: 'done', shape: { ...WORDS, of: digest } },
  // By who imposed it. Version 2 says of which exhibit in which package, and has an effect by itself (condition-change.acts.ts).
  conditionAdded: { by: 'either', becomes: 'toRead', shape: { ...WORDS, ...OF_EXHIBIT } },
  conditionLifted: { by: 'either', becomes: 'toRead', shape: { ...WORDS, ...OF_EXHIBIT } },
  // By who is bound: what was to be secret is so no more (Budapest Convention, Art. 27(8), 28(3)).
  secrecyFails: { by: 'either', becomes: 'toRead', shape: WORDS },
  // What came is not what was announced: the digest that was found, and where in the text.
  differs: { by: 'either', becomes: 'toRead', shape: { ...WORDS, digest } },
} as const satisfies { readonly [type: string]: Said };

export type SaidType = keyof typeof SAID_TYPES_OF;
export const SAID_TYPES = Object.keys(SAID_TYPES_OF) as readonly SaidType[]; // its own keys

/** What came of it, from who asked, as it was said at closing. */
export const FEEDBACK = {
  by: 'asks',
  shape: {
    at: z.string().refine(isSecond),
    zone: z.string().max(64).refine(isZone),
    language: WORDS.language,
    use: z.enum(USES),
    text: WORDS.text.optional(),
  },
} as const;

export function isSaidType(type: string | undefined): type is SaidType {
  return type !== undefined && Object.hasOwn(SAID_TYPES_OF, type);
}

/** Those that point at an own message. */
export const POINTS: readonly string[] = ['correction', 'translation'] satisfies SaidType[];

/** What may be said now by a person of this side. `isLive`: an answer is awaited. `isEmergency`: papers follow. `hasSaid`: there is an own message to point at. */
export function sayable(
  isOurs: boolean,
  {
    isLive,
    isEmergency,
    hasSaid,
  }: { readonly isLive: boolean; readonly isEmergency: boolean; readonly hasSaid: boolean },
): SaidType[] {
  return SAID_TYPES.filter(
    (type) =>
      (isOurs || SAID_TYPES_OF[type].by === 'either') &&
      (type !== 'reminder' || isLive) &&
      (type !== 'papers' || isEmergency) &&
      (!POINTS.includes(type) || hasSaid),
  );
}
