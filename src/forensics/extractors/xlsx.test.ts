import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflated } from '../../../test/support/archives.ts';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { Refusal } from '../../base/refusal.ts';
import { inMemory, LIMITS, Spent, Stopped } from './extractor.ts';
import { office } from './office.ts';

const PARTS: readonly (readonly [name: string, xml: string])[] = [
  [
    'xl/workbook.xml',
    `<workbook xmlns:r="r"><sheets><sheet name="Payments &amp; dues" sheetId="1" r:id="rId2"/><sheet name='Second' sheetId="2" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
  ],
  [
    'xl/sharedStrings.xml',
    `<sst><si><t>name</t></si><si><r><t>Ines </t></r><r><t xml:space="preserve">Example</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh></si><si><t>was overwritten</t></si><si/></sst>`,
  ],
  [
    'xl/worksheets/sheet1.xml',
    `<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  ],
  [
    'xl/worksheets/sheet2.xml',
    `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>a &lt; b&#10;c</t></is></c></row>
     <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>4800.5</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="str"><f>A2&amp;"!"</f><v>Ines Example!</v></c><c r="E2" t="e"><v>#DIV/0!</v></c><c r="F2" t="s"><v>99</v></c></row>
     <row r="3"><c r="A3" s="1"/></row></sheetData></worksheet>`,
  ],
  [
    'xl/comments1.xml',
    '<comments><comment ref="A1"><text><r><t>who paid?</t></r></text></comment></comments>',
  ],
];
const book = (parts = PARTS): Uint8Array =>
  buildZip(parts.map(([name, xml]) => deflated(name, Buffer.from(xml))));
const textOf = (bytes: Uint8Array, spent = new Spent()): string =>
  office.read(inMemory(bytes), spent, 'a.xlsx').text ?? '';

test('the cells of a workbook are its text, sheet by sheet in the order of the workbook, as of the older form', () => {
  assert.equal(
    textOf(book()),
    [
      '[Payments & dues]',
      'name\ta < b c',
      'Ines Example\t4800.5\tTRUE\tInes Example!\t#DIV/0!\t',
      '[Second]',
      '7',
      '[in no cell]',
      'was overwritten',
      '',
      'who paid?',
    ].join('\n'),
  );
});

test('a workbook without what names its sheets is read all the same, and its text ends at the limit', () => {
  const sheets = PARTS.filter(([name]) => name.includes('/worksheets/'));
  assert.match(textOf(book(sheets)), /^\[sheet1\]\n7\n\[sheet2\]\n\ta < b c\n/);
  const rows = Array.from({ length: 5000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('');
  const long = book([['xl/worksheets/sheet1.xml', `<sheetData>${rows}</sheetData>`]]);
  assert.ok(textOf(long, new Spent({ ...LIMITS, textCharacters: 1000 })).length <= 1000);
});

test('workbooks that Excel wrote have their cells, without how a word is read aloud', (t) => {
  const folder = sharedData('forensics/documents');
  if (folder === undefined) return t.skip('no data beside the project');
  const read = (name: string): string => textOf(readFileSync(join(folder, name)));
  assert.equal(
    read('testEXCEL_big_numbers.xlsx'),
    '[Sheet1]\n123456789012345\t123456789012346\n1234567890123450\t1234567890123451',
  );
  assert.match(
    read('testEXCEL_phonetic.xlsx'),
    /^\[Sheet1\]\nRecordSpec\tName\tCompanyName\tComment\n1\t豊田\t豊田車会社\t/,
  );
});

test('a workbook that is cut or changed ends with a text or a reason', () => {
  const random = randomOf(20_261_202);
  const stored = buildZip(PARTS.map(([name, xml]) => ({ name, data: Buffer.from(xml) })));
  for (let i = 0; i < 400; i++) {
    const bytes = Buffer.from(stored);
    for (let k = 0; k < 6; k++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    try {
      textOf(i % 5 === 0 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes);
    } catch (error) {
      assert.ok(error instanceof Stopped || error instanceof Refusal, String(error));
    }
  }
});
