import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../base/canonical-json.ts';
import { applyChange, factNow } from './apply-change.ts';
import type { Change } from './change.ts';
import { readLawFolder, shippedLaw } from './data-files.store.ts';
import { loadLaw, loadLawOrRefuse } from './load.ts';
import { declarationsOf } from './look-up.ts';
import type { Knowledge } from './model.ts';
import { holdsOn, knowledgeOn, recordOn } from './on-day.ts';
import { textsOf, valuesOf } from './published.acts.ts';
import { searchLaw } from './search.ts';
import { findRecord, textOf, type LawValues } from './values.ts';

const DAY = '2026-11-26';
const GROUNDS = { source: { id: 'text-ets185' }, as_of: '2026-11', confidence: 'confirmed' } as const;
const texts = readLawFolder();

function withChanges(...changes: readonly Change[]): LawValues {
  let values = valuesOf(texts);
  for (const change of changes) {
    const applied = applyChange(values, { ...change, was: factNow(values, change) }, DAY);
    assert.ok(applied.ok, JSON.stringify(applied));
    ({ values } = applied);
  }
  return values;
}

function lawWith(...changes: readonly Change[]): Knowledge {
  return loadLawOrRefuse(textsOf(withChanges(...changes), texts)).knowledge;
}

const hold = findRecord(valuesOf(texts), 'clock bc29.hold')?.value;
assert.ok(hold);
const clock = (value: { readonly [key: string]: Json }): Change => ({
  kind: 'record',
  record: `clock ${textOf(value['id'])}`,
  was: null,
  value,
  ...GROUNDS,
});
/** The Convention as it would be amended: 90 days of 2027 on instead of 60. */
const AMENDED: readonly Change[] = [
  clock({ ...hold, length: 90, from: '2027-01-01' }),
  clock({ ...hold, id: 'bc29.hold-2001', until: '2027-01-01', replaced_by: 'bc29.hold' }),
];

test('an amended time limit answers by the wording of the day, under one name', () => {
  const law = lawWith(...AMENDED);
  const length = (day: string): (number | undefined)[] =>
    knowledgeOn(law, day)
      .clocks.filter(({ id }) => id.startsWith('bc29.hold'))
      .map((one) => one.length);
  assert.deepEqual([length('2026-12-31'), length('2027-01-01')], [[60], [90]]);
  assert.equal(knowledgeOn(law, '2026-12-31'), knowledgeOn(law, '2026-12-31'), 'made once');
  assert.equal(recordOn(law, 'clock bc29.hold', '2026-12-31').isOver, true);
  assert.equal(recordOn(law, 'clock bc29.hold-2001', '2026-12-31').isOver, false);
  const found = (on: string): string[] =>
    searchLaw(law, { text: 'preservation', kind: 'clock', on, limit: 999 }).hits.map(
      ({ passage }) => passage.record,
    );
  assert.ok(found('2026-12-31').includes('clock bc29.hold-2001'));
  assert.ok(!found('2026-12-31').includes('clock bc29.hold'));
  assert.ok(!found('2027-01-01').includes('clock bc29.hold-2001'));
});

test('a reservation stands until it is withdrawn, and not before it was made', () => {
  const declared = (from: string, until?: string): Change => ({
    kind: 'declaration',
    instrument: 'coe-ets-185',
    state: 'AT',
    article: '29(4)',
    effect: 'May refuse preservation where dual criminality is missing.',
    from,
    ...(until === undefined ? {} : { until }),
    was: null,
    ...GROUNDS,
    source: { id: 'at-185' },
  });
  const law = lawWith(declared('2012-10-01', '2025-03'));
  const standing = (day: string): number =>
    declarationsOf(knowledgeOn(law, day), 'coe-ets-185', 'AT', '29').length;
  assert.deepEqual(
    ['2012-09-30', '2012-10-01', '2025-02-28', '2025-03-15', '2025-04-01'].map(standing),
    [0, 1, 1, 1, 0],
    'within a month that is all that is known of the withdrawal, it may still stand',
  );
  const stale = applyChange(
    withChanges(declared('2012-10-01', '2025-03')),
    { ...declared('2012-10-01'), was: 'May refuse preservation where dual criminality is missing.' },
    DAY,
  );
  assert.ok(!stale.ok && stale.isStale, 'who did not see the withdrawal drafts anew');
});

test('two wordings are never in force on one day, and an earlier one names the newest', () => {
  const first = findRecord(valuesOf(texts), 'clock bc16.order')?.value ?? hold;
  for (const [value, says] of [
    [{ ...hold, id: 'x.old', until: '2027-06-01', replaced_by: 'bc29.hold' }, /needs 'until'/],
    [{ ...hold, id: 'x.old', replaced_by: 'bc29.hold' }, /needs 'until'/],
    [{ ...hold, id: 'x.old', until: '2020', replaced_by: 'no.such' }, /not the newest wording/],
    [{ ...first, id: 'x.old', until: '2020', replaced_by: 'x.old' }, /not the newest wording/],
  ] as const) {
    const values = withChanges(clock({ ...hold, from: '2027-01-01' }));
    const applied = applyChange(values, { ...clock(value), was: null }, DAY);
    assert.ok(!applied.ok, JSON.stringify(value));
    assert.match(applied.faults.map(({ message }) => message).join(), says);
  }
});

test('where nothing has an end the law of a day is the law as it is, and days are weighed to their precision', async () => {
  const shipped = await shippedLaw();
  const law = {
    ...shipped,
    declarations: shipped.declarations.filter(
      ({ from, until }) => until === undefined && (from ?? '') <= DAY,
    ),
  };
  assert.equal(knowledgeOn(law, DAY), law);
  assert.ok(loadLaw(texts).ok);
  assert.deepEqual(
    [
      holdsOn({}, DAY),
      holdsOn({ from: '2026-12' }, DAY),
      holdsOn({ from: '2026-11' }, DAY),
      holdsOn({ until: '2026-11-26' }, DAY),
      holdsOn({ until: '2026-11-27' }, DAY),
    ],
    ['yes', 'no', 'unknown', 'no', 'yes'],
  );
});
