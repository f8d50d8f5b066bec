// Stored data in an emergency, through the points of contact at all hours and without mutual assistance: CETS 224 Art. 9.
import type { Form } from '../core/form.ts';
import { EMERGENCY } from '../core/request.ts';
import { ask } from './one-field-pages.ts';
import { UNDER_THE_PROTOCOL, stated, storedOnly } from './rules.ts';
import { ANSWERED, of } from '../core/clocks.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const cets2249: Form = {
  ...ASKING,
  id: 'cets224-9',
  purpose: 'emergency',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'cets224-emergency', is: 'only' },
  clocks: [of('cets224.9-10.emergency', ANSWERED, 'duty')],
  begins: ({ kind, channel, category }) =>
    kind !== 'preserve' && channel === 'cets224-emergency' && category !== 'content',
  tasks: [
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('date', ASK.date),
        ask('authority', ASK.whoAsks),
        ask('statement', ASK.underTheProtocol),
        ask('provider', ASK.provider),
      ],
    },
    {
      id: 'emergency',
      title: PART.emergency,
      pages: [
        ask('offence', ASK.provisions),
        ask('emergency', ASK.emergency, HINT.riskToLife),
        ask('data', ASK.data),
      ],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        ask('instructions', ASK.instructions),
        ask('other', ASK.other),
        ask('follow-up', WORDS.cets2249.followUp, WORDS.cets2249.followUpHint),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: { items: 'data', offence: 'offence', urgency: 'emergency', nexus: 'emergency' },
  urgency: () => EMERGENCY,
  rules: [
    stated({ ref: 'coe-cets-224, Art. 9(3)(b)', field: 'statement' }, UNDER_THE_PROTOCOL),
    storedOnly({ ref: 'coe-cets-224, Art. 9(1)', field: 'data' }),
  ],
};
