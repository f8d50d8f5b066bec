// Expedited disclosure of preserved traffic data, enough to find another provider and the path: Budapest Convention Art. 30. The
// requested Party owes it of its own accord; this asks for it.
import { itemsOf } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask, each } from './one-field-pages.ts';
import { AUTHORITIES, termsTask } from './mla-tasks.ts';
import { referenceTask } from './reference.ts';
import { DISCLOSED } from '../core/clocks.ts';
import { ASKING, NEVER } from '../core/form-nature.ts';
import { ASK, BC_ASK, BC_PART, BC_RULE } from './words.ts';

export const bc30Disclosure: Form = {
  ...ASKING,
  id: 'bc-30-disclosure',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  clocks: [DISCLOSED],
  begins: NEVER,
  findsProviders: true,
  tasks: [
    referenceTask([ask('preservation', BC_ASK.preservation)]),
    AUTHORITIES,
    {
      id: 'communication',
      title: BC_PART.communication,
      pages: [
        ask('facts', ASK.offence),
        ask('data', BC_ASK.communication),
        ask('wanted', BC_ASK.wanted),
        ...each('grounds'),
      ],
    },
    termsTask(),
  ],
  asked: {},
  roles: {
    items: 'data',
    offence: 'facts',
    urgency: 'urgency',
    confidentiality: 'confidentiality',
    preservation: 'preservation',
    verification: 'confirm',
  },
  evidence: ['traffic', 'network'],
  rules: [
    {
      id: 'traffic-only',
      level: 'block',
      ref: 'coe-ets-185, Art. 30(1)',
      field: 'data',
      words: BC_RULE.trafficOnly,
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => category === 'traffic'),
    },
  ],
};
