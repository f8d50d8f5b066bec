// The administrator's settings, page by page, with a real time-stamp authority.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { replaceLogKeys } from '../../src/evidence/log/log-hand-over.acts.ts';
import { enrolOfficer, openOfficerKey } from '../../src/evidence/log/officer.acts.ts';
import { setStorage } from '../../src/evidence/installation/settings.acts.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';
import { openHouse } from '../../src/server/server.ts';
import { checkHandOver } from '../../src/verify/key-change.ts';
import { testInstallation } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, openSite } from '../support/site.ts';
import { atEnd, temporaryFolder } from '../support/temporary.ts';
import { startTimestampAuthority } from '../support/tsa.ts';
import { said } from '../support/words.ts';

test('an administrator sees how the installation is, and sets what can be set', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  await setStorage(people, ana.person, { warnBelowBytes: 0 }); // whatever the disk of the test has left
  const page = await pageOf(browser, site, ana);
  await page.goto(site.url);
  await look(page, 'settings-work');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await look(page, 'settings-home');

  await page.getByRole('link', { name: said.settings.health }).click();
  await page.getByText(said.health.fine).waitFor();
  await look(page, 'settings-health');

  const open = async (name: string): Promise<void> => {
    await page.goto(`${site.url}/settings`);
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  await open(said.settings.profile);
  await page.getByRole('link', { name: /^Change.*E-mail address/ }).click();
  await page.getByLabel('E-mail address').fill('no address');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('alert').getByText('Enter an e-mail address in the form').waitFor();
  await look(page, 'settings-agency-wrong');
  await page.getByLabel('E-mail address').fill('duty@agency.example');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByText('duty@agency.example').waitFor();
  await page.getByRole('link', { name: /^Change.*24\/7 duty officer/ }).click();
  await page.getByLabel(said.profile.dutyTelephone).fill('+33 4 00 00 00 00');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByText('duty@agency.example').waitFor();
  await page.getByRole('status').getByText(said.settings.saved).waitFor();
  await look(page, 'settings-agency');
  const svg = (body: string) => ({
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">${body}</svg>`),
  });
  await page.getByRole('link', { name: /^Change.*Logo on letters/ }).click();
  await page.getByLabel(said.profile.logo).setInputFiles(svg('<script>1</script>'));
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'settings-logo-wrong');
  await page.getByLabel(said.profile.logo).setInputFiles(svg('<circle cx="10" cy="10" r="9" fill="#174"/>'));
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByText(said.profile.logoSet, { exact: true }).waitFor();
  await look(page, 'settings-logo-set');

  await open(said.settings.keys);
  await look(page, 'settings-keys');
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: said.houseKeys.trust }).click();
  assert.equal((await file).suggestedFilename(), 'trust.txt');

  await open('Storage');
  await look(page, 'settings-storage');
  await page.getByRole('link', { name: /^Change/ }).click();
  await page.getByLabel(said.storage.warn).fill('many');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('alert').getByText('Enter a whole number of gigabytes').waitFor();
  await page.getByLabel(said.storage.warn).fill('1000000');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('status').getByText(said.settings.saved).waitFor();

  await open(said.settings.fixity);
  await look(page, 'settings-fixity');
  await page.getByRole('link', { name: /^Change/ }).click();
  await page.getByLabel(said.fixitySetting.days).fill('0');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('alert').getByText('Enter a whole number of days').waitFor();
  await page.getByLabel(said.fixitySetting.days).fill('30');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('status').getByText(said.settings.saved).waitFor();

  await open('Alarms');
  await page.getByRole('link', { name: /^Change.*sending an urgent request/ }).click();
  const hours = page.getByLabel('Within how many hours of sending an urgent request');
  assert.equal(await page.getByRole('textbox').count(), 1, 'one question a page');
  for (const wrong of ['49', 'soon']) {
    await hours.fill(wrong);
    await page.getByRole('button', { name: said.settings.save }).click();
    await page.getByRole('alert').getByText(said.timeLimits.urgentHoursForm).waitFor();
    assert.equal(await hours.inputValue(), wrong);
  }
  await look(page, 'settings-alarms-wrong');
  await hours.fill('6');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('status').getByText(said.settings.saved).waitFor();
  const set = await page
    .getByRole('definition')
    .filter({ hasText: /^[0-9]+$/ })
    .allInnerTexts();
  assert.deepEqual(set, ['24', '1', '72', '6'], 'the others stay');
  await look(page, 'settings-alarms');

  await open('Backups');
  await look(page, 'settings-backups');

  const tsa = await startTimestampAuthority();
  atEnd(t, () => tsa.stop());
  await open(said.settings.partners);
  await look(page, 'settings-partners-none');
  await page.getByRole('link', { name: said.partners.add }).click();
  const next = page.getByRole('button', { name: 'Continue' });
  await page.getByLabel(said.partners.asks.name).fill('Agency TSA');
  await next.click();
  await page.getByRole('alert').getByText('Enter a short name').waitFor();
  await look(page, 'settings-authority-name');
  await page.getByLabel(said.partners.asks.name).fill('agency-tsa');
  await next.click();
  await page.getByLabel(said.partners.asks.url).fill(tsa.url);
  await next.press('Enter');
  await page.getByLabel(said.partners.asks.trust).fill('none');
  await next.click();
  await page.getByRole('alert').getByText(said.partners.certificatesForm).waitFor();
  await look(page, 'settings-authority');
  await page.getByLabel(said.partners.asks.trust).fill(tsa.caPem);
  await next.click();
  await page.getByRole('button', { name: said.partners.addButton, exact: true }).click();
  await page.getByRole('status').getByText(said.partners.added).waitFor();
  await page.getByRole('button', { name: `${said.partners.try} agency-tsa` }).click();
  await page.getByText('agency-tsa time-stamped the log:').waitFor();
  await look(page, 'settings-partners');
  await tsa.stop();
  await page.getByRole('button', { name: `${said.partners.remove} agency-tsa` }).click();
  await page.getByRole('status').getByText(said.partners.removed).waitFor();
  await page.getByRole('link', { name: said.partners.policy }).click();
  await page.getByLabel(said.partners.policyTitle).fill('no policy');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('alert').getByText(said.partners.policyForm).waitFor();
  await look(page, 'settings-policy-wrong');

  await setMailServer(page, open);
  await page.goto(`${site.url}/settings`);
  for (const now of [said.settings.fixityNow('30'), 'mail.agency.example', 'Cyber unit of Lyon, France'])
    await page.getByText(now).waitFor();
  await look(page, 'settings-home-set');

  // The other administrator reads of it, and of the storage that is now too small.
  const other = await pageOf(browser, site, ben);
  await other.goto(site.url);
  await other.getByText('Ana Example').first().waitFor();
  await other.getByRole('link', { name: said.health.warn.storageLow }).waitFor();
  await look(other, 'settings-told');
});

/** One subject a page; what is set stands on the first. */
async function setMailServer(page: Page, open: (name: string) => Promise<void>): Promise<void> {
  await open(said.settings.mail);
  await look(page, 'settings-mail-none');
  await page.getByRole('link', { name: said.mail.begin }).click();
  await page.getByLabel('Mail server').fill('not a server');
  await page.getByLabel('Port', { exact: true }).fill('587');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('Enter the name of a server').waitFor();
  await look(page, 'settings-mail-wrong');
  await page.getByLabel('Mail server').fill('mail.agency.example');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(said.mail.asks.sender).fill('comity@agency.example');
  await look(page, 'settings-mail-sender');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('User name').fill('comity');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText(said.mail.wrong.noPassword).waitFor();
  await look(page, 'settings-mail-password');
  await page.getByLabel('Password').fill('a password of this test');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(said.mail.certificates).fill('no certificates');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText(said.mail.wrong.certificates).waitFor();
  await page.getByLabel(said.mail.certificates).fill('');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText(said.form.secretTyped).waitFor();
  assert.equal(await page.getByText('a password of this test').count(), 0, 'it is not shown again');
  await look(page, 'settings-mail-check');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('status').getByText(said.settings.saved).waitFor();
  await page.getByRole('definition').filter({ hasText: 'mail.agency.example' }).waitFor();
  await look(page, 'settings-mail-set');
  // What is set stands in the fields when it is changed.
  await page.getByRole('link', { name: said.mail.change }).click();
  assert.equal(await page.getByLabel('Port', { exact: true }).inputValue(), '587');
}

test('after a change of the log’s keys the page shows it, with the proof for partners', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const made = await testInstallation(t);
  const folder = temporaryFolder(t);
  const officers = [];
  for (const name of ['ines', 'omar']) {
    const keyPath = join(folder, `${name}.pem`);
    await enrolOfficer(made.house, { person: 'A. Invented', keyPath });
    officers.push(await openOfficerKey(made.house, keyPath));
  }
  made.clock.ms = Date.now(); // that of the server
  const asked = { officers, cause: 'planned', overlapDays: 90, isAgain: false, user: 'root' } as const;
  const { index } = await replaceLogKeys(made.house, asked);
  await made.reopen();
  const site = await openSite(t, { home: made.home, env: made.env });
  const opened = await openHouse(made.home, made.env, new URL(site.url), 'first-token');
  atEnd(t, () => opened.close());
  const ana = await enrol(opened.people, 'ana', ['administrator']);
  const page = await pageOf(browser, site, ana);
  await page.goto(`${site.url}/settings/keys`);
  await page.getByText('the old log keys also sign, together with the new ones').waitFor();
  await page.getByRole('heading', { name: said.houseKeys.before }).waitFor();
  await look(page, 'settings-keys-replaced');
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: said.houseKeys.saveProof }).click();
  assert.equal((await file).suggestedFilename(), `log-keys-${index}.tlog-proof`);
  const answer = await page.request.get(`${site.url}/settings/keys/proof?event=${index}`);
  const proof = await checkHandOver(nodeCrypto, await answer.body(), 'download');
  assert.equal(proof.change.index, index);
  const none = await page.request.get(`${site.url}/settings/keys/proof?event=0`, { maxRedirects: 0 });
  assert.equal(none.status(), 303);
});
