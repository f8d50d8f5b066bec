// Since when a State is bound is not on record for some of those who are: an answer that rests on such a day says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../law/data-files.store.ts';
import { addDays, firstDay } from '../law/day.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { instrumentOf, partyOn } from '../law/look-up.ts';
import { needOf } from './need.ts';
import { planFor } from './plan.ts';
import { answerText } from './text.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-12-01';

const undated = knowledge.parties.filter(
  ({ status, entryIntoForce }) => (status === 'party' || status === 'bound') && entryIntoForce === undefined,
);

test('who is bound since a day that is not on record is said to be so, and before our source speaks nobody knows', () => {
  assert.ok(undated.length > 50, String(undated.length));
  for (const { instrument, state, asOf, until } of undated) {
    const act = instrumentOf(knowledge, instrument);
    assert.ok(act, instrument);
    const now = partyOn(knowledge, act, state, DAY);
    if (until === undefined) assert.match(String(now.fact.text), /the start date is not recorded$/, state);
    assert.equal(now.since, undefined);
    const before = partyOn(knowledge, act, state, addDays(firstDay(asOf), -1));
    assert.equal(before.verdict, 'unknown', `${instrument} ${state}`);
    assert.match(
      String(before.fact.text),
      /the start date is not recorded, so its status on .* is not known$/,
    );
  }
});

const minsk = (day: string) =>
  planFor(
    needOf({ from: 'KG', to: 'TJ', categories: ['content'], offence: { types: ['fraud'], maxYears: 5 } }),
    knowledge,
    day,
  );

test('a way that stands on such a day says it beside its basis, with all that it rests on', () => {
  const plan = minsk(DAY);
  const bases = plan.parts.flatMap(({ plans }) =>
    plans.flatMap(({ steps }) => steps.flatMap((one) => one.bases)),
  );
  const convention = bases.find(
    ({ instrument, verdict }) => instrument === 'cis-minsk-1993' && verdict === 'yes',
  );
  assert.ok(convention);
  for (const { state, day, words } of convention.since) {
    assert.equal(day, undefined, state);
    assert.match(String(words), /^as of .* \(start date not recorded\)$/, state);
  }
  const text = answerText(plan, knowledge, { full: 9, facts: false }).join(' ').replaceAll(/\s+/g, ' ');
  assert.match(text, /Minsk Convention 1993, Art\. [^;]*; Kyrgyzstan as of \S+ \(start date not recorded\)/);
});

test('on a day before our source speaks the same way is not open: it is to be verified', () => {
  const state = (day: string) =>
    minsk(day).parts[0]?.plans.find(({ name }) => String(name).startsWith('Formal mutual legal assistance'))
      ?.state;
  assert.equal(state(DAY), 'open');
  assert.equal(state('2005-01-01'), 'unknown');
});
