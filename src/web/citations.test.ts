// Articles within Arabic sentences: each kept in its own order, once, and nothing else touched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citationsKept } from './citations.ts';
import { LANGUAGES } from './messages.ts';
import { messageIn } from './words.ts';

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

test('what is put in is set apart as a whole and never looked through, however long it is', () => {
  const arabic = messageIn({ locale: 'ar-u-nu-latn', dir: 'rtl' }, 'بحسب {what}، والمادة 29(4)');
  assert.equal(arabic({ what: '16(2), 29(7)' }), 'بحسب \u206816(2), 29(7)\u2069، والمادة \u206829(4)\u2069');
  assert.equal(arabic({ what: 'قانون' }), 'بحسب قانون، والمادة \u206829(4)\u2069');
  const typed = '1'.repeat(1_400_000);
  assert.ok(arabic({ what: typed }).includes(typed));
});

test('a run of digits is read once, not once from each of its digits', () => {
  const digits = '1'.repeat(1_400_000);
  assert.equal(citationsKept(`${digits} ${digits}.`), `${digits} ${digits}.`);
});

test('the Arabic pages are those of a catalogue whose articles are kept', () => {
  assert.match(LANGUAGES.ar.lawChange.articleHint, /\u206829\(4\)\u2069/);
  assert.doesNotMatch(LANGUAGES.fr.lawChange.articleHint, /[\u2066-\u2069]/);
});
