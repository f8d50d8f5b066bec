import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayAgainst, firstDay, isDay, isPartialDate, lastDay } from './day.ts';
import { readLawFolder } from './data-files.store.ts';
import { loadLawOrRefuse } from './load.ts';
import {
  allOf,
  declarationsOf,
  inForceForOn,
  inForceOn,
  instrumentOf,
  isBilateral,
  isUnionAct,
  isWithin,
  partyOn,
  provisionsAt,
  sourceWords,
  type Verdict,
} from './look-up.ts';
import type { Instrument } from './model.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-11-25';

function instrument(id: string): Instrument {
  const found = instrumentOf(knowledge, id);
  assert.ok(found, id);
  return found;
}

for (const [id, day, verdict] of [
  ['coe-ets-185', '2004-06-30', 'no'],
  ['coe-ets-185', '2004-07-01', 'yes'],
  ['coe-cets-224', DAY, 'no'],
  ['coe-cets-224', '2028-01-01', 'unknown'],
  ['un-cybercrime-2024', DAY, 'no'],
  ['eu-2023-1543', '2026-08-17', 'no'],
  ['eu-2023-1543', '2026-08-18', 'yes'],
  ['eu-2014-41', '2017-05-21', 'no'],
  ['asean-mlat-2004', '2013-05-01', 'unknown'],
  ['asean-mlat-2004', '2014-01-01', 'yes'],
  ['comesa-bill-2011', DAY, 'no'],
  ['eu-com-2010-517', DAY, 'no'],
  ['eu-2005-222-jha', DAY, 'unknown'],
] as const)
  test(`${id} on ${day}: in force is ${verdict}`, () => {
    const answer = inForceOn(instrument(id), day);
    assert.equal(answer.verdict, verdict, String(answer.fact.text));
    assert.ok(answer.fact.sources.length > 0);
  });

for (const [id, state, day, verdict] of [
  ['coe-ets-185', 'FR', DAY, 'yes'],
  ['coe-ets-185', 'FR', '2006-04-30', 'no'],
  ['coe-ets-185', 'FJ', '2024-09-30', 'no'],
  ['coe-ets-185', 'FJ', '2024-10-01', 'yes'],
  ['coe-ets-185', 'US', DAY, 'yes'],
  ['coe-ets-185', 'US', '2007-01-01', 'yes'],
  ['coe-ets-185', 'US', '2006-12-31', 'no'],
  ['coe-ets-185', 'CH', DAY, 'yes'],
  ['coe-ets-185', 'IE', DAY, 'unknown'], // signed, only recalled
  ['coe-ets-185', 'KE', DAY, 'unknown'], // invited two years ago: it may have acted since
  ['coe-ets-185', 'KE', '2025-01-01', 'no'],
  ['coe-ets-185', 'CN', DAY, 'unknown'], // not listed is not "no"
  ['eu-2014-41', 'DE', DAY, 'yes'],
  ['eu-2014-41', 'DK', DAY, 'no'],
  ['eu-2014-41', 'IE', DAY, 'no'],
  ['eu-2014-41', 'US', DAY, 'no'],
  ['eu-2023-1543', 'IE', DAY, 'yes'],
  ['eu-2023-1543', 'DK', DAY, 'no'],
  ['coe-cets-224', 'JP', DAY, 'no'],
  ['eu-us-mla-2003', 'FR', '2010-01-31', 'no'],
  ['eu-us-mla-2003', 'FR', '2010-02-01', 'yes'],
  ['us-cloud-act-agreements', 'GB', '2022-10-02', 'no'],
  ['us-cloud-act-agreements', 'GB', '2022-10-03', 'yes'],
] as const)
  test(`${state} and ${id} on ${day}: bound is ${verdict}`, () => {
    const answer = partyOn(knowledge, instrument(id), state, day);
    assert.equal(answer.verdict, verdict, String(answer.fact.text));
    assert.match(answer.fact.at, /:\d+$/);
  });

test('a State that is not listed is unknown, but for acts of the Union, whose Members are known', () => {
  for (const one of knowledge.instruments) {
    const answer = partyOn(knowledge, one, 'AQ', DAY);
    const isKnown = isUnionAct(one) || isBilateral(one);
    assert.equal(answer.verdict, isKnown ? 'no' : 'unknown', one.id);
    if (isBilateral(one)) continue;
    assert.match(String(answer.fact.text), isUnionAct(one) ? /not a Member State/ : /this means “not known”/);
  }
});

test('in force and binding are both asked', () => {
  assert.equal(allOf(inForceForOn(knowledge, instrument('coe-ets-185'), 'FR', DAY)), 'yes');
  assert.equal(allOf(inForceForOn(knowledge, instrument('coe-cets-224'), 'CN', DAY)), 'no');
  const attacks = (day: string): Verdict =>
    allOf(inForceForOn(knowledge, instrument('eu-2013-40'), 'AT', day));
  assert.deepEqual([attacks('2015-09-03'), attacks('2015-09-04')], ['no', 'yes']);
});

test('reservations are found by State and article', () => {
  assert.deepEqual(
    declarationsOf(knowledge, 'coe-cets-224', 'JP', '7').map(({ article }) => article),
    ['7(9)(a)'],
  );
  assert.deepEqual(
    declarationsOf(knowledge, 'coe-ets-185', 'AT', '29').map(({ article }) => article),
    ['29(4)'],
  );
  assert.deepEqual(declarationsOf(knowledge, 'coe-ets-185', 'AT', '2'), []);
  assert.ok(isWithin('29(4)', '29') && !isWithin('29(4)', '2') && !isWithin('29', '29(4)'));
});

test('provisions are found by article however the data groups them', () => {
  const articles = (id: string, article: string): (string | undefined)[] =>
    provisionsAt(instrument(id), article).map((one) => one.article);
  assert.deepEqual(articles('un-untoc-2000', '18(4)'), ['18(4)-(5)']);
  assert.deepEqual(articles('un-untoc-2000', '18(6)'), []);
  assert.deepEqual(articles('coe-ets-185', '27(9)(b)'), ['27(9)']);
  assert.deepEqual(articles('coe-ets-185', '29'), ['29', '29(4)-(5)']);
  assert.deepEqual(articles('eu-mla-2000', '18'), ['17-21', '18', '18(3)']);
  assert.deepEqual(articles('coe-ets-185', '3'), []);
});

test('each measure names the power at home and the help to another State', () => {
  const preservation = knowledge.measures.find(({ id }) => id === 'expedited-preservation');
  assert.ok(preservation);
  const basis = preservation.bases.find(({ instrument }) => instrument === 'coe-ets-185');
  assert.equal(basis?.cooperation, '29, 30');
  const forensics = knowledge.measures.find(({ id }) => id === 'remote-forensics');
  const none = forensics?.bases.find(({ instrument }) => instrument === 'coe-ets-185');
  assert.equal(none?.cooperation, undefined);
});

test('the source of a fact is named with its address', () => {
  const [record] = knowledge.parties;
  assert.ok(record);
  assert.match(sourceWords(knowledge, record)[0] ?? '', /Council of Europe.*<https:/);
});

test('dates known to the month or the year have a first and a last day', () => {
  assert.deepEqual(
    [firstDay('2024'), lastDay('2024-02'), lastDay('2024'), firstDay('2024-05')],
    ['2024-01-01', '2024-02-29', '2024-12-31', '2024-05-01'],
  );
  assert.deepEqual(
    [dayAgainst('2024-02-10', '2024-02'), dayAgainst('2024-03-01', '2024-02')],
    ['within', 'onOrAfter'],
  );
  assert.equal(addDays('2024-02-28', 2), '2024-03-01');
  for (const bad of ['2024-13', '2024-02-30', '24-01-01', '2024-1-1', '2024-01-01T00:00:00Z', ''])
    assert.ok(!isPartialDate(bad), bad);
  assert.ok(isDay('2024-02-29') && !isDay('2023-02-29') && !isDay('2024-02'));
});
