// An order that the other Party gives effect to, for subscriber information and traffic data: CETS 224 Art. 8.
import { itemsOf } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import { UNDER_THE_PROTOCOL, stated } from './rules.ts';
import { ANSWERED, of } from '../core/clocks.ts';
import { ASKING, NEVER } from '../core/form-nature.ts';
import { ASK, HINT, WORDS } from './words.ts';

export const cets2248: Form = {
  ...ASKING,
  id: 'cets224-8',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  clocks: [
    of('cets224.8.serve', ['provider_served', ...ANSWERED]),
    { ...of('cets224.8.return-subscriber', ANSWERED), isOfItsData: true },
    { ...of('cets224.8.return-traffic', ANSWERED), isOfItsData: true },
  ],
  begins: NEVER,
  tasks: [
    {
      id: 'order',
      title: WORDS.cets2248.order,
      pages: [
        ask('date', ASK.date),
        ask('authority', ASK.whoIssues),
        ask('statement', ASK.underTheProtocol),
        ask('provider', ASK.provider),
        ask('offence', ASK.whichOffence),
        ask('seeking', ASK.otherSeeks),
        ask('data', ASK.data),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
    {
      id: 'supporting',
      title: WORDS.cets2248.supporting,
      pages: [
        ask('grounds', ASK.lawAtHome, HINT.notToTheProvider),
        ask('provisions', ASK.provisions),
        ask('possession', WORDS.cets2248.possession),
        ask('facts', ASK.facts, HINT.notToTheProvider),
        ask('relevance', ASK.relation),
        ask('contact', ASK.return),
        ask('preserved', ASK.preserved),
        ask('other-means', WORDS.cets2248.otherMeans, WORDS.cets2248.otherMeansHint),
        ask('additional', WORDS.cets2248.additional),
        ask('instructions', ASK.instructions),
      ],
    },
  ],
  asked: {},
  roles: { items: 'data', offence: 'offence', nexus: 'relevance', preservation: 'preserved' },
  evidence: ['subscriber', 'identification', 'traffic'],
  rules: [
    stated({ ref: 'coe-cets-224, Art. 8(3)(a)', field: 'statement' }, UNDER_THE_PROTOCOL),
    {
      id: 'subscriber-or-traffic',
      level: 'block',
      ref: 'coe-cets-224, Art. 8(1)',
      field: 'data',
      words: WORDS.cets2248.subscriberOrTrafficRule,
      isMet: (answers) =>
        itemsOf(answers, 'data').every(({ category }) =>
          ['subscriber', 'access', 'traffic'].includes(category),
        ),
    },
  ],
};
