// European Preservation Order Certificate: Regulation (EU) 2023/1543, Annex II, with the corrigendum of 13 July 2026. For every
// offence and every category; no deadline, no notice, and the grounds stay in the order (Arts 6, 9(3)).
import type { Answers } from '../core/answers.ts';
import type { Form } from '../core/form.ts';
import { EMERGENCY } from '../core/request.ts';
import {
  ADDRESSEE,
  AT_ISSUING,
  askedBehind,
  askedOfValidating,
  IDENTIFY,
  ISSUING,
  issuerOf,
  issuingRank,
  orderRules,
  REPEATS,
  sheetBoxes,
  TICKED,
  VALIDATING,
  WANTED,
} from './eu-order.ts';
import { box } from './one-field-pages.ts';
import { ENFORCED, RECORDED, VALIDATION, holds, of } from '../core/clocks.ts';
import { EU_ASK, EU_PART } from './words.ts';

/** Art. 4(3): issued or validated by a judge, a court, an investigating judge or a prosecutor. */
const isOther = (answers: Answers): boolean => issuingRank(answers) === 'other';

/** Art. 4(5): in an emergency alone. */
const goesFirst = (answers: Answers): boolean => isOther(answers) && answers['no-prior-validation'] === true;
const isValidated = (answers: Answers): boolean => isOther(answers) && !goesFirst(answers);

/** Each line of Section C has a box; the emergency is said in words in Section F. */
const BOXES = sheetBoxes({
  own: ['ip', 'phones', 'emails', 'imei', 'mac', 'users', 'services', 'other', 'identify.extra'],
  none: ['emergency.kind'],
  lines: {},
});

export const epocPr: Form = {
  id: 'epoc-pr',
  purpose: 'keep',
  isFormal: false,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'epoc', is: 'usual', keeping: 'epoc-pr' },
  goesBySystem: true,
  clocks: [
    holds('epoc-pr.hold', ['annex_v_received']),
    holds('epoc-pr.hold-confirmed'),
    of('epoc-pr.clarification-reply', ['clarification_given'], 'drafter'),
    VALIDATION,
    ...ENFORCED,
    RECORDED,
  ],
  keeps: { under: 'eu-2023-1543' },
  order: 'preservation',
  signing: {
    issuer: (answers) =>
      issuerOf(answers, { isValidated: isValidated(answers), goesFirst: goesFirst(answers) }),
  },
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel }) => kind === 'preserve' && channel === 'epoc-pr',
  findsProviders: false,
  hasBoxes: true,
  boxes: BOXES,
  tasks: [
    {
      ...ISSUING,
      pages: ISSUING.pages.map(({ id, title, fields }) => ({ id, ...(title && { title }), fields })),
    },
    ADDRESSEE,
    IDENTIFY,
    WANTED,
    {
      id: 'conditions',
      title: EU_PART.conditions,
      pages: [
        box('offence', EU_ASK.caseAndOffence, ['proceedings', 'offence']),
        box('no-prior-validation', EU_ASK.withoutValidation, ['no-prior-validation', 'emergency.kind']),
      ],
    },
    AT_ISSUING,
    VALIDATING,
  ],
  asked: {
    ...askedOfValidating(isValidated),
    ...askedBehind(BOXES.lines),
    'no-prior-validation': isOther,
    'emergency.kind': goesFirst,
  },
  repeats: REPEATS,
  roles: { offence: 'offence', identifiers: 'ip' },
  ticked: TICKED,
  urgency: (answers) => (goesFirst(answers) ? EMERGENCY : undefined),
  rules: orderRules('II'),
};
