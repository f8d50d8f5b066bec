import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { articlesKnown, checkCitedArticles, citedIn, numbersOf } from './cited-articles.ts';
import { readLawFolder } from './data-files.store.ts';
import type { LawFiles } from './files.ts';
import { loadLawOrRefuse } from './load.ts';

const { files } = loadLawOrRefuse(readLawFolder());

test('the numbers of a citation are read, and whose they are', () => {
  assert.deepEqual(numbersOf('27(9)(b), 18(1)-(3)'), [27, 18]);
  assert.deepEqual(numbersOf('12-16'), [12, 16]);
  assert.deepEqual(numbersOf('domestic law'), []);
  const own = 'eu-2023-1543';
  const read = (text: string): string[] =>
    citedIn(text, own).map((one) => `${one.instrument} ${one.article}`);
  assert.deepEqual(read('Annex I, Section B; Art. 7(2)'), ['eu-2023-1543 7']);
  assert.deepEqual(read('Annex I, opening; Art. 10(1), 10(9)'), ['eu-2023-1543 10', 'eu-2023-1543 10']);
  assert.deepEqual(read('Budapest Art. 18; UNTOC Art. 18(17)'), ['coe-ets-185 18', 'un-untoc-2000 18']);
  assert.deepEqual(read('Directive (EU) 2016/680 Art. 13(3)'), [], 'of which nothing is on record');
});

type Change = (files: LawFiles) => void;

/** One wrong citation in each place that cites. */
const WRONG: readonly (readonly [place: string, Change])[] = [
  ['clocks.yaml', (to) => Object.assign(to['clocks.yaml'].clocks[0] ?? {}, { article: '10(1), 99(9)' })],
  ['competence.yaml', (to) => Object.assign(to['competence.yaml'].rules[0] ?? {}, { article: '35(1)' })],
  [
    'channels.yaml',
    (to) => (to['channels.yaml'].channels[0] as { legal_bases: string[] }).legal_bases.push('coe-ets-185:49'),
  ],
  [
    'parties.yaml',
    (to) => {
      const found = to['parties.yaml'].instruments.find(({ instrument }) => instrument === 'coe-ets-185');
      Object.assign(found?.declarations?.[0] ?? {}, { article: '72' });
    },
  ],
  [
    'forms.yaml',
    (to) => {
      const form = to['forms.yaml'].forms.find(({ id }) => id === 'mla-request');
      Object.assign(form?.sections[0]?.fields[0] ?? {}, { ref: 'UNTOC Art. 42' });
    },
  ],
  // No last article of it is on record: what no provision names is not there.
  [
    'clocks.yaml',
    (to) => Object.assign(to['clocks.yaml'].clocks[0] ?? {}, { instrument: 'eu-2014-41', article: '38' }),
  ],
];

for (const [place, change] of WRONG)
  test(`an article that its instrument does not have is a fault of ${place}`, () => {
    const changed = structuredClone(files);
    const faults = (): string[] => {
      const found: string[] = [];
      checkCitedArticles(changed, (file, _path, message) => found.push(`${file}: ${message}`));
      return found;
    };
    assert.deepEqual(faults(), [], 'as it is shipped');
    change(changed);
    const [first = '', ...others] = faults();
    assert.deepEqual(others, []);
    assert.ok(first.startsWith(`${place}: no article`), first);
  });

test('what the program itself cites of an instrument is an article of it', () => {
  const known = articlesKnown(files);
  let cited = 0;
  for (const file of globSync('src/{requests,channels,court,exchange}/**/*.ts')) {
    const text = readFileSync(file, 'utf8');
    for (const [, instrument = '', articles = ''] of text.matchAll(
      /'((?:eu|coe|un)-[a-z0-9-]+), Arts?\. (\d[^';]*)/g,
    )) {
      const isThere = known.get(instrument);
      assert.ok(isThere !== undefined, `${file}: ${instrument}`);
      for (const article of numbersOf(articles)) {
        cited += 1;
        assert.ok(isThere(article), `${file}: ${instrument}, Art. ${article}`);
      }
    }
  }
  assert.ok(cited > 5, String(cited));
});
