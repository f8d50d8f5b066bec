// A running server and a browser for stories, by role and label.
import type { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { createHmac, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  CDPSession,
  Frame,
  Page,
} from 'playwright-core';
import { homeAt, type Home } from '../../src/platform/home.ts';
import { checkBinding } from '../../src/server/bind.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../src/server/server.ts';
import { cloneDatabase } from './database.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

/** As a person has it. */
export const CHROMIUM = '/usr/bin/chromium';
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

/** Undefined, with the test skipped, where there is no Chromium. */
export async function openBrowser(t: TestContext): Promise<Browser | undefined> {
  if (!existsSync(BROWSER)) {
    t.skip('chromium not installed');
    return undefined;
  }
  const args = [
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  const { chromium } = await import('playwright-core'); // half a second, and most tests need no browser
  const browser = await chromium.launch({ executablePath: BROWSER, chromiumSandbox: false, args });
  atEnd(t, () => browser.close());
  return browser;
}

/** A browser of one person, with no cookies of others. */
export function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: WIDE,
    timezoneId: 'Europe/Paris',
    ...options,
  });
}

/** Its short form: to send and to read the long one takes as long as what it does. */
const axeCode = (): string => {
  const ofBuilder = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
  return readFileSync(ofBuilder.resolve('axe-core/axe.min.js'), 'utf8');
};

type AxeFound = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations' | 'incomplete'>;

interface Axe {
  readonly axe: {
    run(on: Document, options: { readonly resultTypes: readonly string[] }): Promise<AxeFound>;
  };
}

/** What axe finds on the page as it is: put in once, however often it looks. Of what passes nothing is told. */
export async function axeOf(page: Page): Promise<AxeFound> {
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => 'axe' in globalThis))) await putAxe(frame);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as Axe; // just put there
    const { violations, incomplete } = await axe.run(document, { resultTypes: ['violations', 'incomplete'] });
    return { violations, incomplete };
  });
}

/**
 * As a script and not, as `evaluate` would, within one: so a browser that read it for another page has it compiled. A frame has
 * no connection of its own unless it is of another site.
 */
async function putAxe(frame: Frame): Promise<void> {
  const page = frame.page();
  if (frame !== page.mainFrame()) return frame.evaluate(axeCode());
  const inspector = inspectors.get(page) ?? (await page.context().newCDPSession(page));
  inspectors.set(page, inspector);
  const { exceptionDetails } = await inspector.send('Runtime.evaluate', { expression: axeCode() });
  assert.equal(exceptionDetails, undefined);
}

/** Each as long as its page: when one leaves, Chromium takes the page's device with passkeys away too. */
const inspectors = new WeakMap<Page, CDPSession>();

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
