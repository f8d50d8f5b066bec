// Subscriber information by Article 31, with the keyboard alone: chosen, every question answered on its page, checked, sent
// for review, returned once, and authorised with a passkey. What was answered is what stands in the letter; a change voids the
// signature; signed again it is sent, acknowledged and refused in part.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Download, Page } from 'playwright-core';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { checkSignatures, keptSignatures } from '../../src/requests/verbs/letters/signature-check.acts.ts';
import { answerAct, type ActAnswers } from '../support/act-answers.ts';
import { addPasskey } from '../support/authenticator.ts';
import { completeDraft } from '../support/complete-request.ts';
import { testCase } from '../support/installation.ts';
import { SAVE } from '../support/item-story.ts';
import { keyboardOf, type Keyboard } from '../support/keyboard.ts';
import { sayWhen } from '../support/moment.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { attachmentsOf } from '../../src/platform/pdf.ts';
import { hasProgram } from '../support/programs.ts';
import { look, NARROW, openBrowser } from '../support/site.ts';
import { said as english, saying } from '../support/words.ts';

/** What the complete example answers, as somebody types it. */
const ITEM = {
  holder: 'Example Telecom K.K.',
  address: '198.51.100.7',
  port: '51944',
  reason: 'Whoever held this address at that second opened the mailbox.',
};

interface Writer {
  readonly page: Page;
  readonly keys: Keyboard;
}

/** Fills in a page's fields in their order, and goes on to the next question. */
async function answer(
  { page, keys }: Writer,
  title: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await keys.skip();
  for (const [label, text] of Object.entries(fields))
    await keys.type(page.getByLabel(label, { exact: true }), text);
  await keys.follow(page.getByRole('button', { name: english.add.saveNext }));
}

const reached = english.requests.partyReachOf;

/** The first of the questions that want more than text: reference, what it follows, and who takes part. */
async function answerWho(writer: Writer): Promise<void> {
  const { page, keys } = writer;
  await answer(writer, 'What is your reference, and the date?', {
    Day: '5',
    Month: '10',
    Year: '2026',
    '2 Reference or case number': 'FR-2026-000012/R4',
  });
  await page.getByRole('heading', { level: 1, name: 'Does this follow an earlier request?' }).waitFor();
  await keys.skip();
  await keys.check(page.getByLabel('follow-up to previous preservation request'));
  await keys.type(
    page.getByLabel(/^10 Previous preservation/),
    'Preserved on 2026-10-04, ticket 24-7/FR/118',
  );
  await keys.follow(page.getByRole('button', { name: english.add.saveNext }));
  await page.getByRole('heading', { level: 1, name: 'Who is asked?' }).waitFor();
  await keys.skip();
  await keys.check(page.getByLabel(english.requests.partyOther));
  await keys.follow(page.getByRole('button', { name: english.add.saveNext }));
  await answer(writer, 'Who is asked?', {
    Organisation: 'Central Authority of Japan',
    'Person in charge': 'International Affairs Division',
  });
  await answer(writer, reached('Central Authority of Japan'), {});
  // Who asks is known: the agency, and whoever writes.
  await answer(writer, 'How should the answer be sent?', {});
  await answer(writer, 'Who confirms that the request is genuine?', {
    Name: 'B. Example',
    Title: 'Deputy prosecutor',
    [english.requests.part.phone]: '+33 4 72 00 00 01',
  });
  await answer(writer, 'Does another authority investigate?', {});
}

async function answerItem({ page, keys }: Writer): Promise<void> {
  // No list of nothing: the first item is asked at once.
  await page.getByRole('heading', { level: 1, name: english.requests.items.identifiers }).waitFor();
  await keys.skip();
  await keys.pick(page.getByLabel(english.requests.items.kind, { exact: true }), 'IP address');
  await keys.type(page.getByLabel('Value'), ITEM.address);
  await keys.type(page.getByLabel('Source port'), ITEM.port);
  const used = page.getByRole('group', { name: 'Used from' });
  await keys.type(used.getByLabel(english.moment.day), '3');
  await keys.type(used.getByLabel('Month'), '10');
  await keys.type(used.getByLabel('Year'), '2026');
  await keys.type(used.getByLabel(english.moment.toTheSecond), '21:14:07');
  await keys.pick(used.getByLabel(english.moment.clock), 'UTC+02:00');
  const save = page.getByRole('button', { name: SAVE });
  await keys.follow(save);
  const say = async (label: string | RegExp, words: string): Promise<void> => {
    await keys.skip();
    await keys.type(page.getByLabel(label), words);
    await keys.follow(save);
  };
  await keys.skip();
  await keys.type(page.getByLabel(english.requests.items.holder), ITEM.holder);
  await keys.type(page.getByLabel(english.requests.items.wanted), 'name\naddress');
  await keys.follow(save);
  await say(saying(english.requests.items.reason), ITEM.reason);
  await say(english.requests.items.format, 'Certificate with SHA-256 digests');
  // What the form does not need is reached from the page that shows the item.
  const change = async (label: string, words: string): Promise<void> => {
    await keys.skip();
    await keys.follow(page.getByRole('link', { name: `Change ${label}` }));
    await say(label, words);
  };
  await change(english.requests.items.service, 'Home broadband');
  await page.getByText('Example Telecom K.K.').first().waitFor();
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: 'Continue' }));
}

async function answerAll(writer: Writer): Promise<void> {
  const { answers } = await completeDraft('bc-31-subscriber');
  const text = (field: string): string => {
    const said = answers[field];
    assert.ok(typeof said === 'string', field);
    return said;
  };
  await answerWho(writer);
  await answer(writer, 'Which prosecution office and court?', {
    '8 Prosecution office and court in charge, case numbers, decisions related to the request (optional)':
      text('court'),
    '11 Domestic legal basis (optional)': text('domestic-basis'),
  });
  await answer(writer, 'Which offence, and what happened?', {
    'Offence, provisions, summary of facts': text('facts'),
  });
  await answerItem(writer);
  await answer(writer, 'What has it to do with the offence?', { 'Link to the offence': text('relation') });
  await answer(writer, 'How urgent is it, who may know, and for what may it be used?', {
    'Urgency and reasons (optional)': text('urgency'),
    'Confidentiality (optional)': text('confidentiality'),
  });
}

test('subscriber data by Article 31: from question to signed letter and its answer, by the keyboard, on a narrow screen', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const open = async (who: string, role: 'investigator' | 'prosecutor'): Promise<Writer> => {
    const page = await pageOf(browser, site, await enrol(people, who, [], [[file, role]]), {
      locale: 'en-US',
      viewport: NARROW,
    });
    page.setDefaultTimeout(60_000);
    return { page, keys: keyboardOf(page) };
  };
  const ines = await open('ines', 'investigator');
  const request = `${site.url}/cases/${file.reference}/requests/1`;

  // From the case to the list of tasks.
  const { page, keys } = ines;
  await page.goto(`${site.url}/cases/${file.reference}`);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: 'Requests', exact: true }));
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.requests.begin }));
  await keys.skip();
  await keys.check(page.getByLabel('MLA request for subscriber information'));
  await keys.follow(page.getByRole('button', { name: 'Continue' }));
  await page.getByText('0 of 4 parts answered').waitFor();
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.practice.asked.state }));
  await keys.skip();
  await keys.pick(page.getByLabel(english.practice.asked.state), 'Japan');
  await keys.follow(page.getByRole('button', { name: english.add.saveNext }));

  await page.goto(request);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.requestLife.acts.submit }));
  await page.getByText(english.requestLife.guards.complete).waitFor();
  await look(page, 'life-incomplete');
  const asked = new Set<string>();
  page.on('framenavigated', (frame) => {
    if (/\/(?:questions|items)\//.test(frame.url())) asked.add(frame.url().split('#')[0] ?? '');
  });
  await page.goto(`${request}/questions/reference`);
  await answerAll(ines);
  t.diagnostic(`pages of a request under Article 31: ${asked.size}`);
  assert.ok(asked.size <= 20, [...asked].join(' '));
  await page.goto(request);
  await page.getByText('5 of 5 parts answered').waitFor();
  await look(page, 'article-31-tasks');
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.add.check }));
  await page.getByText(english.requests.nothingStands).waitFor();
  await look(page, 'article-31-check');
  await keys.skip();
  await keys.follow(page.getByRole('button', { name: english.requestLife.acts.submit }));
  await page.getByRole('status').getByText(english.requestLife.done).waitFor();

  const paula = await open('paula', 'prosecutor');
  await returned(paula, ines, { url: site.url, request });
  const digest = await authorised(paula, site.url);
  await voided(paula, ines, request);
  const law = await shippedLaw();
  const of = { caseId: file.id, reference: file.reference, number: 1 };
  const kept = await house.db.transaction((tx) => keptSignatures(tx, of, law));
  const [signature] = await checkSignatures(house, kept);
  assert.ok(signature?.signature.voidAt, 'void');
  assert.equal(signature.wrong, undefined, 'and still what was signed');
  assert.equal(createHash('sha256').update(signature.signature.papers.document).digest('hex'), digest);

  await submit(ines, request);
  await paula.page.goto(`${request}/acts/authorise`);
  await sign(paula);
  await answered(paula);
});

async function submit({ page, keys }: Writer, request: string): Promise<void> {
  await page.goto(`${request}/acts/submit`);
  await keys.skip();
  await keys.follow(page.getByRole('button', { name: english.requestLife.acts.submit }));
}

async function record({ page, keys }: Writer): Promise<void> {
  await keys.follow(page.getByRole('button', { name: english.requestLife.record }));
}

/** Once, with a comment that whoever wrote it reads. */
async function returned(
  paula: Writer,
  ines: Writer,
  { url, request }: { readonly url: string; readonly request: string },
): Promise<void> {
  const { page, keys } = paula;
  await page.goto(`${url}/authorise`);
  await page.getByText('MLA request for subscriber information').waitFor();
  await look(page, 'life-desk');
  await page.goto(request);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: english.requestLife.acts.returnForChanges }));
  await keys.skip();
  await record(paula);
  await page.getByText(english.requestLife.guards.reasonGiven).first().waitFor();
  await answerAct(
    page,
    { [english.requestLife.asks.comment]: 'Name the investigating judge.' },
    'life-return',
  );
  await ines.page.goto(request);
  await ines.page.getByText('Name the investigating judge.').first().waitFor();
  await look(ines.page, 'life-returned');
  await submit(ines, request);
}

async function sign({ page, keys }: Writer): Promise<void> {
  await keys.reach(page.getByRole('button', { name: english.requestLife.signButtons.authorise }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(english.requestLife.done).waitFor();
  await page.getByText('Authorised').first().waitFor();
}

async function digestOf(letter: Download): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of await letter.createReadStream()) hash.update(part as Buffer); // a stream of a file
  return hash.digest('hex');
}

/** Through the desk to the letter, which is read, and signed. Returns its digest. */
async function authorised({ page, keys }: Writer, url: string): Promise<string> {
  await page.goto(`${url}/authorise`);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: '/R1' }));
  await page.getByText(english.requestLife.noKey).waitFor();
  await look(page, 'life-no-key');
  await addPasskey(page, url);
  await page.goto(`${url}/authorise`);
  await keys.skip();
  await keys.follow(page.getByRole('link', { name: '/R1' }));
  await keys.skip();
  await keys.reach(page.getByRole('link', { name: english.requests.letter }));
  const [letter] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const digest = await digestOf(letter);
  await page.getByText(digest).waitFor();
  if (hasProgram('pdftotext')) assertAnswered(await letter.path());
  for (const name of [english.requestLife.signing.readData, english.requestLife.signing.readFile]) {
    await keys.reach(page.getByRole('link', { name }));
    const [part] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    await page.getByText(await digestOf(part)).waitFor();
  }
  const { files } = await attachmentsOf(readFileSync(await letter.path()), ['request.json']);
  const attached = createHash('sha256')
    .update(files[0]?.bytes ?? '')
    .digest('hex');
  await page.getByText(attached).waitFor();
  await look(page, 'life-sign');
  await sign({ page, keys });
  await look(page, 'article-31-authorised');
  await keys.skip();
  await keys.reach(page.getByRole('link', { name: 'PDF' }).first());
  const [kept] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.equal(await digestOf(kept), digest, 'what was read is what was signed');
  return digest;
}

/** One word is changed after the signature. */
async function voided(paula: Writer, { page, keys }: Writer, request: string): Promise<void> {
  await page.goto(`${request}/check`);
  await page.getByText(english.requestLife.willVoid).waitFor();
  await page.goto(`${request}/questions/reference`);
  await keys.skip();
  await keys.reach(page.getByLabel('2 Reference or case number'));
  await page.keyboard.press('End');
  await page.keyboard.type(' bis');
  await keys.follow(page.getByRole('button', { name: english.add.saveNext }));
  await paula.page.goto(request);
  await paula.page.getByText(english.requestLife.states.draft).first().waitFor();
}

/** Sent, acknowledged, and its answer item by item. */
async function answered(paula: Writer): Promise<void> {
  const { page, keys } = paula;
  const begin = async (act: string): Promise<void> => {
    await keys.skip();
    await keys.follow(page.getByRole('link', { name: act }));
  };
  await begin(english.requestLife.acts.transmit);
  const goOn = (): Promise<void> => keys.follow(page.getByRole('button', { name: 'Continue' }));
  const happened = english.desks.actAsks.occurredAt;
  const sent = { on: '2026-10-06', at: '9:00', zone: 'Europe/Paris' };
  const way = page.getByLabel(english.requestLife.asks.channel);
  assert.equal(await way.inputValue(), 'mla-central', 'one that is open comes first');
  await way.selectOption('epoc');
  await goOn();
  await page
    .getByText(/channel is missing or closed.*Budapest Convention, Art. 31/)
    .first()
    .waitFor();
  await look(page, 'life-transmit-way-closed');
  await way.selectOption('interpol');
  await goOn();
  const byMeans = page.getByRole('heading', { level: 1, name: english.sendingAsked.act });
  await byMeans.waitFor();
  await keys.check(page.getByLabel('diplomatic bag'));
  await look(page, 'life-transmit-means');
  await goOn();
  await sayWhen(page, happened, sent);
  await goOn();
  await page.getByRole('heading', { name: english.requestLife.asks.way }).waitFor();
  await look(page, 'life-transmit-way-reason');
  // Back, and what was typed stands there.
  await page.goBack();
  await sayWhen(page, happened, { ...sent, on: '2026-02-30' });
  await goOn();
  await page.getByText(english.moment.wrong.day).first().waitFor();
  await sayWhen(page, happened, sent);
  await goOn();
  await page.getByRole('heading', { name: english.requestLife.asks.way }).waitFor();
  await page.goto(page.url().replace(/[^/]*$/, 'channel'));
  assert.equal(await way.inputValue(), 'interpol');
  await way.selectOption('mla-central');
  await keys.skip();
  await goOn();
  await answerAct(
    page,
    { [english.desks.actAsks.evidence]: 'Diplomatic bag 17, receipt 4471' },
    'life-transmit',
  );
  await begin(english.requestLife.acts.acknowledge);
  await answerAct(page, { [english.desks.actAsks.evidence]: 'Letter of 9 October 2026, MLA 2026/881' });
  await begin(english.requestLife.acts.refuseInPart);
  await refusedInPart(page);
  await page.getByText('Partly executed').first().waitFor();
  await page.getByRole('cell', { name: /Refused – Insufficient information/ }).waitFor();
  await look(page, 'life-answered');
}

/** What was answered is checked at last, and can be changed; what may name somebody stands in no address. */
async function refusedInPart(page: Page): Promise<void> {
  const answers: ActAnswers = {
    [english.requestLife.asks.became]: (who) =>
      who.keys.pick(page.getByLabel('Item 1'), english.requestLife.states.refused),
    [english.requestLife.asks.grounds]: (who) =>
      who.keys.pick(page.getByLabel('Item 1'), english.requestLife.grounds.insufficient),
    [english.requests.optionalLabel(english.requestLife.asks.notes)]: (who) =>
      who.keys.type(page.getByLabel('Item 1'), 'Many use this address.'),
    [english.requests.optionalLabel(english.requestLife.asks.words)]: 'Name the port of the sender.',
    [english.desks.actAsks.evidence]: 'Letter of 12 October 2026',
    [english.requests.checkTitle]: async ({ keys }) => {
      await page
        .getByRole('definition')
        .filter({ hasText: /Item 1: .*: Refused/ })
        .waitFor();
      await keys.follow(
        page.getByRole('link', {
          name: new RegExp(`^${english.requests.change}.*${english.requestLife.words}`),
        }),
      );
      assert.doesNotMatch(page.url(), /Name|Letter/);
      assert.equal(
        await page.getByLabel(english.requestLife.asks.words).inputValue(),
        'Name the port of the sender.',
      );
      await keys.skip();
      await keys.follow(page.getByRole('button', { name: 'Continue' }));
      await page.getByText('Letter of 12 October 2026').waitFor();
      await keys.skip();
    },
  };
  await answerAct(page, answers, 'life-refused-part');
}

function assertAnswered(path: string): void {
  const bare = (text: string): string => text.replaceAll(/[\s\u200b]+/g, '');
  const text = bare(spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' }).stdout);
  const answers = [
    ITEM.holder,
    ITEM.address,
    ITEM.port,
    ITEM.reason,
    'Central Authority of Japan',
    '24-7/FR/118',
  ];
  for (const said of [...answers, 'The company pays its next invoices on 20 October 2026.'])
    assert.ok(text.includes(bare(said)), `${said} stands in the letter`);
}
