// Preservation asked of a provider itself: 18 U.S.C. 2703(f) and what providers want to see. No law prescribes the form.
import type { Answers } from '../core/answers.ts';
import type { Form } from '../core/form.ts';
import { ask, box } from './one-field-pages.ts';
import { holds } from '../core/clocks.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

const KEPT_DAYS = 90;
const KEPT = ['subscriber', 'access', 'traffic', 'content'] as const;

export const providerPreservation: Form = {
  ...ASKING,
  id: 'provider-preservation',
  purpose: 'keep',
  isFormal: false,
  goesTo: 'provider',
  channel: { id: 'provider-voluntary', is: 'usual', keeping: 'provider' },
  clocks: [holds('us.preserve')],
  keeps: { under: 'us-18usc-2703' },
  begins: ({ kind, channel }) => kind === 'preserve' && channel === 'provider',
  tasks: [
    {
      id: 'requester',
      title: PART.requester,
      pages: [
        ask('agency', ASK.whoAsks, HINT.officialAddress),
        ask('reference', ASK.caseReference),
        ask('superior', ASK.superior),
      ],
    },
    {
      id: 'data',
      title: PART.data,
      pages: [
        ask('provider', ASK.legalEntity, HINT.legalEntity),
        ask('accounts', ASK.whoseData, HINT.address),
        box('categories', WORDS.providerPreservation.categories, ['categories', 'range']),
      ],
    },
    {
      id: 'case',
      title: PART.case,
      pages: [ask('offence', ASK.offence), box('process', ASK.process, ['process', 'basis'], HINT.process)],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        box(
          'duration',
          WORDS.providerPreservation.duration,
          ['duration', 'renewal'],
          WORDS.providerPreservation.durationHint,
        ),
        ask('no-notice', ASK.noNotice),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: {
    identifiers: 'accounts',
    period: 'range',
    offence: 'offence',
    confidentiality: 'no-notice',
    verification: 'superior',
  },
  categories: ({ categories }) =>
    KEPT.filter((one) => Array.isArray(categories) && categories.some((id) => id === one)),
  rules: [
    {
      id: 'ninety-days',
      level: 'warn',
      ref: 'us-18usc-2703, (f)(2)',
      field: 'duration',
      words: WORDS.providerPreservation.ninetyDaysRule,
      isMet: (answers) => (daysOf(answers) ?? 0) <= KEPT_DAYS,
    },
  ],
};

/** Months and years at their longest. */
function daysOf({ duration }: Answers): number | undefined {
  if (typeof duration !== 'object' || !('unit' in duration)) return undefined;
  return duration.length * { hour: 1 / 24, day: 1, month: 31, year: 366 }[duration.unit];
}
