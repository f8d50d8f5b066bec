import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, foldText } from './fold.ts';
import type { Knowledge, Passage } from './model.ts';
import { searchLaw } from './search.ts';
import { loadLawOrRefuse } from './load.ts';
import { readLawFolder } from './data-files.store.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());

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
  assert.equal(expected.length, 1);
  for (const typed of ['codigo processo', 'CÓDIGO', 'co\u0301digo', 'CODIGO  penal'])
    assert.deepEqual(foundAt(knowledge, typed), expected, typed);
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
