// European Production Order Certificate: Regulation (EU) 2023/1543, Annex I, with the corrigendum of 13 July 2026.
import type { OffenceKnown } from '../../law/competence.ts';
import type { Answers } from '../core/answers.ts';
import { hasChosen } from '../core/request-items.ts';
import type { Form, FormRule, Task, Words } from '../core/form.ts';
import { EMERGENCY } from '../core/request.ts';
import {
  ADDRESSEE,
  AT_ISSUING,
  askedBehind,
  askedOfValidating,
  asksTrafficOrContent,
  IDENTIFY,
  ISSUING,
  issuerOf,
  issuingRank,
  orderRules,
  REPEATS,
  sheetBoxes,
  TICKED,
  tickedCategories,
  VALIDATING,
  WANTED,
} from './eu-order.ts';
import { ask, box, each } from './one-field-pages.ts';
import { ANSWERED, ENFORCED, of, RECORDED, VALIDATION, type ClockOfForm } from '../core/clocks.ts';
import { EPOC_RULE, EU_ASK, EU_PART, WORDS } from './words.ts';

const isEmergency = (answers: Answers): boolean => hasChosen(answers, 'deadline', 'eight-hours');
const isNotified = (answers: Answers): boolean => answers['notified'] === true;
const isProcessor = (answers: Answers): boolean => hasChosen(answers, 'role', 'processor');

/** Art. 4(1) and (2): another authority always; for traffic and content a prosecutor too. */
function needsValidation(answers: Answers): boolean {
  const rank = issuingRank(answers);
  return rank === 'other' || (rank === 'prosecutor' && asksTrafficOrContent(answers));
}

/** Art. 4(5): whether it may go before it is validated is asked of another authority in an emergency. */
const mayGoFirst = (answers: Answers): boolean => isEmergency(answers) && issuingRank(answers) === 'other';
const goesFirst = (answers: Answers): boolean =>
  mayGoFirst(answers) && answers['no-prior-validation'] === true;

const isValidated = (answers: Answers): boolean => needsValidation(answers) && !goesFirst(answers);

const ifChosen = (field: string): ((answers: Answers) => boolean) => {
  return (answers) => answers[field] === true;
};

/** Totally or partially is struck out in Section D, not ticked. */
const BOXES = sheetBoxes({
  own: ['identify.extra'],
  none: ['preserved.extent'],
  lines: { 'recipient.contact': ['recipient', 'other'] },
});

/** Section M. */
const NOT_TO_THE_ADDRESSEE: Words = WORDS.epoc.notToTheAddressee;

const TASKS: readonly Task[] = [
  ISSUING,
  ADDRESSEE,
  {
    id: 'deadline',
    title: EU_PART.deadline,
    pages: [
      box('deadline', EU_ASK.deadline, ['deadline', 'procedural', 'deadline.extra']),
      box('emergency', EU_ASK.emergency, ['emergency.kind', 'emergency.reasons']),
      ask('no-prior-validation', EU_ASK.withoutValidation),
    ],
  },
  {
    id: 'preserved',
    title: EU_PART.preservedBefore,
    pages: [
      ask('preserved', EU_ASK.preserved),
      box('preserved.by', EU_ASK.underWhich, [
        'preserved.extent',
        'preserved.by',
        'preserved.issued',
        'preserved.sent',
        'preserved.to',
      ]),
    ],
  },
  {
    id: 'produced',
    title: EU_PART.producedBefore,
    pages: [
      box('produced', EU_ASK.produced, ['produced', 'earlier.extra']),
      box('produced.by', EU_ASK.underWhich, [
        'produced.by',
        'produced.issued',
        'produced.sent',
        'produced.to',
      ]),
    ],
  },
  IDENTIFY,
  WANTED,
  {
    id: 'conditions',
    title: EU_PART.conditions,
    pages: [
      box('offence', EU_ASK.caseAndOffence, ['proceedings', 'offence']),
      ask('threshold', EU_ASK.threshold),
      ask('role', EU_ASK.role),
      box('processor', EU_ASK.processor, ['processor.reason', 'controller.notice', 'controller.reason']),
      ask('conditions.extra', EU_ASK.anythingElse),
      box('delay', EU_ASK.person, ['delay', 'delay.grounds', 'delay.reason'], WORDS.epoc.delayHint),
    ],
  },
  AT_ISSUING,
  VALIDATING,
  {
    id: 'enforcing',
    title: EU_PART.enforcing,
    pages: [
      ask('notified', EU_ASK.notified),
      ask('enforcing.name', EU_ASK.enforcingName),
      ...each('enforcing.contact'),
      box('proportionality', EU_ASK.grounds, ['proportionality', 'summary'], NOT_TO_THE_ADDRESSEE),
      box('listed', EU_ASK.refusalGrounds, ['enforcing.extra', 'listed-offence'], NOT_TO_THE_ADDRESSEE),
    ],
  },
  {
    id: 'transfer',
    title: EU_PART.transfer,
    pages: [box('recipient', EU_ASK.recipientAndForm, ['recipient', 'format']), ...each('recipient.contact')],
  },
];

const RULES: readonly FormRule[] = [
  ...orderRules('I'),
  {
    id: 'judge',
    level: 'block',
    ref: 'eu-2023-1543, Art. 4(2)',
    field: 'validating.kind',
    words: EPOC_RULE.judge,
    isMet: (answers) =>
      !asksTrafficOrContent(answers) ||
      issuingRank(answers) === 'judge' ||
      issuingRank(answers) === undefined ||
      hasChosen(answers, 'validating.kind', 'judge'),
  },
  {
    id: 'no-prior-validation',
    level: 'block',
    ref: 'eu-2023-1543, Art. 4(5)',
    field: 'no-prior-validation',
    words: EPOC_RULE.noPriorValidation,
    isMet: (answers) => !goesFirst(answers) || !asksTrafficOrContent(answers),
  },
  {
    id: 'emergency-addressee',
    level: 'block',
    ref: 'eu-2023-1543, Art. 7(2)',
    field: 'addressee.kind',
    words: EPOC_RULE.emergencyAddressee,
    isMet: (answers) => !hasChosen(answers, 'addressee.kind', 'emergency-other') || isEmergency(answers),
  },
  {
    id: 'deadline-notified',
    level: 'block',
    ref: 'eu-2023-1543, Art. 10(2)-(3)',
    field: 'deadline',
    words: EPOC_RULE.deadlineNotified,
    isMet: (answers) =>
      answers['notified'] === undefined ||
      answers['deadline'] === undefined ||
      isEmergency(answers) ||
      isNotified(answers) === hasChosen(answers, 'deadline', 'ten-days-notified'),
  },
  {
    id: 'notify',
    level: 'warn',
    ref: 'eu-2023-1543, Art. 8(1)-(2)',
    field: 'notified',
    words: EPOC_RULE.notify,
    isMet: (answers) => answers['notified'] !== false || !asksTrafficOrContent(answers),
  },
  {
    id: 'not-notified',
    level: 'warn',
    ref: 'eu-2023-1543, Art. 8(1)',
    field: 'notified',
    words: EPOC_RULE.notNotified,
    isMet: (answers) =>
      !isNotified(answers) || tickedCategories(answers).length === 0 || asksTrafficOrContent(answers),
  },
  {
    id: 'range',
    level: 'block',
    ref: 'eu-2023-1543, Art. 5(5)(e)',
    field: 'range',
    words: EPOC_RULE.range,
    isMet: (answers) => !asksTrafficOrContent(answers) || answers['range'] !== undefined,
  },
  {
    id: 'privilege',
    level: 'suggest',
    ref: 'eu-2023-1543, Art. 5(8)-(10)',
    field: 'conditions.extra',
    words: EPOC_RULE.privilege,
    isMet: (answers) => !asksTrafficOrContent(answers) || answers['conditions.extra'] !== undefined,
  },
  {
    id: 'recipient',
    level: 'block',
    ref: 'eu-2023-1543, Annex I, Section L',
    field: 'recipient',
    words: EPOC_RULE.recipient,
    isMet: (answers) => !hasChosen(answers, 'recipient', 'validating') || isValidated(answers),
  },
];

/** What Section G says of the threshold of Article 5(4), in the kinds that the law data know. */
function offenceOf(answers: Answers): OffenceKnown {
  const chosen = (option: string): boolean => hasChosen(answers, 'threshold', option);
  const bySystem = [
    ...(chosen('info-2019-713') ? ['forged-payment'] : []),
    ...(chosen('info-2011-93') ? ['child-sexual-exploitation'] : []),
    ...(chosen('info-2013-40') ? ['computer-crime'] : []),
  ];
  return {
    maxYears: chosen('three-years') ? 3 : undefined,
    types: [...bySystem, ...(chosen('terrorism') ? ['terrorism'] : [])],
    byInformationSystem: bySystem.length > 0,
  };
}

/** Whose data came is told, whatever becomes of the request; or somebody says why that need not be. */
const INFORMED: ClockOfForm = {
  ...of('epoc.user-information', ['person_informed', 'informing_omitted'], 'drafter'),
  isUntilDone: true,
  isOfAsker: true,
};

const CLOCKS: readonly ClockOfForm[] = [
  { ...of('epoc.preserve-at-once', ['preservation_effected', ...ANSWERED]), isOfNoItem: true },
  { ...of('epoc.produce', ANSWERED), inEmergency: 'epoc.produce-emergency' },
  { ...of('epoc.produce-notified', ANSWERED), inEmergency: 'epoc.produce-emergency' },
  of('epoc.produce-emergency', ANSWERED, 'duty'),
  { ...of('epoc.refusal', ['ground_for_refusal_raised']), inEmergency: 'epoc.refusal-emergency' },
  of('epoc.refusal-emergency', ['ground_for_refusal_raised'], 'duty'),
  of('epoc.clarification-reply', ['clarification_given'], 'drafter'),
  of('epoc.annex-iii-other', ANSWERED),
  { ...of('epoc.third-country-objection', [...ANSWERED, 'reasoned_objection_filed']), isOfNoItem: true },
  VALIDATION,
  ...ENFORCED,
  INFORMED,
  { ...of('eu1550.retrieval', ['evidence_retrieved']), isEach: true },
  RECORDED,
];

export const epoc: Form = {
  id: 'epoc',
  purpose: 'obtain',
  isFormal: true,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'epoc', is: 'only' },
  goesBySystem: true,
  clocks: CLOCKS,
  keeps: 'nothing',
  order: 'production',
  signing: {
    issuer: (answers) =>
      issuerOf(answers, { isValidated: isValidated(answers), goesFirst: goesFirst(answers) }),
  },
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel }) => kind !== 'preserve' && channel === 'epoc',
  findsProviders: false,
  hasBoxes: true,
  boxes: BOXES,
  tasks: TASKS,
  asked: {
    ...askedOfValidating(isValidated),
    ...askedBehind(BOXES.lines),
    'emergency.kind': isEmergency,
    'emergency.reasons': isEmergency,
    'no-prior-validation': mayGoFirst,
    'preserved.extent': ifChosen('preserved'),
    'preserved.by': ifChosen('preserved'),
    'preserved.issued': ifChosen('preserved'),
    'preserved.sent': ifChosen('preserved'),
    'preserved.to': ifChosen('preserved'),
    'produced.by': ifChosen('produced'),
    'produced.issued': ifChosen('produced'),
    'produced.sent': ifChosen('produced'),
    'produced.to': ifChosen('produced'),
    threshold: asksTrafficOrContent,
    'processor.reason': isProcessor,
    'controller.notice': isProcessor,
    'controller.reason': (answers) =>
      isProcessor(answers) && hasChosen(answers, 'controller.notice', 'not-inform'),
    'delay.grounds': ifChosen('delay'),
    'delay.reason': ifChosen('delay'),
    'enforcing.name': isNotified,
    'enforcing.contact': isNotified,
    proportionality: isNotified,
    summary: isNotified,
    'listed-offence': isNotified,
    'enforcing.extra': isNotified,
  },
  repeats: REPEATS,
  roles: {
    offence: 'offence',
    // The addressee preserves on receipt (Art. 10(1)): an earlier preservation is named, not demanded.
    preservation: 'preserved.by',
    urgency: 'deadline.extra',
    identifiers: 'ip',
    privilege: 'conditions.extra',
  },
  ticked: TICKED,
  offence: offenceOf,
  // Eight hours are for an emergency, and an emergency has eight hours (Art. 10(3) and (4)).
  urgency: (answers) => {
    if (answers['deadline'] === undefined) return undefined;
    return isEmergency(answers) ? EMERGENCY : { least: 'normal', most: 'urgent' };
  },
  reserved: ['M'],
  rules: RULES,
};
