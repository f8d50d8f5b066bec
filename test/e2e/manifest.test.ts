// Evidence that the decentralised IT system of the Union cannot take (25 600 KB): an order is answered with a mailbox that is larger,
// the package goes by other means, and its manifest names it by size and SHA-512, which the receiver computes again.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { goOn } from '../support/go-on.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { INSIDE_BYTES } from '../../src/requests/core/eu-system.ts';
import { answerAct, type ActAnswers } from '../support/act-answers.ts';
import { draftedBy } from '../support/begun-request.ts';
import { completeDraft } from '../support/complete-request.ts';
import { testCase, testExhibit } from '../support/installation.ts';
import { asMember, enrol, pageOf, testSite } from '../support/people.ts';
import { pdfText } from '../support/programs.ts';
import { sent } from '../support/sent-request.ts';
import { sayDay } from '../support/moment.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

/** Too random to be pressed below the limit. */
const MAILBOX = randomBytes(INSIDE_BYTES + 1000);

/** What was gathered, matched, answered and checked. */
async function gather(lena: Page, pavel: Page, address: string, exhibit: string): Promise<void> {
  await lena.goto(`${address}/results`);
  await lena.getByRole('link', { name: said.results.begin.incoming }).click();
  await lena.getByLabel('Just now').check();
  await goOn(lena);
  await goOn(lena); // as the request is
  await lena.getByLabel(said.results.evidence).fill('Export of the provider, protocol 7');
  await look(lena, 'gather-shown');
  await goOn(lena);
  await lena.getByRole('button', { name: said.results.record }).click();
  await lena.getByRole('link', { name: said.results.exhibitsAsk }).click();
  await lena.getByLabel(exhibit).check();
  await lena.getByRole('button', { name: said.results.attachIncoming }).click();
  await lena.getByRole('link', { name: said.results.matchLink }).click();
  await lena.getByLabel('mailbox.mbox').selectOption({ index: 1 });
  await lena.getByRole('button', { name: said.results.saveMatch }).click();
  await lena.getByRole('link', { name: said.results.answersLink.incoming }).click();
  for (const item of await lena.locator('main select').all()) await item.selectOption('produced');
  await goOn(lena);
  await lena.getByRole('button', { name: said.results.record }).click();
  await lena.getByText(said.results.notices.answered).waitFor();
  await pavel.goto(`${address}/results`);
  const toCheck = pavel.getByRole('link', { name: said.results.verifyButton });
  await Promise.all([pavel.waitForEvent('load'), toCheck.click()]);
  const asked: ActAnswers = {
    [said.requestOutcome.asks.restrictions]: ({ keys }) =>
      keys.check(pavel.getByLabel(said.requestOutcome.noRestriction)),
    [said.requestOutcome.asks.checked]: 'Our own export, no list came with it',
  };
  await answerAct(pavel, asked, 'manifest-checked');
  await pavel.getByText(said.results.notices.verified).waitFor();
}

/** One question a page, to who asked; then the package is made. */
async function send(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/results/1`);
  await page.getByRole('link', { name: said.results.sendLink }).click();
  assert.notEqual(await page.getByLabel(said.share.name).inputValue(), '', 'as the order says it');
  await page.getByLabel(said.share.name).fill('');
  await goOn(page);
  await page.getByRole('alert').getByText(said.setUp.wrong.agency).waitFor();
  await look(page, 'send-name');
  await page.getByLabel(said.share.name).fill('Cyber unit of Dublin');
  await goOn(page);
  await page.getByLabel(said.share.details.stay).check();
  await look(page, 'send-details');
  await goOn(page);
  await page.getByLabel(said.results.sendAsks.recipient).fill('age1wrong');
  await goOn(page);
  await page.getByRole('alert').getByText(said.share.recipientForm).waitFor();
  await page.getByLabel(said.results.sendAsks.recipient).fill('');
  await goOn(page);
  await page.getByLabel(said.results.sendAsks.ground).fill('On their order');
  await goOn(page);
  await page.getByRole('definition').filter({ hasText: 'Ireland' }).waitFor();
  await page.getByRole('link', { name: /^Change.*Agency/ }).click();
  await page.getByLabel(said.share.name).fill('Cyber unit of Cork');
  await goOn(page);
  await page.getByRole('definition').filter({ hasText: 'On their order' }).waitFor();
  await page.getByRole('definition').filter({ hasText: 'Cork' }).waitFor();
  await look(page, 'send-check');
  await page.getByRole('button', { name: said.share.make }).click();
  await page.getByRole('link', { name: said.results.sendDone }).waitFor();
}

test('what is larger than the system of the Union takes goes outside it, with a manifest that names it by hash', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const lead = await enrol(people, 'lena', [], [[file, 'lead']]);
  const prosecutor = await enrol(people, 'pavel', [], [[file, 'prosecutor']]);
  const [lena, pavel] = [
    await pageOf(browser, site, lead),
    await pageOf(browser, site, prosecutor, { acceptDownloads: true }),
  ];
  for (const page of [lena, pavel]) page.setDefaultTimeout(60_000);
  const { answers } = await completeDraft('epoc');
  const theirs = { answers, direction: 'incoming', counterpart: 'IE' } as const;
  const { number } = await draftedBy(people, lead.id, file.id, 'epoc', theirs);
  await sent({ ...(await asMember(people, lead, file)), law: await shippedLaw() }, number, 'executing');
  const from = { kind: 'stream', name: 'mailbox.mbox', stream: [MAILBOX] } as const;
  const exhibit = await testExhibit(house, file, { title: 'Mailbox', from });
  const address = `${site.url}/cases/${file.reference}/requests/${number}`;

  await gather(lena, pavel, address, exhibit.number);
  await send(pavel, address);
  await pavel.getByRole('link', { name: said.results.sendDone }).click();
  const link = pavel.getByRole('link', { name: said.share.download });
  for (let tries = 0; tries < 60 && (await link.count()) === 0; tries += 1) {
    await pavel.waitForTimeout(500);
    await pavel.reload();
  }
  const [download] = await Promise.all([pavel.waitForEvent('download'), link.click()]);
  const zip = join(temporaryFolder(t), download.suggestedFilename());
  await download.saveAs(zip);
  const { size } = statSync(zip);
  assert.ok(size > INSIDE_BYTES);
  const digest = createHash('sha512').update(readFileSync(zip)).digest('hex');

  await lena.goto(address);
  await lena.getByRole('link', { name: said.requestLife.acts.transmitResults }).click();
  await lena.waitForURL(/\/acts\//);
  const how: ActAnswers = {
    [said.requestLife.carriage.ask]: ({ keys }) =>
      keys.check(lena.getByLabel(said.requestLife.carriage.other)),
    [said.requestLife.asks.whyOther]: ({ keys }) =>
      keys.check(lena.getByLabel(said.requestLife.carriage.whys.size)),
    [said.requestLife.asks.inWhat]: 'A disk image of 30 MB',
    [said.desks.actAsks.evidence]: 'Handed over on a disc, receipt 12/26',
  };
  await answerAct(lena, how, 'results-sent-otherwise');
  await lena.getByRole('cell', { name: download.suggestedFilename() }).waitFor();
  await lena.goto(`${address}/results/1`);
  await look(lena, 'delivery-sent');
  await lena.getByRole('link', { name: said.results.manifest.title }).click();
  await lena.getByText(said.results.manifest.outside).waitFor();
  await look(lena, 'manifest');
  await lena.getByRole('button', { name: said.results.manifest.write }).click();
  await look(lena, 'manifest-begun');
  await completeManifest(lena, new Date(house.clock()));

  const letter = await lena.request.get(`${await begunAt(lena)}/letter.pdf`);
  assert.equal(letter.status(), 200);
  const text = pdfText(await letter.body())?.replace(/\s+/g, '');
  if (text === undefined) return t.diagnostic('pdftotext is missing: the letter was not read');
  for (const one of [digest, `${size}`, download.suggestedFilename(), 'CyberunitofCork'])
    assert.ok(text.includes(one), `the letter says ${one}`);
});

const begunAt = async (page: Page): Promise<string> => page.url().replace(/(\/requests\/\d+).*$/, '$1');

const DAY_MS = 86_400_000;

/** What a person has to say; the rest came from the package. A link stays open for 10 to 45 days. */
async function completeManifest(page: Page, now: Date): Promise<void> {
  const manifest = await begunAt(page);
  const save = (): Promise<void> => page.getByRole('button', { name: said.add.saveNext }).click();
  const link = async (days: number): Promise<void> => {
    await page.goto(`${manifest}/questions/by-link`);
    await page.getByLabel('Yes').check();
    await look(page, 'manifest-link');
    await save();
    await page.goto(`${manifest}/questions/until`);
    await page.getByRole('heading', { name: /Accessible until/ }).waitFor();
    const on = new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
    const until = page.getByRole('group', { name: /Accessible until/ });
    await sayDay(page, /Accessible until/, on);
    await until.getByLabel(/^Time/).fill('23:00:00');
    await until.getByRole('combobox').selectOption('Z');
    await look(page, 'manifest-until');
    await save();
  };
  await page.goto(`${manifest}/questions/means`);
  await page.getByLabel(/^Means/).fill('Download over HTTPS, code by telephone');
  await look(page, 'manifest-means');
  await save();
  await page.goto(`${manifest}/questions/certificate`);
  await page.getByLabel('No', { exact: true }).check();
  await look(page, 'manifest-encryption');
  await save();
  await page.goto(`${manifest}/questions/files`);
  await look(page, 'manifest-files');
  await link(5);
  await page.goto(`${manifest}/check`);
  await look(page, 'manifest-check-refused');
  await page
    .getByText(/10 .*45/)
    .first()
    .waitFor();
  await link(20);
  await page.goto(`${manifest}/check`);
  await look(page, 'manifest-check');
  await page.getByText(/10 .*45/).waitFor({ state: 'detached' });
}
