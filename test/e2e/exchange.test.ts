// A request goes to a peer from its own page, lies before the desk of the other side, is taken into a case there, and its page here is the
// conversation: sent, delivered, opened, asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setAsked } from '../../src/requests/drafting/request-draft.acts.ts';
import { deliverWaiting } from '../../src/exchange/deliver.acts.ts';
import { explainAll } from '../support/complete-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, openSite } from '../support/site.ts';
import { answerOf, signingScene, signIt } from '../support/signing-request.ts';
import { authority, JAPAN, trusts } from '../support/two-authorities.ts';
import { said } from '../support/words.ts';

const words = said.exchange;

test('a request goes to a peer from its page, and is taken from the desk there', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const scene = await signingScene(t);
  await setAsked(scene.ines, { number: scene.number, counterpart: 'JP', urgency: 'normal' });
  await explainAll(scene.ines, scene.number);
  await scene.take(scene.ines, { act: 'submit' });
  await signIt(scene, scene.prosecutor, await answerOf(scene, scene.prosecutor));
  const here = await openSite(t, { home: scene.made.home, env: scene.made.env });
  const there = await testSite(t, {}, JAPAN);
  const file = await testCase(there.house, 'From Lyon');
  const paul = await enrol(scene.people, 'paul', [], [[scene.file, 'prosecutor']]);
  const dora = await enrol(there.people, 'dora', ['centralAuthority'], [[file, 'lead']]);
  const page = await pageOf(browser, here, paul);
  const address = `${here.url}/cases/${scene.file.reference}/requests/${scene.number}`;
  await page.goto(`${address}/exchange`);
  await page.getByText(words.noPeer).waitFor();

  const lyon = await authority(scene, here.url);
  const tokyo = await authority(there, there.site.url);
  await trusts(lyon, tokyo);
  await trusts(tokyo, lyon);
  await page.goto(address);
  await page.getByRole('link', { name: words.title, exact: true }).click();
  await look(page, 'exchange-ask');
  await page.getByRole('radio', { name: JAPAN.agency }).check();
  await page.locator('input[name=channel][value=mla-central]').check();
  await page.getByRole('button', { name: words.send }).click();
  await page.getByRole('heading', { name: words.types.request }).waitFor();
  await deliverWaiting(lyon.house, undefined);

  const desk = await pageOf(browser, there.site, dora);
  await desk.goto(`${there.site.url}/desk/incoming`);
  await desk.getByRole('link', { name: words.arrivals.title }).click();
  await look(desk, 'arrivals');
  await desk.getByRole('link', { name: /R1$/ }).click();
  await desk.getByRole('button', { name: words.arrivals.take }).click();
  await desk.getByRole('alert').getByText(words.arrivals.chooseCase).waitFor();
  await look(desk, 'arrivals-take');
  await desk.getByRole('radio', { name: file.reference }).check();
  await desk.getByRole('button', { name: words.arrivals.take }).click();
  assert.match(desk.url(), /\/register/);
  await deliverWaiting(tokyo.house, undefined); // that it was opened is told

  await page.goto(`${address}/exchange`);
  for (const stage of ['delivery', 'retrieval'] as const) await page.getByText(words.stages[stage]).waitFor();
  await look(page, 'exchange-conversation');
  assert.equal(await page.getByText(words.types.answer, { exact: true }).count(), 0, 'nobody has asked');
  await page.getByLabel(words.message).fill('');
  await page.getByRole('button', { name: words.put, exact: true }).click();
  await page.getByRole('alert').getByText(words.sayWrong).waitFor();
  await page.getByLabel(words.message).fill('The days are those of October.\n<b>not bold</b>');
  await page.getByRole('button', { name: words.put, exact: true }).click();
  await page.getByText('<b>not bold</b>').waitFor();

  const ana = await enrol(scene.people, 'adam', ['administrator']);
  const settings = await pageOf(browser, here, ana);
  await settings.goto(`${here.url}/settings`);
  await settings.getByRole('link', { name: words.title, exact: true }).click();
  await settings.getByText(JAPAN.origin).waitFor();
  await look(settings, 'exchange-settings');
});
