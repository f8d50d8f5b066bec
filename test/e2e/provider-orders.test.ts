// The desk of a provider, in a browser: an order is looked at, checked, its account and its data recorded, answered; its figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemOfNumber } from '../../src/evidence/exhibits/exhibit.ts';
import { standingOf } from '../../src/evidence/custody/passing.store.ts';
import { deliverAll } from '../../src/exchange/deliver.acts.ts';
import { insOf } from '../../src/exchange/in.store.ts';
import { outsOf } from '../../src/exchange/out.store.ts';
import { fetchOffers } from '../../src/exchange/parts.acts.ts';
import { setOurs } from '../../src/exchange/provider-order.acts.ts';
import { sayInConversation } from '../../src/exchange/request-exchange.acts.ts';
import { answerAct } from '../support/act-answers.ts';
import { goOn } from '../support/go-on.ts';
import { inMemory, testExhibit } from '../support/installation.ts';
import { enrol, pageOf } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { verifiedProof } from '../support/proof-file.ts';
import { registerArrived, sentBetween } from '../support/request-between.ts';
import { look, openSite } from '../support/site.ts';
import { said } from '../support/words.ts';

const words = said.providerOrders;

test('an order is looked at, checked, kept, mapped, answered and counted', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { lyon, tokyo, desk, conversation, talk } = await sentBetween(t, 'provider-preservation', [
    'provider',
  ]);
  await setOurs(tokyo.people, tokyo.ana, { entities: ['Example Mail Inc.'], services: ['Example Mail'] });
  const site = await openSite(t, { home: tokyo.made.home, env: tokyo.made.env });
  const page = await pageOf(browser, site, desk);
  const press = (name: string) => page.getByRole('button', { name }).click();
  await page.goto(`${site.url}/provider-orders`);
  await look(page, 'provider-orders');
  await page.getByRole('link', { name: /\/R\d+/ }).click();
  await page.getByText(words.checks.entities.ours).first().waitFor();
  await look(page, 'provider-order');
  // Who approved it: in words, and as a file that the terminal checks. Taking it is opening it.
  const proof = page.url().replace(/[?#].*/, '') + '/proof.zip';
  const told = await verifiedProof(t, await (await page.request.get(proof)).body());
  assert.match(told, /signed version 1 of/);
  const letter = await page.request.get(proof.replace('proof.zip', 'letter.pdf'));
  assert.match((await letter.body()).subarray(0, 5).toString('latin1'), /^%PDF-/);
  const opened = (await insOf(tokyo.house.db.kysely, conversation)).filter(({ openedAt }) => openedAt);
  assert.deepEqual(
    opened.map(({ type }) => type),
    ['request', 'requestProof'],
  );

  await page.getByRole('link', { name: words.accounts.record }).click();
  await page.getByRole('radio').first().check();
  await press(said.form.next);
  await page.getByLabel(words.accounts.found.account).check();
  await press(said.form.next);
  await page.getByLabel(words.accounts.account).fill('acct-2291');
  await press(said.form.next);
  await press(words.accounts.record);
  await page.getByText('acct-2291').waitFor();
  await page.getByRole('link', { name: words.keep.record }).click();
  await look(page, 'provider-keep');
  await page.getByLabel(words.keep.outcomes.kept).check();
  await press(said.form.next);
  await page.getByLabel(words.keep.reference).fill('LE-4471');
  await press(said.form.next);
  await press(words.keep.record);
  await page.getByText('LE-4471').waitFor();

  await page.getByRole('link', { name: words.answer.record }).click();
  await look(page, 'provider-answer');
  await press(said.form.next);
  await page.getByRole('alert').waitFor();
  await page.getByLabel(said.requestLife.grounds.insufficient).check();
  await press(said.form.next);
  await page.getByLabel(words.answer.asks.question).fill('Which of the two accounts?');
  await press(said.form.next);
  await page.getByLabel(said.form.yesNo.yes).check();
  await press(said.form.next);
  await look(page, 'provider-answer-check');
  await press(words.answer.record);
  await page.getByText('Which of the two accounts?').waitFor();
  await look(page, 'provider-order-answered');
  await talk();
  const came = (await insOf(lyon.house.db.kysely, conversation)).map(({ type }) => type);
  assert.ok(came.includes('providerAnswer'));

  await page.goto(`${site.url}/provider-orders`);
  await page.getByRole('link', { name: words.figures.short }).click();
  await page.getByText(words.figures.hint).waitFor();
  await look(page, 'provider-figures');
  const csv = await page.request.get(`${site.url}/provider-orders/transparency/csv`);
  assert.match(await csv.text(), /,1,\d,2,1,1,0,0,0\r?\n/);
});

test('what is produced goes as a package with a certificate of the records, and the authority takes it', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const sent = await sentBetween(t, 'bc-31-subscriber', ['provider']);
  const { scene, lyon, tokyo, desk, talk } = sent;
  const there = await registerArrived(sent, 'bc-31-subscriber');
  const [here, site] = [
    await openSite(t, { home: lyon.made.home, env: lyon.made.env }),
    await openSite(t, { home: tokyo.made.home, env: tokyo.made.env }),
  ];
  const ana = await pageOf(browser, site, await enrol(tokyo.people, 'adam', ['administrator']));
  await ana.goto(`${site.url}/settings/provider/records`);
  await ana.getByLabel(words.ours.records.ask).fill('Made by our mail service as mail arrives.');
  await look(ana, 'provider-records');
  await ana.getByRole('button', { name: said.settings.save }).click();
  await look(ana, 'provider-settings');

  // The records, as the retrieval system gave them; what was not asked is taken out by who leads the case.
  const records = inMemory('records.csv', 'id,name\n1,Ann\n');
  const { number: original } = await testExhibit(tokyo.house, there.file, { from: records });
  const lead = await pageOf(browser, site, desk);
  await lead.goto(`${site.url}/cases/${there.file.reference}/evidence/${itemOfNumber(original)}`);
  await lead.getByRole('link', { name: said.redaction.title }).click();
  await lead.getByRole('radio', { name: said.redaction.kinds.columns }).check();
  await look(lead, 'redact-kind');
  await goOn(lead);
  await lead.getByLabel(said.redaction.which.columns).fill('city');
  await look(lead, 'redact-which');
  await goOn(lead);
  await lead.getByLabel(said.redaction.asks.title).fill('Records without names');
  await goOn(lead);
  await lead.getByLabel(said.redaction.asks.reason).fill('Names were not asked for');
  await goOn(lead);
  await lead.getByRole('button', { name: said.redaction.button }).click();
  await lead.getByRole('alert').getByText(said.redaction.problems.absent).waitFor();
  await lead.getByLabel(said.redaction.which.columns).fill('name');
  await goOn(lead);
  await look(lead, 'redact-check');
  await lead.getByRole('button', { name: said.redaction.button }).click();
  await lead.getByText(said.exhibitDone.redacted).waitFor();
  await look(lead, 'redacted');
  const number = `${there.file.reference}-${itemOfNumber(original) + 1}`;

  // The package, by another: it has the copy alone.
  const jun = await enrol(tokyo.people, 'jun', ['centralAuthority'], [[there.file, 'judge']]);
  const page = await pageOf(browser, site, jun);
  await page.goto(`${site.url}/cases/${there.file.reference}/share`);
  await answerAct(page, {
    [said.share.which]: () => page.getByRole('checkbox', { name: number }).check(),
    [said.results.sendAsks.state]: () => page.getByLabel(said.results.sendAsks.state).selectOption('FR'),
    [said.share.basis]: () => page.getByRole('radio', { name: said.share.bases.request }).check(),
    [said.share.how]: () => page.getByRole('radio', { name: said.share.handsOver.custody }).check(),
    [said.results.sendAsks.details]: () => page.getByRole('radio', { name: said.share.details.stay }).check(),
    [said.share.receiver]: 'Cyber unit of Lyon',
    [said.share.referenceAsk]: 'The order of Lyon',
    [said.share.purposeAsk]: 'Production of the records',
    [said.share.leftOut.ask]: async () => {
      await look(page, 'produce-left-out');
      await page.getByLabel(said.share.leftOut.ask).fill('Messages of other persons.');
    },
    [said.requests.checkTitle]: () => look(page, 'produce-check'),
  });
  await page.getByRole('link', { name: said.jobKind.makePackage.open }).click();
  await look(page, 'produce-made');
  const packed = page.url();
  await page.goto(`${packed}/exchange`);
  await page.getByRole('link', { name: said.exchange.offers.offer }).click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: said.exchange.offers.offer }).click();
  await talk();

  // The authority: taken into its case, checked, imported; custody is accepted.
  const dina = await enrol(lyon.people, 'dina', ['centralAuthority'], [[scene.file, 'investigator']]);
  const office = await pageOf(browser, here, dina);
  await office.goto(`${here.url}/arrivals`);
  await office.getByRole('link', { name: there.file.reference, exact: true }).click();
  await office.getByRole('link', { name: said.exchange.offers.take }).click();
  await office.getByRole('radio', { name: scene.file.reference }).check();
  await office.getByRole('button', { name: said.exchange.offers.take }).click();
  const offered = office.url();
  await fetchOffers(lyon.house, lyon.keys);
  await office.reload();
  await look(office, 'produced-here');
  await office.getByRole('link', { name: said.exchange.offers.look }).click();
  await office.getByRole('link', { name: said.incoming.take }).waitFor();
  await look(office, 'produced-checked');
  await office.getByRole('link', { name: said.incoming.take }).click();
  await office.getByLabel(said.incoming.answers).fill('R1');
  await office.getByRole('button', { name: said.incoming.take }).click();
  await office.getByRole('link', { name: said.jobKind.importPackage.open }).click();
  await office.goto(offered);
  await look(office, 'produced-imported');
  await office.getByRole('button', { name: said.exchange.offers.accept }).click();
  await office.getByText(said.exchange.offers.states.accepted).first().waitFor();
  await talk();
  assert.equal(await standingOf(tokyo.house.db.kysely, number), 'none', 'custody has passed');
  await page.reload();
  await look(page, 'produced-handed-over');
});

test('what could not be delivered stands on the desk with its reason, and is said again', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { scene, lyon, conversation } = await sentBetween(t, 'bc-31-subscriber', ['provider']);
  const { house, keys } = lyon;
  const sender = { house, keys, clock: house.clock, random: house.random };
  const message = { v: 1, type: 'answer', text: 'The first of both.', language: 'en' } as const;
  await sayInConversation(scene.prosecutor, sender, { number: scene.number, message });
  const later = { ...house, clock: () => house.clock() + 40 * 86_400_000 };
  await deliverAll({ house: later, keys });
  const site = await openSite(t, { home: lyon.made.home, env: lyon.made.env });
  const paul = await enrol(lyon.people, 'paul', ['centralAuthority'], [[scene.file, 'prosecutor']]);
  const page = await pageOf(browser, site, paul);
  await page.goto(`${site.url}/arrivals`);
  await page.getByRole('heading', { name: said.exchange.dead.title }).waitFor();
  await look(page, 'dead-letters');
  await page.getByRole('link', { name: said.exchange.types.answer }).click();
  await look(page, 'dead-letter');
  const answers = async () =>
    (await outsOf(house.db.kysely, conversation)).flatMap(({ type, state }) =>
      type === 'answer' ? state : [],
    );
  assert.deepEqual(await answers(), ['expired']);
  await page.getByRole('button', { name: said.exchange.dead.again }).click();
  await page.goto(`${site.url}/arrivals`);
  assert.equal(await page.getByRole('heading', { name: said.exchange.dead.title }).count(), 0);
  // The place of the first one may have been asked for once more by then: what fills it has no effect.
  const [, again, ...more] = await answers();
  assert.ok(again !== undefined && again !== 'expired' && more.length === 0, String(again));
});
