// Measures, the offences of an instrument, what a provider offers and the articles of a national law have days of their own:
// the planner, searches and tables answer by the day that is asked.
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
import { findRecord, isList, isObject, textOf, type JsonObject } from '../law/values.ts';
import type { SourceText } from '../law/yaml-file.ts';
import { needOf } from './need.ts';
import { offenceCondition } from './offence.ts';

const BEFORE = '2027-02-28';
const AFTER = '2027-03-01';
const texts = readLawFolder();
const values = valuesOf(texts);
const MADE_UP = { source: 'made-up', confidence: 'confirmed' } as const;

/** Each record rewritten, as a proposal does it, with a source made up for the test. */
function published(...records: readonly (readonly [record: string, value: JsonObject])[]): SourceText[] {
  let made = values;
  for (const [name, value] of records) {
    const source = { id: 'made-up', title: 'A history made up for a test', kind: 'official' };
    const grounds = { source, as_of: '2026-11', confidence: 'confirmed', was: null };
    const change = changeSchema.parse({ kind: 'record', record: name, value, ...grounds });
    const applied = applyChange(made, { ...change, was: factNow(made, change) }, '2026-11-26');
    assert.ok(applied.ok, JSON.stringify(applied));
    ({ values: made } = applied);
  }
  return textsOf(made, texts);
}

function record(name: string): JsonObject {
  const found = findRecord(values, name);
  assert.ok(found, name);
  return found.value;
}

function part(of: JsonObject, key: string): JsonObject {
  const found = of[key];
  assert.ok(isObject(found), key);
  return found;
}

const untoc = record('instrument un-untoc-2000');
const keeping = record('measure expedited-preservation');
const bases = part(keeping, 'legal_basis');
const convention = part(bases, 'coe-ets-185');
const [aLaw] = isList(values['legal-records.yaml']['laws'])
  ? values['legal-records.yaml']['laws'].filter(isObject)
  : [];
assert.ok(aLaw);
const lawName = `law ${textOf(aLaw['id'])}`;
const [anArticle] = isList(aLaw['provisions']) ? aLaw['provisions'].filter(isObject) : [];
assert.ok(anArticle);

const MOVED = published(
  ['measure search', { ...record('measure search'), until: AFTER }],
  [
    'measure expedited-preservation',
    { ...keeping, legal_basis: { ...bases, 'coe-ets-185': { ...convention, from: AFTER } } },
  ],
  [
    'instrument un-untoc-2000',
    {
      ...untoc,
      offences: { ...part(untoc, 'offences'), min_max_years: 6, from: AFTER },
      earlier_offences: [{ ...part(untoc, 'offences'), from: '2003-09-29', until: AFTER }],
    },
  ],
  [
    'provider google',
    {
      ...record('provider google'),
      services: [
        {
          name: 'A service made up for this test',
          accounts: [
            { name: 'old', pattern: '^[0-9]{8}$', changeable: false, until: AFTER, ...MADE_UP },
            { name: 'new', pattern: '^[0-9]{12}$', changeable: false, from: AFTER, ...MADE_UP },
          ],
          ...MADE_UP,
        },
        { name: 'Another that was closed', until: AFTER, ...MADE_UP },
      ],
      languages: { value: ['en'], until: AFTER, ...MADE_UP },
    },
  ],
  [lawName, { ...aLaw, provisions: [{ ...anArticle, gives: 'Gone by then.', until: AFTER }, anArticle] }],
);
const law = loadLawOrRefuse(MOVED).knowledge;

test('a measure and each article that it rests on are there on their days', () => {
  const articles = (day: string): unknown =>
    knowledgeOn(law, day)
      .measures.find(({ id }) => id === 'expedited-preservation')
      ?.bases.map(({ instrument }) => instrument);
  assert.deepEqual(articles(BEFORE), ['un-cybercrime-2024']);
  assert.deepEqual(articles(AFTER), ['coe-ets-185', 'un-cybercrime-2024']);
  const isThere = (day: string): boolean => knowledgeOn(law, day).measures.some(({ id }) => id === 'search');
  assert.deepEqual([isThere(BEFORE), isThere(AFTER)], [true, false]);
  assert.deepEqual(
    [BEFORE, AFTER].map((day) => recordOn(law, 'measure search', day).isOver),
    [false, true],
  );
});

test('what a provider offers, and how it names accounts, is told for the day', () => {
  const told = (day: string): unknown => {
    const one = knowledgeOn(law, day).providers.find(({ id }) => id === 'google');
    return [
      one?.services.map(({ name, accounts }) => [name, accounts.map((each) => each.name)]),
      one?.languages?.list,
    ];
  };
  const [open, closed] = ['A service made up for this test', 'Another that was closed'];
  assert.deepEqual(told(BEFORE), [
    [
      [open, ['old']],
      [closed, []],
    ],
    ['en'],
  ]);
  assert.deepEqual(told(AFTER), [[[open, ['new']]], undefined]);
});

test('an article of a national law ends before the law does', () => {
  const extracts = (day: string): number | undefined =>
    knowledgeOn(law, day).legalRecords.find(({ kind, id }) => `${kind} ${id}` === lawName)?.extracts.length;
  assert.deepEqual([extracts(BEFORE), extracts(AFTER)], [2, 1]);
});

/** An offence of at most `maxYears` years under the Convention on that day. */
function covered(knowledge: Knowledge, day: string, maxYears: number): readonly unknown[] {
  const published = knowledgeOn(knowledge, day);
  const instrument = published.instruments.find(({ id }) => id === 'un-untoc-2000');
  assert.ok(instrument);
  const need = needOf({
    from: 'FR',
    to: 'BR',
    categories: ['content'],
    offence: { maxYears, types: [], isTransnational: true, byOrganisedGroup: true },
  });
  const asked = {
    need,
    knowledge: published,
    day,
    category: 'content',
    to: 'BR',
    provider: undefined,
  } as const;
  const condition = offenceCondition(instrument, asked);
  return [condition?.verdict, String(condition?.text)];
}

test('the planner measures an offence by what the treaty covered on that day', () => {
  const [before, after] = [covered(law, BEFORE, 5), covered(law, AFTER, 5)];
  assert.deepEqual([before[0], after[0]], ['yes', 'no']);
  assert.match(String(before[1]), /at least 4 years/);
  assert.match(String(after[1]), /at least 6 years/);
  assert.equal(covered(law, BEFORE, 5)[0], 'yes', 'asked again after another day');
});

test('where only other days are on record nobody can tell, and the offence is not taken for covered', () => {
  const [verdict, text] = covered(law, '2003-01-01', 5);
  assert.equal(verdict, 'unknown');
  assert.match(String(text), /recorded only for other dates/);
});

test('a search by day leaves out the parts that were over or came later', () => {
  const found = (on: string): boolean =>
    searchLaw(law, { text: 'Another that was closed', on, limit: 99 }).hits.some(
      ({ passage }) => passage.record === 'provider google',
    );
  assert.deepEqual([found(BEFORE), found(AFTER)], [true, false]);
  assert.ok(searchLaw(law, { text: 'Another that was closed', limit: 99 }).total > 0, 'without a day, all');
});

test('days of parts come back byte for byte, and stand in the tables', () => {
  assert.deepEqual(exportYaml(MOVED), MOVED);
  const csv = (name: string): string => exportCsv(law).find((one) => one.name === name)?.text ?? '';
  assert.match(csv('measures.csv'), /\r\nsearch,[^\r]*,2027-03-01,/);
  assert.match(csv('measure-bases.csv'), /\r\nexpedited-preservation,coe-ets-185,[^\r]*2027-03-01,/);
  assert.match(csv('offence-scopes.csv'), /\r\nun-untoc-2000,[^\r]*,2003-09-29,2027-03-01,/);
  assert.match(csv('provider-services.csv'), /\r\ngoogle,Another that was closed,,,,2027-03-01,/);
  assert.match(csv('provider-accounts.csv'), /\r\ngoogle,[^\r]*,old,\^\[0-9\]\{8\}\$,false,,2027-03-01,/);
});

test('a part that ends before it begins is refused with file and line', () => {
  const wrong = MOVED.map(({ name, text }) => ({
    name,
    text: text.replace('from: "2003-09-29"', 'from: "2028"'),
  }));
  const overlapping = MOVED.map(({ name, text }) => ({
    name,
    text: text.replace(/(min_max_years: 6[^]*?from: )"2027-03-01"/, '$1"2027-02-01"'),
  }));
  const twice = loadLaw(overlapping);
  assert.ok(!twice.ok);
  assert.match(twice.findings.map(({ message }) => message).join(), /^what it covered earlier needs 'until'/);
  const loaded = loadLaw(wrong);
  assert.ok(!loaded.ok);
  assert.match(
    loaded.findings.map(({ file, message }) => `${file} ${message}`).join(),
    /^instruments\.yaml it no longer holds before it begins/,
  );
});
