// The kinds of electronic evidence: an item says what its kind needs, and nothing else is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertMember } from '../../src/people/case-member.store.ts';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, openBrowser } from '../support/site.ts';

test('a forensic image is asked for with its format and digest, and becomes something else', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines');
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'investigator', at: new Date(house.clock()) }),
  );
  await draftedBy(people, ines.id, file.id, 'mla-request');
  const page = await pageOf(browser, site, ines);
  const save = page.getByRole('button', { name: 'Save this item' });

  await page.goto(`${site.url}/cases/${file.reference}/requests/1/questions/assistance`);
  await page.getByRole('link', { name: 'Add what you ask for' }).click();
  await page.getByLabel('Electronic evidence').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'What kind of evidence is it?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'request-kind');
  await page.getByLabel('Forensic image').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('A copy of a whole device, bit by bit').waitFor();
  assert.equal(await page.getByLabel('Kind of data').count(), 0);
  assert.equal(await page.getByRole('group', { name: 'Data from' }).count(), 0);
  await page.getByLabel('Who holds it').fill('Police of Osaka');
  await page.getByLabel('Kind', { exact: true }).selectOption('serial');
  await page.getByLabel('Value').fill('<b>');
  await page.getByLabel('Why it is needed').fill('The altered invoices were made on this computer.');
  await page.getByLabel('Device: make and model').fill('Example Book 13');
  await save.click();
  await page.getByText('A serial number has letters and digits').first().waitFor();
  await page.getByLabel('Value').fill('EX 4711-0815');
  await page.getByLabel('Format of the image').selectOption('AFF4');
  await look(page, 'request-image');
  await save.click();
  await page.getByRole('heading', { name: 'Item 1: Forensic image' }).waitFor();
  await page.getByText('AFF4').waitFor();
  await page.getByText('Digest by which it is compared').waitFor();
  await look(page, 'request-image-said');

  await page.getByRole('link', { name: 'Change Item 1' }).click();
  assert.equal(await page.getByLabel('Format of the image').inputValue(), 'AFF4');
  await page.getByLabel('Digest by which it is compared').selectOption('SHA-256');
  await page.getByLabel('Where the device is').fill('Store of the police of Osaka');
  await save.click();
  await page.getByText('SHA-256').waitFor();
  await page.getByRole('link', { name: 'Change Item 1' }).click();
  await page.getByRole('link', { name: 'Choose another kind' }).click();
  assert.ok(await page.getByLabel('Forensic image').isChecked());
  await page.getByLabel('Network data').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Kind of data').selectOption('content');
  await look(page, 'request-network');
  await save.click();
  await page.getByRole('heading', { name: 'Item 1: Network data (Content)' }).waitFor();
  assert.equal(await page.getByText('AFF4').count(), 0);
  await page.getByText('Nothing that is named here finds such data').waitFor();
});
