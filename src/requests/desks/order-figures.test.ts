// The figures of Article 28(2)(h) and (j), summed by hand, and the same from records in the database, as far as whoever asks may see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft, requestScene } from '../../../test/support/complete-request.ts';
import { sent } from '../../../test/support/sent-request.ts';
import { readCsv } from '../../base/csv.ts';
import { keepConfidential } from '../verbs/drafting/confidence/confidentiality.acts.ts';
import { beginRequest } from '../verbs/drafting/request-draft.acts.ts';
import type { Acting } from '../verbs/life/life.acts.ts';
import { recordClaim, stepClaim } from '../verbs/results/cost-claim.do.ts';
import { recordRemedy, stepRemedy } from '../verbs/results/remedy.do.ts';
import type { RemedyKind, RemedyOutcome } from '../verbs/results/remedy.ts';
import { categoriesAsked } from './counted-form.ts';
import {
  claimLines,
  remedyLines,
  remedyTotals,
  type CountedCost,
  type CountedRemedy,
} from './order-figures.ts';
import { statisticsCsv } from './statistics-csv.ts';
import { countedRecords } from './statistics.store.ts';
import { statisticsOf } from './statistics.ts';

const { answers } = await completeDraft('epoc');
const CATEGORIES = categoriesAsked('epoc', answers);

function remedy(kind: RemedyKind, outcome?: RemedyOutcome, more: Partial<CountedRemedy> = {}): CountedRemedy {
  return { direction: 'outgoing', answers, kind, outcome, ...more };
}

function cost(act: CountedCost['act'], amount: string, more: Partial<CountedCost> = {}): CountedCost {
  return { direction: 'outgoing', form: 'epoc', act, amount, currency: 'EUR', ...more };
}

const NONE = { pending: 0, granted: 0, partly: 0, rejected: 0, inadmissible: 0, withdrawn: 0 };

test('h: remedies are counted by State, kind and type of data, with what has become of them', () => {
  assert.ok(CATEGORIES.length > 1, 'an order for several kinds of data');
  const remedies = [
    remedy('effective'),
    remedy('effective', 'granted'),
    remedy('effective', 'rejected'),
    remedy('effective', 'rejected'),
    remedy('conflict', 'inadmissible'),
    remedy('nationalIssuing', 'partly'),
    remedy('penalty', 'withdrawn'),
    remedy('nationalEnforcing', undefined, { direction: 'incoming' }),
    remedy('effective', undefined, { answers: {} }),
  ];
  const lines = remedyLines(remedies);
  const of = (category: (typeof CATEGORIES)[number]) =>
    lines
      .filter((one) => one.category === category)
      .map(({ direction, state, kind, number, outcomes }) => [direction, state, kind, number, outcomes]);
  for (const category of CATEGORIES)
    assert.deepEqual(of(category), [
      ['incoming', 'enforcing', 'nationalEnforcing', 1, { ...NONE, pending: 1 }],
      ['outgoing', 'enforcing', 'penalty', 1, { ...NONE, withdrawn: 1 }],
      ['outgoing', 'issuing', 'conflict', 1, { ...NONE, inadmissible: 1 }],
      ['outgoing', 'issuing', 'effective', 4, { ...NONE, pending: 1, granted: 1, rejected: 2 }],
      ['outgoing', 'issuing', 'nationalIssuing', 1, { ...NONE, partly: 1 }],
    ]);
  assert.deepEqual(
    of(undefined),
    [['outgoing', 'issuing', 'effective', 1, { ...NONE, pending: 1 }]],
    'what an order asked for is not known: the remedy is counted all the same',
  );
  assert.deepEqual(
    remedyTotals(remedies).map(({ state, kind, number }) => [state, kind, number]),
    [
      ['issuing', 'effective', 5],
      ['issuing', 'conflict', 1],
      ['issuing', 'nationalIssuing', 1],
      ['enforcing', 'penalty', 1],
      ['enforcing', 'nationalEnforcing', 1],
    ],
    'each once',
  );
});

test('j: costs are summed by what was claimed, reimbursed and refused, to the last digit', () => {
  const lines = claimLines([
    cost('claimed', '0.1'),
    cost('claimed', '0.2'),
    cost('claimed', '900719925474.991'),
    cost('reimbursed', '0.15'),
    cost('refused', '0.2'),
    cost('claimed', '1200', { form: 'epoc-pr' }),
    cost('claimed', '12.345', { currency: 'KWD', direction: 'incoming' }),
  ]);
  assert.deepEqual(lines, [
    {
      direction: 'incoming',
      form: 'epoc',
      currency: 'KWD',
      claimed: { number: 1, amount: '12.345' },
      reimbursed: { number: 0, amount: '0.000' },
      refused: { number: 0, amount: '0.000' },
    },
    {
      direction: 'outgoing',
      form: 'epoc',
      currency: 'EUR',
      claimed: { number: 3, amount: '900719925475.291' },
      reimbursed: { number: 1, amount: '0.15' },
      refused: { number: 1, amount: '0.20' },
    },
    {
      direction: 'outgoing',
      form: 'epoc-pr',
      currency: 'EUR',
      claimed: { number: 1, amount: '1200.00' },
      reimbursed: { number: 0, amount: '0.00' },
      refused: { number: 0, amount: '0.00' },
    },
  ]);
});

test('the table has both with their letters', () => {
  const counted = statisticsOf([], 2026, {
    remedies: [remedy('penalty', 'granted', { answers: {} })],
    costs: [cost('claimed', '1200.5'), cost('reimbursed', '1000')],
  });
  const [heading, ...rows] = readCsv(statisticsCsv(counted)).rows.map(({ cells }) => cells);
  const find = (table: string): { readonly [column: string]: string } => {
    const row = rows.find((cells) => cells[1] === table) ?? [];
    return Object.fromEntries(
      (heading ?? []).map((name, i) => [name, row[i] ?? '']).filter(([, cell]) => cell !== ''),
    );
  };
  const zeros = {
    pending: '0',
    granted_in_part: '0',
    rejected: '0',
    inadmissible: '0',
    remedy_withdrawn: '0',
  };
  assert.deepEqual(find('remedies'), {
    year: '2026',
    table: 'remedies',
    article_28_2: 'h',
    direction: 'outgoing',
    form: 'epoc',
    number: '1',
    remedy: 'penalty',
    state: 'enforcing',
    granted: '1',
    ...zeros,
  });
  const euro = { year: '2026', article_28_2: 'j', direction: 'outgoing', form: 'epoc', currency: 'EUR' };
  assert.deepEqual(find('costs claimed'), {
    ...euro,
    table: 'costs claimed',
    number: '1',
    amount: '1200.50',
  });
  assert.deepEqual(find('costs reimbursed'), {
    ...euro,
    table: 'costs reimbursed',
    number: '1',
    amount: '1000.00',
  });
});

test('records count in the year in which each happened, unless they are mistakes, for whoever may know of the order', async (t) => {
  const scene = await requestScene(t, 'epoc');
  const { lead, judge, prosecutor, number, people } = scene;
  const preserving = await beginRequest(lead, 'epoc-pr', (await completeDraft('epoc-pr')).answers);
  for (const one of [number, preserving]) await sent(lead, one, 'acknowledged');
  const [, year = 0] = /^(\d{4})/.exec(new Date(people.clock()).toISOString())?.map(Number) ?? [];
  const on = new Date(people.clock()).toISOString().slice(0, 10);
  const used = { usedBy: 'suspect', court: 'Court of Example', on, evidence: 'Copy' } as const;
  const remedies = [
    await recordRemedy(lead, { ...used, number, kind: 'effective' }),
    await recordRemedy(lead, { ...used, number, kind: 'penalty' }),
  ];
  const decided = { act: 'decided', outcome: 'granted', on, evidence: 'Decision' } as const;
  await stepRemedy(judge, { number, record: remedies[0] ?? 0 }, decided);
  await stepRemedy(
    judge,
    { number, record: remedies[1] ?? 0 },
    { act: 'mistaken', evidence: 'Another file' },
  );
  // Not against a production order: the record stands, and is not of the figure.
  await recordRemedy(lead, { ...used, number: preserving, kind: 'penalty' });
  const claim = { amount: '1200.50', currency: 'EUR', on, evidence: 'Invoice' };
  const claims = [
    await recordClaim(lead, { ...claim, number }),
    await recordClaim(lead, { ...claim, number }),
    await recordClaim(lead, { ...claim, number: preserving }),
  ];
  const paid = { act: 'reimbursed', amount: '1000', on, evidence: 'Transfer' } as const;
  await stepClaim(judge, { number, record: claims[0] ?? 0 }, paid);
  await stepClaim(judge, { number, record: claims[1] ?? 0 }, { act: 'mistaken', evidence: 'Twice' });
  await stepClaim(
    judge,
    { number: preserving, record: claims[2] ?? 0 },
    { act: 'refused', on, evidence: 'Late' },
  );

  const counted = (who: Acting, of = year) =>
    people.db.asPerson(who.person.id, async (tx) => statisticsOf([], of, await countedRecords(tx, of)));
  const all = await counted(prosecutor);
  assert.deepEqual(
    all.remedies.map(({ category, kind, outcomes }) => [category, kind, outcomes]),
    CATEGORIES.toSorted((a = 'content', b = 'content') => (a < b ? -1 : 1)).map((category) => [
      category,
      'effective',
      { ...NONE, granted: 1 },
    ]),
  );
  assert.deepEqual(
    all.claims.map(({ form, claimed, reimbursed, refused }) => [
      form,
      claimed.amount,
      reimbursed.amount,
      refused.amount,
    ]),
    [
      ['epoc', '1200.50', '1000.00', '0.00'],
      ['epoc-pr', '1200.50', '0.00', '1200.50'],
    ],
  );
  for (const other of [year - 1, year + 1]) {
    const { remedies: none, claims: neither } = await counted(lead, other);
    assert.deepEqual([none, neither], [[], []]);
  }

  const knowers = [lead.person.id, judge.person.id];
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'Officers at risk' });
  const left = await counted(prosecutor);
  assert.deepEqual([left.remedies, left.claims.map(({ form }) => form)], [[], ['epoc-pr']], 'no trace of it');
  assert.equal((await counted(judge)).remedies.length, CATEGORIES.length);
});
