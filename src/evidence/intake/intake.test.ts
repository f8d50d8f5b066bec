// What is said about evidence before it is brought.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, readAll } from '../../web/fields/field.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { answersFrom, answersShape, askedAt, SAID, typedFrom, type SaidBody } from './intake.ts';

const BODY: SaidBody = {
  what: 'Ledger',
  source: 'Office at the harbour',
  authority: { type: 'warrant', id: '441/26' },
};
const NOW = Date.UTC(2026, 10, 27);

test('evidence may have been taken on a day that has begun anywhere, and on none that is yet to come', () => {
  const evening = Date.UTC(2026, 10, 27, 9, 59, 59, 999);
  const midnightAtKiritimati = Date.UTC(2026, 10, 27, 10); // UTC+14
  const on = (day: string, now: number) =>
    readAll(SAID, { ...BODY, taking: { on: day } }, askedAt(now)).taking?.on;
  assert.equal(on('2026-11-27', evening), '2026-11-27');
  assert.throws(() => on('2026-11-28', evening), isRefusal('badInput'));
  assert.equal(on('2026-11-28', midnightAtKiritimati), '2026-11-28');
  assert.throws(() => on('2026-11-29', midnightAtKiritimati), isRefusal('badInput'));
  assert.equal(on('2027-01-01', Date.UTC(2026, 11, 31, 10)), '2027-01-01');
  assert.equal(on('', evening), undefined, 'not everything was taken from somebody');
});

test('what is said is kept in one form, however much of it was left out', () => {
  const least = answersFrom(readAll(SAID, BODY, askedAt(NOW)), { way: 'upload' });
  assert.deepEqual(least, {
    ...BODY,
    taking: { by: '', on: '', at: '' },
    conditions: [],
    way: 'upload',
  });
  const said = {
    ...BODY,
    what: '  Ledger \t of May ',
    taking: { by: 'Officer Example', at: 'Quay 4' },
    conditions: ['This case only', ' ', 'No onward   transfer'],
  };
  const all = answersFrom(readAll(SAID, said, askedAt(NOW)), { way: 'folder' });
  assert.deepEqual(answersShape.parse(all), all);
  assert.deepEqual(
    [all.what, all.taking, all.conditions],
    [
      'Ledger of May',
      { by: 'Officer Example', on: '', at: 'Quay 4' },
      ['This case only', 'No onward transfer'],
    ],
  );
  // What is shown again to be changed is read as the same.
  const typed = new URLSearchParams(typedFrom(all));
  const again = Object.assign(
    {},
    ...Object.entries(SAID).map(([name, field]) => field.typed(typed, name, askedAt(NOW))),
  ) as SaidBody;
  assert.deepEqual(answersFrom(readAll(SAID, again, askedAt(NOW)), { way: 'folder' }), all);
});

test('what is too long, lacks, or would be shown as something else is refused', () => {
  const wrong: readonly object[] = [
    { ...BODY, what: '' },
    { ...BODY, what: 'x'.repeat(201) },
    { ...BODY, source: 'Office\u202e at the harbour' },
    { ...BODY, authority: { type: 'luck', id: '441/26' } },
    { ...BODY, authority: { type: 'warrant', id: ' ' } },
    { ...BODY, taking: { by: 'x'.repeat(201) } },
    { ...BODY, taking: { on: '2026-02-30' } },
    { ...BODY, conditions: ['This case \u202eonly'] },
    { ...BODY, conditions: ['x'.repeat(1001)] },
    { ...BODY, conditions: Array.from({ length: 101 }, (_, i) => `Condition ${i}`) },
  ];
  for (const body of wrong)
    assert.throws(
      () => readAll(SAID, body as SaidBody, askedAt(NOW)),
      isRefusal('badInput'),
      JSON.stringify(body).slice(0, 80),
    );
  assert.equal(
    bodyOf(SAID).safeParse({ ...BODY, way: 'folder' }).success,
    false,
    'what a program does not say',
  );
});
