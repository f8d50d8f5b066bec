// The audit in a real browser: an auditor asks who saw an exhibit and what a person did.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { insertMember } from '../../src/people/case-member.store.ts';
import { testCase, testExhibit } from '../support/installation.ts';
import { CALLER, enrol, pageOf, testSite } from '../support/people.ts';
import { sayDay } from '../support/moment.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

test('who saw an exhibit, and what that person did: names and times, and nothing of the evidence', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const [ines, aldo] = [await enrol(people, 'ines'), await enrol(people, 'aldo', ['auditor'])];
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'letter.txt');
  await writeFile(path, 'a letter');
  const title = 'Letter of the harbour master';
  const from = { kind: 'path', path } as const;
  const exhibit = await testExhibit(house, file, { title, from });
  const at = new Date(people.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'examiner', at }),
  );
  const hers = await pageOf(browser, site, ines);
  await hers.goto(`${site.url}/cases/${file.reference}/evidence/1`);
  await hers.getByRole('heading', { name: title }).waitFor();
  await people.signIn.withPassword(CALLER, ines.email, 'wrong password here');

  const page = await pageOf(browser, site, aldo);
  await page.goto(site.url);
  await page.getByRole('link', { name: 'Audit' }).click();
  await look(page, 'audit');
  await page.getByRole('link', { name: said.oversight.whoSaw }).click();
  await page.getByLabel('Exhibit number').fill('the laptop');
  await page.getByRole('button', { name: said.oversight.ask }).click();
  await page.getByRole('alert').getByText('Enter the number of an exhibit').waitFor();
  await look(page, 'audit-exhibit-problem');
  await page.getByLabel('Exhibit number').fill(exhibit.number.toLowerCase());
  await page.getByRole('button', { name: said.oversight.ask }).click();
  await page.getByRole('heading', { name: `Who saw ${exhibit.number}` }).waitFor();
  await page.getByRole('cell', { name: said.oversight.looks.viewed }).waitFor();
  await look(page, 'audit-looks');
  assert.doesNotMatch(await page.content(), /harbour/i);

  await page.getByRole('link', { name: 'Ines Example' }).click();
  await page.getByRole('heading', { name: said.oversight.deedsTitle('Ines Example') }).waitFor();
  await page.getByText('Sign-in failed').waitFor();
  await page.getByRole('cell', { name: exhibit.number }).waitFor();
  await look(page, 'audit-deeds');
  assert.doesNotMatch(await page.content(), /harbour/i);
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save as a table' }).click();
  const saved = await readFile(await (await saving).path(), 'utf8');
  assert.match(saved, /^time,log,act,exhibit,case,role,by,about,more\r\n/);
  assert.match(
    saved,
    new RegExp(`custody,viewed,${exhibit.number},${file.reference},examiner,Ines Example,`),
  );

  // By a part of the name, on a day when nothing was.
  await page.goto(`${site.url}/audit/people`);
  await page.getByLabel(said.oversight.person).fill('example');
  await page.getByRole('button', { name: said.oversight.ask }).click();
  await page.getByRole('heading', { name: '2 people found' }).waitFor();
  await look(page, 'audit-people');
  await page.getByLabel(said.oversight.person).fill('aldo@agency.example');
  await sayDay(page, said.oversight.day, '2020-01-01');
  await page.getByRole('button', { name: said.oversight.ask }).click();
  await page.getByText(said.oversight.noDeeds).waitFor();
  await page.getByRole('link', { name: said.oversight.allDays }).click();
  await page.getByText(said.oversight.access.auditExported).waitFor();

  // Nobody else gets here.
  for (const address of [
    '/audit',
    '/audit/exhibits',
    `/audit/people/${ines.id}`,
    `/audit/people/${ines.id}/csv`,
  ])
    assert.equal((await hers.goto(site.url + address))?.status(), 403, address);
});
