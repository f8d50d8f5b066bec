// What is on record of the items of a request stands in the document that is written about it, in every language, as answers that it takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft } from '../../../../../test/support/complete-request.ts';
import { shippedLaw } from '../../../../law/data-files.store.ts';
import { LANGUAGES } from '../../../../web/messages.ts';
import { legalForm } from '../../../core/form.ts';
import { formOf } from '../../../forms/index.ts';
import { readAnswers } from '../../../core/read-answers.ts';
import type { RequestRecord } from '../../../core/request.ts';
import { recordedAnswers, type ItemRecorded, type OnRecord } from './recorded.ts';

const { forms } = await shippedLaw();

const ITEM = {
  desired: 'wanted',
  actual: undefined,
  ground: undefined,
  note: undefined,
  until: undefined,
} as const;

async function known(form: string, items: readonly Partial<ItemRecorded>[]): Promise<OnRecord> {
  const { answers } = await completeDraft(form);
  return {
    request: { form, version: { answers } as RequestRecord['version'] }, // no more is looked at
    ours: 'FR-2026-000012/R9',
    items: items.map((one, i) => ({ ...ITEM, item: i + 1, name: `Item ${i + 1}: Data`, ...one })),
    receivedAt: '2026-10-06T09:12:00+01:00',
    isPreserved: true,
    decision: undefined,
    files: [{ file: 'item-1.mbox', algorithm: 'SHA-256', digest: 'ef'.repeat(32) }],
    conditions: ['For these proceedings alone'],
  };
}

const SAID: readonly Partial<ItemRecorded>[] = [
  { actual: 'produced' },
  { actual: 'refused', ground: 'immunity' },
  { actual: 'partly', ground: 'not-stored', note: 'Older than three days' },
  { until: '2026-10-16' },
  { desired: 'notNeeded' },
];

function text(answer: unknown): string {
  assert.ok(typeof answer === 'string');
  return answer;
}

test('Annex III says of each line of the order what became of it, why, and what is due until when', async () => {
  const answers = recordedAnswers(LANGUAGES.en, 'annex-iii', await known('epoc', SAID));
  assert.deepEqual(answers, {
    certificate: 'epoc',
    issuing: 'Prosecution office of Lyon',
    'issuing.file': 'FR-2026-000012/R7',
    validating: 'Investigating judge of Lyon',
    'validating.file': 'JI 88/26',
    issued: '2026-10-05',
    received: '2026-10-06T09:12:00+01:00',
    enforcing: 'Central Authority of Ireland',
    addressee: 'Example Social Ireland Ltd',
    'addressee.file': 'FR-2026-000012/R9',
    reasons: ['not-stored', 'immunity'],
    explanation: [
      'Item 1: Data: Produced',
      `Item 2: Data: Refused; ${LANGUAGES.en.requestLife.grounds.immunity}`,
      `Item 3: Data: Produced in part; ${LANGUAGES.en.requestLife.grounds['not-stored']}; Older than three days`,
      'Item 4: Data: No answer yet; due until 2026-10-16',
    ].join('\n'),
    preserved: 'kept',
    name: 'Example Social Ireland Ltd',
    person: 'Legal desk',
    address: '1 Example Quay, Dublin 2',
  });
  const none = recordedAnswers(LANGUAGES.en, 'annex-iii', await known('epoc', [{}, {}]));
  assert.deepEqual([none['reasons'], none['explanation']], [undefined, undefined], 'nothing is said yet');
  const decision = { act: 'refuse', ground: 'authority' } as const;
  const whole = { ...(await known('epoc', [{ actual: 'produced' }, { until: '2026-10-16' }])), decision };
  const refused = recordedAnswers(LANGUAGES.en, 'annex-iii', whole);
  assert.deepEqual(refused['reasons'], ['authority']);
  assert.deepEqual(
    text(refused['explanation']).split('\n'),
    ['Item 1: Data: Produced', `Item 2: Data: Refused; ${LANGUAGES.en.requestLife.grounds.authority}`],
    'refused as a whole, each that was still due is',
  );
  const bare = await known('epoc', [{ actual: 'refused', until: '2026-10-16' }]);
  assert.match(
    text(recordedAnswers(LANGUAGES.en, 'annex-iii', bare)['explanation']),
    /Refused; due until/,
    'without its ground it stays due',
  );
});

test('a partial result lists what is given with its digests and limits, what is open, and why', async () => {
  const of = await known('bc-31-subscriber', SAID);
  const { delivered, outstanding, files, conditions, reason } = recordedAnswers(
    LANGUAGES.en,
    'partial-result',
    of,
  );
  const numbers = (lines: unknown) => (lines as string[]).map((line) => /^Item (\d)/.exec(line)?.[1]);
  assert.deepEqual(
    [numbers(delivered), numbers(outstanding)],
    [
      ['1', '3'],
      ['2', '3', '4'],
    ],
  );
  assert.deepEqual([files, conditions], [of.files, 'For these proceedings alone']);
  assert.deepEqual(numbers(text(reason).split('\n')), ['2', '3']);
  assert.deepEqual(recordedAnswers(LANGUAGES.en, 'partial-result', { ...of, items: [] }), {});
});

test('a refusal is of the whole, or names the items; a postponement is no refusal', async () => {
  const of = await known('bc-31-subscriber', SAID);
  const part = recordedAnswers(LANGUAGES.en, 'refusal', of);
  assert.deepEqual(
    [part['decision'], part['items'], part['grounds']],
    ['part', ['Item 2: Data', 'Item 3: Data'], ['not-stored', 'immunity']],
  );
  const all = await known('bc-31-subscriber', [
    { actual: 'refused', ground: 'form' },
    { actual: 'notPossible' },
  ]);
  const whole = recordedAnswers(LANGUAGES.en, 'refusal', all);
  assert.deepEqual([whole['decision'], whole['items'], whole['grounds']], ['refused', undefined, ['form']]);
  const decided = { act: 'refuse', ground: 'essential-interests' } as const;
  assert.deepEqual(recordedAnswers(LANGUAGES.en, 'refusal', { ...of, items: [], decision: decided }), {
    decision: 'refused',
    grounds: ['essential-interests'],
  });
  const later = { act: 'postpone', ground: 'own-investigation' } as const;
  assert.deepEqual(recordedAnswers(LANGUAGES.en, 'refusal', { ...of, decision: later }), {
    decision: 'postponed',
  });
});

test('a withdrawal names the items that are wanted no longer', async () => {
  const of = await known('bc-31-subscriber', SAID);
  assert.deepEqual(recordedAnswers(LANGUAGES.en, 'withdrawal', of), {
    extent: 'items',
    items: ['Item 5: Data'],
  });
  const gone = await known('bc-31-subscriber', [{ desired: 'notNeeded' }]);
  assert.deepEqual(recordedAnswers(LANGUAGES.en, 'withdrawal', gone), { extent: 'whole' });
  assert.deepEqual(recordedAnswers(LANGUAGES.en, 'supplement', of), {});
});

test('in six languages the forms take what is on record', async () => {
  const about = {
    'annex-iii': 'epoc',
    'partial-result': 'bc-31-subscriber',
    refusal: 'bc-31-subscriber',
    withdrawal: 'bc-31-subscriber',
  };
  const seen = new Set<string>();
  for (const say of Object.values(LANGUAGES))
    for (const [then, form] of Object.entries(about)) {
      const answers = recordedAnswers(say, then, await known(form, SAID));
      const taken = formOf(then) ?? assert.fail(then);
      assert.deepEqual(
        readAnswers(legalForm(taken, forms), answers),
        answers,
        `${then} in ${say.language.code}`,
      );
      if (then !== 'annex-iii') continue;
      assert.doesNotMatch(text(answers['explanation']), /[\u2066-\u2069]/);
      seen.add(text(answers['explanation']));
    }
  assert.equal(seen.size, 6, 'each in its own words');
});
