// What is counted, and what a calendar program fetches: times and refusals as bars and tables, the year's European orders, and
// the ends of time limits, each as far as the person who looks may see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import { deleteMember } from '../../src/people/case-member.store.ts';
import { readCsv } from '../../src/base/csv.ts';
import { clocksOfCase } from '../../src/requests/machine/clocks/clock.store.ts';
import { GROUNDS } from '../../src/requests/machine/states/grounds.ts';
import { insertEvent } from '../../src/requests/machine/states/life.store.ts';
import type { ActDetail } from '../../src/requests/machine/states/life.ts';
import { insertRequest } from '../../src/requests/machine/states/request.store.ts';
import { instantOf, readCalendar } from '../support/calendar.ts';
import { requestBy } from '../support/begun-request.ts';
import { completeDraft } from '../support/complete-request.ts';
import { testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite, type TestHouse } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

const DAY_MS = 86_400_000;
const [GROUND] = GROUNDS;

interface Counted {
  readonly form: string;
  readonly state: string;
  readonly channel: string;
  /** From sending to the answer. */
  readonly days: number;
  readonly answer: 'reportExecuted' | 'refuse';
}

const COUNTED: readonly Counted[] = [
  { form: 'epoc', state: 'IE', channel: 'epoc', days: 2, answer: 'reportExecuted' },
  { form: 'epoc', state: 'IE', channel: 'epoc', days: 4, answer: 'refuse' },
  {
    form: 'bc-31-subscriber',
    state: 'JP',
    channel: 'mla-central',
    days: 90,
    answer: 'reportExecuted',
  },
  {
    form: 'bc-31-subscriber',
    state: 'US',
    channel: 'mla-central',
    days: 210,
    answer: 'reportExecuted',
  },
];

/** Sent and answered long ago, as their life leaves it. */
async function answeredOnce({ people }: TestHouse, caseId: Uuid, by: Uuid): Promise<void> {
  for (const { form, state, channel, days, answer } of COUNTED) {
    const { answers } = await completeDraft(form);
    const now = people.clock();
    const sentAt = new Date(Math.max(Date.UTC(new Date(now).getUTCFullYear(), 0, 1, 12), now - 220 * DAY_MS));
    await people.operator.transaction(async (tx) => {
      const id = newUuid(people.clock, people.random);
      const made = { id, caseId, form, begunBy: by, begunAt: sentAt, answers, counterpart: state };
      await insertRequest(tx, made);
      const event = (act: string, occurredAt: Date, detail: ActDetail) =>
        insertEvent(tx, {
          id: newUuid(people.clock, people.random),
          request: id,
          caseId,
          version: 1,
          act,
          from: 'authorised',
          to: 'transmitted',
          side: act === 'transmit' ? 'ours' : 'theirs',
          by,
          at: occurredAt,
          occurredAt,
          zone: 'UTC',
          evidence: 'Receipt',
          reason: undefined,
          detail,
        });
      await event('transmit', sentAt, { channel });
      const answeredAt = new Date(sentAt.getTime() + days * DAY_MS);
      await event(answer, answeredAt, answer === 'refuse' ? { ground: GROUND } : {});
    });
  }
}

async function cells(page: Page, table: string): Promise<string[]> {
  const rows = await page.getByRole('table', { name: table }).locator('tbody tr').all();
  const words = async (row: Locator): Promise<string> => (await row.locator('td').allInnerTexts()).join(' ');
  return (await Promise.all(rows.map(words))).map((row) => row.replaceAll(/\s+/g, ' ').trim());
}

test('times, refusals and the orders of a year are counted for whoever may see them, and for nobody else', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const house = await testSite(t);
  const file = await testCase(house.house);
  const lena = await enrol(house.people, 'lena', [], [[file, 'lead']]);
  await answeredOnce(house, file.id as Uuid, lena.id);
  const page = await pageOf(browser, house.site, lena);
  const at = (path: string) => page.goto(house.site.url + path);

  await at('/desk/statistics');
  const byState = await cells(page, said.desks.timeBy.counterpart);
  assert.equal(byState.length, 3);
  assert.match(byState[0] ?? '', /^Ireland 3 days 2$/);
  assert.match(byState[2] ?? '', /^United States 210 days 1$/);
  assert.equal((await cells(page, said.desks.timeBy.form)).length, 2);
  const [refused = '', ...others] = await cells(page, said.desks.refusals);
  assert.match(refused, / sent 1$/, 'the other side refused');
  assert.deepEqual(others, []);
  // Beside the bars, which are not read out, each figure stands in a table; and in the file.
  const figures = readCsv(
    await (await page.request.get(`${house.site.url}/desk/statistics/csv`)).text(),
  ).rows.map(({ cells: line }) => line);
  assert.deepEqual(figures[0], ['Figure', said.desks.of, 'Median', 'Answered']);
  assert.deepEqual(
    figures.filter(([figure]) => figure === said.desks.timeBy.counterpart).map(([, ...line]) => line),
    byState.map((row) => /^(.*) ([\d.]+) days (\d+)$/.exec(row)?.slice(1)),
  );
  assert.ok(figures.some(([figure]) => /^Refusals by ground.*sent$/.test(figure ?? '')));
  assert.equal(await page.locator('ul.c-bars').count(), 4);
  await look(page, 'statistics');

  await page.getByRole('link', { name: said.desks.orders.see }).click();
  const year = new Date(house.people.clock()).getUTCFullYear();
  await page.getByRole('heading', { name: `European orders of ${year}` }).waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  const orders = await cells(page, said.desks.orders.became);
  assert.ok(orders.length > 0);
  for (const order of orders)
    assert.match(order, /sent.*Example Social Ireland Ltd 2 fulfilled: 1, refused: 1 (48|72)$/);
  for (const title of [said.desks.orders.notices, said.desks.refusals, 'Before validation'])
    await page.getByRole('heading', { name: title }).waitFor();
  assert.equal((await cells(page, said.desks.refusals)).length, orders.length, 'by kind of data');
  for (const title of ['Remedies', 'Costs claimed'])
    await page.getByRole('heading', { name: title }).waitFor();
  await look(page, 'statistics-orders');
  await page.getByLabel('Year').fill('last');
  await page.getByRole('button', { name: said.desks.show }).click();
  await page.getByRole('link', { name: said.desks.orders.yearNeeded }).waitFor();
  await page.getByLabel('Year').fill('2001');
  await page.getByRole('button', { name: said.desks.show }).click();
  await page.getByText('No European order was sent or received in that year').waitFor();
  await look(page, 'statistics-orders-none');
  const csv = await page.request.get(`${house.site.url}/desk/statistics/orders/csv?year=${year}`);
  assert.match(await csv.text(), new RegExp(`^${year},orders,a c d e f g,outgoing,epoc,`, 'm'));

  // Of another case: nothing is counted, and nothing told.
  const omar = await pageOf(browser, house.site, await enrol(house.people, 'omar'));
  await omar.goto(`${house.site.url}/desk/statistics`);
  assert.equal(await omar.getByRole('table').count(), 0);
  await omar.goto(`${house.site.url}/desk/statistics/orders?year=${year}`);
  await omar.getByText('No European order was sent or received in that year').waitFor();
  const none = await omar.request.get(`${house.site.url}/desk/statistics/orders/csv?year=${year}`);
  assert.doesNotMatch(await none.text(), /Ireland|,orders,/);
});

test('a calendar program fetches the ends of one’s time limits: no word of a case, and nothing once it is not one’s own', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  await requestBy(people, lena.id, file.id as Uuid);
  const page = await pageOf(browser, site, lena);

  await page.goto(`${site.url}/account`);
  await page.getByRole('link', { name: said.timeLimits.calendar }).click();
  await page.getByText(said.timeLimits.calendarNone).waitFor();
  await page.getByRole('button', { name: said.timeLimits.calendarMake }).click();
  const address = (await page.locator('code').textContent()) ?? '';
  await look(page, 'calendar-made');
  await page.goto(`${site.url}/account/calendar`);
  assert.equal(await page.locator('code').count(), 0, 'it is shown once');
  await look(page, 'calendar-set');

  // As a calendar program does: no cookie, no account.
  const fetched = await fetch(address);
  assert.match(fetched.headers.get('content-type') ?? '', /^text\/calendar/);
  const text = await fetched.text();
  const { properties, events } = readCalendar(text);
  assert.equal(properties['METHOD'], 'PUBLISH');
  const [clock] = await people.db.asPerson(lena.id, (tx) => clocksOfCase(tx, file.id as Uuid, 1));
  assert.equal(events.length, 1);
  assert.equal(events[0]?.['UID'], clock?.id);
  const shown = instantOf(events[0]?.['DTSTART'] ?? '');
  assert.ok(shown.getTime() > people.clock() + 58 * DAY_MS, 'the earlier of the two readings of sixty days');
  assert.ok(shown.getTime() < people.clock() + 61 * DAY_MS);
  assert.equal(events[0]?.['URL'], `${site.url}/time-limits/${clock?.id ?? ''}`);
  for (const word of [file.reference, file.title, 'Example Mail', 'harbour', 'Lena'])
    assert.ok(!text.includes(word), word);

  await people.operator.transaction((tx) => deleteMember(tx, file.id as Uuid, lena.id));
  assert.equal(readCalendar(await (await fetch(address)).text()).events.length, 0);
  await page.getByRole('button', { name: said.timeLimits.calendarEnd }).click();
  await page.getByText(said.timeLimits.calendarEnded).waitFor();
  assert.equal((await fetch(address)).status, 404);
});
