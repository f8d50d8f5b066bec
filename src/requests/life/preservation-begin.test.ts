// What is asked before a preservation is begun: in order, each until it has an answer, and nothing that cannot be one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HELD_IDENTIFIERS_MAX } from './preservation.ts';
import { firstLacking, identifiersOf, saidElsewhere, STEPS, type Step } from './preservation-begin.ts';

const SAID: readonly (readonly [Step, string])[] = [
  ['holder', 'Example Mail Ltd'],
  ['state', ''],
  ['instrument', 'coe-ets-185'],
  ['category', 'subscriber'],
  ['identifiers', 'invoices@harbour.example'],
];

const said = (...more: readonly (readonly [Step, string])[]): URLSearchParams => {
  const given = new URLSearchParams(SAID.map((one) => [...one]));
  for (const [name, value] of more) given.set(name, value);
  return given;
};

test('each question waits for those before it, and nothing lacks once all are answered', () => {
  for (const [i, step] of STEPS.entries()) {
    const given = new URLSearchParams(SAID.slice(0, i).map((one) => [...one]));
    assert.equal(firstLacking(given, step), undefined);
    assert.equal(firstLacking(given), step);
  }
  assert.equal(firstLacking(said()), undefined, 'a State that is not said is an answer');
});

test('what cannot be an answer is asked again', () => {
  const wrong: readonly (readonly [Step, string])[] = [
    ['holder', ' \n '],
    ['holder', 'x'.repeat(1001)],
    ['state', 'XX'],
    ['instrument', 'constructor'],
    ['category', 'device'],
    ['identifiers', '\n \n'],
    ['identifiers', 'a\n'.repeat(HELD_IDENTIFIERS_MAX + 1)],
  ];
  for (const [step, value] of wrong)
    assert.equal(firstLacking(said([step, value])), step, value.slice(0, 20));
});

test('a line is what it can only be, else an account; and whose data they are travels in no address', () => {
  const given = said(['identifiers', 'invoices@harbour.example\r\n\r\n 2001:db8::1\nblue-whale-77']);
  assert.deepEqual(
    identifiersOf(given).map(({ kind }) => kind),
    ['email', 'ip', 'account'],
  );
  for (const step of STEPS) {
    const elsewhere = saidElsewhere(given, step);
    assert.equal(elsewhere.has('identifiers'), false);
    assert.equal(elsewhere.has(step), false);
  }
});
