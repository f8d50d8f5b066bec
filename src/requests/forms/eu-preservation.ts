// What Annexes V and VI share: both are about a preservation order that was issued before.
import type { FormRule, QuestionPage, Task } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask, each } from './one-field-pages.ts';
import { ANNEX_ASK, ANNEX_RULE, ASK, EU_ASK, EU_PART, HINT } from './words.ts';

/** `fields`: of the issuing authority; `contact` where it has changed. */
export function issuedBy(fields: readonly string[]): Task {
  return {
    id: 'issuing',
    title: EU_PART.issuing,
    pages: [...each(...fields), ask('contact', ANNEX_ASK.otherContact)],
  };
}

export const SENT_TO: Task = {
  id: 'addressee',
  title: EU_PART.addressee,
  pages: [
    ...each('addressee', 'address', 'reach', 'person', 'file'),
    ask('provider', EU_ASK.provider),
    ...each('extra'),
  ],
};

/** The last of both forms. */
export const SIGNED: readonly QuestionPage[] = [
  ask('name', ASK.signs),
  { id: 'date', title: EU_ASK.dated, hint: HINT.signedLater, fields: ['date', 'signature'] },
];

export function sentAfterIssue(annex: 'V' | 'VI'): FormRule {
  return {
    id: 'sent',
    level: 'block',
    ref: `eu-2023-1543, Annex ${annex}, Section C`,
    field: 'sent',
    words: ANNEX_RULE.afterOrder,
    isMet: (answers) => (daysBetween(answers['issued'], answers['sent']) ?? 0) >= 0,
  };
}
