// Extension of a preservation by thirty days, once, within the first sixty: Regulation (EU) 2023/1543, Annex VI.
import type { Form } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { each } from './one-field-pages.ts';
import { issuedBy, SENT_TO, sentAfterIssue, SIGNED } from './eu-preservation.ts';
import { RECORDED } from '../core/clocks.ts';
import { isPreservationOrder } from './follows.ts';
import { NEVER } from '../core/form-nature.ts';
import { ANNEX_RULE, EU_PART } from './words.ts';

const HELD_DAYS = 60;

export const annexVi: Form = {
  id: 'annex-vi',
  purpose: 'keep',
  isFormal: false,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'epoc', is: 'followed', keeping: 'epoc-pr' },
  goesBySystem: true,
  clocks: [RECORDED],
  keeps: 'longer',
  order: 'none',
  signing: 'atHome',
  follows: { goesOn: isPreservationOrder },
  onlyTells: false,
  reports: 'nothing',
  begins: NEVER,
  findsProviders: false,
  hasBoxes: true,
  tasks: [
    issuedBy(['state', 'issuing', 'issuing.file']),
    SENT_TO,
    {
      id: 'order',
      title: EU_PART.order,
      pages: each('issued', 'sent', 'epoc-pr.file', 'to'),
    },
    { id: 'extension', title: EU_PART.extension, pages: SIGNED },
  ],
  asked: {},
  roles: {},
  rules: [
    sentAfterIssue('VI'),
    {
      id: 'in-time',
      level: 'warn', // from transmission: the day of receipt, from which they run, is not in the form
      ref: 'eu-2023-1543, Art. 11(1)',
      field: 'date',
      words: ANNEX_RULE.withinSixty,
      isMet: (answers) => (daysBetween(answers['sent'], answers['date']) ?? 0) <= HELD_DAYS,
    },
  ],
};
