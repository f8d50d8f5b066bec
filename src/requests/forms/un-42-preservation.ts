// Preservation between States: United Nations Convention against Cybercrime Art. 42. Its text is still to be checked.
import type { Form } from '../core/form.ts';
import { ask } from './one-field-pages.ts';
import { assistanceFollows, storedOnly } from './rules.ts';
import { across, atHome } from '../core/clocks.ts';
import { isAskedOfState } from '../../channels/preserve.ts';
import { ASK, HINT, PART } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const un42Preservation: Form = {
  ...ASKING,
  id: 'un-42-preservation',
  purpose: 'keep',
  isFormal: false,
  goesTo: 'authority',
  channel: { id: 'network-24-7', is: 'usual', keeping: 'network-24-7' },
  clocks: [across('un42.hold', ['mla_request_received_after_preservation']), atHome('un25.order')],
  keeps: { under: 'un-cybercrime-2024' },
  begins: ({ kind, channel, instrument }) =>
    kind === 'preserve' && isAskedOfState(channel) && instrument === 'un-cybercrime-2024',
  tasks: [
    {
      id: 'authority',
      title: PART.authorities,
      pages: [ask('authority', ASK.whoAsks)],
    },
    {
      id: 'case',
      title: PART.offenceAndData,
      pages: [
        ask('offence', ASK.offence),
        ask('data', ASK.dataToKeep, HINT.relationInItem),
        ask('custodian', ASK.custodian, HINT.sayWhatYouKnow),
      ],
    },
    {
      id: 'reasons',
      title: PART.reasons,
      pages: [
        ask('necessity', ASK.necessity),
        ask('intention', ASK.intention),
        ask('confidential', ASK.confidentiality),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: { items: 'data', offence: 'offence', confidentiality: 'confidential' },
  rules: [
    assistanceFollows({ ref: 'un-cybercrime-2024, Art. 42', field: 'intention' }),
    storedOnly({ ref: 'un-cybercrime-2024, Art. 42', field: 'data' }),
  ],
};
