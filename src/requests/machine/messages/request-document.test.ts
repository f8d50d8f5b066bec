// What comes as a request and is none, or means harm, is refused by name.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deflateSync } from 'node:zlib';
import { hasProgram } from '../../../../test/support/programs.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { Refusal } from '../../../base/refusal.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { ATTACHMENT_LIMITS, attachmentsOf } from '../../../platform/pdf.ts';
import { renderLetter } from '../../verbs/letters/document.ts';
import { readRequest } from './request-file.ts';
import { MAX_DOCUMENT_BYTES, readRequestDocument } from './request-document.ts';
import { ENGLISH } from '../text/tongue.ts';

const law = await shippedLaw();
const fixture = (name: string): string =>
  readFileSync(new URL(`../../../../fixtures/requests/bc-31-subscriber/${name}`, import.meta.url), 'utf8');
const read = (text: string | Uint8Array) => readRequestDocument(Buffer.from(text), law);
const refused = (text: string | Uint8Array, words: RegExp): Promise<void> =>
  assert.rejects(read(text), (error) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.match(error.message, words);
    return true;
  });
const xml = fixture('request.xml');
const json = fixture('request.json');

test('JSON, XML and a draft written by hand are read as the same message', async () => {
  const { kind, message } = await read(json);
  assert.equal(kind, 'json');
  assert.deepEqual(await read(xml), { kind: 'xml', message });
  assert.deepEqual((await read(fixture('complete.json'))).message, message);
});

test('a prefix, a comment, another order of elements and a place of the schema mean nothing', async () => {
  const prefixed = xml.replaceAll(/<(\/?)([a-z][a-zA-Z\d-]*)/g, '<$1r:$2').replace('xmlns=', 'xmlns:r=');
  const moved = prefixed.replace(/(<r:date>.*<\/r:date>)([^]*?)(<r:requested>)/, '$2$1$3');
  const noted = moved.replace(
    '<r:tasks>',
    '<!-- noted --><r:tasks xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:comity:request:1 request-1.xsd">',
  );
  assert.deepEqual((await read(noted)).message, (await read(xml)).message);
});

test('XML that is not ours, says things twice or brings entities is refused', async () => {
  await refused('<!DOCTYPE request [<!ENTITY a "aaaa">]><request>&a;</request>', /DOCTYPE/);
  await refused('<!DOCTYPE request SYSTEM "file:///etc/passwd"><request/>', /DOCTYPE/);
  await refused('<request>&secret;</request>', /well-formed|elements of/);
  await refused('<request/>', /elements of urn:comity:request:1; found 'request' of ''/);
  await refused(xml.replace('request:1', 'request:2'), /elements of urn:comity:request:1/);
  await refused(xml.replace('<date>', '<date lang="en">'), /without attributes; found 'lang'/);
  await refused(
    xml.replace('<date>', '<colour>red</colour><date>'),
    /authorisation\/bc-31-subscriber can have; found <colour>/,
  );
  await refused(xml.replace('<date>', '<date>2026-10-06</date><date>'), /<date> twice/);
  await refused(
    xml.replace('<tasks>', '<tasks>hidden words'),
    /elements alone in request\/tasks; found 'hidden words'/,
  );
  await refused(
    xml.replace('<category>subscriber', '<category><a/>subscriber'),
    /text alone in .*category; found <a>/,
  );
  await refused(xml.replace('<category>subscriber', '<category>everything'), /tasks\.0\.details\.category/);
  await refused(xml.replaceAll('bc-31-subscriber>', 'bc-99>'), /authorisation can have; found <bc-99>/);
  await refused(xml.replace('<authorisation>', '<authorisation><epoc></epoc>'), /answers of one form/);
  await refused(`<a xmlns="urn:comity:request:1">${'<a>'.repeat(40)}`, /a depth of 16/);
  await refused(xml.replace('Example Telecom', 'E'.repeat(70_000)), /a text of 65536 characters/);
  for (let at = 0; at < xml.length; at += 97) await refused(xml.slice(0, at).trimEnd() || '?', /Expected/);
});

test('JSON that is not ours, says things twice or is nested for ever is refused', async () => {
  await refused('{"$schema":"urn:comity:request:2"}', /the message\.\$schema/);
  await refused(json.replace('"authorisation"', '"autorisation"'), /the message\.authorisation/);
  await refused(
    json.replace('"header": {}', '"header": {}, "header": {}'),
    /each name once in an object; found 'header' twice/,
  );
  await refused(json.replace('"header": {}', '"header": {}, "\\u0068eader": {}'), /'header' twice/);
  await refused(json.replace('"header": {}', '"header": {}, "__proto__": {}'), /__proto__/);
  await refused(`{"$schema":${'['.repeat(100_000)}`, /nested at most 32 deep/);
  await refused(json.replace('"field": "data"', '"field": "facts"'), /tasks\.0\.field/);
  // Read in one go, however long: what looks at each sign of these again for each other one does not end today.
  const escapes = String.raw`\"`.repeat(1_000_000);
  await refused(`{"$schema":"${escapes}`, /Expected JSON/);
  await refused(`{"$schema":"${escapes}\\`, /Expected JSON/);
  await refused(`{"${' '.repeat(4_000_000)}x":1}`, /the message/);
  await refused(`{"$schema":"${String.raw`\"`.repeat(7_000_000)}"}`, /the message\.\$schema/);
  await refused(json.replace('By e-mail', String.raw`\u0000`), /details\.reply/);
  await refused(json.replace('By e-mail', String.raw`\ud800`), /details\.reply/);
  for (let at = 0; at < json.length - 2; at += 97) await refused(json.slice(0, at) || '?', /Expected/);
});

test('what is neither, is no text, or is huge is refused', async () => {
  await refused('', /a request as PDF, JSON or XML/);
  await refused('GIF89a', /a request as PDF, JSON or XML/);
  await refused(Buffer.from([0x7b, 0xff, 0xfe]), /text in UTF-8/);
  await refused(Buffer.from(`\ufeff${xml}`, 'utf16le'), /JSON or XML|UTF-8/);
  await refused(Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 0x20), /at most \d+ bytes/);
});

const TIME = Date.UTC(2026, 9, 5, 9, 30, 0);
const needsQpdf = { skip: !hasProgram('qpdf') && 'qpdf is missing' };

/** The letter with its attachment taken out or others beside it. */
function changedLetter(t: TestContext, letter: Uint8Array, ...args: string[]): Uint8Array {
  const folder = temporaryFolder(t);
  const [from, to] = [join(folder, 'from.pdf'), join(folder, 'to.pdf')];
  writeFileSync(from, letter);
  writeFileSync(join(folder, 'file'), json);
  const { status, stderr } = spawnSync(
    'qpdf',
    [from, ...args.map((one) => one.replace('FILE', join(folder, 'file'))), to],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return readFileSync(to);
}

function letterInEnglish(): Promise<Uint8Array> {
  const draft = readRequest(json, law);
  return renderLetter({ draft, instrument: 'Budapest Convention', tongues: [ENGLISH], created: TIME });
}

test('a letter with its data attached is read as that data', async () => {
  const letter = await letterInEnglish();
  assert.deepEqual(await read(letter), { kind: 'pdf', message: (await read(json)).message });
});

test('a PDF without one request attached, under exactly that name, is refused', needsQpdf, async (t) => {
  const letter = await letterInEnglish();
  const bare = changedLetter(t, letter, '--remove-attachment=request.json');
  await refused(bare, /request\.json or request\.xml attached; found nothing attached/);
  const with_ = (name: string): Uint8Array =>
    changedLetter(t, bare, '--add-attachment', 'FILE', '--key=other', `--filename=${name}`, '--');
  assert.equal((await read(with_('request.json'))).kind, 'pdf');
  for (const [name, found] of [
    ['../request.json', /'\.\.\/request\.json' attached/],
    ['Request.json', /'Request\.json' attached/],
    ['request.json\u202e', /'request\.json\[U\+202E\]' attached/],
    ['r\u0435quest.json', /quest\.json' attached/],
    ['request.json.exe', /'request\.json\.exe' attached/],
  ] as const)
    await refused(with_(name), found);
  const two = changedLetter(
    t,
    letter,
    '--add-attachment',
    'FILE',
    '--key=other',
    '--filename=request.json',
    '--',
  );
  await refused(two, /one request attached; found 2/);
  const both = changedLetter(
    t,
    letter,
    '--add-attachment',
    'FILE',
    '--key=other',
    '--filename=request.xml',
    '--',
  );
  await refused(both, /one request attached; found 2/);
  await refused(changedLetter(t, letter, '--encrypt', 'open', 'own', '256', '--'), /without a password/);
});

test('a PDF that is cut off, is none, or says of itself what is not so is refused', async () => {
  const letter = await letterInEnglish();
  await refused(letter.subarray(0, 4000), /found one that cannot be read|nothing attached/);
  await refused('%PDF-2.0 and nothing more', /found one that cannot be read|nothing attached/);
  const other = Buffer.from(letter);
  other.fill(0x41, Math.floor(letter.length / 2));
  await refused(other, /Expected/);
});

test('data that are long are read from a PDF as by themselves', async () => {
  const long = Buffer.from(json.replace('{', `{${' '.repeat(1024 * 1024)}`));
  assert.deepEqual(await read(pdfWithAttachment(deflateSync(long))), {
    kind: 'pdf',
    message: (await read(json)).message,
  });
  assert.deepEqual(
    await read(xml.replace('<header>', `${'<!-- -->'.repeat(140_000)}<header>`)),
    await read(xml),
  );
});

test('an attachment that swells beyond all measure is stopped', async () => {
  const bomb = pdfWithAttachment(deflateSync(Buffer.alloc(400 * 1024 * 1024), { level: 1 }));
  const limits = { ...ATTACHMENT_LIMITS, memoryBytes: 200 * 1024 * 1024 };
  await assert.rejects(attachmentsOf(bomb, ['request.json'], limits), { code: 'tooLarge' });
  const little = { ...ATTACHMENT_LIMITS, fileBytes: 1024 };
  await assert.rejects(
    attachmentsOf(pdfWithAttachment(deflateSync(Buffer.alloc(5000))), ['request.json'], little),
    /at most 1024 bytes/,
  );
  await assert.rejects(
    attachmentsOf(bomb, ['request.json'], { ...ATTACHMENT_LIMITS, pdfBytes: 1000 }),
    /a PDF of at most 1000 bytes/,
  );
});

function pdfWithAttachment(stream: Uint8Array): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  const add = (...object: (string | Uint8Array)[]): void => {
    places.push(Buffer.concat(parts).length);
    parts.push(
      Buffer.from(`${places.length} 0 obj\n`),
      ...object.map((one) => Buffer.from(one as Uint8Array)),
      Buffer.from('\nendobj\n'),
    );
  };
  add('<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)3 0 R]>>>>>>');
  add('<</Type/Pages/Kids[]/Count 0>>');
  add('<</Type/Filespec/F(request.json)/UF(request.json)/EF<</F 4 0 R>>>>');
  add(`<</Type/EmbeddedFile/Filter/FlateDecode/Length ${stream.length}>>\nstream\n`, stream, '\nendstream');
  const start = Buffer.concat(parts).length;
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
