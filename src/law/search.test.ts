import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, foldText } from './fold.ts';
import type { Knowledge, Passage } from './model.ts';
import { LAW_FILES } from './files.ts';
import { RECORD_LISTS } from './record-lists.ts';
import { searchLaw } from './search.ts';
import { loadLawOrRefuse } from './load.ts';
import { readLawFolder } from './data-files.store.ts';
import { valuesOf } from './published.acts.ts';
import { recordsOf } from './values.ts';

const texts = readLawFolder();
const { knowledge } = loadLawOrRefuse(texts);

function withTexts(...texts: readonly string[]): Knowledge {
  const passages = texts.map((text, i): Passage => ({
    record: `rule r${i}`,
    kind: 'rule',
    title: 'r',
    field: 'text',
    text,
    at: `x.yaml:${i + 1}`,
    states: [],
    confidence: 'confirmed',
  }));
  return { ...knowledge, passages };
}

const foundAt = (base: Knowledge, text: string): string[] =>
  searchLaw(base, { text }).hits.map(({ passage }) => passage.at);

test('words find the passage, with or without accents and in any case', () => {
  const expected = foundAt(knowledge, 'Código de Processo Penal');
  assert.match(expected[0] ?? '', /^admissibility.yaml:4/, 'what the law says comes before its source');
  for (const typed of ['codigo processo', 'CÓDIGO', 'co\u0301digo', 'CODIGO  penal'])
    assert.equal(foundAt(knowledge, typed)[0], expected[0], typed);
});

test('a State is found by its name in every list that holds its code', () => {
  const records = searchLaw(knowledge, { text: 'Kiribati', limit: 50 }).hits.map(
    ({ passage }) => passage.record,
  );
  assert.ok(records.includes('parties coe-ets-185'));
  assert.ok(records.includes('parties un-untoc-2000'));
  const inTurkey = searchLaw(knowledge, { text: 'turkiye', kind: 'parties', limit: 50 });
  assert.ok(inTurkey.total >= 5);
});

test('Arabic is found without vowel marks, tatweel and the article, in either spelling of the last letter', () => {
  const base = withTexts('الاتّفاقيّة العربيّة لمكافحة جرائم تقنية المعلومات', 'شيء آخر');
  for (const typed of ['الاتفاقية', 'اتفاقية', 'العربية', 'مكافحة', 'اتفاقيه', 'الاتفـاقية', 'جرائم تقنية'])
    assert.deepEqual(foundAt(base, typed), ['x.yaml:1'], typed);
  assert.deepEqual(foundAt(base, 'فاقية'), []);
});

test('Chinese is found inside a run of characters, and full-width forms are the same letters', () => {
  const base = withTexts('联合国打击网络犯罪公约第四十二条', 'ＢＵＤＡＰＥＳＴ Convention', '电子证据');
  assert.deepEqual(foundAt(base, '网络犯罪'), ['x.yaml:1']);
  assert.deepEqual(foundAt(base, '证据'), ['x.yaml:3']);
  assert.deepEqual(foundAt(base, 'budapest'), ['x.yaml:2']);
});

test('Cyrillic, Greek, Turkish and German fold as people type them', () => {
  const base = withTexts('Соглашение о сотрудничестве', 'ΣΎΜΒΑΣΗ της Βουδαπέστης', 'Iğdır', 'Straßburg');
  assert.deepEqual(foundAt(base, 'СОТРУДНИЧЕСТВЕ'), ['x.yaml:1']);
  assert.deepEqual(foundAt(base, 'συμβαση'), ['x.yaml:2']);
  assert.deepEqual(foundAt(base, 'igdir'), ['x.yaml:3']);
  assert.deepEqual(foundAt(base, 'strassburg'), ['x.yaml:4']);
});

test('results show the matching passage, what it says of, and the line it stands on', () => {
  const { hits } = searchLaw(knowledge, { text: 'preservation 60 days', kind: 'instrument' });
  const hit = hits.find(({ passage }) => passage.record === 'instrument coe-ets-185');
  assert.ok(hit);
  assert.match(hit.passage.field, /^Art\. 29, preservation/);
  assert.match(hit.passage.at, /^instruments\.yaml:\d+$/);
  assert.match(hit.excerpt, /expedited preservation/);
  for (const [start, end] of hit.marks) assert.match(hit.excerpt.slice(start, end), /preservation|60|days/i);
});

test('filters keep one State or one kind', () => {
  for (const { passage } of searchLaw(knowledge, { text: 'certificate', state: 'IN', limit: 99 }).hits)
    assert.ok(passage.states.includes('IN'));
  for (const { passage } of searchLaw(knowledge, { text: 'preservation', kind: 'clock', limit: 99 }).hits)
    assert.equal(passage.kind, 'clock');
});

test('nothing is asked, nothing is found; a word that stands nowhere is not found', () => {
  assert.equal(searchLaw(knowledge, { text: ' ,; ' }).total, 0);
  assert.equal(searchLaw(knowledge, { text: 'zzyzx preservation' }).total, 0);
});

/** What a file says of itself and the words of its codes: shown where the records are, and no records. */
const NO_RECORDS = new Set(
  `schema_version compiled last_checked note entries_note common_certificate_note
   paragraph based_on model sources source_for_list confidence_of_editorial_fields
   gaps totals vocabulary function_vocabulary status_vocabulary use_vocabulary
   issue_vocabulary data_categories intrusiveness_scale predicates tiers other_instruments
   option_sets territories`.split(/\s+/),
);

test('every record of every file is found by a word of its own', () => {
  const values = valuesOf(texts);
  for (const file of LAW_FILES)
    for (const key of Object.keys(values[file]))
      assert.ok(
        NO_RECORDS.has(key) || RECORD_LISTS.some((one) => one.file === file && one.list === key),
        `${file}: ${key} is in no search`,
      );
  const said = new Map(knowledge.passages.map((one) => [one.record, one.text]));
  for (const list of RECORD_LISTS)
    for (const { id } of recordsOf(values[list.file], list)) {
      const record = `${list.kind} ${id}`;
      const text = said.get(record);
      assert.ok(text !== undefined, `${record} has no text`);
      const { hits } = searchLaw(knowledge, { text, kind: list.kind, limit: 1000 });
      assert.ok(
        hits.some(({ passage }) => passage.record === record),
        record,
      );
    }
});

test('what was taken from a document comes before the document', () => {
  const { hits } = searchLaw(knowledge, { text: 'Regulation 2023/1543', limit: 200 });
  const kinds = hits.map(({ passage }) => passage.kind);
  assert.ok(kinds.includes('source') && kinds[0] !== 'source');
});

test('folding remembers where every character stood', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const { text: folded, from } = fold(text);
      if (from !== undefined) {
        assert.equal(from.length, folded.length + 1);
        for (let i = 1; i < from.length; i++) assert.ok((from[i] ?? -1) >= (from[i - 1] ?? 0));
        assert.equal(from.at(-1), text.length);
      }
      assert.equal(foldText(folded), folded);
    }),
    { numRuns: 300 },
  );
});

test('any text can be searched for, and marks lie inside the excerpt', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      for (const { excerpt, marks } of searchLaw(knowledge, { text }).hits)
        for (const [start, end] of marks) assert.ok(start >= 0 && start <= end && end <= excerpt.length);
    }),
    { numRuns: 100 },
  );
});
