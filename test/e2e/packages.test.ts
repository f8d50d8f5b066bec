// Stories of packages: evidence leaves one house and arrives in another, and anybody can check it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { findExhibit } from '../../src/evidence/exhibits/exhibit.store.ts';
import { imageTools } from '../../src/forensics/sources/image-tools.ts';
import { hashFiles } from '../../src/platform/copy.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';
import { openPackage } from '../../src/platform/package-reader.ts';
import type { CaseRole } from '../../src/people/roles.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import { LANGUAGES } from '../../src/web/messages.ts';
import { checkerLanguage } from '../../src/web/verify-page/checker-languages.ts';
import { answerAct } from '../support/act-answers.ts';
import { FIJI, testCase, testExhibit } from '../support/installation.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { enrol, pageOf, testSite, type TestHouse } from '../support/people.ts';
import { look, NARROW, openBrowser, SAMPLE_IMAGE, type Site } from '../support/site.ts';
import { checkOnPage } from '../support/verify-page.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

const LIMIT = 'To be used in this case only (Budapest Convention, Art. 28(2)(b))';

type House = TestHouse & { readonly site: Site };

async function member(
  browser: Browser,
  house: House,
  file: CaseFile,
  [who, role]: readonly [string, CaseRole],
): Promise<Page> {
  const person = await enrol(house.people, who, [], [[file, role]]);
  const page = await pageOf(browser, house.site, person, { acceptDownloads: true });
  page.setDefaultTimeout(120_000);
  return page;
}

/** Two exhibits, one of them limited. */
async function caseToShare({ house }: House): Promise<CaseFile> {
  const file = await testCase(house);
  await testExhibit(house, file, {
    from: { kind: 'path', path: SAMPLE_IMAGE },
    images: imageTools,
    title: 'Disk image of the seized laptop',
    conditions: [LIMIT],
  });
  await testExhibit(house, file, {
    from: { kind: 'path', path: SAMPLE_IMAGE },
    title: 'Tip of the hotline',
    conditions: ['For leads only: not to be used as evidence'],
  });
  return file;
}

test('evidence leaves by two persons, is downloaded, and checked on the page that sends nothing', async (t: TestContext) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const house = await testSite(t);
  const file = await caseToShare(house);
  const lena = await member(browser, house, file, ['lena', 'lead']);
  const jana = await member(browser, house, file, ['jana', 'judge']);
  const address = `${house.site.url}/cases/${file.reference}`;

  await lena.goto(`${house.site.url}/evidence`);
  await lena.getByText('Filter', { exact: true }).click();
  await lena.getByLabel(said.evidenceFilter.text).fill('laptop');
  await lena.getByRole('button', { name: said.evidenceFilter.show }).click();
  await lena.getByRole('link', { name: `${file.reference}-1`, exact: true }).waitFor();
  assert.equal(await lena.getByText('Tip of the hotline').count(), 0);
  const from = lena.getByRole('group', { name: said.evidenceFilter.from });
  await from.getByLabel(said.moment.day).fill('31');
  await from.getByLabel('Month').fill('2');
  await from.getByLabel('Year').fill('2026');
  await lena.getByRole('button', { name: said.evidenceFilter.show }).press('Enter');
  await from.getByText(said.moment.wrong.day).waitFor();
  assert.equal(await from.getByLabel('Month').inputValue(), '2', 'what was typed stays');
  await look(lena, 'evidence-across');
  await lena.getByRole('link', { name: said.evidenceFilter.clear }).click();
  await lena.getByText('Tip of the hotline').waitFor();

  await lena.goto(address);
  await lena.getByRole('link', { name: 'Share evidence' }).click();
  await lena.getByText(said.share.staysWhy.leadsOnly).waitFor();
  await lena.getByRole('button', { name: 'Continue' }).click();
  await lena.getByRole('alert').getByText(said.share.chooseExhibit).waitFor();
  await shared(lena);
  await lena.getByRole('status').getByText('A second person must confirm it.').waitFor();
  await look(lena, 'share-asked');

  await jana.goto(house.site.url);
  await look(jana, 'my-work-share');
  await jana.getByRole('link', { name: 'the package for Central Authority of Fiji' }).click();
  await jana.getByRole('button', { name: said.share.decideButton }).click();
  await jana.getByRole('alert').getByText(said.share.chooseDecision).waitFor();
  await jana.getByRole('radio', { name: said.share.yes }).check();
  await look(jana, 'share-decide');
  await jana.getByRole('button', { name: said.share.decideButton }).click();
  await jana.getByRole('link', { name: said.jobKind.makePackage.open }).click();
  await look(jana, 'share-made');
  const spoken = await jana.locator('.c-digest--spoken').textContent();

  const downloading = jana.waitForEvent('download');
  await jana.getByRole('link', { name: said.share.download }).click();
  const download = await downloading;
  const folder = temporaryFolder(t);
  const zip = join(folder, download.suggestedFilename());
  await download.saveAs(zip);
  assert.match(zip, /EX-FR-2026-000001-[0-9a-f]{12}\.zip$/);
  const types = (await eventsOf(house.house, `${file.reference}-1`)).map(({ event }) => event.type);
  assert.deepEqual(types.slice(-2), ['disclosed', 'downloaded']);

  // The checker, as anybody finds it: without an account, under a policy that lets nothing out.
  const stranger = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  stranger.on('request', (request) => asked.push(request.url()));
  const answer = await stranger.goto(`${house.site.url}/check`);
  assert.match(answer?.headers()['content-security-policy'] ?? '', /^default-src 'none'/);
  asked.length = 0;
  const found = await checkOnPage(stranger, zip);
  assert.equal(found.outcome, 'valid', found.fault);
  assert.deepEqual(
    asked.filter((url) => url !== `${house.site.url}/check`),
    [],
    'nothing leaves the browser',
  );
  await look(stranger, 'check');
  const { noteSha256 } = await noteOf(zip);
  assert.equal(spoken?.replaceAll(' ', ''), noteSha256);

  await arrivesIn(t, browser, { zip, trust: house.made.trust, folder });
});

/** The second house: refuses what was damaged, compares keys, takes it in once. */
async function arrivesIn(
  t: TestContext,
  browser: Browser,
  sent: { readonly zip: string; readonly trust: string; readonly folder: string },
): Promise<void> {
  const house = await testSite(t, {}, FIJI);
  const file = await testCase(house.house, 'Request of France');
  const page = await member(browser, house, file, ['mere', 'investigator']);
  const address = `${house.site.url}/cases/${file.reference}`;
  const send = async (path: string): Promise<void> => {
    await page.goto(address);
    await page.getByRole('link', { name: said.incoming.title }).click();
    await page.getByLabel(said.incoming.file).setInputFiles(path);
    await page.getByRole('button', { name: said.incoming.sendButton }).click();
    await page.getByRole('link', { name: said.jobKind.checkPackage.open }).click();
  };
  await page.goto(`${address}/import`);
  await page.getByRole('button', { name: said.incoming.sendButton }).click();
  await page.getByRole('alert').getByText(said.incoming.chooseFile).waitFor();
  await look(page, 'import');

  const bytes = readFileSync(sent.zip);
  const at = Math.floor(bytes.length / 3);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const damaged = join(sent.folder, 'damaged.zip');
  writeFileSync(damaged, bytes);
  await send(damaged);
  await page.getByText(said.incoming.refusedTitle).waitFor();
  await page.getByText('The package is in quarantine as').waitFor();
  await look(page, 'import-refused');

  await send(sent.zip);
  await page.getByRole('heading', { name: said.checker.report.headings.established, exact: true }).waitFor();
  await look(page, 'import-checked');
  for (const language of ['ar', 'fr'] as const) {
    await page.getByRole('button', { name: LANGUAGES[language].language.name }).click();
    await page
      .getByRole('heading', { name: checkerLanguage(LANGUAGES[language]).report.headings.established })
      .waitFor();
    await look(page, `import-checked-${language}`);
  }
  await page.getByRole('button', { name: LANGUAGES.en.language.name }).click();
  await page.getByRole('heading', { name: said.checker.report.headings.established, exact: true }).waitFor();
  await page.getByRole('link', { name: said.incoming.take }).click();
  // By keyboard alone: the second answer of the question, then the file of keys.
  await page.getByRole('radio', { name: said.incoming.keysChoices.spoken }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(said.incoming.trustNeeded).waitFor();
  await look(page, 'import-keys');
  await page.getByRole('textbox', { name: said.incoming.trust }).fill(sent.trust);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: said.jobKind.checkPackage.open }).click();
  await page.getByRole('cell', { name: 'Trusted keys' }).waitFor();
  await look(page, 'import-trusted');
  await page.getByRole('link', { name: said.incoming.take }).click();
  await page.getByRole('button', { name: said.incoming.take }).click();
  await page.getByRole('alert').getByText('Enter the reference').waitFor();
  await page.getByLabel(said.incoming.answers).fill('FJ-2026-0031');
  await look(page, 'import-answers');
  await page.getByRole('button', { name: said.incoming.take }).click();
  await page.getByRole('link', { name: said.jobKind.makePackage.open }).click();
  await page.getByText(said.incoming.taken).waitFor();
  await look(page, 'import-done');

  const received = await eventsOf(house.house, `${file.reference}-1`);
  assert.equal(received[0]?.event.type, 'received');
  assert.equal(received[0]?.event.actor.role, 'investigator');
  assert.match(received[0]?.event.reason ?? '', /compared with a file of keys/);
  const exhibit = await findExhibit(house.house.db.kysely, `${file.reference}-1`);
  assert.deepEqual(exhibit.conditions, [LIMIT], 'conditions travel with it');

  await send(sent.zip);
  await page.getByText(said.incoming.already).waitFor();
  await look(page, 'import-again');
  await page.goto(`${address}/import`);
  await look(page, 'import-list');
  assert.deepEqual(
    await page
      .getByRole('row')
      .getByText(new RegExp(Object.values(said.incoming.states).join('|')))
      .allTextContents(),
    [said.incoming.states.checked, said.incoming.states.imported, said.incoming.states.refused],
  );
}

/** `package.note` as anybody finds it in the zip, whose files are stored as they are. */
async function noteOf(zip: string): Promise<{ noteSha256: string }> {
  const reader = await openPackage(zip, nodeCrypto, () => Promise.resolve(hashFiles));
  const hash = createHash('sha256');
  for await (const piece of reader.pieces('package.note')) hash.update(piece);
  reader.close();
  return { noteSha256: hash.digest('hex') };
}

/** One question a page, by the keyboard, on a narrow screen; what may name somebody stands in no address. */
async function shared(page: Page): Promise<void> {
  const keys = keyboardOf(page);
  const wide = page.viewportSize();
  await page.setViewportSize(NARROW);
  await keys.skip();
  await keys.check(page.getByRole('checkbox', { name: 'Disk image of the seized laptop' }));
  await look(page, 'share-exhibits');
  await keys.follow(page.getByRole('button', { name: 'Continue' }));
  await keys.skip();
  await keys.follow(page.getByRole('button', { name: 'Continue' }));
  await page.getByRole('alert').getByText(said.share.chooseState).waitFor();
  const purpose = 'Prosecution of the harbour fraud';
  await answerAct(
    page,
    {
      [said.results.sendAsks.state]: () => keys.pick(page.getByLabel(said.results.sendAsks.state), 'Fiji'),
      [said.share.basis]: () => keys.check(page.getByRole('radio', { name: said.share.bases.request })),
      [said.share.how]: () => keys.check(page.getByRole('radio', { name: 'A copy' })),
      [said.results.sendAsks.details]: () =>
        keys.check(page.getByRole('radio', { name: said.share.details.go })),
      [said.share.receiver]: 'Central Authority of Fiji',
      [said.share.referenceAsk]: 'FJ-2026-0031, Budapest Convention, Art. 25',
      'For what purpose?': purpose,
      [said.share.ground]: 'Consent of Portugal, 4/26',
      [said.requests.checkTitle]: async () => {
        await keys.follow(page.getByRole('link', { name: /^Change.*Purpose/ }));
        assert.equal(await page.getByLabel(said.share.purposeAsk).inputValue(), purpose);
        assert.doesNotMatch(page.url(), /harbour|Portugal|Central/);
        await keys.skip();
        await keys.follow(page.getByRole('button', { name: 'Continue' }));
        await keys.skip();
      },
    },
    'share',
  );
  if (wide !== null) await page.setViewportSize(wide);
}
