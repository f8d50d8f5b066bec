// Pages of the forms that ask for several fields (forms.test.ts): a page asks one question.

const NUMBER_AND_DAY = { reference: 'number and day, by which a letter is cited' };

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
