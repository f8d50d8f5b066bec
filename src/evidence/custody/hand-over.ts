// What is asked when an exhibit is handed over: whom to and why; and of whom it is offered to.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { isUuid, type Uuid } from '../../base/ids.ts';
import type { Member } from '../../people/case-member.store.ts';
import { capital } from '../../web/capital.ts';
import { typedLine } from '../../web/form-line.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { optional, type Fields } from '../../web/fields/field.ts';
import { together } from '../../web/fields/group.ts';
import { pick } from '../../web/fields/pick.ts';
import { text, type TextAsked } from '../../web/fields/text.ts';
import { html } from '../../web/html.ts';
import { oneLine } from './condition.ts';

const PLACE_MAX = 200;

const reason = (asked: Pick<TextAsked<unknown>, 'ask' | 'hint' | 'rows' | 'means'>) =>
  text({
    ...oneLine,
    label: (say) => say.handOver.reason,
    wrong: (say) => say.form.needed(say.handOver.whyWhat),
    tooLong: (say) => say.form.tooLong(say.handOver.reason, oneLine.max),
    ...asked,
  });

const place = optional(
  text({
    ...typedLine(PLACE_MAX),
    ask: (say) => say.handOver.place,
    hint: (say) => say.handOver.placeHint,
    wrong: (say) => say.form.tooLong(say.handOver.place, PLACE_MAX),
    means: 'Where it changes hands.',
  }),
);

interface OfferAbout {
  /** Nobody holds it. */
  readonly isInStore: boolean;
  readonly receivers: readonly Member[];
}

export const OFFER = {
  to: pick<Member, Uuid, OfferAbout>({
    ask: (say) => say.handOver.whoTitle,
    label: (say) => say.handOver.to,
    hint: ({ handOver: words }, { isInStore }) => (isInStore ? words.whoHintStore : words.whoHint),
    list: ({ receivers }) => receivers,
    id: ({ person }) => person,
    words: (_say, { name }) => name,
    hints: (say, { role }) => say.caseRole[role],
    wrong: (say) => say.form.choose,
    ids: z
      .uuid()
      .refine(isUuid)
      .transform((one) => one as Uuid), // refined
    means: 'Id of the person.',
  }),
  why: together({
    ask: (say) => say.handOver.whyTitle,
    label: (say) => capital(say.handOver.changeWhy),
    means: 'Why, and where.',
    parts: {
      reason: reason({
        ask: (say) => say.handOver.why,
        hint: (say) => say.handOver.whyHint,
        rows: 3,
        means: 'Signed into the log, so without names.',
      }),
      place,
    },
  }),
} satisfies Fields;

interface AnswerAbout {
  /** Name of who offers it. */
  readonly from: string;
  /** Address of the exhibit. */
  readonly exhibit: string;
}

export const ANSWER = {
  answer: together({
    ask: (say) => say.handOver.answerTitle,
    means: 'The answer.',
    above: ({ handOver: words }, { from, exhibit }: AnswerAbout) =>
      html`<p class="c-lead">${words.answerLead(from)}</p>
        <p><a href="${exhibit}">${words.lookFirst}</a></p>`,
    parts: {
      outcome: oneOf(['accepted', 'rejected'], {
        ask: (say) => say.handOver.answer,
        words: ({ handOver: words }, one) => (one === 'accepted' ? words.yes : words.no),
        hints: ({ handOver: words }, one) => (one === 'accepted' ? words.yesHint : words.noHint),
        wrong: (say) => say.handOver.chooseAnswer,
        means: 'Accepted, custody passes.',
      }),
      reason: optional(
        reason({
          ask: (say) => say.handOver.answerWhy,
          hint: (say) => say.handOver.answerWhyHint,
          rows: 2,
          means: 'Signed into the log, so without names. Needed where it is declined.',
        }),
      ),
      place,
    },
    lacks: (said) =>
      said['outcome'] === 'rejected' && said['reason'] === undefined
        ? {
            part: 'reason',
            words: (say) => say.form.needed(say.handOver.whyWhat),
            expected: phrase('whyDeclined'),
          }
        : undefined,
  }),
} satisfies Fields;
