// Assistance about things, papers and money: UNTOC Art. 18(3)(c) to (g), 18(8) and 18(29).
import { hasChosen } from '../../core/request-items.ts';
import type { KindForm } from '../../core/form.ts';
import { ask, each } from '../one-field-pages.ts';
import { KIND, KIND_ASK, KIND_HINT, KIND_RULE } from '../words.ts';

export const search: KindForm = {
  id: 'search',
  hint: KIND.search,
  tasks: [
    {
      id: 'search',
      title: KIND_ASK.searched,
      pages: [
        { id: 'searched', fields: ['action'] },
        ...each('location', 'sought'),
        ask('grounds', KIND_ASK.whyThere, KIND_HINT.ownOrder),
        ...each('own-order', 'freezing', 'third-persons', 'handling'),
      ],
    },
  ],
  asked: { freezing: (answers) => hasChosen(answers, 'action', 'freezing') },
  rules: [
    {
      id: 'own-order',
      level: 'warn',
      ref: 'treaty practice',
      field: 'own-order',
      words: KIND_RULE.ownOrder,
      isMet: (answers) => answers['own-order'] !== undefined,
    },
  ],
};

export const examination: KindForm = {
  id: 'examination',
  hint: KIND.examination,
  tasks: [
    {
      id: 'examination',
      title: KIND_ASK.examined,
      pages: [...each('object', 'method', 'present'), ask('record', KIND_ASK.record, KIND_HINT.procedure)],
    },
  ],
  asked: {},
  rules: [],
};

export const expertise: KindForm = {
  id: 'expertise',
  hint: KIND.expertise,
  tasks: [
    {
      id: 'expertise',
      title: KIND_ASK.wanted,
      pages: [
        ...each('wanted', 'sought', 'holder'),
        { id: 'expert', fields: ['expert-questions'] },
        ...each('items-return'),
      ],
    },
  ],
  asked: {
    'expert-questions': (answers) => hasChosen(answers, 'wanted', 'expert'),
    'items-return': (answers) => hasChosen(answers, 'wanted', 'items'),
  },
  rules: [],
};

export const records: KindForm = {
  id: 'records',
  hint: KIND.records,
  tasks: [
    {
      id: 'records',
      title: KIND_ASK.whoseRecords,
      pages: [
        { id: 'whose', fields: ['record-kind'] },
        ...each('holder', 'subject', 'period'),
        { id: 'records', fields: ['sought'] },
        ...each('copies', 'certificate'),
      ],
    },
  ],
  asked: {
    period: (answers) =>
      hasChosen(answers, 'record-kind', 'bank') || hasChosen(answers, 'record-kind', 'financial'),
  },
  rules: [
    {
      id: 'public-records',
      level: 'suggest',
      ref: 'un-untoc-2000, Art. 18(29)',
      field: 'record-kind',
      words: KIND_RULE.publicRecords,
      isMet: (answers) => !hasChosen(answers, 'record-kind', 'government'),
    },
  ],
};

export const tracing: KindForm = {
  id: 'tracing',
  hint: KIND.tracing,
  tasks: [
    {
      id: 'tracing',
      title: KIND_ASK.traced,
      pages: [
        { id: 'traced', title: KIND_ASK.traced, fields: ['property'] },
        ...each('link', 'owners', 'known', 'period', 'follow-up'),
      ],
    },
  ],
  asked: {},
  rules: [],
};
