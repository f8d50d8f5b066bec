// Results of a request: what came is matched, what is missing is named, what came informally leaves only once it is cured; and a
// confidential request is nowhere for the others of the case.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { goOn } from '../support/go-on.ts';
import { addExhibit } from '../../src/evidence/intake/exhibit-add.acts.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import type { CaseRole } from '../../src/people/roles.ts';
import type { Answers } from '../../src/requests/core/answers.ts';
import { beginRequest } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { sayDay, sayWhen } from '../support/moment.ts';
import { ADDITION, inMemory, testCase, testExhibit } from '../support/installation.ts';
import { asMember, enrol, type Enrolled, pageOf, testSite } from '../support/people.ts';
import { sent } from '../support/sent-request.ts';
import { look, openBrowser } from '../support/site.ts';
import { said as english } from '../support/words.ts';

const item = (category: 'subscriber' | 'traffic', holder: string) => ({
  category,
  identifiers: [{ kind: 'email' as const, value: 'invoices@harbour.example' }],
  holder,
  wanted: [],
  reason: 'It sent the altered invoices.',
});

test('results arrive and are matched, a missing item is named, and what came informally is cured', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const member = async (who: string, role: CaseRole): Promise<Enrolled & { readonly page: Page }> => {
    const person = await enrol(people, who, [], [[file, role]]);
    return { ...person, page: await pageOf(browser, site, person) };
  };
  const lena = await member('lena', 'lead');
  const pavel = await member('pavel', 'prosecutor');
  const acting = { ...(await asMember(people, lena, file)), law: await shippedLaw() };
  const answers: Answers = {
    data: [item('subscriber', 'Example Mail'), item('traffic', 'Example Telecom')],
  };
  const number = await beginRequest(acting, 'bc-31-subscriber', answers);
  await sent(acting, number, 'acknowledged');
  const add = async (name: string): Promise<string> => {
    const from = inMemory(name);
    const added = await addExhibit(house, { ...ADDITION, caseName: file.reference, title: name, from });
    return added.exhibit.number;
  };
  const [early, answer] = [await add('early.csv'), await add('subscriber.csv')];
  const address = `${site.url}/cases/${file.reference}`;
  const { page } = lena;

  const shows = 'Message of the contact point, 24/7-88';
  const begin = async (kind: string): Promise<void> => {
    await page.goto(`${address}/requests/${number}`);
    await page.getByRole('link', { name: 'Results', exact: true }).click();
    await page.getByRole('link', { name: english.results.begin.outgoing }).click();
    await page.getByLabel(kind).check();
    await look(page, 'results-kind');
    await goOn(page);
    await sayWhen(page, english.results.arrivedAt.outgoing, {
      on: '2026-11-03',
      at: '10:30',
      zone: 'Europe/Paris',
    });
    await look(page, 'results-when');
    await goOn(page);
    assert.ok(
      await page.getByLabel(english.confidence.choices.asRequest.open).isChecked(),
      'as its request is',
    );
    await goOn(page);
    await page.getByLabel(english.results.evidence).fill(shows);
    await goOn(page);
    // Back to the first question and on again: nothing is lost, and what is typed stands in no address.
    await page
      .getByRole('link', {
        name: new RegExp(`^${english.requests.change}.*${english.results.kind.slice(0, 20)}`),
      })
      .click();
    assert.ok(await page.getByLabel(kind).isChecked());
    assert.doesNotMatch(page.url(), /contact/);
    await goOn(page);
    await page.getByRole('definition').filter({ hasText: shows }).waitFor();
    await page.getByRole('definition').filter({ hasText: '10:30' }).waitFor();
    await look(page, 'results-shown');
    await page.getByRole('button', { name: english.results.record }).click();
    await page.getByText(english.results.notices.begun).waitFor();
  };
  const attach = async (name: string, told: string): Promise<void> => {
    await page.getByRole('link', { name: /^Change.*Exhibits$/ }).click();
    await page.getByLabel(name).check();
    await look(page, 'results-exhibits');
    await page.getByRole('button', { name: english.results.attach }).click();
    await page.getByText(told).first().waitFor();
  };
  await begin(english.results.kinds.informal);
  await attach(early, english.results.notices.saved);
  await page.getByText(english.results.informalWords).waitFor();
  await pavel.page.goto(`${address}/share`);
  await pavel.page.getByText(english.share.staysWhy.leadsOnly).waitFor();
  await pavel.page.goto(`${address}/evidence/1`);
  await look(pavel.page, 'leads-only');
  await pavel.page.getByRole('link', { name: english.results.cure }).click();
  await pavel.page.getByText(english.results.cureNone).waitFor();

  await begin(english.results.kinds.formal);
  await page.getByRole('link', { name: /^Change.*Digests/ }).click();
  await page.getByLabel('Which digests').fill('no digest');
  await page.getByRole('button', { name: english.results.saveMatch }).click();
  await page.getByText('Line 1:').first().waitFor();
  const digest = createHash('sha256').update('subscriber.csv').digest('hex');
  await page.getByLabel('Which digests').fill(`${digest}  subscriber.csv\n${'0'.repeat(64)}  traffic.csv`);
  await page.getByRole('button', { name: english.results.saveMatch }).click();
  await attach(answer, 'The exhibits are recorded');
  await page.getByText(english.results.comparison.missing).waitFor();
  await page.getByRole('link', { name: english.results.matchLink }).click();
  await page.getByLabel('subscriber.csv').selectOption({ index: 1 });
  await look(page, 'results-match');
  await page.getByRole('button', { name: english.results.saveMatch }).click();
  await page.getByText(english.results.notices.saved).waitFor();
  await look(page, 'results-delivery');
  await page.getByRole('link', { name: english.results.answersLink.outgoing }).click();
  await look(page, 'results-answers');
  await goOn(page);
  await look(page, 'results-answers-check');
  await page.getByRole('button', { name: english.results.record }).click();
  await page.getByText(english.results.notices.answered).waitFor();
  await page.goto(`${address}/requests/${number}/results`);
  await page.getByText(english.results.missing).waitFor();
  const missing = page.getByRole('listitem').filter({ hasText: /Item 2.*Example Telecom/ });
  await missing.waitFor();
  await page.getByText(english.results.verifyWords.no).waitFor();
  await look(page, 'results');

  await pavel.page.goto(`${address}/evidence/1/cure`);
  await pavel.page.getByLabel(`${file.reference}/R${number}`).check();
  await pavel.page.getByRole('button', { name: 'Continue' }).click();
  await pavel.page.getByLabel(english.results.cureWhy).fill('The same account and period');
  await look(pavel.page, 'cure');
  await pavel.page.getByRole('button', { name: 'Continue' }).click();
  await pavel.page.getByRole('button', { name: english.results.cureButton }).click();
  await pavel.page.getByText(english.exhibitDone.cured).waitFor();
  await pavel.page.getByText('was cured by a formal request that was executed').waitFor();
  await pavel.page.goto(`${address}/share`);
  await pavel.page.getByLabel(`${early} early.csv`).check();
});

test('a result that its sender wants kept is recorded so, is nowhere for others, and is ended with a reason', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const pavel = await enrol(people, 'pavel', [], [[file, 'prosecutor']]);
  const acting = { ...(await asMember(people, lena, file)), law: await shippedLaw() };
  const answers: Answers = { data: [item('subscriber', 'Example Mail')] };
  const number = await beginRequest(acting, 'bc-31-subscriber', answers);
  await sent(acting, number, 'acknowledged');
  const from = inMemory('kept.csv', 'kept');
  await testExhibit(house, file, { title: 'kept.csv', from });
  const [page, other] = [await pageOf(browser, site, lena), await pageOf(browser, site, pavel)];
  const address = `${site.url}/cases/${file.reference}`;
  const results = `${address}/requests/${number}/results`;

  await page.goto(`${results}/new`);
  await page.getByLabel(english.results.kinds.formal).check();
  await goOn(page);
  await page.getByLabel('Just now').check();
  await goOn(page);
  await page.getByLabel(english.confidence.choices.named).check();
  await look(page, 'result-confidence');
  await goOn(page);
  await sayDay(page, english.confidence.until, '2020-01-05');
  await goOn(page);
  await page.getByRole('link', { name: english.confidence.untilWrong }).waitFor();
  await sayDay(page, english.confidence.until, '2999-01-05');
  await look(page, 'result-confidence-until');
  await goOn(page);
  assert.ok(await page.getByLabel('lena').isChecked(), 'whoever records it, and the leads');
  await page.getByLabel('lena').uncheck();
  await page.getByLabel('pavel').check();
  await goOn(page);
  await page.getByRole('link', { name: english.confidence.knowersWrong }).waitFor();
  await page.getByLabel('lena').check();
  await page.getByLabel('pavel').uncheck();
  await look(page, 'result-confidence-who');
  await goOn(page);
  await page.getByLabel(english.confidence.ground).fill('Point 3 of the letter');
  await look(page, 'result-confidence-ground');
  await goOn(page);
  assert.doesNotMatch(page.url(), /Point|knowers/, 'whom, and why, stand in no address');
  await page.getByLabel(english.results.evidence).fill('Registered letter of 2 November 2026');
  await goOn(page);
  await page.getByRole('definition').filter({ hasText: 'Point 3 of the letter' }).waitFor();
  await look(page, 'result-confidence-said');
  await page.getByRole('button', { name: english.results.record }).click();
  await page.getByText(english.confidence.kept.result).waitFor();
  await page.getByRole('link', { name: /^Change.*Exhibits$/ }).click();
  await page.getByLabel('kept.csv').check();
  await page.getByRole('button', { name: english.results.attach }).click();
  await page.getByText(english.results.notices.attached).waitFor();
  await look(page, 'result-confidence-delivery');

  await other.goto(results);
  await other.getByText(english.results.none.outgoing).waitFor();
  for (const gone of [`${results}/1`, `${results}/1/confidentiality`, `${address}/evidence/1`])
    assert.equal((await other.goto(gone))?.status(), 404, gone);
  await other.goto(address);
  assert.equal(await other.getByText('kept.csv').count(), 0);

  await page
    .getByRole('link', {
      name: new RegExp(`^${english.requests.change}.*${english.confidence.title.result}$`),
    })
    .click();
  await page.getByText(english.confidence.acts.restricted).waitFor();
  await look(page, 'result-confidence-shown');
  await page.getByRole('link', { name: english.confidence.change }).click();
  assert.equal(await page.getByLabel('Year').inputValue(), '2999');
  await sayDay(page, english.confidence.until, '2998-01-05');
  await goOn(page);
  await goOn(page);
  assert.equal(await page.getByLabel(english.confidence.ground).inputValue(), 'Point 3 of the letter');
  await goOn(page);
  await goOn(page);
  await page.getByRole('link', { name: english.form.needed(english.confidence.reasonWhat) }).waitFor();
  await page.getByLabel(english.confidence.reason).fill('They shortened it');
  await look(page, 'result-confidence-why');
  await goOn(page);
  await page.getByRole('definition').filter({ hasText: 'Point 3 of the letter' }).waitFor();
  await page.getByRole('button', { name: english.confidence.save }).click();
  await page.getByText(english.confidence.notices.saved).waitFor();
  await house.db.transaction((tx) =>
    tx.updateTable('request_delivery').set({ confidential_until: '2026-01-02' }).execute(),
  );
  await page.goto(site.url);
  await other.goto(site.url);
  assert.equal(await other.getByText('was to be confidential until').count(), 0);
  await page.getByRole('link', { name: /Delivery 1 .* was to be confidential until/ }).click();
  await page.getByRole('link', { name: english.confidence.toOpen }).click();
  await page.getByRole('button', { name: english.confidence.toOpen }).click();
  await page.getByRole('link', { name: english.form.needed(english.confidence.reasonWhat) }).waitFor();
  await page.getByLabel(english.confidence.openAsk).fill('The sender lifted it');
  await look(page, 'result-confidence-end');
  await page.getByRole('button', { name: english.confidence.toOpen }).click();
  await page.getByText(english.confidence.notices.saved).waitFor();
  await other.goto(`${address}/evidence/1`);
  await other.getByRole('heading', { name: /kept\.csv/ }).waitFor();
});

test('a confidential request is nowhere for others, and the day that comes is a task for its lead', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const pavel = await enrol(people, 'pavel', [], [[file, 'prosecutor']]);
  const number = await beginRequest(await asMember(people, lena, file), 'bc-31-subscriber', {});
  const [page, other] = [await pageOf(browser, site, lena), await pageOf(browser, site, pavel)];
  const address = `${site.url}/cases/${file.reference}`;
  await other.goto(`${address}/requests`);
  await other.getByText(`${file.reference}/R${number}`).waitFor();

  await page.goto(`${address}/requests/${number}`);
  await page.getByRole('link', { name: english.confidence.title.request }).click();
  await page.getByText(english.confidence.open).waitFor();
  await look(page, 'confidentiality-open');
  await page.getByRole('link', { name: english.confidence.keep.request }).click();
  await sayDay(page, english.confidence.until, '2020-03-31');
  await goOn(page);
  await page.getByRole('link', { name: english.confidence.untilWrong }).waitFor();
  await sayDay(page, english.confidence.until, '2999-03-31');
  await look(page, 'confidentiality-until');
  await goOn(page);
  assert.ok(await page.getByLabel('lena').isChecked(), 'whoever is asked, and the leads');
  await page.getByLabel('lena').uncheck();
  await goOn(page);
  await page.getByRole('link', { name: english.confidence.knowersWrong }).waitFor();
  await page.getByLabel('lena').check();
  await look(page, 'confidentiality-who');
  await goOn(page);
  await goOn(page);
  await page.getByRole('link', { name: english.form.needed(english.confidence.reasonWhat) }).waitFor();
  await page.getByLabel(english.confidence.reasonAtFirst.request).fill('Officers at risk');
  await look(page, 'confidentiality-why');
  await goOn(page);
  assert.equal(await page.getByText(english.confidence.groundLabel).count(), 0, 'of a result alone');
  await page.getByRole('button', { name: english.confidence.save }).click();
  await page.getByText(english.confidence.notices.saved).waitFor();
  await page.getByText(english.confidence.kept.request).waitFor();
  await look(page, 'confidentiality');

  await other.goto(`${address}/requests`);
  await other.getByText(english.requests.none).waitFor();
  const hidden = await other.goto(`${address}/requests/${number}`);
  assert.equal(hidden?.status(), 404);
  const never = await other.goto(`${address}/requests/${number + 1}`);
  assert.equal(never?.status(), 404);

  await page.goto(`${address}/requests/${number}/notices`);
  await page.getByRole('link', { name: english.notice.plan }).click();
  await page.getByLabel(english.notice.basis).fill('Code of criminal procedure, Art. 1 (invented)');
  await goOn(page);
  await goOn(page);
  await page.getByRole('link', { name: english.notice.wrongDay }).waitFor();
  await sayDay(page, english.notice.asks.dueOn, '2026-01-05');
  await look(page, 'notice-day');
  await goOn(page);
  await page.getByLabel(english.notice.asks.person).fill('Holder of the account');
  await look(page, 'notice-whom');
  await goOn(page);
  await page.getByRole('button', { name: english.notice.planButton }).click();
  await page.getByText(english.notice.notices.saved, { exact: true }).waitFor();
  await look(page, 'notices');
  await house.db.transaction((tx) =>
    tx
      .updateTable('request')
      .set({ confidential_until: '2026-01-02' })
      .where('number', '=', number)
      .execute(),
  );
  await page.goto(site.url);
  await page.getByRole('link', { name: / was to be confidential until/ }).waitFor();
  await look(page, 'work-requests');
  await page.getByRole('link', { name: /the person concerned should have been informed by/ }).click();
  await look(page, 'notice-outcome');
  await page.getByRole('link', { name: english.notice.acts.delayed }).click();
  await sayDay(page, english.notice.asks.review, '2020-01-05');
  await goOn(page);
  await page.getByRole('link', { name: english.notice.wrongReview }).waitFor();
  await sayDay(page, english.notice.asks.review, '2999-01-05');
  await look(page, 'notice-review');
  await goOn(page);
  await page.getByLabel(english.notice.whys.delayed).fill('It would warn the others');
  await look(page, 'notice-step');
  await goOn(page);
  await page.getByRole('button', { name: english.orderRecord.record }).click();
  await page.getByText('to be reviewed on').first().waitFor();
  await other.goto(site.url);
  assert.equal(await other.getByText(/to be confidential|person concerned/).count(), 0);

  await page.goto(`${address}/requests/${number}/confidentiality/open`);
  await page.getByLabel(english.confidence.openAsk).fill('The trial is public');
  await page.getByRole('button', { name: english.confidence.toOpen }).click();
  await page.getByText(english.confidence.notices.saved).waitFor();
  await other.goto(`${address}/requests/${number}`);
  await other.getByRole('heading', { name: 'MLA request for subscriber information' }).waitFor();
});
