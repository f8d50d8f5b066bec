// Stored content and traffic data by mutual assistance: Budapest Convention Art. 31. No template has been adopted; laid out after
// T-CY(2018)10.
import type { Answers } from '../core/answers.ts';
import { hasChosen, itemsOf } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import {
  ALL_AUTHORITIES,
  caseTask,
  EVIDENCE_PAGES,
  IF_FOLLOWS,
  NEW_OR_FOLLOW_UP,
  ROLES,
  STATUS_OR_PRESERVATION,
  termsTask,
} from './mla-tasks.ts';
import { referenceTask } from './reference.ts';
import { storedOnly } from './rules.ts';
import { ANSWERED, of } from '../core/clocks.ts';
import { ASKING, NEVER } from '../core/form-nature.ts';
import { ASK, BC_ASK, BC_RULE, PART, WORDS } from './words.ts';

const asksMoreThanSubscriber = (answers: Answers): boolean =>
  itemsOf(answers, 'data').some(({ category }) => category !== 'subscriber');

export const bc31Content: Form = {
  ...ASKING,
  id: 'bc-31-content',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  clocks: [of('bc31.expedited', ANSWERED), of('mla.planning', ANSWERED)],
  isLetter: true,
  begins: NEVER,
  tasks: [
    referenceTask(STATUS_OR_PRESERVATION),
    ALL_AUTHORITIES,
    caseTask(),
    {
      id: 'data',
      title: PART.data,
      pages: [
        ask('data', ASK.data),
        ask('relation', ASK.relation),
        ask('necessity', BC_ASK.necessity),
        ...EVIDENCE_PAGES,
      ],
    },
    termsTask([
      ask('expedited', BC_ASK.expedited, WORDS.bc31Content.expeditedHint),
      { id: 'expedited-reason', title: BC_ASK.whyExpedited, fields: ['expedited.reason'] },
    ]),
  ],
  asked: {
    ...IF_FOLLOWS,
    'previous-preservation': (answers) => hasChosen(answers, 'status', 'follow-preservation'),
    'expedited.reason': (answers) => answers['expedited'] !== undefined,
  },
  roles: { ...ROLES, preservation: 'previous-preservation', evidenceForm: 'evidence-form' },
  rules: [
    NEW_OR_FOLLOW_UP,
    storedOnly({ ref: 'coe-ets-185, Art. 31(1)', field: 'data' }),
    {
      id: 'only-subscriber',
      level: 'suggest',
      ref: 'T-CY(2018)10',
      field: 'data',
      words: BC_RULE.onlySubscriber,
      isMet: (answers) => itemsOf(answers, 'data').length === 0 || asksMoreThanSubscriber(answers),
    },
  ],
};
