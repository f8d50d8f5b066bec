// The identity provider of an agency, in a real browser: set, joined with, refused, down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT, testProvider } from '../support/oidc.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, newVisitor } from '../support/site.ts';
import { said } from '../support/words.ts';

test('an administrator sets the provider; an invited person joins with it, a stranger does not', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const provider = await testProvider(t, `${site.url}/sign-in/provider/back`);
  const ana = await enrol(people, 'ana', ['administrator']);
  const page = await pageOf(browser, site, ana);
  await page.goto(`${site.url}/settings`);
  await look(page, 'settings');
  await page.getByRole('link', { name: 'Identity provider' }).click();
  await page.getByText(said.provider.none).waitFor();
  await look(page, 'provider-none');
  await page.getByRole('link', { name: said.provider.setUp }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('Enter an address that begins with https://').waitFor();
  await look(page, 'provider-wrong');
  const addresses: string[] = [];
  const next = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Continue' }).click();
    addresses.push(decodeURIComponent(page.url()));
  };
  const fill = async (issuer: string): Promise<void> => {
    await page.getByLabel(said.provider.name).fill('Agency account');
    await page.getByLabel(said.provider.issuer).fill(issuer);
    await page.getByLabel('Client ID').fill(CLIENT.id);
    await next();
  };
  await fill(`${provider.issuer}/elsewhere`);
  await look(page, 'provider-secret');
  await page.getByLabel('Client secret').fill(CLIENT.secret);
  await next();
  await page.getByLabel(said.provider.value).fill('mfa');
  await look(page, 'provider-proof');
  await next();
  await look(page, 'provider-check');
  await page.getByRole('button', { name: said.provider.save }).click();
  await page.getByRole('alert').getByText(said.provider.notReachable).waitFor();
  await look(page, 'provider-not-reachable');
  // What was answered to the other questions stays.
  await fill(provider.issuer);
  await page.getByText(said.form.secretTyped).waitFor();
  assert.equal(await page.getByText(CLIENT.secret).count(), 0, 'a secret is not shown again');
  await page.getByRole('button', { name: said.provider.save }).click();
  await page.getByRole('status').getByText(said.provider.saved).waitFor();
  const places = ['clientSecret', 'proof', 'check', 'check'];
  assert.deepEqual(
    addresses,
    places.map((place) => `${site.url}/settings/identity-provider/set/${place}`),
    'no answer stands in an address',
  );
  await look(page, 'provider-set');

  await page.goto(`${site.url}/people/invite`);
  await page.getByLabel('Name').fill('Nora Example');
  await page.getByLabel('E-mail address').fill('nora@agency.example');
  await page.getByRole('button', { name: said.people.inviteButton }).click();
  const link = ((await page.locator('code.c-link').textContent()) ?? '').trim();

  const visitor = await (await newVisitor(browser)).newPage();
  visitor.setDefaultTimeout(30_000);
  provider.account = { ...provider.account, sub: 's-1', email: 'stranger@elsewhere.example' };
  await visitor.goto(`${site.url}/sign-in`);
  await look(visitor, 'provider-sign-in');
  await visitor.getByRole('link', { name: 'Continue with Agency account' }).click();
  await visitor.getByText('Nobody here has this account.').waitFor();
  await look(visitor, 'provider-refused');

  const nora = await (await newVisitor(browser)).newPage();
  nora.setDefaultTimeout(30_000);
  provider.account = { ...provider.account, sub: 'n-17', email: 'nora@agency.example' };
  await nora.goto(link);
  await look(nora, 'provider-invitation');
  await nora.getByRole('link', { name: 'Continue with Agency account' }).click();
  await nora.getByRole('heading', { name: 'My work' }).waitFor();
  await nora.getByRole('link', { name: 'Nora Example' }).click();
  await nora.getByText(said.provider.noPassword).waitFor();
  await look(nora, 'provider-account');
  await nora.getByRole('button', { name: 'Sign out' }).click();
  await nora.goto(`${site.url}/account`);
  await nora.getByRole('link', { name: 'Continue with Agency account' }).click();
  await nora.getByRole('heading', { name: 'Your account' }).waitFor();

  await page.goto(`${site.url}/account`);
  await page.getByRole('link', { name: said.provider.link('Agency account') }).waitFor();
  await look(page, 'provider-link');
  await provider.stop();
  await page.getByRole('link', { name: said.provider.link('Agency account') }).click();
  await page.waitForLoadState().catch(() => undefined); // the provider's own address answers nothing
  await page.goto(`${site.url}/settings/identity-provider`);
  await page.getByRole('button', { name: said.provider.remove }).click();
  await page.getByRole('status').getByText(said.provider.removed).waitFor();
  await visitor.goto(`${site.url}/sign-in`);
  assert.equal(await visitor.getByRole('link', { name: /Continue with/ }).count(), 0);
});
