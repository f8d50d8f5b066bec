// What Annexes V and VI share: both are about a preservation order that was issued before.
import type { FormRule, Task } from '../form.ts';
import { daysBetween } from './days.ts';
import { ANNEX_ASK, ANNEX_RULE } from './eu-annex-words.ts';
import { EU_ASK, EU_PART } from './eu-words.ts';

/** `fields`: of the issuing authority; `contact` where it has changed. */
export function issuedBy(fields: readonly string[]): Task {
  return {
    id: 'issuing',
    title: EU_PART.issuing,
    pages: [
      { id: 'issuing', title: ANNEX_ASK.issuing, fields },
      { id: 'contact', title: ANNEX_ASK.otherContact, fields: ['contact'] },
    ],
  };
}

export const SENT_TO: Task = {
  id: 'addressee',
  title: EU_PART.addressee,
  pages: [
    {
      id: 'addressee',
      title: ANNEX_ASK.addressee,
      fields: ['addressee', 'address', 'reach', 'person', 'file'],
    },
    { id: 'provider', title: EU_ASK.provider, fields: ['provider', 'extra'] },
  ],
};

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
