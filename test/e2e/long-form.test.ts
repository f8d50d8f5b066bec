// A long form from its first question to the check: one question a page, counted, forwards and back, and nothing sent twice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { givenBefore } from '../../src/requests/verbs/drafting/questions/given-before.ts';
import type { Answers } from '../../src/requests/core/answers.ts';
import { readRequest } from '../../src/requests/machine/messages/request-file.ts';
import { requestOf } from '../../src/requests/machine/states/request.store.ts';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, openBrowser } from '../support/site.ts';
import { said as english } from '../support/words.ts';

const COMPLETE = new URL('../../fixtures/requests/epoc-pr/complete.json', import.meta.url);
const ENOUGH = 100;

const save = (page: Page): Promise<void> => page.getByRole('button', { name: english.add.saveNext }).click();

async function begun(t: TestContext, answers: Answers) {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  await draftedBy(people, ines.id, file.id, 'epoc-pr', { answers });
  const page = await pageOf(browser, site, ines);
  const saved = () => people.db.asPerson(ines.id, (tx) => requestOf(tx, file.id, 1));
  return { page, saved, order: `${site.url}/cases/${file.reference}/requests/1` };
}

/** As the form would be filled in, field by field. Returns how many fields there were. */
async function fillIn(page: Page, given: URLSearchParams): Promise<number> {
  let filled = 0;
  for (const name of new Set(given.keys())) {
    const fields = page.locator(`main [name="${name}"]`);
    if ((await fields.count()) === 0) continue;
    filled += 1;
    const first = fields.first();
    const type = await first.getAttribute('type');
    const values = given.getAll(name);
    if (type === 'radio' || type === 'checkbox')
      for (const value of values) await page.locator(`main [name="${name}"][value="${value}"]`).check();
    else if ((await first.evaluate(({ tagName }) => tagName)) === 'SELECT')
      for (const [i, value] of values.entries()) await fields.nth(i).selectOption(value);
    else await first.fill(values[0] ?? '');
  }
  return filled;
}

test('an order to keep data is written from nothing, a box of the certificate a page, and nothing is passed over', async (t) => {
  const { legal, answers } = readRequest(readFileSync(COMPLETE, 'utf8'), await shippedLaw());
  const made = await begun(t, {});
  if (made === undefined) return;
  const { page, saved, order } = made;
  const given = givenBefore(legal.fields, answers);

  await page.goto(order);
  await page.getByText('Not started').first().waitFor();
  await page.getByRole('link', { name: 'Issuing authority', exact: true }).click();
  const asked: string[] = [];
  const places: string[] = [];
  while (!page.url().endsWith('/check') && asked.length < ENOUGH) {
    const at = page.url();
    await page.getByRole('heading', { level: 1 }).waitFor();
    places.push((await page.locator('main .c-caption').textContent()) ?? '');
    asked.push(decodeURIComponent(at.split('/').at(-1) ?? ''));
    await fillIn(page, given);
    if (
      ['issuing.representative', 'validating.kind', 'range', 'ip', 'subscriber'].includes(asked.at(-1) ?? '')
    )
      await look(page, `long-${asked.at(-1)}`);
    await save(page);
    await page.waitForURL((url) => url.href !== at);
  }
  assert.equal(new Set(asked).size, asked.length, 'no question comes twice');
  assert.deepEqual((await saved())?.version.answers, answers);
  assert.ok(asked.includes('validating.name'), 'of what other answers bring in too');
  t.diagnostic(`pages of a preservation order: ${asked.length}`);
  assert.ok(asked.length <= 16, asked.join(' '));
  assert.equal(places[0]?.trim(), 'Issuing authority · 1 of 2');
  assert.equal(places[1]?.trim(), 'Issuing authority · 2 of 2');
  await look(page, 'long-check');
  await page.goto(order);
  await look(page, 'long-tasks');
  await page.getByText('Questions: 3').first().click();
  await look(page, 'long-tasks-open');
  await page.getByRole('button', { name: 'العربية' }).click();
  await look(page, 'long-tasks-arabic');
  for (const name of ['issuing.fax', 'validating.date', 'subscriber', 'addressee.name']) {
    await page.goto(`${order}/questions/${name}`);
    await look(page, `long-${name}-arabic`);
  }
});

test('an answer is changed from the check, what it brings in is asked, and what it takes away is not', async (t) => {
  const { answers } = readRequest(readFileSync(COMPLETE, 'utf8'), await shippedLaw());
  const made = await begun(t, answers);
  if (made === undefined) return;
  const { page, saved, order } = made;

  await page.goto(`${order}/check`);
  await page.getByRole('link', { name: 'Change Kind of authority' }).first().click();
  await page.getByRole('link', { name: english.add.check }).click();
  await page.getByRole('link', { name: 'Change Kind of authority' }).first().click();
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  await page.getByLabel(/^judge/).check();
  await save(page);
  await page.getByRole('heading', { name: english.add.check }).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Validating authority' }).count(), 0);
  await page.goto(order);
  await page.getByRole('link', { name: 'Issuing authority', exact: true }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Validating authority' }).count(), 0);
  // Nothing is asked there now, and nothing has ever been there: the way goes on.
  await page.goto(`${order}/questions/validating.name`);
  await page.getByRole('heading', { name: english.add.check }).waitFor();
  await page.goto(`${order}/questions/at-issuing`);
  assert.equal(page.url(), order);
  assert.equal((await saved())?.version.answers['validating.name'], answers['validating.name']);
});

test('what the form asks for once more stands there; Back asks nothing to be sent again', async (t) => {
  const made = await begun(t, { 'issuing.name': 'Cyber unit of Lyon' });
  if (made === undefined) return;
  const { page, saved, order } = made;

  // The address of a field that is asked together with others is that of their page.
  await page.goto(`${order}/questions/issuing.authority`);
  await page.getByText(english.requests.repeated).waitFor();
  assert.equal(await page.getByLabel('Name of authority').inputValue(), 'Cyber unit of Lyon');
  assert.equal((await saved())?.version.answers['issuing.authority'], undefined, 'until it is saved');
  await save(page);
  await page.getByRole('heading', { name: 'How is that authority reached?' }).waitFor();
  assert.equal((await saved())?.version.answers['issuing.authority'], 'Cyber unit of Lyon');
  await page.getByRole('link', { name: 'Previous question' }).click();
  await page.getByLabel('Name of authority').waitFor();
  assert.equal(await page.getByText(english.requests.repeated).count(), 0);

  await page.goto(`${order}/questions/issuing.phone`);
  const phone = page.getByLabel('Telephone');
  await phone.fill('12');
  await save(page);
  await page.getByText(english.requests.problems.phoneWithoutCountry).first().waitFor();
  assert.equal(await phone.inputValue(), '12', 'nothing that was typed is lost');
  await phone.fill('+33 1 23 45 67 89');
  await save(page);
  await page.getByRole('heading', { name: 'Is there another contact point?' }).waitFor();
  await page.goBack();
  await phone.waitFor();
  assert.equal(await phone.inputValue(), '+33 1 23 45 67 89');
});
