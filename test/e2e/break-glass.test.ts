// Access in an emergency, in a real browser: asked in three questions, confirmed by a second person, seen by the lead and
// the auditor, ended by the lead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertMember } from '../../src/people/case-member.store.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said, saying } from '../support/words.ts';

test('a duty officer is let into a case for a night, and everybody who must know is told', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const lead = await enrol(people, 'lea');
  const dora = await enrol(people, 'dora', ['dutyOfficer']);
  const rita = await enrol(people, 'rita', ['registrar']);
  const aldo = await enrol(people, 'aldo', ['auditor']);
  const at = new Date(people.clock());
  await people.operator.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: lead.id, role: 'lead', at }),
  );

  const asks = await pageOf(browser, site, dora);
  await asks.goto(`${site.url}/cases`);
  await asks.getByRole('link', { name: said.glass.title }).click();
  await look(asks, 'glass-empty');
  await asks.getByRole('link', { name: said.glass.ask }).click();
  await look(asks, 'glass-reference');
  await asks.getByLabel('Which case?').fill('harbour');
  await asks.getByRole('button', { name: 'Continue' }).click();
  await asks.getByRole('alert').getByText('Enter the reference of a case').waitFor();
  await look(asks, 'glass-reference-wrong');
  await asks.getByLabel('Which case?').fill(file.reference);
  await asks.getByRole('button', { name: 'Continue' }).click();
  await asks.getByLabel(said.glass.reasonTitle).fill('A child may be at the address named in the case');
  await look(asks, 'glass-reason');
  await asks.getByRole('button', { name: 'Continue' }).click();
  await asks.getByLabel('12 hours').check();
  await look(asks, 'glass-hours');
  await asks.getByRole('button', { name: 'Continue' }).click();
  await asks.getByRole('heading', { name: said.requests.checkTitle }).waitFor();
  await look(asks, 'glass-check');
  // An answer can be changed, and the others stay.
  await asks.getByRole('link', { name: `Change: ${said.glass.time}` }).click();
  await asks.getByLabel('4 hours', { exact: true }).check();
  await asks.getByRole('button', { name: 'Continue' }).click();
  await asks.getByRole('button', { name: said.glass.send }).click();
  await asks.getByRole('status').getByText(said.glass.sent).waitFor();
  await asks.getByText(said.glass.waits).waitFor();
  await look(asks, 'glass-sent');
  await asks.goto(`${site.url}/cases/${file.reference}`);
  await asks.getByRole('heading', { name: said.refused.notFoundTitle }).waitFor();

  const second = await pageOf(browser, site, rita);
  await second.goto(site.url);
  await look(second, 'glass-work');
  await second.getByRole('link', { name: said.glass.waitingWork(1) }).click();
  await second.getByRole('link', { name: /^Decide/ }).click();
  await look(second, 'glass-decide');
  await second.getByRole('button', { name: said.glass.decideButton }).click();
  await second.getByRole('alert').getByText(said.form.choose).waitFor();
  await second.getByLabel('Give access').check();
  await second.getByRole('button', { name: said.glass.decideButton }).click();
  await second.getByRole('status').getByText(said.glass.confirmed).waitFor();
  await look(second, 'glass-confirmed');
  await second.goto(`${site.url}/cases/${file.reference}`);
  await second.getByRole('heading', { name: said.refused.notFoundTitle }).waitFor();

  await asks.goto(`${site.url}/break-glass`);
  await look(asks, 'glass-open');
  await asks.getByRole('link', { name: `Go to ${file.reference}` }).click();
  await asks.getByText(said.glass.inCase).waitFor();
  await look(asks, 'glass-case');

  const audits = await pageOf(browser, site, aldo);
  await audits.goto(site.url);
  await audits.getByRole('link', { name: saying(said.glass.auditWork(1)) }).click();
  await audits.getByText('A child may be at the address').waitFor();
  await look(audits, 'glass-audit');

  const leads = await pageOf(browser, site, lead);
  await leads.goto(site.url);
  await leads.getByText('Dora Example was given emergency access to').waitFor();
  await look(leads, 'glass-lead');
  await leads.getByRole('link', { name: `Go to ${file.reference}` }).click();
  await leads.getByText('emergency access until').waitFor();
  await look(leads, 'glass-members');
  await leads.getByRole('link', { name: `${said.cases.remove} Dora Example` }).click();
  await leads.getByRole('textbox').fill('The night is over');
  await leads.getByRole('button', { name: said.cases.removeButton }).click();
  await leads.getByRole('status').getByText(said.cases.removed).waitFor();
  await asks.reload();
  await asks.getByRole('heading', { name: said.refused.notFoundTitle }).waitFor();
  assert.equal(await leads.getByText('emergency access until').count(), 0);
});
