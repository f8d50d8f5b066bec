// A person makes a key for another program, reads what it can ask, and ends it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertMember } from '../../src/people/case-member.store.ts';
import { openHouse } from '../../src/server/server.ts';
import { newAccount } from '../support/account.ts';
import { testCase, testInstallation } from '../support/installation.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { checkAccessible, newVisitor, openSite, picture } from '../support/site.ts';
import { said } from '../support/words.ts';

test('a key is made, shown once, used, and ended', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const made = await testInstallation(t);
  const { house } = made;
  const file = await testCase(house, 'Harbour invoices');
  const site = await openSite(t, made);
  const opened = await openHouse(made.home, made.env, new URL(site.url), 'first-token');
  const ines = await newAccount(opened.people, 'Ines Example', 'ines@agency.example', ['registrar']);
  await opened.close();
  const at = new Date(house.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'lead', at }),
  );
  const visitor = await newVisitor(browser);
  const host = new URL(site.url).hostname;
  await visitor.addCookies(
    ines.cookie.split('; ').map((one) => {
      const [name = '', value = ''] = one.split(/=(.*)/s);
      return { name, value, domain: host, path: '/' };
    }),
  );
  const page = await visitor.newPage();
  page.setDefaultTimeout(60_000);
  const look = async (name: string): Promise<void> => {
    await checkAccessible(page);
    await picture(page, name);
  };

  await page.goto(`${site.url}/account`);
  await page.getByRole('link', { name: said.keys.make }).click();
  await look('key-new');
  await page.getByRole('button', { name: said.keys.makeButton }).click();
  await page.getByRole('alert').getByText(said.form.problem).waitFor();
  await look('key-problem');
  await page.getByLabel(said.keys.nameLabel).fill('Case register');
  await page.getByLabel(said.keys.caseLabel).fill('FR-2026-999999');
  await page.getByRole('button', { name: said.keys.makeButton }).click();
  await page.getByRole('alert').getByText('Enter the reference of a case that you are in').waitFor();
  await page.getByLabel(said.keys.caseLabel).fill(file.reference);
  await page.getByRole('button', { name: said.keys.makeButton }).click();
  await page.getByRole('heading', { name: said.keys.madeTitle }).waitFor();
  await look('key-made');
  const token = (await page.locator('.c-link').textContent()) ?? '';
  const ask = (path: string): Promise<Response> =>
    fetch(`${site.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await ask(`/cases/${file.reference}`)).status, 200);
  assert.equal((await ask('/persons')).status, 403);

  await page.getByRole('link', { name: said.keys.back }).click();
  await page.getByRole('cell', { name: `read, only in ${file.reference}` }).waitFor();
  assert.equal((await page.content()).includes(token), false, 'it is not shown again');
  await look('account-keys');
  await page.getByRole('link', { name: said.keys.howTo }).click();
  await page.getByRole('heading', { name: said.api.title }).waitFor();
  await look('api');
  await page.goBack();
  await page.getByRole('button', { name: `${said.keys.end} Case register` }).click();
  await page.getByRole('status').getByText(said.keys.ended).waitFor();
  assert.equal((await ask('/me')).status, 401);
});
