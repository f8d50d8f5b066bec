// What is made to stop a reader: each file ends by its own limit, with a result that says so, and the examination goes on to its end.
//
//   COMITY_HEADER_MIB=100   how long the field of the mail's head is (two unless said otherwise: the limit is one)
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { deepZip, deflated, nestedZip } from '../../../test/support/archives.ts';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { testHouse } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { newUuid } from '../../base/ids.ts';
import { inMemory } from '../extractors/extractor.ts';
import { Database } from '../extractors/sqlite-pages.ts';
import { tablesOf } from '../extractors/sqlite-schema.ts';
import { examine } from './examine.acts.ts';
import { itemOf } from './examined.ts';
import { insertItems } from './listed.store.ts';
import { failures, resultLines } from './results.store.ts';

const HEADER_MIB = Number(process.env['COMITY_HEADER_MIB'] ?? 2);
const PAGE = 512;

test('files that are made to stop their reader end by its limits, each with its reason, and the others are read', async (t) => {
  const { house } = await testHouse(t);
  const folder = join(temporaryFolder(t), 'hostile');
  mkdirSync(folder);
  const write = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes);
  write('deep.zip', deepZip(10_000));
  write('laughs.docx', billionLaughs());
  write('head.eml', mailWithField(HEADER_MIB));
  write('loop.db', loopingTable(t));
  write('chain.db', loopingValue(t));
  for (const kind of ['pages', 'length', 'xref'] as const) write(`${kind}.pdf`, loopingPdf(kind));
  write('zz-last.zip', nestedZip());
  const exhibit = await testExhibit(house, await testCase(house), { from: { kind: 'path', path: folder } });
  const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
  await examine(house, {
    exhibit,
    run: newUuid(house.clock, house.random),
    signal: AbortSignal.timeout(300_000),
  });
  const lines: string[] = [];
  for await (const line of resultLines(house.db.kysely, of)) lines.push(line);
  const items = lines.map((line) => JSON.parse(line) as { path?: string });
  const failed = await failures(house.db.kysely, of, 50);
  const reasons = failed.map(({ path, reason, detail }) => ({ path: path ?? '', reason, detail }));
  const reasonOf = (name: string): string | undefined =>
    reasons.find(({ path }) => path.includes(name))?.reason;

  assert.equal(reasonOf('deep.zip'), 'tooDeep');
  assert.equal(items.filter(({ path }) => path?.includes('deep.zip')).length, 17, 'sixteen files within it');
  assert.equal(reasonOf('head.eml'), 'tooLarge');
  // By whoever takes its text and by whoever draws it, each on its own.
  const ofPdf = reasons.filter(({ path }) => path.endsWith('.pdf'));
  for (const { path, reason } of ofPdf)
    assert.ok(['damaged', 'refused'].includes(reason), `${path}: ${reason}`);
  const ofPages = ofPdf.filter(({ path }) => path.endsWith('pages.pdf')).map(({ reason }) => reason);
  assert.deepEqual(ofPages.toSorted(), ['damaged', 'refused']);
  assert.equal(reasonOf('.db'), undefined, 'what of a database can be read is');
  const damages = lines.flatMap((line) => /"damaged":"([^"]*)"/.exec(line)?.[1] ?? []);
  assert.ok(
    damages.some((detail) => /twice in one table/.test(detail)),
    damages.join('; '),
  );
  // An entity that a document makes up stands for itself: nothing is put in its place.
  const { rows } = await sql<{ text: string }>`
    select text from examined_unit where stage = 'extract:office'`.execute(house.db.kysely);
  assert.match(rows[0]?.text ?? '', /one &ha9; two$/);
  assert.ok((rows[0]?.text.length ?? 0) < 2000);
  assert.ok(items.some(({ path }) => path?.endsWith('/zz-last.zip/more/inner.zip/inner.txt')));
  assert.ok(!reasons.some(({ reason }) => ['tooLong', 'crashed', 'badAnswer'].includes(reason)), JSON.stringify(reasons)); // prettier-ignore
});

/** Where one was deleted in a folder of ext2, another of the same folder stands as well, as after it was moved out and back. */
function movedOutAndBack(): Buffer {
  const medium = volumesFixture();
  const volume = volumesOf(medium).find(({ fileSystem }) => fileSystem?.kind === 'ext2') ?? assert.fail();
  const bytes = Buffer.from(medium.subarray(volume.offset, volume.offset + volume.length));
  const entryOf = (name: string): number => bytes.indexOf(name) - 8; // "Linear (Classic) Directories": 8 bytes before the name
  bytes.copy(bytes, entryOf('f007.txt'), entryOf('f010.txt'), entryOf('f010.txt') + 16);
  return bytes;
}

test('a file that its folder names twice, now and in what is left of an entry, is one item that is not deleted', async (t) => {
  const { house } = await testHouse(t);
  const path = join(temporaryFolder(t), 'disk.dd');
  writeFileSync(path, movedOutAndBack());
  const exhibit = await testExhibit(house, await testCase(house), { from: { kind: 'path', path } });
  const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
  await examine(house, {
    exhibit,
    run: newUuid(house.clock, house.random),
    signal: AbortSignal.timeout(120_000),
  });
  const found = async (name: string): Promise<readonly object[]> => {
    const { rows } = await sql<{ deleted: boolean; place: string; sha256: Buffer | null }>`
      select deleted, place, sha256 from examined_item where path = ${name}`.execute(house.db.kysely);
    return rows.map(({ deleted, place, sha256 }) => ({
      deleted,
      place: Number(place),
      isRead: sha256 !== null,
    }));
  };
  const [file, ...others] = await found('/many/f010.txt');
  assert.deepEqual([{ ...file, place: 0 }, ...others], [{ deleted: false, place: 0, isRead: true }]);

  // Whatever part of the listing each of the two is in.
  const row = { volume: 1, path: '/many/late.txt', address: '99', type: 'file', sizeBytes: 7 } as const;
  for (const [place, deleted] of [[5000, true], [6000, false], [7000, true]] as const)
    await house.db.transaction((tx) => insertItems(tx, of, [itemOf(exhibit.id, { ...row, place, deleted })])); // prettier-ignore
  assert.deepEqual(await found('/many/late.txt'), [{ deleted: false, place: 6000, isRead: false }]);
});

/** Ten of ten of ten … of the entity that the one paragraph has. */
function billionLaughs(): Uint8Array {
  const entities = Array.from({ length: 9 }, (_, i) => {
    const below = i === 0 ? 'ha' : `&ha${i};`;
    return `<!ENTITY ha${i + 1} "${below.repeat(10)}">`;
  });
  const xml = `<?xml version="1.0"?><!DOCTYPE w [${entities.join('')}]><w:document><w:body><w:p><w:r><w:t>one &ha9; two</w:t></w:r></w:p></w:body></w:document>`;
  return buildZip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    deflated('word/document.xml', Buffer.from(xml)),
  ]);
}

function mailWithField(mib: number): Buffer {
  const begin = 'From: one@agency.example\r\nTo: two@agency.example\r\nSubject: ';
  return Buffer.concat([
    Buffer.from(begin),
    Buffer.alloc(mib * 1024 * 1024, 'x'),
    Buffer.from('\r\n\r\nwords\r\n'),
  ]);
}

function database(t: TestContext): Buffer {
  const path = join(temporaryFolder(t), 'made.db');
  const made = new DatabaseSync(path);
  made.exec(`PRAGMA page_size=${PAGE}; CREATE TABLE said (words TEXT)`);
  const add = made.prepare('INSERT INTO said VALUES (?)');
  for (let i = 0; i < 200; i++) add.run(`${i} ${'y'.repeat(200)}`);
  add.run('long '.repeat(2000));
  made.close();
  return readFileSync(path);
}

/** Every child of the root of the table is the root. */
function loopingTable(t: TestContext): Buffer {
  const bytes = database(t);
  const root = tablesOf(new Database(inMemory(bytes)))[0]?.root ?? 0;
  const at = (root - 1) * PAGE;
  assert.equal(bytes[at], 5, 'an inner page');
  for (let cell = 0; cell < bytes.readUInt16BE(at + 3); cell++)
    bytes.writeUInt32BE(root, at + bytes.readUInt16BE(at + 12 + 2 * cell));
  bytes.writeUInt32BE(root, at + 8);
  return bytes;
}

/** Each page of a chain that holds the long value leads to itself. */
function loopingValue(t: TestContext): Buffer {
  const bytes = database(t);
  for (let at = PAGE; at + PAGE <= bytes.length; at += PAGE) {
    const isLong = bytes.toString('latin1', at + 4, at + 44).includes('long long'); // of 508 bytes of such words
    if (isLong && bytes.readUInt32BE(at) > 0) bytes.writeUInt32BE(at / PAGE + 1, at);
  }
  return bytes;
}

/** A tree of pages that is its own child, a length that is its own, or a table of references that leads to itself. */
function loopingPdf(kind: 'pages' | 'length' | 'xref'): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count 3 /Kids [${kind === 'pages' ? '2 0 R' : '3 0 R'}] >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>',
    `<< /Length ${kind === 'length' ? '4 0 R' : '5'} >>\nstream\nBT ET\nendstream`,
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const previous = kind === 'xref' ? ` /Prev ${xref}` : '';
  text += `xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R${previous} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
