import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from './csv.ts';

test('a line of cells, quoted where they must be', () => {
  assert.equal(csvLine(['a', 'b c', '']), 'a,b c,\r\n');
  assert.equal(csvLine(['say "no"', 'a,b', 'two\r\nlines']), '"say ""no""","a,b","two\r\nlines"\r\n');
});

test('a name that a spreadsheet would compute stays text', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])
    assert.equal(csvLine([text]).startsWith("'"), true, text);
  assert.equal(csvLine(['=HYPERLINK("https://evil.example","x")'])[0], '"');
});
