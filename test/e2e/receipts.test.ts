// The receiver's receipt comes back: filed on the page of the package, once the keys of the receiver are trusted.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newId } from '../support/ids.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { askShare } from '../../src/evidence/packages/share.acts.ts';
import { caseOfMember, insertMember } from '../../src/people/case-member.store.ts';
import { LANGUAGES } from '../../src/web/messages.ts';
import { testCase, testExhibit } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { acceptedElsewhere } from '../support/receipt.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, SAMPLE_IMAGE } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

test('the receipt of a package is filed where the package is, held to the keys that two persons confirmed', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { site, house, people } = await testSite(t);
  const { id: caseId, reference } = await testCase(house);
  const from = { kind: 'path', path: SAMPLE_IMAGE } as const;
  const exhibit = await testExhibit(house, { reference }, { from });
  const petra = await enrol(people, 'petra');
  const { person } = petra;
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId, person: person.id, role: 'prosecutor', at: new Date(house.clock()) }),
  );
  const file = await people.db.asPerson(person.id, (tx) => caseOfMember(tx, reference, person.id));
  assert.ok(file);
  const id = newId();
  const share = {
    exhibits: [exhibit.number],
    receiver: { name: 'Central Authority of Fiji', state: 'FJ' },
    recipient: undefined,
    handsOver: 'custody',
    withDetails: false,
    basis: { type: 'request', id: 'FJ-2026-0031' },
    purpose: 'Prosecution of the harbour fraud',
    ground: undefined,
  } as const;
  await askShare(house, { by: { person, file }, share, id });
  const page = await pageOf(browser, site, petra, { acceptDownloads: true });
  await page.goto(`${site.url}/jobs/${id}`);
  await page.getByRole('link', { name: said.jobKind.makePackage.open }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: said.share.download }).click();
  const zip = readFileSync(await (await downloading).path());
  const { receipt, trusted } = await acceptedElsewhere(t, zip);
  const folder = temporaryFolder(t);
  const [good, wrong] = [join(folder, 'receipt.tlog-proof'), join(folder, 'letter.txt')];
  writeFileSync(good, receipt);
  writeFileSync(wrong, 'a letter');

  await page.goto(`${site.url}/cases/${reference}/packages/${id}`);
  await page.getByText(said.share.receipt.none).waitFor();
  await look(page, 'receipt-none');
  await page.getByRole('link', { name: said.share.receipt.act }).press('Enter');
  const send = async (path?: string): Promise<void> => {
    if (path !== undefined) await page.getByLabel(said.share.receipt.label).setInputFiles(path);
    await page.getByRole('button', { name: said.share.receipt.button }).press('Enter');
  };
  await send();
  await page.getByRole('alert').getByText(said.share.receipt.choose).waitFor();
  await send(wrong);
  await page.getByRole('alert').getByText(said.share.receipt.wrong.badInput).waitFor();
  await send(good);
  await page.getByRole('alert').getByText(said.share.receipt.wrong.notReady).waitFor();
  await look(page, 'receipt-untrusted');
  const address = `${site.url}/cases/${reference}/packages/${id}/receipt`;
  await page.goto(address);
  for (const language of ['ar', 'zh'] as const) {
    await page.getByRole('button', { name: LANGUAGES[language].language.name }).click();
    await page.getByText(LANGUAGES[language].share.receipt.title).first().waitFor();
    await look(page, `receipt-${language}`);
  }
  await page.getByRole('button', { name: LANGUAGES.en.language.name }).click();

  await trusted(people);
  await send(good);
  await page.getByRole('status').getByText(said.share.doneNotices.receiptFiled).waitFor();
  assert.equal(await page.getByText('is not the one that was confirmed').count(), 0);
  assert.equal(await page.getByRole('link', { name: said.share.receipt.act }).count(), 0, 'all are there');
  await look(page, 'receipt-filed');
  const filed = (await eventsOf(house, exhibit.number)).filter(({ event }) => event.type === 'receiptFiled');
  assert.equal(filed.length, 1);
});
