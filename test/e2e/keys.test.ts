// Two administrators replace the keys of the log with their passkeys, while the server runs.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXIT, recordingTerminal } from '../../src/cli/terminal.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { audit } from '../../src/evidence/upkeep/audit.acts.ts';
import { createPackage } from '../../src/evidence/packages/package-create.acts.ts';
import { addPasskey } from '../support/authenticator.ts';
import { FIJI, PACKING, testCase, testExhibit } from '../support/installation.ts';
import { enrol, pageOf, testSite, twoAdministrators } from '../support/people.ts';
import { until } from '../support/postgres.ts';
import { look, openBrowser, openSite } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said, saying } from '../support/words.ts';

test('two administrators replace the keys of the log, and are told what to do then', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { made, people, site } = await testSite(t);
  const file = await testCase(made.house);
  const folder = temporaryFolder(t);
  const [letter, trust] = [join(folder, 'letter.txt'), join(folder, 'trust.txt')];
  writeFileSync(letter, 'a letter');
  writeFileSync(trust, made.trust);
  await testExhibit(made.house, file, { from: { kind: 'path', path: letter } });
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  const page = await pageOf(browser, site, ana);
  const other = await pageOf(browser, site, ben);

  // When a key is due, by the rule of the agency.
  await page.goto(`${site.url}/settings/keys`);
  await page.getByText(said.houseKeys.noRule).first().waitFor();
  await look(page, 'keys');
  await page.getByRole('link', { name: said.houseKeys.dueLink }).click();
  await page.getByLabel('After how many months').fill('soon');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('alert').getByText('Enter a whole number of months').waitFor();
  await look(page, 'keys-due-wrong');
  await page.getByLabel('After how many months').fill('24');
  await page.getByRole('button', { name: said.settings.save }).click();
  await page.getByRole('status').getByText(said.settings.saved).waitFor();
  await page
    .getByText(/ 2028$/)
    .first()
    .waitFor();

  // One question a page, and no answer stands in an address.
  const asked: string[] = [];
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
  await page.getByRole('link', { name: said.houseKeys.logKeysButton }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText(said.keyChange.choose).waitFor();
  await page.getByLabel(said.keyChange.causes.lost).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('they are not lost').waitFor();
  await look(page, 'keys-cause');
  await page.getByLabel(said.keyChange.causes.planned).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('For how many days').fill('some');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('Enter a whole number of days').waitFor();
  await look(page, 'keys-overlap');
  await page.getByLabel('For how many days').fill('60');
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(page, 'keys-reason');
  await page.getByLabel(said.keyChange.reasonAsk).fill('Every two years, rule 7');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('60 days').waitFor();
  await look(page, 'keys-check');
  await page.getByRole('button', { name: said.keyChange.propose }).click();
  await page.getByText(said.keyChange.noPasskey).waitFor();
  assert.ok(asked.some((one) => one.endsWith('/settings/keys/replace/reason')));
  assert.deepEqual(
    asked.filter((one) => /cause=|overlapDays=|reason=|rule/.test(one)),
    [],
  );

  // Without a passkey nobody signs, and is told how.
  await look(page, 'keys-no-passkey');
  const address = page.url();
  await addPasskey(page, site.url);
  await page.goto(address);
  await page.getByText(said.signing.line).click();
  await look(page, 'keys-sign');
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByText(said.keyChange.youSigned).waitFor();
  await look(page, 'keys-signed');

  // Another administrator finds it waiting, and their signature sets it going.
  await addPasskey(other, site.url);
  await other.goto(site.url);
  await look(other, 'keys-work');
  await other.getByRole('link', { name: said.keyChange.waitingWork }).click();
  await look(other, 'keys-open');
  await other.getByRole('link', { name: said.houseKeys.see }).click();
  await other.getByText('Ana Example,').waitFor();
  await other.getByRole('button', { name: said.signing.button }).click();
  await other.getByRole('heading', { name: said.jobKind.replaceLogKeys.title }).waitFor();
  await other.getByText(said.jobKind.replaceLogKeys.done).waitFor();
  await look(other, 'keys-done');
  await other.getByRole('link', { name: said.jobKind.replaceLogKeys.open }).click();
  await other.getByText(said.keyChange.replaced).waitFor();
  await look(other, 'keys-replaced');

  // What the server says when it has taken up the new keys: no restart, and everything that is to be sent.
  await assert.doesNotReject(async () => {
    for (let tries = 0; ; tries++) {
      await other.goto(`${site.url}/settings/keys`);
      if ((await other.getByText(said.houseKeys.before).count()) > 0) return;
      if (tries > 60) throw new Error('the new keys were not taken up');
    }
  });
  await look(other, 'keys-after');
  await other.getByRole('link', { name: /^What to send/ }).click();
  await other.getByRole('heading', { name: said.keyChange.todo }).waitFor();
  await look(other, 'keys-told');
  const saved = async (name: string | RegExp): Promise<string> => {
    const download = other.waitForEvent('download');
    await other.getByRole('link', { name }).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  const sheet = await saved('English');
  assert.match(sheet, /^The keys of a custody log have been replaced\n/);
  assert.match(sheet, saying(said.keyChange.causes.planned));
  assert.equal(sheet.match(/\b[0-9a-f]{64}\b/g)?.length, 4);
  assert.match(await saved('Français'), /^Les clés d’un journal de garde ont été remplacées\n/);
  assert.equal(
    await saved(said.keyChange.trustFile),
    readFileSync(join(made.home.path, 'trust.txt'), 'utf8'),
  );
  for (const key of readFileSync(join(made.home.path, 'trust.txt'), 'utf8').matchAll(/^log (.*)$/gm))
    assert.ok(sheet.includes(key[1] ?? '-'), 'witnesses are given the new keys');
  assert.match(await saved(/^The proof/), /^c2sp\.org\/tlog-proof@v1\n/);

  // What it made is accepted by everybody who trusts the old keys.
  const house = await made.reopen();
  assert.deepEqual((await audit(house)).differences, []);
  const bag = join(folder, 'package');
  const receiver = { name: FIJI.agency, state: 'FJ' };
  await createPackage(house, { ...PACKING, caseName: file.reference, to: bag, receiver });
  const terminal = recordingTerminal();
  assert.equal(await runVerify([bag, '--json', '--trust', trust], terminal), EXIT.done);
  assert.match(terminal.outLines.join(''), /keysFollowed/);

  // Another one that is given up, in Arabic.
  await page.goto(`${site.url}/settings/keys`);
  await page.getByRole('button', { name: 'العربية' }).click();
  await page.locator('html[dir=rtl]').waitFor();
  await look(page, 'keys-arabic');
  await page.goto(`${site.url}/settings/keys/replace`);
  await page.getByRole('radio').nth(1).check();
  await page.locator('main form button.govuk-button').click();
  await page.locator('main form button.govuk-button').click();
  await look(page, 'keys-check-arabic');
  await page.getByRole('button', { name: 'إنشاء مفاتيح جديدة' }).click();
  await page.getByRole('button', { name: 'التوقيع بمفتاح المرور' }).waitFor();
  await look(page, 'keys-sign-arabic');
  await page.getByRole('button', { name: 'سحب استبدال المفاتيح' }).click();
  await page.getByText('سُحب استبدال المفاتيح. لم يتغيّر شيء.').waitFor();
});

test('without the private keys of the log everything stands still, until two administrators replace them', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const first = await testSite(t);
  const { made, people } = first;
  const [page, other] = await twoAdministrators(browser, people, first.site);
  await first.site.server.stop();
  for (const name of ['log-ed25519.pem', 'log-ml-dsa-44.pem']) rmSync(join(made.home.keys, name));
  const site = await openSite(t, { home: made.home, env: made.env });

  await page.goto(`${site.url}/cases`);
  await page.getByRole('heading', { name: said.keyChange.standstill }).waitFor();
  await look(page, 'keys-standstill');
  const asked = await page.request.get(`${site.url}/cases`);
  assert.equal(asked.status(), 503);
  await page.goto(site.url);
  await page.getByRole('link', { name: said.health.warn.keysLost }).click();
  await look(page, 'keys-missing');
  await page.getByRole('link', { name: said.houseKeys.logKeysButton }).click();
  await page.getByLabel(said.keyChange.causes.planned).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('they cannot sign for the new ones').waitFor();
  await page.getByLabel(said.keyChange.causes.lost).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: said.keyChange.propose }).click();
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByText('You have signed.').waitFor();
  await other.goto(page.url());
  await other.getByRole('button', { name: said.signing.button }).click();
  await other.getByText(said.jobKind.replaceLogKeys.done).waitFor();
  await until(async () => (await other.request.get(`${site.url}/cases`)).status() === 200);
  await other.goto(`${site.url}/settings/keys`);
  await other.getByRole('link', { name: /^What to send/ }).click();
  await other.getByText('Call partners and witnesses today').waitFor();
  await look(other, 'keys-told-lost');
  const house = await made.reopen();
  assert.deepEqual((await audit(house)).differences, []);
  assert.equal(house.keys.changes.at(-1)?.cause, 'lost');
});
