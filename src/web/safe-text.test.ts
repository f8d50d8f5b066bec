import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BREAK, visible, visibleLines, visiblePlain, visibleSentence } from './safe-text.ts';

test('text of many languages stays as it is', () => {
  for (const text of ['Polícia Judiciária', 'Полиция', 'Αστυνομία', 'a.b/c-d (e) #x $y$ "z"', 'N°\u00a012'])
    assert.equal(visible(text.replace('\u00a0', ' ')), text.replace('\u00a0', ' '));
});

/** Without the places where a long word may be broken. */
const shown = (text: string): string => visible(text).replaceAll(BREAK, '');

test('characters that reorder, hide or only look like a space are shown by their number', () => {
  assert.equal(shown('invoice\u202Egpj.exe'), 'invoice[U+202E]gpj.exe');
  assert.equal(shown('a\u2066b\u2069c'), 'a[U+2066]b[U+2069]c');
  assert.equal(shown('a\u200bb\u00adc\ufeffd'), 'a[U+200B]b[U+00AD]c[U+FEFF]d');
  assert.equal(shown('a\u00a0b\u3000c\td\ne'), 'a[U+00A0]b[U+3000]c[U+0009]d[U+000A]e');
  assert.equal(shown('a\uE000\u{E0041}'), 'a[U+E000][U+E0041]');
  assert.equal(shown('a\uD800'), 'a\uFFFD');
});

test('what the type faces lack is shown by its number, in plain text it stays', () => {
  assert.equal(visible('ก'), '[U+0E01]');
  assert.equal(visiblePlain('中 محمد'), '中 محمد');
});

test('a text cannot pass for one of our own marks', () => {
  assert.equal(visible('[U+202E]'), '[U+005B]U+202E]');
});

test('marks stacked on one letter are counted out', () => {
  assert.equal(visible(`Z${'\u0301'.repeat(5)}`), `Z${'\u0301'.repeat(3)}[U+0301][U+0301]`);
});

test('a long text loses its middle, and says how much', () => {
  assert.equal(visible('x'.repeat(50), 20), `${'x'.repeat(15)} […30…] ${'x'.repeat(5)}`);
});

test('a long word can be broken, a digest is kept whole', () => {
  assert.equal(visible('x'.repeat(24)).includes(BREAK), false);
  assert.ok(
    visible('x'.repeat(500))
      .split(BREAK)
      .every((part) => part.length <= 12),
  );
  assert.equal(visible('0123456789abcdef'.repeat(4)).includes(BREAK), false);
  assert.equal(
    visible('data/PT-2026-000012-1/laptop.E01').replaceAll(BREAK, '|'),
    'data/|PT-|2026-|000012-|1/|laptop.|E01',
  );
});

test('whatever the text, nothing unseen is left in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const found = shown(text);
      assert.ok(!/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(found), JSON.stringify(found));
    }),
  );
});

test('what was typed in lines is shown in lines, and every other control is still made visible', () => {
  assert.equal(visibleLines('one\r\ntwo\nthree'), 'one\ntwo\nthree');
  assert.equal(visibleLines('a\u202eb\n\u0085c\rd'), 'a[U+202E]b\n[U+0085]c[U+000D]d');
  assert.equal(visiblePlain('one\ntwo'), 'one[U+000A]two');
});

test('of a sentence of ours the spaces of its type and its isolated articles stay; of what others wrote nothing hides', () => {
  assert.equal(visibleSentence('Motif\u00a0: le\u202f«\u3000'), 'Motif\u00a0: le\u202f«\u3000');
  assert.equal(visibleSentence('المادة \u20683(10)\u2069'), 'المادة \u20683(10)\u2069');
  assert.equal(
    visibleSentence('a\u2068\u202eb\u2069 \u2067c\u2069'),
    'a[U+2068][U+202E]b[U+2069] [U+2067]c[U+2069]',
  );
  assert.equal(visibleSentence('\u20683(10)'), '[U+2068]3(10)');
});
