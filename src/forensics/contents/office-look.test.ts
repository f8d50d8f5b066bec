// Pages of documents of an office: made by LibreOffice behind walls where it is found, drawn as those of any PDF; nothing gets out meanwhile.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { docxOf, rtfOfPages } from '../../../test/support/office-made.ts';
import { DRAWN } from '../../../test/support/drawn-words.ts';
import { testHouse } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { findWalls, WALLS, wallsHere } from '../../platform/walls.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { OFFICE_LIMITS, OFFICE_PAGES, officeFor, officePartOf, officePdf } from '../pictures/office-pdf.ts';
import { fileOfBytes, lookAtPicture, picturePool } from '../pictures/pictures.ts';
import { officeOf } from '../pictures/picture.pages.ts';
import { wordReader } from '../words/read-words.ts';
import { contentsOf } from './contents.acts.ts';
import { Insides } from './insides.acts.ts';

const LACKS = 'LibreOffice Writer is not installed (libreoffice-writer-nogui), or a wall is missing';

async function writer() {
  const here = await officeFor('Writer');
  return 'by' in here ? here : undefined;
}

const shownOf = async (made: Parameters<typeof officeOf>[1]): Promise<string> =>
  `${await officeOf(LANGUAGES.en, made)}`;

test('a document is told by its first bytes and its name, and what draws it by what this machine has', async () => {
  const docx = docxOf(['x']).subarray(0, 64);
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  assert.deepEqual(
    [
      officePartOf(docx, '/a.docx'),
      officePartOf(docx, '/a.zip'),
      officePartOf(Buffer.from('{\\rtf1'), '/a'),
      officePartOf(ole, '/A.XLS'),
      officePartOf(ole, '/a.msi'),
      officePartOf(Buffer.from('%PDF-1.7'), '/a.docx'),
    ],
    ['Writer', undefined, 'Writer', 'Calc', undefined, undefined],
  );
  const lacks = await officeFor('Writer', findWalls(['namespaces']));
  if ((await writer()) !== undefined) assert.deepEqual(lacks, { walls: ['namespaces'] });
  assert.match(await shownOf({ lacks: { program: 'LibreOffice Calc' } }), /LibreOffice Calc/);
  assert.match(await shownOf({ lacks: { walls: ['namespaces'] } }), /no network/);
});

test('the pages of a document are shown as pictures with its words, and which walls stood is said', async (t) => {
  const here = await writer();
  const { house } = await testHouse(t);
  const path = join(temporaryFolder(t), 'letter.docx');
  writeFileSync(path, docxOf(DRAWN));
  const exhibit = await testExhibit(house, await testCase(house), { from: { kind: 'path', path } });
  const insides = new Insides(house);
  t.after(() => insides.close());
  const file = { name: 'letter.docx', address: 'stored' };
  const place = { path: [], file, view: 'picture', after: 0 } as const;
  const look = async (picture: 'pages' | 'veiled' | 'shown' | 'reading') =>
    (await contentsOf({ house, insides }, exhibit, { place, picture })).chosen;
  const veiled = await look('veiled');
  assert.equal(veiled?.isDrawn, here !== undefined);
  if (here === undefined) {
    assert.ok(veiled?.lacks);
    return t.skip(LACKS);
  }
  assert.deepEqual(veiled?.madeBy, {
    program: 'LibreOffice',
    version: here.by.version,
    walls: wallsHere().hold,
  });
  assert.match(await shownOf(veiled), /LibreOffice \d+\.[^]*no network/);
  const shown = await look('shown');
  assert.ok(veiled.picture?.ok && shown?.picture?.ok, JSON.stringify([veiled.picture, shown?.picture]));
  assert.deepEqual([veiled.picture.pixels?.height, shown.picture.pixels?.height], [16, 1024]);
  const sides = [shown.picture.pixels?.width ?? 0, 1024];
  const letter = [816 / 1056, 794 / 1123]; // in pixels of a screen: US Letter, A4
  assert.ok(
    letter.some((ratio) => Math.abs(ratio - (sides[0] ?? 0) / 1024) < 0.01),
    sides.join(),
  );
  assert.equal((await look('pages'))?.picture?.ok, true);
  const reader = await wordReader('eng');
  const read = (await look('reading'))?.picture;
  assert.ok(reader && read?.ok && read.pixels);
  t.after(() => reader.close());
  const words = await reader.read(read.pixels, AbortSignal.timeout(60_000));
  assert.ok(words.ok);
  assert.equal(words.found.text.replaceAll(/\s+/g, ' ').trim(), DRAWN.join(' '));
});

async function listener(t: TestContext): Promise<{ readonly port: number; readonly met: () => number }> {
  let met = 0;
  const server = createServer((socket) => {
    met += 1;
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 404 None\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, met: () => met }; // it listens at a port
}

test('a document that asks for a picture and a template from elsewhere reaches nobody; without walls the test sees it do so', async (t) => {
  const here = await writer();
  if (here === undefined) return t.skip(LACKS);
  const { port, met } = await listener(t);
  const linked = docxOf(DRAWN, { from: `http://127.0.0.1:${port}` });
  const behind = await officePdf(here.by, 'Writer', linked);
  assert.ok(behind.ok, JSON.stringify(behind));
  assert.equal(met(), 0);
  const free = await officePdf(here.by, 'Writer', linked, { walls: findWalls(WALLS) });
  assert.ok(free.ok);
  assert.ok(met() > 0);
});

test('a document that swells, takes long, or is none ends by its name, and of a long one the beginning is drawn', async (t) => {
  const here = await writer();
  if (here === undefined) return t.skip(LACKS);
  const reason = async (bytes: Uint8Array, limits: Partial<typeof OFFICE_LIMITS> = {}) => {
    const made = await officePdf(here.by, 'Writer', bytes, limits);
    return made.ok ? 'made' : made.reason;
  };
  const groups = Buffer.from(`{\\rtf1${'{'.repeat(6_000_000)}`);
  assert.deepEqual(
    [
      await reason(groups, { seconds: 60 }),
      await reason(rtfOfPages(300_000), { seconds: 3 }),
      await reason(Buffer.from('PK\x03\x04 nothing of a document')),
      await reason(groups, { inputBytes: 1000 }),
    ],
    ['tooMuchMemory', 'tooLong', 'refused', 'refused'],
  );
  const long = await officePdf(here.by, 'Writer', rtfOfPages(OFFICE_PAGES + 20));
  assert.ok(long.ok, JSON.stringify(long));
  const pool = picturePool();
  t.after(() => pool.close());
  const look = await lookAtPicture(pool, fileOfBytes('picture', long.output), { view: 'veiled' });
  assert.ok(look.ok);
  assert.equal(look.read.pages, OFFICE_PAGES);
});
