// A provider that runs nothing reads its order in the portal, asks and is answered; the authority sees it on the page of the request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/ids.ts';
import { inviteReceiver } from '../../src/portal/receivers.do.ts';
import { setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { explainAll } from '../support/complete-request.ts';
import { giveDevice } from '../support/authenticator.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { verifiedProof } from '../support/proof-file.ts';
import { letIn } from '../support/receivers.ts';
import { look, openBrowser, openSite } from '../support/site.ts';
import { answerOf, signingScene, signIt } from '../support/signing-request.ts';
import { said } from '../support/words.ts';

const words = said.portal;

test('an order is given in the portal, read there, asked about and answered', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const scene = await signingScene(t, 'provider-emergency');
  const { ines, number, people, file } = scene;
  await setAsked(ines, { number, counterpart: 'US', urgency: 'emergency' });
  await explainAll(ines, number);
  await scene.take(ines, { act: 'submit' });
  await signIt(scene, scene.prosecutor, await answerOf(scene, scene.prosecutor));
  const site = await openSite(t, { home: scene.made.home, env: scene.made.env });
  const ana = await enrol(people, 'ana', ['administrator']);
  const paul = await enrol(people, 'paul', ['centralAuthority'], [[file, 'prosecutor']]);
  const rosa = await letIn(people, ana.person, 'rosa', 'Example Mail Inc.');
  const invited = {
    by: ana.person,
    addressee: 'Example Mail Inc.',
    name: 'Nils Example',
    email: 'nils@mail.example',
  };
  await inviteReceiver(people, {
    ...invited,
    verified: 'Called back',
    key: newUuid(people.clock, people.random),
  });

  const page = await pageOf(browser, site, paul);
  await page.goto(`${site.url}/receivers`);
  await look(page, 'receivers');
  const address = `${site.url}/cases/${file.reference}/requests/${number}/portal`;
  await page.goto(address);
  await page.getByRole('link', { name: words.give.title }).click();
  await page.getByLabel('Example Mail Inc.').check();
  await look(page, 'portal-give');
  await page.getByRole('button', { name: said.form.next }).click();
  await page.getByRole('radio').last().check();
  await page.getByRole('button', { name: said.form.next }).click();
  await page.getByLabel(said.exchange.channelReason).fill('Their desk for emergencies takes it so.');
  await page.getByRole('button', { name: said.form.next }).click();
  await page.getByRole('button', { name: words.give.button }).click();
  await page.getByText(words.digest).waitFor();

  const theirs = await pageOf(browser, site, rosa);
  await theirs.goto(`${site.url}/`);
  await look(theirs, 'portal');
  await theirs.getByRole('link', { name: /\/R\d+/ }).click();
  await look(theirs, 'portal-order');
  await theirs.getByRole('link', { name: said.requestLife.proof }).waitFor();
  const proof = `${theirs.url().replace(/[?#].*/, '')}/proof.zip`;
  const told = await verifiedProof(t, await (await theirs.request.get(proof)).body());
  assert.ok(told.includes(`/R${String(number)}`), told);
  await theirs.getByRole('link', { name: words.say.question }).click();
  await look(theirs, 'portal-question');
  await theirs.getByLabel(words.asks.question).fill('Which mailbox?');
  await theirs.getByRole('button', { name: words.say.question }).click();
  await theirs.getByText('Which mailbox?').waitFor();
  await theirs.getByRole('link', { name: words.files.title }).click();
  await look(theirs, 'portal-files');

  await page.goto(address);
  await page.getByText('Which mailbox?').waitFor();
  await page.getByRole('link', { name: words.answer }).click();
  await page.getByLabel(words.answerAsk).fill('taken@mail.example');
  await page.getByRole('button', { name: words.answer }).click();
  await page.getByText('taken@mail.example').waitFor();
  await look(page, 'portal-given');

  // Annex III: the law of another State forbids it, with all of Section E.
  const { answer } = said.providerOrders;
  await theirs.goto(`${site.url}/`);
  await theirs.getByRole('link', { name: /\/R\d+/ }).click();
  await theirs.getByRole('link', { name: words.say.unable }).click();
  await theirs.getByRole('button', { name: said.form.next }).click();
  await theirs.getByRole('alert').waitFor();
  await theirs.getByLabel(said.requestLife.grounds['third-country-law']).check();
  await look(theirs, 'portal-unable');
  await theirs.getByRole('button', { name: said.form.next }).click();
  await theirs.getByLabel(answer.asks.law).fill('Stored Records Act of Utopia, s. 4');
  await theirs.getByRole('button', { name: words.say.unable }).click();
  await theirs.getByRole('alert').waitFor();
  await look(theirs, 'portal-objection');
  for (const name of ['provision', 'applicability', 'conflict', 'link', 'consequences'] as const)
    await theirs.getByLabel(answer.asks[name]).fill(`As to the ${name}.`);
  await theirs.getByLabel(answer.interests.of.rights).check();
  await theirs.getByRole('radio', { name: said.form.yesNo.yes }).check();
  await theirs.getByRole('button', { name: words.say.unable }).click();
  await theirs.getByText('As to the consequences.').waitFor();
  await look(theirs, 'portal-objected');
});

test('who speaks for an addressee signs in with a passkey', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const rosa = await letIn(people, ana.person, 'rosa', 'Example Mail Inc.');
  const page = await pageOf(browser, site, rosa);
  await giveDevice(page);
  await page.goto(`${site.url}/account`); // theirs is in the portal
  await page.getByRole('button', { name: said.account.addPasskey }).click();
  await page.getByRole('status').getByText(said.account.passkeyAdded).waitFor();
  await look(page, 'portal-account');
  await page.getByRole('button', { name: said.nav.signOut }).click();
  await page.getByRole('button', { name: said.signIn.passkey }).click();
  await page.getByRole('heading', { name: words.ordersTitle }).waitFor();
});
