// A European production order: content asked for by a prosecutor is refused with the article, validated by a judge it may go; the
// addressee's letter does not hold what only the enforcing authority may read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { newUuid } from '../../src/base/ids.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { readRequest } from '../../src/requests/messages/request-file.ts';
import { insertRequest } from '../../src/requests/request.store.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, openBrowser } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const COMPLETE = new URL('../../fixtures/requests/epoc/complete.json', import.meta.url);

test('a prosecutor who asks for content needs a judge', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const pavel = await enrol(people, 'pavel');
  const at = new Date(house.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: pavel.id, role: 'prosecutor', at }),
  );
  const { answers } = readRequest(readFileSync(COMPLETE, 'utf8'), await shippedLaw());
  await people.operator.transaction((tx) =>
    insertRequest(tx, {
      id: newUuid(people.clock, people.random),
      caseId: file.id,
      form: 'epoc',
      begunBy: pavel.id,
      begunAt: at,
      answers: { ...answers, 'validating.kind': 'prosecutor' },
    }),
  );
  const page = await pageOf(browser, site, pavel, { acceptDownloads: true });
  const order = `${site.url}/cases/${file.reference}/requests/1`;
  const save = (): Promise<void> => page.getByRole('button', { name: 'Save and continue' }).click();

  await page.goto(order);
  await look(page, 'epoc-tasks');
  await page.goto(`${order}/check`);
  const refused = page.getByRole('link', { name: /a prosecutor alone may not/ });
  await page.getByText('e-Evidence Regulation, Art. 4(2)').first().waitFor();
  await look(page, 'epoc-check');
  await refused.click();
  await page.getByRole('heading', { name: 'Which authority validates it?' }).waitFor();
  await look(page, 'epoc-validating');
  await page.getByLabel('judge, court or investigating judge').check();
  await save();

  await page.goto(`${order}/questions/notified`);
  await page.getByLabel('No', { exact: true }).check();
  await save();
  await page.goto(`${order}/check`);
  await page.getByText('Traffic and content are notified to the enforcing authority').waitFor();
  await page.getByText('The deadline does not fit').waitFor();
  await page.goto(`${order}/questions/notified`);
  await look(page, 'epoc-notified');
  await page.getByLabel('Yes', { exact: true }).check();
  await save();
  for (const name of ['identifiers', 'who', 'traffic', 'deadline', 'further'])
    await showAt(page, `${order}/questions/${name}`, name);
  await page.goto(`${order}/check`);
  await page.getByText('The deadline does not fit').waitFor({ state: 'detached' });
  assert.equal(await refused.count(), 0);

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
