// More remarks than any page shows: each is found, on the pages and by a program, and an old one can still be settled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import type { Uuid } from '../../src/base/ids.ts';
import { makeApiKey } from '../../src/people/api-key.acts.ts';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said as english } from '../support/words.ts';

/** More than one answer of the database once had. */
const FACTS = 620;
const OTHERS = 30;
const PAGE = 50;

async function said(page: Page): Promise<number[]> {
  const texts = await page.locator('.c-remark').allInnerTexts();
  return texts.map((text) => Number(/number (\d+)\./.exec(text)?.[1]));
}

test('of hundreds of remarks each is found, the newest first, and the oldest can be settled', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  await draftedBy(people, ines.id, file.id as Uuid, 'mla-request');
  const all = FACTS + OTHERS;
  await people.operator.transaction((tx) =>
    sql`insert into request_remark (id, request_id, case_id, version, field, text, by_person, at)
      select gen_random_uuid(), r.id, r.case_id, 1, case when i <= ${FACTS}::integer then 'facts' else 'offence' end,
             'This is number ' || i || '.', ${ines.id}, timestamptz '2026-11-01' + (i / 3) * interval '1 minute'
        from request r, generate_series(1, ${all}::integer) i`.execute(tx),
  );
  const address = `${site.url}/cases/${file.reference}/requests/1`;

  const key = await makeApiKey(people, { by: ines.person, name: 'Reader', may: 'read', days: 7 });
  const found: string[] = [];
  for (let after = ''; ;) {
    const answer = await fetch(
      `${site.url}/api/v1/cases/${file.reference}/requests/1/remarks?limit=200${after}`,
      { headers: { authorization: `Bearer ${key}` } },
    );
    const { items, next } = (await answer.json()) as { items: { text: string }[]; next: string | null };
    found.push(...items.map(({ text }) => text));
    if (next === null) break;
    after = `&after=${next}`;
  }
  assert.equal(new Set(found).size, all);
  assert.equal(found.length, all);

  const page = await pageOf(browser, site, ines);
  await page.goto(`${address}/check`);
  await page
    .getByRole('link', { name: `Remarks: ${FACTS}` })
    .first()
    .click();
  const seen: number[] = [];
  const earlier = page.getByRole('link', { name: 'Earlier remarks' });
  for (;;) {
    const here = await said(page);
    assert.ok(here.length <= PAGE);
    seen.unshift(...here);
    if (seen.length === PAGE) await look(page, 'remarks-newest');
    if ((await earlier.count()) === 0) break;
    await earlier.click();
  }
  assert.equal(seen.length, FACTS);
  assert.deepEqual(
    seen.map((n) => Math.trunc(n / 3)),
    Array.from({ length: FACTS }, (_, i) => Math.trunc((i + 1) / 3)),
    'as they were said, whatever the order within a minute',
  );

  // The oldest page is where one stays after settling one of it.
  await page.locator('.c-remark').first().getByRole('button', { name: english.review.remarks.done }).click();
  assert.match(await page.locator('.c-remark').first().innerText(), /Resolved by Ines Example|^Resolved/);
  assert.ok((await said(page)).includes(1));
  await look(page, 'remarks-oldest');
  await page.getByRole('link', { name: english.review.remarks.newest }).click();
  assert.ok((await said(page)).includes(FACTS));
  await page.goto(`${address}/check`);
  await page
    .getByRole('link', { name: `Remarks: ${FACTS - 1}` })
    .first()
    .waitFor();
});
