// An editor proposes, a second publishes; the planner answers otherwise, and what it answered before is still explained.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goOn } from '../support/go-on.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { AS_OF, asked, restsOn } from '../support/law-change.ts';
import { sayDay } from '../support/moment.ts';
import { look, openBrowser } from '../support/site.ts';

const STATE = 'Which State is it?';
const SINCE = 'Since when is it in force for that State?';
const LEFT = 'As of when is it no longer bound?';
const QUESTION = 'from=FR&to=KE&category=content&on=2026-11-26';

test('a fact is changed by two editors, and answers given before are still explained', async (t) => {
  const browser = await openBrowser(t);
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
  assert.equal(await asker.goto(`${site.url}/law/changes/new?what=record`).then((one) => one?.status()), 403);

  await editor.goto(`${site.url}/law/instruments/coe-ets-185`);
  await editor.getByRole('link', { name: 'Change the standing of a State' }).click();
  await asked(editor, STATE);
  await goOn(editor);
  await editor.getByRole('alert').getByText('Choose').first().waitFor();
  await look(editor, 'law-change-state');
  await editor.getByLabel(STATE).selectOption('KE');
  await goOn(editor);
  await asked(editor, 'Where does it stand?');
  assert.ok(await editor.getByLabel('was invited to accede').isChecked(), 'what is on record stands there');
  await editor.getByText('was invited to accede').last().waitFor();
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
  await editor.getByRole('alert').getByText('not before the first').waitFor();
  await sayDay(editor, LEFT, '');
  await goOn(editor);
  await asked(editor, 'What does it rest on?');
  await look(editor, 'law-change-source');
  await editor.getByRole('button', { name: 'The question before' }).click();
  await asked(editor, LEFT);
  await goOn(editor);
  await goOn(editor);
  await asked(editor, 'Which source is it?');
  await editor.getByLabel('Its address').fill('ftp://example');
  await goOn(editor);
  await editor.getByRole('alert').getByText('https://').waitFor();
  await look(editor, 'law-change-source-other');
  await editor.getByLabel('Its title').fill('Notification of the depositary, 1 July 2026');
  await editor.getByLabel('Its address').fill('');
  await editor.getByLabel('What it is').selectOption('official');
  await goOn(editor);
  await sayDay(editor, AS_OF, 'July');
  await goOn(editor);
  await editor.getByRole('alert').getByText('a date that exists').waitFor();
  await sayDay(editor, AS_OF, '2026-07-01');
  await goOn(editor);
  await editor.getByLabel('confirmed: I have read it').check();
  await look(editor, 'law-change-confidence');
  await goOn(editor);
  await editor.getByLabel('Why is it to be changed?').fill('Kenya');
  await goOn(editor);
  await asked(editor, 'Check the change');
  await editor.getByRole('button', { name: 'Change Why is it to be changed?' }).click();
  await editor.getByLabel('Why is it to be changed?').fill('Kenya has acceded');
  await goOn(editor);
  await asked(editor, 'Check the change');
  await editor.getByRole('row').filter({ hasText: 'KE, status' }).getByText('party').waitFor();
  await look(editor, 'law-change-check');
  await editor.getByRole('button', { name: 'Propose it' }).click();
  await editor.getByRole('status').getByText('Proposed').waitFor();
  await editor.getByText('nobody publishes their own').waitFor();
  await look(editor, 'law-change-own');
  const address = new URL(editor.url()).pathname;
  const alone = await editor.request.post(`${site.url}${address}/decide`, {
    form: { answer: 'publish' },
    headers: { origin: site.url },
  });
  assert.equal(alone.status(), 403, 'an editor cannot publish alone');

  await second.goto(`${site.url}/law/changes`);
  await look(second, 'law-changes');
  await second.getByRole('link', { name: 'Parties to Budapest Convention: KE' }).click();
  await second.getByRole('button', { name: 'Decide' }).click();
  await second.getByRole('alert').getByText('Choose one').waitFor();
  await look(second, 'law-change-decide');
  await second.getByLabel('Publish it').check();
  await second.getByRole('button', { name: 'Decide' }).click();
  await second.getByRole('status').getByText('Published').waitFor();
  await look(second, 'law-change-published');

  await asker.goto(`${site.url}/channels/plan?${QUESTION}`);
  await asker.getByText('since 1 Oct 2026').first().waitFor({ state: 'attached' });
  await asker.goto(`${site.url}${answer}`);
  await asker.getByText('the same, byte for byte').waitFor();
  await asker.getByText('Today it would differ').waitFor();
  await look(asker, 'law-change-old-answer');
  await asker.goto(`${site.url}/law/instruments/coe-ets-185`);
  await asker.getByRole('link', { name: 'KE' }).first().waitFor();
  await look(asker, 'law-instrument-reviewed');
  await asker.goto(`${site.url}/law/states/KE`);
  const kenya = asker.getByRole('row').filter({ hasText: 'Budapest Convention' }).first();
  await kenya.getByText(/^reviewed \d{1,2} [A-Z][a-z]{2,3} \d{4}, a second editor$/).waitFor();
  await asker.getByText('not reviewed').first().waitFor();
  await look(asker, 'law-state-reviewed');
  assert.equal(await asker.getByRole('link', { name: 'Change the standing of a State' }).count(), 0);
  await asker.goto(`${site.url}/law/changes`);
  await look(asker, 'law-changes-reader');

  // One value of a record, sent back with a reason, and drafted again.
  await editor.goto(`${site.url}/law/records/clock/bc29.hold/change`);
  await look(editor, 'law-change-choose');
  await editor.getByRole('link', { name: 'Change at_end' }).click();
  await editor.getByLabel('What is it to be?').fill('The data stays preserved until the request is decided.');
  await look(editor, 'law-change-value');
  await goOn(editor);
  await restsOn(editor, { id: 'text-ets185' }, { asOf: '2001', reason: 'Clearer' });
  await editor.getByRole('button', { name: 'Propose it' }).click();
  await editor.getByRole('status').waitFor();
  await second.goto(editor.url());
  await second.getByLabel('Send it back').check();
  await second.getByLabel('Reason for sending it back').fill('Keep the wording of the Convention');
  await second.getByRole('button', { name: 'Decide' }).click();
  await second.getByRole('status').getByText('Sent back').waitFor();
  await editor.reload();
  await editor.getByText('Keep the wording').waitFor();
  await editor.getByRole('link', { name: 'Draft it again' }).click();
  await asked(editor, 'What is it to be?');
  assert.match(await editor.getByLabel('What is it to be?').inputValue(), /stays preserved/);
});

test('a whole record is entered with the keyboard alone; a fault is told with its line', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const page = await pageOf(browser, site, await enrol(people, 'ines', ['knowledgeEditor']));
  const enter = (): Promise<void> => page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.goto(`${site.url}/law/changes/new?what=record&record_kind=provider-rule`);
  await asked(page, 'What kind of record is it?');
  await look(page, 'law-record-kind');
  await enter();
  await page.getByLabel('What is the record to be?').focus();
  await page.keyboard.insertText('id: us-test\nstate: "US"\nrule: [');
  await page.keyboard.press('Tab');
  await enter();
  await page.getByRole('alert').getByText('line').waitFor();
  await look(page, 'law-record-fault');
  const text =
    'id: us-test\nstate: "US"\nrule: A rule.\ncitation: "18 U.S.C. 1"\nsource: usc-18\nconfidence: recalled\n';
  const wrong = text.replace('"US"', '"ZZ"');
  await page.getByLabel('What is the record to be?').fill(wrong);
  await enter();
  await page.getByRole('alert').getByText('ISO 3166-1').waitFor();
  await page.getByLabel('What is the record to be?').fill(text);
  await enter();
  const grounds = { asOf: '2026', how: 'recalled: common knowledge', reason: 'It was missing' };
  await restsOn(page, { id: 'usc-18' }, grounds);
  await page.getByRole('button', { name: 'Propose it' }).press('Enter');
  await page.getByRole('status').getByText('Proposed').waitFor();
});

test('a reservation has its days and a Party the day on which it leaves: entered by one, published by another, read of each day', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const [editor, second] = [
    await pageOf(browser, site, await enrol(people, 'ines', ['knowledgeEditor'])),
    await pageOf(browser, site, await enrol(people, 'omar', ['knowledgeEditor'])),
  ];
  const notice = { title: 'A notice made up for this test' };
  const rest = (): Promise<void> => restsOn(editor, notice, { asOf: '2026-11', reason: 'As notified' });
  const publish = async (): Promise<void> => {
    await editor.getByRole('button', { name: 'Propose it' }).click();
    await editor.getByRole('status').getByText('Proposed').waitFor();
    await second.goto(editor.url());
    await second.getByLabel('Publish it').check();
    await second.getByRole('button', { name: 'Decide' }).click();
    await second.getByRole('status').getByText('Published').waitFor();
  };
  await editor.goto(`${site.url}/law/instruments/coe-ets-185`);
  await editor.getByRole('link', { name: 'Enter a reservation or declaration' }).click();
  await editor.getByLabel(STATE).selectOption('FJ');
  await goOn(editor);
  await editor.getByLabel('Which article is it about?').fill('Article 29');
  await goOn(editor);
  await editor.getByRole('alert').getByText('such as 29(4)').waitFor();
  await look(editor, 'law-change-article');
  await editor.getByLabel('Which article is it about?').fill('29(4)');
  await goOn(editor);
  await editor.getByLabel('What does the declaration do?').fill('A reservation made up for this test.');
  await goOn(editor);
  await asked(editor, 'Does the State not apply the article at all?');
  await look(editor, 'law-change-closes');
  await editor.getByLabel('It does not apply it').check();
  await goOn(editor);
  await asked(editor, 'Which assurance does the State ask for?');
  await goOn(editor); // none
  await sayDay(editor, 'Since when does it stand?', '2025-03');
  await goOn(editor);
  await sayDay(editor, 'As of when was it withdrawn?', '2027-02-01');
  await look(editor, 'law-change-withdrawn');
  await goOn(editor);
  await rest();
  await editor.getByRole('row').filter({ hasText: 'until' }).getByText('2027-02-01').waitFor();
  await editor.getByRole('row').filter({ hasText: 'closes' }).getByText('true').waitFor();
  await publish();

  await editor.goto(`${site.url}/law/instruments/coe-ets-185`);
  await editor.getByRole('link', { name: 'Change the standing of a State' }).click();
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
    ['2028-01-01', 'no longer bound', false],
  ] as const) {
    await second.goto(`${site.url}/law/states/FJ`);
    await sayDay(second, 'On which day', on);
    await second.getByRole('button', { name: 'Show that day' }).click();
    await second.waitForURL(`**/law/states/FJ?on=${on}`);
    const row = second.getByRole('row').filter({ hasText: 'Budapest Convention' }).first();
    await row.getByText(standing, { exact: true }).waitFor();
    await row.getByText('1 Dec 2024 – 1 Jan 2028').waitFor();
    assert.equal((await second.getByText(made).count()) > 0, stands, on);
  }
  await look(second, 'law-state-left');
  await second.goto(`${site.url}/law/map?show=coe-ets-185&on=2028-01-01`);
  await second.getByRole('row').filter({ hasText: 'Fiji' }).getByText('no longer bound').waitFor();
  await look(second, 'law-map-left');
  await second.goto(`${site.url}/law/compare?a=FJ&b=FR&by=instrument&on=2028-01-01`);
  await second.getByRole('cell', { name: 'no longer bound' }).waitFor();
  await look(second, 'law-compare-left');
});
