// How sure a fact is. The planner never says more than its weakest fact allows.

/** Weakest first. */
export const CONFIDENCES = [
  'assumed', // said for the sake of a "what if"; true nowhere
  'disputed', // two sources disagree
  'recalled', // common knowledge of the field, no source seen
  'editorial', // put by this project as good practice, not law
  'contributed', // entered by a knowledge editor, not yet checked against the depositary
  'stated', // said by the person who asks, about the case
  'confirmed', // read in a public source
] as const;

export type Confidence = (typeof CONFIDENCES)[number];

export function weakest(all: Iterable<Confidence>): Confidence {
  let found: Confidence = 'confirmed';
  for (const one of all) if (strength(one) < strength(found)) found = one;
  return found;
}

const STRENGTHS = Object.fromEntries(CONFIDENCES.map((one, i) => [one, i]));

export function strength(confidence: Confidence): number {
  return STRENGTHS[confidence] ?? -1;
}

/** Strong enough to say "no" on: what is only recalled or disputed closes nothing. */
export function isFirm(confidence: Confidence): boolean {
  return strength(confidence) >= strength('contributed') || confidence === 'assumed';
}
