// The kinds of electronic evidence: an item says what its kind needs, and nothing else is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { changePart, SAVE, walkItem } from '../support/item-story.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said as english } from '../support/words.ts';

test('a forensic image is asked for with its format and digest, and becomes something else', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  await draftedBy(people, ines.id, file.id, 'mla-request');
  const page = await pageOf(browser, site, ines);

  await page.goto(`${site.url}/cases/${file.reference}/requests/1/questions/assistance`);
  await page.getByLabel('Electronic evidence').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: english.requests.items.chooseType }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'request-kind');
  await page.getByLabel('Forensic image').check();
  await page.getByRole('button', { name: 'Continue' }).click();

  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const save = page.getByRole('button', { name: SAVE });
  await heading(english.requests.items.identifiers).waitFor();
  await page.getByLabel(english.requests.items.kind, { exact: true }).selectOption('serial');
  await page.getByLabel('Value').fill('<b>');
  await save.click();
  await page.getByText(english.requests.problems.notSerial).first().waitFor();
  await look(page, 'request-image-identifiers');
  await page.getByLabel('Value').fill('EX 4711-0815');
  await save.click();
  await heading(english.requests.items.holder).waitFor();
  // Every answer is kept at once, and going back changes it and asks for nothing twice.
  await page.getByLabel(english.requests.items.holder).fill('Police of Kobe');
  await save.click();
  await heading(english.requests.items.reason).waitFor();
  await page.goBack();
  assert.equal(await page.getByLabel(english.requests.items.holder).inputValue(), 'Police of Kobe');
  await walkItem(page, {
    holder: 'Police of Osaka',
    reason: 'The altered invoices were made on this computer.',
    details: { 'Device: make and model': 'Example Book 13', 'Format of the image': 'AFF4' },
  });
  await heading('Item 1: Forensic image').waitFor();
  await page.getByText('AFF4').waitFor();
  // A device has no period and nobody was asked to preserve it; what lacks is said beside.
  assert.equal(await page.getByText('Period').count(), 0);
  assert.equal(await page.getByText('Earlier preservation').count(), 0);
  await page.getByRole('complementary').getByText('Digest by which it is compared').waitFor();
  await look(page, 'request-image-said');

  await changePart(page, 'Digest by which it is compared', (on) => on.getByLabel('SHA-256').check());
  await changePart(page, 'Where the device is', (on) =>
    on.getByRole('textbox').fill('Store of the police of Osaka'),
  );
  await page.getByText('SHA-256').waitFor();
  await page.getByRole('link', { name: 'Change What kind of evidence is it?' }).click();
  assert.ok(await page.getByLabel('Forensic image').isChecked());
  await page.getByLabel('Network data').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await heading(english.requests.items.category).waitFor();
  await look(page, 'request-network');
  await page.getByLabel('Content', { exact: true }).check();
  await save.click();
  await heading('Item 1: Network data').waitFor();
  await page.getByText('Police of Osaka').first().waitFor();
  assert.equal(await page.getByText('AFF4').count(), 0);
  await page.getByText(english.requests.findings.wrongKind).waitFor();
  await page.goto(`${site.url}/cases/${file.reference}/requests/1/questions/assistance`);
  await page.getByRole('heading', { name: 'Item 1: Network data (Content)' }).waitFor();
});
