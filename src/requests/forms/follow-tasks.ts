// What the follow-ups share: what they are, the request they are about, the parties, the signature.
import { hasChosen } from '../core/request-items.ts';
import type { FormRule, QuestionPage, Task } from '../core/form.ts';
import { NEVER, type FormNature } from '../core/form-nature.ts';
import { daysBetween } from './days.ts';
import { ask } from './one-field-pages.ts';
import { referenceTask } from './reference.ts';
import { ASK, FOLLOW_ASK, FOLLOW_RULE, HINT, PART } from './words.ts';

/** Between authorities, by the way that what it is about went; no plan begins it. What else it is, each says. */
export const FOLLOW_UP = {
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'followed' },
  goesBySystem: false,
  clocks: [],
  keeps: 'nothing',
  order: 'none',
  signing: 'atHome',
  begins: NEVER,
  findsProviders: false,
} as const satisfies Partial<FormNature>;

/** `more`: what else is said of that request. */
export function aboutTask(more: readonly QuestionPage[] = []): Task {
  return referenceTask([
    { id: 'about', title: FOLLOW_ASK.about, fields: ['request'] },
    ask('basis', FOLLOW_ASK.basis),
    ...more,
  ]);
}

export const RECEIVED: QuestionPage = {
  id: 'received-on',
  title: FOLLOW_ASK.receivedOn,
  fields: ['received'],
};

export const PARTIES: Task = {
  id: 'authorities',
  title: PART.authorities,
  pages: [
    ask('requesting', ASK.whoSends),
    ask('requested', ASK.whoReceives),
    ask('confirm', FOLLOW_ASK.whoConfirms, HINT.notTheWriter),
  ],
};

export const SIGNATURE: Task = {
  id: 'signature',
  title: PART.signature,
  pages: [ask('signature', ASK.signs, HINT.signedLater)],
};

/** Annexes III, V and VI of the Regulation take the place of these forms. */
export const NOT_THE_REGULATION: FormRule = {
  id: 'use-annex',
  level: 'warn',
  ref: 'eu-2023-1543, Arts 10, 11; Annexes III, V, VI',
  field: 'basis',
  words: FOLLOW_RULE.useAnnex,
  isMet: (answers) => !hasChosen(answers, 'basis', 'eu-2023-1543'),
};

export const RECEIVED_BEFORE: FormRule = {
  id: 'received',
  level: 'block',
  ref: 'good practice',
  field: 'received',
  words: FOLLOW_RULE.received,
  isMet: (answers) => (daysBetween(answers['received'], answers['date']) ?? 0) >= 0,
};
