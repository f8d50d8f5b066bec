// Stories of signing with a passkey, in a real browser with a device that Chromium plays.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { buildVerifiers } from '../../src/cli/build.ts';
import { EXIT, recordingTerminal } from '../../src/cli/terminal.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { audit } from '../../src/evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { setHolder } from '../../src/evidence/custody/hand-over.store.ts';
import { notesOfType } from '../../src/evidence/log/log.store.ts';
import { createPackage } from '../../src/evidence/packages/package-create.acts.ts';
import { checkSignatures } from '../../src/evidence/custody/signatures.acts.ts';
import { addPasskey } from '../support/authenticator.ts';
import { handMissing, writeHandCheck } from '../support/check-by-hand.ts';
import { PACKING } from '../support/installation.ts';
import { signedInPage } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { checkOnPage, openVerifyPage } from '../support/verify-page.ts';
import { said } from '../support/words.ts';

test('two people sign a hand-over with their passkeys, and a stranger can check both', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { inside, file, number, exhibit, site } = scene;
  const ines = await signedInPage(scene, { name: 'Ines Example', cases: [[file, 'investigator']] });
  const omar = await signedInPage(scene, { name: 'Omar Example', cases: [[file, 'examiner']] });
  const { id } = await inside.house.db.kysely.selectFrom('exhibit').select('id').executeTakeFirstOrThrow();
  await inside.house.db.transaction((tx) => setHolder(tx, id as typeof ines.id, ines.id));
  const device = await addPasskey(ines.page, site.url);
  await addPasskey(omar.page, site.url);

  // Ines offers it. The last page shows what is signed; a look of somebody else in between makes her sign again.
  const { page } = ines;
  await page.goto(`${exhibit}/hand-over`);
  await page.getByText(said.signing.withPasskey).waitFor();
  await page.getByRole('radio', { name: 'Omar Example' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Reason').fill('Examination in the laboratory');
  await page.getByLabel('Place').fill('Lyon, FR');
  await page.getByRole('button', { name: 'Continue' }).click();
  // Back asks for no form to be sent again, and finds what was answered.
  await page.getByRole('heading', { name: said.requests.checkTitle }).waitFor();
  await page.goBack();
  assert.equal(await page.getByLabel('Reason').inputValue(), 'Examination in the laboratory');
  await page.goBack();
  assert.equal(await page.getByRole('radio', { name: 'Omar Example' }).isChecked(), true);
  await page.reload();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: said.requests.checkTitle }).waitFor();
  await page.getByRole('button', { name: said.handOver.offerButton }).click();
  await page.getByRole('heading', { name: said.signing.title }).waitFor();
  await page.getByText('Offered to Omar Example').waitFor();
  await page.getByText('“Examination in the laboratory”').waitFor();
  await page.getByText(said.signing.line).click();
  await look(page, 'sign');
  await omar.page.goto(exhibit);
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByRole('alert').getByText(said.signing.again.moved).waitFor();
  await look(page, 'sign-again');

  // A device that does not know her signs nothing, and she may try again.
  await device.knowsPerson(false);
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByText(said.signing.failed).waitFor();
  await look(page, 'sign-failed');
  await device.knowsPerson(true);
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByRole('status').getByText(said.signing.signedByYou).waitFor();
  await page.getByText(said.events['signedBy.passkey']).waitFor();
  await look(page, 'exhibit-signed');

  // Omar accepts, and signs as well.
  await omar.page.goto(exhibit);
  await omar.page.getByRole('link', { name: said.handOver.answer }).first().click();
  await omar.page.getByRole('radio', { name: said.handOver.yes }).check();
  await omar.page.getByRole('button', { name: said.handOver.answerButton }).click();
  await omar.page.getByText('Handed over by Ines Example to Omar Example').waitFor();
  await omar.page.getByRole('button', { name: said.signing.button }).click();
  await omar.page.getByRole('status').getByText(said.exhibitDone.accepted).waitFor();
  await look(omar.page, 'exhibit-signed-by-both');

  const events = (await eventsOf(inside.house, number)).filter(({ event }) => event.type !== 'viewed');
  const own = inside.house.identity.service.signing.fingerprint;
  assert.deepEqual(
    events.map(({ event }) => `${event.type} ${event.actor.key === own ? 'service' : 'person'}`),
    ['acquired service', 'stored service', 'checked service', 'offered person', 'accepted person'],
  );
  assert.equal((await audit(inside.house, {})).differencesCount, 0);

  // A stranger with the package alone finds both signatures good, in each of the ways there are.
  const folder = temporaryFolder(t);
  const bag = join(folder, 'package');
  const request = {
    ...PACKING,
    caseName: file.reference,
    exhibits: [number],
  };
  await createPackage(inside.house, { ...request, to: bag });
  const terminal = recordingTerminal();
  assert.equal(await runVerify([bag, '--json'], terminal), EXIT.done, terminal.errLines.join());
  assert.match(
    terminal.outLines.join(''),
    /"byOfficers":2.*"signedByOfficers".*\(2 passkeys.*"whatOfficersSaw"/,
  );
  await buildVerifiers(join(folder, 'dist'));
  const offline = await openVerifyPage(scene.browser, join(folder, 'dist/comity-verify.html'));
  assert.equal((await checkOnPage(offline.page, bag)).outcome, 'valid');
  assert.equal(await offline.page.getByText(said.checker.page.signers.officer).count(), 2);
  assert.deepEqual(offline.problems, []);
  const missing = handMissing();
  if (missing !== undefined) return t.diagnostic(`by hand skipped: ${missing} is not installed`);
  writeHandCheck(join(folder, 'check.sh'));
  const byHand = spawnSync('sh', [join(folder, 'check.sh'), bag], { encoding: 'utf8' });
  assert.equal(byHand.status, 0, byHand.stdout + byHand.stderr);
});

test('who has no passkey, or no script, lets the service sign, and the page says so', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { inside, file, number, exhibit, site } = scene;
  const cases = [[file, 'lead']] as const;
  const lena = await signedInPage(scene, { name: 'Lena Example', cases });
  const condition = async (page: Page, words: string): Promise<void> => {
    await page.goto(`${exhibit}/condition`);
    await page.getByLabel(said.condition.what).fill(words);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel(said.condition.why).fill('Letter of 3 November 2026');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: said.condition.button }).click();
  };
  await lena.page.goto(`${exhibit}/condition`);
  await lena.page.getByText('You have no passkey that signs, so the service signs for you').waitFor();
  await look(lena.page, 'signs-without-passkey');
  await condition(lena.page, 'This case only');
  await lena.page.getByRole('status').getByText(said.signing.signedForYou).waitFor();
  await lena.page.getByText(said.events['signedBy.service']).waitFor();

  // With a passkey but without scripts: the same page, one way on.
  await addPasskey(lena.page, site.url);
  const bare = await scene.browser.newContext({ javaScriptEnabled: false });
  await bare.addCookies(await lena.page.context().cookies());
  const plain = await bare.newPage();
  await condition(plain, 'No onward transfer');
  await plain.getByText('Signing with a passkey needs JavaScript').waitFor();
  assert.equal(await plain.getByRole('button', { name: said.signing.button }).count(), 0);
  await plain.getByRole('button', { name: said.signing.byService }).click();
  await plain.getByRole('status').getByText(said.signing.signedForYou).waitFor();

  // With both: the passkey, and no other step.
  await condition(lena.page, 'Destroy after the trial');
  await lena.page.getByRole('button', { name: said.signing.button }).click();
  await lena.page.getByRole('status').getByText(said.signing.signedByYou).waitFor();
  const added = (await eventsOf(inside.house, number)).filter(({ event }) => event.type === 'conditionAdded');
  assert.deepEqual(
    (await checkSignatures(inside.house, added)).map(({ by, fault }) => [by, fault]),
    [
      ['service', undefined],
      ['service', undefined],
      ['passkey', undefined],
    ],
  );

  // Removed from the account, the passkey ends in the log too.
  await lena.page.goto(`${site.url}/account`);
  await lena.page.getByRole('button', { name: /^Remove/ }).click();
  await lena.page.getByRole('status').waitFor();
  const ended = await notesOfType(inside.house.db.kysely, 'keyRevoked');
  assert.equal(ended.length, 1);
});
