import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordDiff } from './word-diff.ts';

const shown = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

test('words that went and came, the rest as it is', () => {
  assert.equal(
    shown('Fraud by altered invoices.', 'Fraud by forged invoices.'),
    'Fraud by [-altered-]{+forged+} invoices.',
  );
  assert.equal(shown('one two three', 'one three'), 'one [-two -]three');
  assert.equal(shown('', 'new'), '{+new+}');
  assert.equal(shown('old', ''), '[-old-]');
  assert.equal(shown('same', 'same'), 'same');
  assert.equal(shown('请求保全数据', '请求提供数据'), '请求[-保全-]{+提供+}数据');
  assert.equal(shown('the old red car', 'the new blue car'), 'the [-old red-]{+new blue+} car');
});

test('what went and what stayed is the text before; what came and what stayed is the text after', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'über', '数')).map((list) => list.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after);
      const of = (kind: string): string =>
        pieces
          .filter((one) => one.kind === 'same' || one.kind === kind)
          .map((one) => one.text)
          .join('');
      assert.equal(of('gone'), before);
      assert.equal(of('new'), after);
    }),
  );
});

test('very long texts are told apart without a table of every pair of words', () => {
  const words = (seed: string): string => Array.from({ length: 5000 }, (_, i) => `${seed}${i}`).join(' ');
  const pieces = wordDiff(`same ${words('a')} end`, `same ${words('b')} end`);
  assert.deepEqual(
    pieces.map(({ kind }) => kind),
    ['same', 'gone', 'new', 'same'],
  );
});
