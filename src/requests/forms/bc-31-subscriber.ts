// Subscriber information by mutual assistance: Budapest Convention Art. 31, laid out as the template T-CY(2018)10.
import { hasChosen, itemsOf } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask, box } from './one-field-pages.ts';
import {
  ALL_AUTHORITIES,
  caseTask,
  IF_FOLLOWS,
  NEW_OR_FOLLOW_UP,
  ROLES,
  STATUS_OR_PRESERVATION,
} from './mla-tasks.ts';
import { referenceTask } from './reference.ts';
import { ANSWERED, of } from '../core/clocks.ts';
import { ASK, BC_ASK, BC_PART, HINT, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const bc31Subscriber: Form = {
  ...ASKING,
  id: 'bc-31-subscriber',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  clocks: [of('bc31.expedited', ANSWERED), of('mla.planning', ANSWERED)],
  isLetter: true,
  begins: ({ kind, channel, instrument, category }) =>
    kind !== 'preserve' &&
    channel === 'mla-central' &&
    category === 'subscriber' &&
    instrument === 'coe-ets-185',
  tasks: [
    referenceTask(STATUS_OR_PRESERVATION),
    ALL_AUTHORITIES,
    caseTask(),
    {
      id: 'data',
      title: BC_PART.subscriber,
      pages: [ask('data', WORDS.bc31Subscriber.data), ask('relation', WORDS.bc31Subscriber.relation)],
    },
    {
      id: 'terms',
      title: WORDS.bc31Subscriber.terms,
      pages: [
        box('urgency', BC_ASK.terms, ['urgency', 'confidentiality']),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {
    ...IF_FOLLOWS,
    'previous-preservation': (answers) => hasChosen(answers, 'status', 'follow-preservation'),
  },
  roles: { ...ROLES, preservation: 'previous-preservation' },
  template: { name: 'T-CY(2018)10', comparedTo: 11 },
  evidence: ['subscriber'],
  rules: [
    {
      id: 'subscriber-only',
      level: 'block',
      ref: 'coe-ets-185, Art. 18(3)',
      field: 'data',
      words: WORDS.bc31Subscriber.subscriberOnlyRule,
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => category === 'subscriber'),
    },
    NEW_OR_FOLLOW_UP,
  ],
};
