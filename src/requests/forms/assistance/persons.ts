// Assistance about persons: UNTOC Art. 18(3)(a), (b), (h), 18(10) to (12), 18(18) and 18(27).
import type { KindForm } from '../../core/form.ts';
import { ask, each } from '../one-field-pages.ts';
import { stated } from '../rules.ts';
import { KIND, KIND_ASK, KIND_HINT, KIND_RULE } from '../words.ts';

export const statement: KindForm = {
  id: 'statement',
  hint: KIND.statement,
  tasks: [
    {
      id: 'statement',
      title: KIND_ASK.whoIsHeard,
      pages: [
        ask('person', KIND_ASK.whoIsHeard),
        ...each('capacity'),
        ask('questions', KIND_ASK.questions),
        ...each('warnings', 'oath', 'present'),
        ask('record', KIND_ASK.record, KIND_HINT.procedure),
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
      title: KIND_ASK.whoIsHeard,
      pages: [
        ask('person', KIND_ASK.whoIsHeard),
        { id: 'capacity', fields: ['hearing-capacity'] },
        ask('necessity', KIND_ASK.whyVideo),
        ask('questions', KIND_ASK.questions),
        { id: 'hearing', title: KIND_ASK.whoConducts, hint: KIND_HINT.judicial, fields: ['conducted-by'] },
        { id: 'court', fields: ['hearing-authority'] },
        { id: 'when', title: KIND_ASK.whenHeard, fields: ['hearing-date', 'hearing-time'] },
        ask('connection', KIND_ASK.connection),
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
      words: KIND_RULE.witnessOrExpert,
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
      title: KIND_ASK.whoIsServed,
      pages: [
        ask('recipient', KIND_ASK.whoIsServed),
        ...each('documents'),
        ask('manner', KIND_ASK.manner, KIND_HINT.procedure),
        ...each('manner-other', 'proof'),
        { id: 'called', title: KIND_ASK.isCalled, fields: ['appearance'] },
        { id: 'appearance', fields: ['appearance-date'] },
        { id: 'place', fields: ['appearance-place'] },
        ...each('serve-by'),
        ask('safe-conduct', KIND_ASK.safeConduct, KIND_HINT.safeConduct),
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
      words: KIND_RULE.servedInTime,
      isMet: ({ 'serve-by': by, 'appearance-date': date }) =>
        typeof by !== 'string' || typeof date !== 'string' || by < date,
    },
    {
      id: 'safe-conduct',
      level: 'warn',
      ref: 'un-untoc-2000, Art. 18(27)',
      field: 'safe-conduct',
      words: KIND_RULE.safeConductSaid,
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
      title: KIND_ASK.whoComes,
      pages: [
        ask('person', KIND_ASK.whoComes),
        ...each('help'),
        { id: 'when', fields: ['appearance-date'] },
        { id: 'place', fields: ['appearance-place'] },
        ask('custody', KIND_ASK.isHeld),
        { id: 'transfer', title: KIND_ASK.consent, hint: KIND_HINT.consent, fields: ['consent'] },
        ...each('custody-terms'),
        { id: 'assured', title: KIND_ASK.safeConduct, hint: KIND_HINT.safeConduct, fields: ['safe-conduct'] },
        ...each('travel'),
      ],
    },
  ],
  asked: { consent: isHeld, 'custody-terms': isHeld },
  rules: [stated({ ref: 'un-untoc-2000, Art. 18(27)', field: 'safe-conduct' }, KIND_RULE.safeConduct)],
};
