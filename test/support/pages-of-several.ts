// Pages of the forms that ask for several fields (forms.test.ts): a page asks one question.

const NUMBER_AND_DAY = { reference: 'number and day, by which a letter is cited' };

const FOLLOWS = { status: 'what it follows, and which' };
const TERMS = { urgency: 'how urgent, how secret, for what use: the terms of one request' };
const COURT = { court: 'who is in charge, and by which law' };
const EVIDENCE = { procedure: 'what the court at home needs' };

const EU_ORDER = {
  issuing: 'an authority, its State and its file: the first box of Section A',
  'addressee.name':
    'who is addressed, as what, for which provider, and how they are reached: the box of Section B',
  ip: 'the lines of one box: what identifies the data',
  range: 'when, and what else narrows it down',
  subscriber: 'the lines of one box: what is ticked is asked for',
  offence: 'the proceedings and what they are about',
  'issuing.representative': 'a person, what they sign and when',
  'issuing.address': 'how one authority is reached',
  'validating.name': 'an authority, who signs for it and how it is reached: the box of its section',
};

const SPECIAL = {
  'own-order': 'who ordered it and why nothing else would do',
  allowed: 'what may be done, and when',
  direction: 'who leads it there, and who of them has agreed',
  officers: 'who is on the spot, and what is recorded there',
  knows: 'who learns of it, and what they get at the end',
};

/** What is one thing to the person who answers, by form and page: why it is. */
export const ONE_THING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'bc-29-preservation': {
    reference: 'day, reference, which one it extends, and where the answer goes',
    offence: 'the case in a paragraph: offence, relation, who holds the data, and the path',
    necessity: 'why, how long the data last, and who may know',
  },
  'provider-preservation': {
    categories: 'which data, and of when',
    process: 'what is to follow, and under which law',
    duration: 'how long, and whether once more',
  },
  'bc-30-disclosure': { ...NUMBER_AND_DAY, ...TERMS },
  'bc-31-subscriber': { ...NUMBER_AND_DAY, ...FOLLOWS, ...COURT, ...TERMS },
  'bc-31-content': { ...NUMBER_AND_DAY, ...FOLLOWS, ...COURT, ...TERMS, ...EVIDENCE },
  'bc-32b-consent': NUMBER_AND_DAY,
  'bc-33-traffic': { ...NUMBER_AND_DAY, ...FOLLOWS, ...COURT, ...TERMS, ...EVIDENCE },
  'bc-34-content': { ...NUMBER_AND_DAY, ...FOLLOWS, ...COURT, ...TERMS, ...EVIDENCE },
  'mla-request': {
    ...NUMBER_AND_DAY,
    ...EVIDENCE,
    basis: 'the treaty, and which part of another is applied instead',
    deadline: 'how urgent, how secret, for what use: the terms of one request',
    assurances: 'what is promised in return',
  },
  epoc: {
    ...EU_ORDER,
    deadline: 'by when, and what else binds the day',
    emergency: 'the threat and why it is one',
    'preserved.by': 'one earlier order',
    produced: 'earlier requests',
    'produced.by': 'one earlier request',
    processor: 'why not the controller, and what they are told',
    delay: 'whether, and why',
    proportionality: 'what the enforcing authority weighs',
    listed: 'what the enforcing authority weighs',
    recipient: 'who, how they are reached, and in which form',
  },
  'epoc-pr': { ...EU_ORDER, 'no-prior-validation': 'whether, and for which threat' },
  'annex-iii': { interest: 'which interest, and each in words: the boxes of Section E' },
  'eio-a': {
    states: 'the two lines of Section A',
    urgency: 'Section B: the reason, the day and why that day',
    measures: 'what is ticked in Section C, with of whom and which',
    supplements: 'the two questions of Section D',
    earlier: 'one earlier order',
    persons: 'who, what else is known of them, and as what: Section E1',
    place: 'where, and what else helps: Sections E2 and E3',
    facts: 'what happened and how the law calls it: Section G',
    custody: 'one consent for each direction: Section H1',
    remote: 'why, in which language and with whose consent: Section H2',
    item: 'where it goes and until when: Section H3',
    accounts: 'which and why: Section H4(1)',
    operations: 'which, of which accounts, when and why: Section H4(2)',
    'real-time.reasons': 'why, and how it is to be done: Section H5 and Art. 28(2)',
    'covert.reasons': 'why, and on which terms: Section H6 and Art. 29(4)',
    interception: 'the lines of Section H7',
    formalities: 'how it is to be done and kept secret',
    officials: 'who comes, and how they are spoken to',
    'issuing.kind': 'what signs it, under which file and when',
    'validating.kind': 'what validates it, under which file and when',
  },
  'eio-b': {
    order: 'the lines of (A)',
    'receiving.file': 'file and languages of one authority',
    'passed.sent': 'when, and how it is found there',
    other: 'what is added, and the day',
  },
  'eio-c': {
    reference: 'file, day and languages of one authority',
    stage: 'when it began and how long it lasts',
    purpose: 'why, and what the other side is to assess: (B)(V)',
  },
  clarification: NUMBER_AND_DAY,
  'clarification-answer': NUMBER_AND_DAY,
  refusal: NUMBER_AND_DAY,
  'partial-result': NUMBER_AND_DAY,
  extension: NUMBER_AND_DAY,
  supplement: NUMBER_AND_DAY,
  'spontaneous-information': NUMBER_AND_DAY,
  withdrawal: NUMBER_AND_DAY,
  delivery: { 'own-order': SPECIAL['own-order'], allowed: SPECIAL.allowed, knows: SPECIAL.knows },
  covert: SPECIAL,
  surveillance: { ...SPECIAL, target: 'who is watched, and how' },
  remote: {
    'own-order': SPECIAL['own-order'],
    allowed: SPECIAL.allowed,
    direction: SPECIAL.direction,
    knows: SPECIAL.knows,
    target: 'a system, and where it is',
    tool: 'a tool, what it brings and what holds it',
  },
  video: { when: 'day and hour of the hearing' },
  'eu-delivery-manifest': { files: 'a file, its size and its hash: the lines of the three belong together' },
};
