// The first minutes of somebody who looks round: the sample case is offered, loaded once, and every exhibit has a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit } from '../../src/evidence/upkeep/audit.acts.ts';
import { loadSample } from '../../src/evidence/desks/sample.acts.ts';
import { imageTools } from '../../src/forensics/sources/image-tools.ts';
import { testInstallation } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

test('the sample is loaded by real acts, and loading it again changes nothing', async (t) => {
  const { house } = await testInstallation(t);
  const first = await loadSample(house, imageTools, undefined);
  const again = await loadSample(house, imageTools, undefined);
  assert.equal(again.reference, first.reference);
  const report = await audit(house);
  assert.deepEqual(report.differences, []);
  assert.equal(report.exhibits.held, 5);
});

test('an administrator of an empty house is offered the sample, and looks round in it', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const page = await pageOf(browser, site, await enrol(people, 'ana', ['administrator']));
  await page.goto(site.url);
  await look(page, 'sample-offered');
  await page.getByRole('button', { name: said.sample.button }).click();
  await page.getByRole('heading', { name: 'Sample: harbour invoices' }).waitFor({ timeout: 60_000 });
  const address = page.url();
  await page.goto(`${address}/evidence`);
  await look(page, 'sample-evidence');
  await page.getByRole('link', { name: /-1$/ }).click();
  await page.getByRole('heading', { name: said.evidence.happened }).waitFor();
  await look(page, 'sample-exhibit');
  await page.goto(site.url);
  assert.equal(await page.getByRole('button', { name: said.sample.button }).count(), 0);
});
