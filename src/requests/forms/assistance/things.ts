// Assistance about things, papers and money: UNTOC Art. 18(3)(c) to (g), 18(8) and 18(29).
import { hasChosen } from '../../drafting/answers.ts';
import type { KindForm } from '../../form.ts';
import { ASK } from './questions.ts';
import { HINT, KIND, RULE } from './words.ts';

export const search: KindForm = {
  id: 'search',
  hint: KIND.search,
  tasks: [
    {
      id: 'search',
      title: ASK.searched,
      pages: [
        { id: 'searched', title: ASK.searched, fields: ['action', 'location', 'sought'] },
        { id: 'grounds', title: ASK.whyThere, hint: HINT.ownOrder, fields: ['grounds', 'own-order'] },
        { id: 'afterwards', title: ASK.afterwards, fields: ['freezing', 'third-persons', 'handling'] },
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
      words: RULE.ownOrder,
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
      title: ASK.examined,
      pages: [
        { id: 'object', title: ASK.examined, fields: ['object', 'method'] },
        { id: 'procedure', title: ASK.how, hint: HINT.procedure, fields: ['present', 'record'] },
      ],
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
      title: ASK.wanted,
      pages: [
        { id: 'wanted', title: ASK.wanted, fields: ['wanted', 'sought', 'holder'] },
        { id: 'expert', title: ASK.expert, fields: ['expert-questions', 'items-return'] },
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
      title: ASK.whoseRecords,
      pages: [
        { id: 'whose', title: ASK.whoseRecords, fields: ['record-kind', 'holder', 'subject', 'period'] },
        { id: 'records', title: ASK.records, fields: ['sought', 'copies', 'certificate'] },
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
      words: RULE.publicRecords,
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
      title: ASK.traced,
      pages: [
        { id: 'traced', title: ASK.traced, fields: ['property', 'link'] },
        { id: 'known', title: ASK.known, fields: ['owners', 'known', 'period', 'follow-up'] },
      ],
    },
  ],
  asked: {},
  rules: [],
};
