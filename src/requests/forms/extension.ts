// Extension of a preservation before it ends: Budapest Convention Arts 16(2), 29(7); T-CY(2018)11, item 3. For an EPOC-PR Annex VI.
import type { Form } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask } from './one-field-pages.ts';
import { FOLLOW_UP, NOT_THE_REGULATION, PARTIES, SIGNATURE } from './follow-tasks.ts';
import { referenceTask } from './reference.ts';
import { isKeeping } from './follows.ts';
import { ASK, EU_PART, FOLLOW_ASK, FOLLOW_RULE } from './words.ts';

export const extension: Form = {
  ...FOLLOW_UP,
  id: 'extension',
  purpose: 'goOn',
  isFormal: false,
  goesTo: 'either',
  keeps: 'longer',
  follows: { goesOn: isKeeping },
  onlyTells: false,
  reports: 'nothing',
  tasks: [
    referenceTask([ask('basis', FOLLOW_ASK.basis), ask('preservation', FOLLOW_ASK.preservation)]),
    PARTIES,
    {
      id: 'extension',
      title: EU_PART.extension,
      pages: [
        { id: 'preserved-until', title: FOLLOW_ASK.preservedUntil, fields: ['preserved.until'] },
        ask('until', FOLLOW_ASK.extendUntil),
        ask('reason', FOLLOW_ASK.stillNeeded),
        ask('intention', FOLLOW_ASK.productionFollows),
        ask('request', FOLLOW_ASK.production),
        ask('confidentiality', ASK.confidentiality),
      ],
    },
    SIGNATURE,
  ],
  asked: {},
  roles: { confidentiality: 'confidentiality', verification: 'confirm' },
  rules: [
    NOT_THE_REGULATION,
    {
      id: 'in-time',
      level: 'block',
      ref: 'coe-ets-185, Arts 16(2), 29(7)',
      field: 'preserved.until',
      words: FOLLOW_RULE.inTime,
      isMet: (answers) => (daysBetween(answers['date'], answers['preserved.until']) ?? 0) >= 0,
    },
    {
      id: 'longer',
      level: 'block',
      ref: 'coe-ets-185, Art. 29(7)',
      field: 'until',
      words: FOLLOW_RULE.longer,
      isMet: (answers) => (daysBetween(answers['preserved.until'], answers['until']) ?? 1) > 0,
    },
    {
      id: 'intention',
      level: 'block',
      ref: 'coe-ets-185, Art. 29(2)(f)',
      field: 'intention',
      words: FOLLOW_RULE.productionFollows,
      isMet: (answers) => answers['intention'] !== false || answers['request'] !== undefined,
    },
  ],
};
