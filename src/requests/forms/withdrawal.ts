// Withdrawal of a request, whole or in part: the other side is told promptly that assistance is no longer needed (UNTOC Art. 18(24)),
// and a preservation does not end silently with it.
import { hasChosen } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import { aboutTask, FOLLOW_UP, PARTIES, SIGNATURE } from './follow-tasks.ts';
import { isOpenEnded } from './follows.ts';
import { FOLLOW_ASK, FOLLOW_PART } from './words.ts';

export const withdrawal: Form = {
  ...FOLLOW_UP,
  id: 'withdrawal',
  purpose: 'goOn',
  isFormal: false,
  follows: { goesOn: isOpenEnded },
  onlyTells: true,
  reports: 'takenBack',
  tasks: [
    aboutTask(),
    PARTIES,
    {
      id: 'withdrawal',
      title: FOLLOW_PART.withdrawal,
      pages: [
        { id: 'withdrawn', title: FOLLOW_ASK.withdrawn, fields: ['extent'] },
        ask('items', FOLLOW_ASK.itemsWithdrawn),
        ask('reason', FOLLOW_ASK.whyWithdrawn),
        ask('preservation', FOLLOW_ASK.released),
        { id: 'preservation-reason', title: FOLLOW_ASK.whyKept, fields: ['preservation.reason'] },
        ask('received', FOLLOW_ASK.received),
      ],
    },
    SIGNATURE,
  ],
  asked: {
    items: (answers) => hasChosen(answers, 'extent', 'items'),
    'preservation.reason': (answers) => hasChosen(answers, 'preservation', 'keep'),
  },
  roles: { verification: 'confirm' },
  rules: [],
};
