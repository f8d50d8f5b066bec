// The story of a request: chosen, answered a question at a time, checked, and read as a letter.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { insertMember } from '../../src/people/case-member.store.ts';
import type { CaseRole } from '../../src/people/roles.ts';
import { testCase } from '../support/installation.ts';
import { sayDay } from '../support/moment.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { changePart, SAVE, walkItem } from '../support/item-story.ts';
import { look, openBrowser } from '../support/site.ts';
import { said } from '../support/words.ts';

test('an investigator asks for subscriber information, and nobody overwrites what another wrote', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const house = await testSite(t);
  const file = await testCase(house.house);
  const member = async (who: string, role: CaseRole): Promise<Page> => {
    const person = await enrol(house.people, who);
    const at = new Date(house.house.clock());
    await house.house.db.transaction((tx) =>
      insertMember(tx, { caseId: file.id, person: person.id, role, at }),
    );
    return pageOf(browser, house.site, person, { acceptDownloads: true });
  };
  const ines = await member('ines', 'investigator');
  const pavel = await member('pavel', 'prosecutor');
  const olga = await member('olga', 'observer');
  const address = `${house.site.url}/cases/${file.reference}`;

  await ines.goto(address);
  await ines.getByRole('link', { name: 'Requests' }).click();
  await ines.getByText(said.requests.none).waitFor();
  await ines.getByRole('link', { name: said.requests.begin }).click();
  await ines.getByRole('button', { name: 'Continue' }).click();
  await ines.getByText(said.form.choose).first().waitFor();
  await ines.getByLabel('MLA request for subscriber information').check();
  await look(ines, 'request-choose');
  await ines.getByRole('button', { name: 'Continue' }).click();
  await ines.getByText('0 of 4 parts answered').waitFor();
  await look(ines, 'request-tasks');

  await ines.getByRole('link', { name: 'Reference', exact: true }).click();
  await sayDay(ines, '1 Date', '2026-10-05');
  await ines.getByLabel('2 Reference or case number').fill('FR-2026-000012/R4');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByLabel('new request').check();
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByRole('heading', { name: 'Who is asked?' }).waitFor();
  await ines.getByLabel('Organisation').fill('Central Authority of Japan');
  await look(ines, 'request-party-who');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines
    .getByRole('heading', { name: said.requests.partyReachOf('Central Authority of Japan') })
    .waitFor();
  assert.equal(await ines.getByLabel('Organisation').count(), 0, 'who it is was asked before');
  await ines.getByLabel('Telephone').fill('03 1234');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByText(said.requests.problems.phoneWithoutCountry).first().waitFor();
  await look(ines, 'request-wrong');
  await ines.getByLabel('Telephone').fill('');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByRole('heading', { name: 'How should the answer be sent?' }).waitFor();
  await ines.goto(`${address}/requests/1/questions/requesting`);
  assert.equal(
    await ines.getByLabel('Organisation').inputValue(),
    'Cyber unit of Lyon',
    'it is known who asks',
  );

  await ines.goto(`${address}/requests/1/questions/data`);
  await ines.getByLabel(said.requests.items.kind, { exact: true }).selectOption('ip');
  await ines.getByLabel('Value').fill('192.168.0.7');
  // Said while it is typed, before anything is sent.
  await ines.getByText(said.requests.problems.ipNotPublic).first().waitFor();
  await ines.getByRole('button', { name: SAVE }).click();
  await ines.getByText(said.requests.problems.ipNotPublic).first().waitFor();
  await ines.getByLabel('Value').fill('198.51.100.7');
  const used = ines.getByRole('group', { name: 'Used from' });
  await used.getByLabel(said.moment.day).fill('3');
  await used.getByLabel('Month').fill('10');
  await used.getByLabel('Year').fill('2026');
  await used.getByLabel(said.moment.toTheSecond).fill('21:14:07');
  await used.getByLabel(said.moment.clock).selectOption('UTC+02:00');
  await look(ines, 'request-item');
  await ines.getByRole('button', { name: SAVE }).click();
  await ines.getByRole('heading', { name: said.requests.items.holder }).waitFor();
  await walkItem(ines, {
    holder: 'Example Telecom K.K.',
    reason: 'Whoever held this address at that second opened the mailbox.',
  });
  await look(ines, 'request-item-check');
  await ines.getByText('IP address 198.51.100.7 at 3 Oct 2026, 21:14:07 (UTC+02:00)').waitFor();
  await ines.getByText('Add the source port').waitFor();
  // What is found of the rest of the request is one link away, and not repeated beside each item.
  assert.equal(await ines.getByText(said.openSearch.asks.search).count(), 0);
  const others = ines.getByRole('link', { name: /^Other points of this request: \d+$/ });
  assert.match((await others.getAttribute('href')) ?? '', /\/requests\/1\/check$/);
  await look(ines, 'request-items');

  const itemsPage = `${address}/requests/1/questions/data`;
  await pavel.goto(itemsPage);
  await changePart(ines, said.requests.items.service, (on) => on.getByRole('textbox').fill('Home broadband'));
  await pavel.getByRole('button', { name: `${said.requests.items.remove} Item 1` }).click();
  await pavel.getByText(said.requests.conflict.title).waitFor();
  await ines.goto(itemsPage);
  await ines.getByText('Home broadband').waitFor();

  const pavelsPage = `${address}/requests/1/questions/facts`;
  await pavel.goto(pavelsPage);
  await ines.goto(pavelsPage);
  await pavel.getByRole('textbox').fill('Fraud by altered invoices.');
  await pavel.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByRole('textbox').fill('Fraud, and nothing else.');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByText(said.requests.conflict.title).waitFor();
  await ines.getByText('Fraud by altered invoices.').waitFor();
  await look(ines, 'request-conflict');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();

  await ines.goto(`${address}/requests/1/check`);
  await ines.getByText('must be fixed before sending').first().waitFor();
  await ines.getByText('Fraud, and nothing else.').waitFor();
  await look(ines, 'request-check');
  const arriving = ines.waitForEvent('download');
  await ines.getByRole('link', { name: said.requests.data }).click();
  const { authorisation } = JSON.parse(readFileSync(await (await arriving).path(), 'utf8')) as {
    authorisation: { details: Record<string, unknown> };
  };
  assert.equal(authorisation.details['facts'], 'Fraud, and nothing else.');
  const letter = ines.waitForEvent('download');
  await ines.getByRole('link', { name: said.requests.letter }).click();
  assert.equal(
    readFileSync(await (await letter).path())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );

  await olga.goto(address);
  assert.equal(await olga.getByRole('link', { name: 'Requests' }).count(), 0);
  assert.equal((await olga.goto(`${address}/requests/1`))?.status(), 403);
});
