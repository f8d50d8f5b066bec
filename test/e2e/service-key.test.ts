// Two administrators replace the key of the service with their passkeys: while the server runs, and when it is lost.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { keyItem } from '../../src/evidence/log/key-names.ts';
import { audit } from '../../src/evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { testSite, twoAdministrators } from '../support/people.ts';
import { until } from '../support/postgres.ts';
import { look, openBrowser, openSite } from '../support/site.ts';
import { said } from '../support/words.ts';

test('two administrators say why the key of the service is replaced, and sign it', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const first = await testSite(t);
  const { made, people } = first;
  const [page, other] = await twoAdministrators(browser, people, first.site);
  const old = made.house.identity.service.signing.fingerprint;

  await page.goto(`${first.site.url}/settings/keys`);
  await look(page, 'service-key');
  await page.getByRole('link', { name: said.houseKeys.replaceButton }).click();
  await page.getByLabel(said.serviceChange.causes.lost).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('so it is not lost').waitFor();
  await look(page, 'service-key-cause');
  await page.getByLabel(said.serviceChange.causes.compromised).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(said.keyChange.reasonAsk).fill('A disk was stolen');
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(page, 'service-key-check');
  await page.getByRole('button', { name: said.serviceChange.propose }).click();
  await page.getByRole('heading', { name: said.serviceChange.title }).waitFor();
  await look(page, 'service-key-sign');
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByText('You have signed.').waitFor();
  const address = page.url();
  await other.goto(first.site.url);
  await other.getByRole('link', { name: said.keyChange.waitingWork }).click();
  await other.getByRole('link', { name: said.houseKeys.see }).click();
  await other.getByRole('button', { name: said.signing.button }).click();
  await other.getByText(said.jobKind.replaceServiceKey.done).waitFor();
  await other.getByRole('link', { name: said.jobKind.replaceServiceKey.open }).click();
  await other.getByText(said.serviceChange.replaced).waitFor();
  await other.getByText(said.serviceChange.todoSendUnplanned).waitFor();
  await look(other, 'service-key-replaced');

  // The server takes it up by itself, and what it records next the new key signs.
  await until(async () => (await (await other.request.get(`${first.site.url}/settings/keys`)).text()).includes(said.houseKeys.causes.compromised)); // prettier-ignore
  await other.goto(`${first.site.url}/settings/keys`);
  await look(other, 'service-key-after');
  const between = await made.reopen();
  const stolen = between.identity.service.signing.fingerprint;
  const [enrolled] = await eventsOf(between, keyItem(stolen));
  assert.deepEqual([enrolled?.event.facts?.['replaces'], enrolled?.event.facts?.['cause'], enrolled?.event.reason], [old, 'compromised', 'A disk was stolen']); // prettier-ignore
  assert.equal(Buffer.from(enrolled?.note ?? []).toString().match(/^— .*\/officer\//gm)?.length, 2); // prettier-ignore
  assert.deepEqual((await audit(between)).differences, []);

  // The file is lost: everything stands still but the way to another.
  await first.site.server.stop();
  rmSync(join(made.home.keys, 'service.pem'));
  // At the same address: a passkey signs where it was enrolled, and nothing can be enrolled now.
  const { port } = new URL(first.site.url);
  const site = await openSite(t, { home: made.home, env: made.env }, { port: Number(port) });
  assert.equal((await page.request.get(`${site.url}/cases`)).status(), 503);
  await page.goto(`${site.url}/settings/keys`);
  await page.getByText(said.houseKeys.serviceMissing).waitFor();
  assert.equal(
    await page.getByRole('link', { name: said.houseKeys.logKeysButton }).count(),
    0,
    'this one comes first',
  );
  await look(page, 'service-key-missing');
  await page.getByRole('link', { name: said.houseKeys.replaceButton }).click();
  await page.getByLabel(said.serviceChange.causes.lost).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: said.serviceChange.propose }).click();
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByText('You have signed.').waitFor();
  await other.goto(page.url());
  await other.getByRole('button', { name: said.signing.button }).click();
  await other.getByText(said.jobKind.replaceServiceKey.done).waitFor();
  await until(async () => (await other.request.get(`${site.url}/cases`)).status() === 200);
  const house = await made.reopen();
  assert.deepEqual([house.canRecord, (await audit(house)).differences], [true, []]);

  // In Arabic, as it was.
  await page.goto(address);
  await page.getByRole('button', { name: 'العربية' }).click();
  await page.locator('html[dir=rtl]').waitFor();
  await page.getByText('استُبدل مفتاح الخدمة.').waitFor();
  await look(page, 'service-key-arabic');
});
