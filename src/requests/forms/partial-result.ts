// A partial result: what is delivered, item by item, and what is still open and why. Budapest Convention Art. 27(6)-(7).
import type { Form } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask } from './one-field-pages.ts';
import { aboutTask, FOLLOW_UP, PARTIES, SIGNATURE } from './follow-tasks.ts';
import { isForData } from './follows.ts';
import { FOLLOW_ASK, FOLLOW_PART, FOLLOW_RULE } from './words.ts';

export const partialResult: Form = {
  ...FOLLOW_UP,
  id: 'partial-result',
  purpose: 'answer',
  isFormal: false,
  follows: { answers: isForData },
  onlyTells: true,
  reports: 'inPart',
  tasks: [
    aboutTask(),
    PARTIES,
    {
      id: 'delivered',
      title: FOLLOW_PART.delivered,
      pages: [
        ask('delivered', FOLLOW_ASK.delivered),
        ask('files', FOLLOW_ASK.files),
        ask('origin', FOLLOW_ASK.origin),
        ask('certificate', FOLLOW_ASK.certificate),
        ask('conditions', FOLLOW_ASK.useConditions),
      ],
    },
    {
      id: 'open',
      title: FOLLOW_PART.open,
      pages: [
        ask('outstanding', FOLLOW_ASK.outstanding),
        ask('reason', FOLLOW_ASK.whyOpen),
        ask('expected', FOLLOW_ASK.expected),
        ask('final', FOLLOW_ASK.last),
      ],
    },
    SIGNATURE,
  ],
  asked: {},
  roles: { verification: 'confirm' },
  rules: [
    {
      id: 'final',
      level: 'block',
      ref: 'coe-ets-185, Art. 27(7)',
      field: 'final',
      words: FOLLOW_RULE.final,
      isMet: (answers) => answers['final'] !== true,
    },
    {
      id: 'expected',
      level: 'block',
      ref: 'good practice',
      field: 'expected',
      words: FOLLOW_RULE.expected,
      isMet: (answers) => (daysBetween(answers['date'], answers['expected']) ?? 0) >= 0,
    },
    {
      id: 'certificate',
      level: 'warn',
      ref: 'basic tips, check 16',
      field: 'certificate',
      words: FOLLOW_RULE.certificate,
      isMet: (answers) => answers['certificate'] !== false,
    },
  ],
};
