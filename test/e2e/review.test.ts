// The story of a review: an exhibit is looked into and filtered, and what is near to a known picture is decided. Two people do so by keys,
// one of them after a look that is counted, and neither sees first what the other said.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { newUuid } from '../../src/base/ids.ts';
import { readDetail } from '../../src/evidence/events/event.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import type { Exhibit } from '../../src/evidence/exhibits/exhibit.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { createPackage } from '../../src/evidence/packages/package-create.acts.ts';
import { EXIT, recordingTerminal } from '../../src/cli/terminal.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { examine } from '../../src/forensics/pipeline/examine.acts.ts';
import { drawn, shapes } from '../support/drawn.ts';
import { testExhibit } from '../support/installation.ts';
import { knownSet, pdqList } from '../support/known-set.ts';
import { goOn } from '../support/go-on.ts';
import { sayDay } from '../support/moment.ts';
import { enrol, pageOf, signedInPage } from '../support/people.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

/** It is made by a job, is an exhibit of its own, and leaves as any other: in a package, with its proof. */
async function reportOfHits({ site, inside, file }: Scene, page: Page, number: string): Promise<void> {
  const { house } = inside;
  const words = said.selection;
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2/items`);
  await page.getByRole('link', { name: words.open }).click();
  await page.getByRole('radio', { name: words.whats.hits }).check();
  await look(page, 'selection-what');
  await goOn(page);
  await page.getByLabel(words.asks.title).fill('Report of hits');
  await goOn(page);
  await page.getByLabel(words.asks.reason).fill('For the prosecutor');
  await goOn(page);
  await look(page, 'selection-check');
  await page.getByRole('button', { name: words.button }).click();
  await page.getByRole('link', { name: said.jobKind.selectItems.open }).click();
  await page.getByRole('heading', { level: 1 }).getByText('Report of hits').waitFor();
  await look(page, 'selection-exhibit');
  const made = `${file.reference}-3`;
  const to = join(house.home.path, 'given');
  await createPackage(house, {
    caseName: file.reference,
    exhibits: [made],
    to,
    isOffer: false,
    withoutQuorum: false,
    form: { isZip: false, encryptTo: [] },
  });
  const terminal = recordingTerminal();
  assert.equal(await runVerify([to], terminal), EXIT.done, terminal.errLines.join());
  const [hits, ...more] = readdirSync(to, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('hits.csv')); // prettier-ignore
  assert.deepEqual(more, []);
  const rows = readFileSync(join(to, hits ?? ''), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1);
  assert.deepEqual(
    rows.map((row) => [/^\/[\w.]+/.exec(row)?.[0], row.split(',').at(-1)]),
    [['/crane.png', 'match'], ['/gate.jpg', 'differ'], ['/list.txt', 'match']], // prettier-ignore
  );
  const events = await eventsOf(house, number);
  assert.deepEqual(events.at(-1)?.event.facts?.['outputs'], [made]);
}

/** The crane once more, smaller and in another exhibit: they are one group, and nothing sharper than squares is in the page. */
async function alikeInCase(
  t: TestContext,
  { site, inside: { house }, file }: Scene,
  page: Page,
): Promise<void> {
  const path = join(temporaryFolder(t), 'phone.jpg');
  const IFD3 = { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 24/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 21/1 3/1' }; // prettier-ignore
  const IFD2 = { DateTimeOriginal: '2024:05:01 10:00:00' };
  await drawn(320, 240, shapes(1)).resize(160).withExif({ IFD2, IFD3 }).jpeg({ quality: 50 }).toFile(path);
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path }, title: 'Phone' });
  await examined(house, exhibit);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2/items`);
  await page.getByRole('link', { name: said.similar.title }).click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  assert.deepEqual(await page.locator('.c-alike a').allInnerTexts(), ['crane.png', 'phone.jpg']);
  assert.equal(await page.locator('main img').count(), 0);
  await look(page, 'similar');
  assert.equal((await eventsOf(house, exhibit.number)).at(-1)?.event.type, 'viewed');
  await wallOfCase(page, `${site.url}/cases/${file.reference}/evidence/2/items`);
  const last = (await eventsOf(house, exhibit.number)).at(-1);
  assert.match(readDetail(last?.detail?.text ?? '{}', 'an event').foundAs ?? '', /^\/pictures\?box=/);
}

/** By keys alone from the map to the pictures of a place; those of no place are there too, and nothing sharper than squares. */
async function wallOfCase(page: Page, items: string): Promise<void> {
  const words = said.pictureWall;
  await page.goto(items);
  await page.getByRole('link', { name: words.title }).click();
  await page.getByRole('heading', { level: 2, name: words.places }).waitFor();
  assert.deepEqual((await page.locator('.c-alike a').allInnerTexts()).toSorted(), [
    'crane.png',
    'gate.jpg',
    'phone.jpg',
  ]);
  assert.equal(await page.locator('main img').count(), 0);
  await page.getByRole('row').getByText('2024-05-01 10:00').first().waitFor();
  await look(page, 'wall');
  await page.locator('.c-map a').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: words.all }).waitFor();
  assert.deepEqual(await page.locator('.c-alike a').allInnerTexts(), ['phone.jpg']);
  await look(page, 'wall-place');
}

async function examined(house: Installation, exhibit: Exhibit): Promise<void> {
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit, run, signal: AbortSignal.timeout(120_000) });
}

/** As many pictures a day as the agency says. */
async function limitsOfAgency(page: Page, settings: string): Promise<void> {
  const words = said.pictureLimits;
  await page.goto(settings);
  await page.getByRole('link', { name: words.title }).click();
  await look(page, 'picture-limits');
  await page.getByRole('link', { name: words.labels.mostADay }).click();
  await page.getByLabel(words.asks.mostADay).fill('40');
  await look(page, 'picture-limit');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByText(said.settings.saved).waitFor();
  await page.getByRole('link', { name: said.equalHits.label }).click();
  await page.getByRole('radio', { name: said.form.yesNo.yes }).check();
  await look(page, 'equal-policy');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByText(said.settings.saved).waitFor();
}

/** What is equal waits for two people too, where the agency says so: one ticks it, the other confirms it. */
async function equalByTwo({ site, file }: Scene, [first, second]: readonly [Page, Page]): Promise<void> {
  const { equalHits: words, pictureReview, mark } = said;
  const queue = `${site.url}/cases/${file.reference}/evidence/2/hits`;
  for (const page of [first, second]) {
    await page.goto(queue);
    await page.getByText(words.waits(1)).waitFor();
    await page.getByRole('link', { name: words.open }).click();
    if (page === first) {
      await page.getByText(words.nobody).waitFor();
      await page.getByRole('button', { name: pictureReview.decisions.match, exact: true }).click();
      await page.getByRole('link', { name: words.tick }).waitFor();
      await look(page, 'hits-equal');
    } else await page.getByText(words.others(1)).waitFor();
    assert.equal(await page.locator('main img').count(), 0);
    await page.getByRole('checkbox', { name: mark.selectOne('/list.txt') }).check();
    await page.getByRole('button', { name: pictureReview.decisions.match, exact: true }).click();
    await page.getByText(words.none).waitFor();
  }
  await second.getByText(pictureReview.results.match).waitFor();
  await look(second, 'hits-equal-decided');
}

/** Taken in by one administrator, one question a page, and confirmed by another who sees what it is. */
async function setOfTwo(scene: Pick<Scene, 'browser' | 'site' | 'inside'>, list: string): Promise<void> {
  const words = said.knownSets;
  const [ana, ben] = await Promise.all(
    ['ana', 'ben'].map(async (name) =>
      pageOf(scene.browser, scene.site, await enrol(scene.inside.people, name, ['administrator'])),
    ),
  );
  assert.ok(ana && ben);
  await ana.goto(`${scene.site.url}/settings`);
  await ana.getByRole('link', { name: words.title, exact: true }).click();
  await ana.getByText(words.none).waitFor();
  await look(ana, 'known-sets-none');
  await ana.getByRole('link', { name: words.add }).click();
  await ana
    .getByLabel(words.asks.file)
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await look(ana, 'known-set-file');
  await goOn(ana);
  await ana.getByRole('radio', { name: words.lines.pdq }).check();
  await goOn(ana);
  await ana.getByLabel(words.asks.name).fill('Reference');
  await ana.getByLabel(words.asks.owner, { exact: true }).fill('Example authority');
  await look(ana, 'known-set-whose');
  await goOn(ana);
  await ana.getByLabel(words.asks.basis).fill('Order 12/26');
  await sayDay(ana, words.labels.expires, '2027-03-31');
  await look(ana, 'known-set-ground');
  await goOn(ana);
  await ana.getByLabel(words.asks.mayBeTold).fill('The national unit');
  await goOn(ana);
  await ana.getByRole('radio', { name: words.uses.alert }).check();
  await goOn(ana);
  await ana.getByRole('radio', { name: said.form.yesNo.yes }).check();
  await goOn(ana);
  await ana.getByLabel(words.asks.category).fill('B');
  await goOn(ana);
  await look(ana, 'known-set-check');
  await ana.getByRole('button', { name: words.add }).click();
  await ana.getByText(words.waitsOwn).waitFor();
  assert.equal(await ana.getByRole('link', { name: words.confirm }).count(), 0, 'not by who imported it');
  await ben.goto(ana.url());
  await look(ben, 'known-set-waits');
  await ben.getByRole('link', { name: words.confirm }).click();
  await ben.getByLabel(words.asks.how).fill('Two entries, by telephone with the authority');
  await look(ben, 'known-set-confirm');
  await ben.getByRole('button', { name: words.confirmButton }).click();
  await ben.getByText(words.notices.confirmed).waitFor();
  await look(ben, 'known-set-used');
  const response = await ben.request.get(`${new URL(ben.url()).origin}${await ben.getByRole('link', { name: words.give.pdq }).getAttribute('href')}`); // prettier-ignore
  assert.match(await response.text(), /^# Reference, version 1\n(?:# .*\n){4}(?:[0-9a-f]{64} {2}B\n){2}$/);
  await ben.goto(`${scene.site.url}/known-sets`);
  await look(ben, 'known-sets');
  await limitsOfAgency(ben, `${scene.site.url}/settings`);
}

test('from an exhibit through its contents, a filter and a file to hits that two settle blurred and by keys, and a package of the report of hits', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, site, inside, file } = scene;
  const { house } = inside;
  const words = said.pictureReview;
  const path = join(temporaryFolder(t), 'album');
  mkdirSync(path);
  for (const [name, number] of [['crane.png', 1], ['gate.jpg', 2]] as const) await drawn(320, 240, shapes(number)).toFile(join(path, name)); // prettier-ignore
  writeFileSync(join(path, 'list.txt'), 'a list');
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path }, title: 'Album' });
  await setOfTwo({ browser, site, inside }, pdqList(1, 2));
  const list = [{ MD5: createHash('md5').update('a list').digest('hex'), Category: 1 }];
  await knownSet(t, house, JSON.stringify(list), { name: 'National' });
  await examined(house, exhibit);
  const before = (await eventsOf(house, exhibit.number)).length;

  const ines = await signedInPage(
    { browser, site, inside },
    { name: 'Ines Examiner', cases: [[file, 'examiner']] },
  );
  const { page } = ines;
  page.setDefaultTimeout(60_000);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2`);
  await page.getByRole('link', { name: said.contents.title, exact: true }).click();
  await page.getByRole('link', { name: said.examination.see }).click();
  await page.getByText(said.examination.filter, { exact: true }).click();
  await page.getByLabel(said.examination.stages.known).selectOption('alert');
  await page.getByRole('button', { name: said.examination.show }).click();
  await look(page, 'items-near');
  await page.getByRole('link', { name: said.fileTypes.title }).click();
  await page.getByRole('cell', { name: 'PNG' }).waitFor();
  await look(page, 'types');
  // As many as it says are shown where it leads.
  const ofType = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'PNG', exact: true }) });
  const count = Number(await ofType.locator('td.c-number').first().innerText());
  await ofType.getByRole('link', { name: 'PNG', exact: true }).click();
  await page.getByRole('link', { name: said.examination.clear }).waitFor();
  assert.equal(await page.locator('table.c-table tbody tr').count(), count);
  await page.getByRole('link', { name: '/crane.png', exact: true }).click();
  await page.getByRole('link', { name: words.back(2) }).click();
  await page.getByRole('img', { name: said.picture.hidden }).waitFor();
  assert.equal(await page.locator('main img').count(), 0, 'nothing sharper is in the page');
  await page.getByText(words.counted(0, 0, '40', '20', '30')).waitFor();
  await look(page, 'review-veiled');
  await page.keyboard.press('g');
  const shown = page.getByRole('img', { name: words.alt });
  await shown.waitFor();
  assert.equal(await shown.evaluate(async (image) => (image instanceof HTMLImageElement ? (await image.decode(), image.naturalWidth) : 0)), 320); // prettier-ignore
  await page.keyboard.press('Escape');
  await shown.waitFor({ state: 'detached' });
  await page.keyboard.press('1');
  await page.getByText(words.decided, { exact: true }).waitFor();
  await page.keyboard.press('2');
  await page.getByText(words.allDone).waitFor();
  await look(page, 'review-decided');
  // A slip is taken back by a key: the same picture is asked once more.
  await page.keyboard.press('u');
  await page.getByText(words.where('2', 2)).waitFor();
  await look(page, 'review-undone');
  await page.keyboard.press('2');
  await page.getByText(words.allDone).waitFor();
  await page.keyboard.press('b');
  await page.getByText(words.breakNow).waitFor();

  // Its picture is nowhere else.
  const contents = `${site.url}/cases/${file.reference}/evidence/2/contents`;
  await page.goto(`${contents}?file=crane.png&address=stored&view=picture&shown=yes`);
  await page.getByText(said.picture.known).waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  await look(page, 'contents-known');

  const kim = await signedInPage(
    { browser, site, inside },
    { name: 'Kim Checker', cases: [[file, 'investigator']] },
  );
  kim.page.setDefaultTimeout(60_000);
  await kim.page.goto(`${site.url}/cases/${file.reference}/evidence/2/hits`);
  await kim.page.getByText(words.second(1)).waitFor();
  assert.equal(
    await kim.page.getByText(words.decided, { exact: true }).count(),
    0,
    'what the other said is not there yet',
  );
  await kim.page.getByRole('button', { name: words.decisions.match, exact: true }).click();
  await kim.page.getByText(words.results.match).waitFor();
  await kim.page.keyboard.press('1');
  await kim.page.getByText(words.results.differ).first().waitFor();
  const events = (await eventsOf(house, exhibit.number)).slice(before);
  const facts = events.map(({ event, detail }) => {
    const { foundAs } = readDetail(detail?.text ?? '{}', 'an event');
    return foundAs === '/hits' ? foundAs : (event.facts?.['purpose'] ?? event.type);
  });
  const ofInes = ['/hits', '/hits', 'picture', '/hits', 'extracted', '/hits', 'extracted', '/hits', 'extracted', '/hits', 'extracted', '/hits', '/hits', 'contents']; // prettier-ignore
  const ofKim = ['/hits', 'extracted', '/hits', 'extracted', '/hits'];
  assert.deepEqual(facts, ['viewed', 'contents', 'examination results', 'examination results', 'examination results', 'examination results', 'contents', ...ofInes, ...ofKim]); // prettier-ignore
  await equalByTwo(scene, [page, kim.page]);
  await reportOfHits(scene, page, exhibit.number);
  await alikeInCase(t, scene, page);
});
