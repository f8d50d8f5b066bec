// What is answered before keys are replaced, and what is no answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../../../test/support/refusal.ts';
import { readAll } from '../../web/fields/field.ts';
import { columnsOf } from '../../web/fields/record.ts';
import { LOG_KEYS_FIELDS, OVERLAP_DAYS_MAX, REASON_MAX, SERVICE_KEY_FIELDS } from './key-proposal.ts';

const [THERE, GONE] = [{ canSign: true }, { canSign: false }];

test('keys that can sign are not lost, and keys that cannot are nothing else', () => {
  for (const fields of [LOG_KEYS_FIELDS, SERVICE_KEY_FIELDS]) {
    const compromised = { cause: 'compromised' } as const;
    assert.equal(readAll(fields, compromised, THERE).cause, 'compromised');
    assert.equal(readAll(fields, { cause: 'lost' }, GONE).cause, 'lost');
    assert.throws(() => readAll(fields, { cause: 'lost' }, THERE), isRefusal('badInput'));
    assert.throws(() => readAll(fields, compromised, GONE), isRefusal('badInput'));
    assert.throws(() => readAll(fields, { cause: 'other' } as never, THERE), isRefusal('badInput'));
  }
});

test('the old keys of the log also sign for some days where that is planned, and only there', () => {
  const planned = (overlapDays: number) =>
    readAll(LOG_KEYS_FIELDS, { cause: 'planned', overlapDays }, THERE).overlapDays;
  for (const days of [0, 90, OVERLAP_DAYS_MAX]) assert.equal(planned(days), days);
  for (const days of [-1, 1.5, OVERLAP_DAYS_MAX + 1])
    assert.throws(() => planned(days), isRefusal('badInput'));
  assert.throws(() => readAll(LOG_KEYS_FIELDS, { cause: 'planned' }, THERE), isRefusal('badInput'));
  const stolen = readAll(LOG_KEYS_FIELDS, { cause: 'compromised', overlapDays: 90 }, THERE);
  assert.equal(stolen.overlapDays, undefined, 'what was answered before the cause was changed');
});

test('the reason is one line or none, and stands in no table', () => {
  const reason = (text: string) =>
    readAll(SERVICE_KEY_FIELDS, { cause: 'planned', reason: text }, THERE).reason;
  assert.equal(reason(' Every two years, rule 7 '), 'Every two years, rule 7');
  assert.equal(reason(' '), undefined);
  for (const text of ['x'.repeat(REASON_MAX + 1), 'two\nlines', 'turned \u202e round'])
    assert.throws(() => reason(text), isRefusal('badInput'), JSON.stringify(text));
  assert.deepEqual(
    columnsOf(SERVICE_KEY_FIELDS).map(([name]) => name),
    ['cause'],
  );
});
