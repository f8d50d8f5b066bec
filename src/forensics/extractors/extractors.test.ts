import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { photo } from '../../../test/support/artefacts-made.ts';
import { deflated, nestedZip, tarOfLinks, tarOfTimes } from '../../../test/support/archives.ts';
import { randomOf } from '../../../test/support/random.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { Refusal } from '../../base/refusal.ts';
import { kindOf } from '../listing/kinds.ts';
import { ExamineInside, isFailure } from './examine-inside.ts';
import { inMemory, Spent, Stopped, type Extracted, type Member } from './extractor.ts';
import { extractorOf } from './index.ts';

const SAMPLES = fileURLToPath(new URL('../../../../shared/data/forensics/', import.meta.url));

function read(name: string, bytes: Uint8Array): Extracted & { readonly all: readonly Member[] } {
  const one = extractorOf(kindOf(bytes.subarray(0, 512)) ?? null, name);
  assert.ok(one, `nothing takes ${name}`);
  const found = one.read(inMemory(bytes), new Spent(), name);
  return { ...found, all: [...(found.members ?? [])] };
}

function bytesOf({ open }: Member): Buffer {
  const bytes = open?.();
  if (bytes === undefined) return Buffer.alloc(0);
  const all = Buffer.alloc(bytes.size);
  bytes.readInto(0, all);
  return all;
}

const MAIL = `From: =?utf-8?Q?In=C3=A8s?= <ines@agency.example>
To: omar@agency.example
Subject: =?utf-8?B?0J/RgNC+0YLQvtC60L7Quw==?=
Date: Tue, 3 Nov 2026 09:30:00 +0100
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Une pi=E8ce =
jointe
--b1
Content-Type: application/pdf; name="letter.pdf"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*=utf-8''pi%C3%A8ce.pdf

${Buffer.from('%PDF-1.4 not much').toString('base64')}
--b1--
`;

test('mail has its text, its head and its attachments as they were sent', () => {
  for (const mail of [MAIL, MAIL.replaceAll('\n', '\r\n')]) {
    const { all, text, facts } = read('a.eml', Buffer.from(mail));
    assert.equal(text?.replaceAll('\r', '').trim(), 'Une pièce jointe');
    assert.deepEqual([facts?.['from'], facts?.['subject']], ['Inès <ines@agency.example>', 'Протокол']);
    assert.deepEqual(all.map(({ path }) => path), ['pièce.pdf']); // prettier-ignore
    assert.equal(String(all.map(bytesOf)[0]), '%PDF-1.4 not much');
  }
  const box = `From a Tue\n${MAIL}\n\nFrom b Tue\n${MAIL}`;
  const { all } = read('in.mbox', Buffer.from(box));
  assert.deepEqual(all.map(({ path }) => path), ['000001.eml', '000002.eml']); // prettier-ignore
  assert.equal(String(bytesOf(all[1]!)), MAIL); // there are two
});

/** Two pages, without a table of references: it is found by reading on. */
const page = (number: number, words: string): string =>
  `${number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 9 0 R>>>>/Contents ${number + 1} 0 R>>endobj
${number + 1} 0 obj<</Length ${words.length + 33}>>stream
BT /F 12 Tf 20 200 Td (${words}) Tj ET
endstream
endobj
`;
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 5 0 R]>>endobj
${page(3, 'First page')}${page(5, 'Second page')}9 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
10 0 obj<</Title(A letter)/Author(Ines Example)>>endobj
trailer<</Root 1 0 R/Info 10 0 R>>
%%EOF
`;

test('a PDF has the text of its pages and who made it; one with a password and one that is cut are failures', async () => {
  const one = extractorOf('PDF', 'a.pdf');
  assert.ok(one?.readLater);
  const later = one.readLater;
  const whole = Buffer.from(PDF);
  const { text, facts } = await later(inMemory(whole), new Spent());
  assert.equal(text, 'First page\n\nSecond page');
  assert.deepEqual(facts, { pages: 2, title: 'A letter', author: 'Ines Example' });
  const failure = async (bytes: Uint8Array): Promise<string> => {
    try {
      await later(inMemory(bytes), new Spent());
      return 'read';
    } catch (error) {
      assert.ok(error instanceof Stopped, String(error));
      return error.reason;
    }
  };
  assert.equal(await failure(whole.subarray(0, 40)), 'damaged');
  assert.equal(await failure(Buffer.from('%PDF-1.7 nothing')), 'damaged');
  const random = randomOf(7);
  for (let i = 0; i < 40; i++) {
    const bytes = Buffer.from(whole);
    for (let k = 0; k < 6; k++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    assert.ok(['read', 'damaged', 'encrypted', 'tooMany'].includes(await failure(bytes)));
  }
});

/** Each leads to itself: pages, their parents, what a page draws, its content, the tables before, a length, an object stream. */
const LOOPS: { readonly [name: string]: string } = {
  kids: PDF.replace('/Kids[3 0 R 5 0 R]', '/Kids[2 0 R 3 0 R]'),
  parent: PDF.replace('/Count 2', '/Count 2/Parent 2 0 R').replaceAll('/Resources', '/NoResources'),
  drawn: `${PDF.replaceAll('/Resources<<', '/Resources<</XObject<</X 20 0 R>>')}20 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 20 0 R>>>>/Length 5>>stream\n/X Do\nendstream endobj\n`,
  contents: `${PDF.replace(/\/Contents \d+ 0 R/, '/Contents 21 0 R')}21 0 obj[21 0 R 21 0 R]endobj\n`,
  tables: `${PDF.replace('%%EOF', '')}xref\n0 1\n0000000000 65535 f \ntrailer<</Size 99/Root 1 0 R/Prev ${PDF.length - 6}>>\nstartxref\n${PDF.length - 6}\n%%EOF`,
  length: PDF.replace(/\/Length \d+/, '/Length 22 0 R').replace('trailer', '22 0 obj 22 0 R endobj\ntrailer'),
  stream: `${PDF}23 0 obj<</Type/ObjStm/N 1/First 5/Length 9/Extends 23 0 R>>stream\n23 0 \n23 0 R\nendstream endobj\n`,
  filters: PDF.replace(/\/Length/, `/Filter[${'/FlateDecode'.repeat(2000)}]/Length`),
};

test('a PDF is read behind the walls as well, also after those that lead to themselves: each of them ends by itself or by a name', async (t) => {
  const asked = { set: { container: 'raw', firstNumber: 1 } } as const;
  const inside = new ExamineInside({ asked, files: [] });
  t.after(() => inside.close());
  const extracted = async (text: string) => {
    const bytes = Buffer.from(text);
    const file = {
      name: 'a.pdf',
      size: bytes.length,
      read: (at: number, target: Uint8Array) => bytes.copy(target, 0, at),
    };
    const chain = { members: [], name: 'a.pdf', kind: 'PDF' };
    const signal = AbortSignal.timeout(60_000);
    return inside.extract(chain, 'pdf', () => Promise.resolve(), { signal, files: [file] });
  };
  for (const [name, text] of Object.entries(LOOPS)) {
    assert.notEqual(text, PDF, name);
    const begun = Date.now();
    const found = await extracted(text);
    t.diagnostic(
      `${name}: ${isFailure(found) ? `${found.reason} ${found.detail}` : JSON.stringify(found.text)}`,
    );
    if (isFailure(found))
      assert.ok(['damaged', 'tooMany', 'tooDeep', 'tooLong'].includes(found.reason), name);
    assert.ok(Date.now() - begun < 30_000, name);
  }
  const found = await extracted(PDF);
  assert.ok(!isFailure(found), JSON.stringify(found));
  assert.equal(found.text, 'First page\n\nSecond page');
});

const LAUGHS = `<!DOCTYPE d [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}<!ENTITY x SYSTEM "file:///etc/passwd">]>`;

test('entities of Office documents and of an OpenDocument are not opened, whatever they would grow to', () => {
  const part = (name: string, xml: string) =>
    deflated(name, Buffer.from(`<?xml version="1.0"?>${LAUGHS}${xml}`));
  for (const [file, name, xml] of [
    ['a.docx', 'word/document.xml', '<w:p><w:t>one &a30; &x;</w:t></w:p>'],
    ['a.xlsx', 'xl/sharedStrings.xml', '<si><t>one &a30; &x;</t></si>'],
    ['a.pptx', 'ppt/slides/slide1.xml', '<a:p><a:t>one &a30; &x;</a:t></a:p>'],
    ['a.odt', 'content.xml', '<text:p>one &a30; &x;</text:p>'],
  ] as const) {
    const { text = '', facts } = read(file, buildZip([part(name, xml), part('docProps/core.xml', '<dc:title>&a30;</dc:title>')])); // prettier-ignore
    assert.match(text, /one &a30; &x;$/, file);
    assert.ok(text.length < 2 * LAUGHS.length);
    assert.ok(!text.includes('root:'));
    assert.equal(facts?.['title'] ?? '&a30;', '&a30;');
  }
});

test('a mail whose head is of 100 MB is stopped by its name, and so is one within a mail', () => {
  const field = Buffer.alloc(100 * 1024 * 1024, 'a');
  const mail = Buffer.concat([Buffer.from('From: '), field, Buffer.from('\r\nSubject: x\r\n\r\nbody')]);
  const tooLarge = (error: unknown): boolean => error instanceof Stopped && error.reason === 'tooLarge';
  assert.throws(() => read('a.eml', mail), tooLarge);
  const outer = Buffer.from('Content-Type: multipart/mixed; boundary=b\n\n--b\nX: ');
  assert.throws(() => read('a.eml', Buffer.concat([outer, field.subarray(0, 2 * 1024 * 1024), Buffer.from('\n\nx\n--b--\n')])), tooLarge); // prettier-ignore
});

test('an office document has its text, who wrote it and its parts', () => {
  const part = (name: string, xml: string) => deflated(name, Buffer.from(xml));
  const docx = buildZip([
    part(
      'word/document.xml',
      '<w:document><w:p><w:t>First &amp; last</w:t></w:p><w:p><w:t>Second</w:t></w:p></w:document>',
    ),
    part('docProps/core.xml', '<cp:coreProperties><dc:creator>Ines Example</dc:creator></cp:coreProperties>'),
    part('word/media/image1.png', '\u0089PNG'),
  ]);
  const { all, text, facts } = read('letter.docx', docx);
  assert.equal(text, 'First & last\nSecond');
  assert.deepEqual(facts, { creator: 'Ines Example' });
  assert.deepEqual(all.map(({ path }) => path), ['word/document.xml', 'docProps/core.xml', 'word/media/image1.png']); // prettier-ignore
});

test('a photograph says with what, when and where it was taken', (t) => {
  const path = `${SAMPLES}exif-photos/jpg/gps/DSCN0025.jpg`;
  if (!existsSync(path)) return t.skip('no ../shared/data/forensics/exif-photos');
  const { facts } = read('DSCN0025.jpg', readFileSync(path));
  assert.deepEqual(
    [facts?.['make'], facts?.['model'], facts?.['taken']],
    ['NIKON', 'COOLPIX P6000', '2008:10:22 16:43:21'],
  );
  assert.deepEqual(
    [facts?.['latitude'], facts?.['longitude']].map((one) => Number(one).toFixed(2)),
    ['43.47', '11.88'],
  );
});

test('members of archives are those that other programs find', (t) => {
  const zip = `${SAMPLES}archives/test-documents.zip`;
  if (!existsSync(zip)) return t.skip('no ../shared/data/forensics/archives');
  const list = (program: string, ...args: readonly string[]): readonly string[] =>
    execFileSync(program, args, { encoding: 'utf8' }).split('\n').filter((line) => line !== ''); // prettier-ignore
  const tar = `${SAMPLES}archives/test-documents.tar`;
  const { all } = read('test-documents.tar', readFileSync(tar));
  assert.deepEqual(all.map(({ path }) => path), list('tar', 'tf', tar)); // prettier-ignore
  for (const member of all.filter(({ type }) => type === 'file').slice(0, 5)) {
    const theirs = execFileSync('tar', ['xfO', tar, member.path], { maxBuffer: 2 ** 28 });
    assert.ok(bytesOf(member).equals(theirs), member.path);
  }
  const names = read('test-documents.zip', readFileSync(zip)).all.map(({ path }) => path);
  assert.equal(new Set(names).size, names.length);
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const byName = new Map(all.map((one) => [one.path, one]));
  for (const one of read('test-documents.zip', readFileSync(zip)).all) {
    const same = byName.get(one.path) ?? byName.get(`./${one.path}`);
    if (same?.type === 'file') assert.equal(digest(bytesOf(one)), digest(bytesOf(same)), one.path);
  }
});

test('a member of tar of before 1970 has its time, and one whose time is no date has none', () => {
  const { members = [] } =
    extractorOf('tar', 'a.tar')?.read(inMemory(tarOfTimes()), new Spent(), 'a.tar') ?? {};
  assert.deepEqual(Array.from(members, ({ path, modified }) => [path, modified]), [
    ['now.txt', '2023-10-13T22:59:04Z'],
    ['before.txt', '1969-12-31T00:00:00Z'],
    ['never.txt', undefined],
  ]); // prettier-ignore
});

test('a member whose bytes differ from its checksum is named, stored or deflated', () => {
  const data = Buffer.from('hello, harbour');
  const packed = deflated('b.txt', data);
  const parts = [
    { name: 'a.txt', data, central: { crc: 1 } },
    { ...packed, central: { ...packed.central, crc: 1 } },
    deflated('c.txt', data),
  ];
  const [stored, squeezed, right] = [
    ...(extractorOf('ZIP', 'a.zip')?.read(inMemory(buildZip(parts)), new Spent(), 'a.zip').members ?? []),
  ];
  for (const one of [stored, squeezed]) assert.throws(() => bytesOf(one!), /CRC-32/);
  assert.deepEqual(Buffer.from(bytesOf(right!)), data);
});

test('whatever the bytes are, it ends with a result or a reason', (t) => {
  const seed = Number(process.env['COMITY_FUZZ_SEED'] ?? 20_261_130);
  t.diagnostic(`COMITY_FUZZ_SEED=${seed}`);
  const random = randomOf(seed);
  const nested = nestedZip();
  const samples: readonly (readonly [string, Uint8Array])[] = [
    ['a.zip', nested],
    ['a.docx', buildZip([deflated('word/document.xml', Buffer.from('<w:p><w:t>x</w:t></w:p>'))])],
    ['a.tar', tarOfLinks()],
    ['a.eml', Buffer.from(MAIL)],
    ['a.mbox', Buffer.from(`From a\n${MAIL}`)],
    ['a.jpg', photo()],
  ];
  for (let i = 0; i < 3000; i++) {
    const [name, whole] = samples[i % samples.length]!; // by the remainder
    const bytes = Uint8Array.from(
      random() < 0.3 ? whole.subarray(0, Math.floor(random() * whole.length)) : whole,
    );
    for (let n = Math.floor(random() * 6); n > 0; n--)
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    const one = extractorOf(kindOf(bytes.subarray(0, 512)) ?? null, name);
    try {
      for (const member of one?.read(inMemory(bytes), new Spent(), name).members ?? []) tryOpen(member);
    } catch (error) {
      if (!(error instanceof Stopped || error instanceof Refusal))
        assert.fail(`${name}, ${i}: ${String(error)}`);
    }
  }
});

function tryOpen(member: Member): void {
  try {
    bytesOf(member);
  } catch (error) {
    if (!(error instanceof Stopped || error instanceof Refusal)) throw error;
  }
}
