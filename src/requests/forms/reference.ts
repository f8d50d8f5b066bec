// The task that most forms begin with: the date and the reference, and what else is said before who asks whom.
import type { QuestionPage, Task } from '../core/form.ts';
import { ASK, PART } from './words.ts';

export function referenceTask(then: readonly QuestionPage[] = []): Task {
  return {
    id: 'reference',
    title: PART.reference,
    pages: [{ id: 'reference', title: ASK.reference, fields: ['date', 'reference'] }, ...then],
  };
}
