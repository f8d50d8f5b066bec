// Assistance about persons: UNTOC Art. 18(3)(a), (b), (h), 18(10) to (12), 18(18) and 18(27).
import type { KindForm } from '../../form.ts';
import { ask, each } from '../each.ts';
import { stated } from '../rules.ts';
import { ASK } from './questions.ts';
import { HINT, KIND, RULE } from './words.ts';

export const statement: KindForm = {
  id: 'statement',
  hint: KIND.statement,
  tasks: [
    {
      id: 'statement',
      title: ASK.whoIsHeard,
      pages: [
        ask('person', ASK.whoIsHeard),
        ...each('capacity'),
        ask('questions', ASK.questions),
        ...each('warnings', 'oath', 'present'),
        ask('record', ASK.record, HINT.procedure),
      ],
    },
  ],
  asked: { warnings: ({ capacity }) => capacity === 'suspect' },
  rules: [],
};

export const video: KindForm = {
  id: 'video',
  hint: KIND.video,
  tasks: [
    {
      id: 'video',
      title: ASK.whoIsHeard,
      pages: [
        ask('person', ASK.whoIsHeard),
        { id: 'capacity', fields: ['hearing-capacity'] },
        ask('necessity', ASK.whyVideo),
        ask('questions', ASK.questions),
        { id: 'hearing', title: ASK.whoConducts, hint: HINT.judicial, fields: ['conducted-by'] },
        { id: 'court', fields: ['hearing-authority'] },
        { id: 'when', title: ASK.whenHeard, fields: ['hearing-date', 'hearing-time'] },
        ask('connection', ASK.connection),
        ...each('costs', 'interpreter', 'oath', 'protection'),
      ],
    },
  ],
  asked: {},
  rules: [
    {
      id: 'witness-or-expert',
      level: 'warn',
      ref: 'un-untoc-2000, Art. 18(18)',
      field: 'hearing-capacity',
      words: RULE.witnessOrExpert,
      isMet: (answers) => answers['hearing-capacity'] !== 'other',
    },
  ],
};

const isCalled: KindForm['asked'][string] = ({ appearance }) => appearance === true;

export const service: KindForm = {
  id: 'service',
  hint: KIND.service,
  tasks: [
    {
      id: 'service',
      title: ASK.whoIsServed,
      pages: [
        ask('recipient', ASK.whoIsServed),
        ...each('documents'),
        ask('manner', ASK.manner, HINT.procedure),
        ...each('manner-other', 'proof'),
        { id: 'called', title: ASK.isCalled, fields: ['appearance'] },
        { id: 'appearance', fields: ['appearance-date'] },
        { id: 'place', fields: ['appearance-place'] },
        ...each('serve-by'),
        ask('safe-conduct', ASK.safeConduct, HINT.safeConduct),
      ],
    },
  ],
  asked: {
    'manner-other': ({ manner }) => manner === 'other',
    'appearance-date': isCalled,
    'appearance-place': isCalled,
    'serve-by': isCalled,
    'safe-conduct': isCalled,
  },
  rules: [
    {
      id: 'served-in-time',
      level: 'block',
      ref: 'good practice',
      field: 'serve-by',
      words: RULE.servedInTime,
      isMet: ({ 'serve-by': by, 'appearance-date': date }) =>
        typeof by !== 'string' || typeof date !== 'string' || by < date,
    },
    {
      id: 'safe-conduct',
      level: 'warn',
      ref: 'un-untoc-2000, Art. 18(27)',
      field: 'safe-conduct',
      words: RULE.safeConductSaid,
      isMet: (answers) => answers['safe-conduct'] !== false,
    },
  ],
};

const isHeld: KindForm['asked'][string] = ({ custody }) => custody === true;

export const appearance: KindForm = {
  id: 'appearance',
  hint: KIND.appearance,
  tasks: [
    {
      id: 'appearance',
      title: ASK.whoComes,
      pages: [
        ask('person', ASK.whoComes),
        ...each('help'),
        { id: 'when', fields: ['appearance-date'] },
        { id: 'place', fields: ['appearance-place'] },
        ask('custody', ASK.isHeld),
        { id: 'transfer', title: ASK.consent, hint: HINT.consent, fields: ['consent'] },
        ...each('custody-terms'),
        { id: 'assured', title: ASK.safeConduct, hint: HINT.safeConduct, fields: ['safe-conduct'] },
        ...each('travel'),
      ],
    },
  ],
  asked: { consent: isHeld, 'custody-terms': isHeld },
  rules: [stated({ ref: 'un-untoc-2000, Art. 18(27)', field: 'safe-conduct' }, RULE.safeConduct)],
};
