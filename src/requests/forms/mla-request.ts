// Mutual legal assistance: the core that UNTOC Art. 18(15) demands. Each item asks for electronic evidence (`../core/evidence.ts`) or
// for assistance of another kind (`assistance/`).
import type { Answers } from '../core/answers.ts';
import { askedOf, isMeasure, itemsOf } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ASSISTANCE } from './assistance/index.ts';
import { ask, box } from './one-field-pages.ts';
import { restsOnUntoc, stated } from './rules.ts';
import { ANSWERED, DECIDED, of, PLANNED } from '../core/clocks.ts';
import { ASK, BC_ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

function isServiceAlone(answers: Answers): boolean {
  const asked = askedOf(answers, 'assistance');
  return asked.length > 0 && asked.every((one) => isMeasure(one) && one.measure === 'service');
}

export const mlaRequest: Form = {
  ...ASKING,
  id: 'mla-request',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  clocks: [
    ...PLANNED,
    {
      // Whether and when it will be answered is to be said, not what the answer is.
      ...of('eu.attacks-24-7', [...ANSWERED, ...DECIDED, 'data_produced'], 'duty'),
      isUrgent: true,
      isWithin: { instrument: 'eu-2013-40', article: '13' },
    },
  ],
  isLetter: true,
  begins: ({ kind, channel, instrument, category }) =>
    kind !== 'preserve' &&
    channel === 'mla-central' &&
    !(category === 'subscriber' && instrument === 'coe-ets-185'),
  tasks: [
    {
      id: 'header',
      title: PART.reference,
      pages: [
        { id: 'reference', title: ASK.reference, fields: ['reference', 'date'] },
        ask('language', WORDS.mlaRequest.language, WORDS.mlaRequest.languageHint),
        ask('links', WORDS.mlaRequest.links),
        box('basis', WORDS.mlaRequest.basis, ['basis', 'agreed-part'], WORDS.mlaRequest.basisHint),
      ],
    },
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('requested', ASK.whoIsAsked),
        ask('authority', ASK.whoAsks),
        ask('conducting', WORDS.mlaRequest.conducting, WORDS.mlaRequest.conductingHint),
        ask('contact', ASK.whoConfirms, HINT.notTheWriter),
      ],
    },
    {
      id: 'case',
      title: PART.case,
      pages: [
        ask('subject', WORDS.mlaRequest.subject),
        ask('facts', ASK.facts, HINT.facts),
        ask('offences', ASK.provisions, HINT.dualCriminality),
        ask('transnational', WORDS.mlaRequest.transnational, WORDS.mlaRequest.transnationalHint),
        ask('persons', WORDS.mlaRequest.persons, HINT.sayWhatYouKnow),
      ],
    },
    {
      id: 'assistance',
      title: WORDS.mlaRequest.assistance,
      pages: [
        ask('assistance', WORDS.mlaRequest.assistanceMore, WORDS.mlaRequest.assistanceHint),
        ask('purpose', WORDS.mlaRequest.purpose),
        box('procedure', BC_ASK.evidence, ['procedure', 'evidence-form']),
      ],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        box('deadline', BC_ASK.terms, ['deadline', 'confidential', 'use'], WORDS.mlaRequest.useHint),
        box(
          'assurances',
          WORDS.mlaRequest.assurances,
          ['assurances', 'costs'],
          WORDS.mlaRequest.assurancesHint,
        ),
        ask('annexes', WORDS.mlaRequest.annexes, WORDS.mlaRequest.annexesHint),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {
    // Art. 18(15)(c): none where only documents are to be served.
    facts: (answers) => !isServiceAlone(answers),
    transnational: (answers) => restsOnUntoc(answers, 'basis'),
  },
  roles: {
    items: 'assistance',
    evidenceForm: 'evidence-form',
    offence: 'offences',
    urgency: 'deadline',
    confidentiality: 'confidential',
    preservation: 'links',
    verification: 'contact',
  },
  kinds: ASSISTANCE,
  rules: [
    stated({ ref: 'un-untoc-2000, Art. 18(19)', field: 'use' }, WORDS.mlaRequest.useRule),
    {
      id: 'real-time',
      level: 'warn',
      ref: 'coe-ets-185, Arts 33 and 34',
      field: 'assistance',
      words: WORDS.mlaRequest.realTimeRule,
      isMet: (answers) =>
        itemsOf(answers, 'assistance').every(({ category }) => !category.endsWith('_realtime')),
    },
    {
      id: 'open-to-all',
      level: 'suggest',
      ref: 'coe-ets-185, Art. 32(a)',
      field: 'assistance',
      words: WORDS.mlaRequest.openToAllRule,
      isMet: (answers) => itemsOf(answers, 'assistance').every(({ category }) => category !== 'open_source'),
    },
  ],
};
