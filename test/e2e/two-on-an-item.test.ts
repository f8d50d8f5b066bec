// Two people on one item of a request at once: what each of them wrote is kept, or shown beside what the other wrote.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { beginRequest } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import type { Answers, Item } from '../../src/requests/core/answers.ts';
import { testCase } from '../support/installation.ts';
import { SAVE } from '../support/item-story.ts';
import { asMember, enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said as english } from '../support/words.ts';

const ITEM: Item = {
  type: 'subscriber',
  category: 'subscriber',
  identifiers: [{ kind: 'email', value: 'clerk@example.org' }],
  wanted: [],
};

async function save(page: Page, label: string, said: string): Promise<void> {
  await page.getByLabel(label).fill(said);
  await page.getByRole('button', { name: SAVE }).click();
}

const CLASH = english.requests.conflict.title;

test('two people answer about one item at once: nothing is overwritten unseen, and nothing that was typed is lost', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const member = async (who: string) => {
    const person = await enrol(people, who, [], [[file, 'lead']]);
    return { person, page: await pageOf(browser, site, person) };
  };
  const { person, page: ines } = await member('ines');
  const { page: pavel } = await member('pavel');
  const begin = async (form: string, answers: Answers): Promise<string> => {
    const number = await beginRequest(await asMember(people, person, file), form, answers);
    return `${site.url}/cases/${file.reference}/requests/${number}`;
  };

  // The same question of one item of data.
  const item = `${await begin('bc-31-subscriber', { data: [ITEM] })}/items/data/1`;
  await ines.goto(`${item}?part=holder`);
  await pavel.goto(`${item}?part=holder`);
  await save(pavel, english.requests.items.holder, 'Harbour Mail B.V.');
  await pavel.getByRole('heading', { name: /^Item 1/ }).waitFor();
  await save(ines, english.requests.items.holder, 'Harbour Post B.V.');
  const note = ines.locator('.c-note', { hasText: CLASH });
  await note.getByText('Harbour Mail B.V.').waitFor();
  assert.equal(await ines.getByLabel(english.requests.items.holder).inputValue(), 'Harbour Post B.V.');
  await look(ines, 'item-answered-meanwhile');
  await ines.getByRole('button', { name: SAVE }).click();
  await ines.getByRole('heading', { name: /^Item 1/ }).waitFor();
  await ines.getByText('Harbour Post B.V.', { exact: true }).waitFor();

  // Different questions of it, and another item meanwhile: both are kept.
  await ines.goto(`${item}?part=service`);
  await pavel.goto(`${item}?part=reason`);
  await save(pavel, english.requests.items.reason, 'It sent the altered invoices.');
  await pavel.goto(item.replace(/1$/, 'new'));
  await pavel.getByRole('button', { name: english.requests.items.more }).waitFor();
  await pavel.getByLabel('Value').fill('other@example.org');
  await pavel.getByLabel(english.requests.items.kind, { exact: true }).selectOption('email');
  await pavel.getByRole('button', { name: SAVE }).click();
  await pavel.getByRole('heading', { name: english.requests.items.holder }).waitFor();
  await save(ines, english.requests.items.service, english.mail.title);
  await ines.getByRole('heading', { name: /^Item 1/ }).waitFor();
  await ines.getByText('It sent the altered invoices.', { exact: true }).waitFor();
  await ines.getByText(english.mail.title, { exact: true }).waitFor();

  // Taken out while somebody writes of it: what was written stands above the items that are left.
  await ines.goto(`${item}?part=reason`);
  await pavel.goto(item.replace('/items/data/1', '/questions/data'));
  await pavel.getByRole('button', { name: `${english.requests.items.remove} Item 1` }).click();
  await pavel.getByText('other@example.org').first().waitFor();
  await save(ines, english.requests.items.reason, 'The invoices of October came from it.');
  const moved = ines.locator('.c-note', { hasText: english.requests.conflict.moved.title });
  await moved.getByText('The invoices of October came from it.').waitFor();
  await ines.getByRole('heading', { name: /^Item 1: / }).waitFor();
  await ines.getByText('other@example.org').first().waitFor();
  assert.equal(await ines.getByText('It sent the altered invoices.').count(), 0);
  await look(ines, 'item-taken-out-meanwhile');

  // Assistance that is no data likewise.
  const service = await begin('mla-request', { assistance: [{ measure: 'service', answers: {} }] });
  const documents = `${service}/items/assistance/1/service/documents`;
  await ines.goto(documents);
  await pavel.goto(documents);
  await save(pavel, 'Documents to be served', 'Summons of 2 November 2026');
  await pavel.getByRole('heading', { name: 'How are they to be handed over?' }).waitFor();
  await pavel.getByLabel('in person, against signature').check();
  await pavel.getByRole('button', { name: SAVE }).click();
  await save(ines, 'Documents to be served', 'Judgment of 3 November 2026');
  await ines.locator('.c-note', { hasText: CLASH }).getByText('Summons of 2 November 2026').waitFor();
  assert.equal(await ines.getByLabel('Documents to be served').inputValue(), 'Judgment of 3 November 2026');
  await ines.getByRole('button', { name: SAVE }).click();
  await ines.getByRole('heading', { name: 'How are they to be handed over?' }).waitFor();
  assert.ok(await ines.getByLabel('in person, against signature').isChecked());
});
