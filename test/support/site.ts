// A running server and a browser for stories, by role and label.
import assert from 'node:assert/strict';
import { createHmac, randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { homeAt, type Home } from '../../src/platform/home.ts';
import { checkBinding } from '../../src/server/bind.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../src/server/server.ts';
import { CHROMIUM, LAUNCH } from './chromium.ts';
import { cloneDatabase } from './database.ts';
import { axeOf } from './axe.ts';
import { plainOf } from './plain-visitor.ts';
import { atEnd, temporaryFolder } from './temporary.ts';
import { said } from './words.ts';

/** The same engine without the windows around the page, where it is installed: a new visitor costs a fifth. */
const SHELL = '/usr/bin/chromium-headless-shell';
/** For stories; COMITY_TEST_CHROMIUM names another. */
const BROWSER = process.env['COMITY_TEST_CHROMIUM'] || (existsSync(SHELL) ? SHELL : CHROMIUM);

export interface Site {
  readonly server: RunningServer;
  readonly url: string;
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
}

/** A server of its own, in a home that nobody has set up unless `home` and `env` say otherwise. */
export async function openSite(
  t: TestContext,
  made?: { home: Home; env: NodeJS.ProcessEnv },
  { port: asked, ...options }: Pick<ServerOptions, 'jobs'> & { readonly port?: number } = {},
): Promise<Site> {
  const home = made?.home ?? homeAt(join(temporaryFolder(t), 'home'));
  let env = made?.env;
  if (env === undefined) {
    const database = await cloneDatabase();
    atEnd(t, () => database.drop());
    env = database.env;
  }
  const port = asked ?? (await freePort());
  const binding = await checkBinding({ host: '127.0.0.1', port, allowPlain: false });
  const log = pino({ level: 'silent' });
  const limits = { requests: 100_000, tries: 100_000 };
  const server = await startServer({ home, env, binding, proxies: [], log, limits, ...options });
  atEnd(t, () => server.stop());
  return { server, url: server.url.origin, home, env };
}

/**
 * Undefined, with the test skipped, where there is no Chromium. One for all tests of a process: to start it costs as much as four
 * pages, and what it has compiled once it need not again. Persons are told apart by their visits, which end with the test.
 */
export async function openBrowser(t: TestContext): Promise<Browser | undefined> {
  if (!existsSync(BROWSER)) {
    t.skip('chromium not installed');
    return undefined;
  }
  clearTimeout(leaving);
  users += 1;
  const started = (shared ??= startShared());
  atEnd(t, async () => {
    users -= 1;
    if (users > 0) return;
    const browser = await started;
    await Promise.all(browser.contexts().map((context) => context.close()));
    leaving = setTimeout(() => void leaveBrowser(browser), KEPT_MS);
  });
  return started;
}

/** Between one test and the next; a process whose tests have ended ends so much later. */
const KEPT_MS = process.env['COMITY_TEST_LANE'] === undefined ? 200 : 3000;
let shared: Promise<Browser> | undefined;
let users = 0;
let leaving: NodeJS.Timeout | undefined;

async function leaveBrowser(browser: Browser): Promise<void> {
  shared = undefined;
  await browser.close();
}

/** Forgotten when it is gone, however it went. */
function startShared(): Promise<Browser> {
  const started = launched();
  const forget = (): void => {
    if (shared === started) shared = undefined;
  };
  started.then((browser) => browser.once('disconnected', forget), forget);
  return started;
}

async function launched(): Promise<Browser> {
  const { chromium } = await import('playwright-core'); // half a second, and most tests need no browser
  return chromium.launch({ ...LAUNCH, executablePath: BROWSER });
}

/** A browser of one person, with no cookies of others. */
export function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: WIDE,
    timezoneId: 'Europe/Paris',
    ...options,
  });
}

/** What Chromium makes of a plain page, as it was answered and filled in; a page of Chromium as it is. */
async function seen(page: Page): Promise<Page> {
  const plain = plainOf(page);
  if (plain === undefined) return page;
  const { t } = plain.context();
  const glass = await (glasses.get(t) ?? openGlass(t));
  await glass.emulateMedia(plain.media);
  const [address = ''] = plain.url().split('#'); // for what is below another place alone nothing is loaded
  const markup = plain.markup();
  // What is shown within the page is asked for by whoever sees it.
  if (/<(?:img|iframe) /.test(markup)) await glass.context().addCookies(plain.context().cookiesFor(address));
  const isOfSite = new URL(glass.url()).origin === new URL(address).origin;
  if (isOfSite && (await glass.evaluate(putIn, { html: markup, address }))) return glass;
  const { 'content-length': _, ...headers } = Object.fromEntries(plain.headers);
  await glass.route(address, (route) => route.fulfill({ body: markup, headers }), { times: 1 });
  await glass.goto(address);
  return glass;
}

/** In place of the page before, whose styles are loaded and where axe is ready; false where the styles are others, or a frame is to be loaded. */
async function putIn({
  html,
  address,
}: {
  readonly html: string;
  readonly address: string;
}): Promise<boolean> {
  const next = new DOMParser().parseFromString(html, 'text/html');
  const styles = (of: Document): string =>
    [...of.querySelectorAll('head > link, head > meta, head > style')].map((one) => one.outerHTML).join('');
  if (styles(next) !== styles(document) || next.querySelector('iframe') !== null) return false;
  history.replaceState(null, '', address);
  const [now, then] = [document.documentElement, next.documentElement];
  for (const name of now.getAttributeNames()) now.removeAttribute(name);
  for (const { name, value } of then.attributes) now.setAttribute(name, value);
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  await Promise.all([...document.images].map((one) => one.decode().catch(() => undefined)));
  return true;
}

/** One for each test. */
const glasses = new WeakMap<TestContext, Promise<Page>>();

function openGlass(t: TestContext): Promise<Page> {
  const opened = openBrowser(t).then(async (browser) => {
    assert.ok(browser, 'chromium not installed');
    return (await newVisitor(browser, { bypassCSP: true })).newPage(); // for what `putIn` does
  });
  glasses.set(t, opened);
  return opened;
}

/** Fails on violations, and on whatever axe could not decide, which it does not call one. */
export async function checkAccessible(answered: Page): Promise<void> {
  const page = await seen(answered);
  await checkSeen(page);
}

async function checkSeen(page: Page): Promise<void> {
  const found = await axeOf(page);
  const told = [...found.violations, ...found.incomplete].map(
    (one) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`,
  );
  assert.deepEqual(told, [], `${page.url()}: ${told.join('\n')}`);
  await checkWidth(page);
}

export async function checkWidth(page: Page): Promise<void> {
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  assert.equal(isWide, false, `${page.url()} scrolls sideways`);
}

/** A picture of the page at both widths, for people, where COMITY_PICTURES names a folder. */
export async function picture(answered: Page, name: string): Promise<void> {
  const folder = process.env['COMITY_PICTURES'];
  if (!folder) return;
  const page = await seen(answered);
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: width === 375 ? 812 : 900 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
}

const IMAGES = fileURLToPath(new URL('../../docs/images', import.meta.url));

/** For the README, where COMITY_README_PICTURES says yes. */
export async function readmePicture(answered: Page, name: string): Promise<void> {
  if (process.env['COMITY_README_PICTURES'] !== 'yes') return;
  const page = await seen(answered);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}

const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 375, height: 812 };

/** The page as axe, a narrow screen and people see it; then as wide as it was. */
export async function look(answered: Page, name: string): Promise<void> {
  const page = await seen(answered);
  const before = page.viewportSize() ?? WIDE;
  await checkSeen(page);
  await page.setViewportSize(NARROW);
  await checkWidth(page);
  await page.setViewportSize(before);
  await picture(page, name);
}

/** Evidence, on the page that takes files. The script that hears of them shows their place; they could be put there before it does. */
export async function chooseFiles(page: Page, files: string | readonly string[]): Promise<void> {
  const place = page.getByLabel(said.upload.drop);
  await place.waitFor();
  await place.setInputFiles(files);
}

/** RFC 6238, six digits, 30 seconds, SHA-1: what an authenticator app shows. `step`: so many steps later. */
export function codeOf(key: string, step = 0): string {
  const bits = key
    .replace(/[\s=]/g, '')
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export const SAMPLE_IMAGE = fileURLToPath(new URL('../../fixtures/ewf/ftk.E01', import.meta.url));

/**
 * Below the ports that the system gives to outgoing connections: one of those could take it while a server is down, even a
 * client of that very server, connected to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  } catch {
    return false;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}
