// The whole way in real browsers, by role and label: a house is opened by link and passkey, people are let in, a file is
// brought while server and browser die, handed over with two signatures, packed, taken in by another State, and checked by a
// stranger. COMITY_STORY_MIB is the size of the file; COMITY_README_PICTURES=yes makes the pictures of the README anew.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { goOn } from '../support/go-on.ts';
import { buildVerifiers } from '../../src/cli/build.ts';
import { homeAt } from '../../src/platform/home.ts';
import { addPasskey, type Device } from '../support/authenticator.ts';
import { cloneDatabase } from '../support/database.ts';
import { firstAdministrator, guest, invited } from '../support/house-steps.ts';
import { FIJI, testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { until } from '../support/postgres.ts';
import { served, type Served } from '../support/served.ts';
import { checkAccessible, chooseFiles, freePort, openBrowser, readmePicture } from '../support/site.ts';
import { CHROMIUM, LAUNCH } from '../support/chromium.ts';
import { atEnd, temporaryFolder } from '../support/temporary.ts';
import { checkOnPage, openVerifyPage } from '../support/verify-page.ts';
import { said } from '../support/words.ts';

const MIB = 1024 * 1024;
const BYTES = Number(process.env['COMITY_STORY_MIB'] ?? 48) * MIB;
/** Per second, until the browser is killed: slow enough to be in the middle. */
const SLOWLY = Math.ceil(BYTES / 8);

interface Story {
  readonly t: TestContext;
  readonly browser: Browser;
  readonly site: Served;
  readonly folder: string;
}

/** Everybody sits at a computer of their own; the proxy before the server says which. */
function at(computer: number): { readonly extraHTTPHeaders: { readonly [name: string]: string } } {
  return { extraHTTPHeaders: { 'X-Forwarded-For': `192.0.2.${computer}` } };
}

interface Actor {
  readonly page: Page;
  readonly device: Device;
}

test('from the first link to a stranger who checks: one file, two States', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const folder = temporaryFolder(t);
  const database = await cloneDatabase();
  atEnd(t, () => database.drop());
  const home = homeAt(join(folder, 'lyon'));
  const site = served(t, { home, env: database.env }, await freePort(), {}, [
    '--trusted-proxy',
    '127.0.0.0/8',
  ]);
  await site.start();
  const story: Story = { t, browser, site, folder };
  const { admin, ravi, omar, jana } = await openHouse(story);
  const own = await ownBrowser(story);
  const ines = await letIn(story, admin, { name: 'Ines Example', page: await own.newPage() });
  const reference = await openCase(story, ravi, ines);

  const file = madeFile(join(folder, 'phone.bin'));
  const { uploads } = home;
  const next = await bringEvidence(story, { ines, own, path: file.path, reference, uploads });
  const exhibit = `${site.url}/cases/${reference}/evidence/1`;
  await next.page.goto(exhibit);
  await next.page.getByText(file.sha256).first().waitFor();
  await next.page.getByRole('link', { name: said.seal.act }).click();
  await next.page.getByText(file.sha256).first().waitFor();
  await checkAccessible(next.page);
  await next.page.getByRole('button', { name: said.seal.button }).click();
  await next.page.getByRole('button', { name: said.signing.button }).click();
  await next.page.getByRole('status').getByText(said.exhibitDone.sealed).waitFor();

  await handOver(story, { ines: next, omar, exhibit });
  const zip = await share(story, jana, reference);
  const trust = join(home.path, 'trust.txt');
  await arrivesInFiji(story, zip, readFileSync(trust, 'utf8'), file.sha256);
  await strangerChecks(story, zip, trust);
});

/** The first administrator comes by link, and from then on by passkey; three more are let in. */
async function openHouse(story: Story) {
  const { browser, site } = story;
  const admin = await guest(browser, at(1));
  await firstAdministrator(admin, site.firstLink() ?? '');
  await addPasskey(admin, site.url);
  await admin.getByRole('button', { name: 'Sign out' }).click();
  await admin.getByRole('button', { name: said.signIn.passkey }).click();
  await admin.getByRole('heading', { name: 'My work' }).waitFor();
  return {
    admin,
    ravi: await letIn(story, admin, {
      name: 'Ravi Example',
      role: 'Registrar',
      page: await guest(browser, at(2)),
    }),
    omar: await letIn(story, admin, { name: 'Omar Example', page: await guest(browser, at(3)) }),
    jana: await letIn(story, admin, { name: 'Jana Example', page: await guest(browser, at(4)) }),
  };
}

async function letIn(
  { browser, site }: Story,
  admin: Page,
  { name, role, page }: { readonly name: string; readonly role?: string; readonly page: Page },
): Promise<Actor> {
  const who = { name, email: emailOf(name), ...(role === undefined ? {} : { role }) };
  await invited({ browser, url: site.url, admin }, who, { page });
  page.setDefaultTimeout(120_000);
  return { page, device: await addPasskey(page, site.url) };
}

function emailOf(name: string): string {
  return `${name.split(' ')[0]?.toLowerCase() ?? ''}@agency.example`;
}

async function openCase({ site }: Story, ravi: Actor, ines: Actor): Promise<string> {
  const { page } = ravi;
  await page.goto(`${site.url}/cases/new`);
  await page.getByLabel(said.cases.newTitle).fill('Harbour invoices');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(said.cases.leadTitle).fill(emailOf('Ines Example'));
  await goOn(page);
  await page.getByRole('button', { name: said.cases.openButton }).click();
  const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const reference = /FR-\d{4}-\d{6}/.exec(heading)?.[0] ?? '';
  for (const [name, role] of [
    ['Omar Example', 'Examiner'],
    ['Jana Example', 'Judge'],
  ] as const) {
    await ines.page.goto(`${site.url}/cases/${reference}`);
    await ines.page.getByRole('link', { name: said.cases.addMember }).click();
    await ines.page.getByLabel(said.cases.addTitle).fill(emailOf(name));
    await goOn(ines.page);
    await ines.page.getByRole('radio', { name: role }).check();
    await goOn(ines.page);
    await ines.page.getByRole('button', { name: said.cases.addButton, exact: true }).click();
    await ines.page.getByRole('status').getByText(said.cases.added).waitFor();
  }
  return reference;
}

/** A browser of her own, whose memory stays when it is killed. */
async function ownBrowser({ t, folder }: Story): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(join(folder, 'browser'), {
    ...LAUNCH,
    executablePath: CHROMIUM,
    viewport: { width: 1280, height: 900 },
    ...at(5),
  });
  atEnd(t, () => context.close());
  return context;
}

interface Bringing {
  readonly ines: Actor;
  readonly own: BrowserContext;
  readonly path: string;
  readonly reference: string;
  readonly uploads: string;
}

/** The server is killed and goes on; the browser is killed, and she goes on in a new one. */
async function bringEvidence(story: Story, bringing: Bringing): Promise<Actor> {
  const { site } = story;
  const { ines, own, path, reference, uploads } = bringing;
  const { page } = ines;
  await page.goto(`${site.url}/cases/${reference}`);
  await answerQuestions(page);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: SLOWLY,
  });
  await chooseFiles(page, path);
  await until(() => Promise.resolve(received(uploads) > BYTES / 16), 60);
  await readmePicture(page, 'upload');
  await site.kill();
  await page.getByText(said.upload.live.waiting).waitFor();
  const whenKilled = received(uploads);
  await site.start();
  await until(() => Promise.resolve(received(uploads) > whenKilled), 60);
  const address = page.url();
  await kill(own);
  assert.ok(received(uploads) < BYTES, 'killed in the middle');

  const again = await (await ownBrowser(story)).newPage();
  again.setDefaultTimeout(120_000);
  const device = await ines.device.passOn(again);
  await again.goto(`${site.url}/sign-in`);
  if (new URL(again.url()).pathname === '/sign-in') {
    await again.getByRole('button', { name: said.signIn.passkey }).click();
    await again.getByRole('heading', { name: 'My work' }).waitFor();
  }
  await again.goto(address);
  await again.getByText(said.upload.chooseAgain).waitFor();
  await chooseFiles(again, path);
  // In another tab: to load this one again would stop what is being sent.
  const list = await again.context().newPage();
  await until(async () => {
    await list.goto(`${site.url}/cases/${reference}/evidence`);
    return (await list.getByRole('link', { name: `${reference}-1`, exact: true }).count()) === 1;
  });
  return { page: again, device };
}

/** As kill -9 does to the whole of it. */
async function kill(context: BrowserContext): Promise<void> {
  const closed = context.waitForEvent('close');
  const browser = context.browser();
  assert.ok(browser);
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crash').catch(() => undefined); // it cannot answer any more
  await closed;
}

async function answerQuestions(page: Page): Promise<void> {
  const save = (): Promise<void> => page.getByRole('button', { name: said.form.next }).click();
  await page.getByRole('link', { name: 'Add evidence' }).first().click();
  await page.getByRole('link', { name: said.add.begin }).click();
  await page.getByLabel(said.add.what.ask).fill('Image of the seized phone');
  await save();
  await page.getByLabel(said.add.source.ask).fill('Harbour office (invented)');
  await save();
  await page.getByLabel('Warrant').check();
  await page.getByLabel(said.add.authority.id).fill('441/26');
  await save();
  await page.getByLabel(said.add.taking.by).fill('Officer Example');
  await save();
  await save(); // no conditions
  await page.getByRole('button', { name: said.add.toFiles }).click();
}

function received(uploads: string): number {
  const names = existsSync(uploads) ? readdirSync(uploads) : [];
  const sizes = names.map((name) => statSync(join(uploads, name), { throwIfNoEntry: false })?.size ?? 0);
  return Math.max(0, ...sizes);
}

/** Offered without touching a mouse, and accepted: both sign. */
async function handOver(
  { site }: Story,
  { ines, omar, exhibit }: { readonly ines: Actor; readonly omar: Actor; readonly exhibit: string },
): Promise<void> {
  const { page } = ines;
  await page.goto(exhibit);
  await press(page, page.getByRole('link', { name: said.handOver.title }), 'Enter');
  await press(page, page.getByRole('radio', { name: 'Omar Example' }), 'Space');
  await press(page, page.getByRole('button', { name: 'Continue' }), 'Enter');
  await press(page, page.getByLabel('Reason'), 'Home');
  await page.keyboard.type('Examination in the laboratory');
  await press(page, page.getByLabel('Place'), 'Home');
  await page.keyboard.type('Lyon, FR');
  await press(page, page.getByRole('button', { name: 'Continue' }), 'Enter');
  await press(page, page.getByRole('button', { name: said.handOver.offerButton }), 'Enter');
  await page.getByRole('heading', { name: said.signing.title }).waitFor();
  await readmePicture(page, 'sign');
  await press(page, page.getByRole('button', { name: said.signing.button }), 'Enter');
  await page.getByRole('status').getByText(said.signing.signedByYou).waitFor();

  await omar.page.goto(site.url);
  await omar.page.getByRole('link', { name: said.handOver.answer }).click();
  await omar.page.getByRole('radio', { name: said.handOver.yes }).check();
  await omar.page.getByRole('button', { name: said.handOver.answerButton }).click();
  await omar.page.getByRole('button', { name: said.signing.button }).click();
  await omar.page.getByRole('status').getByText(said.signing.signedByYou).waitFor();
  await omar.page.getByText('Handed over by Ines Example to Omar Example').waitFor();
  await checkAccessible(omar.page);
  await readmePicture(omar.page, 'exhibit');
}

/** Goes to it with the tabulator alone, and presses the key. */
async function press(page: Page, target: Locator, key: string): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < 100; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement))
      return page.keyboard.press(key);
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by keyboard: ${String(target)}`);
}

async function share({ site, folder }: Story, jana: Actor, reference: string): Promise<string> {
  const { page } = jana;
  await page.goto(`${site.url}/cases/${reference}`);
  await page.getByRole('link', { name: 'Share evidence' }).click();
  await page.getByRole('checkbox', { name: 'Image of the seized phone' }).check();
  await goOn(page);
  await page.getByLabel(said.results.sendAsks.state).selectOption('FJ');
  await goOn(page);
  await page.getByRole('radio', { name: said.share.bases.request }).check();
  await goOn(page);
  await page.getByRole('radio', { name: 'A copy' }).check();
  await goOn(page);
  await page.getByRole('radio', { name: said.share.details.go }).check();
  await goOn(page);
  await page.getByLabel(said.share.receiver).fill('Central Authority of Fiji');
  await goOn(page);
  await goOn(page);
  await page.getByLabel(said.share.referenceAsk).fill('FJ-2026-0031, Budapest Convention, Art. 25');
  await goOn(page);
  await page.getByLabel(said.share.purposeAsk).fill('Prosecution of the harbour fraud');
  await goOn(page);
  await page.getByRole('button', { name: said.share.make }).click();
  await page.getByRole('button', { name: said.signing.button }).click();
  await page.getByRole('link', { name: said.jobKind.makePackage.open }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: said.share.download }).click();
  const download = await downloading;
  const zip = join(folder, download.suggestedFilename());
  await download.saveAs(zip);
  return zip;
}

/** A second house, of another State, which trusts keys that came by another road. */
async function arrivesInFiji(
  { t, browser }: Story,
  zip: string,
  trust: string,
  sha256: string,
): Promise<void> {
  const house = await testSite(t, {}, FIJI);
  const file = await testCase(house.house, 'Request of France');
  const mere = await enrol(house.people, 'mere', [], [[file, 'investigator']]);
  const page = await pageOf(browser, house.site, mere);
  page.setDefaultTimeout(120_000);
  await page.goto(`${house.site.url}/cases/${file.reference}`);
  await page.getByRole('link', { name: said.incoming.title }).click();
  await page.getByLabel(said.incoming.file).setInputFiles(zip);
  await page.getByRole('button', { name: said.incoming.sendButton }).click();
  await page.getByRole('link', { name: said.jobKind.checkPackage.open }).click();
  await page.getByRole('link', { name: said.incoming.take }).click();
  await page.getByRole('radio', { name: said.incoming.keysChoices.file }).check();
  await page.getByRole('textbox', { name: said.incoming.trust }).fill(trust);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: said.jobKind.checkPackage.open }).click();
  await page.getByRole('link', { name: said.incoming.take }).click();
  await page.getByLabel(said.incoming.answers).fill('FJ-2026-0031');
  await page.getByRole('button', { name: said.incoming.take }).click();
  await page.getByRole('link', { name: said.jobKind.importPackage.open }).click();
  await page.getByText(said.incoming.taken).waitFor();
  await page.goto(`${house.site.url}/cases/${file.reference}/evidence/1`);
  await page.getByText(sha256).first().waitFor();
}

/** With the page that anybody can keep: no network, no account. Four entries were signed with passkeys. */
async function strangerChecks({ browser, folder }: Story, zip: string, trust: string): Promise<void> {
  await buildVerifiers(join(folder, 'dist'));
  const { page, problems } = await openVerifyPage(browser, join(folder, 'dist/comity-verify.html'));
  page.setDefaultTimeout(120_000);
  const found = await checkOnPage(page, zip, trust);
  assert.equal(found.outcome, 'valid', found.fault);
  assert.equal(await page.getByText(said.checker.page.signers.officer).count(), 4);
  assert.deepEqual(problems, []);
  await readmePicture(page, 'offline-check');
}

/** Real bytes, none of them alike, without holding them all. */
function madeFile(path: string): { readonly path: string; readonly sha256: string } {
  const block = randomBytes(MIB);
  const hash = createHash('sha256');
  const file = openSync(path, 'wx');
  for (let i = 0; i < BYTES / MIB; i++) {
    block.writeUInt32BE(i);
    hash.update(block);
    writeSync(file, block);
  }
  closeSync(file);
  return { path, sha256: hash.digest('hex') };
}
