// An emergency from the call to the papers: not believed, called back at a number of the directory, acted upon, passed to the
// next shift, answered, and not closed before its papers have come.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { newUuid } from '../../src/base/ids.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import { confirmContact, insertContact } from '../../src/law/contact.store.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { caseOfMember } from '../../src/people/case-member.store.ts';
import { keepPaper, registerRequest } from '../../src/requests/incoming/register.acts.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite, type Enrolled, type TestHouse } from '../support/people.ts';
import { look, openBrowser, readmePicture } from '../support/site.ts';

const NUMBER = '+31 88 555 01 23';
const PAPERS = { name: 'papers.png', mimeType: 'image/png' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Added by one editor and checked by another, long before anything came. */
async function inTheDirectory({ people }: TestHouse): Promise<void> {
  const [ines, omar] = [
    await enrol(people, 'editor', ['knowledgeEditor']),
    await enrol(people, 'second', ['knowledgeEditor']),
  ];
  const id = newUuid(people.clock, people.random);
  const at = new Date(people.clock() - 30 * 86_400_000);
  const what = { id, authority: 'nl-npo', at };
  const made = {
    kind: 'telephone',
    purpose: 'night',
    value: NUMBER,
    source: 'List of the network',
    asOf: '2026-01-15',
  } as const;
  await people.db.asPerson(ines.id, (tx) => insertContact(tx, { ...what, by: ines.id }, made));
  await people.db.asPerson(omar.id, (tx) => confirmContact(tx, { ...what, by: omar.id }));
}

/** The call came to the registry, which wrote down what it said and believed nothing. */
async function callArrives({ people }: TestHouse, file: CaseFile, by: Enrolled): Promise<void> {
  const own = await people.db.asPerson(by.id, (tx) => caseOfMember(tx, file.reference, by.id));
  assert.ok(own);
  const acting = { people, person: by.person, file: own, law: await shippedLaw() };
  const bytes = readFileSync(new URL('../../fixtures/requests/cets224-9/request.json', import.meta.url));
  await registerRequest(acting, {
    form: 'cets224-9',
    paper: await keepPaper(acting, { name: 'message.json', bytes }),
    counterpart: 'NL',
    urgency: 'emergency',
    writtenIn: 'en',
    reference: 'call of 03:12',
    receivedAt: new Date(people.clock() - 60_000).toISOString(),
    zone: 'Europe/Paris',
    evidence: 'Telephone call of 03:12, from a number that was not shown',
  });
}

async function take(
  page: Page,
  request: string,
  act: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await page.goto(request);
  await page.getByRole('link', { name: act, exact: true }).click();
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.locator('main form button[type=submit]').click();
  await page.getByRole('status').getByText('It was recorded.').waitFor();
}

test('an emergency: called back, acted upon, passed on, answered, and closed when its papers have come', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const house = await testSite(t);
  const { people, site } = house;
  const file = await testCase(house.house);
  await inTheDirectory(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  await callArrives(house, file, lena);
  const dora = await pageOf(
    browser,
    site,
    await enrol(people, 'dora', ['dutyOfficer'], [[file, 'investigator']]),
  );
  const request = `${site.url}/cases/${file.reference}/requests/1`;

  await calledBack(dora, site.url, request);
  await take(dora, request, 'Act at once', { Reason: 'A life is at risk; the mailbox is opened now.' });
  await dora.getByText('Being executed').first().waitFor();
  await look(dora, 'emergency-acting');

  // The shift ends; whoever comes next reads it, and goes on.
  await dora.goto(`${site.url}/desk/duty`);
  await dora.getByRole('link', { name: 'Write to the next shift' }).click();
  await dora.getByLabel('Hand-over', { exact: true }).check();
  await dora
    .getByLabel('What the next shift needs to know')
    .fill(`${file.reference}/R1 runs.\nThe provider answers by six.`);
  await dora.getByRole('button', { name: 'Save' }).click();
  const omar = await pageOf(
    browser,
    site,
    await enrol(people, 'omar', ['dutyOfficer'], [[file, 'investigator']]),
  );
  await omar.goto(`${site.url}/desk/duty`);
  await omar.getByText('The provider answers by six.').waitFor();
  assert.equal(await omar.getByRole('heading', { name: 'New, not yet believed' }).count(), 0);
  await look(omar, 'emergency-next-shift');
  await omar.getByRole('link', { name: 'Emergency disclosure through the 24/7 network' }).click();
  await omar.waitForURL(request);
  const pavel = await enrol(people, 'pavel', [], [[file, 'prosecutor']]);
  await answered({
    omar,
    pavel: await pageOf(browser, site, pavel),
    lena: await pageOf(browser, site, lena),
    request,
  });
});

/** The desk shows it apart, leads to the directory, and takes no number but one that stood there. */
async function calledBack(page: Page, url: string, request: string): Promise<void> {
  await page.goto(`${url}/desk/duty`);
  await page.getByRole('heading', { name: 'New, not yet believed' }).waitFor();
  await look(page, 'emergency-new');
  await readmePicture(page, 'desk');
  await page.getByRole('link', { name: 'Show the directory' }).click();
  await page
    .getByRole('link', { name: /^Landelijk Parket/ })
    .first()
    .click();
  await page.getByText(NUMBER).waitFor();
  await look(page, 'emergency-directory');
  await page.goto(`${url}/desk/duty`);
  await page.getByRole('link', { name: 'Record the call' }).click();
  // No field for a number of the message: only what stood in the directory is offered.
  const numbers = page.getByRole('group', { name: 'Which number of the directory was called?' });
  await numbers.waitFor();
  assert.equal(await numbers.getByRole('radio').count(), 1);
  await page.getByLabel('Who answered').fill('Duty prosecutor');
  await page.getByLabel('How it is known').fill('Call of 03:25, ours to them');
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByRole('link', { name: 'Call a number that stood in the directory before.' }).waitFor();
  await look(page, 'emergency-no-number');
  await page.getByRole('radio', { name: NUMBER }).check();
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByRole('status').getByText('It was recorded.').waitFor();
  assert.equal(page.url().split('?')[0], request);
  await page
    .getByText(`Landelijk Parket (National Office of the Public Prosecution Service), ${NUMBER}`)
    .waitFor();
  await look(page, 'emergency-verified');
}

interface Night {
  readonly omar: Page;
  readonly pavel: Page;
  readonly lena: Page;
  readonly request: string;
}

/** Results are written down, checked by another, sent; and only the papers let it be closed. */
async function answered({ omar, pavel, lena, request }: Night): Promise<void> {
  await omar.getByRole('link', { name: 'Write down our results, item by item' }).click();
  await omar.getByLabel('Item 1').selectOption({ label: 'Produced' });
  await omar.getByRole('button', { name: 'Record it' }).click();
  await omar.getByRole('status').getByText('It was recorded.').waitFor();
  await take(omar, request, 'All results are in', {});
  await pavel.goto(request);
  await pavel.getByRole('link', { name: 'Results were checked' }).click();
  await pavel.getByLabel('The digests were compared and are equal').check();
  await pavel.getByRole('button', { name: 'Record it' }).click();
  await pavel.getByRole('status').getByText('It was recorded.').waitFor();
  await take(lena, request, 'Record that results were sent', {
    'How it is known': 'Receipt of the network, 05:40',
  });
  await take(lena, request, 'They confirm receipt', { 'How it is known': 'Their message of 05:52' });

  await lena.getByRole('link', { name: 'Close it' }).click();
  await lena.getByText('The papers of this emergency have not come.').waitFor();
  await look(lena, 'emergency-without-papers');
  await lena.goto(`${request}/papers`);
  await lena.getByLabel('Document').setInputFiles({ ...PAPERS, buffer: PNG });
  await lena.getByRole('button', { name: 'Add a document' }).click();
  await lena.getByText(PAPERS.name).first().waitFor();
  await take(lena, request, 'The papers have come', {
    'How it is known': 'Signed order, received by courier',
  });
  await look(lena, 'emergency-papers');
  await take(lena, request, 'Close it', {});
  await lena.getByText('Closed').first().waitFor();
}
