// A joint investigation on the pages of both sides: proposed, taken on, shared in, changed, declined, a copy given, ended.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { addExhibit } from '../../src/evidence/intake/exhibit-add.acts.ts';
import { agreeJoint, tellJoint } from '../../src/exchange/joint.acts.ts';
import { changeJoint } from '../../src/exchange/joint-change.acts.ts';
import { teamsToAnswer } from '../../src/exchange/joint.store.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { goOn } from '../support/go-on.ts';
import { ADDITION, inMemory, testCase } from '../support/installation.ts';
import { sayDay } from '../support/moment.ts';
import { enrol, pageOf, testHouse, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { talkAll } from '../support/request-between.ts';
import { look } from '../support/site.ts';
import { authority, BRAZIL, JAPAN, listen, trusts } from '../support/two-authorities.ts';
import { said } from '../support/words.ts';

const words = said.exchange.joint;

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).click();

test('two authorities investigate together, on their pages', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const here = await testSite(t);
  const there = await testSite(t, {}, JAPAN);
  const file = await testCase(here.house, 'Harbour');
  const lyon = await authority(here, here.site.url);
  const tokyo = await authority(there, there.site.url);
  // A third comes in as well, and leaves: on the pages of the others.
  const brasilia = await authority(await testHouse(t, BRAZIL));
  await listen(t, brasilia);
  const sides = [lyon, tokyo, brasilia];
  for (const one of sides) for (const other of sides) if (one !== other) await trusts(one, other);
  const law = await shippedLaw();
  const step = async (): Promise<void> => {
    for (const { house, keys } of sides) await tellJoint(house, keys);
    await talkAll(sides, law);
  };
  const jules = await enrol(here.people, 'jules', [], [[file, 'judge']]);
  const dora = await enrol(there.people, 'dora', ['centralAuthority']);
  const page = await pageOf(browser, here.site, jules);
  const desk = await pageOf(browser, there.site, dora);
  const address = `${here.site.url}/cases/${file.reference}/joint`;
  await page.goto(address);
  await look(page, 'joint-none');
  await page.getByRole('link', { name: words.propose }).click();
  for (const { agency } of [JAPAN, BRAZIL]) await page.getByRole('checkbox', { name: agency }).check();
  await look(page, 'joint-propose');
  await goOn(page);
  await page.getByLabel(words.name).fill('Harbour');
  await goOn(page);
  await page.getByLabel(words.purpose).fill('Who was paid, and by whom');
  await goOn(page);
  await sayDay(page, words.from, '2026-12-01');
  await goOn(page);
  await sayDay(page, words.until, '2027-11-30');
  await goOn(page);
  await page.getByLabel(words.use).fill('In the proceedings of both parties, and no others');
  await goOn(page);
  await page.getByLabel(words.leader).fill('Julie Example, judge');
  await goOn(page);
  await look(page, 'joint-propose-check');
  await press(page, words.propose);
  await look(page, 'joint-proposed');

  await step();
  await desk.goto(`${there.site.url}/arrivals`);
  await look(desk, 'joint-desk');
  await desk.getByRole('link', { name: 'Harbour' }).click();
  await look(desk, 'joint-arrived');
  await desk.getByRole('link', { name: words.take }).click();
  await look(desk, 'joint-take');
  await goOn(desk); // its title stands there
  await desk.getByLabel(said.cases.leadTitle).fill(dora.email);
  await goOn(desk);
  await desk.getByLabel(words.leader).fill('Dora Example');
  await goOn(desk);
  await press(desk, words.take);
  await step();
  const theirs = desk.url();
  const { person: rui, email } = await enrol(brasilia.people, 'rui', ['centralAuthority']);
  const [asked] = await teamsToAnswer(brasilia.house.db.kysely);
  assert.ok(asked);
  const reference = await agreeJoint({ ...brasilia, person: rui }, asked.id, {
    title: 'Harbour',
    lead: email,
    leader: 'Rui Example',
  });
  const theirFile = await caseOfMember(brasilia.house.db.kysely, reference, rui.id);
  assert.ok(theirFile);
  await step();

  // A note and an exhibit are shared; a copy of the exhibit goes to the other party.
  await addExhibit(here.house, {
    ...ADDITION,
    caseName: file.reference,
    from: inMemory('ledger.csv', 'a,b'),
  });
  await page.goto(address);
  await page.getByRole('link', { name: words.shareNote }).click();
  await page.getByLabel(words.shareNote).fill('The ledger names the harbour master.');
  await press(page, words.shareNote);
  await page.getByRole('link', { name: words.shareExhibit }).click();
  await page.getByRole('radio').first().check();
  await look(page, 'joint-exhibit');
  await press(page, words.shareExhibit);
  await page.getByRole('link', { name: words.giveCopy }).click();
  await page.getByRole('radio', { name: JAPAN.agency }).check();
  await look(page, 'joint-copy');
  await goOn(page);
  await goOn(page); // it has no conditions
  await look(page, 'joint-copy-check');
  await press(page, words.giveCopy);
  await look(page, 'joint-copy-package');

  // Brasilia leaves by its own will, and is asked nothing more.
  await step();
  await changeJoint(
    brasilia.house,
    { person: rui, file: theirFile },
    {
      ...asked.agreement,
      peers: [],
      leaving: [BRAZIL.origin],
      why: { text: 'Our proceedings have ended', language: 'en' },
    },
  );
  await step();
  await page.goto(address);
  await page.getByText(words.left, { exact: true }).waitFor();
  await look(page, 'joint-left');

  // A longer time is proposed there and declined here; then it is agreed to.
  await step();
  const changed = async (until: string): Promise<void> => {
    await desk.goto(theirs);
    await desk.getByRole('link', { name: words.change }).click();
    for (let i = 0; i < 3; i += 1) await goOn(desk); // as they are
    await sayDay(desk, words.until, until);
    await goOn(desk);
    await goOn(desk);
    await desk.getByLabel(words.why).fill('The bank answers in spring');
    await look(desk, 'joint-change');
    await goOn(desk);
    await look(desk, 'joint-change-check');
    await press(desk, words.change);
    await step();
    await page.goto(address);
  };
  await changed('2029-12-31');
  await look(page, 'joint-changed');
  await page.getByRole('link', { name: words.declineChange }).click();
  await page.getByLabel(words.why).fill('Too long');
  await press(page, words.declineChange);
  await step();
  await changed('2028-05-31');
  await press(page, words.agreeChange);
  await step();
  await desk.goto(theirs);
  await look(desk, 'joint-there');
  await desk.getByText('Too long').waitFor();

  await page.getByRole('link', { name: words.end }).click();
  await page.getByRole('combobox').selectOption(JAPAN.origin);
  await look(page, 'joint-end');
  await goOn(page);
  await page.getByLabel(words.endText).fill('The harbour master was charged in Tokyo.');
  await goOn(page);
  await press(page, words.end);
  await step();
  await desk.goto(theirs);
  await look(desk, 'joint-ended');
  await press(desk, words.agreeDivision);
  await step();
  await page.goto(address);
  await look(page, 'joint-over');
  assert.equal(await page.getByRole('link', { name: words.shareNote }).count(), 0, 'it is over');
});
