// Once an order has gone: a remedy used against it with its outcome, costs claimed and reimbursed, a mistake said to be one; and the
// figures of the year that count them, for whoever may know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goOn } from '../support/go-on.ts';
import { readCsv } from '../../src/base/csv.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { beginRequest } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { completeDraft } from '../support/complete-request.ts';
import { testCase } from '../support/installation.ts';
import { sayDay } from '../support/moment.ts';
import { asMember, enrol, pageOf, testSite } from '../support/people.ts';
import { sent } from '../support/sent-request.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said as english } from '../support/words.ts';

test('a remedy and costs are recorded of an order one question a page, and counted in the year', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const acting = { ...(await asMember(people, lena, file)), law: await shippedLaw() };
  const { answers } = await completeDraft('epoc');
  const number = await beginRequest(acting, 'epoc', answers);
  const address = `${site.url}/cases/${file.reference}/requests/${number}`;
  const page = await pageOf(browser, site, lena);
  const record = (): Promise<void> => page.getByRole('button', { name: english.orderRecord.record }).click();
  const today = new Date(people.clock()).toISOString().slice(0, 10);

  await page.goto(`${address}/remedies/new`);
  await page.getByText(english.orderRecord.notGone).waitFor();
  assert.equal(await page.getByRole('link', { name: english.remedy.record }).count(), 0);
  await sent(acting, number, 'acknowledged');

  await page.goto(address);
  await page.getByRole('link', { name: 'Remedies' }).click();
  await page.getByText(english.remedy.none).waitFor();
  await look(page, 'remedies-none');
  await page.getByRole('link', { name: english.remedy.record }).click();
  await goOn(page);
  await page.getByRole('alert').waitFor();
  await page.getByLabel(/^Against the order, before a court/).check();
  await look(page, 'remedy-kind');
  await goOn(page);
  await page.getByLabel(english.remedy.users.suspect).check();
  await look(page, 'remedy-who');
  await goOn(page);
  await sayDay(page, english.remedy.asks.on, '2019-01-05');
  await goOn(page);
  await page.getByRole('link', { name: /^Enter a date/ }).waitFor();
  await sayDay(page, english.remedy.asks.on, today);
  await look(page, 'remedy-day');
  await goOn(page);
  await page.getByLabel(english.remedy.asks.court).fill('Court of Example');
  await goOn(page);
  await page.getByLabel(english.remedy.asks.evidence).fill('Copy of the application');
  assert.doesNotMatch(page.url(), /Court|Copy/, 'what may name somebody stands in no address');
  await goOn(page);
  // Back to the first question and on again: nothing is lost.
  await page.getByRole('link', { name: /^Change.*: Remedy/ }).click();
  assert.ok(await page.getByLabel(/^Against the order, before a court/).isChecked());
  await goOn(page);
  await page.getByText('Copy of the application').waitFor();
  await look(page, 'remedy-said');
  // Pressed twice at once: one is recorded.
  await page.getByRole('button', { name: english.orderRecord.record }).dblclick();
  await page.getByText(english.orderRecord.saved, { exact: true }).waitFor();
  assert.equal(await page.getByRole('heading', { name: /^Remedy \d/ }).count(), 1);

  await page.getByRole('link', { name: /^Record the outcome/ }).click();
  await page.getByLabel(/^Rejected/).check();
  await look(page, 'remedy-outcome');
  await goOn(page);
  await sayDay(page, english.remedy.asks.decidedOn, today);
  await goOn(page);
  await page.getByLabel(english.remedy.asks.evidence).fill('Decision 4');
  await goOn(page);
  await record();
  await page.getByText(english.orderRecord.saved, { exact: true }).waitFor();
  assert.equal(await page.getByRole('link', { name: /^Record the outcome/ }).count(), 0);
  await look(page, 'remedies');

  await page.goto(address);
  await page.getByRole('link', { name: 'Costs claimed' }).click();
  const claim = async (amount: string): Promise<void> => {
    await page.getByRole('link', { name: english.costClaim.record }).click();
    await page.getByLabel('How much was claimed').fill(amount);
    await goOn(page);
    await sayDay(page, english.costClaim.asks.claimed.on, today);
    await goOn(page);
    await page.getByLabel(english.costClaim.asks.claimed.evidence).fill('Invoice 4711');
    await goOn(page);
    await look(page, 'claim-said');
    await record();
    await page.getByText(english.orderRecord.saved, { exact: true }).waitFor();
  };
  await page.getByRole('link', { name: english.costClaim.record }).click();
  await page.getByLabel('How much was claimed').fill('much');
  await goOn(page);
  await page.getByRole('link', { name: /^Enter an amount above zero/ }).waitFor();
  await look(page, 'claim-amount');
  await page.goto(`${address}/costs`);
  await claim('1 200,50 eur');
  await claim('7.10 EUR');
  await page.getByRole('link', { name: /^Record reimbursement.*Claim 1$/ }).click();
  await page.getByLabel(english.costClaim.asks.reimbursed.amount).fill('1300');
  await goOn(page);
  await page.getByRole('link', { name: /up to 1200.50 EUR/ }).waitFor();
  await page.getByLabel(english.costClaim.asks.reimbursed.amount).fill('1000');
  await look(page, 'claim-reimbursed');
  await goOn(page);
  await sayDay(page, english.costClaim.asks.reimbursed.on, today);
  await goOn(page);
  await page.getByLabel(english.costClaim.asks.reimbursed.evidence).fill('Transfer of today');
  await goOn(page);
  await record();
  await page.getByRole('link', { name: /^Mark as recorded by mistake.*Claim 2$/ }).click();
  await page.getByLabel(english.orderRecord.whyMistaken).fill('Of another order');
  await look(page, 'claim-mistake');
  await record();
  await page.getByText(english.orderRecord.mistaken).first().waitFor();
  assert.equal(await page.getByRole('link', { name: /Claim 2$/ }).count(), 0);
  await look(page, 'costs');
  const asTable = await page.request.get(`${address}/costs/csv`);
  const listed = readCsv(await asTable.text()).rows.map(({ cells: line }) => line.slice(1, 4).join(' '));
  assert.deepEqual(listed.slice(1), [
    `1200.50 EUR ${today} Reimbursed`,
    `7.10 EUR ${today} Recorded by mistake`,
  ]);

  const year = today.slice(0, 4);
  await page.goto(`${site.url}/desk/statistics/orders?year=${year}`);
  await page
    .getByRole('table', { name: 'Remedies' })
    .getByText(english.remedy.outcomes.rejected)
    .first()
    .waitFor();
  const costs = page.getByRole('table', { name: 'Costs claimed' });
  const cells = (await costs.locator('tbody td').allInnerTexts()).map((one) =>
    one.replaceAll(/\s+/g, ' ').trim(),
  );
  assert.deepEqual(cells, [
    'Production order',
    'sent',
    '1200.50 EUR Claims: 1',
    '1000.00 EUR Claims: 1',
    '–',
  ]);
  await look(page, 'statistics-records');
  const csv = await page.request.get(`${site.url}/desk/statistics/orders/csv?year=${year}`);
  const tables = readCsv(await csv.text()).rows.map(({ cells: line }) => `${line[1]} ${line[2]}`);
  for (const one of ['remedies h', 'costs claimed j', 'costs reimbursed j'])
    assert.ok(tables.includes(one), one);

  // Who may see, and not record: the list alone.
  const reader = await pageOf(browser, site, ines);
  await reader.goto(`${address}/remedies`);
  await reader.getByText('Court of Example').waitFor();
  assert.equal(await reader.getByRole('link', { name: /Record/ }).count(), 0);
  assert.equal((await reader.goto(`${address}/remedies/new`))?.status(), 403);
});
