// A European production order: content asked for by a prosecutor is refused with the article, validated by a judge it may go; the
// addressee's letter does not hold what only the enforcing authority may read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { newUuid } from '../../src/base/ids.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { readRequest } from '../../src/requests/messages/request-file.ts';
import { insertRequest } from '../../src/requests/request.store.ts';
import { testCase } from '../support/installation.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, NARROW, openBrowser } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const COMPLETE = new URL('../../fixtures/requests/epoc/complete.json', import.meta.url);

test('a prosecutor who asks for content needs a judge: by the keyboard, on a narrow screen', async (t) => {
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
  const page = await pageOf(browser, site, pavel, { viewport: NARROW });
  const keys = keyboardOf(page);
  const order = `${site.url}/cases/${file.reference}/requests/1`;
  const open = async (path: string): Promise<void> => {
    await page.goto(order + path);
    await keys.skip();
  };
  const follow = async (target: Locator): Promise<void> => {
    await keys.follow(target);
    await keys.skip();
  };
  const save = (): Promise<void> => follow(page.getByRole('button', { name: 'Save and continue' }));
  const notified = async (answer: 'Yes' | 'No'): Promise<void> => {
    await open('');
    await follow(page.getByRole('link', { name: 'Enforcing authority' }));
    await look(page, 'epoc-notified');
    await keys.check(page.getByLabel(answer, { exact: true }));
    await save();
    await open('');
    await follow(page.getByRole('link', { name: 'Check your answers' }));
  };

  await open('');
  await look(page, 'epoc-tasks');
  await follow(page.getByRole('link', { name: 'Check your answers' }));
  const refused = page.getByRole('link', { name: /a prosecutor alone may not/ });
  await page.getByText('e-Evidence Regulation, Art. 4(2)').first().waitFor();
  await look(page, 'epoc-check');
  await follow(refused);
  await page.getByRole('heading', { name: 'Which authority validates it?' }).waitFor();
  await look(page, 'epoc-validating');
  await keys.check(page.getByLabel('judge, court or investigating judge'));
  await save();

  await notified('No');
  await page.getByText('Traffic and content are notified to the enforcing authority').waitFor();
  await page.getByText('The deadline does not fit').waitFor();
  await notified('Yes');
  await page.getByText('The deadline does not fit').waitFor({ state: 'detached' });
  assert.equal(await refused.count(), 0);
  for (const name of [
    'ip',
    'subscriber',
    'traffic.internet',
    'deadline',
    'proportionality',
    'addressee.address',
    'issuing.languages',
    'issuing.fax',
    'issuing.state',
    'date',
    'recipient.contact',
    'preserved.issued',
  ])
    await showAt(page, `${order}/questions/${name}`, name);

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
