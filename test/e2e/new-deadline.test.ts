// Another last day for an order, asked one question a page: who set it, how that is known; the time limit says so, with the day before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goOn } from '../support/go-on.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { beginRequest, setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { takeAct } from '../../src/requests/verbs/life/life.acts.ts';
import { completeDraft } from '../support/complete-request.ts';
import { asMember, enrol, pageOf } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { sent } from '../support/sent-request.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

const DAY_MS = 86_400_000;

test('the judge sets a new deadline, and the desk records it', async (t) => {
  const scene = await setScene(t, openPlain);
  if (scene === undefined) return;
  const { inside, file, site, browser } = scene;
  const { people } = inside;
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const lead = { ...(await asMember(people, lena, file)), law: await shippedLaw() };
  const number = await beginRequest(lead, 'epoc', (await completeDraft('epoc')).answers);
  await setAsked(lead, { number, counterpart: 'NL', urgency: 'normal' });
  await sent(lead, number, 'transmitted');
  const theirs = { number, evidence: 'Their letter', zone: 'Europe/Amsterdam' };
  await takeAct(lead, { ...theirs, act: 'deliver' });

  const page = await pageOf(browser, site, lena);
  const order = `${site.url}/cases/${file.reference}/requests/${number}`;
  const fillDay = async (day: Date): Promise<void> => {
    await page.getByLabel(said.moment.day, { exact: true }).fill(String(day.getUTCDate()));
    await page.getByLabel('Month', { exact: true }).fill(String(day.getUTCMonth() + 1));
    await page.getByLabel('Year', { exact: true }).fill(String(day.getUTCFullYear()));
  };
  await page.goto(order);
  await page.getByRole('link', { name: said.requestLife.acts.setDeadline }).click();
  await page.getByRole('heading', { name: said.desks.actAsks.occurredAt }).waitFor();
  await look(page, 'deadline-when');
  await goOn(page);
  await page.getByLabel(said.requestLife.deadline.setBy).fill('Investigating judge at the Example court');
  await look(page, 'deadline-who');
  await goOn(page);
  await page.getByRole('heading', { name: said.requestLife.deadline.lastDay }).waitFor();
  // A day that was over when it was set moves nothing.
  await fillDay(new Date(people.clock() - 3 * DAY_MS));
  await look(page, 'deadline-day');
  await goOn(page);
  await page.getByRole('alert').getByText(said.requestLife.guards.deadlineGiven).waitFor();
  await look(page, 'deadline-refused');
  await fillDay(new Date(people.clock() + 30 * DAY_MS));
  await goOn(page);
  // To the end of that day, or to an hour of it, on the clocks of whoever answers.
  await page
    .getByRole('heading', { name: said.requests.optionalLabel(said.requestLife.deadline.lastHour) })
    .waitFor();
  assert.equal(await page.getByLabel('time zone').inputValue(), 'Europe/Amsterdam');
  await page.getByRole('textbox', { name: /^Time/ }).fill('25:00');
  await goOn(page);
  await page.getByRole('link', { name: said.requestLife.deadline.lastHourWrong }).waitFor();
  await look(page, 'deadline-hour-wrong');
  await page.getByRole('textbox', { name: /^Time/ }).fill('18:00');
  await look(page, 'deadline-hour');
  await goOn(page);
  await page.getByLabel(said.desks.actAsks.evidence).fill('Decision of the court, no. 44');
  await look(page, 'deadline-evidence');
  await goOn(page);
  await page.getByRole('definition').filter({ hasText: '18:00 (' }).waitFor();
  await look(page, 'deadline-check');
  await page.getByRole('button', { name: said.requestLife.record }).click();
  await page.getByText(/New last day: .*18:00 \(UTC.*, set by Investigating judge/).waitFor();
  await look(page, 'deadline-recorded');
  await page.goto(`${site.url}/cases/${file.reference}/time-limits`);
  await page
    .getByRole('row', { name: /10\(3\)/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByText(/A new last day was set: .*18:00 \(UTC.*\) \(previously /).waitFor();
  await page.getByText('Set by Investigating judge at the Example court').waitFor();
  await look(page, 'deadline-explained');

  for (const days of [20, 40]) {
    const until = new Date(people.clock() + days * DAY_MS).toISOString().slice(0, 10);
    await takeAct(lead, { ...theirs, act: 'makeAvailable', detail: { link: { until } } });
  }
  await page.goto(`${order}/acts/setDeadline`);
  await goOn(page);
  await page.getByRole('heading', { name: said.requestLife.deadline.timeLimit }).waitFor();
  assert.equal(await page.getByRole('radio').count(), 2);
  await look(page, 'deadline-which');
});
