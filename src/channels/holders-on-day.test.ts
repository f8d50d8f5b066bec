// A provider's entities, its addressee and the rules on who may order what have days of their own: the planner and every
// reading of the law answer by the day that is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyChange, factNow } from '../law/apply-change.ts';
import { changeSchema } from '../law/change.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { exportCsv } from '../law/export-csv.ts';
import { exportYaml } from '../law/export.ts';
import { loadLaw, loadLawOrRefuse } from '../law/load.ts';
import type { Knowledge } from '../law/model.ts';
import { knowledgeOn, recordOn } from '../law/on-day.ts';
import { textsOf, valuesOf } from '../law/published.acts.ts';
import { searchLaw } from '../law/search.ts';
import { findRecord, isList, isObject, type JsonObject } from '../law/values.ts';
import type { SourceText } from '../law/yaml-file.ts';
import { needOf } from './need.ts';
import { planFor, type Answer } from './plan.ts';

const TODAY = '2026-11-26';
const texts = readLawFolder();
const before = valuesOf(texts);

/** Each record rewritten, with a source made up for the test. */
function published(...records: readonly (readonly [record: string, value: JsonObject])[]): SourceText[] {
  let values = before;
  for (const [record, value] of records) {
    const source = { id: 'made-up', title: 'A history made up for a test', kind: 'official' };
    const grounds = { source, as_of: '2026-11', confidence: 'confirmed', was: null };
    const change = changeSchema.parse({ kind: 'record', record, value, ...grounds });
    const applied = applyChange(values, { ...change, was: factNow(values, change) }, TODAY);
    assert.ok(applied.ok, JSON.stringify(applied));
    ({ values } = applied);
  }
  return textsOf(values, texts);
}

function record(name: string): JsonObject {
  const found = findRecord(before, name);
  assert.ok(found);
  return found.value;
}

const google = record('provider google');
const entities = isList(google['entities']) ? google['entities'].filter(isObject) : [];
const ireland = { from: '2020-01-22', until: '2027-03-01' };
const MOVED = published(
  [
    'provider google',
    {
      ...google,
      entities: entities.map((one) => (one['state'] === 'IE' ? { ...one, ...ireland } : one)),
      eu_addressee: {
        kind: 'designated_establishment',
        name: 'Made up for this test',
        state: 'IE',
        until: '2027-03-01',
        source: 'made-up',
        confidence: 'confirmed',
      },
      preservation: {
        initial_days: { value: 45, from: '2027-03-01', source: 'made-up', confidence: 'confirmed' },
      },
      policy: {
        user_notice: { value: 'Made up.', until: '2027-03-01', source: 'made-up', confidence: 'confirmed' },
      },
    },
  ],
  ['threshold epoc-traffic-content', { ...record('threshold epoc-traffic-content'), until: '2027-03-01' }],
  [
    'threshold epoc-traffic-content-2027',
    {
      ...record('threshold epoc-traffic-content'),
      id: 'epoc-traffic-content-2027',
      from: '2027-03-01',
      min_max_years: 5,
    },
  ],
);
const law = loadLawOrRefuse(MOVED).knowledge;

const placesOn = (day: string): (string | undefined)[] => {
  const one = knowledgeOn(law, day).providers.find(({ id }) => id === 'google');
  return [...(one?.entities ?? []).map(({ state }) => state), `addressee ${one?.addressee?.state}`];
};

test('an entity and an addressee are there from their first day until their last', () => {
  assert.deepEqual(placesOn('2019-06-01'), ['US', 'addressee IE']);
  assert.deepEqual(placesOn(TODAY), ['US', 'IE', 'addressee IE']);
  assert.deepEqual(placesOn('2027-02-28'), ['US', 'IE', 'addressee IE']);
  assert.deepEqual(placesOn('2027-03-01'), ['US', 'addressee undefined']);
  const plain = loadLawOrRefuse(texts).knowledge;
  assert.equal(knowledgeOn(plain, '2019-06-01').providers, plain.providers, 'without dates, as ever');
  assert.equal(knowledgeOn(plain, '2019-06-01').competence, plain.competence);
});

const ask = (from: string, day: string, knowledge: Knowledge = law): Answer =>
  planFor(
    needOf({
      from,
      to: undefined,
      categories: ['content'],
      holder: { kind: 'provider', provider: 'google' },
      offence: { maxYears: 4, types: [] },
    }),
    knowledge,
    day,
  );

const told = (answer: Answer): string =>
  answer.parts
    .flatMap(({ plans, future, closed }) => [
      ...plans.flatMap(({ steps }) => steps.flatMap(({ conditions }) => conditions)),
      ...[...future, ...closed].map(({ because }) => because),
    ])
    .map(({ text }) => String(text))
    .join('\n');

test('what a provider keeps, takes and tells has days too', () => {
  const told = (day: string): readonly unknown[] => {
    const one = knowledgeOn(law, day).providers.find(({ id }) => id === 'google');
    return [one?.preservationDays?.days, one?.policy.map(({ kind }) => kind)];
  };
  assert.deepEqual(told(TODAY), [undefined, ['user_notice']]);
  assert.deepEqual(told('2027-03-01'), [45, []]);
});

test('the planner asks where the holder sits on that day', () => {
  assert.match(told(ask('IE', TODAY)), /Google Ireland Limited/);
  assert.doesNotMatch(told(ask('IE', '2027-03-01')), /Google Ireland Limited/);
  assert.deepEqual(
    ask('FR', TODAY).parts.map(({ to }) => to),
    ['US', 'IE'],
  );
  assert.deepEqual(
    ask('FR', '2027-03-01').parts.map(({ to }) => to),
    ['US'],
  );
});

test('an order is measured by the threshold of the day', () => {
  assert.match(told(ask('FR', TODAY)), /at least 3 years/);
  const later = told(ask('FR', '2027-03-01'));
  assert.match(later, /at least 5 years/);
  assert.doesNotMatch(later, /at least 3 years/);
});

test('what is kept of them comes back byte for byte, is found by the day, and is a table', () => {
  assert.deepEqual(exportYaml(MOVED), MOVED);
  const csv = (name: string): string => exportCsv(law).find((one) => one.name === name)?.text ?? '';
  assert.match(
    csv('provider-entities.csv'),
    /\r\ngoogle,Google Ireland Limited,IE,[^\r]*,2020-01-22,2027-03-01,/,
  );
  assert.match(csv('offence-thresholds.csv'), /\r\nepoc-traffic-content-2027,[^\r]*,2027-03-01,/);
  const found = (on: string): string[] =>
    searchLaw(law, { text: 'Google epoc', kind: 'threshold', on, limit: 99 }).hits.map(
      (hit) => hit.passage.record,
    );
  assert.deepEqual(
    [TODAY, '2027-03-01'].map((day) => recordOn(law, 'threshold epoc-traffic-content', day).isOver),
    [false, true],
  );
  assert.ok(!found('2027-03-01').includes('threshold epoc-traffic-content'));
});

test('what ends before it begins is refused with file and line', () => {
  for (const [name, from, to] of [
    [
      'providers.yaml',
      '        state: "IE"\n',
      '        state: "IE"\n        from: "2027"\n        until: "2026-05"\n',
    ],
    [
      'competence.yaml',
      '    article: "4(1)"\n',
      '    article: "4(1)"\n    from: "2027"\n    until: "2026-05"\n',
    ],
  ] as const) {
    const wrong = texts.map((one) => (one.name === name ? { name, text: one.text.replace(from, to) } : one));
    const line = (wrong.find((one) => one.name === name)?.text.split('\n') ?? []).findIndex((text) =>
      text.includes('until: "2026-05"'),
    );
    const loaded = loadLaw(wrong);
    assert.ok(!loaded.ok, name);
    assert.deepEqual(loaded.findings, [
      { file: name, line: line + 1, message: 'it no longer holds before it begins' },
    ]);
  }
});
