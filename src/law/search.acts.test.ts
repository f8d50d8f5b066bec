import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { enrol, testHouse } from '../../test/support/people.ts';
import { shippedLaw } from './data-files.store.ts';
import type { Knowledge, Passage } from './model.ts';
import { searchPublished } from './search.acts.ts';
import { searchLaw, type Search } from './search.ts';
import { indexQuery, indexWords } from './search-words.ts';

const shipped = await shippedLaw();

/** Without what is undefined: kept data has no such keys. */
const plain = (found: unknown): unknown => JSON.parse(JSON.stringify(found));

const TEXTS = [
  'الاتّفاقيّة العربيّة لمكافحة جرائم تقنية المعلومات',
  '联合国打击网络犯罪公约第四十二条 Article 42',
  'ＢＵＤＡＰＥＳＴ Convention',
  'Соглашение о сотрудничестве государств',
  'ΣΎΜΒΑΣΗ της Βουδαπέστης',
  'Iğdır, Straßburg, Curaçao',
  'ข้อมูลอิเล็กทรอนิกส์',
  '電子証拠の保全について',
];

/** The shipped data with texts in other scripts beside it, as another version. */
const mixed: Knowledge = {
  ...shipped,
  dataVersion: 'ffffffffffffffff',
  passages: [
    ...shipped.passages,
    ...TEXTS.map((text, i): Passage => ({
      record: `rule script-${i}`,
      kind: 'rule',
      title: 'script',
      field: 'text',
      text,
      at: `x.yaml:${i + 1}`,
      states: [],
      confidence: 'confirmed',
    })),
  ],
};

test('PostgreSQL finds what a reading of every passage finds, in any script and with any filter', async (t) => {
  const { people } = await testHouse(t);
  const ines = await enrol(people, 'ines');
  const same = async (search: Search): Promise<number> => {
    const found = await searchPublished(people, ines, mixed, { limit: 9999, ...search });
    assert.deepEqual(
      plain(found),
      plain(searchLaw(mixed, { limit: 9999, ...search })),
      JSON.stringify(search),
    );
    return found.total;
  };
  for (const [text, at] of [
    ['اتفاقيه', 1],
    ['العربية', 1],
    ['مكافحة', 1],
    ['网络犯罪', 2],
    ['约', 2],
    ['42 公约', 2],
    ['budapest', 3],
    ['СОТРУДНИЧЕСТВЕ', 4],
    ['συμβαση', 5],
    ['igdir strassburg curacao', 6],
    ['อิเล็กทรอนิกส์', 7],
    ['証拠', 8],
  ] as const) {
    assert.ok((await same({ text })) > 0, text);
    const { hits } = await searchPublished(people, ines, mixed, { text, limit: 9999 });
    assert.ok(
      hits.some(({ passage }) => passage.at === `x.yaml:${at}`),
      text,
    );
  }
  for (const text of [
    'preservation 60 days',
    'codigo processo',
    '29(4)',
    '2023/1543',
    'convention-on',
    'a',
    "'",
    '\\ & | ! :*',
    '',
  ])
    await same({ text });
  assert.ok((await same({ text: 'preservation', kind: 'clock' })) > 0);
  assert.ok((await same({ text: 'certificate', state: 'IN' })) > 0);
  assert.ok((await same({ text: 'preservation', instrument: 'coe-ets-185' })) > 0);
  for (const more of [
    { measure: 'realtime-content' },
    { category: 'content_realtime' },
    { offence: 'corruption' },
    { on: '1950-01-01' },
    { on: '2026-11-26', measure: 'search', category: 'content' },
  ])
    await same({ text: 'data', ...more });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...mixed.passages.map(({ text }) => text)), { minLength: 1, maxLength: 2 }),
      fc.nat(200),
      fc.nat(12),
      async (texts, from, length) => {
        await same({ text: texts.map((one) => one.slice(from % one.length).slice(0, length + 1)).join(' ') });
      },
    ),
    { numRuns: 150 },
  );
});

test('the index follows what is published, whoever asks first', async (t) => {
  const { people } = await testHouse(t);
  const ines = await enrol(people, 'ines');
  const find = (law: Knowledge) => searchPublished(people, ines, law, { text: '网络犯罪' });
  assert.equal((await find(shipped)).total, 0);
  const found = await Promise.all([find(mixed), find(mixed), find(mixed)]);
  assert.deepEqual(
    found.map(({ total }) => total),
    [1, 1, 1],
  );
});

test('words are cut as they are asked for: every beginning of a word is found by the index', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      for (const word of indexWords(text)) assert.match(word, /^[\p{L}\p{N}]+$/u);
      const query = indexQuery(text);
      assert.ok(query === undefined || /^(?:'[\p{L}\p{N}]+'(?::\*)?(?: & )?)+$/u.test(query), query);
    }),
  );
});

test('a long word of a script beyond the first plane is cut between two characters', () => {
  const text = `a${'\u{10330}'.repeat(40)}`; // Gothic, of two units each: the sixtieth is a half
  assert.ok(indexWords(text).every((word) => word.isWellFormed()));
  assert.ok(indexQuery(text)?.isWellFormed());
});
