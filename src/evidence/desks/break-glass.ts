// What is asked of who needs access in an emergency, and of the second person.
import { z } from 'zod';
import { isCaseReference } from '../../cases/case.ts';
import type { GlassRequest } from '../../people/break-glass.ts';
import { typedLine } from '../../web/form-line.ts';
import { oneOf } from '../../web/fields/choice.ts';
import type { Fields } from '../../web/fields/field.ts';
import { together } from '../../web/fields/group.ts';
import { pick } from '../../web/fields/pick.ts';
import { text } from '../../web/fields/text.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';

/** What one may ask for; the table holds the longest again. */
const GLASS_HOURS = [4, 12, 24, 72] as const;
/** Of one person at a time. */
export const GLASS_OPEN_MAX = 5;
/** The least that looks. */
export const GLASS_ROLE = 'observer';
const GLASS_REASON_LENGTH_MAX = 1000;

export const ACCESS = {
  reference: text({
    ask: (say) => say.glass.referenceTitle,
    label: (say) => say.glass.reference,
    hint: (say) => say.glass.referenceHint,
    width: 'short',
    autocomplete: 'off',
    max: 40,
    tidy: (typed) => typed.toUpperCase(),
    isRight: isCaseReference,
    wrong: (say) => say.glass.referenceForm,
    means: 'The reference of the case.',
  }),
  reason: text({
    ...typedLine(GLASS_REASON_LENGTH_MAX),
    ask: (say) => say.glass.reasonTitle,
    label: (say) => say.glass.reason,
    hint: (say) => say.glass.reasonHint,
    rows: 4,
    wrong: (say) => say.form.needed(say.glass.reasonWhat),
    tooLong: (say) => say.form.tooLong(say.glass.reasonLabel, GLASS_REASON_LENGTH_MAX),
    means: 'Why it cannot wait.',
  }),
  hours: pick<number, number>({
    ask: (say) => say.glass.hoursTitle,
    label: (say) => say.glass.time,
    hint: (say) => say.glass.hoursHint,
    list: () => GLASS_HOURS,
    id: (hours) => hours,
    words: (say, hours) => say.glass.hours(hours),
    wrong: (say) => say.form.choose,
    ids: z.literal(GLASS_HOURS),
    means: 'For how many hours.',
  }),
} satisfies Fields;

interface DecisionAbout {
  readonly asked: Pick<GlassRequest, 'askedBy' | 'hours'>;
  /** What is asked for, and what comes of it. */
  readonly above: (say: Messages) => Html;
}

/** The hours that it would be open stand beside the choice. */
export const accessDecision = ({ asked, above }: DecisionAbout) =>
  ({
    decision: together({
      ask: (say) => say.glass.decideTitle(asked.askedBy.name),
      means: 'The decision.',
      above,
      parts: {
        answer: oneOf(['yes', 'no'], {
          ask: (say) => say.glass.decide,
          words: (say, one) => say.glass[one],
          hints: ({ glass: words }, one) =>
            one === 'yes' ? words.yesHint(words.hours(asked.hours)) : words.noHint,
          means: 'Whether access is given.',
        }),
      },
    }),
  }) satisfies Fields;
