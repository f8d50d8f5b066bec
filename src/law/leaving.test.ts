// A Party that leaves, and one that comes back: bound from a day until a day, in look-ups, lists, imports and exports.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyChange, factNow } from './apply-change.ts';
import type { ChangeOf } from './change.ts';
import { readLawFolder } from './data-files.store.ts';
import { differencesBetween } from './differences.ts';
import { exportCsv } from './export-csv.ts';
import { exportJsonLd, exportYaml } from './export.ts';
import { differencesOf } from './import.ts';
import type { Reading } from './import-reading.ts';
import { loadLaw, loadLawOrRefuse } from './load.ts';
import { instrumentOf, partyOn } from './look-up.ts';
import type { Knowledge } from './model.ts';
import { textsOf, valuesOf } from './published.acts.ts';
import { standingOf } from './party-standing.ts';
import type { LawValues } from './values.ts';

const DAY = '2026-11-26';
const texts = readLawFolder();
const shipped = valuesOf(texts);

/** What no depositary has published: a made-up history, for these tests alone. */
function party(dates: Partial<ChangeOf<'party'>>, values: LawValues = shipped): ChangeOf<'party'> {
  const change: ChangeOf<'party'> = {
    kind: 'party',
    instrument: 'coe-ets-185',
    state: 'FJ',
    status: 'party',
    was: null,
    source: { id: 'made-up', title: 'A history made up for a test', kind: 'official' },
    as_of: '2026-11',
    confidence: 'confirmed',
    ...dates,
  };
  return { ...change, was: factNow(values, change) };
}

function withParty(dates: Partial<ChangeOf<'party'>>, values: LawValues = shipped): LawValues {
  const applied = applyChange(values, party(dates, values), DAY);
  assert.ok(applied.ok, JSON.stringify(applied));
  return applied.values;
}

function lawOf(values: LawValues): Knowledge {
  return loadLawOrRefuse(textsOf(values, texts)).knowledge;
}

function wordsOn(law: Knowledge, state: string, ...days: string[]): string[] {
  const treaty = instrumentOf(law, 'coe-ets-185');
  assert.ok(treaty);
  return days.map((day) => standingOf(law, treaty, state, day).word);
}

const LEAVES = { entry_into_force: '2020-03-01', until: '2027-05-01' };
const RETURNS = { entry_into_force: '2029-01-01' };

test('a Party that leaves is bound until the day before, and the answer says since when it is not', () => {
  const law = lawOf(withParty(LEAVES));
  assert.deepEqual(wordsOn(law, 'FJ', '2020-02-29', '2020-03-01', '2027-04-30', '2027-05-01'), [
    'ratified',
    'party',
    'party',
    'left',
  ]);
  const treaty = instrumentOf(law, 'coe-ets-185');
  assert.ok(treaty);
  const answers = ['2027-04-30', '2027-05-01'].map((day) => partyOn(law, treaty, 'FJ', day));
  assert.deepEqual(
    answers.map(({ verdict }) => verdict),
    ['yes', 'no'],
  );
  assert.match(String(answers[0]?.fact.text), /since 2020-03-01, until 2027-05-01/);
  assert.match(String(answers[1]?.fact.text), /Fiji left the .* not been bound by it since 2027-05-01/);
  assert.ok((answers[1]?.fact.sources.length ?? 0) > 0);
});

test('what is only recalled, or known to the month alone, does not say that a State has left', () => {
  const recalled = lawOf(withParty({ ...LEAVES, source: { id: 'recall' }, confidence: 'recalled' }));
  assert.deepEqual(wordsOn(recalled, 'FJ', '2027-05-01'), ['uncertain']);
  const month = lawOf(withParty({ ...LEAVES, until: '2027-05' }));
  assert.deepEqual(wordsOn(month, 'FJ', '2027-04-30', '2027-05-20', '2027-06-01'), [
    'party',
    'uncertain',
    'left',
  ]);
});

test('a State that came back has both times, and each day its own', () => {
  const left = withParty(LEAVES);
  const back = withParty(RETURNS, left);
  const law = lawOf(back);
  assert.deepEqual(
    wordsOn(law, 'FJ', '2019-01-01', '2026-01-01', '2028-06-01', '2029-01-01'),
    ['ratified', 'party', 'left', 'party'],
    'before, bound, gone, back',
  );
  const differences = differencesBetween(left, back).filter(({ record }) => record === 'parties coe-ets-185');
  assert.ok(
    differences.some(({ field, after }) => field === 'FJ, entry_into_force' && after === '2029-01-01'),
    'the new time',
  );
  assert.ok(
    differences.some(({ field, after }) => field === 'FJ, 2027-05-01, until' && after === '2027-05-01'),
    'the earlier one stays, under its last day',
  );
  const ids = [...exportJsonLd(law).matchAll(/"id": "(urn:comity:law:Party:coe-ets-185:FJ[^"]*)"/g)];
  assert.equal(new Set(ids.map(([, id]) => id)).size, 2, 'two nodes with two names');
  assert.deepEqual(wordsOn(lawOf(withParty({}, back)), 'FJ', '2026-01-01'), ['uncertain'], 'written anew');
});

test('what is exported carries the day, byte for byte the same each time', () => {
  const published = textsOf(withParty(RETURNS, withParty(LEAVES)), texts);
  assert.deepEqual(exportYaml(published), published);
  assert.deepEqual(exportYaml(exportYaml(published)), published);
  const yaml = published.find(({ name }) => name === 'parties.yaml')?.text ?? '';
  assert.match(yaml, /until: \{"?FJ"?: "2027-05-01"\}/);
  const { knowledge } = loadLawOrRefuse(published);
  const csv = exportCsv(knowledge).find(({ name }) => name === 'parties.csv')?.text ?? '';
  assert.match(csv, /^instrument,state,status,entry_into_force,until,/);
  assert.match(csv, /\r\ncoe-ets-185,FJ,party,2020-03-01,2027-05-01,/);
});

test('a depositary’s count and a party list agree on who had left by then', () => {
  const damaged = (from: string, to: string): string => {
    const changed = texts.map(({ name, text }) => ({
      name,
      text: name === 'parties.yaml' ? text.replace(from, to) : text,
    }));
    const loaded = loadLaw(changed);
    if (loaded.ok) return 'taken';
    return loaded.findings.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n');
  };
  const dates = '        entry_into_force:\n          "AD": "2017-03-01"\n';
  const until = (day: string, state = 'AD'): string => `        until: {"${state}": "${day}"}\n${dates}`;
  assert.equal(damaged(dates, until('2026-03-01')), 'taken', 'counted in 2025, left later');
  assert.match(
    damaged(dates, until('2025-06-01')),
    /parties\.yaml:\d+ 78 parties published .* 1 of them had left/,
  );
  assert.match(damaged(dates, until('2016-01-01')), /parties\.yaml:\d+ AD leaves before it is bound/);
  assert.match(
    damaged(dates, until('2027-01-01', 'ZW')),
    /parties\.yaml:\d+ ZW has a date but is not in the list/,
  );
  assert.match(damaged(dates, until('2027-02-30')), /parties\.yaml:\d+ .*until\.AD: a date such as/);
  assert.match(
    damaged('      - status: invited\n', '      - status: invited\n        until: {"KE": "2027-01-01"}\n'),
    /parties\.yaml:\d+ only who is bound can leave; the status is invited/,
  );
});

test('a download that no longer lists a State that left says nothing new; one that lists it does', () => {
  const values = withParty({ ...LEAVES, until: '2026-05-01' });
  const reading = (states: readonly string[], day = DAY) =>
    differencesOf(values, {
      format: 'untc',
      instrument: 'coe-ets-185',
      day,
      sha256: '0'.repeat(64),
      reading: {
        parties: states.map((state) => ({ state, status: 'party', entryIntoForce: undefined })),
        values: [],
      } satisfies Reading,
    }).filter(({ key }) => key === 'FJ');
  assert.deepEqual(reading(['FR']), [], 'it left');
  assert.deepEqual(
    reading(['FR'], '2026-04-30').map(({ what, before }) => [what, before]),
    [['gone', 'party, 2020-03-01 – 2026-05-01']],
    'before its day it is listed still',
  );
  assert.deepEqual(
    reading(['FJ', 'FR']).map(({ what, after }) => [what, after]),
    [['changed', 'party']],
    'two sources disagree',
  );
  assert.deepEqual(reading(['FJ', 'FR'], '2026-04-30'), [], 'who gave notice is listed until its day');
});
