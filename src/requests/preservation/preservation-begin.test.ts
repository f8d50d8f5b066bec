// What is asked before a preservation is begun: in order, each until it has an answer, and nothing that cannot be one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../web/messages.ts';
import { placeOf } from '../../web/steps.ts';
import { HELD_IDENTIFIERS_MAX } from './preservation.ts';
import { beginSteps, identifiersOf, type BeginStep } from './preservation-begin.ts';

const SAID: readonly (readonly [BeginStep, string])[] = [
  ['holder', 'Example Mail Ltd'],
  ['state', ''],
  ['instrument', 'coe-ets-185'],
  ['category', 'subscriber'],
  ['identifiers', 'invoices@harbour.example'],
];

const said = (...more: readonly (readonly [BeginStep, string])[]): URLSearchParams => {
  const given = new URLSearchParams(SAID.map((one) => [...one]));
  for (const [name, value] of more) given.set(name, value);
  return given;
};

const asking = beginSteps(LANGUAGES.en);

test('each question waits for those before it, and all are answered once the last is', () => {
  for (const [i, step] of asking.steps.entries()) {
    const given = new URLSearchParams(SAID.slice(0, i).map((one) => [...one]));
    assert.deepEqual(placeOf(asking, given, 'GET'), { step, errors: {} });
  }
  const { step } = placeOf(asking, said(), 'POST');
  assert.equal(step, undefined, 'a State that is not said is an answer');
});

test('what cannot be an answer is asked again', () => {
  const wrong: readonly (readonly [BeginStep, string])[] = [
    ['holder', ' \n '],
    ['holder', 'x'.repeat(1001)],
    ['state', 'XX'],
    ['instrument', 'constructor'],
    ['category', 'device'],
    ['identifiers', '\n \n'],
    ['identifiers', 'a\n'.repeat(HELD_IDENTIFIERS_MAX + 1)],
  ];
  for (const [step, value] of wrong) {
    const place = placeOf(asking, said([step, value]), 'POST');
    assert.deepEqual([place.step, Object.keys(place.errors)], [step, [step]], value.slice(0, 20));
  }
});

test('a line is what it can only be, else an account', () => {
  const given = said(['identifiers', 'invoices@harbour.example\r\n\r\n 2001:db8::1\nblue-whale-77']);
  assert.deepEqual(
    identifiersOf(given).map(({ kind }) => kind),
    ['email', 'ip', 'account'],
  );
});
