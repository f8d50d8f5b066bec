// What is asked when an exhibit is to be destroyed by order: by what order and why; and of the second person, whether.
import { typedLine } from '../../web/form-line.ts';
import { oneOf } from '../../web/fields/choice.ts';
import type { Fields } from '../../web/fields/field.ts';
import { group, together } from '../../web/fields/group.ts';
import { text } from '../../web/fields/text.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { oneLine } from './condition.ts';

export const ORDER_KINDS = ['order', 'warrant', 'law', 'consent', 'request'] as const;

const REFERENCE_MAX = 300;

export const DISPOSAL = {
  order: group({
    ask: (say) => say.disposal.orderTitle,
    label: (say) => say.disposal.order,
    hint: (say) => say.disposal.orderHint,
    means: 'The order on which it is destroyed.',
    parts: {
      type: oneOf(ORDER_KINDS, {
        ask: (say) => say.disposal.kind,
        words: (say, kind) => say.disposal.kinds[kind],
        means: 'Kind.',
      }),
      id: text({
        ...typedLine(REFERENCE_MAX),
        ask: (say) => say.disposal.reference,
        hint: (say) => say.disposal.referenceHint,
        autocomplete: 'off',
        wrong: (say) => say.form.needed(say.disposal.referenceWhat),
        tooLong: (say) => say.form.tooLong(say.disposal.referenceLabel, REFERENCE_MAX),
        means: 'Its reference.',
      }),
    },
  }),
  reason: text({
    ...oneLine,
    ask: (say) => say.disposal.why,
    hint: (say) => say.disposal.whyHint,
    wrong: (say) => say.form.needed(say.disposal.whyWhat),
    tooLong: (say) => say.form.tooLong(say.disposal.why, oneLine.max),
    means: 'Signed into the log, so without names.',
  }),
} satisfies Fields;

interface DecisionAbout {
  /** What is proposed, what goes and what remains. */
  readonly proposed: (say: Messages) => Html;
}

export const DECISION = {
  decision: together({
    ask: (say) => say.disposal.decideTitle,
    means: 'The decision.',
    above: (say, { proposed }: DecisionAbout) => proposed(say),
    parts: {
      outcome: oneOf(['confirmed', 'withdrawn'], {
        ask: (say) => say.disposal.decide,
        words: ({ disposal: words }, one) => (one === 'confirmed' ? words.yes : words.no),
        hints: ({ disposal: words }, one) => (one === 'confirmed' ? words.yesHint : words.noHint),
        wrong: (say) => say.disposal.choose,
        means: 'Confirmed, the bytes are destroyed at once; withdrawn, the exhibit stays.',
      }),
    },
  }),
} satisfies Fields;
