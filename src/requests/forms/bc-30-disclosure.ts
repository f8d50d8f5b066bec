// Expedited disclosure of preserved traffic data, enough to find another provider and the path: Budapest Convention Art. 30. The
// requested Party owes it of its own accord; this asks for it.
import { itemsOf } from '../asked-for.ts';
import type { Form } from '../form.ts';
import { BC_ASK, BC_PART, BC_RULE } from './bc-words.ts';
import { each } from './each.ts';
import { AUTHORITIES, referenceTask, termsTask } from './mla-tasks.ts';
import { ASK } from './questions.ts';

export const bc30Disclosure: Form = {
  id: 'bc-30-disclosure',
  tasks: [
    referenceTask([{ id: 'preservation', title: BC_ASK.preservation, fields: ['preservation'] }]),
    AUTHORITIES,
    {
      id: 'communication',
      title: BC_PART.communication,
      pages: [
        { id: 'facts', title: ASK.offence, fields: ['facts'] },
        { id: 'data', title: BC_ASK.communication, fields: ['data'] },
        { id: 'wanted', title: BC_ASK.wanted, fields: ['wanted'] },
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
