// The story of use in court: a State is chosen, what its courts ask is held against the log, a certificate is drafted.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { setScene } from '../support/scene.ts';
import { signedInPage } from '../support/people.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

test('an examiner sees what a court asks of an exhibit, drafts the certificate and takes it along', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, site, inside, file, exhibit, number } = scene;
  const who = { name: 'Omar Example', cases: [[file, 'examiner']] } as const;
  const { page } = await signedInPage({ browser, site, inside }, who, { acceptDownloads: true });
  page.setDefaultTimeout(60_000);

  await page.goto(exhibit);
  await page.getByRole('link', { name: said.court.title }).click();
  await page.getByLabel(said.court.which).selectOption('US');
  await look(page, 'court-which');
  await page.getByRole('button', { name: said.court.show }).click();
  await page.getByRole('heading', { name: 'Use in court: United States' }).waitFor();
  const rule = page.getByRole('region').or(page.locator('#us-2'));
  await rule.getByText('Data copied from a device, medium or file').waitFor();
  assert.match((await page.locator('#us-2 li').first().innerText()) ?? '', /^met/i);
  await look(page, 'court-checklist');

  await page.locator('#us-2').getByRole('link', { name: said.court.draft }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Question 1 of').waitFor();
  const onward = async (): Promise<void> => {
    await page.getByRole('button', { name: said.form.next }).focus();
    await page.keyboard.press('Enter');
  };
  const asked = async (heading: string): Promise<void> => {
    for (let n = 0; n < 20; n++) {
      const title = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
      if (title.includes(heading)) return;
      const answer = page.getByLabel('Your answer');
      if ((await answer.inputValue()) === '') await answer.fill(`Said of ${title}`);
      await onward();
      await page.waitForFunction((old) => document.querySelector('h1')?.innerText.trim() !== old, title);
    }
    assert.fail(`${heading} was not asked`);
  };
  await asked('Copy identified');
  assert.match(await page.getByLabel('Your answer').inputValue(), new RegExp(number));
  await look(page, 'court-question');
  await asked('Name, qualification');
  await page.getByLabel('Your answer').fill('');
  await onward();
  await page.getByRole('alert').getByText('Enter: Name, qualification').waitFor();
  await look(page, 'court-question-wrong');
  await page.getByLabel('Your answer').fill('Omar Example');
  await onward();
  await page.waitForFunction(() => !document.querySelector('h1')?.innerText.includes('Name, qualification'));

  // Away, and back in another tab: what was answered is there, and the next question is asked.
  await page.goto(`${exhibit}/court?state=US`);
  await page.locator('#us-2').getByRole('link', { name: said.court.draft }).click();
  await asked('Signed under penalty');
  await page.getByLabel('Your answer').fill('I declare under penalty of perjury');
  await onward();
  await page.getByRole('heading', { name: said.add.check }).waitFor();
  await page.getByText('Omar Example').first().waitFor();
  assert.match(new URL(page.url()).pathname, /\/court\/certificate\/us-2\/US\/check$/);
  assert.equal(new URL(page.url()).search, '', 'no answer stands in an address');
  await page.getByRole('link', { name: /^Change.*Name, qualification/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Your answer').fill('Omar Example, forensic examiner');
  await onward();
  await page.getByText('Omar Example, forensic examiner').waitFor();
  await look(page, 'court-check');
  await page.getByRole('button', { name: said.court.keep }).click();
  await page.getByRole('status').getByText(said.court.kept).waitFor();

  for (const [name, magic] of [
    [said.court.asPdf, '%PDF-'],
    [said.court.asDocx, 'PK'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).click(),
    ]);
    const bytes = await readFile(await download.path());
    assert.equal(bytes.subarray(0, magic.length).toString(), magic);
  }
  await look(page, 'court-drafted');
  const purposes = (await eventsOf(inside.house, number)).flatMap(
    ({ event }) => event.facts?.['purpose'] ?? [],
  );
  assert.ok(purposes.includes('use in court'));
  assert.ok(purposes.includes('certificate us-2 drafted'));
  assert.equal(
    purposes.filter((one) => one === 'certificate us-2').length,
    2,
    'each copy that left is recorded',
  );

  await page.goto(`${exhibit}/court?state=FJ`);
  await page.getByText('We have no record of what the courts of').first().waitFor();
  await look(page, 'court-unknown');
  await page.goto(`${exhibit}/court?state=XX`);
  await page.getByRole('alert').getByText(said.court.stateWrong).waitFor();
  await page.context().close();
});
