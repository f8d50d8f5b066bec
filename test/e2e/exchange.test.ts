// A request goes to a peer from its own page, lies before the desk of the other side, is taken into a case there, and its page here is the
// conversation: sent, delivered, opened, asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import { shareById } from '../../src/evidence/packages/share.store.ts';
import { askShare } from '../../src/evidence/packages/share.acts.ts';
import { tellOffers } from '../../src/exchange/offer.acts.ts';
import { setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { deliverWaiting } from '../../src/exchange/deliver.acts.ts';
import { explainAll } from '../support/complete-request.ts';
import { goOn } from '../support/go-on.ts';
import { shareOf } from '../support/held-exhibit.ts';
import { inMemory, testCase, testExhibit } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { until } from '../support/postgres.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, openSite } from '../support/site.ts';
import { answerOf, signingScene, signIt, type SigningScene } from '../support/signing-request.ts';
import { authority, JAPAN, trusts } from '../support/two-authorities.ts';
import { said } from '../support/words.ts';

const words = said.exchange;

/** Of one exhibit, which hands custody over. */
async function packageMade(
  { house, file }: SigningScene,
  by: Awaited<ReturnType<typeof enrol>>,
): Promise<Uuid> {
  const { number } = await testExhibit(house, file, { from: inMemory('ledger.csv', 'a,b') });
  const id = newUuid(house.clock, house.random);
  const member = { ...file, role: 'judge' } as const;
  await askShare(house, {
    by: { person: by.person, file: member },
    share: { ...shareOf(number, { receiver: { name: JAPAN.agency, state: 'JP' } }), handsOver: 'custody' },
    id,
  });
  await until(async () => (await shareById(house.db.kysely, file.id, id))?.made !== undefined); // by the server's jobs
  return id;
}

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
  await page.getByRole('link', { name: words.send }).click();
  const next = page.getByRole('button', { name: said.form.next });
  await look(page, 'exchange-ask');
  await next.click();
  await page.getByRole('alert').getByText(words.offers.choosePeer).waitFor();
  await page.getByRole('radio', { name: JAPAN.agency }).check();
  await next.click();
  await page.locator('input[name=channel][value=mla-central]').check();
  await next.click();
  await look(page, 'exchange-ask-checked');
  await page.getByRole('button', { name: words.send }).click();
  await page.getByRole('heading', { name: words.said }).waitFor();
  await deliverWaiting(lyon.house, undefined);

  // What goes to the other side with an act is said before it is taken.
  const judged = await pageOf(browser, here, paul);
  await judged.goto(`${address}/acts/withdraw`);
  await judged.getByText(words.goesAsMessage(JAPAN.agency)).waitFor();
  const desk = await pageOf(browser, there.site, dora);
  await desk.goto(`${there.site.url}/desk/incoming`);
  await desk.getByRole('link', { name: words.arrivals.title }).click();
  await look(desk, 'arrivals');
  await desk.getByRole('link', { name: /R1$/ }).click();
  await desk.getByRole('link', { name: words.arrivals.take }).click();
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
  await page.getByRole('link', { name: words.say }).click();
  assert.equal(await page.getByRole('radio', { name: words.types.answer }).count(), 0, 'so none is answered');
  await page.getByRole('radio', { name: words.types.reminder }).check();
  await look(page, 'exchange-say');
  await next.click();
  await page.locator('textarea[name="text"]').fill('May we ask when an answer can be expected?');
  await next.click();
  await page.getByRole('button', { name: words.put }).click();
  await page.getByText(words.types.reminder).waitFor();

  // Evidence: a package that hands custody over is offered, and lies before the desk there.
  const judge = await enrol(scene.people, 'jules', [], [[scene.file, 'judge']]);
  const id = await packageMade(scene, judge);
  const lead = await pageOf(browser, here, judge);
  await lead.goto(`${here.url}/cases/${scene.file.reference}/packages/${id}/exchange`);
  await lead.getByRole('link', { name: words.offers.offer }).click();
  await look(lead, 'offer-ask');
  await lead.getByRole('radio', { name: JAPAN.agency }).check();
  await lead.getByRole('button', { name: words.offers.offer }).click();
  await lead.getByText(words.offers.states.open).first().waitFor();
  await tellOffers(lyon.house, lyon.keys);
  await deliverWaiting(lyon.house, undefined);
  await lead.reload();
  await look(lead, 'offer-told');
  await page.goto(`${address}/exchange`);
  await page.getByRole('link', { name: /R1/ }).first().waitFor();
  await look(page, 'exchange-conversation-offered');
  await deliverWaiting(tokyo.house, undefined); // what came has its effect
  await desk.goto(`${there.site.url}/arrivals`);
  await desk.getByRole('link', { name: scene.file.reference, exact: true }).click();
  await look(desk, 'offer-arrived');
  await desk.getByRole('link', { name: words.offers.take }).click();
  await desk.getByRole('radio', { name: file.reference }).check();
  await desk.getByRole('button', { name: words.offers.take }).click();
  await look(desk, 'offer-taken');

  // The case is handed over: the request goes along once the other side has taken it, and is closed here.
  await page.goto(`${here.url}/cases/${scene.file.reference}/with-others`);
  await page.getByRole('link', { name: words.cases.transfer }).click();
  await page.getByRole('radio', { name: JAPAN.agency }).check();
  await next.click();
  await page.getByLabel(words.cases.asks.transfer).fill('The ledger names a harbour in Japan.');
  await next.click();
  await next.click(); // no rule is named
  await page.getByRole('checkbox', { name: /R1/ }).check();
  await look(page, 'cases-goes-along');
  await next.click();
  await page.getByRole('button', { name: words.cases.transfer }).click();
  await page.getByText(words.cases.alongStates.goes).waitFor();
  await look(page, 'cases-handed-over');
  await deliverWaiting(lyon.house, undefined);
  await deliverWaiting(tokyo.house, undefined);
  await desk.goto(`${there.site.url}/arrivals`);
  await desk.getByRole('link', { name: scene.file.reference, exact: true }).first().click();
  await look(desk, 'cases-arrived');
  await desk.getByRole('link', { name: words.cases.take }).click();
  await goOn(desk); // its title stands there
  await desk.getByLabel(said.cases.leadTitle).fill(dora.email);
  await goOn(desk);
  await desk.getByRole('button', { name: words.cases.take }).click();
  const taken = `${desk.url()}/with-others`;
  for (let round = 0; round < 2; round++)
    for (const { house } of [tokyo, lyon]) await deliverWaiting(house, undefined);
  await deliverWaiting(tokyo.house, undefined);
  await desk.goto(taken);
  await desk.getByText(words.cases.alongStates.proven).waitFor();
  await look(desk, 'cases-along-there');
  await page.reload();
  await look(page, 'cases-along-here');
  await desk.getByRole('button', { name: words.cases.goOn }).click();
  await desk.goto(taken);
  await desk.getByText(words.cases.alongStates.begun).waitFor();

  const ana = await enrol(scene.people, 'adam', ['administrator']);
  const settings = await pageOf(browser, here, ana);
  await settings.goto(`${here.url}/settings`);
  await settings.getByRole('link', { name: words.title, exact: true }).click();
  await settings.getByText(JAPAN.origin).waitFor();
  await look(settings, 'exchange-settings');
});
