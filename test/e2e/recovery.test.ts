// Recovery by two, in a real browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { codeOf, look, newVisitor, openBrowser } from '../support/site.ts';
import { said, saying } from '../support/words.ts';

test('a lost phone: one administrator proposes, another confirms, the link opens the way once', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const ines = await enrol(people, 'ines');

  // With one administrator there is no way on the pages, and they say which there is.
  const first = await pageOf(browser, site, ana);
  await first.goto(`${site.url}/people/${ines.id}`);
  await first.getByText('./comity people recover ines@agency.example').waitFor();
  await look(first, 'recovery-too-few');

  const ben = await enrol(people, 'ben', ['administrator']);
  const cora = await enrol(people, 'cora', ['administrator']);
  await first.reload();
  await first.getByRole('link', { name: said.recovery.begin }).click();
  await look(first, 'recovery-propose');
  await first.getByRole('button', { name: said.recovery.propose }).click();
  await first.getByRole('status').getByText(said.recovery.proposed).waitFor();
  await first.getByText(said.recovery.waitsForAnother).waitFor();
  assert.equal(await first.getByRole('button', { name: saying(said.recovery.confirm) }).count(), 0);
  await look(first, 'recovery-proposed');

  const second = await pageOf(browser, site, ben);
  await second.goto(site.url);
  await look(second, 'recovery-waiting');
  await second.getByRole('link', { name: said.recovery.waitingWork(1) }).click();
  await look(second, 'recovery-confirm');
  await second.getByRole('button', { name: `${said.recovery.confirm} Ines Example` }).click();
  const link = ((await second.locator('code.c-link').textContent()) ?? '').trim();
  await look(second, 'recovery-link');

  // A third who looked at the same page is too late.
  const third = await pageOf(browser, site, cora);
  await third.goto(`${site.url}/people`);
  assert.equal(await third.getByRole('button', { name: saying(said.recovery.confirm) }).count(), 0);

  const page = await (await newVisitor(browser)).newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(link);
  await look(page, 'recovery-back');
  await page.getByLabel(said.password.new).fill('short');
  await page.getByRole('button', { name: said.recovery.backButton }).click();
  await page.getByRole('alert').getByText('at least 12 characters').waitFor();
  await page.getByLabel(said.password.new).fill('a later horse and battery');
  await page.getByRole('button', { name: said.recovery.backButton }).click();
  await page.getByLabel('Your password').fill('a later horse and battery');
  await page.getByRole('button', { name: 'Continue' }).click();
  const key = (await page.locator('code.c-code').textContent()) ?? '';
  await page.getByLabel(said.factor.code).fill(codeOf(key));
  await page.getByRole('button', { name: said.factor.confirm }).click();
  await page.getByRole('status').getByText(said.factor.isSet).waitFor();
  await page.goto(site.url);
  await page.getByText(said.recovery.toldTitle).waitFor();
  await look(page, 'recovery-told');

  await third.goto(link);
  await third.getByRole('heading', { name: said.invitation.goneTitle }).waitFor();
});
