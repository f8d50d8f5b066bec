// A supplement adds to a request that was sent; what is replaced needs a withdrawal or a new request. UNTOC Art. 18(15)-(16).
import type { Form } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import { aboutTask, FOLLOW_UP, PARTIES, SIGNATURE } from './follow-tasks.ts';
import { isAsking } from './follows.ts';
import { ASK, FOLLOW_ASK, FOLLOW_PART, FOLLOW_RULE } from './words.ts';

export const supplement: Form = {
  ...FOLLOW_UP,
  id: 'supplement',
  purpose: 'goOn',
  isFormal: true,
  isLetter: true,
  follows: { goesOn: isAsking },
  onlyTells: false,
  reports: 'nothing',
  tasks: [
    aboutTask(),
    PARTIES,
    {
      id: 'supplement',
      title: FOLLOW_PART.supplement,
      pages: [
        ask('why', FOLLOW_ASK.why),
        ask('facts', FOLLOW_ASK.newFacts),
        ask('persons', FOLLOW_ASK.persons),
        ask('data', FOLLOW_ASK.newData),
        ask('other', ASK.other),
        ask('unchanged', FOLLOW_ASK.therest),
      ],
    },
    SIGNATURE,
  ],
  asked: {},
  roles: { items: 'data', verification: 'confirm' },
  rules: [
    {
      id: 'something',
      level: 'block',
      ref: 'un-untoc-2000, Art. 18(15)-(16)',
      field: 'facts',
      words: FOLLOW_RULE.something,
      isMet: (answers) => ['facts', 'persons', 'data', 'other'].some((id) => answers[id] !== undefined),
    },
    {
      id: 'stands',
      level: 'block',
      ref: 'good practice',
      field: 'unchanged',
      words: FOLLOW_RULE.standsOrNew,
      isMet: (answers) => answers['unchanged'] !== false,
    },
  ],
};
