// Confirmation that a request for production was issued, which holds the preservation open: Regulation (EU) 2023/1543, Annex V.
import type { Form } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask, each } from './one-field-pages.ts';
import { issuedBy, SENT_TO, sentAfterIssue, SIGNED } from './eu-preservation.ts';
import { RECORDED } from '../core/clocks.ts';
import { isPreservationOrder } from './follows.ts';
import { NEVER } from '../core/form-nature.ts';
import { ANNEX_ASK, ANNEX_RULE, EU_PART } from './words.ts';

const HELD_DAYS = 60;
const EXTENDED_DAYS = 90;

export const annexV: Form = {
  id: 'annex-v',
  purpose: 'keep',
  isFormal: false,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'epoc', is: 'followed', keeping: 'epoc-pr' },
  goesBySystem: true,
  clocks: [RECORDED],
  keeps: 'nothing',
  order: 'none',
  signing: 'atHome',
  follows: { goesOn: isPreservationOrder },
  onlyTells: false,
  reports: 'nothing',
  begins: NEVER,
  findsProviders: false,
  hasBoxes: true,
  tasks: [
    issuedBy(['state', 'issuing']),
    SENT_TO,
    {
      id: 'order',
      title: EU_PART.order,
      pages: [
        ...each('issued', 'sent', 'epoc-pr.file'),
        ask('extended', ANNEX_ASK.extended),
        ask('extended.by', ANNEX_ASK.extendedBy),
      ],
    },
    {
      id: 'request',
      title: EU_PART.production,
      pages: [
        ask('request', ANNEX_ASK.request),
        ...each('request.by', 'request.issued', 'request.sent', 'request.file', 'request.to'),
      ],
    },
    { id: 'confirmation', title: EU_PART.confirmation, pages: SIGNED },
  ],
  asked: { 'extended.by': (answers) => answers['extended'] === true },
  roles: {},
  rules: [
    sentAfterIssue('V'),
    {
      id: 'request-sent',
      level: 'block',
      ref: 'eu-2023-1543, Annex V, Section D',
      field: 'request.sent',
      words: ANNEX_RULE.afterOrder,
      isMet: (answers) => (daysBetween(answers['request.issued'], answers['request.sent']) ?? 0) >= 0,
    },
    {
      id: 'held',
      level: 'warn',
      ref: 'eu-2023-1543, Art. 11(1)-(2)',
      field: 'date',
      words: ANNEX_RULE.whileHeld,
      isMet: (answers) =>
        (daysBetween(answers['sent'], answers['date']) ?? 0) <=
        (answers['extended'] === true ? EXTENDED_DAYS : HELD_DAYS),
    },
  ],
};
