// A supplement to a request: begun from it, written by the keyboard on a narrow screen, signed and sent. The request shows it, and in the
// other installation its data name the request that it is about. A question on it, which comes as a PDF and is answered. And a request
// that came is refused in part, to the letter that was signed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { registerRequest } from '../../src/requests/verbs/incoming/register.acts.ts';
import { renderLetter } from '../../src/requests/verbs/letters/document.ts';
import { ENGLISH } from '../../src/requests/machine/text/tongue.ts';
import type { Acting } from '../../src/requests/verbs/life/life.acts.ts';
import { writeRequest } from '../../src/requests/machine/messages/request-file.ts';
import { answerAct } from '../support/act-answers.ts';
import { addPasskey } from '../support/authenticator.ts';
import { draftedBy } from '../support/begun-request.ts';
import { completeDraft } from '../support/complete-request.ts';
import { answerForm, choose, type FormAnswers } from '../support/form-walk.ts';
import { FIJI, FRANCE, testCase, type TestAgency } from '../support/installation.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { asMember, enrol, pageOf, testSite } from '../support/people.ts';
import { hasProgram } from '../support/programs.ts';
import { sent } from '../support/sent-request.ts';
import { look, NARROW, openBrowser } from '../support/site.ts';
import { said as english } from '../support/words.ts';

interface Side {
  /** Of the requests of the case. */
  readonly address: string;
  readonly url: string;
  readonly writer: Page;
  readonly signer: Page;
  /** Whoever signs. */
  readonly acting: Acting;
}

async function sideOf(t: TestContext, browser: Browser, agency: TestAgency): Promise<Side> {
  const { house, people, site } = await testSite(t, {}, agency);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const paula = await enrol(people, 'paula', [], [[file, 'prosecutor']]);
  const options = { acceptDownloads: true, viewport: NARROW };
  return {
    url: site.url,
    address: `${site.url}/cases/${file.reference}/requests`,
    writer: await pageOf(browser, site, ines, options),
    signer: await pageOf(browser, site, paula, options),
    acting: { ...(await asMember(people, paula, file)), law: await shippedLaw() },
  };
}

/** A request of ours that they acknowledged. Returns its number. */
async function asked({ acting }: Side, form: string): Promise<number> {
  const { people, person, file } = acting;
  const { answers } = await completeDraft(form);
  const { number } = await draftedBy(people, person.id, file.id, form, { answers, counterpart: 'FJ' });
  await sent(acting, number, 'acknowledged');
  return number;
}

/** A request of theirs. Returns its number. */
async function received({ acting }: Side, form: string, reference: string): Promise<number> {
  const buffer = Buffer.from(writeRequest(await completeDraft(form)));
  return registerRequest(acting, {
    form,
    paper: { name: 'request.json', bytes: buffer },
    counterpart: 'FR',
    urgency: 'normal',
    writtenIn: 'en',
    reference,
    receivedAt: new Date(acting.people.clock()).toISOString(),
    zone: 'Pacific/Fiji',
    evidence: 'Receipt of the registered letter',
  });
}

/** Begins what is written about a request, on the form of this title; its first question is open. */
async function begin(page: Page, request: string, title: string): Promise<void> {
  const keys = keyboardOf(page);
  await page.goto(request);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.followUps.write }));
  await keys.skip();
  await keys.check(page.getByLabel(title, { exact: true }));
  await keys.follow(page.getByRole('button', { name: 'Continue' }));
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: 'Reference', exact: true }));
}

const OWN = 'What is your reference, and the date?';
const OURS: FormAnswers = {
  [OWN]: ({ page, keys }) => keys.type(page.getByLabel('Own reference or case number'), 'Case 12/26'),
};
const SUPPLEMENT: FormAnswers = {
  ...OURS,
  'Why is the request supplemented?': 'A second address has come to light.',
  'Which facts are new?': 'One altered invoice came from it.',
  'Does all else stand?': choose('Yes'),
};
/** Written in full, with nothing that stands in its way. Returns its number. */
async function written(
  page: Page,
  request: string,
  { title, answers, name }: { readonly title: string; readonly answers: FormAnswers; readonly name?: string },
): Promise<number> {
  await begin(page, request, title);
  await answerForm(page, answers, name);
  await page.getByText(english.requests.nothingStands).waitFor();
  return Number(/requests\/(\d+)\/check/.exec(page.url())?.[1]);
}

/** Reviewed, signed and recorded as sent. Returns its data. */
async function left({ writer, signer, address, url }: Side, number: number): Promise<Buffer> {
  const request = `${address}/${number}`;
  const keys = keyboardOf(writer);
  await keys.skip();
  await keys.follow(writer.getByRole('button', { name: english.requestLife.acts.submit }));
  await writer.getByRole('status').getByText(english.requestLife.done).waitFor();
  await addPasskey(signer, url);
  await signer.goto(`${request}/acts/authorise`);
  await signer.getByRole('button', { name: english.requestLife.signButtons.authorise }).click();
  await signer.getByRole('status').getByText(english.requestLife.done).waitFor();
  await signer.getByRole('link', { name: english.requestLife.acts.transmit }).click();
  await signer.waitForURL(/\/acts\//);
  await answerAct(signer, {
    [english.requestLife.asks.channel]: () =>
      signer.getByLabel(english.requestLife.asks.channel).selectOption('mla-central'),
    [english.desks.actAsks.evidence]: 'Receipt 4471',
  });
  await signer.getByRole('status').getByText(english.requestLife.done).waitFor();
  return (await signer.request.get(`${request}/request.json`)).body();
}

/** A document has come: the request that it names is chosen already. */
async function concerned(
  { signer: page, address }: Side,
  buffer: Buffer,
  { about, picture }: { readonly about: string; readonly picture: string },
): Promise<void> {
  await page.goto(`${address}/incoming`);
  const file = { name: 'supplement.json', mimeType: 'application/json', buffer };
  await page.getByLabel('Document').setInputFiles(file);
  await page.getByRole('button', { name: english.requestIncoming.documentSend }).click();
  await page.getByRole('heading', { name: english.followUps.ask }).waitFor();
  assert.ok(await page.getByRole('radio', { name: about }).isChecked(), `${about} is chosen`);
  await look(page, picture);
}

/** Their question on our request, as the letter that it comes as. */
async function questionOn(request: string): Promise<Buffer> {
  const draft = await completeDraft('clarification');
  const answers = { ...draft.answers, request };
  const asked = { instrument: 'UNTOC', tongues: [ENGLISH] as const, created: Date.UTC(2026, 9, 5) };
  return Buffer.from(await renderLetter({ ...asked, draft: { ...draft, answers } }));
}

/** Registered from its PDF; of whom it is about is known from whom it is. Returns its address. */
async function asks({ signer: page, address }: Side, buffer: Buffer): Promise<string> {
  await page.goto(`${address}/incoming`);
  const file = { name: 'question.pdf', mimeType: 'application/pdf', buffer };
  await page.getByLabel('Document').setInputFiles(file);
  await page.getByRole('button', { name: english.requestIncoming.documentSend }).click();
  await page.getByRole('heading', { name: english.followUps.ask }).waitFor();
  await answerAct(page, {
    [english.followUps.ask]: () => page.getByRole('radio', { checked: true }).waitFor(),
    [english.requestIncoming.askerTitle]: async ({ keys }) => {
      const from = page.getByLabel(english.requestIncoming.fromTitle);
      assert.equal(await from.inputValue(), 'FJ', 'the side that we asked');
      await keys.check(page.getByLabel('English'));
      await keys.check(page.getByLabel('Normal'));
    },
    [english.requestIncoming.receiptTitle]: async ({ keys }) => {
      await keys.check(page.getByLabel(/^Just now/));
      await keys.type(page.getByLabel(english.requestIncoming.howKnownAsk), 'By the post of today');
    },
  });
  await page.getByRole('status').getByText(english.requestLife.done).waitFor();
  return page.url().replace(/\?.*/, '');
}

async function shows(page: Page, request: string, title: string, state: string): Promise<void> {
  await page.goto(request);
  const row = page.getByRole('row').filter({ hasText: title });
  await row.getByText(state, { exact: true }).waitFor();
}

test('a request is supplemented by the keyboard, signed and sent; the request shows it, and the other side is asked which of its requests it is about', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const france = await sideOf(t, browser, FRANCE);
  const fiji = await sideOf(t, browser, FIJI);
  const ours = `${france.address}/${await asked(france, 'bc-31-subscriber')}`;
  await received(fiji, 'bc-31-subscriber', 'FR-2026-000001/R1');
  const title = 'Supplement to a request';
  const looked = { title, answers: SUPPLEMENT, name: 'follow-supplement' };
  const json = await left(france, await written(france.writer, ours, looked));
  await shows(france.writer, ours, title, 'Sent');
  await look(france.writer, 'follow-parent');
  await concerned(fiji, json, { about: 'FR-2026-000001/R1', picture: 'follow-incoming' });
});

test('a question on a request comes as a PDF, from whom the request went to, and is answered to the letter', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const france = await sideOf(t, browser, FRANCE);
  const ours = await asked(france, 'bc-31-subscriber');
  const question = await asks(france, await questionOn(`FR-2026-000001/R${ours}`));
  const { writer } = france;
  const number = await written(writer, question, {
    title: 'Answer to a question on a request',
    answers: {
      'What is the answer?': 'The address was used on both days.',
      'Is the request maintained?': choose('Yes'),
    },
    name: 'follow-answer',
  });
  // Who confirms it is not asked again: it stands as on the request.
  await writer.getByText('B. Example').first().waitFor();
  await writer.getByText(`FR-2026-000001/R${ours}`).first().waitFor();
  const letter = await writer.request.get(`${france.address}/${number}/letter.pdf`);
  assert.equal(letter.headers()['content-type'], 'application/pdf');
});

const WHOSE = 'Item 1: Subscriber data, Example Telecom K.K.';
const REFUSAL: FormAnswers = {
  'Who confirms that this is genuine?': async ({ page, keys }) => {
    await keys.type(page.getByLabel('Name', { exact: true }), 'B. Example');
    await keys.type(page.getByLabel(english.requests.part.phone), '+679 330 0001');
  },
  'What is decided?': choose('refused in part'),
  'Which items does it concern?': async ({ page, keys }) => {
    await page.getByRole('listitem').getByText(WHOSE).waitFor();
    await keys.type(page.getByLabel('Items concerned, by number'), WHOSE);
  },
  'On which grounds?': async ({ page, keys }) => {
    assert.equal(await page.getByText('Article 4').count(), 0, 'of the Regulation alone');
    await keys.check(page.getByLabel('dual criminality not met'));
  },
  'For what reasons?': 'The act is no offence here.',
  'Was the other side consulted first?': choose('Yes'),
  [english.providerOrders.keep.ask]: choose('are kept for now'),
};

test('a request that came is refused in part by the keyboard; the letter that was signed says which item, and on which ground', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const fiji = await sideOf(t, browser, FIJI);
  const came = `${fiji.address}/${await received(fiji, 'bc-31-subscriber', 'FR-2026-000012/R4')}`;
  const title = 'Refusal, postponement or conditions';
  const number = await written(fiji.writer, came, { title, answers: REFUSAL, name: 'refusal' });
  await left(fiji, number);
  await shows(fiji.writer, came, title, 'Sent');
  const { signer } = fiji;
  await signer.goto(`${fiji.address}/${number}`);
  const signed = await signer.getByRole('link', { name: /^PDF/ }).getAttribute('href');
  const letter = await signer.request.get(new URL(signed ?? '', fiji.url).href);
  assert.equal(letter.headers()['content-type'], 'application/pdf');
  if (!hasProgram('pdftotext')) return t.diagnostic('pdftotext is missing (poppler-utils)');
  const input = await letter.body();
  const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input }).stdout.toString('utf8');
  for (const said of [
    'FR-2026-000012/R4',
    'refused in part',
    WHOSE,
    'dual criminality not met',
    '+679 330 0001',
  ])
    assert.ok(text.includes(said), said);
});
