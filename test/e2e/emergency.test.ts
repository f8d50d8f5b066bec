// An emergency from the call to the papers: not believed, called back at a number of the directory, acted upon, passed to the
// next shift, answered, and not closed before its papers have come.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { CaseFile } from '../../src/cases/case.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import type { CaseRole } from '../../src/people/roles.ts';
import { keepPaper, registerRequest } from '../../src/requests/verbs/incoming/register.acts.ts';
import { answerAct, type ActAnswers } from '../support/act-answers.ts';
import { inTheDirectory } from '../support/directory-number.ts';
import { testCase } from '../support/installation.ts';
import { keyboardOf, type Keyboard } from '../support/keyboard.ts';
import { asMember, enrol, type Enrolled, pageOf, type TestHouse, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, NARROW, readmePicture, type Site } from '../support/site.ts';
import { said as english } from '../support/words.ts';

const NUMBER = '+31 88 555 01 23';
const PAPERS = { name: 'papers.png', mimeType: 'image/png' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The call came to the registry, which wrote down what it said and believed nothing. */
async function callArrives({ people }: TestHouse, file: CaseFile, by: Enrolled): Promise<void> {
  const acting = { ...(await asMember(people, by, file)), law: await shippedLaw() };
  const bytes = readFileSync(new URL('../../fixtures/requests/cets224-9/request.json', import.meta.url));
  await registerRequest(acting, {
    form: 'cets224-9',
    paper: await keepPaper(acting, { name: 'message.json', bytes }),
    counterpart: 'NL',
    urgency: 'emergency',
    writtenIn: 'en',
    reference: 'call of 03:12',
    receivedAt: new Date(people.clock() - 60_000).toISOString(),
    zone: 'Europe/Paris',
    evidence: 'Telephone call of 03:12, from a number that was not shown',
  });
}

interface Officer {
  readonly page: Page;
  readonly keys: Keyboard;
}

/** Narrow as a telephone, and with no mouse. */
async function officer(browser: Browser, site: Site, who: Enrolled): Promise<Officer> {
  const page = await pageOf(browser, site, who, { viewport: NARROW });
  return { page, keys: keyboardOf(page) };
}

async function at({ page, keys }: Officer, address: string): Promise<void> {
  await page.goto(address);
  await keys.skip();
}

async function follow({ keys }: Officer, target: Locator): Promise<void> {
  await keys.follow(target);
  await keys.skip();
}

async function answered({ page }: Officer, answers: ActAnswers, name?: string): Promise<void> {
  await answerAct(page, answers, name);
  await page.getByRole('status').getByText(english.requestLife.done).waitFor();
}

async function take(who: Officer, request: string, act: string, answers: ActAnswers): Promise<void> {
  await at(who, request);
  await follow(who, who.page.getByRole('link', { name: act, exact: true }));
  await answered(who, answers);
}

test('an emergency: called back, acted upon, passed on, answered, and closed when its papers have come: by the keyboard, on a narrow screen', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const house = await testSite(t);
  const { people, site } = house;
  const file = await testCase(house.house);
  await inTheDirectory(people, 'nl-npo', NUMBER);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  await callArrives(house, file, lena);
  const of = async (name: string, roles: Parameters<typeof enrol>[2], role: CaseRole): Promise<Officer> =>
    officer(browser, site, await enrol(people, name, roles, [[file, role]]));
  const dora = await of('dora', ['dutyOfficer'], 'investigator');
  const request = `${site.url}/cases/${file.reference}/requests/1`;

  await calledBack(dora, site.url, request);
  await take(dora, request, english.requestLife.acts.actUrgently, {
    [english.desks.actAsks.reason]: 'A life is at risk; the mailbox is opened now.',
  });
  await dora.page.getByText(english.requestLife.states.executing).first().waitFor();
  await look(dora.page, 'emergency-acting');

  // The shift ends; whoever comes next reads it, and goes on.
  await at(dora, `${site.url}/desk/duty`);
  await follow(dora, dora.page.getByRole('link', { name: english.desks.writeNote }));
  await dora.keys.check(dora.page.getByLabel('Hand-over', { exact: true }));
  await follow(dora, dora.page.getByRole('button', { name: 'Continue' }));
  await dora.keys.type(
    dora.page.getByLabel(english.desks.noteText),
    `${file.reference}/R1 runs. The provider answers by six.`,
  );
  await follow(dora, dora.page.getByRole('button', { name: 'Continue' }));
  await dora.keys.follow(dora.page.getByRole('button', { name: english.desks.writeDown }));
  const omar = await of('omar', ['dutyOfficer'], 'investigator');
  await at(omar, `${site.url}/desk/duty`);
  await omar.page.getByText('The provider answers by six.').waitFor();
  assert.equal(await omar.page.getByRole('heading', { name: english.desks.notBelieved }).count(), 0);
  await look(omar.page, 'emergency-next-shift');
  await follow(omar, omar.page.getByRole('link', { name: 'Emergency disclosure through the 24/7 network' }));
  await omar.page.waitForURL(`${request}*`);
  const pavel = await of('pavel', [], 'prosecutor');
  await closed({ omar, pavel, lena: await officer(browser, site, lena), request });
});

/** The desk shows it apart, leads to the directory, and takes no number but one that stood there. */
async function calledBack(dora: Officer, url: string, request: string): Promise<void> {
  const { page, keys } = dora;
  await at(dora, `${url}/desk/duty`);
  await page.getByRole('heading', { name: english.desks.notBelieved }).waitFor();
  await look(page, 'emergency-new');
  await readmePicture(page, 'desk');
  await page.setViewportSize(NARROW);
  await follow(dora, page.getByRole('link', { name: english.desks.showNumber }));
  await follow(dora, page.getByRole('link', { name: /^Landelijk Parket/ }).first());
  await page.getByText(NUMBER).waitFor();
  await look(page, 'emergency-directory');
  await at(dora, `${url}/desk/duty`);
  await follow(dora, page.getByRole('link', { name: english.desks.recordCall }));
  // No field for a number of the message: only what stood in the directory is offered.
  const numbers = page.getByRole('group', { name: english.requestLife.call });
  await numbers.waitFor();
  assert.equal(await numbers.getByRole('radio').count(), 1);
  await follow(dora, page.getByRole('button', { name: english.requestLife.record }));
  await page.getByRole('link', { name: english.requestLife.guards.directoryNumber }).first().waitFor();
  await look(page, 'emergency-no-number');
  await answered(
    dora,
    {
      [english.requestLife.asks.callBack]: async () => {
        await keys.check(page.getByRole('radio', { name: NUMBER }));
        await keys.type(page.getByLabel(english.requestLife.asks.callSpoke), 'Duty prosecutor');
        await keys.type(page.getByLabel(english.desks.actAsks.evidence), 'Call of 03:25, ours to them');
      },
    },
    'emergency-call',
  );
  assert.equal(page.url().split(/[?#]/)[0], request);
  await page
    .getByText(`Landelijk Parket (National Office of the Public Prosecution Service), ${NUMBER}`)
    .waitFor();
  await look(page, 'emergency-verified');
}

interface Night {
  readonly omar: Officer;
  readonly pavel: Officer;
  readonly lena: Officer;
  readonly request: string;
}

/** Results are written down, checked by another, sent; and only the papers let it be closed. */
async function closed({ omar, pavel, lena, request }: Night): Promise<void> {
  await at(omar, request);
  await follow(omar, omar.page.getByRole('link', { name: english.requestLife.acts.recordResults }));
  await answered(omar, {
    [english.requestLife.asks.became]: ({ page, keys }) => keys.pick(page.getByLabel('Item 1'), 'Produced'),
  });
  await take(omar, request, english.requestLife.acts.completeResults, {});
  await at(pavel, request);
  await follow(pavel, pavel.page.getByRole('link', { name: english.requestLife.acts.checkResults }));
  await answered(
    pavel,
    {
      [english.requestLife.asks.digests]: ({ page, keys }) =>
        keys.check(page.getByLabel(english.requestLife.digests)),
    },
    'emergency-digests',
  );
  await take(lena, request, english.requestLife.acts.transmitResults, {
    [english.desks.actAsks.evidence]: 'Receipt of the network, 05:40',
  });
  await take(lena, request, english.requestLife.acts.confirmReceipt, {
    [english.desks.actAsks.evidence]: 'Their message of 05:52',
  });

  await at(lena, request);
  await follow(lena, lena.page.getByRole('link', { name: english.requestLife.acts.close }));
  await lena.page.getByText(english.requestLife.guards.papersReceived).waitFor();
  await look(lena.page, 'emergency-without-papers');
  await at(lena, `${request}/papers`);
  // The window in which a file is chosen is the browser's own.
  await lena.page.getByLabel('Document').setInputFiles({ ...PAPERS, buffer: PNG });
  await lena.keys.follow(lena.page.getByRole('button', { name: english.requestIncoming.add }));
  await lena.page.getByText(PAPERS.name).first().waitFor();
  await take(lena, request, english.requestLife.acts.receivePapers, {
    [english.desks.actAsks.evidence]: 'Signed order, received by courier',
  });
  await look(lena.page, 'emergency-papers');
  await take(lena, request, english.requestLife.acts.close, {});
  await lena.page.getByText('Closed').first().waitFor();
}
