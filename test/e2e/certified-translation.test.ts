// A translator certifies with a passkey what they translated, and the page checks the signature from what is kept; a sentence that
// is translated anew ends it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPasskey } from '../support/authenticator.ts';
import { draftedBy } from '../support/begun-request.ts';
import { signedInPage } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

test('a translation is certified with a passkey, and its signature is checked when it is looked at', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { file, site, inside } = scene;
  const { people } = inside;
  const { page: desk, ...lena } = await signedInPage(scene, {
    name: 'Lena Example',
    cases: [[file, 'lead']],
  });
  const { page } = await signedInPage(scene, { name: 'Tariq Example', cases: [[file, 'translator']] });
  await draftedBy(people, lena.id, file.id, 'bc-31-subscriber', {
    answers: { facts: 'Des factures ont été modifiées.' },
    writtenIn: 'fr',
  });
  const address = `${site.url}/cases/${file.reference}/requests/1/translation/fr-en`;
  const translate = async (words: string): Promise<void> => {
    await page.goto(address);
    await page.getByRole('link', { name: /Sentence 1/ }).click();
    await page.locator('textarea').fill(words);
    await page.locator('main form button[type=submit]').click();
    await page.getByText(words).first().waitFor();
  };
  await translate('Invoices were altered.');
  await addPasskey(page, site.url);
  await page.goto(address);
  await page.getByRole('link', { name: 'Certificate' }).click();
  await look(page, 'certify-passkey');
  await page.getByRole('button', { name: said.translation.certifySign }).click();
  await page.getByText(said.translation.certifiedKey).waitFor();
  await page.getByText(said.translation.certifiedChecked).waitFor();
  await look(page, 'certified-passkey');
  await desk.goto(address);
  await desk.getByText(said.translation.certifiedChecked).waitFor();
  const rows = await people.operator.kysely
    .selectFrom('request_translation_certificate')
    .select(['name', 'assertion'])
    .execute();
  assert.deepEqual(
    rows.map(({ name, assertion }) => [name, assertion !== null]),
    [['Tariq Example', true]],
  );
  await translate('Invoices were changed.');
  await page.goto(address);
  await page.getByText(said.translation.certificateVoid).waitFor();
});
