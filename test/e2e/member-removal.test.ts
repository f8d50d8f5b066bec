// Somebody is taken out of a case who holds one of its exhibits: it is asked, and stands in the history.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setHolder } from '../../src/evidence/custody/hand-over.store.ts';
import { itemOfNumber } from '../../src/evidence/exhibits/exhibit.ts';
import { imageTools } from '../../src/forensics/sources/image-tools.ts';
import { testCase, testExhibit } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, openBrowser, SAMPLE_IMAGE } from '../support/site.ts';
import { said } from '../support/words.ts';

test('whoever holds an exhibit is taken out after a question that names it, with a reason in the history', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const omar = await enrol(people, 'omar', [], [[file, 'examiner']]);
  const exhibit = await testExhibit(house, file, {
    from: { kind: 'path', path: SAMPLE_IMAGE },
    images: imageTools,
  });
  await house.db.transaction((tx) => setHolder(tx, exhibit.id, omar.id));
  const page = await pageOf(browser, site, lena);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/${itemOfNumber(exhibit.number)}`);
  // Its own hash was compared when it came: that is its state, and not that nothing was checked.
  await page.locator('.c-titled .c-tag, .c-titled .govuk-tag').first().waitFor();
  assert.equal(await page.getByText(said.evidence.unchecked).count(), 0);
  await look(page, 'exhibit-own-hash');
  await page.goto(`${site.url}/cases/${file.reference}`);
  await page.getByRole('link', { name: `${said.cases.remove} Omar Example` }).click();
  await page.getByRole('link', { name: exhibit.number }).waitFor();
  await look(page, 'case-member-remove');
  await page.getByRole('textbox').fill('Moved to another unit');
  await page.getByRole('button', { name: said.cases.removeButton }).click();
  await page.getByText(said.cases.removed).waitFor();
  await page.goBack(); // nothing is sent again, and nothing is asked any more
  await page.getByText(said.cases.removed).waitFor();
  await page.goto(`${site.url}/cases/${file.reference}/history`);
  await page.getByText('Moved to another unit').waitFor();
  await look(page, 'case-history-members');
});
