// Preservation between States: Budapest Convention Arts 29 and 30, laid out as the template T-CY(2018)11.
import { hasChosen } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask, box } from './one-field-pages.ts';
import { assistanceFollows, storedOnly } from './rules.ts';
import { across, atHome, DISCLOSED } from '../core/clocks.ts';
import { isAskedOfState } from '../../channels/preserve.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const bc29Preservation: Form = {
  ...ASKING,
  id: 'bc-29-preservation',
  purpose: 'keep',
  isFormal: false,
  goesTo: 'authority',
  channel: { id: 'network-24-7', is: 'usual', keeping: 'network-24-7' },
  clocks: [
    DISCLOSED,
    across('bc29.hold', ['mla_request_received_after_preservation']),
    across('bc29.until-decision'),
    atHome('bc16.order'),
  ],
  keeps: { under: 'coe-ets-185' },
  begins: ({ kind, channel, instrument }) =>
    kind === 'preserve'
      ? isAskedOfState(channel) && instrument !== 'un-cybercrime-2024' && instrument !== 'eu-2014-41'
      : channel === 'network-24-7',
  findsProviders: true,
  tasks: [
    {
      id: 'reference',
      title: PART.reference,
      pages: [
        box(
          'reference',
          ASK.reference,
          ['date', 'reference', 'status', 'previous', 'reply'],
          WORDS.bc29Preservation.previousHint,
        ),
      ],
    },
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('requested', ASK.whoIsAsked),
        ask('requesting', ASK.whoAsks),
        ask('confirm', ASK.whoConfirms, WORDS.bc29Preservation.confirmHint),
        ask('operational', ASK.otherInvestigates),
      ],
    },
    {
      id: 'case',
      title: PART.offenceAndData,
      pages: [
        box(
          'offence',
          WORDS.bc29Preservation.case,
          ['offence', 'relation', 'custodian', 'traffic-path'],
          WORDS.bc29Preservation.pathHint,
        ),
        ask('data', ASK.dataToKeep),
      ],
    },
    {
      id: 'reasons',
      title: PART.reasons,
      pages: [
        box(
          'necessity',
          WORDS.bc29Preservation.reasons,
          ['necessity', 'intention', 'urgency', 'confidentiality'],
          WORDS.bc29Preservation.intentionHint,
        ),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: { previous: (answers) => hasChosen(answers, 'status', 'extension') },
  template: { name: 'T-CY(2018)11', comparedTo: 7 },
  roles: {
    items: 'data',
    nexus: 'relation',
    offence: 'offence',
    urgency: 'urgency',
    confidentiality: 'confidentiality',
    verification: 'confirm',
  },
  rules: [
    assistanceFollows({ ref: 'coe-ets-185, Art. 29(2)(f)', field: 'intention' }),
    storedOnly({ ref: 'coe-ets-185, Art. 29(1)', field: 'data' }),
  ],
};
