// Tasks that the requests under Articles 30 to 34 of the Budapest Convention share, in the order of T-CY(2018)10.
import { hasChosen } from '../asked-for.ts';
import type { Form, FormRule, QuestionPage, Task } from '../form.ts';
import { BC_ASK, BC_RULE } from './bc-words.ts';
import { each } from './each.ts';
import { ASK } from './questions.ts';
import { HINT, PART } from './words.ts';

export function referenceTask(next: readonly QuestionPage[]): Task {
  return {
    id: 'reference',
    title: PART.reference,
    pages: [{ id: 'reference', title: ASK.reference, fields: ['date', 'reference'] }, ...next],
  };
}

/** What the request follows, if anything. */
export const STATUS: readonly QuestionPage[] = [
  { id: 'status', title: BC_ASK.status, fields: ['status'] },
  { id: 'previous-mla', title: BC_ASK.previous, fields: ['previous-mla'] },
];

/** Where it may follow a preservation too. */
export const STATUS_OR_PRESERVATION: readonly QuestionPage[] = [
  ...STATUS,
  { id: 'previous-preservation', title: BC_ASK.preservation, fields: ['previous-preservation'] },
];

const WHO: readonly QuestionPage[] = [
  { id: 'requested', title: ASK.whoIsAsked, fields: ['requested'] },
  { id: 'requesting', title: ASK.whoAsks, fields: ['requesting'] },
  { id: 'reply', title: ASK.howToReply, fields: ['reply'] },
  { id: 'confirm', title: ASK.whoConfirms, hint: HINT.notTheWriter, fields: ['confirm'] },
];

export const AUTHORITIES: Task = { id: 'authorities', title: PART.authorities, pages: WHO };

export const ALL_AUTHORITIES: Task = {
  ...AUTHORITIES,
  pages: [...WHO, { id: 'operational', title: ASK.otherInvestigates, fields: ['operational'] }],
};

/** `more`: what the article demands of the case. */
export function caseTask(more: readonly QuestionPage[] = []): Task {
  return {
    id: 'case',
    title: PART.case,
    pages: [
      { id: 'court', title: BC_ASK.court, fields: ['court'] },
      { id: 'basis', title: ASK.lawAtHome, fields: ['domestic-basis'] },
      { id: 'facts', title: ASK.offence, fields: ['facts'] },
      ...more,
    ],
  };
}

/** `first`: what the article offers to those in a hurry. */
export function termsTask(first: readonly QuestionPage[] = []): Task {
  return {
    id: 'terms',
    title: PART.terms,
    pages: [
      ...first,
      { id: 'urgency', title: ASK.urgency, fields: ['urgency'] },
      { id: 'confidentiality', title: ASK.confidentiality, fields: ['confidentiality'] },
      { id: 'use', title: BC_ASK.use, fields: ['use'] },
      { id: 'signature', title: ASK.signs, hint: HINT.signedLater, fields: ['signature'] },
    ],
  };
}

export const EVIDENCE_PAGES: readonly QuestionPage[] = [
  ...each('procedure'),
  { id: 'form', fields: ['evidence-form'] },
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
