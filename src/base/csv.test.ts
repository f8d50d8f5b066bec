import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvLine, readCsv, typedLine } from './csv.ts';

test('a line of cells, quoted where they must be', () => {
  assert.equal(csvLine(['a', 'b c', '']), 'a,b c,\r\n');
  assert.equal(csvLine(['say "no"', 'a,b', 'two\r\nlines']), '"say ""no""","a,b","two\r\nlines"\r\n');
});

test('a name that a spreadsheet would compute stays text', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])
    assert.equal(csvLine([text]).startsWith("'"), true, text);
  assert.equal(csvLine(['=HYPERLINK("https://evil.example","x")'])[0], '"');
});

test('no cell begins with a formula where a semicolon, a tab or the end of a line separates', () => {
  for (const text of ['x;=1+1', 'x;;@SUM(A1)', 'x\t-1', 'two\n=1+1', 'x;"=1+1"', "x;'=1", 'x,y;=1'])
    for (const line of [csvLine([text]), csvLine(['first', text])])
      assert.doesNotMatch(line, /(^|[;\t\r\n])"*[=+\-@]/, text);
  assert.equal(csvLine(['a; b', '1-2;3']), 'a; b,1-2;3\r\n', 'what is none stays as it is');
  for (const text of ['x;=1+1', "x;'=1", "'=1", "''-1;@", 'x,"=;"=2'])
    assert.deepEqual(readCsv(csvLine([text, 'y'])).rows[0]?.cells, [text, 'y'], 'and is read as it was');
});

test('rows are read whatever separates them, with the line each begins on', () => {
  const cells = (text: string): unknown => readCsv(text).rows.map((row) => [row.line, ...row.cells]);
  assert.deepEqual(cells('a,b\r\n\r\n c ,"d\n""e"""\nf,'), [
    [1, 'a', 'b'],
    [3, 'c', 'd\n"e"'],
    [5, 'f', ''],
  ]);
  assert.deepEqual(cells('\ufeffa;b,c\n1;2'), [
    [1, 'a;b', 'c'],
    [2, '1;2'],
  ]);
  assert.deepEqual(cells('a;b\n1;2'), [
    [1, 'a', 'b'],
    [2, '1', '2'],
  ]);
  assert.deepEqual(cells('a\tb'), [[1, 'a', 'b']]);
  assert.deepEqual(cells(''), []);
  assert.deepEqual(readCsv('a,b\n"c,d\ne'), { rows: [{ line: 1, cells: ['a', 'b'] }], unclosed: 2 });
});

test('what was written is read again', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), (cells) => {
      const safe = cells.map((text) =>
        text
          .replace(/[\r\n]/g, '')
          .replace(/^\ufeff+/, '')
          .trim(),
      );
      fc.pre(safe.some((text) => text !== ''));
      assert.deepEqual(readCsv(csvLine(safe)).rows[0]?.cells, safe);
    }),
  );
});

test('what is typed again is shown as it was typed, and read as it was', () => {
  assert.equal(typedLine(['phone', '+44 20 7946 0958']), 'phone,+44 20 7946 0958');
  for (const text of ['+1', "'+1", "''=x", 'a;=b', "a;'=b", 'a, "b"'])
    assert.deepEqual(readCsv(typedLine(['user', text])).rows[0]?.cells, ['user', text], text);
});
