// Who speaks for a provider hands over a file in the portal and signs its digest with a passkey.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { giveOrder } from '../../src/portal/order.acts.ts';
import { setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { giveDevice } from '../support/authenticator.ts';
import { explainAll } from '../support/complete-request.ts';
import { enrol, pageOf } from '../support/people.ts';
import { letIn } from '../support/receivers.ts';
import { chooseFiles, look, openBrowser, openSite } from '../support/site.ts';
import { answerOf, signingScene, signIt } from '../support/signing-request.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

const words = said.portal;

test('a file that was handed over in the portal is signed by who handed it over', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const scene = await signingScene(t, 'provider-emergency');
  const { ines, number, people, house, lead } = scene;
  await setAsked(ines, { number, counterpart: 'US', urgency: 'emergency' });
  await explainAll(ines, number);
  await scene.take(ines, { act: 'submit' });
  await signIt(scene, scene.prosecutor, await answerOf(scene, scene.prosecutor));
  const site = await openSite(t, { home: scene.made.home, env: scene.made.env });
  const ana = await enrol(people, 'ana', ['administrator']);
  const rosa = await letIn(people, ana.person, 'rosa', 'Example Mail Inc.');
  const portal = { house, people, law: () => Promise.resolve(lead.law) };
  const way = { channel: 'other', reason: 'Their desk for emergencies takes it so.' };
  await giveOrder(portal, lead, { number, addressee: rosa.account.addressee.id, ...way });

  const page = await pageOf(browser, site, rosa);
  await giveDevice(page);
  await page.goto(`${site.url}/account`);
  await page.getByRole('button', { name: said.account.addPasskey }).click();
  await page.getByRole('status').getByText(said.account.passkeyAdded).waitFor();
  await page.goto(`${site.url}/`);
  await page.getByRole('link', { name: /\/R\d+/ }).click();
  await page.getByRole('link', { name: words.files.title }).click();
  const path = join(temporaryFolder(t), 'log-ins.txt');
  writeFileSync(path, '2026-10-06T09:12:00Z 192.0.2.7\n');
  await chooseFiles(page, path);
  await page.getByRole('cell', { name: 'log-ins.txt' }).waitFor();
  await page.getByRole('link', { name: /\/R\d+/ }).click();
  await page.getByText(words.signed.no).waitFor();
  await look(page, 'portal-unsigned');
  await page.getByRole('link', { name: words.signed.act }).click();
  await look(page, 'portal-sign');
  await page.getByRole('button', { name: words.signed.act }).click();
  await page.getByText(words.signed.yes).waitFor();
  await look(page, 'portal-signed');
});
