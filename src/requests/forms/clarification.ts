// A question on a request that was received: UNTOC Art. 18(16). The addressee of a European order uses Annex III.
import type { Form } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask } from './one-field-pages.ts';
import {
  aboutTask,
  FOLLOW_UP,
  NOT_THE_REGULATION,
  PARTIES,
  RECEIVED,
  RECEIVED_BEFORE,
  SIGNATURE,
} from './follow-tasks.ts';
import { isAnswered } from './follows.ts';
import { FOLLOW_ASK, FOLLOW_PART, FOLLOW_RULE } from './words.ts';

export const clarification: Form = {
  ...FOLLOW_UP,
  id: 'clarification',
  purpose: 'answer',
  isFormal: false,
  follows: { answers: isAnswered },
  onlyTells: true,
  reports: 'nothing',
  tasks: [
    aboutTask([RECEIVED]),
    PARTIES,
    {
      id: 'question',
      title: FOLLOW_PART.question,
      pages: [
        { id: 'unclear', title: FOLLOW_ASK.whatIsUnclear, fields: ['about'] },
        ask('items', FOLLOW_ASK.whichItems),
        ask('questions', FOLLOW_ASK.questions),
        ask('reply-by', FOLLOW_ASK.replyBy),
        ask('meanwhile', FOLLOW_ASK.meanwhile),
        ask('preserved', FOLLOW_ASK.kept),
      ],
    },
    SIGNATURE,
  ],
  asked: {},
  roles: { verification: 'confirm' },
  rules: [
    NOT_THE_REGULATION,
    RECEIVED_BEFORE,
    {
      id: 'reply-by',
      level: 'block',
      ref: 'good practice',
      field: 'reply-by',
      words: FOLLOW_RULE.replyBy,
      isMet: (answers) => (daysBetween(answers['date'], answers['reply-by']) ?? 0) >= 0,
    },
  ],
};
