// The desks of who authorises and who translates go on for as long as anything waits; and a request is begun from an earlier one, or from
// an exhibit.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { draftedBy } from '../support/begun-request.ts';
import { completeDraft } from '../support/complete-request.ts';
import { testCase, testExhibit } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

const WAITING = 230;

async function allOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const shown = await page.locator('table tbody a').allInnerTexts();
    found.push(...shown.filter((text) => /\/R\d+$/.test(text)));
    const more = page.getByRole('link', { name: said.desks.more, exact: true });
    if ((await more.count()) === 0) return found;
    const here = page.url();
    await more.click();
    await page.waitForURL((url) => url.href !== here);
  }
}

test('all that waits for a signature, and all that is to be translated, is listed once', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  const jaro = await enrol(people, 'jaro', [], [[file, 'judge']]);
  const tariq = await enrol(people, 'tariq', [], [[file, 'translator']]);
  await people.operator.transaction(async (tx) => {
    await sql`insert into request (id, case_id, number, form, version, begun_by, begun_at, state, state_since, counterpart)
      select gen_random_uuid(), ${file.id}, i, 'mla-request', 1, ${ines.id}, now(), 'review', now(), 'IE'
        from generate_series(1, ${WAITING}::integer) i`.execute(tx);
    await sql`insert into request_version (request_id, case_id, version, answers, explained, saved_by, saved_at)
      select id, case_id, 1, '{}', '{}', ${ines.id}, now() from request where case_id = ${file.id}`.execute(
      tx,
    );
  });
  for (const [who, path] of [
    [jaro, '/authorise'],
    [tariq, '/translate'],
  ] as const) {
    const page = await pageOf(browser, site, who);
    await page.goto(site.url + path);
    const found = await allOf(page);
    assert.equal(found.length, WAITING, path);
    assert.equal(new Set(found).size, WAITING, path);
  }
});

test('a request is begun from an earlier one, and from an exhibit, with what it can take over', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  const { answers } = await completeDraft('bc-31-subscriber');
  await draftedBy(people, ines.id, file.id, 'bc-31-subscriber', { answers, counterpart: 'JP' });
  const page = await pageOf(browser, site, ines);
  const address = `${site.url}/cases/${file.reference}/requests`;
  await page.goto(`${address}/1`);
  await page.getByRole('link', { name: said.practice.begin.again }).click();
  await page.getByText(`${file.reference}/R1`).first().waitFor();
  await look(page, 'begin-like');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(/\/requests\/2/);
  await page.goto(`${address}/2/check`);
  await page.getByText('Central Authority of Japan').first().waitFor();
  assert.equal(await page.getByText('FR-2026-000012/R4').count(), 0, 'its own reference is not taken along');

  const path = join(temporaryFolder(t), 'mail.txt');
  writeFileSync(path, 'a mail');
  const title = 'Mail of invoices@harbour.example';
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path }, title });
  const item = exhibit.number.slice(file.reference.length + 1);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/${item}`);
  page.setDefaultTimeout(20_000);
  await page.getByRole('link', { name: said.requests.begin }).click();
  await page.getByText('Mail of invoices@harbour.example').first().waitFor();
  await page.getByLabel('MLA request for subscriber information').check();
  await look(page, 'begin-exhibit');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(/\/requests\/3/);
  // Which exhibit it was stays with the request (`origin.test.ts`: what of its title goes into the first item).
  await page.goto(`${address}/3/fields`);
  await page
    .getByText('Mail of invoices@harbour.example')
    .or(page.getByText(exhibit.number))
    .first()
    .waitFor();
});
