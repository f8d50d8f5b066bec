// The offline page in a headless Chromium, opened from a file as a person would.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM, LAUNCH } from './chromium.ts';

export function hasChromium(): boolean {
  return existsSync(CHROMIUM);
}

export async function openChromium(): Promise<Browser> {
  return await chromium.launch({
    ...LAUNCH,
    // Names of files are read by the locale; a bare machine has one that knows ASCII alone.
    env: { ...LAUNCH.env, LC_ALL: 'C.UTF-8' },
    executablePath: CHROMIUM,
  });
}

export interface PageAnswer {
  readonly outcome: 'valid' | 'invalid' | 'notChecked';
  readonly words: string;
  readonly fault: string;
  /** Checks by their tag: how many passed, failed, were not made. */
  readonly tags: readonly string[];
}

/** Opens the page; whatever it logs or asks of a network is collected and must stay empty. */
export async function openVerifyPage(
  browser: Browser,
  html: string,
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) problems.push(request.url());
  });
  await page.goto(pathToFileURL(html).href);
  return { page, problems };
}

/** Checks a folder or a zip file as somebody would who chooses it; another after it with the button for that. */
export async function checkOnPage(
  page: Page,
  path: string,
  trust?: string | readonly string[],
  isAnother = false,
): Promise<PageAnswer> {
  if (isAnother) await page.evaluate(() => document.getElementById('again')?.click());
  else await page.reload();
  if (trust !== undefined) {
    await page.setInputFiles('#trust', [trust].flat());
    await page.waitForFunction(() => document.getElementById('trust-words')?.textContent !== '');
  }
  await page.setInputFiles(path.endsWith('.zip') ? '#zip' : '#folder', path);
  await page.waitForSelector('#result:not([hidden])');
  return await page.evaluate(() => ({
    outcome: (document.getElementById('verdict')?.className ?? '').split(' ').at(-1) as 'valid', // one of the three
    words: document.getElementById('verdict-words')?.textContent ?? '',
    fault: document.getElementById('fault')?.textContent ?? '',
    tags: [...document.querySelectorAll('#checks .tag')].map((tag) => tag.className.split(' ').at(-1) ?? ''),
  }));
}
