// An item as it is typed: its period in days or in times, and what tells two of one kind apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example, law, SETTING } from '../../../../../test/support/practice-cases.ts';
import { said } from '../../../../../test/support/words.ts';
import { readRequest } from '../../../machine/messages/request-file.ts';
import { itemTitle } from '../../../machine/text/item-name.ts';
import { codeOf } from '../../../machine/way/request-finding.ts';
import { allFindings } from '../checks/checks.ts';
import { itemGiven, readItem } from './item.ts';

const TYPED = { category: 'content', 'kind.0': 'email', 'value.0': 'clerk@harbour.example' };
const FROM = { 'from.day': '1', 'from.month': '10', 'from.year': '2026' };
const TO = { 'to.day': '5', 'to.month': '10', 'to.year': '2026' };

test('1 to 5 October is a period, and stands on its page again as it was typed', () => {
  const read = readItem(new URLSearchParams({ ...TYPED, ...FROM, ...TO }));
  assert.ok(read.ok);
  assert.deepEqual([read.item.from, read.item.to], ['2026-10-01', '2026-10-05']);
  const again = itemGiven(read.item);
  for (const [name, value] of Object.entries({ ...FROM, ...TO }))
    assert.equal(Number(again.get(name)), Number(value), name);
  assert.deepEqual(readItem(again), read);
});

test('an hour wants its clock, a day must be one, and an address of the net its second', () => {
  const problems = (more: Record<string, string>): unknown => {
    const read = readItem(new URLSearchParams({ ...TYPED, ...FROM, ...TO, ...more }));
    return read.ok || read.problems;
  };
  assert.deepEqual(problems({ 'from.time': '09:00' }), { from: 'notTime' });
  assert.deepEqual(problems({ 'from.time': '09:00:00', 'from.zone': 'Z' }), true);
  assert.deepEqual(problems({ 'to.day': '31', 'to.month': '2' }), { to: 'notTime' });
  const ip = { 'kind.0': 'ip', 'value.0': '198.51.100.7', 'from.day.0': '1', 'from.month.0': '10' };
  assert.deepEqual(problems({ ...ip, 'from.year.0': '2026' }), { 'from.0': 'notTime' });
});

test('the last day is within the period, and a period ends after it begins', () => {
  const found = (from: string, to: string): boolean => {
    const raw = example('bc-31-content');
    const [first, ...others] = raw.answers['data'] as Record<string, unknown>[];
    raw.answers['data'] = [{ ...first, from, to }, ...others];
    const draft = readRequest(JSON.stringify(raw), law);
    return allFindings(draft, law, SETTING).some(({ what }) => codeOf(what) === 'endsBeforeItBegins');
  };
  assert.equal(found('2026-10-05', '2026-10-05'), false);
  assert.equal(found('2026-10-05T14:00:00+02:00', '2026-10-05'), false);
  assert.equal(found('2026-10-05', '2026-10-04'), true);
});

test('two items of one kind and holder are named by whose data they are', () => {
  const raw = example('bc-31-content');
  const [first] = raw.answers['data'] as Record<string, unknown>[];
  const of = (value: string) => ({ ...first, identifiers: [{ kind: 'email', value }] });
  raw.answers['data'] = [of('clerk@harbour.example'), of('cashier@harbour.example')];
  const { legal, answers } = readRequest(JSON.stringify(raw), law);
  const [one, two] = [1, 2].map((n) => itemTitle(said, legal, answers, n));
  assert.match(one ?? '', /clerk@harbour/);
  assert.match(two ?? '', /cashier@harbour/);
});
