// Pages of the forms that ask for several fields (forms.test.ts): a page asks one question.

const NUMBER_AND_DAY = { reference: 'number and day, by which a letter is cited' };

const EU_ORDER = {
  issuing: 'an authority, its State and its file: the first box of Section A',
  'addressee.name': 'who is addressed, as what, and for which provider',
  'addressee.address': 'how they are reached, and what helps them',
  ip: 'the lines of one box: what identifies the data',
  range: 'when, and what else narrows it down',
  subscriber: 'the lines of one box: what is ticked is asked for',
  offence: 'the proceedings and what they are about',
  'issuing.representative': 'a person, what they sign and when',
  'issuing.address': 'how one authority is reached',
  'validating.name': 'a person, what they sign and when',
  'validating.address': 'how one authority is reached',
};

/** What is one thing to the person who answers, by form and page: why it is. */
export const ONE_THING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'bc-29-preservation': NUMBER_AND_DAY,
  'bc-30-disclosure': NUMBER_AND_DAY,
  'bc-31-subscriber': NUMBER_AND_DAY,
  'bc-31-content': NUMBER_AND_DAY,
  'bc-32b-consent': NUMBER_AND_DAY,
  'bc-33-traffic': NUMBER_AND_DAY,
  'bc-34-content': NUMBER_AND_DAY,
  'mla-request': NUMBER_AND_DAY,
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
  'epoc-pr': EU_ORDER,
  clarification: NUMBER_AND_DAY,
  'clarification-answer': NUMBER_AND_DAY,
  refusal: NUMBER_AND_DAY,
  'partial-result': NUMBER_AND_DAY,
  extension: NUMBER_AND_DAY,
  supplement: NUMBER_AND_DAY,
  'spontaneous-information': NUMBER_AND_DAY,
  withdrawal: NUMBER_AND_DAY,
  video: { when: 'day and hour of the hearing' },
  'eu-delivery-manifest': { files: 'a file, its size and its hash: the lines of the three belong together' },
};
