// What is asked when a preservation is begun: nothing that cannot be an answer is one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../../../../test/support/refusal.ts';
import type { BodyOf } from '../../../web/fields/field.ts';
import { HELD_IDENTIFIERS_MAX } from '../../core/preservation.ts';
import { BEGIN, heldGiven } from './preservation-begin.ts';

const GIVEN = {
  holder: 'Example Mail Ltd',
  instrument: 'coe-ets-185',
  categories: ['subscriber'],
  identifiers: [{ kind: 'email', value: 'invoices@harbour.example' }],
} satisfies BodyOf<typeof BEGIN>;

test('a State that is not said is an answer', () => {
  assert.deepEqual(heldGiven(GIVEN), { ...GIVEN, stateCode: undefined });
  assert.equal(heldGiven({ ...GIVEN, holderState: 'IE' as never }).stateCode, 'IE');
});

test('what cannot be an answer is refused', () => {
  const one = GIVEN.identifiers;
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ holder: ' \n ' }, /Who keeps the data/],
    [{ holder: 'x'.repeat(1001) }, /at most 1000 characters/],
    [{ holderState: 'XX' }, /one of/],
    [{ instrument: 'constructor' }, /one of .*coe-ets-185/],
    [{ categories: ['device'] }, /Which data/],
    [{ categories: [] }, /Which data/],
    [{ identifiers: [] }, /1 to 200/],
    [{ identifiers: Array(HELD_IDENTIFIERS_MAX + 1).fill(one[0]) }, /1 to 200/],
    [{ identifiers: [...one, { kind: 'ip', value: 'x' }] }, /kind ip at identifiers\/1/],
  ];
  for (const [more, expected] of wrong)
    assert.throws(() => heldGiven({ ...GIVEN, ...more }), isRefusal('badInput', expected), String(expected));
});

test('a line is what it can only be, else an account', () => {
  const lines = 'invoices@harbour.example\r\n\r\n 2001:db8::1\nblue-whale-77';
  const { typed, read } = BEGIN.identifiers;
  const found = read(
    typed(new URLSearchParams({ identifiers: lines }), 'identifiers', {}),
    'identifiers',
    {},
  );
  assert.ok(found.ok);
  assert.deepEqual(
    found.value.map(({ kind }) => kind),
    ['email', 'ip', 'account'],
  );
});
