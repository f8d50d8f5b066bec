// What real-time collection by mutual assistance asks under Arts 33 and 34 of the Budapest Convention. No template has been adopted;
// laid out after T-CY(2018)10.
import type { DataCategory } from '../../law/model.ts';
import { itemsOf } from '../core/request-items.ts';
import type { Form, FormRule, QuestionPage, Words } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask } from './one-field-pages.ts';
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
import { referenceTask } from './reference.ts';
import { PLANNED } from '../core/clocks.ts';
import { NEVER } from '../core/form-nature.ts';
import { ASK, BC_ASK, BC_RULE, PART } from './words.ts';

interface Measure {
  readonly id: string;
  readonly article: string;
  readonly category: DataCategory;
  readonly onlyThat: Words;
  /** What the article demands of the case. */
  readonly permitted: readonly QuestionPage[];
  readonly rule: FormRule;
}

export function realTime({ id, article, category, onlyThat, permitted, rule }: Measure): Form {
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
