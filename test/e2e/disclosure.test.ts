// A judge discloses a package to counsel of the defence, who comes in by link and code, reads, finds the digest, and comes back with a passkey.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/ids.ts';
import { askShare } from '../../src/evidence/packages/share.acts.ts';
import { shareById } from '../../src/evidence/packages/share.store.ts';
import { giveDevice } from '../support/authenticator.ts';
import { shareOf } from '../support/held-exhibit.ts';
import { testCase, testExhibit } from '../support/installation.ts';
import { asMember, enrol, pageOf, testSite } from '../support/people.ts';
import { until } from '../support/postgres.ts';
import { look, newVisitor, openBrowser } from '../support/site.ts';
import { said } from '../support/words.ts';

const words = said.portal;

test('counsel of the defence reads and checks what a judge disclosed', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house, 'Harbour invoices');
  const title = 'Letter of the harbour master';
  const conditions = ['For the proceeding before the Tribunal of Lyon alone'];
  const { number } = await testExhibit(house, file, { title, conditions });
  const jana = await enrol(people, 'jana', [], [[file, 'judge']]);
  const judge = await asMember(people, jana, file);
  const id = newUuid(people.clock, people.random);
  const receiver = { name: 'Defence in the harbour case', state: 'FR' };
  await askShare(house, { by: judge, share: shareOf(number, { receiver, ground: 'Order of 12 May' }), id });
  // The site's own job makes it.
  await until(async () => (await shareById(house.db.kysely, file.id, id))?.made !== undefined);

  const page = await pageOf(browser, site, jana);
  await page.goto(`${site.url}/cases/${file.reference}/packages/${id}`);
  await page.getByRole('link', { name: words.disclose.title }).click();
  await look(page, 'disclosures');
  await page.getByRole('link', { name: words.disclose.act }).click();
  const next = (): Promise<void> => page.getByRole('button', { name: said.form.next }).click();
  await page.getByLabel(words.disclose.ways.portal).check();
  await look(page, 'disclose-way');
  await next();
  await page.getByLabel(words.disclose.whos.defence).check();
  await next();
  await page.getByLabel(said.people.inviteName).fill('Nova Example');
  await page.getByLabel(words.disclose.capacity).fill('Counsel of the accused');
  await look(page, 'disclose-person');
  await next();
  await page.getByLabel(words.disclose.asks.proceeding).fill('Tribunal of Lyon, 26/00012');
  await next();
  const [year, month, day] = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10).split('-');
  for (const [name, value] of [
    [said.moment.day, day],
    [said.moment.month, month],
    [said.moment.year, year],
  ] as const)
    await page.getByLabel(name, { exact: true }).fill(value ?? '');
  await next();
  await page.getByLabel(words.disclose.roads.telephone).check();
  await next();
  await look(page, 'disclose-check');
  await page.getByRole('button', { name: words.disclose.act }).click();
  await page.getByRole('heading', { name: words.disclose.code, exact: true }).waitFor();
  await look(page, 'disclose-given');
  const link = (await page.locator('.c-link').textContent()) ?? '';
  const code = (await page.locator('.c-code').textContent()) ?? '';

  const theirs = await (await newVisitor(browser)).newPage();
  await giveDevice(theirs);
  await theirs.goto(link);
  await look(theirs, 'disclosed-door');
  await theirs.getByLabel(words.disclosed.codeAsk).fill('AAAA AAAA');
  await theirs.getByRole('button', { name: words.disclosed.open }).click();
  await theirs.getByText(words.disclosed.codeWrong).first().waitFor();
  await theirs.getByLabel(words.disclosed.codeAsk).fill(code);
  await theirs.getByRole('button', { name: words.disclosed.open }).click();
  await theirs.getByRole('heading', { name: words.disclosed.title }).waitFor();
  await theirs.getByText(conditions[0] ?? '').waitFor();
  await look(theirs, 'disclosed');
  await theirs.getByRole('link', { name: title }).click();
  await look(theirs, 'disclosed-exhibit');
  const arriving = theirs.waitForEvent('download');
  await theirs.getByRole('link', { name: 'letter.txt' }).click();
  assert.equal((await arriving).suggestedFilename(), 'letter.txt');
  await theirs.getByRole('link', { name: words.disclosed.back }).click();
  await theirs.getByRole('link', { name: said.account.addPasskey }).click();
  await theirs.getByRole('button', { name: said.account.addPasskey }).click();
  await theirs.getByRole('status').getByText(said.account.passkeyAdded).waitFor();
  await look(theirs, 'disclosed-account');
  await theirs.getByRole('button', { name: said.nav.signOut }).click();
  await theirs.goto(link);
  await theirs.getByRole('button', { name: said.signIn.passkey }).click();
  await theirs.getByRole('heading', { name: words.disclosed.title }).waitFor();
});
