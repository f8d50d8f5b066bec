// Real-time collection by mutual assistance: traffic data by Art. 33 of the Budapest Convention, content by Art. 34. No template
// has been adopted; laid out after T-CY(2018)10.
import type { DataCategory } from '../../law/model.ts';
import { itemsOf } from '../core/request-items.ts';
import type { Form, FormRule, QuestionPage, Words } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask, each } from './one-field-pages.ts';
import {
  ALL_AUTHORITIES,
  caseTask,
  EVIDENCE_PAGES,
  IF_FOLLOWS,
  NEW_OR_FOLLOW_UP,
  ROLES,
  STATUS,
  termsTask,
} from './mla-tasks.ts';
import { stated } from './rules.ts';
import { referenceTask } from './reference.ts';
import { PLANNED } from '../core/clocks.ts';
import { NEVER } from '../core/form-nature.ts';
import { ASK, BC_ASK, BC_RULE, PART, WORDS } from './words.ts';

interface Measure {
  readonly id: string;
  readonly article: string;
  readonly category: DataCategory;
  readonly onlyThat: Words;
  /** What the article demands of the case. */
  readonly permitted: readonly QuestionPage[];
  readonly rule: FormRule;
}

function realTime({ id, article, category, onlyThat, permitted, rule }: Measure): Form {
  return {
    id,
    purpose: 'realTime',
    isFormal: true,
    direction: 'both',
    goesTo: 'authority',
    channel: { id: 'mla-central', is: 'usual' },
    goesBySystem: false,
    clocks: PLANNED,
    keeps: 'nothing',
    order: 'none',
    signing: 'byRule',
    follows: 'nothing',
    onlyTells: false,
    reports: 'nothing',
    begins: NEVER,
    findsProviders: false,
    tasks: [
      referenceTask(STATUS),
      ALL_AUTHORITIES,
      caseTask(permitted),
      {
        id: 'data',
        title: PART.data,
        pages: [
          ask('data', BC_ASK.collected),
          ask('relation', ASK.relation),
          ask('necessity', BC_ASK.storedNotEnough),
          ask('delivery', BC_ASK.delivery),
          ...EVIDENCE_PAGES,
        ],
      },
      termsTask(),
    ],
    asked: IF_FOLLOWS,
    roles: { ...ROLES, evidenceForm: 'evidence-form' },
    rules: [
      NEW_OR_FOLLOW_UP,
      rule,
      {
        id: 'real-time',
        level: 'block',
        ref: article,
        field: 'data',
        words: onlyThat,
        isMet: (answers) => itemsOf(answers, 'data').every((item) => item.category === category),
      },
      {
        id: 'to-come',
        level: 'block',
        ref: `${article}; Art. 31`,
        field: 'data',
        words: BC_RULE.toCome,
        isMet: (answers) =>
          itemsOf(answers, 'data').every(({ from }) => (daysBetween(answers['date'], from) ?? 0) >= 0),
      },
    ],
  };
}

export const bc33Traffic: Form = realTime({
  id: 'bc-33-traffic',
  article: 'coe-ets-185, Art. 33(1)',
  category: 'traffic_realtime',
  onlyThat: BC_RULE.realTimeTraffic,
  permitted: [ask('similar-case', BC_ASK.similarCase)],
  rule: {
    id: 'similar-case',
    level: 'warn',
    ref: 'coe-ets-185, Art. 33(2)',
    field: 'similar-case',
    words: BC_RULE.similarCase,
    isMet: (answers) => answers['similar-case'] !== false,
  },
});

export const bc34Content: Form = realTime({
  id: 'bc-34-content',
  article: 'coe-ets-185, Art. 34',
  category: 'content_realtime',
  onlyThat: BC_RULE.realTimeContent,
  permitted: [
    {
      id: 'interception',
      title: BC_ASK.interception,
      hint: WORDS.bcRealTime.interceptionHint,
      fields: ['treaty-basis'],
    },
    ...each('order', 'serious'),
  ],
  rule: stated({ ref: 'coe-ets-185, Arts 21(1), 34', field: 'serious' }, BC_RULE.serious),
});
