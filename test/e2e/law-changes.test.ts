// An editor proposes, a second publishes; the planner answers otherwise, and what it answered before is still explained.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { sayDay } from '../support/moment.ts';
import { look, openBrowser } from '../support/site.ts';

const AS_OF = 'The day the source speaks of';
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
  await editor.getByRole('button', { name: 'Continue' }).click();
  await editor.getByRole('alert').getByText('State').first().waitFor();
  await look(editor, 'law-change-fact');
  await editor.getByLabel('State', { exact: true }).selectOption('KE');
  await editor.getByLabel('Party: bound').check();
  await sayDay(editor, 'In force for it since', '2026-13-01');
  await editor.getByRole('button', { name: 'Continue' }).click();
  await editor.getByRole('alert').getByText('a date that exists').waitFor();
  await look(editor, 'law-change-fact-wrong');
  await sayDay(editor, 'In force for it since', '2026-10-01');
  await editor.getByRole('button', { name: 'Continue' }).click();
  await editor.getByRole('heading', { name: 'What does it rest on?' }).waitFor();
  await editor.getByLabel('Title of the other source').fill('Notification of the depositary, 1 July 2026');
  await editor.getByLabel('What it is').selectOption('official');
  await sayDay(editor, AS_OF, 'July');
  await editor.getByLabel('confirmed: I have read it').check();
  await editor.getByLabel('Reason').fill('Kenya has acceded');
  await editor.getByRole('button', { name: 'Continue' }).click();
  await editor.getByRole('alert').getByText('a date that exists').waitFor();
  await look(editor, 'law-change-grounds');
  await sayDay(editor, AS_OF, '2026-07-01');
  await editor.getByRole('button', { name: 'Continue' }).click();
  await editor.getByRole('heading', { name: 'Check the change' }).waitFor();
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
  await kenya.getByText(/^reviewed \d{4}-\d\d-\d\d, a second editor$/).waitFor();
  await asker.getByText('not reviewed').first().waitFor();
  await look(asker, 'law-state-reviewed');
  assert.equal(await asker.getByRole('link', { name: 'Change the standing of a State' }).count(), 0);
  await asker.goto(`${site.url}/law/changes`);
  await look(asker, 'law-changes-reader');

  // One value of a record, sent back with a reason, and drafted again.
  await editor.goto(`${site.url}/law/records/clock/bc29.hold/change`);
  await look(editor, 'law-change-choose');
  await editor.getByRole('link', { name: 'Change at_end' }).click();
  await editor.getByLabel('New value').fill('The data stays preserved until the request is decided.');
  await editor.getByRole('button', { name: 'Continue' }).click();
  await editor.getByLabel('Source', { exact: true }).selectOption('text-ets185');
  await sayDay(editor, AS_OF, '2001');
  await editor.getByLabel('confirmed: I have read it').check();
  await editor.getByLabel('Reason').fill('Clearer');
  await editor.getByRole('button', { name: 'Continue' }).click();
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
  await editor.getByLabel('New value').waitFor();
  assert.match(await editor.getByLabel('New value').inputValue(), /stays preserved/);
});

test('a whole record is entered with the keyboard alone; a fault is told with its line', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const page = await pageOf(browser, site, await enrol(people, 'ines', ['knowledgeEditor']));
  await page.goto(`${site.url}/law/changes/new?what=record&record_kind=provider-rule`);
  await page.getByLabel('The record, as YAML').focus();
  await page.keyboard.insertText('id: us-test\nstate: "US"\nrule: [');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.getByRole('alert').getByText('line').waitFor();
  await look(page, 'law-record-fault');
  const text =
    'id: us-test\nstate: "US"\nrule: A rule.\ncitation: "18 U.S.C. 1"\nsource: usc-18\nconfidence: recalled\n';
  await page.getByLabel('The record, as YAML').fill(text);
  await page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.getByLabel('Source', { exact: true }).selectOption('usc-18');
  await sayDay(page, AS_OF, '2026');
  await page.getByLabel('recalled: common knowledge').check();
  await page.getByLabel('Reason').fill('It was missing');
  await page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.getByRole('heading', { name: 'Check the change' }).waitFor();
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
  const rest = async (): Promise<void> => {
    await editor.getByRole('button', { name: 'Continue' }).click();
    await editor.getByLabel('Title of the other source').fill('A notice made up for this test');
    await editor.getByLabel('What it is').selectOption('official');
    await sayDay(editor, AS_OF, '2026-11');
    await editor.getByLabel('confirmed: I have read it').check();
    await editor.getByLabel('Reason').fill('As notified');
    await editor.getByRole('button', { name: 'Continue' }).click();
    await editor.getByRole('heading', { name: 'Check the change' }).waitFor();
  };
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
  await editor.getByLabel('State', { exact: true }).selectOption('FJ');
  await editor.getByLabel('Article').fill('29(4)');
  await editor.getByLabel('What it does').fill('A reservation made up for this test.');
  await sayDay(editor, 'In force since', '2025-03');
  await sayDay(editor, 'Withdrawn as of', '2027-02-01');
  await look(editor, 'law-change-declaration');
  await rest();
  await editor.getByRole('row').filter({ hasText: 'until' }).getByText('2027-02-01').waitFor();
  await publish();

  await editor.goto(`${site.url}/law/instruments/coe-ets-185`);
  await editor.getByRole('link', { name: 'Change the standing of a State' }).click();
  await editor.getByLabel('State', { exact: true }).selectOption('FJ');
  await editor.getByLabel('Party: bound').check();
  await sayDay(editor, 'In force for it since', '2024-12-01');
  await sayDay(editor, 'Bound no longer as of', '2028-01-01');
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
    await row.getByText('2024-12-01 – 2028-01-01').waitFor();
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
