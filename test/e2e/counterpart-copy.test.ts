// A request to a provider abroad, from the draft to the copy that the authority of its State has received: chosen while it is written,
// warned of while it cannot be read, made by itself when the letter leaves, in a language of theirs, sent and receipted. By the keyboard,
// on a narrow screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { factNow } from '../../src/law/apply-change.ts';
import { propose, publish } from '../../src/law/proposal.acts.ts';
import { openPublishedLaw, valuesOf } from '../../src/law/published.acts.ts';
import { beginRequest, setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { copiesOf } from '../../src/requests/machine/way/counterpart-copy.store.ts';
import { segmentsOf } from '../../src/requests/machine/text/segments.ts';
import { translateMany } from '../../src/requests/verbs/letters/translation.acts.ts';
import { lifeOf, type Acting } from '../../src/requests/verbs/life/life.acts.ts';
import { answerAct, type ActAnswers } from '../support/act-answers.ts';
import { addPasskey } from '../support/authenticator.ts';
import { completeDraft, explainAll } from '../support/complete-request.ts';
import { testCase } from '../support/installation.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { asMember, enrol, type Enrolled, pageOf, type TestHouse, testSite } from '../support/people.ts';
import { until } from '../support/postgres.ts';
import { pdfText } from '../support/programs.ts';
import { look, NARROW, openBrowser } from '../support/site.ts';
import { said } from '../support/words.ts';

const FORM = 'provider-emergency';
const OIA = 'Department of Justice, Office of International Affairs';

/** What the complete example says, as it is written here. */
const IN_FRENCH: { readonly [english: string]: string } = {
  'A child of nine was taken on 6 October 2026 at 07:40; the one who took it threatens its life.':
    'Un enfant de neuf ans a été enlevé le 6 octobre 2026 à 07:40 ; celui qui l’a enlevé menace sa vie.',
  'The threat, sent at 09:12, is for the same day.': 'La menace, envoyée à 09:12, est pour le jour même.',
  'The threat came from this mailbox; where it is opened from shows where the child is held.':
    'La menace vient de cette boîte ; d’où elle est ouverte montre où l’enfant est retenu.',
  'One child, name known to the unit, in or near Lyon.':
    'Un enfant, dont l’unité connaît le nom, à Lyon ou près de Lyon.',
  'An order of the investigating judge within two days.':
    'Une ordonnance du juge d’instruction sous deux jours.',
  'Not before the child is found.': 'Pas avant que l’enfant soit retrouvé.',
  'The last address shows where the mailbox was opened; no name or content would show it as fast.':
    'La dernière adresse montre où la boîte a été ouverte ; ni nom ni contenu ne le montrerait aussi vite.',
};
const IN_ENGLISH = new Map(Object.entries(IN_FRENCH).map(([english, french]) => [french, english]));

/** The directory says, by a letter that is invented, that the authority reads English. */
async function theyReadEnglish({ people, house }: TestHouse): Promise<void> {
  const law = openPublishedLaw(house.db, people.clock);
  const [ada, omar] = [
    await enrol(people, 'ada', ['knowledgeEditor']),
    await enrol(people, 'omar', ['knowledgeEditor']),
  ];
  const languages = {
    kind: 'value',
    record: 'authority us-oia',
    path: ['languages'],
    value: ['en'],
  } as const;
  const source = {
    id: 'oia-letter-2026',
    title: 'Letter of the authority (invented)',
    kind: 'official',
  } as const;
  const grounds = { source, as_of: '2026-10-01', confidence: 'confirmed', was: null } as const;
  const change = { ...languages, path: [...languages.path], value: [...languages.value], ...grounds };
  const was = factNow(valuesOf((await law.latest()).texts), change);
  const made = await propose({ people, law }, ada.person, {
    change: { ...change, was },
    reason: 'They wrote so',
  });
  assert.ok(made.ok);
  await publish({ people, law }, omar.person, made.id);
}

test('what goes to a provider abroad is copied to an authority of its State, in a language that it reads', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const opened = await testSite(t);
  const { house, people, site } = opened;
  await theyReadEnglish(opened);
  const law = await openPublishedLaw(house.db, people.clock).current();
  const file = await testCase(house);
  const [ines, paula, tariq] = [
    await enrol(people, 'ines', [], [[file, 'investigator']]),
    await enrol(people, 'paula', [], [[file, 'prosecutor']]),
    await enrol(people, 'tariq', [], [[file, 'translator']]),
  ];
  await enrol(people, 'lena', [], [[file, 'lead']]); // who reads the technical part
  const acting = async (who: Enrolled): Promise<Acting> => ({ ...(await asMember(people, who, file)), law });
  const drafter = await acting(ines);
  const { answers } = await completeDraft(FORM);
  const french = JSON.parse(JSON.stringify(answers), (_, value: unknown) =>
    typeof value === 'string' ? (IN_FRENCH[value] ?? value) : value,
  ) as typeof answers; // other words, no other form
  const number = await beginRequest(drafter, FORM, french, { writtenIn: 'fr' });
  await setAsked(drafter, { number, counterpart: 'US', urgency: 'emergency' });
  const request = `${site.url}/cases/${file.reference}/requests/${number}`;

  const writer = await pageOf(browser, site, ines, { locale: 'en-US', viewport: NARROW });
  await chosen(writer, request);
  await translated(await acting(tariq), number);
  await writer.goto(`${request}/check`);
  await writer.getByRole('heading', { name: said.add.check }).waitFor();
  assert.equal(await writer.getByText('receives a copy and reads').count(), 0, 'all of it can be read');
  await explainAll(drafter, number);
  await writer.goto(`${request}/acts/submit`);
  await press(writer, 'button', said.requestLife.acts.submit);

  const sender = await pageOf(browser, site, paula, { locale: 'en-US', viewport: NARROW });
  await sent(sender, { url: site.url, request });
  const { id } = (await people.db.asPerson(paula.id, (tx) => lifeOf(tx, drafter, number))).request;
  await until(
    async () => (await people.db.asPerson(paula.id, (tx) => copiesOf(tx, id)))[0]?.made !== undefined,
  );
  await onTheDesk(sender, site.url);
});

async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  const keys = keyboardOf(page);
  await keys.skip();
  await keys.follow(page.getByRole(role, { name }).first());
}

/** While it is written: asked for whom, and told what they could not read. */
async function chosen(page: Page, request: string): Promise<void> {
  const keys = keyboardOf(page);
  await page.goto(`${request}/check`);
  await page
    .getByText(/send a copy to an authority of United States.*Choose one/)
    .first()
    .waitFor();
  await page.goto(request);
  await press(page, 'link', said.counterpartCopy.task);
  await page.getByText('Reads: English').waitFor();
  await look(page, 'copy-for');
  await press(page, 'button', said.add.saveNext);
  await page.getByRole('alert').waitFor();
  await look(page, 'copy-for-wrong');
  await keys.skip();
  await keys.check(page.getByLabel(OIA));
  await keys.follow(page.getByRole('button', { name: said.add.saveNext }));
  const task = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: said.counterpartCopy.task }) });
  await task.getByText('Answered').last().waitFor();
  await look(page, 'copy-for-chosen');
  await page.goto(`${request}/check`);
  await page
    .getByText(/reads: English.*has not been translated/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Translator’s desk' }).first().waitFor();
  await look(page, 'copy-not-read');
}

/** Every sentence, into English. */
async function translated(translator: Acting, number: number): Promise<void> {
  const { people, person } = translator;
  const { request, legal } = await people.db.asPerson(person.id, (tx) => lifeOf(tx, translator, number));
  const draft = { legal, answers: request.version.answers, explained: request.version.explained };
  const list = segmentsOf(draft, 'fr').map(({ source }) => ({
    source,
    target: IN_ENGLISH.get(source) ?? source,
  }));
  await translateMany(translator, { request, draft, pair: { from: 'fr', to: 'en' } }, list);
}

/** Signed, and recorded as sent: both say that a copy is made with it. */
async function sent(
  page: Page,
  { url, request }: { readonly url: string; readonly request: string },
): Promise<void> {
  await addPasskey(page, url);
  await page.goto(`${request}/acts/authorise`);
  await page.getByText(`A copy for ${OIA} (French, with English side by side)`).waitFor();
  await look(page, 'copy-sign');
  await press(page, 'button', said.requestLife.signButtons.authorise);
  await page.getByRole('status').getByText(said.requestLife.done).waitFor();
  await press(page, 'link', said.requestLife.acts.transmit);
  await page.getByText(`A copy for ${OIA}`).waitFor();
  const way = said.requestLife.asks.channel;
  const answers: ActAnswers = {
    [way]: () => page.getByLabel(way).selectOption('other'),
    [said.requestLife.asks.way]: 'Their desk for emergencies takes it by its own form.',
    [said.desks.actAsks.evidence]: 'Receipt of their desk, 6 October 2026',
  };
  await answerAct(page, answers, 'copy-transmit');
  await page.getByRole('status').getByText(said.requestLife.done).waitFor();
  await page.getByRole('heading', { name: said.counterpartCopy.title }).waitFor();
}

/** From the desk: opened, sent, received, and gone from the desk. */
async function onTheDesk(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/desk/outgoing`);
  await page.getByRole('heading', { name: said.counterpartCopy.desk.title }).waitFor();
  await look(page, 'copy-desk');
  await press(page, 'link', said.counterpartCopy.desk.send);
  await page.getByText(said.counterpartCopy.withSending).waitFor();
  await look(page, 'copies-to-send');
  const keys = keyboardOf(page);
  await keys.skip();
  await keys.reach(page.getByRole('link', { name: said.counterpartCopy.open }));
  const [copy] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const chunks: Buffer[] = [];
  for await (const chunk of await copy.createReadStream()) chunks.push(chunk as Buffer); // a stream of a file
  const words = pdfText(Buffer.concat(chunks))?.replaceAll(/\s+/g, ' ');
  if (words !== undefined) {
    assert.match(words, /Copy for information to: Department of Justice/);
    assert.match(words, /Copie pour information à/);
  }
  await press(page, 'link', said.counterpartCopy.tell.sent);
  await look(page, 'copy-sent');
  await answerAct(page, { [said.counterpartCopy.asks.sent]: 'Registered letter 44' });
  await page.getByText(said.counterpartCopy.states.sent).waitFor();
  await press(page, 'link', said.counterpartCopy.tell.received);
  await answerAct(page, { [said.counterpartCopy.asks.received]: 'Their receipt of 27 November' });
  await page.getByText('Their receipt of 27 November').waitFor();
  await look(page, 'copies-received');
  await page.goto(`${url}/desk/outgoing`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByRole('heading', { name: said.counterpartCopy.desk.title }).count(), 0);
}
