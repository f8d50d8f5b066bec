// Mutual assistance that is no data: a witness is heard by video and summoned, in one request, from the first question to its letter.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { requestOf } from '../../src/requests/machine/states/request.store.ts';
import { savePage } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { completeDraft } from '../support/complete-request.ts';
import { testCase } from '../support/installation.ts';
import { sayDay } from '../support/moment.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { hasProgram } from '../support/programs.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said as english } from '../support/words.ts';

const next = (page: Page): Promise<void> => page.getByRole('button', { name: english.add.saveNext }).click();

async function chooseKind(page: Page, link: string, kind: string): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.getByRole('heading', { name: english.requests.chooseTitle }).waitFor();
  await page.getByLabel(kind).check();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function witness(page: Page, location: string): Promise<void> {
  await page.getByLabel('Name').fill('K. Example');
  await page.getByLabel(english.drafting.persons.role).selectOption('witness');
  await page.getByLabel(english.drafting.persons.location).fill(location);
}

async function askForVideo(page: Page): Promise<void> {
  await page.getByText('Item 1: Hearing by video conference').waitFor();
  await witness(page, 'Osaka');
  await next(page);
  await page.getByRole('heading', { name: 'Heard as' }).waitFor();
  // Back and saved once more: still one item.
  await page.goBack();
  await page.getByRole('heading', { name: 'Who is to be heard?' }).waitFor();
  await next(page);
  await page.getByLabel('another').check();
  await page.getByText('UNTOC Art. 18(18)').first().waitFor();
  await next(page);
  await page.getByLabel('Why appearing in person').fill('The witness cares for a sick parent.');
  await next(page);
  await page.getByLabel('Questions or topics').fill('What the caller of 2 October 2026 said.');
  await look(page, 'assistance-questions');
  await next(page);
  await page.getByLabel('judicial authority of the requesting State').check();
  await next(page);
  await page.getByLabel('Court or authority that hears').fill('Criminal court of Lyon');
  await next(page);
  await sayDay(page, 'Date of the hearing', '2026-12-14');
  await page.getByLabel('Hour with time zones').fill('09:00 Europe/Paris, 17:00 Asia/Tokyo');
  await look(page, 'assistance-hearing');
  await next(page);
  await page.getByLabel('Connection').fill('SIP over an encrypted line; test on 7 December');
  await next(page);
  await page.getByRole('heading', { name: 'Substantial costs to be agreed' }).waitFor();
  await next(page);
  await page.getByLabel('Interpreter').fill('Japanese and French, in Lyon');
  await look(page, 'assistance-interpreter');
  await next(page);
  await page.getByRole('heading', { name: 'Under oath or affirmation' }).waitFor();
  await look(page, 'assistance-oath');
  await next(page);
  await page.getByRole('heading', { name: 'Protection of the person' }).waitFor();
  await next(page);
  await page.getByRole('heading', { name: 'Item 1: Hearing by video conference' }).waitFor();
}

async function askForService(page: Page): Promise<void> {
  await page.getByText('Item 2: Service of judicial documents').waitFor();
  await witness(page, '1-2-3 Example, Osaka');
  await page.getByRole('button', { name: english.drafting.persons.another }).click();
  assert.equal(
    await page.getByLabel(english.drafting.persons.location).first().inputValue(),
    '1-2-3 Example, Osaka',
  );
  await next(page);
  await page.getByLabel('Documents to be served').fill('Summons of 2 November 2026, with translation');
  await look(page, 'assistance-served');
  await next(page);
  await page.getByLabel('in person, against signature').check();
  await next(page);
  // Which other manner is not asked.
  await page.getByRole('heading', { name: 'Proof of service wanted' }).waitFor();
  await next(page);
  await page.getByRole('radio', { name: 'Yes' }).check();
  await next(page);
  await sayDay(page, 'Date of the appearance', '2026-12-14');
  await next(page);
  await page.getByLabel('Place of the appearance').fill('District court of Osaka');
  await next(page);
  await sayDay(page, 'To be served by', '2026-12-15');
  await next(page);
  await page.getByRole('radio', { name: 'No' }).check();
  await look(page, 'assistance-summons');
  await next(page);
  await page.getByRole('heading', { name: 'Item 2: Service of judicial documents' }).waitFor();
}

test('a witness is to be heard by video and summoned: one request, from question to letter', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const page = await pageOf(browser, site, ines, { acceptDownloads: true });
  const request = `${site.url}/cases/${file.reference}/requests/1`;

  await page.goto(`${site.url}/cases/${file.reference}/requests/new`);
  await page.getByLabel('Request for mutual legal assistance').check();
  // Pressed twice, as an impatient hand does: one draft.
  const key = await page.locator('input[name="key"]').inputValue();
  const begun = { form: { form: 'mla-request', key }, headers: { origin: site.url } };
  assert.match((await page.request.post(page.url(), begun)).url(), /requests\/1$/);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(request);
  // Another form, chosen by whoever goes back, is another draft.
  const other = { form: { form: 'bc-31-subscriber', key }, headers: { origin: site.url } };
  assert.match(
    (await page.request.post(`${site.url}/cases/${file.reference}/requests/new`, other)).url(),
    /requests\/2$/,
  );
  // Of the first item alone the list would say nothing.
  await page.goto(`${request}/questions/assistance`);
  await page.waitForURL(/items\/assistance\/new$/);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText(english.form.choose).waitFor();
  await look(page, 'assistance-kinds');
  await page.getByLabel('Hearing by video conference').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await askForVideo(page);
  await chooseKind(page, english.requests.items.another, 'Service of judicial documents');
  await askForService(page);

  // Each item says what it lacks, with the article, and leads to where it is put right.
  await page.getByText('It is to be served before the day of the appearance.').waitFor();
  await page.getByText('Hearing by video is provided for witnesses and experts').waitFor();
  await page
    .getByText(/Art\. 18\(27\)/)
    .first()
    .waitFor();
  await look(page, 'assistance-items');
  await page.goto(`${request}/check`);
  await page.getByRole('link', { name: /Item 2: .*served before the day/ }).click();
  await sayDay(page, 'To be served by', '2026-11-30');
  await next(page);
  await page.getByRole('radio', { name: 'Yes' }).check();
  await next(page);
  await page.getByRole('link', { name: 'Change Item 1' }).click();
  await page.getByRole('heading', { name: 'Who is to be heard?' }).waitFor();
  await next(page);
  await page.getByLabel('witness', { exact: true }).check();
  await next(page);
  await page.goto(`${request}/questions/assistance`);
  assert.equal(await page.getByText('It is to be served before').count(), 0);
  assert.equal(await page.getByText('Hearing by video is provided').count(), 0);

  // The rest as any request.
  const { answers } = await completeDraft('mla-request');
  const { assistance: _data, ...others } = answers;
  await people.db.asPerson(ines.id, async (tx) => {
    const member = await caseOfMember(tx, file.reference, ines.id);
    const begun = await requestOf(tx, file.id, 1);
    assert.ok(member && begun);
    const saved = { number: 1, base: begun.version.number, page: 'all', fields: Object.keys(others) };
    await savePage({ people, person: ines.person, file: member }, { ...saved, answers: others });
  });
  await page.goto(`${request}/check`);
  await look(page, 'assistance-check');
  // What is changed from here leads back here, through the list and through the questions of an item.
  await page.locator('a[href$="/questions/assistance?then=check"]').first().click();
  await page.getByRole('link', { name: 'Change Item 2' }).click();
  await next(page);
  await page.getByLabel('Documents to be served').waitFor();
  assert.match(page.url(), /then=check$/);
  await page.goto(`${request}/questions/assistance?then=check`);
  await page.getByRole('link', { name: 'Continue', exact: true }).click();
  await page.waitForURL(`${request}/check`);
  // Somebody who reads it suggests another day for one item, and it is taken over.
  await page.goto(`${request}/remarks/assistance.2`);
  await page.getByRole('link', { name: 'To be served by' }).click();
  await sayDay(page, 'To be served by', '2026-11-27');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: english.review.remarks.send }).click();
  await page.locator('ins', { hasText: '27' }).first().waitFor();
  await look(page, 'assistance-suggested');
  await page.getByRole('button', { name: english.review.remarks.accept }).click();
  await page.getByText(english.review.remarks.states.accepted).first().waitFor();
  await page.goto(`${request}/check`);
  const [file_] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: english.requests.letter }).click(),
  ]);
  const path = join(temporaryFolder(t), 'letter.pdf');
  await file_.saveAs(path);
  if (!hasProgram('pdftotext')) return t.diagnostic('pdftotext is missing (poppler-utils)');
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replaceAll(
    /\s+/g,
    ' ',
  );
  for (const words of [
    'Item 1: Hearing by video conference',
    'The witness cares for a sick parent.',
    'judicial authority of the requesting State, one of the requested State',
    'Item 2: Service of judicial documents',
    'Summons of 2 November 2026, with translation',
    '27 November 2026',
    'Ministry of Justice, Criminal Affairs Bureau',
    String(english.letter.head.greeting[0]),
    'Yours faithfully,',
  ])
    assert.ok(text.includes(words), `${words}\n${text}`);
});
