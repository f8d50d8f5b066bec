import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflated } from '../../../test/support/archives.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { extractorOf } from '../extractors/index.ts';
import { containerOf, FIRST_BYTES, kindOf, kindsWithin, saysOther } from './kinds.ts';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const zipOf = (...names: readonly string[]): Uint8Array =>
  buildZip(names.map((name) => deflated(name, Buffer.from('<x/>'))));
const typed = (type: string): Uint8Array =>
  buildZip([{ name: 'mimetype', data: Buffer.from(type) }, deflated('content.xml', Buffer.from('<x/>'))]);

test('a document that is kept as an archive is of its own kind, by its first member and its name', () => {
  const types = '[Content_Types].xml';
  for (const [name, bytes, kind, extractor] of [
    ['letter.docx', zipOf(types, 'word/document.xml'), 'DOCX', 'office'],
    ['sheet.XLSM', zipOf('_rels/.rels', 'xl/workbook.xml'), 'XLSX', 'office'],
    ['talk.pptx', zipOf('docProps/app.xml', types), 'PPTX', 'office'],
    ['renamed.dat', zipOf('word/document.xml', types), 'DOCX', 'office'],
    ['renamed.docx', zipOf('xl/workbook.xml', types), 'XLSX', 'office'],
    ['letter.odt', typed('application/vnd.oasis.opendocument.text'), 'ODT', 'office'],
    ['no name', typed('application/vnd.oasis.opendocument.spreadsheet'), 'ODS', 'office'],
    ['book.zip', typed('application/epub+zip'), 'EPUB', 'epub'],
    ['other.odt', typed('application/x-of-nobody'), 'ZIP', 'office'],
    ['letter.docx', zipOf('a.txt'), 'ZIP', 'office'],
    ['app.jar', zipOf('META-INF/MANIFEST.MF'), 'ZIP', 'zip'],
    ['letter.zip', zipOf(types, 'word/document.xml'), 'ZIP', 'zip'],
    ['mail.msg', Buffer.concat([OLE, Buffer.alloc(600)]), 'MSG', 'ole'],
    ['old.doc', Buffer.concat([OLE, Buffer.alloc(600)]), 'OLE', 'ole'],
  ] as const) {
    const found = kindOf(bytes.subarray(0, FIRST_BYTES), name);
    assert.equal(found, kind, name);
    assert.equal(extractorOf(found, `/${name}`)?.name, extractor, name);
    assert.equal(containerOf(found), bytes[0] === 0x50 ? 'ZIP' : 'OLE');
    for (let length = 4; length < 60; length++) kindOf(bytes.subarray(0, length), name); // cut anywhere
  }
});

test('a name promises its own kind, the form that it is kept in, and nothing else', () => {
  for (const [name, kind, other] of [
    ['a.docx', 'DOCX', undefined],
    ['a.docx', 'ZIP', undefined],
    ['a.zip', 'DOCX', undefined],
    ['a.docx', 'XLSX', 'DOCX'],
    ['a.docx', 'OLE', 'DOCX'],
    ['a.msg', 'MSG', undefined],
    ['a.doc', 'OLE', undefined],
    ['a.jpg', 'ZIP', 'JPG'],
    ['a.odt', undefined, 'ODT'],
    ['a.txt', 'ZIP', undefined],
  ] as const)
    assert.equal(saysOther(name, kind), other, `${name}: ${kind}`);
  assert.deepEqual(kindsWithin('OLE'), ['OLE', 'MSG']);
  assert.deepEqual(kindsWithin('PDF'), ['PDF']);
});
