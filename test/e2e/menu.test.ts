// The bar of every page on a phone: one line, and all of it behind a button that needs no script.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { checkWidth, NARROW, openBrowser } from '../support/site.ts';

test('on a phone the menu opens by the keyboard without a script, and closes with Escape', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', ['administrator', 'auditor'], [[file, 'lead']]);
  const page = await pageOf(browser, site, lena, { viewport: NARROW, javaScriptEnabled: false });
  await page.goto(`${site.url}/cases`);
  const menu = page.getByRole('button', { name: 'Menu' });
  const cases = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases' });
  const bar = await page.getByRole('banner').boundingBox();
  assert.ok(bar !== null && bar.height < 60, 'one line');
  assert.equal(await cases.isVisible(), false);
  await menu.focus();
  await page.keyboard.press('Enter');
  await cases.waitFor();
  assert.equal(await cases.getAttribute('aria-current'), 'page');
  await page.keyboard.press('Escape');
  await cases.waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await cases.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.ok(await cases.evaluate((one) => one === document.activeElement), 'what opened comes next');
  await page.getByRole('link', { name: 'Lena Example' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.match(page.url(), /\/account$/);
});

test('on a phone the open menu is as axe wants it, in both directions; on a wide page nothing is hidden', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const page = await pageOf(browser, site, await enrol(people, 'lena', ['administrator', 'auditor']));
  await page.goto(`${site.url}/law`);
  assert.equal(await page.getByRole('button', { name: 'Menu' }).count(), 0);
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  for (const [language, words, sign] of [
    ['English', 'Menu', 'Sign out'],
    ['العربية', 'القائمة', 'خروج'],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: language }).click();
    await page.setViewportSize(NARROW);
    await page.getByRole('button', { name: words }).click();
    await page.getByRole('button', { name: sign }).waitFor();
    // The page lies below it.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include('.c-bar').analyze();
    assert.deepEqual(violations, []);
    await checkWidth(page);
  }
});
