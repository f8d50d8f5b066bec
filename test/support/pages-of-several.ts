// Pages of the forms that ask for several fields (forms.test.ts): a page asks one question.

/** What is one thing to the person who answers, by form and page: why it is. */
export const ONE_THING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'eu-delivery-manifest': { files: 'a file, its size and its hash: the lines of the three belong together' },
};

/** By form: pages that are still to be parted. */
export const NOT_YET_PARTED: Readonly<Record<string, readonly string[]>> = {
  'bc-29-preservation': ['reference', 'status'],
  'mla-request': ['reference', 'basis'],
  statement: ['person', 'procedure'],
  video: ['person', 'hearing', 'connection', 'needs'],
  service: ['recipient', 'manner', 'appearance'],
  search: ['searched', 'grounds', 'afterwards'],
  examination: ['object', 'procedure'],
  expertise: ['wanted', 'expert'],
  records: ['whose', 'records'],
  tracing: ['traced', 'known'],
  appearance: ['person', 'when', 'transfer', 'assured'],
  joint: ['scope', 'arrangement', 'team'],
  delivery: ['consignment', 'method', 'watch'],
  proceedings: ['prosecuted', 'why', 'files'],
  other: ['other'],
  'bc-30-disclosure': ['reference', 'wanted'],
  'bc-31-subscriber': ['reference', 'status'],
  'bc-31-content': ['reference', 'status', 'form', 'expedited'],
  'bc-32b-consent': ['reference', 'entitled', 'located', 'freely', 'limits'],
  'bc-33-traffic': ['reference', 'status', 'form'],
  'bc-34-content': ['reference', 'status', 'interception', 'form'],
  clarification: ['reference', 'about', 'unclear', 'meanwhile'],
  refusal: ['reference', 'about', 'decision', 'grounds', 'conditions', 'consulted'],
  'partial-result': ['reference', 'about', 'delivered', 'origin', 'outstanding'],
  extension: ['reference', 'preservation', 'until', 'intention'],
  supplement: ['reference', 'about', 'facts'],
  withdrawal: ['reference', 'about', 'withdrawn', 'preservation'],
  'clarification-answer': ['reference', 'about', 'maintained'],
};
