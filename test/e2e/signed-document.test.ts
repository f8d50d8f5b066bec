// A letter that its sender signed: the administrator keeps the ministry's certificate, the desk reads what the signature says, and a
// page that somebody added afterwards is named.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ocspAnswer } from '../support/ocsp.ts';
import { signedInPage } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { addPage, barePdf, makeSigner, signPdf, withStore } from '../support/signed-pdf.ts';
import { look, picture } from '../support/site.ts';
import { atEnd } from '../support/temporary.ts';
import { said, saying } from '../support/words.ts';

test('what the signature of a letter says is shown before it is relied on, and who signed is known by a certificate that is kept', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { file, site } = scene;
  const folder = mkdtempSync(join(tmpdir(), 'comity-signer-'));
  atEnd(t, () => rmSync(folder, { recursive: true, force: true }));
  const signer = makeSigner(folder);
  const signed = signPdf(barePdf(), signer, { extra: '/Reason(Request for subscriber information)' });
  const { page } = await signedInPage(scene, { name: 'Lena Example', cases: [[file, 'lead']] });
  const { page: office } = await signedInPage(scene, { name: 'Ana Example', roles: ['administrator'] });
  const send = async (name: string, buffer: Buffer): Promise<void> => {
    await page.goto(`${site.url}/cases/${file.reference}/requests/incoming`);
    await page.getByLabel('Document').setInputFiles({ name, mimeType: 'application/pdf', buffer });
    await page.getByRole('button', { name: said.requestIncoming.documentSend }).click();
    await page.getByRole('link', { name: saying(said.documentSignatures.link) }).click();
    await page.getByRole('heading', { name: said.documentSignatures.title }).waitFor();
  };

  await send('letter.pdf', signed);
  await page.getByText(said.documentSignatures.whole).waitFor();
  await page.getByText(said.documentSignatures.notKnown).waitFor();
  await look(page, 'signed-not-known');

  await office.goto(`${site.url}/settings`);
  await office.getByRole('link', { name: said.settings.signers }).click();
  await office.getByText(said.documentAnchors.none).waitFor();
  await office.getByLabel('Certificates (PEM)').fill('no certificate');
  await office.getByRole('button', { name: said.documentAnchors.addButton, exact: true }).click();
  await office.getByRole('alert').getByText(said.partners.certificatesForm).waitFor();
  await office.getByLabel('Certificates (PEM)').fill(signer.rootPem);
  await office.getByRole('button', { name: said.documentAnchors.addButton, exact: true }).click();
  await office.getByRole('status').getByText(said.documentAnchors.addedNow).waitFor();
  await look(office, 'settings-signers');

  await page.reload();
  await page.getByText(said.documentSignatures.known).waitFor();
  await page.getByText('Request for subscriber information').waitFor();
  await look(page, 'signed-known');

  await page.getByText('We do not know whether these certificates were revoked').waitFor();
  await send('lasting.pdf', withStore(signed, { answers: [ocspAnswer(signer)] }));
  await page.getByText('(OCSP)').waitFor();
  await page.getByText('none of the certificates was revoked as of').waitFor();
  await look(page, 'signed-store');

  await send('changed.pdf', addPage(signed));
  await page.getByText(said.documentSignatures.pagesMore(1)).waitFor();
  const address = await page
    .getByRole('link', { name: said.documentSignatures.asSigned })
    .getAttribute('href');
  const answer = await page.request.get(`${site.url}${address}`);
  assert.deepEqual(await answer.body(), signed);
  await look(page, 'signed-added-to');
  const elsewhere = await page.request.get(`${site.url}${address?.replace(/\d+$/, '100')}`);
  assert.equal(elsewhere.status(), 404);

  await send('other.pdf', Buffer.from(signed.toString('latin1').replace('300 300', '300 301'), 'latin1'));
  await page.getByText(said.documentSignatures.bad).waitFor();
  await look(page, 'signed-wrong');

  await office.getByRole('button', { name: /^Remove/ }).click();
  await office.getByRole('status').getByText(said.partners.removed).waitFor();
  await office.getByText(said.documentAnchors.none).waitFor();
  await picture(office, 'settings-signers-none');
});
