// Articles within Arabic sentences: each kept in its own order, once, and nothing else touched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citationsKept, withCitationsKept } from './citations.ts';
import { LANGUAGES } from './messages.ts';

const KEPT: readonly (readonly [text: string, kept: string])[] = [
  ['بيانات (المادة 3(10))', 'بيانات (المادة \u20683(10)\u2069)'],
  ['المرفق الثالث (10(8))', 'المرفق الثالث (\u206810(8)\u2069)'],
  ['المادة 27(6)-(7)', 'المادة \u206827(6)-(7)\u2069'],
  ['المادتان 16(2)، 29(7)', 'المادتان \u206816(2)\u2069، \u206829(7)\u2069'],
  ['وفق 18 U.S.C. 2703(f)', 'وفق \u206818 U.S.C. 2703(f)\u2069'],
  ['وفق 18 U.S.C. 2713 أو', 'وفق \u206818 U.S.C. 2713\u2069 أو'],
  ['المادة \u206629(2)\u2069', 'المادة \u206629(2)\u2069'],
  ['حُفظت 3 (منها اثنان)', 'حُفظت 3 (منها اثنان)'],
  ['المادة 32(ب)', 'المادة 32(ب)'],
  ['(25 600 كيلوبايت)', '(\u206825 600\u2069 كيلوبايت)'],
  ['شبكة 24 7', 'شبكة 24 7'],
];

test('an article is isolated with its paragraphs; what is isolated already, or is no article, stays', () => {
  for (const [text, kept] of KEPT) assert.equal(citationsKept(text), kept);
});

test('a catalogue keeps its names and its parameters, and what its functions give is isolated', () => {
  const { a, b, c } = withCitationsKept({
    a: { b: '1(2)' },
    b: (n: number, m: number) => `${n}(${m})`,
    c: ['3(4)', 5],
  });
  assert.deepEqual(
    [a, b(29, 2), b.length, c],
    [{ b: '\u20681(2)\u2069' }, '\u206829(2)\u2069', 2, ['\u20683(4)\u2069', 5]],
  );
});

test('the Arabic pages are those of a catalogue whose articles are kept', () => {
  assert.match(LANGUAGES.ar.lawChange.articleHint, /\u206829\(4\)\u2069/);
  assert.doesNotMatch(LANGUAGES.fr.lawChange.articleHint, /[\u2066-\u2069]/);
});
