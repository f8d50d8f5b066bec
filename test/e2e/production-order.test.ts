// A European production order: content asked for by a prosecutor is refused with the article, validated by a judge it may go; the
// addressee's letter does not hold what only the enforcing authority may read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { goOn } from '../support/go-on.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { takeAct } from '../../src/requests/verbs/life/life.acts.ts';
import { readRequest, writeRequest } from '../../src/requests/machine/messages/request-file.ts';
import { beginRequest, setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { registerRequest } from '../../src/requests/verbs/incoming/register.acts.ts';
import { beginDelivery } from '../../src/requests/verbs/results/results.acts.ts';
import { draftedBy } from '../support/begun-request.ts';
import { completeDraft } from '../support/complete-request.ts';
import { setScene } from '../support/scene.ts';
import { sent } from '../support/sent-request.ts';
import { testCase } from '../support/installation.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { asMember, enrol, pageOf, testHouse, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, NARROW } from '../support/site.ts';
import { authority, trusts } from '../support/two-authorities.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said as english } from '../support/words.ts';

const HAGUE = {
  agency: 'Public Prosecutor of The Hague (invented)',
  state: 'NL',
  origin: 'hague.example/custody',
};

const COMPLETE = new URL('../../fixtures/requests/epoc/complete.json', import.meta.url);

test('a prosecutor who asks for content needs a judge: by the keyboard, on a narrow screen', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const pavel = await enrol(people, 'pavel', [], [[file, 'prosecutor']]);
  const { answers } = readRequest(readFileSync(COMPLETE, 'utf8'), await shippedLaw());
  await draftedBy(people, pavel.id, file.id, 'epoc', {
    answers: { ...answers, 'validating.kind': 'prosecutor' },
  });
  const page = await pageOf(browser, site, pavel, { viewport: NARROW });
  const keys = keyboardOf(page);
  const order = `${site.url}/cases/${file.reference}/requests/1`;
  const open = async (path: string): Promise<void> => {
    await page.goto(order + path);
    await keys.skip();
  };
  const follow = async (target: Locator): Promise<void> => {
    await keys.follow(target);
    await keys.skip();
  };
  const save = (): Promise<void> => follow(page.getByRole('button', { name: english.add.saveNext }));
  const notified = async (answer: 'Yes' | 'No'): Promise<void> => {
    await open('');
    await follow(page.getByRole('link', { name: 'Enforcing authority' }));
    await look(page, 'epoc-notified');
    await keys.check(page.getByLabel(answer, { exact: true }));
    await save();
    await open('');
    await follow(page.getByRole('link', { name: english.add.check }));
  };

  await open('');
  await look(page, 'epoc-tasks');
  await follow(page.getByRole('link', { name: english.add.check }));
  const refused = page.getByRole('link', { name: /a prosecutor alone may not/ });
  await page.getByText('e-Evidence Regulation, Art. 4(2)').first().waitFor();
  await look(page, 'epoc-check');
  await follow(refused);
  await page.getByRole('heading', { name: 'Which authority validates it?' }).waitFor();
  await look(page, 'epoc-validating');
  await keys.check(page.getByLabel('judge, court or investigating judge'));
  await save();

  await notified('No');
  await page.getByText('Traffic and content are notified to the enforcing authority').waitFor();
  await page.getByText('The deadline does not fit').waitFor();
  await notified('Yes');
  await page.getByText('The deadline does not fit').waitFor({ state: 'detached' });
  assert.equal(await refused.count(), 0);
  for (const name of [
    'ip',
    'subscriber',
    'traffic.internet',
    'deadline',
    'proportionality',
    'addressee.address',
    'issuing.languages',
    'issuing.fax',
    'issuing.state',
    'date',
    'recipient.contact',
    'preserved.issued',
  ])
    await showAt(page, `${order}/questions/${name}`, name);

  const letter = async (query: string): Promise<string> => {
    const answer = await page.request.get(`${order}/letter.pdf${query}`);
    assert.equal(answer.status(), 200);
    const path = join(temporaryFolder(t), 'letter.pdf');
    writeFileSync(path, await answer.body());
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  };
  const given = await letter('');
  assert.match(given, /Section L/);
  assert.doesNotMatch(given, /Section M|nothing less shows/, 'the addressee never reads Section M');
  assert.match(await letter('?whole=yes'), /Section M[\s\S]*nothing less shows/);
});

async function showAt(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await look(page, `epoc-${name}`);
}

/** Subscriber data, data to identify the user, and content. */
async function threeTicks() {
  const { 'traffic.internet': _, ...answers } = (await completeDraft('epoc')).answers;
  return answers;
}

test('of three lines that an order ticks one came, one is refused with its ground, one is still due: at both desks', async (t) => {
  const scene = await setScene(t, openPlain);
  if (scene === undefined) return;
  const { inside, file, site, browser } = scene;
  const { people } = inside;
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const lead = { ...(await asMember(people, lena, file)), law: await shippedLaw() };
  const page = await pageOf(browser, site, lena);
  const at = (number: number, path = ''): string =>
    `${site.url}/cases/${file.reference}/requests/${number}${path}`;
  const [came, refused, due] = [
    'Item 1: Subscriber data',
    'Item 2: Data only to identify',
    'Item 3: Content data',
  ];
  const standing = async (name: string): Promise<void> => {
    const row = (item: string) => page.getByRole('row', { name: item });
    await row(came).getByText('Produced').waitFor();
    await row(came).getByText('name, birth date').waitFor();
    await row(refused)
      .getByText(english.requestLife.states.refused)
      .getByText(english.requestLife.grounds.immunity)
      .waitFor();
    await row(due).getByText(english.results.noAnswer).waitFor();
    await look(page, name);
    await page.setViewportSize(NARROW);
    await look(page, `${name}-narrow`);
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  // Ours: they answer.
  const ours = await beginRequest(lead, 'epoc', await threeTicks());
  await setAsked(lead, { number: ours, counterpart: 'NL', urgency: 'normal' });
  await sent(lead, ours, 'transmitted');
  await takeAct(lead, { number: ours, act: 'deliver', evidence: 'Their receipt', zone: 'Europe/Amsterdam' });
  // Its enforcing authority can be notified of it through the exchange.
  const made = { home: inside.house.home, env: {} };
  const hague = await authority(await testHouse(t, HAGUE));
  await trusts(await authority({ ...inside, made }, site.url), hague);
  await page.goto(at(ours, '/exchange'));
  await look(page, 'epoc-notice');
  await page.getByRole('link', { name: english.exchange.notice.notify }).click();
  await page.getByRole('radio', { name: HAGUE.agency }).check();
  await look(page, 'epoc-notice-ask');
  await page.goto(at(ours));
  await page.getByRole('row', { name: due }).getByText(english.results.noAnswer).waitFor();
  await page.getByRole('link', { name: english.requestLife.acts.reportItems }).click();
  await page.getByRole('heading', { name: english.desks.actAsks.occurredAt }).waitFor();
  await goOn(page);
  await page.getByLabel(came).selectOption('Produced');
  await page.getByLabel(refused).selectOption(english.requestLife.states.refused);
  await look(page, 'epoc-items');
  await goOn(page);
  await page.getByRole('heading', { name: english.requestLife.asks.grounds }).waitFor();
  assert.equal(await page.getByRole('combobox').count(), 1, 'of what was refused alone');
  await page.getByLabel(refused).selectOption({ label: await labelled(page, 'Immunity') });
  await look(page, 'epoc-grounds');
  await goOn(page);
  await page.getByLabel(refused).fill('Its user is a newspaper.');
  await look(page, 'epoc-notes');
  await goOn(page);
  await page.getByLabel(english.requestLife.asks.words).fill('The account is one of a newspaper.');
  await goOn(page);
  await page.getByLabel(english.desks.actAsks.evidence).fill('Annex III of their file 7');
  await goOn(page);
  await look(page, 'epoc-items-said');
  await page.getByRole('button', { name: english.requestLife.record }).click();
  await standing('epoc-standing');
  await page.goto(`${site.url}/cases/${file.reference}/time-limits`);
  await page
    .getByRole('row', { name: /10\(3\)/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByText('Not answered yet: Item 3: Content data').waitFor();
  await look(page, 'epoc-still-due');

  // Theirs: we answer, with the delivery in which the data go.
  const draft = { ...(await completeDraft('epoc')), answers: await threeTicks() };
  const theirs = await registerRequest(lead, {
    form: 'epoc',
    capacity: 'addresseeWithNotice',
    paper: { name: 'order.json', bytes: Buffer.from(writeRequest(draft)) },
    counterpart: 'DE',
    urgency: 'normal',
    writtenIn: 'en',
    reference: 'DE-7/26',
    receivedAt: new Date(people.clock()).toISOString(),
    zone: 'Europe/Paris',
    evidence: 'Receipt of the system',
  });
  await sent(lead, theirs, 'executing');
  const arrivedAt = new Date(people.clock()).toISOString();
  await beginDelivery(lead, { number: theirs, arrivedAt, evidence: 'Gathered today', isInformal: false });
  await page.goto(at(theirs, '/results/1'));
  await page.getByRole('link', { name: english.results.answersLink.incoming }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText(english.results.chooseOne).waitFor();
  await page.getByLabel(came).selectOption('Produced');
  await page.getByLabel(refused).selectOption(english.requestLife.states.refused);
  await look(page, 'epoc-answers');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: english.requestLife.asks.grounds }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('choose a ground: one of Annex III').waitFor();
  await page.getByLabel(refused).selectOption({ label: await labelled(page, 'Immunity') });
  await look(page, 'epoc-answers-ground');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('group', { name: english.requestLife.asks.notes }).waitFor();
  await look(page, 'epoc-answers-words');
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(page, 'epoc-answers-check');
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByText(english.results.notices.answered).waitFor();
  await page.goto(at(theirs));
  await standing('epoc-standing-incoming');
});

/** The whole words of the first option that begins so. */
async function labelled(page: Page, begins: string): Promise<string> {
  const all = await page.locator('option').allInnerTexts();
  return all.map((one) => one.trim()).find((one) => one.startsWith(begins)) ?? assert.fail(begins);
}
