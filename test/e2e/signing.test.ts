// Stories of signing with a passkey, in a real browser with a device that Chromium plays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit } from '../../src/evidence/audit.acts.ts';
import { eventsOf } from '../../src/evidence/custody.acts.ts';
import { setHolder } from '../../src/evidence/hand-over.store.ts';
import { addPasskey } from '../support/authenticator.ts';
import { signedInPage } from '../support/persons.ts';
import { setScene } from '../support/scene.ts';
import { look } from '../support/site.ts';

test('two people sign a hand-over with their passkeys; who has none lets the service sign', async (t) => {
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
  await page.getByText('After the last question you sign with your passkey.').waitFor();
  await page.getByRole('radio', { name: 'Omar Example' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Reason').fill('Examination in the laboratory');
  await page.getByLabel('Place').fill('Lyon, FR');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Offer it' }).click();
  await page.getByRole('heading', { name: 'Sign the entry' }).waitFor();
  await page.getByText('Offered to Omar Example').waitFor();
  await page.getByText('“Examination in the laboratory”').waitFor();
  await page.getByText('The line that is signed, to the letter').click();
  await look(page, 'sign');
  await omar.page.goto(exhibit);
  await page.getByRole('button', { name: 'Sign with your passkey' }).click();
  await page.getByRole('alert').getByText('Somebody acted on this exhibit while you were signing.').waitFor();
  await look(page, 'sign-again');

  // A device that does not know her signs nothing, and she may try again.
  await device.knowsPerson(false);
  await page.getByRole('button', { name: 'Sign with your passkey' }).click();
  await page.getByText('That did not work. Nothing was recorded.').waitFor();
  await look(page, 'sign-failed');
  await device.knowsPerson(true);
  await page.getByRole('button', { name: 'Sign with your passkey' }).click();
  await page.getByRole('status').getByText('You signed it with your passkey.').waitFor();
  await page.getByText('signed with their passkey').waitFor();
  await look(page, 'exhibit-signed');

  // Omar accepts, and signs as well.
  await omar.page.goto(`${exhibit}/hand-over/answer`);
  await omar.page.getByRole('radio', { name: 'Yes, I hold it from now on' }).check();
  await omar.page.getByRole('button', { name: 'Record my answer' }).click();
  await omar.page.getByText('Handed over by Ines Example to Omar Example').waitFor();
  await omar.page.getByRole('button', { name: 'Sign with your passkey' }).click();
  await omar.page.getByRole('status').getByText('You hold this exhibit now.').waitFor();
  await look(omar.page, 'exhibit-signed-by-both');

  const events = (await eventsOf(inside.house, number)).filter(({ event }) => event.type !== 'viewed');
  const own = inside.house.identity.service.signing.fingerprint;
  assert.deepEqual(
    events.map(({ event }) => `${event.type} ${event.actor.key === own ? 'service' : 'person'}`),
    ['acquired service', 'stored service', 'checked service', 'offered person', 'accepted person'],
  );
  assert.equal((await audit(inside.house, {})).differencesCount, 0);
});
