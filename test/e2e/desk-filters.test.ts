// A desk is asked for some of its lines: each filter alone and all together, page by page, kept as a view, and as a table of all of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { csvLine, readCsv } from '../../src/base/csv.ts';
import type { Uuid } from '../../src/base/ids.ts';
import type { People } from '../../src/people/people.acts.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

/** One of each kind of line; the same for every number, so that what is asked for can be counted by hand. */
const STATES = ['transmitted', 'executing', 'closed'];
const OTHERS = ['IE', 'US'];
const URGENCIES = ['normal', 'urgent', 'emergency'];
const FORMS = ['mla-request', 'epoc'];
const KINDS = STATES.length * OTHERS.length * URGENCIES.length * FORMS.length;

interface Asked {
  readonly state?: string;
  readonly counterpart?: string;
  readonly urgency?: string;
  readonly form?: string;
  readonly all?: string;
}

interface Row extends Omit<Required<Asked>, 'all'> {
  readonly number: number;
}

function rowOf(i: number): Row {
  const of = (list: readonly string[], every: number): string =>
    list[Math.floor(i / every) % list.length] ?? '';
  return {
    number: i + 1,
    state: of(STATES, 1),
    counterpart: of(OTHERS, 3),
    urgency: of(URGENCIES, 6),
    form: of(FORMS, 18),
  };
}

function numbersAsked(count: number, { all, ...asked }: Asked): number[] {
  return Array.from({ length: count }, (_, i) => rowOf(i))
    .filter((row) =>
      Object.entries(asked).every(([name, value]) => row[name as keyof typeof asked] === value),
    )
    .filter(({ state }) => all === 'yes' || asked.state !== undefined || state !== 'closed')
    .map(({ number }) => number);
}

/** Of `count` requests; some end, at one moment or another, and every seventh does not. */
async function fill({ operator }: People, caseId: Uuid, by: Uuid, count: number): Promise<void> {
  await operator.transaction((tx) =>
    sql`insert into request (id, case_id, number, form, version, begun_by, begun_at, direction, state, state_since, due_at,
          counterpart, urgency)
        select gen_random_uuid(), ${caseId}, i + 1, (${FORMS}::text[])[(i / 18) % 2 + 1], 1, ${by}, now(), 'outgoing',
               (${STATES}::text[])[i % 3 + 1], now(),
               case when i % 7 = 0 then null else timestamptz '2027-01-01' + (i % 11) * interval '1 day' end,
               (${OTHERS}::text[])[(i / 3) % 2 + 1], (${URGENCIES}::text[])[(i / 6) % 3 + 1]
          from generate_series(0, ${count - 1}::integer) i`.execute(tx),
  );
}

function numbersIn(lines: readonly string[]): number[] {
  return lines.map((line) => Number(/\/R(\d+)$/.exec(line)?.[1])).toSorted((a, b) => a - b);
}

/** Page after page, to the end. */
async function allPages(page: Page): Promise<string[]> {
  const shown: string[] = [];
  for (;;) {
    const cells = await page.locator('table tbody .c-cite').allInnerTexts();
    shown.push(...cells.flatMap((text) => /\S+\/R\d+/.exec(text)?.[0] ?? []));
    const more = page.getByRole('link', { name: said.desks.more, exact: true });
    if ((await more.count()) === 0) return shown;
    const here = page.url();
    await more.click();
    await page.waitForURL((url) => url.href !== here);
  }
}

test('each filter of a desk, and all together, show what was asked for; so do the kept view and the table', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const count = 2 * KINDS + 5;
  await fill(people, file.id as Uuid, lena.id, count);
  const page = await pageOf(browser, site, lena);
  const table = async (query: string): Promise<string[]> => {
    const csv = await page.request.get(`${site.url}/desk/outgoing/csv?${query}`);
    return readCsv(await csv.text())
      .rows.slice(1)
      .map(({ cells }) => cells[0] ?? '');
  };

  const LABELS = {
    state: said.desks.state,
    counterpart: said.desks.counterpart,
    urgency: 'Urgency',
    form: said.desks.kind,
  } as const;
  const asks: readonly Asked[] = [
    { state: 'executing' },
    { counterpart: 'US' },
    { urgency: 'urgent' },
    { form: 'epoc' },
    { all: 'yes' },
    { state: 'closed' },
    { counterpart: 'IE', all: 'yes' },
    { state: 'executing', counterpart: 'US', urgency: 'urgent', form: 'epoc', all: 'yes' },
  ];
  for (const asked of asks) {
    await page.goto(`${site.url}/desk/outgoing`);
    await page.getByText(said.desks.filter, { exact: true }).click();
    for (const [name, label] of Object.entries(LABELS)) {
      const value = asked[name as keyof typeof LABELS];
      if (value !== undefined) await page.getByLabel(label, { exact: true }).selectOption(value);
    }
    if (asked.all === 'yes') await page.getByLabel(said.desks.closedToo).check();
    await page.getByRole('button', { name: said.desks.show, exact: true }).click();
    await page.waitForURL((url) => url.search !== '');
    const query = new URL(page.url()).search.slice(1);
    const expected = numbersAsked(count, asked);
    assert.ok(expected.length > 0);
    const shown = await allPages(page);
    assert.deepEqual(numbersIn(shown), expected, JSON.stringify(asked));
    assert.deepEqual(await table(query), shown, 'the table has all pages, in their order');
  }
  await page.getByRole('link', { name: said.desks.fromStart }).waitFor({ state: 'detached' });
  await look(page, 'desk-filtered');

  // Kept: a name is needed, and nothing of what was asked is lost.
  await page.getByLabel(said.desks.viewName).fill(' ');
  await page.getByRole('button', { name: said.desks.keepView }).click();
  await page.getByRole('link', { name: said.desks.viewNameNeeded }).waitFor();
  await look(page, 'desk-view-wrong');
  await page.getByLabel(said.desks.viewName).fill('n'.repeat(61));
  await page.getByRole('button', { name: said.desks.keepView }).click();
  await page.getByRole('link', { name: said.desks.viewNameNeeded }).waitFor();
  assert.equal(await page.getByLabel(said.desks.viewName).inputValue(), 'n'.repeat(61));
  await page.getByLabel(said.desks.viewName).fill('Urgent orders to the US');
  await page.getByRole('button', { name: said.desks.keepView }).click();
  await page.getByText(said.desks.viewKept).waitFor();
  await page.goto(`${site.url}/desk/outgoing`);
  await page.getByRole('link', { name: 'Urgent orders to the US', exact: true }).click();
  assert.deepEqual(numbersIn(await allPages(page)), numbersAsked(count, asks.at(-1) ?? {}));
  for (const [name, label] of Object.entries(LABELS))
    assert.equal(
      await page.getByLabel(label, { exact: true }).inputValue(),
      asks.at(-1)?.[name as keyof typeof LABELS],
    );
  assert.equal(await page.getByLabel(said.desks.closedToo).isChecked(), true);
  await page.getByRole('button', { name: `${said.desks.dropView} Urgent orders to the US` }).click();
  await page.getByText(said.desks.viewDropped).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Urgent orders to the US' }).count(), 0);

  // Another sees no line of it, not even in the table.
  const omar = await pageOf(browser, site, await enrol(people, 'omar'));
  const none = await omar.request.get(`${site.url}/desk/outgoing/csv?all=yes`);
  assert.equal(readCsv(await none.text()).rows.length, 1);
});

test('the table of a desk has more lines than any page, in UTF-8 that a spreadsheet knows, and computes nothing', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const COUNT = 50_000;
  await fill(people, file.id as Uuid, lena.id, COUNT);
  const page = await pageOf(browser, site, lena);
  const bytes = await (await page.request.get(`${site.url}/desk/outgoing/csv?all=yes`)).body();
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const { rows } = readCsv(bytes.toString('utf8'));
  assert.deepEqual(rows[0]?.cells, [
    said.desks.what,
    said.desks.kind,
    said.desks.counterpart,
    said.desks.state,
    said.desks.since,
    'Urgency',
    said.desks.runsOut,
  ]);
  assert.equal(rows.length, COUNT + 1);
  assert.equal(new Set(rows.map(({ cells }) => cells[0])).size, COUNT + 1);
  assert.ok(rows.every(({ cells }) => cells.length === 7));
  const { number, state, counterpart, urgency } = rowOf(19);
  assert.deepEqual([state, counterpart, urgency], ['executing', 'IE', 'normal']);
  const line = rows.find(({ cells }) => cells[0] === `${file.reference}/R${number}`)?.cells ?? [];
  assert.deepEqual(line.slice(2, 4), ['Ireland', said.requestLife.states.executing]);
  assert.deepEqual(line.slice(5), ['Normal', '2027-01-09T00:00:00.000Z']);
  assert.match(line[4] ?? '', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

  // Of who keeps data, as somebody typed it.
  const HOLDER = '=HYPERLINK("https://evil.example","حفظ")';
  await people.operator.transaction((tx) =>
    sql`insert into preservation (id, case_id, number, state, state_since, holder, identifiers, categories, begun_by, begun_at,
          state_code, expires_at)
        select gen_random_uuid(), ${file.id}, i, case when i = 3 then 'released' else 'inForce' end, now(),
               case when i = 1 then ${HOLDER} else 'Example Mail' end, '[]', '{}', ${lena.id}, now(),
               case when i = 2 then 'US' else 'IE' end, timestamptz '2027-03-01' + i * interval '1 day'
          from generate_series(1, 3) i`.execute(tx),
  );
  const table = async (query: string): Promise<string> =>
    (await page.request.get(`${site.url}/desk/preservations/csv?${query}`)).text();
  assert.match(await table('all=yes'), new RegExp(`^${file.reference}/P1,"'=HYPERLINK`, 'm'));
  const kept = async (query: string): Promise<(string | undefined)[]> =>
    readCsv(await table(query))
      .rows.slice(1)
      .map(({ cells }) => cells[0]?.split('/').at(-1));
  assert.deepEqual(await kept(''), ['P1', 'P2']);
  assert.deepEqual(await kept('all=yes'), ['P1', 'P2', 'P3']);
  assert.deepEqual(await kept('counterpart=US'), ['P2']);
  assert.deepEqual(await kept('state=released&counterpart=IE'), ['P3']);
  assert.equal(csvLine(['＝1']), "'＝1\r\n");
});
