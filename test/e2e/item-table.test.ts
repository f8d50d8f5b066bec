// Several items at once: in rows on one page, from a CSV file, pasted. Nothing is kept where one of them is not right.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, openBrowser } from '../support/site.ts';
import { said as english } from '../support/words.ts';

const WORDS = english.requests.itemTable;
const BRING = english.drafting.bring.button;

const csv = (lines: readonly string[]) => ({
  name: 'items.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\r\n')}\r\n`),
});

async function begun(t: TestContext, form: string, field: string) {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  await draftedBy(people, ines.id, file.id, form);
  const page = await pageOf(browser, site, ines);
  const request = `${site.url}/cases/${file.reference}/requests/1`;
  return { page, list: `${request}/questions/${field}`, items: `${request}/items/${field}` };
}

const cell = (page: Page, column: string, row: number) =>
  page.getByLabel(WORDS.cell(column, row), { exact: true });
const headings = (page: Page) => page.getByRole('heading', { level: 2, name: /^Item \d/ }).count();
const bringFile = async (page: Page, lines: readonly string[]): Promise<void> => {
  await page.getByLabel('File').setInputFiles(csv(lines));
  await page.getByRole('button', { name: BRING, exact: true }).first().click();
};

test('rows of several items are typed over on one page, and all are saved together or none', async (t) => {
  const made = await begun(t, 'bc-31-subscriber', 'data');
  if (made === undefined) return;
  const { page, list, items } = made;
  const { identifiers, holder } = english.requests.items;
  await page.goto(list);
  await page.getByRole('link', { name: WORDS.link }).click();
  await page.getByRole('heading', { level: 1, name: WORDS.title }).waitFor();
  assert.equal(await cell(page, holder, 1).inputValue(), 'Example Mail');
  await cell(page, holder, 1).fill('Example Mail SAS');
  for (const row of [2, 3]) {
    await cell(page, WORDS.kind, row).selectOption('subscriber');
    await cell(page, identifiers, row).fill(`b${row}@harbour.example`);
    await cell(page, holder, row).fill('Other Mail SAS');
  }
  await cell(page, identifiers, 3).fill('harbour');
  await page.getByRole('button', { name: WORDS.save }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'request-item-table');
  assert.equal(await cell(page, holder, 1).inputValue(), 'Example Mail SAS', 'what was typed is still there');
  await cell(page, identifiers, 3).fill('c@harbour.example | +44 20 7946 0958');
  await page.getByRole('button', { name: WORDS.save }).click();
  await page.getByText('c@harbour.example').waitFor();
  assert.equal(await headings(page), 3);
  await page.getByText('Example Mail SAS').first().waitFor();

  await page.goto(`${items}/table`);
  for (const column of [identifiers, holder]) await cell(page, column, 2).fill('');
  await cell(page, WORDS.kind, 2).selectOption('');
  await cell(page, english.requests.items.category, 2).selectOption('');
  await page.getByRole('button', { name: WORDS.save }).click();
  await page.waitForURL(/questions/);
  assert.equal(await headings(page), 2, 'an emptied row is taken out');
});

test('items come in from a file and pasted, each wrong cell named by its line', async (t) => {
  const made = await begun(t, 'mla-request', 'assistance');
  if (made === undefined) return;
  const { page, items } = made;
  await page.goto(`${items}/table`);
  await look(page, 'request-item-table-empty');
  await bringFile(page, [
    'kind,identifiers,from,to,holder,reason',
    'subscriber,ada@mail.example,,,Example Mail SAS,Wrote it',
    'content,ada@mail.example,2026-10-05,2026-10-01,Example Mail SAS,Wrote it',
  ]);
  await page.getByText(english.drafting.bring.wrongTitle).waitFor();
  const wrong = page.getByRole('table', { name: english.drafting.bring.table }).getByRole('row');
  assert.match((await wrong.nth(1).textContent()) ?? '', /3.*to.*2026-10-01.*later than the start/s);
  await look(page, 'request-item-lines-wrong');
  await page.goto(`${items}/table`);
  assert.equal(await cell(page, english.requests.items.holder, 1).inputValue(), '', 'nothing was kept');

  const rows = Array.from(
    { length: 7 },
    (_, i) => `subscriber,a${i}@mail.example,,,Example Mail SAS,Wrote it`,
  );
  await bringFile(page, ['kind,identifiers,from,to,holder,reason', ...rows]);
  await page.getByText('a6@mail.example').waitFor();
  await page.goto(`${items}/table`);
  await page
    .getByLabel(english.drafting.bring.paste)
    .fill('content\tcontent\tada@mail.example\t2026-10-01\t2026-10-05\tExample Mail SAS');
  await page.getByRole('button', { name: BRING, exact: true }).last().click();
  await page.getByText('ada@mail.example').waitFor();
  assert.equal(await headings(page), 8);

  const template = await page.request.get(`${items}/template.csv`);
  const text = await template.text();
  assert.match(text, /^\uFEFF?kind,category,identifiers,from,to,holder,/);
  assert.equal(text.trim().split('\r\n').length, 9);
});
