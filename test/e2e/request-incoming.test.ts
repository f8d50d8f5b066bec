// A request of another State from its letter to a partial result: registered from the PDF with its data, called back, asked about,
// accepted by somebody else, and answered item by item. And one that came as a picture, typed beside it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { newUuid } from '../../src/base/ids.ts';
import { renderLetter } from '../../src/requests/verbs/letters/document.ts';
import { ENGLISH } from '../../src/requests/machine/text/tongue.ts';
import { answerAct, type ActAnswers } from '../support/act-answers.ts';
import { completeDraft } from '../support/complete-request.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { signedInPage } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { sayDay, sayWhen } from '../support/moment.ts';
import { look, NARROW, picture } from '../support/site.ts';
import { said as english } from '../support/words.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const NARROWLY = { viewport: NARROW };
const REFERENCE = english.requestLife.asks.reference;
const RECEIVED = { on: '2026-10-05', at: '11:30', zone: 'Europe/Paris' };

/** Who asks on one page, when and how it came on another; what is wrong is said beside each. */
async function receipt(page: Page): Promise<{ readonly at: string; readonly form: Record<string, string> }> {
  const keys = keyboardOf(page);
  const next = (): Promise<void> => keys.follow(page.getByRole('button', { name: 'Continue' }));
  await next();
  await page.getByText(english.requestIncoming.chooseState).first().waitFor();
  await look(page, 'incoming-from-refused');
  await keys.pick(page.getByLabel(english.requestIncoming.fromTitle), 'Japan');
  await keys.check(page.getByLabel('English'));
  await keys.check(page.getByLabel('Normal'));
  await look(page, 'incoming-from');
  await next();
  await keys.check(page.getByLabel(english.moment.otherTime));
  await next();
  await page.getByText(english.moment.wrong.missing).first().waitFor();
  await page.getByText(english.requestIncoming.sayHow).first().waitFor();
  await sayWhen(page, english.requestIncoming.receivedAt, { ...RECEIVED, at: 'half past eleven' });
  await page.getByLabel(english.requestIncoming.howKnownAsk).fill('x'.repeat(4001));
  await next();
  await page.getByText(english.moment.wrong.time).first().waitFor();
  await page
    .locator('.govuk-error-message')
    .getByText(`${english.requestIncoming.howKnown} must be 4000 characters or fewer`)
    .waitFor();
  await look(page, 'incoming-refused');
  assert.equal(await page.getByLabel(english.requestIncoming.howKnownAsk).inputValue(), 'x'.repeat(4001));
  await sayWhen(page, english.requestIncoming.receivedAt, RECEIVED);
  await page
    .getByLabel(english.requestIncoming.howKnownAsk)
    .fill('Receipt of the registered letter of 5 October 2026');
  await keys.type(page.getByLabel(REFERENCE), 'JP-441/26');
  await look(page, 'incoming-receipt');
  await next();
  // Changed, nothing of it is lost.
  await page
    .getByRole('link', {
      name: new RegExp(
        `^${english.requests.change}.*${english.requestIncoming.receiptTitle.replace('?', '')}`,
      ),
    })
    .click();
  assert.equal(await page.getByLabel(REFERENCE).inputValue(), 'JP-441/26');
  assert.doesNotMatch(page.url(), /JP-441|xxx/);
  await next();
  await page.getByText('5 Oct 2026, 11:30 (UTC+02:00)').waitFor();
  await look(page, 'incoming-check');
  const sent = await page
    .getByRole('button', { name: english.requestIncoming.button })
    .evaluate((button) =>
      button instanceof HTMLButtonElement && button.form !== null
        ? { at: button.form.action, form: Object.fromEntries(new FormData(button.form)) }
        : undefined,
    );
  await page.getByRole('button', { name: english.requestIncoming.button }).click();
  await page.getByRole('status').waitFor();
  assert.ok(sent);
  return sent as { at: string; form: Record<string, string> }; // no files are in it
}

test('an incoming request: clarification is asked and answered, and the result is partial: by the keyboard, on a narrow screen', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { file, site } = scene;
  const lena = await signedInPage(scene, { name: 'Lena Example', cases: [[file, 'lead']] }, NARROWLY);
  const jaro = await signedInPage(scene, { name: 'Jaro Example', cases: [[file, 'judge']] }, NARROWLY);
  const ines = await signedInPage(scene, { name: 'Ines Example', cases: [[file, 'investigator']] }, NARROWLY);
  const address = `${site.url}/cases/${file.reference}/requests`;
  const take = async ({ page }: { page: Page }, act: string, answers: ActAnswers): Promise<void> => {
    const keys = keyboardOf(page);
    await page.goto(`${address}/1`);
    await keys.skip();
    await keys.follow(page.getByRole('link', { name: act, exact: true }));
    await answerAct(page, answers);
    await page.getByRole('status').waitFor();
  };
  const known = (words: string): ActAnswers => ({ [english.desks.actAsks.evidence]: words });
  const nothing: ActAnswers = {};

  // Ines is told before the first question that it is not hers; Lena registers what came.
  await ines.page.goto(`${address}/incoming/register`);
  await ines.page.getByRole('heading', { name: english.requestIncoming.notYours }).waitFor();
  await lena.page.goto(address);
  await lena.page.getByRole('link', { name: english.requestIncoming.register }).click();
  await lena.page.getByRole('button', { name: english.requestIncoming.documentSend }).click();
  await lena.page.getByText(english.requestIncoming.choose).first().waitFor();
  await look(lena.page, 'incoming-document');
  const letter = await renderLetter({
    draft: await completeDraft('bc-31-subscriber'),
    instrument: 'Budapest Convention',
    tongues: [ENGLISH],
    created: Date.UTC(2026, 9, 5),
  });
  await lena.page
    .getByLabel('Document')
    .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from(letter) });
  await lena.page.getByRole('button', { name: english.requestIncoming.documentSend }).click();
  await lena.page.getByText(english.requestIncoming.isRead).waitFor();
  await receipt(lena.page);
  await lena.page.getByText(english.requestIncoming.authenticity).waitFor();
  await look(lena.page, 'incoming-received');

  await take(
    lena,
    english.requestLife.acts.checkAuthenticity,
    known('Called back at the number of the directory, Duty officer B. Example'),
  );
  await take(lena, english.requestLife.acts.register, known('E-mail of 6 October 2026'));
  await take(jaro, english.requestLife.acts.beginReview, nothing);
  await jaro.page.getByRole('heading', { name: /^Is the legal basis in force\?/ }).waitFor();
  await jaro.page
    .getByRole('definition')
    .filter({ hasText: /^bound/ })
    .first()
    .waitFor();
  await look(jaro.page, 'incoming-admissibility');
  await jaro.page.getByRole('link', { name: english.requestLife.acts.accept, exact: true }).click();
  await jaro.page.getByRole('heading', { name: 'Sources' }).waitFor();
  await picture(jaro.page, 'incoming-accept-seen');
  await look(jaro.page, 'incoming-accept');
  await take(lena, english.requestLife.acts.askClarification, {
    [english.requestLife.asks.question]: 'Which source port?',
    ...known('Letter of 6 October 2026'),
  });
  await take(lena, english.requestLife.acts.receiveClarification, known('Letter of 9 October 2026'));
  await take(jaro, english.requestLife.acts.accept, nothing);
  await take(lena, english.requestLife.acts.assign, {
    [english.requestOutcome.asks.assignedTo]: ({ keys }) => keys.check(lena.page.getByLabel('Ines Example')),
  });
  await take(jaro, english.requestLife.acts.obtainOrder, known('Order 12/26 of 12 October 2026'));
  await ines.page.goto(site.url);
  await ines.page.getByRole('heading', { name: english.desks.assignedToYou }).waitFor();
  await look(ines.page, 'incoming-my-task');
  await take(ines, english.requestLife.acts.beginExecution, nothing);
  await take(ines, english.requestLife.acts.recordResults, {
    [english.requestLife.asks.became]: ({ page, keys }) =>
      keys.pick(page.getByLabel('Item 1'), english.results.actuals.partly),
    [english.requests.optionalLabel(english.requestLife.asks.notes)]: ({ page, keys }) =>
      keys.type(page.getByLabel('Item 1'), 'Only of the last thirty days.'),
  });
  await ines.page.getByText(english.results.actuals.partly).first().waitFor();
  await take(ines, english.requestLife.acts.completeResults, nothing);
  await look(ines.page, 'incoming-partial');

  // Sent by mistake, twice: it waits once, and is discarded with a reason.
  for (const name of ['mistake.png', 'mistake-again.png']) {
    await lena.page.goto(`${address}/incoming`);
    await lena.page.getByLabel('Document').setInputFiles({ name, mimeType: 'image/png', buffer: PNG });
    await lena.page.getByRole('button', { name: english.requestIncoming.documentSend }).click();
    await lena.page.getByRole('img', { name: 'mistake.png' }).waitFor();
  }
  await lena.page.goto(address);
  await look(lena.page, 'incoming-listed');
  await lena.page.getByRole('link', { name: english.requestIncoming.waitingHere('1') }).click();
  await lena.page.getByRole('link', { name: 'mistake.png', exact: true }).waitFor();
  await look(lena.page, 'incoming-waiting');
  await lena.page.getByRole('link', { name: /^Discard.*mistake\.png/ }).click();
  await lena.page.getByLabel('Why is no request').fill('Of another case');
  await look(lena.page, 'incoming-discard');
  await lena.page.getByRole('button', { name: english.requestIncoming.discardButton }).click();
  await lena.page.getByText(english.requestIncoming.discarded).waitFor();
  await lena.page.getByText(english.requestIncoming.discardedOnes(1)).click();
  await lena.page.getByText('Of another case').waitFor();
  await look(lena.page, 'incoming-discarded');

  // A picture: the kind is asked, and its fields are typed beside it.
  await lena.page.goto(`${address}/incoming`);
  await lena.page
    .getByLabel('Document')
    .setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer: PNG });
  await lena.page.getByRole('button', { name: english.requestIncoming.documentSend }).click();
  await lena.page.getByRole('img', { name: 'scan.png' }).waitFor();
  await look(lena.page, 'incoming-kind');
  await lena.page.getByLabel('MLA request for subscriber information').check();
  await lena.page.getByRole('button', { name: 'Continue' }).click();
  const { at, form } = await receipt(lena.page);
  // Sent once more, as by a second click, it leads to what was registered.
  const again = await lena.page.request.post(at, { form, headers: { origin: site.url }, maxRedirects: 0 });
  assert.deepEqual([again.status(), again.headers()['location']], [303, new URL(`${address}/2`).pathname]);
  await lena.page.getByRole('link', { name: english.requestIncoming.fields }).click();
  await lena.page.getByRole('link', { name: 'Reference', exact: true }).click();
  const image = lena.page.getByRole('img', { name: 'scan.png' });
  await image.waitFor();
  const isShown = await image.evaluate(async (one) => {
    if (!(one instanceof HTMLImageElement)) return false;
    await one.decode(); // fails where it is no picture
    return one.naturalWidth > 0;
  });
  assert.ok(isShown, 'the picture is shown');
  await look(lena.page, 'incoming-beside');
  await sayDay(lena.page, '1 Date', '2026-10-05');
  await lena.page.getByRole('button', { name: english.add.saveNext }).click();
  await lena.page.goto(`${address}/2/check`);
  await lena.page.getByText('5 Oct 2026').first().waitFor();

  // With no document, pressed twice at once, and again later: one request, under the key that the form was given.
  const key = newUuid(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const post = async (question: string, said: Record<string, string> = {}): Promise<string | undefined> => {
    const sent = { form: { ...said, key }, headers: { origin: site.url }, maxRedirects: 0 };
    return (await lena.page.request.post(`${address}/incoming/register/${question}`, sent)).headers()[
      'location'
    ];
  };
  for (const [question, said] of Object.entries({
    form: { form: 'bc-31-subscriber' },
    asker: { 'asker.counterpart': 'JP', 'asker.writtenIn': 'en', 'asker.urgency': 'normal' },
    receipt: {
      'receipt.received.when': 'now',
      'receipt.received.zone': 'Europe/Paris',
      'receipt.evidence': 'By the post of today',
      'receipt.confidence': 'asRequest',
    },
  }))
    await post(question, said);
  const third = `${new URL(`${address}/3`).pathname}?done=yes`;
  assert.deepEqual(await Promise.all([post('check'), post('check')]), [third, third]);
  assert.equal(await post('check'), third);
});
