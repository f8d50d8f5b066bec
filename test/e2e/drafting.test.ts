// Drafting: many identifiers at once, with every line that is not right named.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import type { CaseRole } from '../../src/people/roles.ts';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { changePart, SAVE, walkItem } from '../support/item-story.ts';
import { look, openBrowser, readmePicture } from '../support/site.ts';
import { said as english, saying } from '../support/words.ts';

const csv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\r\n')}\r\n`),
});

/** Another answer, from the page of remarks to the question why. `part`: of an item, which of its questions. */
async function suggest(page: Page, part: string | undefined, answer: () => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: part ?? english.review.remarks.suggest, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await answer();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Your remark').waitFor();
}

/** A case with a request begun in it, and a browser page for each member. */
async function begun(t: TestContext) {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const member = async (who: string, role: CaseRole): Promise<Page> => {
    const person = await enrol(people, who, [], [[file, role]]);
    if (who === 'ines') await draftedBy(people, person.id, file.id);
    return pageOf(browser, site, person);
  };
  return { file, member, site, request: `${site.url}/cases/${file.reference}/requests/1` };
}

test('identifiers come in from a file: nothing is kept unless all are right, or the person says so', async (t) => {
  const made = await begun(t);
  if (made === undefined) return;
  const { member, request } = made;
  const page = await member('ines', 'lead');
  const item = `${request}/items/data/1`;
  const bring = `${request}/lists/data.1`;

  await page.goto(`${item}?part=identifiers`);
  const value = page.getByLabel('Value');
  await value.fill('invoices@harbour');
  await page.getByRole('status').getByText(english.requests.problems.notEmail).waitFor();
  await value.fill('Invoices@Harbour.Example');
  await page
    .getByRole('status')
    .getByText(english.drafting.live.keptAs('Invoices@harbour.example'))
    .waitFor();
  await look(page, 'request-item-live');
  await page.getByRole('link', { name: english.drafting.lists.fromFile }).click();
  await page.getByText('1 entry is in the list already').waitFor();
  await page.getByRole('button', { name: english.drafting.bring.button, exact: true }).first().click();
  await page.getByText(english.drafting.bring.choose).first().waitFor();
  const wrong = csv('accounts.csv', [
    'kind,value',
    'email,a@harbour.example',
    'phone,020 7946 0958',
    'email,b@harbour',
  ]);
  await page.getByLabel('File').setInputFiles(wrong);
  await page.getByRole('button', { name: english.drafting.bring.button, exact: true }).first().click();
  await page.getByText(english.drafting.bring.wrongTitle).waitFor();
  const rows = page.getByRole('row');
  assert.match((await rows.nth(1).textContent()) ?? '', /3.*020 7946 0958.*with its country/s);
  assert.match((await rows.nth(2).textContent()) ?? '', /4.*b@harbour.*Enter an e-mail address/s);
  await look(page, 'request-bring-wrong');
  await page.goto(`${item}?part=identifiers`);
  assert.equal(await page.getByLabel('Value').count(), 1);

  await page.goto(bring);
  await page.getByLabel('Lines').fill('c@harbour.example\nimei,490154203237517');
  await page.getByRole('button', { name: english.drafting.bring.button, exact: true }).last().click();
  await page.getByText(english.requests.problems.checkDigit).waitFor();
  await page.getByRole('button', { name: english.drafting.bring.keepRight }).click();
  await page.getByText('c@harbour.example').waitFor();

  const many = csv('many.csv', [
    'Value;Kind',
    ...Array.from({ length: 300 }, (_, i) => `n${i}@harbour.example;email`),
  ]);
  await page.goto(bring);
  await page.getByLabel('File').setInputFiles(many);
  await page.getByRole('button', { name: english.drafting.bring.button, exact: true }).first().click();
  await page.getByText('n299@harbour.example').waitFor();
  await page.goto(`${item}?part=identifiers`);
  await page.getByText('302 entries are saved').waitFor();
  await look(page, 'request-item-many');
  await page.goto(item);
  await changePart(page, english.requests.items.service, (on) =>
    on.getByRole('textbox').fill(english.settings.mail),
  );
  await page.getByText('n299@harbour.example').waitFor();
  await page.goto(bring);
  await page.getByLabel('File').setInputFiles({ ...many, buffer: Buffer.from([0xff, 0xfe, 0x61, 0]) });
  await page.getByRole('button', { name: english.drafting.bring.button, exact: true }).first().click();
  await page.getByText('This is not text in UTF-8').first().waitFor();
  await page.getByRole('button', { name: english.drafting.bring.clear }).click();
  await page.getByText('Held by').waitFor();
  assert.equal(await page.getByText('n299@harbour.example').count(), 0);
});

test('the other State’s rules stand beside the question, and what may be explained is explained on the web', async (t) => {
  const made = await begun(t);
  if (made === undefined) return;
  const { member, request } = made;
  const page = await member('ines', 'prosecutor');

  await page.goto(request);
  await page.getByText('Not started').first().waitFor();
  await page.getByRole('link', { name: english.practice.asked.state }).click();
  const state = page.getByLabel(english.practice.asked.state);
  assert.equal(await state.locator('option[value=FR]').count(), 0, 'its own State is not asked');
  await look(page, 'request-asked');
  await page.getByLabel(english.practice.asked.state).selectOption('NL');
  await page.getByRole('button', { name: english.add.saveNext }).click();
  await page.getByText('Netherlands').first().waitFor();
  await look(page, 'request-task-states');

  await page.goto(`${request}/questions/requested`);
  await page.getByText('Landelijk Parket').first().waitFor();
  await page.getByText(english.practice.profile.unknown).first().waitFor();
  await look(page, 'request-profile');
  await readmePicture(page, 'question');

  await page.goto(`${request}/check`);
  await page
    .getByRole('link', { name: saying(english.practice.findings.privilege) })
    .nth(1)
    .click();
  await page.getByRole('button', { name: english.practice.reason.save }).click();
  await page.getByText(english.practice.reason.nothing).first().waitFor();
  await page.getByLabel(english.practice.reason.label).fill('The account is that of a private person.');
  await look(page, 'request-reason');
  await page.getByRole('button', { name: english.practice.reason.save }).click();
  await page.getByRole('heading', { name: english.practice.reason.said }).waitFor();
  await page.getByText('The account is that of a private person.').waitFor();
  await look(page, 'request-check-said');
  await page.getByRole('link', { name: saying(english.practice.reason.change) }).click();
  await page.getByRole('button', { name: english.practice.reason.take }).click();
  await page.getByRole('heading', { name: english.add.check }).waitFor();
  assert.equal(await page.getByText(english.practice.reason.said).count(), 0);
});

test('a plan is one click from the request that it becomes', async (t) => {
  const made = await begun(t);
  if (made === undefined) return;
  const { member, site, file } = made;
  const page = await member('ines', 'lead');
  const question =
    'from=FR&to=NL&category=subscriber&holder-name=Example+Mail+B.V.&identifier=clerk%40example.org';
  await page.goto(`${site.url}/channels/plan?${question}`);
  await page
    .getByRole('link', { name: saying(english.ways.plan.write) })
    .first()
    .waitFor();
  await look(page, 'plan-write');
  await page
    .locator('a[href*="way=mla-central"][href*="step=produce"]')
    .first()
    .evaluate((link) => (link as HTMLAnchorElement).click());
  await page.getByRole('heading', { name: english.practice.begin.title }).waitFor();
  await look(page, 'request-begin-case');
  await page.getByRole('link', { name: file.reference }).click();
  await page.getByText(english.practice.begin.carried).waitFor();
  assert.ok(await page.getByLabel('MLA request for subscriber information').isChecked());
  await look(page, 'request-begin-form');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText(english.practice.begin.from).waitFor();
  await page.getByText('Netherlands').first().waitFor();
  await look(page, 'request-begun');
  await page.getByRole('link', { name: english.practice.begin.why }).click();
  await page.getByRole('heading', { name: english.practice.begin.why }).waitFor();
  await page.locator('.c-step').first().waitFor();
  assert.equal(await page.getByText(english.practice.begin.wayGone).count(), 0);
  await look(page, 'request-why');
  const second = `${site.url}/cases/${file.reference}/requests/2`;
  await page.goto(`${second}/questions/requested`);
  // The authority of the plan is chosen among those on record; what is not on record of it is asked next.
  assert.equal(await page.getByRole('radio', { checked: true }).count(), 1);
  await look(page, 'request-party-record');
  await page.getByRole('button', { name: english.add.saveNext }).click();
  await page.getByRole('heading', { name: /^Contact details of / }).waitFor();
  await look(page, 'request-party-reach');
  await page.getByRole('link', { name: 'Previous question' }).click();
  assert.notEqual(await page.getByLabel('Organisation').inputValue(), '');
  await page.goto(`${second}/items/data/new`);
  assert.equal(await page.getByLabel('Value').inputValue(), 'clerk@example.org');
  await page.getByRole('button', { name: SAVE }).click();
  assert.equal(await page.getByLabel(english.requests.items.holder).inputValue(), 'Example Mail B.V.');

  await page.goto(second);
  await page.getByRole('link', { name: english.practice.begin.again }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: `${file.reference}/R2` }).waitFor();
});

test('a judge remarks and suggests; the writer takes it over, and every version shows what it changed', async (t) => {
  const made = await begun(t);
  if (made === undefined) return;
  const { member, request } = made;
  const ines = await member('ines', 'lead');
  const jude = await member('jude', 'judge');
  await ines.goto(`${request}/questions/relation`);
  await ines.getByRole('textbox').fill('The address sent the altered invoices.');
  await ines.getByRole('button', { name: english.add.saveNext }).click();

  await jude.goto(`${request}/check`);
  await jude.getByRole('link', { name: `${english.review.remarks.link} Link to the offence` }).click();
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  await jude.getByText(english.review.remarks.needed).first().waitFor();
  const suggested = 'The address sent the altered invoices on 3 October.';
  await suggest(jude, undefined, async () => {
    await jude.getByRole('button', { name: 'Continue' }).click();
    await jude.getByText(english.review.remarks.another).first().waitFor();
    await jude.getByLabel('Link to the offence').fill(suggested);
    await look(jude, 'request-suggest');
  });
  await jude.getByLabel('Your remark').fill('Say when.');
  await look(jude, 'request-suggest-why');
  await jude.getByRole('button', { name: 'Continue' }).click();
  await jude.getByText(suggested).waitFor();
  await look(jude, 'request-suggest-check');
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  await jude.getByRole('heading', { name: 'Suggested answer' }).waitFor();
  assert.equal(await jude.getByRole('button', { name: english.review.remarks.accept }).count(), 0);
  await look(jude, 'request-remark');

  await ines.goto(`${request}/questions/relation`);
  await ines.getByRole('link', { name: 'Remarks: 1' }).click();
  assert.match((await ines.locator('ins').first().textContent()) ?? '', /added:\s+on 3 October/);
  await look(ines, 'request-remarks');
  await ines.getByRole('button', { name: english.review.remarks.accept }).click();
  await ines.getByText(english.review.remarks.states.accepted).first().waitFor();

  await ines.getByLabel('Your remark').fill('Which invoices?');
  await ines.getByRole('button', { name: english.review.remarks.send }).click();
  await ines.getByRole('button', { name: english.review.remarks.done }).click();
  await ines.getByText(english.review.remarks.states.done).first().waitFor();

  await ines.goto(request);
  await ines.getByRole('link', { name: 'Version 3' }).click();
  await look(ines, 'request-versions');
  await ines.getByRole('link', { name: 'Version 3' }).click();
  await ines.locator('ins', { hasText: 'on 3 October' }).waitFor();
  await ines.getByLabel('Compare with').selectOption('1');
  await ines.getByRole('button', { name: english.review.versions.compare }).click();
  await ines.getByRole('heading', { name: 'From version 1 to version 3' }).waitFor();
  assert.equal(await ines.locator('ins').textContent(), `added: ${suggested}`);
  await look(ines, 'request-compare');

  await jude.goto(`${request}/remarks/relation`);
  await suggest(jude, undefined, () => jude.getByLabel('Link to the offence').fill('Another.'));
  await jude.getByRole('button', { name: 'Continue' }).click();
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  await ines.goto(`${request}/questions/relation`);
  await ines.getByRole('textbox').fill('Changed meanwhile.');
  await ines.getByRole('button', { name: english.add.saveNext }).click();
  await ines.goto(`${request}/remarks/relation`);
  await ines.getByRole('button', { name: english.review.remarks.accept }).click();
  await ines.getByText(english.review.remarks.changed).waitFor();
  await ines.getByText('Changed meanwhile.').first().waitFor();

  // Who only remarks on a page that lay open suggests nothing, though the answer was changed meanwhile.
  await jude.goto(`${request}/remarks/relation`);
  await ines.goto(`${request}/questions/relation`);
  await ines.getByRole('textbox').fill('Changed once more.');
  await ines.getByRole('button', { name: english.add.saveNext }).click();
  await jude.getByLabel('Your remark').fill('From which address?');
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  const said = jude.locator('.c-remark', { hasText: 'From which address?' });
  await said.getByText('on version 4').waitFor();
  assert.equal(await said.getByRole('heading', { name: 'Suggested answer' }).count(), 0);
});

test('a judge suggests another item; it is taken over though another item was changed meanwhile', async (t) => {
  const made = await begun(t);
  if (made === undefined) return;
  const { member, request } = made;
  const ines = await member('ines', 'lead');
  const jude = await member('jude', 'judge');

  await jude.goto(`${request}/remarks/data`);
  await jude.getByRole('link', { name: 'Item 1: ' }).click();
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  await jude.getByText(english.review.remarks.needed).first().waitFor();
  await look(jude, 'request-item-remark');
  // A row more, one that is wrong, and back from the last question: what was typed stays.
  await suggest(jude, english.requests.items.identifiers, async () => {
    assert.equal(await jude.getByRole('link', { name: english.drafting.lists.fromFile }).count(), 0);
    await jude.getByRole('button', { name: english.requests.items.more }).click();
    await jude.getByLabel(english.requests.items.kind, { exact: true }).nth(1).selectOption('phone');
    await jude.getByLabel('Value').nth(1).fill('020 7946 0958');
    await jude.getByRole('button', { name: 'Continue' }).click();
    await jude.getByText(english.requests.problems.phoneWithoutCountry).first().waitFor();
    await look(jude, 'request-item-suggest-wrong');
    await jude.getByLabel('Value').nth(1).fill('+44 20 7946 0958');
  });
  await jude.getByRole('button', { name: 'Continue' }).click();
  await jude.getByText(/\+44 ?20 ?7946 ?0958/).waitFor();
  await jude
    .getByRole('link', { name: /^Change/ })
    .first()
    .click();
  assert.equal(await jude.getByLabel('Value').nth(1).inputValue(), '+44 20 7946 0958');
  await jude.getByRole('button', { name: 'Continue' }).click();
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  await jude.locator('ins', { hasText: '7946' }).first().waitFor();
  await suggest(jude, english.requests.items.reason, () =>
    jude.getByRole('textbox').fill('It sent the altered invoices on 3 October.'),
  );
  await look(jude, 'request-item-suggest');
  await jude.getByRole('button', { name: 'Continue' }).click();
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  await jude.getByRole('heading', { name: 'Suggested answer' }).nth(1).waitFor();

  await ines.goto(`${request}/items/data/new`);
  await walkItem(ines, {
    holder: 'Example Telecom K.K.',
    reason: 'Whoever held this number called the clerk.',
  });
  await ines.getByRole('link', { name: 'Remarks: 2' }).click();
  await ines.getByRole('link', { name: 'Item 1: ' }).click();
  const two = ines.locator('.c-remark');
  await two.nth(1).locator('ins', { hasText: 'on 3 October' }).first().waitFor();
  await look(ines, 'request-item-suggested');
  await two.nth(1).getByRole('button', { name: english.review.remarks.accept }).click();
  await ines.getByText(english.review.remarks.states.accepted).first().waitFor();
  // The other is on another answer of the item, and takes nothing back of what was taken over.
  assert.equal(await two.first().locator('del').count(), 0);
  await two.first().getByRole('button', { name: english.review.remarks.accept }).click();
  await ines.getByText(english.review.remarks.states.accepted).nth(1).waitFor();
  await ines.goto(`${request}/questions/data`);
  await ines.getByText('It sent the altered invoices on 3 October.').waitFor();
  await ines
    .getByText(/\+44 ?20 ?7946 ?0958/)
    .first()
    .waitFor();
  await ines.getByText('Example Telecom K.K.', { exact: true }).waitFor();

  // An item that was changed since, or is there no more, is not overwritten.
  await jude.goto(`${request}/remarks/data.2`);
  await suggest(jude, english.requests.items.holder, () =>
    jude.getByRole('textbox').fill('Another Telecom K.K.'),
  );
  await jude.getByRole('button', { name: 'Continue' }).click();
  await jude.getByRole('button', { name: english.review.remarks.send }).click();
  await ines.goto(`${request}/items/data/2`);
  await changePart(ines, english.requests.items.holder, (on) =>
    on.getByRole('textbox').fill('Third Telecom K.K.'),
  );
  await ines.goto(`${request}/remarks/data.2`);
  await ines.getByRole('button', { name: english.review.remarks.accept }).click();
  await ines.getByText(english.review.remarks.changed).waitFor();
  await ines.goto(`${request}/questions/data`);
  await ines.getByRole('button', { name: `${english.requests.items.remove} Item 2` }).click();
  await ines.goto(`${request}/remarks/data`);
  await ines.getByText('Another Telecom K.K.').first().waitFor();
  await ines.getByRole('button', { name: english.review.remarks.decline }).click();
  await ines.getByText('Declined').first().waitFor();
});
