// European Investigation Order: Directive 2014/41/EU, Annex A, with the corrigendum of 9 June 2015. A tick in Section C opens the
// matching part of Section H, and nothing else does.
import type { AuthorityRank } from '../../law/competence.ts';
import { isDay } from '../../law/day.ts';
import type { DataCategory } from '../../law/model.ts';
import type { Answers } from '../core/answers.ts';
import type { Issuer } from '../core/form-nature.ts';
import type { Form, FormRule, Task } from '../core/form.ts';
import { hasChosen, itemsOf } from '../core/request-items.ts';
import { ANSWERED, BEGUN, DECIDED, DECISION_TOLD, of, RECEIPT_SAID, TRANSFERRED } from '../core/clocks.ts';
import { ask, box, each } from './one-field-pages.ts';
import { HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

const SAY = WORDS.eio;

const has =
  (...measures: readonly string[]) =>
  (answers: Answers): boolean =>
    measures.some((one) => hasChosen(answers, 'measures', one));
const isRemote = has('videoconference', 'telephone');
const isIntercepted = has('interception');
const remains = (answers: Answers): boolean =>
  has('provisional')(answers) && hasChosen(answers, 'item.goes', 'remain');
const supplements: Form['asked'][string] = (answers) => answers['supplements'] === true;
const isGiven = (field: string) => (answers: Answers) => answers[field] !== undefined;
const dayIn =
  (field: string) =>
  (answers: Answers): string | undefined => {
    const day = answers[field];
    return typeof day === 'string' && isDay(day) ? day : undefined;
  };
/** Art. 2(c)(ii). */
const isValidated = (answers: Answers): boolean => hasChosen(answers, 'issuing.kind', 'other');

/** Art. 2(c): a judge, a court, an investigating judge or a prosecutor issues it, or validates what another authority issues. */
function issuerOf(answers: Answers): Issuer {
  const judicial: readonly AuthorityRank[] = ['judge', 'prosecutor'];
  const isProsecutor = hasChosen(answers, 'validating.kind', 'prosecutor');
  if (!isValidated(answers))
    return {
      kinds: answers['issuing.kind'] === undefined ? [] : judicial,
      validator: undefined,
      isUnvalidated: false,
    };
  const validator = isProsecutor ? 'prosecutor' : 'judge';
  return {
    kinds: ['other'],
    validator: answers['validating.kind'] === undefined ? undefined : validator,
    isUnvalidated: false,
  };
}

/** What the ticks of Section C ask for that are data, beside the items. */
const OF_TICKS: { readonly [measure: string]: DataCategory } = {
  subscriber: 'subscriber',
  interception: 'content_realtime',
};

function categoriesAsked(answers: Answers): readonly DataCategory[] {
  return [
    ...itemsOf(answers, 'evidence').map(({ category }) => category),
    ...Object.entries(OF_TICKS).flatMap(([tick, category]) => (has(tick)(answers) ? [category] : [])),
  ];
}

/** Sections A to D. */
const ASKED: readonly Task[] = [
  {
    id: 'states',
    title: SAY.states,
    pages: [
      box('states', SAY.whichStates, ['issuing.state', 'executing.state']),
      box('urgency', SAY.urgency, ['urgency', 'urgency.detail', 'deadline.date', 'deadline.reason']),
    ],
  },
  {
    id: 'measures',
    title: SAY.measures,
    pages: [
      ask('measures.text', SAY.measuresText),
      box(
        'measures',
        SAY.whichMeasures,
        ['measures', 'hearing.of', 'video.of', 'telephone.of', 'real-time.kind'],
        SAY.whichMeasuresHint,
      ),
      ask('evidence', SAY.evidence, SAY.evidenceHint),
    ],
  },
  {
    id: 'earlier',
    title: SAY.earlier,
    pages: [
      box('supplements', SAY.supplements, ['supplements', 'other-states']),
      box('earlier', SAY.whichEarlier, [
        'earlier.issued',
        'earlier.to',
        'earlier.sent',
        'earlier.file-issuing',
        'earlier.file-executing',
      ]),
    ],
  },
];

/** Sections E to G. */
const CASE: readonly Task[] = [
  {
    id: 'concerned',
    title: SAY.concerned,
    pages: [
      box('persons', SAY.whoIsConcerned, ['concerned.persons', 'concerned.more', 'concerned.position']),
      ...each('concerned.legal'),
      box('place', SAY.place, ['place', 'further']),
    ],
  },
  {
    id: 'case',
    title: PART.case,
    pages: [
      ask('proceedings', SAY.proceedings),
      box('facts', SAY.facts, ['facts', 'offence'], HINT.facts),
      ask('list-offence', SAY.listed, SAY.listedHint),
    ],
  },
];

/** Section H. */
const OF_MEASURES: Task = {
  id: 'special',
  title: SAY.special,
  pages: [
    box('custody', SAY.custody, ['custody.issuing-consent', 'custody.executing-consent']),
    ask('remote.authority', SAY.whoHears),
    box('remote', SAY.remote, ['remote.kind', 'remote.reasons', 'remote.languages', 'remote.consent']),
    box('item', SAY.item, ['item.goes', 'item.lift', 'item.request']),
    box('accounts', SAY.accounts, ['accounts.kind', 'accounts.reasons']),
    box('operations', SAY.operations, [
      'operations.kind',
      'operations.reasons',
      'operations.period',
      'operations.accounts',
    ]),
    box('real-time.reasons', SAY.realTime, ['real-time.reasons', 'real-time.terms']),
    box('covert.reasons', SAY.covert, ['covert.reasons', 'covert.terms'], SAY.covertHint),
    box('interception', SAY.interception, [
      'intercept.reasons',
      'intercept.subject',
      'intercept.targets',
      'intercept.duration',
      'intercept.method',
      'intercept.transcription',
    ]),
  ],
};

/** Sections I to L. */
const AUTHORITIES: readonly Task[] = [
  {
    id: 'formalities',
    title: SAY.formalities,
    pages: [
      box('formalities', SAY.whichFormalities, ['formalities', 'confidentiality', 'transfer.essential']),
      box(
        'officials',
        SAY.officials,
        ['officials', 'officials.languages', 'officials.hand-over'],
        SAY.officialsHint,
      ),
    ],
  },
  {
    id: 'remedies',
    title: SAY.remedies,
    pages: [ask('remedy', SAY.remedy), ask('remedy.authority', SAY.remedyAuthority)],
  },
  {
    id: 'issuing',
    title: PART.authorities,
    pages: [
      ask('issuing', SAY.whoIssues),
      box(
        'issuing.kind',
        SAY.issuing,
        ['issuing.kind', 'issuing.file', 'issuing.languages', 'date', 'issuing.signature'],
        HINT.signedLater,
      ),
      ask('contact', SAY.otherContact),
      ask('validating', SAY.whoValidates),
      box(
        'validating.kind',
        SAY.validating,
        [
          'validating.kind',
          'validating.file',
          'validating.languages',
          'contact.main',
          'validating.date',
          'validating.signature',
        ],
        HINT.signedLater,
      ),
    ],
  },
];

const OF_VALIDATING = ['validating', 'kind', 'file', 'languages', 'date'].map((part) =>
  part === 'validating' ? part : `validating.${part}`,
);

function whenever(fields: readonly string[], isAsked: (answers: Answers) => boolean): Form['asked'] {
  return Object.fromEntries(fields.map((id) => [id, isAsked]));
}

const IF_ASKED: Form['asked'] = {
  'urgency.detail': (answers) => hasChosen(answers, 'urgency', 'other'),
  'deadline.reason': isGiven('deadline.date'),
  'hearing.of': has('hearing'),
  'video.of': has('videoconference'),
  'telephone.of': has('telephone'),
  'real-time.kind': has('real-time'),
  ...whenever(
    ['earlier.issued', 'earlier.to', 'earlier.file-issuing', 'earlier.file-executing'],
    supplements,
  ),
  'concerned.position': isGiven('concerned.persons'),
  'custody.issuing-consent': has('custody-to-issuing'),
  'custody.executing-consent': has('custody-to-executing'),
  ...whenever(['remote.authority', 'remote.languages', 'remote.reasons', 'remote.kind'], isRemote),
  'remote.consent': (answers) => isRemote(answers) && hasChosen(answers, 'video.of', 'suspect'),
  'item.goes': has('provisional'),
  ...whenever(['accounts.kind', 'accounts.reasons'], has('accounts')),
  ...whenever(
    ['operations.kind', 'operations.reasons', 'operations.period', 'operations.accounts'],
    has('operations'),
  ),
  ...whenever(['real-time.reasons', 'real-time.terms'], has('real-time')),
  ...whenever(['covert.reasons', 'covert.terms'], has('covert')),
  ...whenever(
    ['reasons', 'subject', 'targets', 'duration', 'method'].map((part) => `intercept.${part}`),
    isIntercepted,
  ),
  ...whenever(['officials.languages', 'officials.hand-over'], isGiven('officials')),
  ...whenever([...OF_VALIDATING, 'contact.main'], isValidated),
};

const RULES: readonly FormRule[] = [
  {
    id: 'measure',
    level: 'warn',
    ref: 'eu-2014-41, Art. 5(1)(e)',
    field: 'measures',
    words: SAY.measureRule,
    isMet: (answers) => answers['measures'] !== undefined || itemsOf(answers, 'evidence').length > 0,
  },
  {
    id: 'proceedings',
    level: 'block',
    ref: 'eu-2014-41, Art. 4',
    field: 'proceedings',
    words: SAY.proceedingsRule,
    isMet: (answers) =>
      !hasChosen(answers, 'proceedings', 'd') ||
      ['a', 'b', 'c'].some((one) => hasChosen(answers, 'proceedings', one)),
  },
  {
    id: 'remains-until',
    level: 'block',
    ref: 'eu-2014-41, Art. 32(4)',
    field: 'item.lift',
    words: SAY.remainsRule,
    isMet: (answers) =>
      !remains(answers) || answers['item.lift'] !== undefined || answers['item.request'] !== undefined,
  },
  {
    id: 'consent',
    level: 'warn',
    ref: 'eu-2014-41, Art. 24(2)(a)',
    field: 'remote.consent',
    words: SAY.consentRule,
    isMet: (answers) => answers['remote.consent'] !== false,
  },
  {
    id: 'covert-secret',
    level: 'suggest',
    ref: 'eu-2014-41, Art. 19(2)',
    field: 'confidentiality',
    words: SAY.covertRule,
    isMet: (answers) =>
      !has('covert', 'real-time', 'interception')(answers) || answers['confidentiality'] !== undefined,
  },
];

export const eioA: Form = {
  ...ASKING,
  id: 'eio-a',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'judicial-direct', is: 'usual', keeping: 'provisional-measure' },
  clocks: [
    of('eio.acknowledge', [RECEIPT_SAID]),
    of('eio.recognition', DECIDED),
    of('eio.execution', ANSWERED),
    {
      ...of('eio.requested-date', ANSWERED),
      isOfAnswers: isGiven('deadline.date'),
      lastDay: dayIn('deadline.date'),
    },
    of('eio.transfer', [TRANSFERRED]),
    { ...of('eio.provisional', DECIDED, 'duty'), isOfAnswers: has('provisional') },
    {
      ...of('eio.provisional-hold', ['order_withdrawn'], 'duty'),
      isOfAnswers: remains,
      lastDay: (answers) => dayIn('item.lift')(answers) ?? dayIn('item.request')(answers),
    },
    { ...of('eio.inform-decision', [DECISION_TOLD, TRANSFERRED], 'drafter'), isOfAsked: true },
    { ...of('eio.resume', [BEGUN, ...ANSWERED]), isOfAsked: true },
  ],
  signing: { issuer: issuerOf },
  begins: ({ kind, channel, instrument }) =>
    instrument === 'eu-2014-41' &&
    channel === (kind === 'preserve' ? 'provisional-measure' : 'judicial-direct'),
  hasBoxes: true,
  tasks: [...ASKED, ...CASE, OF_MEASURES, ...AUTHORITIES],
  asked: IF_ASKED,
  // Section H2 ticks once more what Section C did.
  repeats: { 'remote.kind': 'measures' },
  roles: {
    items: 'evidence',
    offence: 'offence',
    urgency: 'urgency.detail',
    confidentiality: 'confidentiality',
    verification: 'contact',
    evidenceForm: 'formalities',
  },
  categories: categoriesAsked,
  secret: (answers) => (has('covert', 'real-time', 'interception')(answers) ? 'measures' : undefined),
  rules: RULES,
};
