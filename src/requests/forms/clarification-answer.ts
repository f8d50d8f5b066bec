// What the asking side answers to a question on its request: UNTOC Art. 18(16).
import type { Form } from '../core/form.ts';
import { clarification } from './clarification.ts';
import { aboutTask, FOLLOW_UP, PARTIES, SIGNATURE } from './follow-tasks.ts';
import { isAsking } from './follows.ts';
import { ask } from './one-field-pages.ts';
import { FOLLOW_ASK, FOLLOW_PART, WORDS } from './words.ts';

export const clarificationAnswer: Form = {
  ...FOLLOW_UP,
  id: 'clarification-answer',
  purpose: 'goOn',
  isFormal: false,
  follows: { goesOn: isAsking, answers: (about) => about === clarification },
  onlyTells: true,
  reports: 'nothing',
  tasks: [
    aboutTask([ask('question', FOLLOW_ASK.question)]),
    PARTIES,
    {
      id: 'answer',
      title: FOLLOW_PART.answer,
      pages: [
        ask('answers', FOLLOW_ASK.answers),
        ask('data', FOLLOW_ASK.corrected, WORDS.clarification.dataHint),
        ask('maintained', FOLLOW_ASK.maintained),
        ask('attachments', FOLLOW_ASK.attached),
      ],
    },
    SIGNATURE,
  ],
  asked: {},
  roles: { items: 'data', verification: 'confirm' },
  rules: [],
};
