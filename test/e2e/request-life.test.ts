// The story of a request from its questions to a signed letter: written by an investigator, authorised by a prosecutor with a
// passkey, changed, and signed again.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { checkSignatures, keptSignatures } from '../../src/requests/life/signature-check.acts.ts';
import { sayWhen } from '../support/moment.ts';
import { addPasskey } from '../support/authenticator.ts';
import { answerAll } from '../support/complete-request.ts';
import { signedInPage } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { look } from '../support/site.ts';

async function downloaded(page: Page, link: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).first().click(),
  ]);
  return readFileSync(await download.path());
}

test('subscriber data by Article 31: from question to signed letter, and a change voids the signature', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { inside, file, site } = scene;
  const options = { acceptDownloads: true };
  const ines = await signedInPage(scene, { name: 'Ines Example', cases: [[file, 'investigator']] }, options);
  const paula = await signedInPage(scene, { name: 'Paula Example', cases: [[file, 'prosecutor']] }, options);
  const address = `${site.url}/cases/${file.reference}/requests`;
  const request = `${address}/1`;

  // Ines begins, and answers.
  await ines.page.goto(`${address}/new`);
  await ines.page.getByLabel('MLA request for subscriber information').check();
  await ines.page.getByRole('button', { name: 'Continue' }).click();
  await ines.page.getByRole('link', { name: 'What is your reference, and the date?' }).click();
  await ines.page.getByLabel('1 Date').fill('2026-10-05');
  await ines.page.getByRole('button', { name: 'Save and continue' }).click();
  await ines.page.goto(`${request}/asked`);
  await ines.page.getByLabel('State that is asked').selectOption('JP');
  await ines.page.getByRole('button', { name: 'Save and continue' }).click();
  await ines.page.goto(request);
  await ines.page.getByRole('link', { name: 'Send for review' }).click();
  await ines.page.getByText('Some answers are missing or stand in the way.').waitFor();
  await look(ines.page, 'life-incomplete');
  await answerAll(inside, file, ines.id, 1);
  await ines.page.goto(`${request}/check`);
  await ines.page.getByRole('link', { name: 'Send for review' }).click();
  await ines.page.getByRole('button', { name: 'Send for review' }).click();
  await ines.page.getByRole('status').getByText('It was recorded.').waitFor();
  await ines.page.getByText('In legal review').first().waitFor();
  await look(ines.page, 'life-review');

  // Paula returns it once, with a comment.
  await paula.page.goto(`${site.url}/authorise`);
  await paula.page.getByText('MLA request for subscriber information').waitFor();
  await look(paula.page, 'life-desk');
  await paula.page.goto(request);
  await paula.page.getByRole('link', { name: 'Return with a comment' }).click();
  await paula.page.getByRole('button', { name: 'Record it' }).click();
  await paula.page.getByText('A reason is needed.').first().waitFor();
  await paula.page.getByLabel('What is to be changed').fill('Name the investigating judge.');
  await look(paula.page, 'life-return');
  await paula.page.getByRole('button', { name: 'Record it' }).click();
  await ines.page.goto(request);
  await ines.page.getByText('Name the investigating judge.').first().waitFor();
  await look(ines.page, 'life-returned');
  await ines.page.goto(`${request}/acts/submit`);
  await ines.page.getByRole('button', { name: 'Send for review' }).click();

  // She has no passkey yet; then she reads the letter and signs.
  await paula.page.goto(`${site.url}/authorise`);
  await paula.page.getByRole('link', { name: '/R1' }).click();
  await paula.page.getByText('You have no passkey that can sign.').waitFor();
  await look(paula.page, 'life-no-key');
  await addPasskey(paula.page, site.url);
  await paula.page.goto(`${request}/acts/authorise`);
  const letter = await downloaded(paula.page, 'Read the letter (PDF)');
  const digest = createHash('sha256').update(letter).digest('hex');
  await paula.page.getByText(digest).waitFor();
  await look(paula.page, 'life-sign');
  await paula.page.getByRole('button', { name: 'Authorise and sign with your passkey' }).click();
  await paula.page.getByRole('status').getByText('It was recorded.').waitFor();
  await paula.page.getByText('Authorised').first().waitFor();
  await look(paula.page, 'life-authorised');
  const kept = await downloaded(paula.page, 'PDF');
  assert.equal(createHash('sha256').update(kept).digest('hex'), digest, 'what was read is what was signed');

  // Ines changes one word: the signature is void, and what was signed is still there.
  await ines.page.goto(`${request}/check`);
  await ines.page.getByText('Writing on it takes it back, and voids what was signed.').waitFor();
  await ines.page.goto(`${request}/questions/reference`);
  await ines.page.getByLabel('2 Reference or case number').fill('FR-2026-000012/R4 bis');
  await ines.page.getByRole('button', { name: 'Save and continue' }).click();
  await paula.page.goto(request);
  await paula.page.getByText('Being written').first().waitFor();
  const { house } = inside;
  const law = await shippedLaw();
  const of = { caseId: file.id, reference: file.reference, number: 1 };
  const [signature] = await checkSignatures(
    house,
    await house.db.transaction((tx) => keptSignatures(tx, of, law)),
  );
  assert.ok(signature);
  assert.equal(signature.wrong, undefined);
  assert.ok(signature.signature.voidAt);
  assert.equal(createHash('sha256').update(signature.signature.papers.document).digest('hex'), digest);

  // Signed again, it goes on its way: sent, delivered, and its answer item by item.
  await ines.page.goto(`${request}/acts/submit`);
  await ines.page.getByRole('button', { name: 'Send for review' }).click();
  await paula.page.goto(`${request}/acts/authorise`);
  await paula.page.getByRole('button', { name: 'Authorise and sign with your passkey' }).click();
  await paula.page.getByRole('link', { name: 'Record that it was sent' }).click();
  await paula.page.getByLabel('How it is known').fill('Diplomatic bag 17, receipt 4471');
  const sent = { on: '2026-10-06', at: '9:00', zone: 'Europe/Paris' };
  await sayWhen(paula.page, 'When it happened', { ...sent, on: '2026-02-30' });
  await paula.page.getByRole('button', { name: 'Record it' }).click();
  await paula.page.getByText('Enter a day that exists').first().waitFor();
  await sayWhen(paula.page, 'When it happened', sent);
  await look(paula.page, 'life-transmit');
  await paula.page.getByRole('button', { name: 'Record it' }).click();
  await paula.page.getByRole('link', { name: 'Record their acknowledgement' }).click();
  await paula.page.getByLabel('How it is known').fill('Letter of 9 October 2026, MLA 2026/881');
  await paula.page.getByRole('button', { name: 'Record it' }).click();
  await paula.page.getByRole('link', { name: 'Refused in part' }).click();
  await paula.page.getByLabel('Ground').selectOption('insufficient');
  await paula.page.getByLabel('Item 1').selectOption('Refused');
  await paula.page.getByLabel('How it is known').fill('Letter of 12 October 2026');
  await look(paula.page, 'life-refused-part');
  await paula.page.getByRole('button', { name: 'Record it' }).click();
  await paula.page.getByText('Partly executed').first().waitFor();
  await paula.page.getByRole('cell', { name: /Refused – Not enough information/ }).waitFor();
  await look(paula.page, 'life-answered');
});
