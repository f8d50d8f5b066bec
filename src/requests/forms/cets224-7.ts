// Subscriber information, ordered from a provider in another Party directly: CETS 224 Art. 7.
import { itemsOf } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import { UNDER_THE_PROTOCOL, stated } from './rules.ts';
import { ANSWERED, of } from '../core/clocks.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const cets2247: Form = {
  ...ASKING,
  id: 'cets224-7',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'provider',
  channel: { id: 'cets224-subscriber', is: 'only' },
  clocks: [of('cets224.7.answer', ANSWERED)],
  begins: ({ kind, channel }) => kind !== 'preserve' && channel === 'cets224-subscriber',
  tasks: [
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('date', ASK.date),
        ask('authority', ASK.whoIssues),
        ask('statement', ASK.underTheProtocol),
        ask('provider', ASK.provider),
        ask('seeking', ASK.otherSeeks),
      ],
    },
    {
      id: 'case',
      title: PART.offenceAndData,
      pages: [
        ask('offence', ASK.whichOffence),
        ask('data', ASK.subscriberData),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
    {
      id: 'supplement',
      title: WORDS.cets2247.supplement,
      pages: [
        ask('grounds', ASK.lawAtHome),
        ask('provisions', ASK.provisions),
        ask('return', ASK.return),
        ask('time', ASK.timeAndManner, WORDS.cets2247.timeHint),
        ask('preserved', ASK.preserved),
        ask('instructions', ASK.instructions),
        ask('other', ASK.other),
      ],
    },
    {
      id: 'notice',
      title: WORDS.cets2247.notice,
      pages: [
        ask('notified', WORDS.cets2247.notified, WORDS.cets2247.notifiedHint),
        ask('facts', ASK.facts, HINT.notToTheProvider),
      ],
    },
  ],
  asked: { facts: ({ notified }) => notified === true },
  roles: { items: 'data', offence: 'offence', preservation: 'preserved' },
  evidence: ['subscriber'],
  rules: [
    stated({ ref: 'coe-cets-224, Art. 7(3)(b)', field: 'statement' }, UNDER_THE_PROTOCOL),
    {
      id: 'subscriber-only',
      level: 'block',
      ref: 'coe-cets-224, Art. 7(1)',
      field: 'data',
      words: WORDS.cets2247.subscriberOnlyRule,
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => category === 'subscriber'),
    },
  ],
};
