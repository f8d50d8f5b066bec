// Confirmation that a European Investigation Order was received, within a week: Directive 2014/41/EU, Art. 16(1) and Annex B.
import type { Form, FormRule } from '../core/form.ts';
import { NEVER } from '../core/form-nature.ts';
import { daysBetween } from './days.ts';
import { isAcknowledged } from './follows.ts';
import { ask, box } from './one-field-pages.ts';
import { HINT, PART, WORDS } from './words.ts';

const SAY = WORDS.eio;
const WEEK_DAYS = 7;

const isPassedOn: Form['asked'][string] = ({ passed }) => passed !== undefined;

const RULES: readonly FormRule[] = [
  {
    id: 'received-after-issue',
    level: 'block',
    ref: 'eu-2014-41, Annex B, (A)',
    field: 'received',
    words: SAY.receivedRule,
    isMet: (answers) => (daysBetween(answers['issued'], answers['received']) ?? 0) >= 0,
  },
  {
    id: 'within-a-week',
    level: 'warn',
    ref: 'eu-2014-41, Art. 16(1)',
    field: 'date',
    words: SAY.weekRule,
    isMet: (answers) => (daysBetween(answers['received'], answers['date']) ?? 0) <= WEEK_DAYS,
  },
];

export const eioB: Form = {
  id: 'eio-b',
  purpose: 'answer',
  isFormal: false,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'judicial-direct', is: 'followed' },
  goesBySystem: false,
  clocks: [],
  keeps: 'nothing',
  order: 'none',
  signing: 'atHome',
  follows: { answers: isAcknowledged },
  onlyTells: true,
  reports: 'receipt',
  begins: NEVER,
  findsProviders: false,
  hasBoxes: true,
  tasks: [
    {
      id: 'order',
      title: SAY.order,
      pages: [box('order', SAY.whichOrder, ['issuing', 'issuing.file', 'issued', 'received'])],
    },
    {
      id: 'receiving',
      title: PART.authorities,
      pages: [
        ask('receiving', SAY.whoReceived),
        box('receiving.file', SAY.receivingFile, ['receiving.file', 'receiving.languages']),
        ask('passed', SAY.passedOn),
        box('passed.sent', SAY.passedWhen, ['passed.sent', 'passed.file', 'passed.languages']),
      ],
    },
    {
      id: 'signature',
      title: PART.signature,
      pages: [box('other', SAY.otherAndDate, ['other', 'date', 'signature'], HINT.signedLater)],
    },
  ],
  asked: { 'passed.sent': isPassedOn, 'passed.file': isPassedOn, 'passed.languages': isPassedOn },
  roles: {},
  rules: RULES,
};
