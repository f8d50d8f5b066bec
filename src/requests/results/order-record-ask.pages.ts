// That a record of an order is a mistake: one question.
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { stepForm, type StepAsked } from '../../web/steps.ts';
import { belowRequest } from '../life/follow/request-follow.pages.ts';
import type { RequestShown } from '../request-shown.pages.ts';
import { commonQuestion } from './order-record.pages.ts';

interface MistakeAsked extends StepAsked<'evidence'> {
  readonly address: string;
  /** Which record. */
  readonly caption: string;
  readonly under: { readonly words: string; readonly path: string };
}

export function mistakePage(say: Messages, shown: RequestShown, asked: MistakeAsked): View {
  const words = say.orderRecord;
  const { under, given, errors } = asked;
  return belowRequest(say, shown, {
    title: words.whyMistaken,
    here: words.toMistake,
    under,
    errors,
    main: stepForm(
      say,
      { ...asked, button: words.record },
      commonQuestion(say, 'evidence', words.whyMistaken, { given, errors, hint: words.mistakenHint }),
      () => [],
    ),
  });
}
