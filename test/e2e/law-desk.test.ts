// Stories of the knowledge editors' desk: a form is confirmed, a download is compared, by keyboard; the library and the
// files are read by everybody.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite, type InCase, type TestHouse } from '../support/people.ts';
import { draftedBy } from '../support/begun-request.ts';
import { hasProgram } from '../support/programs.ts';
import { restsOn } from '../support/law-change.ts';
import { sayDay } from '../support/moment.ts';
import { look, openBrowser, type Site } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AgencyRole } from '../../src/people/roles.ts';
import { said as english } from '../support/words.ts';

const CHART = `,Signature,Ratification,Entry into Force
France,23/11/2001,10/01/2006,01/05/2006
Kenya,,01/07/2026,01/10/2026
`;
const UNCONFIRMED = 'This form has not been confirmed';

interface Opened extends TestHouse {
  readonly site: Site;
  readonly enter: (
    who: string,
    roles?: readonly AgencyRole[],
    cases?: readonly InCase[],
  ) => Promise<{ readonly page: Page; readonly id: Awaited<ReturnType<typeof enrol>>['id'] }>;
}

async function open(t: TestContext): Promise<Opened | undefined> {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  const house = await testSite(t);
  const enter: Opened['enter'] = async (who, roles = [], cases = []) => {
    const person = await enrol(house.people, who, roles, cases);
    return { page: await pageOf(browser, house.site, person, { acceptDownloads: true }), id: person.id };
  };
  return { ...house, enter };
}

/** What the keyboard does: to the thing, and Enter. */
async function press(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> {
  const thing = page.getByRole(role, { name }).first();
  await thing.focus();
  await page.keyboard.press('Enter');
}

test('a form says that it is unconfirmed until two knowledge editors confirm it, on screen and never in print', async (t) => {
  const opened = await open(t);
  if (opened === undefined) return;
  const { house, people, site, enter } = opened;
  const file = await testCase(house);
  const pavel = await enter('pavel', [], [[file, 'lead']]);
  const { number } = await draftedBy(people, pavel.id, file.id, 'un-42-preservation');
  const request = `${site.url}/cases/${file.reference}/requests/${number}`;
  await pavel.page.goto(request);
  await pavel.page.getByText(UNCONFIRMED).waitFor();
  const notice = english.letter.notice.recalled;
  await pavel.page.getByText(notice).waitFor();
  const letter = async (): Promise<string> => {
    const answer = await pavel.page.request.get(`${request}/letter.pdf`);
    assert.equal(answer.status(), 200);
    const input = await answer.body();
    return spawnSync('pdftotext', ['-raw', '-', '-'], { input, encoding: 'utf8' }).stdout;
  };
  const isPrinted = hasProgram('pdftotext');
  if (isPrinted) assert.ok(!(await letter()).includes(notice), 'what leaves says nothing of it');

  const { page: editor } = await enter('ines', ['knowledgeEditor']);
  await editor.goto(`${site.url}/law/search?q=preservation&kind=form`);
  await editor
    .getByRole('link', { name: /UN Convention against Cybercrime Art. 42/ })
    .first()
    .click();
  await look(editor, 'law-form-record');
  await press(editor, 'link', english.lawChange.confirmForm);
  await editor.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await editor.getByLabel(english.lawChange.factTitle.value).inputValue(), 'confirmed');
  await look(editor, 'law-form-confirm');
  await press(editor, 'button', 'Continue');
  const protocol = { title: 'The Convention, authentic text' };
  const reason = 'Compared with Article 42, field by field';
  await restsOn(editor, protocol, { asOf: '2022-05-12', kind: 'treaty-text', reason });
  await editor.getByRole('row').filter({ hasText: 'confidence' }).getByText('confirmed').first().waitFor();
  await press(editor, 'button', english.lawChange.propose);
  await editor.getByRole('status').getByText(english.lawChange.done.proposed).waitFor();
  await pavel.page.goto(request);
  await pavel.page.getByText(UNCONFIRMED).waitFor(); // proposed is not published

  const { page: second } = await enter('omar', ['knowledgeEditor']);
  await second.goto(editor.url());
  await press(second, 'link', english.lawChange.decide);
  await second.getByLabel(english.lawChange.publish).check();
  await press(second, 'button', 'Continue');
  await press(second, 'button', english.lawChange.decideButton);
  await second.getByRole('status').getByText(english.lawChange.done.published).waitFor();

  await pavel.page.goto(request);
  await pavel.page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await pavel.page.getByText(UNCONFIRMED).count(), 0);
  await editor.goto(`${site.url}/law/records/form/un-42-preservation`);
  await editor.getByRole('link', { name: english.lawChange.ofRecord }).waitFor();
  assert.equal(await editor.getByRole('link', { name: english.lawChange.confirmForm }).count(), 0);
});

test('a depositary’s file is compared and proposed with the keyboard alone', async (t) => {
  const opened = await open(t);
  if (opened === undefined) return;
  const { site, enter } = opened;
  const { page } = await enter('ines', ['knowledgeEditor']);
  await page.goto(`${site.url}/law/changes`);
  await press(page, 'link', english.lawImport.title);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await press(page, 'button', 'Continue');
  await page.getByRole('alert').getByText(english.lawChange.choose).waitFor();
  await look(page, 'law-import-what');
  await page.getByLabel(/EUR-Lex/).focus();
  await page.keyboard.press('Space');
  await press(page, 'button', 'Continue');
  await page.getByLabel(english.lawImport.ask.instrument).waitFor();
  await page.goBack();
  assert.equal(await page.getByLabel(/EUR-Lex/).isChecked(), true, 'what was said stands there');
  await page.getByLabel(/^Chart/).focus();
  await page.keyboard.press('Space');
  await press(page, 'button', 'Continue');
  await page.getByLabel(english.lawImport.ask.instrument).selectOption('coe-ets-185');
  await look(page, 'law-import-of');
  await press(page, 'button', 'Continue');
  await sayDay(page, english.lawImport.ask.day, '2099-01-01');
  await press(page, 'button', 'Continue');
  await page.getByRole('alert').getByText(english.lawImport.dayAhead).waitFor();
  await look(page, 'law-import-day');
  await sayDay(page, english.lawImport.ask.day, '2026-11-01');
  await press(page, 'button', 'Continue');
  await page.locator('#file').waitFor();
  await press(page, 'link', new RegExp(english.lawImport.day));
  assert.equal(await page.locator('#day').inputValue(), '1');
  await press(page, 'button', 'Continue');
  await page.locator('#file').waitFor();
  await look(page, 'law-import-file');
  const path = join(temporaryFolder(t), 'chart.csv');
  writeFileSync(path, CHART.replace('Kenya', 'Atlantis'));
  await page.locator('#file').setInputFiles(path);
  await press(page, 'button', /Read/);
  await page.getByRole('alert').getByText('Atlantis').waitFor();
  await look(page, 'law-import-wrong');
  writeFileSync(path, CHART);
  await page.locator('#file').setInputFiles(path);
  await press(page, 'button', /Read/);
  await page.getByLabel('Kenya', { exact: true }).waitFor();
  await look(page, 'law-import-seen');
  assert.equal(await page.getByLabel('Kenya', { exact: true }).isChecked(), true);
  const hole = page.getByLabel('Norway', { exact: true }); // our file has a hole; that is no change to propose
  assert.equal(await hole.isChecked(), false);
  await hole.focus();
  await page.keyboard.press('Space');
  assert.equal(await hole.isChecked(), true);
  await page.keyboard.press('Space');
  await press(page, 'button', /Propose/);
  await page.getByRole('status').getByText('Proposed: 1').waitFor();
  await page.getByText(english.lawImport.isProposed).waitFor();
  await look(page, 'law-import-proposed');
});

test('the library is narrowed, a record read, and the data taken along as files', async (t) => {
  const opened = await open(t);
  if (opened === undefined) return;
  const { site, enter } = opened;
  const { page } = await enter('rui');
  await page.goto(`${site.url}/law`);
  await press(page, 'link', /^Laws, cases/);
  await page.getByRole('status').waitFor();
  await look(page, 'law-library');
  await page.getByLabel(english.desks.kind).focus();
  await page.getByLabel(english.desks.kind).selectOption('case');
  await page.getByLabel(english.law.state, { exact: true }).selectOption('BE');
  await press(page, 'button', english.desks.show);
  await page.getByRole('status').getByText('1').waitFor();
  await press(page, 'link', /Yahoo/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look(page, 'law-library-case');

  await page.goto(`${site.url}/law/changes`);
  await look(page, 'law-files');
  for (const name of ['law.json', 'law.jsonld', 'parties.yaml', 'parties.csv']) {
    const download = page.waitForEvent('download');
    await press(page, 'link', name);
    const saved = await (await download).path();
    assert.match(readFileSync(saved, 'utf8'), /coe-ets-185/, name);
  }
});
