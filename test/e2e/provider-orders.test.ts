// The desk of a provider, in a browser: an order is looked at, checked, its account and its data recorded, answered; its figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insOf } from '../../src/exchange/in.store.ts';
import { setOurs } from '../../src/exchange/provider-order.acts.ts';
import { pageOf } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { sentBetween } from '../support/request-between.ts';
import { look, openSite } from '../support/site.ts';
import { said } from '../support/words.ts';

const words = said.providerOrders;

test('an order is looked at, checked, kept, mapped, answered and counted', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { lyon, tokyo, desk, conversation, talk } = await sentBetween(t, 'provider-preservation', [
    'provider',
  ]);
  await setOurs(tokyo.people, tokyo.ana, { entities: ['Example Mail Inc.'], services: ['Example Mail'] });
  const site = await openSite(t, { home: tokyo.made.home, env: tokyo.made.env });
  const page = await pageOf(browser, site, desk);
  const press = (name: string) => page.getByRole('button', { name }).click();
  await page.goto(`${site.url}/provider-orders`);
  await look(page, 'provider-orders');
  await page.getByRole('link', { name: /\/R\d+/ }).click();
  await page.getByText(words.checks.entities.ours).first().waitFor();
  await look(page, 'provider-order');

  await page.getByRole('link', { name: words.accounts.record }).click();
  await page.getByRole('radio').first().check();
  await press(said.form.next);
  await page.getByLabel(words.accounts.found.account).check();
  await press(said.form.next);
  await page.getByLabel(words.accounts.account).fill('acct-2291');
  await press(said.form.next);
  await press(words.accounts.record);
  await page.getByText('acct-2291').waitFor();
  await page.getByRole('link', { name: words.keep.record }).click();
  await look(page, 'provider-keep');
  await page.getByLabel(words.keep.outcomes.kept).check();
  await press(said.form.next);
  await page.getByLabel(words.keep.reference).fill('LE-4471');
  await press(said.form.next);
  await press(words.keep.record);
  await page.getByText('LE-4471').waitFor();

  await page.getByRole('link', { name: words.answer.record }).click();
  await look(page, 'provider-answer');
  await press(said.form.next);
  await page.getByRole('alert').waitFor();
  await page.getByLabel(said.requestLife.grounds.insufficient).check();
  await press(said.form.next);
  await page.getByLabel(words.answer.asks.question).fill('Which of the two accounts?');
  await press(said.form.next);
  await page.getByLabel(said.form.yesNo.yes).check();
  await press(said.form.next);
  await look(page, 'provider-answer-check');
  await press(words.answer.record);
  await page.getByText('Which of the two accounts?').waitFor();
  await look(page, 'provider-order-answered');
  await talk();
  const came = (await insOf(lyon.house.db.kysely, conversation)).map(({ type }) => type);
  assert.ok(came.includes('providerAnswer'));

  await page.goto(`${site.url}/provider-orders`);
  await page.getByRole('link', { name: words.figures.short }).click();
  await page.getByText(words.figures.hint).waitFor();
  await look(page, 'provider-figures');
  const csv = await page.request.get(`${site.url}/provider-orders/transparency/csv`);
  assert.match(await csv.text(), /,1,\d,2,1,1,0,0,0\r?\n/);
});
