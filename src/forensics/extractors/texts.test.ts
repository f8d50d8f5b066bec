// Text of web pages, books and RTF; what is known and not read is said by name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflated } from '../../../test/support/archives.ts';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { kindOf } from '../listing/kinds.ts';
import { inMemory, Spent, Stopped, type Extracted } from './extractor.ts';
import { extractorOf } from './index.ts';

function read(name: string, bytes: Uint8Array): Extracted {
  const one = extractorOf(kindOf(bytes.subarray(0, 512)) ?? null, name);
  assert.ok(one, `nothing takes ${name}`);
  return one.read(inMemory(bytes), new Spent(), name);
}

const PAGE = `<html><head><title>A &amp; B</title><script>if (a < b) say('<p>no</p>')</script></head>
<body><!-- not <b>this</b> --><p>First&nbsp;line</p><style>p { }</style><div>Second &#1055;&#x416; <b>bold</b></div></body></html>`;

test('a web page has its title and what a reader sees', () => {
  const { text, facts } = read('a.html', Buffer.from(PAGE));
  assert.deepEqual([text, facts], ['First line\nSecond ПЖ bold', { title: 'A & B' }]);
  const latin = Buffer.from('<meta charset="iso-8859-1"><p>\xe9t\xe9', 'latin1');
  assert.equal(read('a.htm', latin).text, 'été');
});

test('a book has the text of its pages and who wrote it', () => {
  const part = (name: string, words: string) => deflated(name, Buffer.from(words));
  const book = buildZip([
    part('mimetype', 'application/epub+zip'),
    part(
      'a/book.opf',
      '<package><dc:title>The trial</dc:title><dc:creator id="x">F. K.</dc:creator></package>',
    ),
    part('a/1.xhtml', '<html><body><p>Somebody must have lied.</p></body></html>'),
  ]);
  const { text, facts } = read('a.epub', book);
  assert.deepEqual([text, facts], ['Somebody must have lied.', { title: 'The trial', creator: 'F. K.' }]);
});

const RTF = String.raw`{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\info{\title A letter}{\author In\'e8s}}
{\*\generator none}{\pict 0102}\f0 One \{two\}\par\u1055?\'e9{\f1 \'cf\'d0}\tab end}`;

test('RTF has its text in the code page of each font, and who wrote it', () => {
  const { text, facts } = read('a.rtf', Buffer.from(RTF, 'latin1'));
  assert.deepEqual([text, facts], ['One {two}\nПéПР\tend', { title: 'A letter', author: 'Inès' }]);
});

test('RTF and pages that were changed end; groups without end are stopped', () => {
  const random = randomOf(5);
  for (const [name, bytes] of [
    ['a.rtf', Buffer.from(RTF, 'latin1')],
    ['a.html', Buffer.from(PAGE)],
  ] as const)
    for (let i = 0; i < 200; i++) {
      const input = Buffer.from(bytes);
      for (let k = 0; k < 5; k++)
        input[6 + Math.floor(random() * (input.length - 6))] = Math.floor(random() * 256);
      read(name, input);
    }
  const deep = Buffer.from(`{\\rtf1 ${'{'.repeat(10_000)}`);
  assert.throws(() => read('a.rtf', deep), (error) => error instanceof Stopped && error.reason === 'tooDeep'); // prettier-ignore
});

const samples = sharedData('forensics/documents');
test(
  'RTF of other programs is read in its own alphabet',
  { skip: samples === undefined ? 'forensics/documents is not there' : false },
  () => {
    for (const [name, words] of [
      ['testRTFWindowsCodepage1250.rtf', 'zażółć gęślą jaźń'],
      ['testFontAfterBufferedText.rtf', 'Уважаемый клиент!'],
      ['testRTFJapanese.rtf', 'ゾルゲの処刑記録'],
      ['testRTFWithCurlyBraces.rtf', '{ some text inside curly brackets }'],
    ] as const)
      assert.ok(
        read(name.toLowerCase(), readFileSync(join(samples ?? '', name))).text?.includes(words),
        name,
      );
  },
);
