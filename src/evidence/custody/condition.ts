// What is asked when a limit on the use of an exhibit is stated.
import { formLine } from '../../web/form-line.ts';
import type { Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';

const LENGTH_MAX = 1000;
/** One line, as the event format takes it. */
export const oneLine = {
  max: LENGTH_MAX,
  tidy: (typed: string): string => typed.replace(/\s+/g, ' ').trim(),
  isRight: (typed: string): boolean => formLine(LENGTH_MAX).safeParse(typed).success,
} as const;

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
