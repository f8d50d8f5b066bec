// What comes as a request and is none, or means harm, is refused by name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Refusal } from '../base/refusal.ts';
import { shippedLaw } from '../law/data-files.store.ts';
import { MAX_DOCUMENT_BYTES, readRequestDocument } from './request-document.ts';

const law = await shippedLaw();
const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/requests/bc-31-subscriber/${name}`, import.meta.url), 'utf8');
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
  await refused(json.replace('By e-mail', String.raw`\u0000`), /details\.reply/);
  await refused(json.replace('By e-mail', String.raw`\ud800`), /details\.reply/);
  for (let at = 0; at < json.length - 2; at += 97) await refused(json.slice(0, at) || '?', /Expected/);
});

test('what is neither, is no text, or is huge is refused', async () => {
  await refused('', /a request as JSON or XML/);
  await refused('GIF89a', /a request as JSON or XML/);
  await refused(Buffer.from([0x7b, 0xff, 0xfe]), /text in UTF-8/);
  await refused(Buffer.from(`\ufeff${xml}`, 'utf16le'), /JSON or XML|UTF-8/);
  await refused(Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 0x20), /at most \d+ bytes/);
});
