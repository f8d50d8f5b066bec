// Information that an EPOC or EPOC-PR cannot be carried out: Regulation (EU) 2023/1543, Annex III.
import type { Answers } from '../core/answers.ts';
import { hasChosen } from '../core/request-items.ts';
import type { Form, SheetBoxes } from '../core/form.ts';
import { daysBetween } from './days.ts';
import { ask, box, each } from './one-field-pages.ts';
import { RECORDED } from '../core/clocks.ts';
import { isOrder } from './follows.ts';
import { NEVER } from '../core/form-nature.ts';
import { ANNEX_ASK, ANNEX_RULE, ASK, EU_ASK, EU_PART, HINT, WORDS } from './words.ts';

const isThirdLaw = (answers: Answers): boolean => hasChosen(answers, 'reasons', 'third-country-law');
/** Arts 10(6), 11(5): what is incomplete, manifestly wrong or not enough is asked about. */
const isUnclear = (answers: Answers): boolean =>
  ['incomplete', 'manifest-errors', 'insufficient'].some((one) => hasChosen(answers, 'reasons', one));

const INTERESTS = ['rights', 'security', 'other'];

/** Section E: which of them is said behind each box. */
const BOXES: SheetBoxes = {
  own: [],
  none: [],
  lines: Object.fromEntries(INTERESTS.map((one) => [`interest.${one}`, ['interest', one]] as const)),
};

const THIRD_LAW_DAYS = 10;

export const annexIii: Form = {
  id: 'annex-iii',
  purpose: 'answer',
  isFormal: false,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'epoc', is: 'followed' },
  goesBySystem: true,
  clocks: [RECORDED],
  keeps: 'nothing',
  order: 'none',
  signing: 'atHome',
  follows: { answers: isOrder },
  onlyTells: true,
  reports: 'notExecuted',
  begins: NEVER,
  findsProviders: false,
  hasBoxes: true,
  boxes: BOXES,
  tasks: [
    {
      id: 'certificate',
      title: EU_PART.certificate,
      pages: [
        ask('certificate', ANNEX_ASK.certificate),
        ...each('issuing'),
        ask('issuing.file', ANNEX_ASK.issuingFile),
        ...each('issued', 'received'),
        ask('validating', ANNEX_ASK.validating),
        ask('validating.file', ANNEX_ASK.validatingFile),
        ask('enforcing', ANNEX_ASK.enforcing),
        ask('enforcing.file', ANNEX_ASK.enforcingFile),
        ...each('addressee', 'addressee.file'),
      ],
    },
    {
      id: 'reasons',
      title: EU_PART.reasons,
      pages: [
        ask('reasons', ANNEX_ASK.reasons),
        ...each('explanation'),
        ask('law', ANNEX_ASK.thirdLaw, WORDS.annexIii.lawHint),
        ...each('provision'),
        box('interest', ANNEX_ASK.interestDetail, [
          'interest',
          'interest.rights',
          'interest.security',
          'interest.other',
        ]),
        ...each('applicability', 'conflict', 'link', 'consequences', 'extra'),
        ask('question', ANNEX_ASK.question),
        ask('preserved', ANNEX_ASK.kept),
      ],
    },
    {
      id: 'contact',
      title: EU_PART.contact,
      pages: [
        ...each('name', 'person', 'post', 'address', 'phone', 'fax', 'email'),
        ask('authorised', ASK.signs),
        { id: 'date', title: EU_ASK.dated, hint: HINT.signedLater, fields: ['date', 'signature'] },
      ],
    },
  ],
  asked: {
    ...Object.fromEntries(
      ['law', 'provision', 'interest', 'applicability', 'conflict', 'link', 'consequences', 'extra'].map(
        (id) => [id, isThirdLaw],
      ),
    ),
    ...Object.fromEntries(
      INTERESTS.map((one) => [
        `interest.${one}`,
        (answers: Answers) => isThirdLaw(answers) && hasChosen(answers, 'interest', one),
      ]),
    ),
    question: isUnclear,
  },
  roles: {},
  rules: [
    {
      id: 'offence',
      level: 'block',
      ref: 'eu-2023-1543, Art. 16(5)',
      field: 'reasons',
      words: ANNEX_RULE.epocOnly,
      isMet: (answers) =>
        !hasChosen(answers, 'certificate', 'epoc-pr') || !hasChosen(answers, 'reasons', 'offence'),
    },
    {
      id: 'in-time',
      level: 'warn',
      ref: 'eu-2023-1543, Art. 17(2)',
      field: 'date',
      words: ANNEX_RULE.thirdLawInTime,
      isMet: (answers) =>
        !isThirdLaw(answers) || (daysBetween(answers['received'], answers['date']) ?? 0) <= THIRD_LAW_DAYS,
    },
    {
      id: 'received',
      level: 'block',
      ref: 'eu-2023-1543, Annex III, Section B',
      field: 'received',
      words: ANNEX_RULE.afterOrder,
      isMet: (answers) => (daysBetween(answers['issued'], answers['received']) ?? 0) >= 0,
    },
  ],
};
