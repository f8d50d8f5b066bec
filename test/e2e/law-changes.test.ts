// An editor proposes, a second publishes; the planner answers otherwise, and what it answered before is still explained.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goOn } from '../support/go-on.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { AS_OF, asked, restsOn } from '../support/law-change.ts';
import { sayDay } from '../support/moment.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, openBrowser } from '../support/site.ts';
import { said } from '../support/words.ts';

const STATE = said.lawChange.ask.state;
const SINCE = said.lawChange.ask.entry_into_force;
const LEFT = said.lawChange.ask.boundUntil;
const QUESTION = 'from=FR&to=KE&category=content&on=2026-11-26';

test('a fact is changed by two editors, and answers given before are still explained', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['knowledgeEditor']);
  const rui = await enrol(people, 'rui');
  const [editor, second, asker] = [
    await pageOf(browser, site, ines),
    await pageOf(browser, site, omar),
    await pageOf(browser, site, rui),
  ];

  // Somebody asks while Kenya is on record as invited only.
  await asker.goto(`${site.url}/channels/plan?${QUESTION}`);
  const answer = await asker.locator('a[href^="/channels/answers/"]').first().getAttribute('href');
  assert.ok(answer);
  await asker.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await asker.goto(`${site.url}/law/changes/new/record/any`).then((one) => one?.status()), 403);

  await editor.goto(`${site.url}/law/instruments/coe-ets-185`);
  await editor.getByRole('link', { name: said.lawChange.partyStart }).click();
  await asked(editor, STATE);
  await goOn(editor);
  await editor.getByRole('alert').getByText('Choose').first().waitFor();
  await look(editor, 'law-change-state');
  await editor.getByLabel(STATE).selectOption('KE');
  await goOn(editor);
  await asked(editor, said.lawChange.ask.status);
  assert.ok(
    await editor.getByLabel(said.lawChange.statusWords.invited).isChecked(),
    'what is on record stands there',
  );
  await editor.getByText(said.lawChange.statusWords.invited).last().waitFor();
  await editor.getByLabel('Party: bound').check();
  await look(editor, 'law-change-status');
  await goOn(editor);
  await sayDay(editor, SINCE, '2026-13-01');
  await goOn(editor);
  await editor.getByRole('alert').getByText('a date that exists').waitFor();
  await look(editor, 'law-change-since-wrong');
  await sayDay(editor, SINCE, '2026-10-01');
  await goOn(editor);
  await sayDay(editor, LEFT, '2026-09');
  await goOn(editor);
  await editor.getByRole('alert').getByText(said.lawChange.endsBefore).waitFor();
  await sayDay(editor, LEFT, '');
  await goOn(editor);
  await asked(editor, said.lawChange.ask.source);
  await look(editor, 'law-change-source');
  await editor.goBack();
  await asked(editor, LEFT);
  await goOn(editor);
  await goOn(editor);
  await asked(editor, said.lawChange.ask.title);
  await editor.getByLabel(said.lawChange.sourceUrl).fill('ftp://example');
  await goOn(editor);
  await editor.getByRole('alert').getByText('https://').waitFor();
  await look(editor, 'law-change-source-other');
  await editor.getByLabel(said.lawChange.sourceTitle).fill('Notification of the depositary, 1 July 2026');
  await editor.getByLabel(said.lawChange.sourceUrl).fill('');
  await editor.getByLabel(said.lawChange.sourceKind).selectOption('official');
  await goOn(editor);
  await sayDay(editor, AS_OF, 'July');
  await goOn(editor);
  await editor.getByRole('alert').getByText('a date that exists').waitFor();
  await sayDay(editor, AS_OF, '2026-07-01');
  await goOn(editor);
  await editor.getByLabel('confirmed: I have read it').check();
  await look(editor, 'law-change-confidence');
  await goOn(editor);
  await editor.getByLabel(said.lawChange.ask.reason).fill('Kenya');
  await goOn(editor);
  await asked(editor, said.requests.checkTitle);
  assert.equal(new URL(editor.url()).search, '', 'no answer stands in an address');
  await editor.getByRole('link', { name: /^Change.*Why should the fact/ }).click();
  await editor.getByLabel(said.lawChange.ask.reason).fill('Kenya has acceded');
  await goOn(editor);
  await asked(editor, said.requests.checkTitle);
  await editor.getByRole('row').filter({ hasText: 'KE, status' }).getByText('party').waitFor();
  await look(editor, 'law-change-check');
  await editor.getByRole('button', { name: said.lawChange.propose }).click();
  await editor.getByRole('status').getByText(said.lawChange.done.proposed).waitFor();
  await editor.getByText(said.lawChange.own).waitFor();
  await look(editor, 'law-change-own');
  const address = new URL(editor.url()).pathname;
  const alone = await editor.request.post(`${site.url}${address}/decide/answer`, {
    form: { answer: 'publish' },
    headers: { origin: site.url },
  });
  assert.equal(alone.status(), 403, 'an editor cannot publish alone');

  await second.goto(`${site.url}/law/changes`);
  await look(second, 'law-changes');
  await second.getByRole('link', { name: 'Parties to Budapest Convention: KE' }).click();
  await second.getByRole('link', { name: said.lawChange.decide }).click();
  await goOn(second);
  await second.getByRole('alert').getByText(said.lawChange.choose).waitFor();
  await look(second, 'law-change-decide');
  await second.getByLabel(said.lawChange.publish).check();
  await goOn(second);
  await look(second, 'law-change-decide-checked');
  await second.getByRole('button', { name: said.lawChange.decideButton }).click();
  await second.getByRole('status').getByText(said.lawChange.done.published).waitFor();
  await look(second, 'law-change-published');

  await asker.goto(`${site.url}/channels/plan?${QUESTION}`);
  await asker.getByText('since 1 Oct 2026').first().waitFor({ state: 'attached' });
  await asker.goto(`${site.url}${answer}`);
  await asker.getByText('identical, byte for byte').waitFor();
  await asker.getByText(said.ways.old.differs).waitFor();
  await look(asker, 'law-change-old-answer');
  await asker.goto(`${site.url}/law/instruments/coe-ets-185`);
  await asker.getByRole('link', { name: 'KE' }).first().waitFor();
  await look(asker, 'law-instrument-reviewed');
  await asker.goto(`${site.url}/law/states/KE`);
  const kenya = asker.getByRole('row').filter({ hasText: 'Budapest Convention' }).first();
  await kenya.getByText(/^reviewed \d{1,2} [A-Z][a-z]{2,3} \d{4}, a second editor$/).waitFor();
  await asker.getByText('not reviewed').first().waitFor();
  await look(asker, 'law-state-reviewed');
  assert.equal(await asker.getByRole('link', { name: said.lawChange.partyStart }).count(), 0);
  await asker.goto(`${site.url}/law/changes`);
  await look(asker, 'law-changes-reader');

  // One value of a record, sent back with a reason, and drafted again.
  await editor.goto(`${site.url}/law/records/clock/bc29.hold/change`);
  await look(editor, 'law-change-choose');
  await editor.getByRole('link', { name: 'Change at_end' }).click();
  await editor
    .getByLabel(said.lawChange.factTitle.value)
    .fill('The data stays preserved until the request is decided.');
  await look(editor, 'law-change-value');
  await goOn(editor);
  await restsOn(editor, { id: 'text-ets185' }, { asOf: '2001', reason: 'Clearer' });
  await editor.getByRole('button', { name: said.lawChange.propose }).click();
  await editor.getByRole('status').waitFor();
  await second.goto(editor.url());
  await second.getByRole('link', { name: said.lawChange.decide }).click();
  await second.getByLabel(said.lawChange.sendBack).check();
  await goOn(second);
  await second.getByLabel(said.lawChange.why).fill('Keep the wording of the Convention');
  await goOn(second);
  await second.getByRole('button', { name: said.lawChange.decideButton }).click();
  await second.getByRole('status').getByText(said.lawChange.done.returned).waitFor();
  await editor.reload();
  await editor.getByText('Keep the wording').waitFor();
  await editor.getByRole('link', { name: said.lawChange.again }).click();
  await asked(editor, said.lawChange.factTitle.value);
  assert.match(await editor.getByLabel(said.lawChange.factTitle.value).inputValue(), /stays preserved/);
});

test('a whole record is entered with the keyboard alone; a fault is told with its line', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const page = await pageOf(browser, site, await enrol(people, 'ines', ['knowledgeEditor']));
  const enter = (): Promise<void> => page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.goto(`${site.url}/law/changes/new/record/provider-rule`);
  await asked(page, said.lawChange.ask.record_kind);
  await look(page, 'law-record-kind');
  await enter();
  await page.getByLabel(said.lawChange.factTitle.record).focus();
  await page.keyboard.insertText('id: us-test\nstate: "US"\nrule: [');
  await page.keyboard.press('Tab');
  await enter();
  await page.getByRole('alert').getByText('line').waitFor();
  await look(page, 'law-record-fault');
  const text =
    'id: us-test\nstate: "US"\nrule: A rule.\ncitation: "18 U.S.C. 1"\nsource: usc-18\nconfidence: recalled\n';
  const wrong = text.replace('"US"', '"ZZ"');
  await page.getByLabel(said.lawChange.factTitle.record).fill(wrong);
  await enter();
  await page.getByRole('alert').getByText('ISO 3166-1').waitFor();
  await page.getByLabel(said.lawChange.factTitle.record).fill(text);
  await enter();
  const grounds = { asOf: '2026', how: 'recalled: common knowledge', reason: 'It was missing' };
  await restsOn(page, { id: 'usc-18' }, grounds);
  await page.getByRole('button', { name: said.lawChange.propose }).press('Enter');
  await page.getByRole('status').getByText(said.lawChange.done.proposed).waitFor();
});

test('a reservation has its days and a Party the day on which it leaves: entered by one, published by another, read of each day', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const [editor, second] = [
    await pageOf(browser, site, await enrol(people, 'ines', ['knowledgeEditor'])),
    await pageOf(browser, site, await enrol(people, 'omar', ['knowledgeEditor'])),
  ];
  const notice = { title: 'A notice made up for this test' };
  const rest = (): Promise<void> => restsOn(editor, notice, { asOf: '2026-11', reason: 'As notified' });
  const publish = async (): Promise<void> => {
    await editor.getByRole('button', { name: said.lawChange.propose }).click();
    await editor.getByRole('status').getByText(said.lawChange.done.proposed).waitFor();
    await second.goto(editor.url());
    await second.getByRole('link', { name: said.lawChange.decide }).click();
    await second.getByLabel(said.lawChange.publish).check();
    await goOn(second);
    await second.getByRole('button', { name: said.lawChange.decideButton }).click();
    await second.getByRole('status').getByText(said.lawChange.done.published).waitFor();
  };
  await editor.goto(`${site.url}/law/instruments/coe-ets-185`);
  await editor.getByRole('link', { name: said.lawChange.declarationStart }).click();
  await editor.getByLabel(STATE).selectOption('FJ');
  await goOn(editor);
  await editor.getByLabel(said.lawChange.ask.article).fill('Article 29');
  await goOn(editor);
  await editor.getByRole('alert').getByText('such as 29(4)').waitFor();
  await look(editor, 'law-change-article');
  await editor.getByLabel(said.lawChange.ask.article).fill('29(4)');
  await goOn(editor);
  await editor.getByLabel(said.lawChange.ask.effect).fill('A reservation made up for this test.');
  await goOn(editor);
  await asked(editor, said.lawChange.ask.closes);
  await look(editor, 'law-change-closes');
  await editor.getByLabel(said.lawChange.closesWords.yes).check();
  await goOn(editor);
  await asked(editor, said.lawChange.ask.assurances);
  await goOn(editor); // none
  await sayDay(editor, said.lawChange.ask.from, '2025-03');
  await goOn(editor);
  await sayDay(editor, said.lawChange.ask.until, '2027-02-01');
  await look(editor, 'law-change-withdrawn');
  await goOn(editor);
  await rest();
  await editor.getByRole('row').filter({ hasText: 'until' }).getByText('2027-02-01').waitFor();
  await editor.getByRole('row').filter({ hasText: 'closes' }).getByText('true').waitFor();
  await publish();

  await editor.goto(`${site.url}/law/instruments/coe-ets-185`);
  await editor.getByRole('link', { name: said.lawChange.partyStart }).click();
  await editor.getByLabel(STATE).selectOption('FJ');
  await goOn(editor);
  await editor.getByLabel('Party: bound').check();
  await goOn(editor);
  await sayDay(editor, SINCE, '2024-12-01');
  await goOn(editor);
  await sayDay(editor, LEFT, '2028-01-01');
  await goOn(editor);
  await rest();
  await editor.getByRole('row').filter({ hasText: 'FJ, until' }).getByText('2028-01-01').waitFor();
  await publish();

  const made = 'A reservation made up for this test.';
  for (const [on, standing, stands] of [
    ['2026-11-26', 'bound', true],
    ['2027-02-01', 'bound', false],
    ['2028-01-01', said.law.standing.left, false],
  ] as const) {
    await second.goto(`${site.url}/law/states/FJ`);
    await sayDay(second, said.law.day, on);
    await second.getByRole('button', { name: said.law.dayButton }).click();
    await second.waitForURL(`**/law/states/FJ?on=${on}`);
    const row = second.getByRole('row').filter({ hasText: 'Budapest Convention' }).first();
    await row.getByText(standing, { exact: true }).waitFor();
    await row.getByText('1 Dec 2024 – 1 Jan 2028').waitFor();
    assert.equal((await second.getByText(made).count()) > 0, stands, on);
  }
  await look(second, 'law-state-left');
  await second.goto(`${site.url}/law/map?show=coe-ets-185&on=2028-01-01`);
  await second.getByRole('row').filter({ hasText: 'Fiji' }).getByText(said.law.standing.left).waitFor();
  await look(second, 'law-map-left');
  await second.goto(`${site.url}/law/compare?a=FJ&b=FR&by=instrument&on=2028-01-01`);
  await second.getByRole('cell', { name: said.law.standing.left }).waitFor();
  await look(second, 'law-compare-left');
});
