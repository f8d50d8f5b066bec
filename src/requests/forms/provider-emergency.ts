// Emergency disclosure asked of a provider itself: 18 U.S.C. 2702(b)(8) and (c)(4), and what providers want to see.
import type { Answers } from '../core/answers.ts';
import type { Form } from '../core/form.ts';
import { checkIdentifier } from '../core/identifier-check.ts';
import { EMERGENCY } from '../core/request.ts';
import { ask } from './one-field-pages.ts';
import { storedOnly } from './rules.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

const REF = 'us-18usc-2702, (b)(8), (c)(4)';

export const providerEmergency: Form = {
  ...ASKING,
  id: 'provider-emergency',
  purpose: 'emergency',
  isFormal: false,
  goesTo: 'provider',
  channel: { id: 'provider-voluntary', is: 'only' },
  clocks: [],
  begins: ({ kind, channel, isEmergency }) =>
    kind !== 'preserve' && channel === 'provider-voluntary' && isEmergency,
  tasks: [
    {
      id: 'requester',
      title: PART.requester,
      pages: [
        ask('agency', ASK.whoAsks, HINT.officialAddress),
        ask('callback', WORDS.providerEmergency.callback, WORDS.providerEmergency.callbackHint),
        ask('superior', ASK.superior, HINT.notTheWriter),
      ],
    },
    {
      id: 'emergency',
      title: PART.emergency,
      pages: [
        ask('danger', WORDS.providerEmergency.danger),
        ask('imminence', WORDS.providerEmergency.imminence),
        ask('relation', WORDS.providerEmergency.relation),
        ask('victims', WORDS.providerEmergency.victims),
      ],
    },
    {
      id: 'data',
      title: PART.data,
      pages: [
        ask('provider', ASK.legalEntity, HINT.legalEntity),
        ask('identifiers', ASK.whoseData, HINT.address),
        ask('range', ASK.period),
        ask('items', ASK.data, WORDS.providerEmergency.itemsHint),
      ],
    },
    {
      id: 'after',
      title: WORDS.providerEmergency.after,
      pages: [
        ask('follow-up', ASK.process),
        ask('no-notice', ASK.noNotice),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: {
    items: 'items',
    identifiers: 'identifiers',
    period: 'range',
    nexus: 'relation',
    urgency: 'imminence',
    confidentiality: 'no-notice',
    verification: 'superior',
  },
  urgency: () => EMERGENCY,
  rules: [
    storedOnly({ ref: REF, field: 'items' }),
    {
      id: 'callback',
      level: 'block',
      ref: `${REF} and provider rules`,
      field: 'callback',
      words: WORDS.providerEmergency.callbackRule,
      isMet: (answers) =>
        answers['callback'] === undefined ||
        phone(answers['callback']) !== phone(part(answers, 'agency', 'mobile')),
    },
    {
      id: 'approved-by-another',
      level: 'block',
      ref: `${REF} and provider rules`,
      field: 'superior',
      words: WORDS.providerEmergency.approvedByAnotherRule,
      isMet: (answers) => {
        const name = part(answers, 'superior', 'name');
        return name === undefined || name !== part(answers, 'agency', 'person');
      },
    },
  ],
};

function part(answers: Answers, field: string, name: string): unknown {
  const answer: unknown = answers[field];
  return typeof answer === 'object' && answer !== null
    ? Object.entries(answer).find(([id]) => id === name)?.[1]
    : undefined;
}

/** In one writing, so that the same number is seen to be the same. */
function phone(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const checked = checkIdentifier({ kind: 'phone', value });
  return checked.ok ? checked.identifier.value : value;
}
