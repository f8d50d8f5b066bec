// A duty officer's night: data are kept, the alarm comes before they are gone, the time is extended; an emergency is not
// believed yet; the next shift is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { fireAlarms } from '../../src/requests/machine/clocks/alarm.acts.ts';
import { expirePreservations } from '../../src/requests/verbs/preservation/preservation-expire.acts.ts';
import { answerAct } from '../support/act-answers.ts';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, NARROW, openBrowser } from '../support/site.ts';
import { said as english, saying } from '../support/words.ts';

const DAY_MS = 86_400_000;

interface Hold {
  readonly holder: string;
  readonly state: string;
  readonly basis: string;
}

/** One question a page, by the keyboard; what was said is checked before it is recorded. */
async function beginHold(page: Page, { holder, state, basis }: Hold): Promise<void> {
  const keys = keyboardOf(page);
  const goOn = async (): Promise<void> => {
    await keys.follow(page.getByRole('button', { name: 'Continue' }));
    await keys.skip();
  };
  await keys.type(page.getByLabel(english.desks.asks.holder), holder);
  await goOn();
  await keys.pick(page.getByLabel(english.desks.asks.state), state);
  await goOn();
  await keys.check(page.getByLabel(basis, { exact: false }).first());
  await look(page, 'preservation-new-basis');
  await goOn();
  await keys.check(page.getByLabel('Subscriber data'));
  await goOn();
  await keys.type(page.getByLabel(english.desks.asks.identifiers), 'invoices@harbour.example');
  await look(page, 'preservation-new-whose');
  await goOn();
  await page.getByRole('definition').filter({ hasText: holder }).waitFor();
  await keys.follow(page.getByRole('button', { name: english.requestLife.record }));
}

test('data are kept, the alarm comes in time, and somebody extends it: by the keyboard, on a narrow screen', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const dora = await enrol(people, 'dora', ['dutyOfficer'], [[file, 'lead']]);
  const page = await pageOf(browser, site, dora, { viewport: NARROW });
  const keys = keyboardOf(page);
  const at = (path: string): Promise<unknown> => page.goto(site.url + path);
  const record = (): Promise<void> =>
    keys.follow(page.getByRole('button', { name: english.requestLife.record }));
  const goOn = async (): Promise<void> => {
    await keys.follow(page.getByRole('button', { name: 'Continue' }));
    await keys.skip();
  };
  const zone = page
    .getByRole('group', { name: english.desks.actAsks.occurredAt })
    .getByLabel(english.moment.zone);

  await at(`/cases/${file.reference}/preservations`);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.desks.begin }));
  await keys.skip();
  await keys.follow(page.getByRole('button', { name: 'Continue' }));
  await page.getByRole('alert').waitFor();
  await look(page, 'preservation-new-wrong');
  await keys.skip();
  await beginHold(page, {
    holder: 'Example Mail Inc.',
    state: 'United States',
    basis: 'Budapest Convention',
  });
  await at(`/cases/${file.reference}/preservations/1/acts/extend`);
  await page.getByRole('heading', { name: english.requestLife.notNow }).waitFor();
  await page.getByRole('listitem').filter({ hasText: english.requestLife.acts.confirm }).first().waitFor(); // what comes first
  await page.getByRole('link', { name: english.requestLife.acts.confirm }).waitFor(); // and where it is done
  await look(page, 'preservation-not-now');
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.desks.toPreservation }));
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.requestLife.acts.confirm }));
  await look(page, 'preservation-confirm');
  await keys.skip();
  // That State has many: it is asked.
  await goOn();
  await page.getByText(english.moment.wrong.zone).first().waitFor();
  await keys.pick(zone, 'New York');
  await goOn();
  await look(page, 'preservation-confirm-end');
  await goOn();
  await goOn();
  await goOn();
  await page.getByRole('link', { name: english.requestLife.guards.evidenceGiven }).waitFor();
  await keys.type(page.getByLabel(english.desks.actAsks.evidence), 'Letter of the point of contact');
  await look(page, 'preservation-confirm-known');
  await goOn();
  await look(page, 'preservation-confirm-check');
  await record();
  await page.getByText(english.requestLife.done).waitFor();
  await look(page, 'preservation-in-force');

  // Forty-six days later; the clock on the wall of the test alone moves.
  const later = { ...house, clock: () => house.clock() + 46 * DAY_MS };
  assert.equal(await fireAlarms(house), 0, 'not today');
  assert.equal(await fireAlarms(later), 1);
  await at('/');
  await page.getByRole('heading', { name: english.timeLimits.work }).waitFor();
  await look(page, 'work-with-alarm');
  await page.getByRole('link', { name: `Preservation ${file.reference}/P1` }).waitFor();
  await keys.skip();
  await keys.follow(page.getByRole('table', { name: english.timeLimits.work }).getByRole('link').first());
  await page.getByRole('heading', { name: english.timeLimits.how }).waitFor();
  await page.getByText('Letter of the point of contact').waitFor();
  await page.getByRole('heading', { name: english.timeLimits.reading(2) }).waitFor();
  await look(page, 'time-limit');
  await keys.skip();
  await keys.follow(page.getByRole('button', { name: saying(english.timeLimits.see) }));
  await page.getByText(english.timeLimits.seenDone).waitFor();
  await at('/');
  assert.equal(await page.getByRole('heading', { name: english.timeLimits.work }).count(), 0);

  // From the desk, to a later end.
  await at('/desk/preservations');
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: 'Example Mail Inc.' }));
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.requestLife.acts.extend }));
  // The day it will be in New York, whose midnight lies within the 150th day at every hour of ours.
  const [year = '', month = '', day = ''] = Temporal.Instant.fromEpochMilliseconds(house.clock())
    .add({ hours: 150 * 24 })
    .toZonedDateTimeISO('America/New_York')
    .toPlainDate()
    .toString()
    .split('-');
  await keys.skip();
  await keys.pick(zone, 'New York');
  await goOn();
  const end = page.getByRole('group', { name: english.desks.actAsks.endsAt });
  await goOn();
  await page.getByRole('link', { name: saying(english.requestLife.guards.endGiven) }).waitFor();
  await keys.type(end.getByLabel(english.moment.day), day);
  await keys.type(end.getByLabel('Month'), month);
  await keys.type(end.getByLabel('Year'), year);
  await keys.type(end.getByLabel(english.moment.time), '0:00');
  await look(page, 'preservation-extend-end');
  await goOn();
  await keys.type(page.getByLabel(english.desks.actAsks.evidence), 'Their mail');
  await look(page, 'preservation-extend-known');
  await goOn();
  // What was answered is changed, and the rest stays.
  await keys.follow(page.getByRole('link', { name: /^Change.*Date and time/ }));
  await keys.skip();
  await goOn();
  await page.getByText('Their mail').waitFor();
  await record();
  await page.getByText('Extended', { exact: true }).waitFor();
  await page.getByRole('link', { name: english.timeLimits.agreed }).waitFor();
  await at('/desk/preservations');
  await page.getByText('in 149 days').waitFor();
  await look(page, 'desk-preservations');
  await at(`/cases/${file.reference}/time-limits`);
  await look(page, 'time-limits');

  // Nobody does anything more, and the end comes.
  const over = { ...house, clock: () => house.clock() + 160 * DAY_MS };
  await fireAlarms(over);
  assert.equal(await expirePreservations(over), 1);
  await at(`/cases/${file.reference}/preservations/1`);
  await page.getByText('Expired', { exact: true }).waitFor();
  await page.getByRole('main').getByText(english.requestLife.theProgram, { exact: false }).first().waitFor();
  await look(page, 'preservation-expired');

  // They tell afterwards that nothing was kept: why, and how that is known, each on its page.
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.requestLife.acts.findImpossible }));
  const told = {
    [english.desks.actAsks.reason]: 'The account was closed before.',
    [english.desks.actAsks.evidence]: 'Their letter of today',
  };
  await keys.skip();
  await keys.pick(zone, 'New York');
  await goOn();
  await answerAct(page, told, 'preservation-impossible');
  await page.getByText('Their letter of today').first().waitFor();
  await page.getByText('The account was closed before.').first().waitFor();
});

test('whoever leads the case does not let go what a judge or prosecutor ordered to be kept', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const page = await pageOf(browser, site, lena);
  await page.goto(`${site.url}/cases/${file.reference}/preservations/new`);
  await keyboardOf(page).skip();
  await beginHold(page, { holder: 'Example Mail Ltd', state: 'Ireland', basis: 'e-Evidence' });
  await page.getByRole('link', { name: english.requestLife.acts.release }).click();
  await page.getByText('Only a judge or prosecutor').waitFor();
  await page.getByText('e-Evidence Regulation, Art. 4(3)').waitFor();
  assert.equal(await page.getByRole('button', { name: english.requestLife.record }).count(), 0);
  await look(page, 'preservation-release-barred');
});

test('an emergency is not believed before a call, and the next shift is told', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const dora = await enrol(people, 'dora', ['dutyOfficer'], [[file, 'investigator']]);
  const omar = await enrol(people, 'omar', ['dutyOfficer']);
  const theirs = { direction: 'incoming', counterpart: 'PT', urgency: 'emergency' } as const;
  await draftedBy(people, dora.id, file.id, 'provider-emergency', theirs);
  const page = await pageOf(browser, site, dora);
  await page.goto(`${site.url}/desk/duty`);
  await page.getByRole('heading', { name: english.desks.notBelieved }).waitFor();
  await page.getByText(english.desks.callFirst).waitFor();
  assert.match(
    (await page.getByRole('link', { name: english.desks.recordCall }).getAttribute('href')) ?? '',
    /\/acts\/verifyByCallBack$/,
  );
  await page.getByRole('link', { name: english.desks.writeNote }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: english.desks.kindNeeded }).waitFor();
  await page.getByLabel(english.desks.shiftKinds.promise, { exact: true }).check();
  await look(page, 'shift-note');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: english.desks.textNeeded }).waitFor();
  await page.getByLabel(english.desks.noteText).fill('Call Lisbon back at six.');
  await look(page, 'shift-note-text');
  await page.getByRole('button', { name: 'Continue' }).click();
  // Pressed twice, as an impatient hand does: it is written once.
  await page.getByRole('button', { name: english.desks.writeDown }).dblclick();
  await page.getByText(english.desks.noted).waitFor();
  await look(page, 'desk-duty');

  // The next shift reads the promise, and nothing of a case that is not theirs.
  const next = await pageOf(browser, site, omar);
  await next.goto(`${site.url}/desk/duty`);
  await next.getByText('Call Lisbon back at six.').first().waitFor();
  assert.equal(await next.locator('.c-typed').filter({ hasText: 'Call Lisbon' }).count(), 1, 'written once');
  assert.equal(await next.getByRole('heading', { name: english.desks.notBelieved }).count(), 0);
  await next.getByRole('button', { name: saying(english.desks.promiseKept) }).click();
  await next.getByText('Done by Omar Example', { exact: false }).waitFor();
  await next.getByRole('link', { name: english.desks.wholeLog }).click();
  await next.getByRole('listitem').filter({ hasText: 'Call Lisbon back at six.' }).waitFor();
  await look(next, 'shift-log');

  // A queue: filtered, kept as a view, saved as a table.
  await page.goto(`${site.url}/desk/incoming?urgency=emergency`);
  await page.getByLabel(english.desks.viewName).fill('Emergencies');
  await page.getByRole('button', { name: english.desks.keepView }).click();
  await page.getByText(english.desks.viewKept).waitFor();
  await page.goto(`${site.url}/desk/incoming?urgency=normal`);
  await page.getByText(english.desks.noneFits).waitFor();
  await page.getByRole('link', { name: 'Emergencies', exact: true }).click();
  await page.getByText(`${file.reference}/R1`).waitFor();
  await look(page, 'desk-incoming');
  const csv = await page.request.get(`${site.url}/desk/incoming/csv?urgency=emergency`);
  assert.match(await csv.text(), new RegExp(`^\ufeffEntry,.*\r\n${file.reference}/R1,`));
  await page.goto(`${site.url}/desk/statistics`);
  await look(page, 'desk-statistics-empty');
});
