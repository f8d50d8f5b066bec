// The story of looking inside: an examiner opens the contents of an exhibit, goes to a file, sees what it holds and where it lies,
// and takes a copy with its record; each look is in the custody record.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import yauzl from 'yauzl';
import { newUuid } from '../../src/base/ids.ts';
import { readDetail } from '../../src/evidence/events/event.ts';
import { findExhibit } from '../../src/evidence/exhibits/exhibit.store.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { bitlocker, PASSWORD } from '../support/bitlocker-made.ts';
import { drawn } from '../support/drawn.ts';
import { mediaBytes } from '../support/ewf-image.ts';
import { examine } from '../../src/forensics/pipeline/examine.acts.ts';
import { testExhibit } from '../support/installation.ts';
import { volumesFixture } from '../support/media.ts';
import { signedInPage } from '../support/people.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

/** The names and bytes of a zip. */
async function unzipped(path: string): Promise<Map<string, Buffer>> {
  const zip = await yauzl.openPromise(path);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer); // of a stream of bytes
    files.set(entry.fileName, Buffer.concat(parts));
  }
  return files;
}

test('an examiner looks inside a medium and takes a file with its record', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, site, inside, file } = scene;
  const { house } = inside;
  // The NTFS volume by itself: a medium without a table.
  const path = join(temporaryFolder(t), 'stick.dd');
  await writeFile(path, volumesFixture().subarray(42_991_616, 42_991_616 + 3_072_000));
  const added = await testExhibit(house, file, {
    from: { kind: 'path', path },
    title: 'USB stick of the clerk',
  });
  const before = (await eventsOf(house, added.number)).length;

  const who = { name: 'Ines Examiner', cases: [[file, 'examiner']] } as const;
  const { page } = await signedInPage({ browser, site, inside }, who, { acceptDownloads: true });
  page.setDefaultTimeout(60_000);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2`);
  await page.getByRole('link', { name: said.contents.title, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).getByText('USB stick of the clerk').waitFor();
  await look(page, 'contents-folder');
  await page.getByRole('link', { name: 'packed' }).first().click();
  await page.getByRole('link', { name: 'text.log' }).click();
  await page.getByText(said.contents.stored.compressed).waitFor();
  const digest = (await page.locator('#chosen code.c-digest').innerText()).trim();
  await look(page, 'contents-file');
  await page.getByRole('link', { name: said.contents.views.text, exact: true }).click();
  await page.locator('pre').getByText('line 3 of a made file').waitFor();
  await page.getByRole('link', { name: said.contents.views.hex, exact: true }).click();
  await page.locator('pre').getByText('00000010').waitFor();
  await look(page, 'contents-hex');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: said.contents.copy }).click(),
  ]);
  const files = await unzipped(await download.path());
  const content = files.get('text.log');
  assert.ok(content);
  assert.equal(createHash('sha256').update(content).digest('hex'), digest);
  const record = JSON.parse(String(files.get('record.json'))) as {
    path: string;
    sha256: string;
    exhibit: string;
  }; // written by us
  assert.deepEqual([record.path, record.sha256, record.exhibit], ['/packed/text.log', digest, added.number]);

  const events = (await eventsOf(house, added.number)).slice(before);
  assert.deepEqual(
    events.map(({ event, detail }) => {
      const { foundAs, person } = readDetail(detail?.text ?? '{}', 'an event');
      return [event.type, event.facts?.['purpose'], foundAs, person];
    }),
    [
      ['viewed', undefined, undefined, 'Ines Example'],
      ['viewed', 'contents', '/', 'Ines Example'],
      ['viewed', 'contents', '/packed', 'Ines Example'],
      ...Array.from({ length: 4 }, () => ['viewed', 'contents', '/packed/text.log', 'Ines Example']),
      ['downloaded', undefined, '/packed/text.log', 'Ines Example'],
    ],
  );

  // What no file holds, when it is asked for.
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2/contents`);
  await page.getByRole('link', { name: said.contents.unusedShow }).click();
  await page.getByText(said.contents.unusedHint).waitFor();
  await page.getByRole('link', { name: '$Unallocated' }).first().click();
  await page.locator('.c-files__name a').first().click();
  await page.getByRole('link', { name: said.contents.views.hex, exact: true }).click();
  await page.locator('pre').getByText('00000010').waitFor();
  await look(page, 'contents-unused');

  // Everything at once: examined, then found by its type, with what lies in it.
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit: added, run, signal: AbortSignal.timeout(60_000) });
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2/contents?volume=0&path=packed`);
  await makeExhibitOfTicked(page);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2/contents?volume=0&path=packed`);
  await markAsOneLooks(page);
  await page.getByRole('link', { name: said.examination.see }).click();
  await page.getByRole('link', { name: '/packed/text.log', exact: true }).waitFor();
  await look(page, 'items');
  await page.getByText(said.examination.filter, { exact: true }).click();
  await page.getByLabel(said.examination.name).fill('letter');
  await page.getByRole('button', { name: said.examination.show }).click();
  await page.getByRole('link', { name: '/docs/letter with a long name.txt', exact: true }).waitFor();
  assert.equal(await page.getByRole('link', { name: '/packed/text.log', exact: true }).count(), 0);
  await look(page, 'items-filtered');
});

/** What is ticked, marked by nobody, goes to the questions of a selection, and then to a job. */
async function makeExhibitOfTicked(page: Page): Promise<void> {
  const { mark, selection, form } = said;
  const table = page.locator('table.c-files');
  for (const name of ['mixed.bin', 'text.log'])
    await table.getByRole('checkbox', { name: mark.selectOne(name) }).check();
  await page.getByRole('button', { name: selection.matching }).click();
  assert.ok(await page.getByRole('radio', { name: selection.made.files }).isChecked());
  await page.getByText(selection.madeHints.report).waitFor();
  await look(page, 'contents-made-as');
  await page.getByRole('button', { name: form.next }).click();
  for (const [label, words] of [
    [selection.asks.title, 'Two files of the stick'],
    [selection.asks.reason, 'They bear on gate 4'],
  ] as const) {
    await page.getByLabel(label).fill(words);
    await page.getByRole('button', { name: form.next }).click();
  }
  await page.getByText(selection.ticked(2)).waitFor();
  await look(page, 'contents-ticked');
  await page.getByRole('button', { name: selection.button }).click();
  await page.waitForURL(/\/jobs\//);
}

/** Several files by a word, one with a note; then from file to file by keys, until they are switched off. */
async function markAsOneLooks(page: Page): Promise<void> {
  const { mark, contents, pictureReview } = said;
  const table = page.locator('table.c-files');
  for (const name of ['mixed.bin', 'text.log'])
    await table.getByRole('checkbox', { name: mark.selectOne(name) }).check();
  await page.getByLabel(mark.tagLabel).fill('gate 4');
  await look(page, 'contents-select');
  await page.getByRole('button', { name: mark.setRelevant }).click();
  await table.getByText('gate 4').nth(1).waitFor();
  assert.equal(await table.getByText('gate 4').count(), 2);
  await table.getByRole('link', { name: 'mixed.bin' }).click();
  const chosen = page.locator('#chosen');
  await chosen.getByLabel(mark.noteLabel).fill('Not ours after all');
  await chosen.getByRole('button', { name: mark.setNot }).click();
  await chosen.getByText('Not ours after all').waitFor();
  assert.equal(await table.getByText('gate 4').count(), 1);
  await page.locator('h1').click(); // out of the field
  await page.keyboard.press('ArrowDown');
  await chosen.getByRole('heading', { name: 'text.log' }).waitFor();
  await page.keyboard.press('t');
  await page.locator('pre').getByText('line 3 of a made file').waitFor();
  await look(page, 'contents-marked');
  await page.getByRole('link', { name: pictureReview.keysOff }).click();
  await page.getByRole('link', { name: pictureReview.keysOn }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.getByRole('link', { name: contents.views.hex, exact: true }).click();
  await chosen.getByRole('heading', { name: 'text.log' }).waitFor();
}

/** It stays a few grey squares until it is asked for; that it was looked at is an event of its own. */
async function seePicture({ site, inside, file }: Scene, page: Page, folder: string): Promise<void> {
  const path = join(folder, 'photo.jpg');
  await drawn(600, 400, mediaBytes(600 * 400 * 3))
    .jpeg()
    .toFile(path);
  const { number } = await testExhibit(inside.house, file, {
    from: { kind: 'path', path },
    title: 'A photo',
  });
  const before = (await eventsOf(inside.house, number)).length;
  const item = number.split('-').at(-1);
  await page.goto(
    `${site.url}/cases/${file.reference}/evidence/${item}/contents?file=photo.jpg&address=stored`,
  );
  await page.getByRole('link', { name: said.contents.views.picture, exact: true }).click();
  await page.getByRole('img', { name: said.picture.hidden }).waitFor();
  assert.equal(await page.locator('#chosen img').count(), 0);
  assert.equal(await page.locator('#chosen rect').count(), 16 * 11);
  await look(page, 'contents-picture-veiled');
  await page.getByRole('link', { name: said.picture.show }).click();
  const sides = await page
    .getByRole('img', { name: said.picture.alt('photo.jpg') })
    .evaluate(async (image) => {
      if (!(image instanceof HTMLImageElement)) return [];
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    });
  assert.deepEqual(sides, [600, 400]);
  await look(page, 'contents-picture');
  const events = (await eventsOf(inside.house, number)).slice(before);
  const purposes = events.map(({ event }) => event.facts?.['purpose']);
  assert.deepEqual(purposes.slice(0, 4), ['contents', 'contents', 'contents', 'picture']);
  const views = new Set(events.map(({ detail }) => readDetail(detail?.text ?? '{}', 'an event').foundAs));
  assert.deepEqual([...views], ['/photo.jpg']);

  // Once it is examined, a few grey squares of it stand in the list; nothing sharper is in the page.
  const exhibit = await findExhibit(inside.house.db.kysely, number);
  const run = newUuid(inside.house.clock, inside.house.random);
  await examine(inside.house, { exhibit, run, signal: AbortSignal.timeout(60_000) });
  await page.goto(`${site.url}/cases/${file.reference}/evidence/${item}/contents`);
  await page.locator('.c-files__thumbnail svg').waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  await look(page, 'contents-thumbnail');
}

/** What an extractor took out of a file is on a page of its own, as plain text whatever it says. */
async function seeRead({ site, inside, file }: Scene, page: Page, folder: string): Promise<void> {
  const { house } = inside;
  const path = join(folder, 'mail.eml');
  const picture = await drawn(90, 60, mediaBytes(90 * 60 * 3))
    .png()
    .toBuffer();
  await writeFile(
    path,
    [
      'Subject: Meet\nFrom: omar@agency.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n',
      'Content-Type: text/plain; charset=utf-8\n\n<b>At the gate</b>\u202e, \tsaid Omar\n--b\nContent-Type: image/png\n',
      'Content-Disposition: attachment; filename="gate.png"\nContent-Transfer-Encoding: base64\n\n',
      `${picture.toString('base64').replace(/.{76}/g, '$&\n')}\n--b--\n`,
    ].join(''),
  );
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path }, title: 'A mail' });
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit, run, signal: AbortSignal.timeout(60_000) });
  const before = (await eventsOf(house, exhibit.number)).length;
  await page.goto(`${site.url}/cases/${file.reference}/evidence/${exhibit.number.split('-').at(-1)}/items`);
  await page.getByRole('link', { name: said.examination.seeRead }).first().click();
  const shown = await page.locator('pre.c-bytes').innerText();
  assert.match(shown, /^<b>At the gate<\/b>(?!\u202e).*, {5}said Omar/);
  await page.getByText('omar@agency.example').waitFor();
  await page.getByRole('heading', { name: said.examination.holds }).waitFor();
  await look(page, 'item');
  const events = (await eventsOf(house, exhibit.number)).slice(before);
  assert.deepEqual(
    events.map(({ event, detail }) => [event.type, readDetail(detail?.text ?? '{}', 'an event').foundAs]),
    [
      ['viewed', '/items'],
      ['viewed', '/mail.eml'],
    ],
  );
  await seeInner(page, picture);
  const inner = (await eventsOf(house, exhibit.number)).slice(before + events.length);
  assert.deepEqual(
    inner.map(({ event, detail }) => [
      event.type,
      event.facts?.['purpose'],
      readDetail(detail?.text ?? '{}', 'an event').foundAs,
    ]),
    [
      ['viewed', 'examination results'],
      ['viewed', 'contents'],
      ['viewed', 'contents'],
      ['viewed', 'contents'],
      ['viewed', 'picture'],
      ['downloaded', undefined],
    ].map((one) => [...one, '/mail.eml/gate.png']),
  );
}

/** An attachment, from the page of its mail: bytes, picture, copy. */
async function seeInner(page: Page, picture: Buffer): Promise<void> {
  const { contents } = said;
  await page.getByRole('link', { name: 'gate.png' }).click();
  await page.getByRole('link', { name: '/mail.eml', exact: true }).waitFor();
  await look(page, 'item-inner');
  await page.getByRole('link', { name: contents.views.hex, exact: true }).click();
  await page.locator('pre').getByText('89 50 4e 47').waitFor();
  await look(page, 'item-inner-hex');
  await page.getByRole('link', { name: contents.views.picture, exact: true }).click();
  await page.getByRole('img', { name: said.picture.hidden }).waitFor();
  await look(page, 'item-inner-veiled');
  await page.getByRole('link', { name: said.picture.show }).click();
  const sides = await page
    .getByRole('img', { name: said.picture.alt('gate.png') })
    .evaluate(async (image) => {
      if (!(image instanceof HTMLImageElement)) return [];
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    });
  assert.deepEqual(sides, [90, 60]);
  await look(page, 'item-inner-picture');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: contents.copy }).click(),
  ]);
  const files = await unzipped(await download.path());
  assert.deepEqual(files.get('gate.png'), picture);
  const record = JSON.parse(String(files.get('record.json'))) as {
    sha256: string;
    examinedSha256: string;
    within: { path: string }[];
  }; // written by us
  assert.equal(record.sha256, record.examinedSha256);
  assert.deepEqual(record.within.map(({ path }) => path), ['/mail.eml']); // prettier-ignore
}

test('an exhibit that is no medium has its files as contents, and a broken image says why it cannot be read', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, site, inside, file } = scene;
  const { house } = inside;
  await testExhibit(house, file, { title: 'A letter' });
  const path = join(temporaryFolder(t), 'broken.E01');
  await writeFile(
    path,
    (await readFile(new URL('../../fixtures/ewf/encase7.E01', import.meta.url))).subarray(0, 900),
  );
  await testExhibit(house, file, { from: { kind: 'path', path }, title: 'A broken image' });
  const who = { name: 'Ines Examiner', cases: [[file, 'examiner']] } as const;
  const { page } = await signedInPage({ browser, site, inside }, who, { acceptDownloads: true });
  page.setDefaultTimeout(60_000);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2/contents?file=letter.txt&view=text`);
  await page.locator('pre').getByText('a letter').waitFor();
  await seePicture(scene, page, temporaryFolder(t));
  await page.goto(`${site.url}/cases/${file.reference}/evidence/3/contents`);
  await page.getByText(said.contents.notReadNext).waitFor();
  await page.getByRole('link', { name: 'broken.E01' }).waitFor();
  await look(page, 'contents-broken');
  await seeRead(scene, page, temporaryFolder(t));
  const missing = await page.goto(`${site.url}/cases/${file.reference}/evidence/99/contents`);
  assert.equal(missing?.status(), 404);
});

test('what is encrypted is opened with its key, for one person alone, and the key is in no event', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, site, inside, file } = scene;
  const path = join(temporaryFolder(t), 'laptop.dd');
  const plain = volumesFixture().subarray(42_991_616, 42_991_616 + 3_072_000);
  await writeFile(path, bitlocker(plain, { method: 0x8004, by: ['password'] }).disk);
  const from = { kind: 'path', path } as const;
  const added = await testExhibit(inside.house, file, { from, title: 'Laptop of the treasurer' });
  const pageOf = async (name: string): Promise<Page> => {
    const { page } = await signedInPage({ browser, site, inside }, { name, cases: [[file, 'examiner']] });
    page.setDefaultTimeout(60_000);
    await page.goto(`${site.url}/cases/${file.reference}/evidence/2/contents`);
    return page;
  };
  const give = async (page: Page, key: string): Promise<void> => {
    await page.getByLabel(said.contents.key).fill(key);
    await page.getByRole('button', { name: said.contents.keyButton }).first().click();
    await page.waitForLoadState();
  };
  const page = await pageOf('Ines Examiner');
  await look(page, 'contents-key');
  await give(page, 'a guess');
  assert.match(await page.content(), /the key that was given does not open it/);
  await give(page, PASSWORD);
  await page.locator('table.c-files').getByRole('link').first().click();
  await page.getByRole('link', { name: 'packed' }).first().click();
  await page.getByRole('link', { name: 'text.log' }).waitFor();
  await look(page, 'contents-opened');
  const other = await pageOf('Omar Examiner');
  assert.equal(await other.locator('table.c-files').getByRole('link').count(), 0);
  const events = await eventsOf(inside.house, added.number);
  assert.equal(events.filter(({ event }) => event.facts?.['purpose'] === 'contents, with a key').length, 2);
  assert.ok(!JSON.stringify(events).includes(PASSWORD));
  await other.getByLabel(said.contents.key).fill(PASSWORD);
  await other.getByRole('button', { name: said.contents.keyExamine }).first().click();
  await other.waitForURL(/\/jobs\//);
  const [last] = (await eventsOf(inside.house, added.number)).slice(-1);
  assert.equal(last?.event.facts?.['purpose'], 'examination, with a key');
  const kept = await inside.house.db.kysely.selectFrom('examination_key').select('sealed').execute();
  assert.ok(kept.every(({ sealed }) => !Buffer.from(sealed, 'base64').includes(PASSWORD)));
});
