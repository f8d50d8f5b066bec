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
import { atEnd, temporaryFolder } from './temporary.ts';

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

/** Fails on violations, and on whatever axe could not decide, which it does not call one. */
export async function checkAccessible(page: Page): Promise<void> {
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
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['COMITY_PICTURES'];
  if (!folder) return;
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
export async function readmePicture(page: Page, name: string): Promise<void> {
  if (process.env['COMITY_README_PICTURES'] !== 'yes') return;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}

const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 375, height: 812 };

/** The page as axe, a narrow screen and people see it; then as wide as it was. */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? WIDE;
  await checkAccessible(page);
  await page.setViewportSize(NARROW);
  await checkWidth(page);
  await page.setViewportSize(before);
  await picture(page, name);
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
