// Tasks that the requests under Articles 30 to 34 of the Budapest Convention share, in the order of T-CY(2018)10.
import { hasChosen } from '../core/request-items.ts';
import type { Form, FormRule, QuestionPage, Task } from '../core/form.ts';
import { ask, box } from './one-field-pages.ts';
import { ASK, BC_ASK, BC_RULE, HINT, PART } from './words.ts';

/** What the request follows, if anything. */
export const STATUS: readonly QuestionPage[] = [box('status', BC_ASK.status, ['status', 'previous-mla'])];

/** Where it may follow a preservation too. */
export const STATUS_OR_PRESERVATION: readonly QuestionPage[] = [
  box('status', BC_ASK.status, ['status', 'previous-mla', 'previous-preservation']),
];

const WHO: readonly QuestionPage[] = [
  ask('requested', ASK.whoIsAsked),
  ask('requesting', ASK.whoAsks),
  ask('reply', ASK.howToReply),
  ask('confirm', ASK.whoConfirms, HINT.notTheWriter),
];

export const AUTHORITIES: Task = { id: 'authorities', title: PART.authorities, pages: WHO };

export const ALL_AUTHORITIES: Task = {
  ...AUTHORITIES,
  pages: [...WHO, ask('operational', ASK.otherInvestigates)],
};

/** `more`: what the article demands of the case. */
export function caseTask(more: readonly QuestionPage[] = []): Task {
  return {
    id: 'case',
    title: PART.case,
    pages: [box('court', BC_ASK.court, ['court', 'domestic-basis']), ask('facts', ASK.offence), ...more],
  };
}

/** `first`: what the article offers to those in a hurry. */
export function termsTask(first: readonly QuestionPage[] = []): Task {
  return {
    id: 'terms',
    title: PART.terms,
    pages: [
      ...first,
      box('urgency', BC_ASK.terms, ['urgency', 'confidentiality', 'use']),
      ask('signature', ASK.signs, HINT.signedLater),
    ],
  };
}

export const EVIDENCE_PAGES: readonly QuestionPage[] = [
  box('procedure', BC_ASK.evidence, ['procedure', 'evidence-form']),
];

export const ROLES: Form['roles'] = {
  items: 'data',
  nexus: 'relation',
  offence: 'facts',
  urgency: 'urgency',
  confidentiality: 'confidentiality',
  verification: 'confirm',
};

export const IF_FOLLOWS: Form['asked'] = {
  'previous-mla': (answers) => hasChosen(answers, 'status', 'follow-mla'),
};

export const NEW_OR_FOLLOW_UP: FormRule = {
  id: 'new-or-follow-up',
  level: 'block',
  ref: 'T-CY(2018)10, item 3',
  field: 'status',
  words: BC_RULE.newOrFollowUp,
  isMet: (answers) =>
    !hasChosen(answers, 'status', 'new') ||
    !(hasChosen(answers, 'status', 'follow-mla') || hasChosen(answers, 'status', 'follow-preservation')),
};
