// Words in pictures: both engines read what the test has drawn, and what an engine answers is taken apart and nothing more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DRAWN, pdfOfLines } from '../../../test/support/drawn-words.ts';
import type { Pixels } from '../pictures/pdq.ts';
import { fileOfBytes, lookAtPicture, picturePool } from '../pictures/pictures.ts';
import { wordLanguages, wordReader } from './read-words.ts';
import { wordsOf } from './words.ts';

async function drawn(): Promise<Pixels> {
  const pool = picturePool();
  try {
    const look = await lookAtPicture(pool, fileOfBytes('a.pdf', pdfOfLines()), { view: 'reading', page: 1 });
    assert.ok(look.ok && look.pixels !== undefined, JSON.stringify(look));
    assert.deepEqual([look.pixels.channels, look.read.pages], [1, 1]);
    return look.pixels;
  } finally {
    pool.close();
  }
}

const BOTH = [
  ['tesseract', 'npm'],
  ['tesseract.js-core', 'debian'],
] as const;

test('words that were drawn are read, by the engine of npm and by that of Debian where there is one', async (t) => {
  const pixels = await drawn();
  for (const [program, without] of BOTH)
    await t.test(program, async (one) => {
      const reader = await wordReader('eng', { without: [without] });
      if (reader === undefined && without === 'npm') return one.skip('tesseract is not installed (tesseract-ocr, tesseract-ocr-eng)'); // prettier-ignore
      assert.ok(reader);
      one.after(() => reader.close());
      assert.equal(reader.program, program);
      assert.match(reader.version, /^\d+\.\d+/);
      const look = await reader.read(pixels, AbortSignal.timeout(60_000));
      assert.ok(look.ok, JSON.stringify(look));
      assert.equal(look.found.text.replaceAll(/\s+/g, ' '), DRAWN.join(' '));
      assert.ok(look.found.sure > 80, String(look.found.sure));
      const white = { ...pixels, bytes: Buffer.alloc(pixels.bytes.length, 255) };
      assert.deepEqual(await reader.read(white, AbortSignal.timeout(60_000)), { ok: true, found: { text: '', words: 0, sure: 0 } }); // prettier-ignore
    });
  assert.ok((await wordLanguages()).includes('ara'));
  assert.equal(await wordReader('tlh'), undefined);
});

const row = (place: string, sure: number | string, word: string): string =>
  `5\t1\t${place}\t1\t0\t0\t9\t9\t${sure}\t${word}`;

test('of an answer the words are taken that are sure, in their lines; what is no row is passed over', () => {
  const tsv = [
    'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
    '4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t',
    row('1\t1\t1', 95.5, 'one'),
    row('1\t1\t1', 85.5, 'two'),
    row('1\t1\t1', 20, 'shape'),
    row('1\t1\t2', 90, 'three'),
    row('1\t2\t1', 90, '证'),
    row('1\t2\t1', 90, '据'),
    row('1\t2\t1', 'NaN', 'none'),
    `${row('1\t2\t1', 90, 'more')}\tthan there is`,
    '5\t1',
    row('1\t2\t1', 90, ' '),
  ].join('\n');
  assert.deepEqual(wordsOf(tsv), { text: 'one two\nthree\n\n证据', words: 5, sure: 90 });
  assert.deepEqual(wordsOf(''), { text: '', words: 0, sure: 0 });
  const long = wordsOf(Array.from({ length: 9000 }, () => row('1\t1\t1', 99, 'x'.repeat(300))).join('\n'));
  assert.ok(long.text.length <= 1024 * 1024);
});
