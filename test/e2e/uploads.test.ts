// Adding evidence in a real browser: the questions, several files at once, a server and a browser that die in the middle.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { listExhibits } from '../../src/evidence/exhibits/exhibit.store.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { e01Files } from '../support/ewf-image.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, type Enrolled } from '../support/people.ts';
import { until } from '../support/postgres.ts';
import { servedHouse, type ServedHouse } from '../support/served.ts';
import { CHROMIUM, LAUNCH } from '../support/chromium.ts';
import { chooseFiles, look, openBrowser, picture } from '../support/site.ts';
import { atEnd, temporaryFolder } from '../support/temporary.ts';
import { said as english } from '../support/words.ts';

const MIB = 1024 * 1024;
/** A machine with much to do may take its time before the first bytes are on the disk. */
const SENT_S = 60;

async function ground(t: TestContext, env: NodeJS.ProcessEnv = {}) {
  const opened = await servedHouse(t, env);
  const { house, people } = opened;
  const file = await testCase(house);
  const ines = await enrol(people, 'ines');
  const at = new Date(people.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'investigator', at }),
  );
  return { ...opened, file, ines, folder: temporaryFolder(t) };
}

function madeFile(folder: string, name: string, bytes: number) {
  const content = randomBytes(bytes);
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, name, sha256: createHash('sha256').update(content).digest('hex') };
}

async function digestsOf({ house }: ServedHouse, caseId: Parameters<typeof listExhibits>[1], count: number) {
  await until(async () => (await listExhibits(house.db.kysely, caseId, 9)).length === count);
  const exhibits = await listExhibits(house.db.kysely, caseId, 9);
  return exhibits.map(({ sha256 }) => sha256).sort();
}

/** From the case to the page of the files; each page looked at where `isLookedAt`. */
async function answer(
  page: Page,
  isLookedAt: boolean,
  last: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const seen = async (name: string): Promise<void> => {
    if (isLookedAt) await look(page, `add-${name}`);
  };
  await page.getByRole('link', { name: 'Add evidence' }).first().click();
  await seen('begin');
  await page.getByRole('link', { name: english.add.begin }).click();
  const save = (): Promise<void> => page.getByRole('button', { name: english.form.next }).click();
  await page.getByLabel(english.add.what.ask).fill('Ledger of the harbour office');
  await seen('what');
  await save();
  await page.getByLabel(english.add.source.ask).fill('Harbour office (invented)');
  await seen('source');
  await save();
  await page.getByLabel('Warrant').check();
  await save();
  await page.getByText(english.form.problem).waitFor();
  await seen('authority-missing');
  await page.getByLabel(english.add.authority.id).fill('441/26');
  await save();
  await page.getByLabel(english.add.taking.by).fill('Officer Example');
  await seen('taking');
  await save();
  await page.getByLabel(english.add.conditions.ask).fill('This case only');
  await seen('conditions');
  await save();
  await last();
  await page.getByRole('heading', { name: english.add.check }).waitFor();
  await seen('check');
  await page.getByRole('button', { name: english.add.toFiles }).click();
}

test('the parts of a disk image dropped together are one exhibit, and a gap is said', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const opened = await ground(t);
  const { site, file, ines, folder, house } = opened;
  const parts = e01Files({ media: randomBytes(204_800), chunksPerSegment: 3 }).map((bytes, i) => {
    const path = join(folder, `disk.E0${i + 1}`);
    writeFileSync(path, bytes);
    return path;
  });
  const [first, second, third] = parts;
  assert.ok(first && second && third);
  const page = await pageOf(browser, site, ines);
  await page.goto(`${site.url}/cases/${file.reference}`);
  await answer(page, false);
  await chooseFiles(page, [third, first]);
  await page.getByText('Missing: disk.E02').waitFor();
  await look(page, 'add-files-image-gap');
  await chooseFiles(page, [second]);
  await until(async () => (await listExhibits(house.db.kysely, file.id, 9)).length === 1);
  const [exhibit] = await listExhibits(house.db.kysely, file.id, 9);
  assert.deepEqual([exhibit?.files, exhibit?.image?.agrees], [3, true]);
  await page.getByText(english.upload.taken).nth(2).waitFor(); // the page tells it by itself
  await look(page, 'add-files-image-taken');
});

test('several files are sent, compared and taken in', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const opened = await ground(t);
  const { site, file, ines, folder } = opened;
  const files = [
    madeFile(folder, 'ledger.csv', 3 * MIB),
    madeFile(folder, 'letters.mbox', 5 * MIB),
    madeFile(folder, 'empty.txt', 0),
  ];
  const page = await pageOf(browser, site, ines);
  await page.goto(`${site.url}/cases/${file.reference}`);
  await answer(page, true);
  await page.getByLabel(english.upload.drop).waitFor();
  await look(page, 'add-files');
  await chooseFiles(
    page,
    files.map(({ path }) => path),
  );
  await page.getByRole('heading', { name: 'Files', exact: true }).waitFor();
  assert.deepEqual(await digestsOf(opened, file.id, 3), files.map(({ sha256 }) => sha256).sort());
  // The page tells it by itself, and each has the number of its place among those that were chosen.
  // Once all are taken in; until then a row may link to its progress.
  const numbered = page.locator('td a', { hasText: `${file.reference}-` });
  await until(async () => (await numbered.count()) === 3);
  // The list is in the order in which they began to be sent, which may be another.
  for (const [n, { path }] of files.entries()) {
    const row = page.getByRole('row').filter({ hasText: basename(path) });
    assert.equal(await row.locator('td a').textContent(), `${file.reference}-${n + 1}`);
  }
  await look(page, 'add-files-taken');
  const rows = await opened.house.db.kysely.selectFrom('upload').select('sender_sha256').execute();
  assert.deepEqual(
    rows.map((row) => row.sender_sha256 ?? '').sort(),
    files.map(({ sha256 }) => sha256).sort(),
  );
});

/** A browser whose memory stays when it is closed, as a person's does. */
async function ownBrowser(
  t: TestContext,
  folder: string,
  site: { url: string },
  who: Enrolled,
): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    ...LAUNCH,
    executablePath: CHROMIUM,
  });
  atEnd(t, () => context.close());
  const cookies = who.cookie.split('; ').flatMap((one) => {
    const middle = one.indexOf('=');
    return one.slice(middle + 1) === ''
      ? []
      : [{ name: one.slice(0, middle), value: one.slice(middle + 1), url: site.url }];
  });
  await context.addCookies(cookies);
  return context;
}

async function slowly(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

test('the server is killed, the browser closed: the same file chosen again goes on where it stopped', async (t) => {
  const probe = await openBrowser(t);
  if (probe === undefined) return;
  const opened = await ground(t);
  const { site, file, ines, folder, house } = opened;
  const large = madeFile(folder, 'phone.bin', 48 * MIB);
  const memory = temporaryFolder(t);
  const received = async (): Promise<number> => {
    const [line] = await house.db.kysely.selectFrom('upload').select('id').execute();
    return line === undefined ? 0 : sizeOf(join(house.home.uploads, line.id));
  };
  const first = await ownBrowser(t, memory, site, ines);
  const page = await first.newPage();
  await page.goto(`${site.url}/cases/${file.reference}`);
  await answer(page, false);
  await slowly(page, 12 * MIB);
  await chooseFiles(page, large.path);
  await until(async () => (await received()) > 4 * MIB, SENT_S);
  await picture(page, 'add-sending');
  await site.kill();
  await page.getByText(english.upload.live.waiting).waitFor();
  const whenKilled = await received();
  await site.start();
  await until(async () => (await received()) > whenKilled, SENT_S); // by itself
  const address = page.url();
  await first.close();
  const whenClosed = await received();
  assert.ok(whenClosed < 48 * MIB, 'closed in the middle');

  const again = await ownBrowser(t, memory, site, ines);
  const reopened = await again.newPage();
  await reopened.goto(address);
  await reopened.getByText(english.upload.chooseAgain).waitFor();
  await picture(reopened, 'add-files-again');
  await look(reopened, 'add-files-again');
  const offsets: number[] = [];
  reopened.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  await chooseFiles(reopened, large.path);
  assert.deepEqual(await digestsOf(opened, file.id, 1), [large.sha256]);
  assert.ok((offsets[0] ?? 0) >= whenClosed, `went on from ${offsets[0]}`);
  const rows = await house.db.kysely.selectFrom('upload').select(['sender_sha256']).execute();
  assert.deepEqual(rows, [{ sender_sha256: large.sha256 }]);
});

test('without a script one file at a time comes the same way', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const opened = await ground(t);
  const { site, file, ines, folder } = opened;
  const one = madeFile(folder, 'ledger.csv', 2 * MIB);
  const page = await pageOf(browser, site, ines, { javaScriptEnabled: false });
  await page.goto(`${site.url}/cases/${file.reference}`);
  await answer(page, false);
  await page.getByRole('button', { name: english.upload.sendOne }).click();
  await page.getByText(english.upload.chooseOne).first().waitFor();
  await picture(page, 'add-plain');
  await page.getByLabel('File', { exact: true }).setInputFiles(one.path);
  await page.getByRole('button', { name: english.upload.sendOne }).click();
  await page.getByRole('heading', { name: 'Files', exact: true }).waitFor();
  assert.deepEqual(await digestsOf(opened, file.id, 1), [one.sha256]);
});

test('what lies on the server is chosen by its name', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const root = temporaryFolder(t);
  const { site, file, ines, ...opened } = await ground(t, { COMITY_EVIDENCE_FOLDER: root });
  const ledger = madeFile(root, 'ledger of May.csv', 1000);
  mkdirSync(join(root, 'phone/pictures'), { recursive: true });
  const page = await pageOf(browser, site, ines);
  await page.goto(`${site.url}/cases/${file.reference}`);
  await answer(page, false, async () => {
    await page.getByLabel(english.add.way.folder).check();
    await look(page, 'add-way');
    await page.getByRole('button', { name: english.form.next }).click();
  });
  await page.getByRole('heading', { name: english.folder.title }).waitFor();
  await page.getByRole('button', { name: english.folder.take }).click();
  await page.getByText(english.folder.chooseOne).first().waitFor();
  await look(page, 'add-folder');
  await page.getByRole('link', { name: 'phone' }).click();
  await page.getByRole('link', { name: english.folder.up }).click();
  await page.getByLabel('ledger of May.csv').check();
  await page.getByRole('button', { name: english.folder.take }).click();
  assert.deepEqual(await digestsOf({ site, ...opened }, file.id, 1), [ledger.sha256]);
  await page.getByRole('link', { name: english.cases.seeEvidence }).click();
});

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
