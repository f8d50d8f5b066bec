// A request begun from an exhibit, carried to its letter: three hundred addresses come in from a file whose faults are mended, what was
// looked for in open sources is recorded, and another is begun from it once it is sent.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { answerAct } from '../support/act-answers.ts';
import { answerAll } from '../support/complete-request.ts';
import { walkItem, SAVE } from '../support/item-story.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { sayDay } from '../support/moment.ts';
import { signedInPage } from '../support/people.ts';
import { hasProgram } from '../support/programs.ts';
import { setScene } from '../support/scene.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said as english } from '../support/words.ts';

const ADDRESSES = Array.from({ length: 300 }, (_, i) => `email,n${i}@harbour.example`);
/** By line of the file, which begins with the names of the columns. */
const FAULTS = { 12: 'email,n10@harbour', 150: 'phone,020 7946 0958', 301: 'imei,490154203237517' };

function fileOf(lines: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
  return {
    name: 'accounts.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['kind,value', ...lines].join('\n')),
  };
}

async function bringIn(page: Page, lines: readonly string[]): Promise<void> {
  await page.getByLabel('File').setInputFiles(fileOf(lines));
  await page.getByRole('button', { name: english.drafting.bring.button, exact: true }).first().click();
}

/** A file with faults, its right lines kept; then mended and brought in whole, twice: each address is there once. */
async function bringMany(page: Page, request: string): Promise<void> {
  const bring = `${request}/lists/data.1`;
  const faulty = ADDRESSES.map((line, i) => FAULTS[(i + 2) as keyof typeof FAULTS] ?? line);
  await page.goto(bring);
  await bringIn(page, faulty);
  await page.getByText('3 lines have an error, 297 lines are correct').waitFor();
  for (const [at, text] of Object.entries(FAULTS)) {
    const [, value = ''] = text.split(',');
    await page.getByRole('row').filter({ hasText: value }).getByText(at, { exact: true }).waitFor();
  }
  await look(page, 'begun-faults');
  await page.getByLabel('File').setInputFiles(fileOf(faulty));
  await page.getByRole('button', { name: english.drafting.bring.keepRight }).click();
  for (let time = 1; time <= 2; time += 1) {
    await page.getByRole('heading', { name: 'Whose subscriber information, from which provider?' }).waitFor();
    await page.goto(bring);
    await page
      .getByText(time === 1 ? '297 entries are in the list' : '300 entries are in the list')
      .waitFor();
    await bringIn(page, ADDRESSES);
  }
  await page.getByRole('heading', { name: 'Whose subscriber information, from which provider?' }).waitFor();
  await page.goto(bring);
  await page.getByText('300 entries are in the list').waitFor();
}

async function recordSearch(page: Page, request: string): Promise<void> {
  await page.goto(`${request}/check`);
  const keys = keyboardOf(page);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.openSearch.record }).first());
  await answerAct(
    page,
    {
      [english.openSearch.asks.search]: (who) =>
        who.keys.check(page.getByLabel(english.openSearch.choices.yes)),
      [english.openSearch.asks.on]: () => sayDay(page, english.openSearch.asks.on, '2026-11-02'),
      [english.openSearch.asks.by]: 'C. Example, cybercrime unit',
      [english.openSearch.asks.where]: 'Company registers, web archives',
      'What was found?': 'Nothing beyond the name of the company',
    },
    'begun-search',
  );
  await page.getByText('Nothing beyond the name of the company').waitFor();
  await page.getByText(english.openSearch.internal).waitFor();
  assert.equal(await page.getByRole('link', { name: english.openSearch.record }).count(), 0);
  await look(page, 'begun-search-shown');
}

test('from an exhibit to the letter: three hundred addresses from a file, once each, and the search of open sources', async (t) => {
  const scene = await setScene(t, openPlain);
  if (scene === undefined) return;
  const { file, site, number, exhibit, inside } = scene;
  const ines = await signedInPage(
    scene,
    { name: 'Ines Example', cases: [[file, 'lead']] },
    { acceptDownloads: true },
  );
  const { page } = ines;
  const request = `${site.url}/cases/${file.reference}/requests/1`;
  await page.goto(exhibit);
  await page.getByRole('link', { name: english.requests.begin }).click();
  await page.getByText(`Exhibit ${number}: Disk image of the seized laptop`).waitFor();
  assert.equal(await page.getByText(english.practice.begin.noForm).count(), 0, 'nobody asked for a way');
  await look(page, 'begun-choose');
  await page.getByLabel('MLA request for subscriber information').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('definition').filter({ hasText: number }).getByRole('link').waitFor();
  await look(page, 'begun-tasks');
  await answerAll(inside, file, ines.id, 1);

  // What is asked for is asked anew: the exhibit stands as its reason.
  await page.goto(`${request}/questions/data`);
  await page.getByRole('button', { name: `${english.requests.items.remove} Item 1` }).click();
  await page.getByRole('button', { name: SAVE }).click();
  await page.getByLabel(english.requests.items.holder).waitFor();
  await walkItem(page, { holder: 'Example Mail K.K.' });
  await page.getByText(`${number}: Disk image of the seized laptop`).waitFor();
  await bringMany(page, request);
  await recordSearch(page, request);

  const [letter] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: english.requests.letter }).click(),
  ]);
  const path = join(temporaryFolder(t), 'letter.pdf');
  await letter.saveAs(path);
  if (!hasProgram('pdftotext')) return t.diagnostic('pdftotext is missing (poppler-utils)');
  const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replaceAll(/[\s\u200b]+/g, '');
  for (const said of [number, 'Diskimageoftheseizedlaptop', 'n0@harbour.example', 'n299@harbour.example'])
    assert.ok(text.includes(said), said);
  assert.equal(text.split('n299@harbour.example').length, 2, 'once');
  assert.ok(!text.includes('webarchives'), 'the search stays here');
});
