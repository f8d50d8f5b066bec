// Stories of the planner in a real browser: an investigator asks, page by page, gets the plan, takes it along, looks at
// what would change, and finds the answer again later.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { goOn } from '../support/go-on.ts';
import { sayDay } from '../support/moment.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, openBrowser, type Site } from '../support/site.ts';
import { said, saying } from '../support/words.ts';

const SLOW = 20_000;

async function investigator(
  t: TestContext,
  browser: Browser,
  options = {},
): Promise<{ page: Page; site: Site }> {
  const { people, site } = await testSite(t);
  const page = await pageOf(browser, site, await enrol(people, 'ines'), options);
  page.setDefaultTimeout(SLOW);
  return { page, site };
}

test('an investigator finds a way from a form and exports it', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { page, site } = await investigator(t, browser);
  await page.goto(site.url);
  await page.getByRole('link', { name: said.ways.law }).click();
  await page.getByRole('link', { name: said.ways.title }).click();
  await page.getByRole('heading', { name: said.ways.title }).waitFor();
  await look(page, 'ways-start');
  await page.getByRole('button', { name: said.ways.start }).click();

  assert.equal(await page.getByLabel(said.ways.ask.from.label).inputValue(), 'France');
  await look(page, 'ways-from');
  await goOn(page);
  await goOn(page);
  await page.getByRole('alert').getByText(said.ways.ask.chooseData).waitFor();
  await page.getByRole('checkbox', { name: 'Content', exact: true }).check();
  await look(page, 'ways-data');
  await goOn(page);
  await page.getByLabel(said.ways.ask.held.to).fill('Atlantis');
  await goOn(page);
  await page.getByRole('alert').getByText(said.phrases.askedState).waitFor();
  await page.getByLabel(said.ways.ask.held.to).fill('France');
  await goOn(page);
  await page.getByRole('alert').getByText(said.ways.ask.sameState).waitFor();
  await page.getByLabel(said.ways.ask.held.to).fill('united states');
  await page.getByLabel(said.ways.ask.held.provider).selectOption('Google');
  await look(page, 'ways-held');
  await goOn(page);
  await look(page, 'ways-place');
  await goOn(page);
  await sayDay(page, saying(said.ways.ask.urgency.deadline), '2027-04');
  await goOn(page);
  await page.getByRole('alert').getByText('Enter a date such as').waitFor();
  await look(page, 'ways-urgency-wrong');
  await sayDay(page, saying(said.ways.ask.urgency.deadline), '2027-04-30');
  await page.getByLabel('For how many days').fill('30');
  await look(page, 'ways-urgency');
  await goOn(page);
  await page.getByRole('radio', { name: said.ways.ask.use.court }).check();
  await look(page, 'ways-use');
  await goOn(page);
  await page
    .getByLabel(said.ways.ask.offence.type)
    .selectOption({ label: 'Fraud, including against the Union budget (Directive 2017/1371)' });
  await page.getByLabel(said.ways.ask.offence.years).fill('5');
  await look(page, 'ways-offence');
  await goOn(page);
  await look(page, 'ways-known');
  await goOn(page);
  await page.getByLabel(said.ways.ask.details.identifiers).fill('someone@mail.example\n198.51.100.7');
  await look(page, 'ways-details');
  await goOn(page);
  await page.getByRole('heading', { name: said.ways.ask.check }).waitFor();
  await look(page, 'ways-check');
  await page.getByRole('link', { name: /^Change.*How urgent/ }).click();
  await goOn(page);
  await page.getByRole('button', { name: said.ways.ask.show }).click();

  await page.getByRole('heading', { level: 1, name: 'Content held in the United States' }).waitFor();
  await page.getByText(said.ways.plan.preserveFirst).waitFor();
  await page
    .getByRole('heading', { name: `1 Ask for preservation, ${said.ways.plan.way['network-24-7']}` })
    .waitFor();
  await page.getByRole('heading', { name: said.ways.plan.closed }).waitFor();
  await page.getByText(said.ways.ask.use.court.toLowerCase()).first().waitFor();
  await look(page, 'ways-plan');
  const address = page.url();
  const taken: string[] = [];
  for (const kind of ['JSON', 'CSV']) {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: kind, exact: true }).click();
    taken.push(readFileSync(await (await waiting).path(), 'utf8'));
  }
  assert.match(taken[1] ?? '', /^category,held_in,way,state,/);
  const answer = JSON.parse(taken[0] ?? '') as { v: number; need: { from: string; identifiers: string[] } };
  assert.deepEqual([answer.v, answer.need.from, answer.need.identifiers.length], [1, 'FR', 2]);

  // Every fact; what if; the same answer later.
  await page.getByRole('link', { name: said.ways.plan.everyFact }).click();
  await page.getByRole('heading', { name: said.ways.plan.everyFact }).waitFor();
  await look(page, 'ways-facts');
  await page.goto(address);
  await page.getByRole('link', { name: '… it were urgent' }).click();
  await page.getByRole('heading', { name: 'What if it were urgent?' }).waitFor();
  await look(page, 'ways-what-if');
  await page.getByRole('link', { name: said.ways.plan.whatIfBack }).click();
  await page.getByRole('link', { name: said.ways.plan.again }).click();
  await page.getByText(said.ways.old.same).waitFor();
  await look(page, 'ways-answer');
  await page.goto(`${site.url}/channels`);
  await page.getByRole('link', { name: 'Content held in the United States' }).waitFor();
  await look(page, 'ways-start-again');
});

/** Presses the tab key until the field or button has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  const FIELDS_MAX = 80;
  for (let i = 0; i < FIELDS_MAX; i++) {
    if (await to.evaluate((one) => one === one.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${String(to)} is not reached by the tab key`);
}

test('a way is found with the keyboard alone and without a script, and taken along', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { page, site } = await investigator(t, browser, { javaScriptEnabled: false });
  await page.goto(`${site.url}/channels/ask/from`);
  const next = async (): Promise<void> => {
    await tabTo(page, page.getByRole('button', { name: 'Continue' }));
    await page.keyboard.press('Enter');
  };
  await tabTo(page, page.getByLabel(said.ways.ask.from.label));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Germany');
  await next();
  await tabTo(page, page.getByRole('checkbox', { name: 'Subscriber', exact: false }).first());
  await page.keyboard.press('Space');
  await next();
  await tabTo(page, page.getByLabel(said.ways.ask.held.to));
  await page.keyboard.type('Ireland');
  await next();
  for (let step = 0; step < 6; step++) await next();
  await tabTo(page, page.getByRole('button', { name: said.ways.ask.show }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Subscriber data held in Ireland' }).waitFor();
  const contents = page.getByRole('navigation', { name: said.ways.plan.contents });
  await tabTo(page, contents.getByRole('link', { name: said.ways.plan.closed }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: said.ways.plan.closed }).waitFor();
  const download = page.waitForEvent('download');
  await tabTo(page, page.getByRole('link', { name: 'CSV', exact: true }));
  await page.keyboard.press('Enter');
  assert.match(readFileSync(await (await download).path(), 'utf8'), /^category,held_in,way,state,/);
});
