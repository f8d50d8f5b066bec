// Who may know of what comes, asked while it is recorded, so that nobody learns of a confidential one in between: whoever may know of it
// anyway, or those who are named.
import type { Uuid } from '../../../../base/ids.ts';
import type { Day } from '../../../../base/day.ts';
import type { Member } from '../../../../people/case-member.store.ts';
import { oneOf } from '../../../../web/fields/choice.ts';
import { onlyIf, type Body } from '../../../../web/fields/field.ts';
import { KEEP, type KeptKind } from './confidentiality.ts';

const isNamed = (said: Body): boolean => said['confidence'] === 'named';

/** `follows`: whether the request that it is about is confidential; whoever may know of that knows of it anyway. */
export function confidenceField(of: KeptKind, follows: 'open' | 'restricted') {
  return oneOf(['asRequest', 'named'], {
    ask: (say) => say.confidence.ask[of],
    words: ({ confidence: { choices } }, one) =>
      one === 'named' ? choices.named : choices.asRequest[follows],
    hints: ({ confidence: words }, one) =>
      one === 'named' ? words.namedHint : of === 'request' && follows === 'open' ? words.open : undefined,
    // What came is no more widely known than what was asked.
    preset: () => 'asRequest',
    means: 'Who may know of it.',
  });
}

/** Asked after it, of those who are named. */
export const NAMED = {
  until: onlyIf(isNamed, KEEP.result.until),
  knowers: onlyIf(isNamed, KEEP.result.knowers),
  ground: onlyIf(isNamed, KEEP.result.ground),
  reason: onlyIf(isNamed, KEEP.result.reason),
};

/** Undefined: nobody is named. */
export function keptSaid(said: {
  readonly confidence: 'asRequest' | 'named';
  readonly knowers: readonly Member[] | undefined;
  readonly until: Day | undefined;
}): { readonly knowers: readonly Uuid[]; readonly until: Day | undefined } | undefined {
  if (said.confidence !== 'named') return undefined;
  return { knowers: (said.knowers ?? []).map(({ person }) => person), until: said.until };
}
