// Assistance about persons: UNTOC Art. 18(3)(a), (b), (h), 18(10) to (12), 18(18) and 18(27).
import type { KindForm } from '../../form.ts';
import { each } from '../each.ts';
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
        { id: 'person', title: ASK.whoIsHeard, fields: ['person'] },
        ...each('capacity'),
        { id: 'questions', title: ASK.questions, fields: ['questions'] },
        ...each('warnings', 'oath', 'present'),
        { id: 'record', title: ASK.record, hint: HINT.procedure, fields: ['record'] },
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
        { id: 'person', title: ASK.whoIsHeard, fields: ['person'] },
        { id: 'capacity', fields: ['hearing-capacity'] },
        { id: 'necessity', title: ASK.whyVideo, fields: ['necessity'] },
        { id: 'questions', title: ASK.questions, fields: ['questions'] },
        { id: 'hearing', title: ASK.whoConducts, hint: HINT.judicial, fields: ['conducted-by'] },
        { id: 'court', fields: ['hearing-authority'] },
        { id: 'when', title: ASK.whenHeard, fields: ['hearing-date', 'hearing-time'] },
        { id: 'connection', title: ASK.connection, fields: ['connection'] },
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
        { id: 'recipient', title: ASK.whoIsServed, fields: ['recipient'] },
        ...each('documents'),
        { id: 'manner', title: ASK.manner, hint: HINT.procedure, fields: ['manner'] },
        ...each('manner-other', 'proof'),
        { id: 'called', title: ASK.isCalled, fields: ['appearance'] },
        { id: 'appearance', fields: ['appearance-date'] },
        { id: 'place', fields: ['appearance-place'] },
        ...each('serve-by'),
        { id: 'safe-conduct', title: ASK.safeConduct, hint: HINT.safeConduct, fields: ['safe-conduct'] },
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
        { id: 'person', title: ASK.whoComes, fields: ['person'] },
        ...each('help'),
        { id: 'when', fields: ['appearance-date'] },
        { id: 'place', fields: ['appearance-place'] },
        { id: 'custody', title: ASK.isHeld, fields: ['custody'] },
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
