// What is asked when a limit on the use of an exhibit is stated.
import { typedLine } from '../../web/form-line.ts';
import type { Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';

const LENGTH_MAX = 1000;
export const oneLine = typedLine(LENGTH_MAX);

export const CONDITION = {
  condition: text({
    ...oneLine,
    ask: (say) => say.condition.what,
    label: (say) => say.condition.whatLabel,
    hint: (say) => say.condition.whatHint,
    rows: 3,
    wrong: (say) => say.form.needed(say.condition.whatWhat),
    tooLong: (say) => say.form.tooLong(say.condition.whatLabel, LENGTH_MAX),
    means: 'As it is to travel: signed into the log, so without names.',
  }),
  reason: text({
    ...oneLine,
    ask: (say) => say.condition.why,
    label: (say) => say.condition.whyLabel,
    hint: (say) => say.condition.whyHint,
    wrong: (say) => say.form.needed(say.condition.whyWhat),
    tooLong: (say) => say.form.tooLong(say.condition.whyLabel, LENGTH_MAX),
    means: 'Who set it, or on what ground. Kept private.',
    isPrivate: true,
  }),
} satisfies Fields;
