// What the second editor is asked about a proposed change.
import { oneOf } from '../web/fields/choice.ts';
import { onlyIf, type Fields } from '../web/fields/field.ts';
import { text } from '../web/fields/text.ts';

interface DecisionAbout {
  /** It still fits what is published. */
  readonly fits: boolean;
}

export const CHANGE_DECISION = {
  answer: oneOf<'publish' | 'return', DecisionAbout>(['publish', 'return'], {
    ask: (say) => say.lawChange.decide,
    hint: (say) => say.lawChange.decideHint,
    words: ({ lawChange: words }, one) => (one === 'publish' ? words.publish : words.sendBack),
    hints: ({ lawChange: words }, one) => (one === 'publish' ? words.publishHint : words.sendBackHint),
    open: ({ fits }) => (fits ? ['publish', 'return'] : ['return']),
    wrong: (say) => say.lawChange.choose,
    means: 'Published, it is the law data from then on; returned, it is drafted anew.',
  }),
  why: onlyIf(
    ({ answer }) => answer === 'return',
    text({
      ask: (say) => say.lawChange.why,
      max: 20_000,
      rows: 3,
      wrong: (say) => say.form.fillIn(say.lawChange.why),
      means: 'What is wrong with it.',
    }),
  ),
} satisfies Fields;
