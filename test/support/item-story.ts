// One item of a request, asked for question by question: the order of the questions stands here alone.
import type { Page } from 'playwright-core';
import { said as english } from './words.ts';

/** What is said to each question that is walked through; a question that is not named is left empty. */
export interface ItemSaid {
  readonly category?: string;
  readonly identifiers?: (page: Page) => Promise<void>;
  readonly period?: (page: Page) => Promise<void>;
  readonly holder?: string;
  readonly reason?: string;
  /** Details of its kind, by label. */
  readonly details?: Readonly<Record<string, string>>;
  readonly format?: string;
}

export const SAVE = 'Save and continue';

const LABELS = {
  holder: english.requests.items.holder,
  reason: english.requests.items.reason,
  format: english.requests.items.format,
} as const;
const IDENTIFIERS = english.requests.items.identifiers;

/** From the first question to the page on which the item is checked. */
export async function walkItem(page: Page, said: ItemSaid): Promise<void> {
  for (;;) {
    const heading = page.getByRole('heading', { level: 1 });
    await heading.waitFor();
    const save = page.getByRole('button', { name: SAVE });
    if ((await save.count()) === 0) return;
    const asked = ((await heading.textContent()) ?? '').trim();
    await answerPart(page, asked, said);
    const before = page.url();
    await save.click();
    await page.waitForURL((url) => url.href !== before);
  }
}

async function answerPart(page: Page, asked: string, said: ItemSaid): Promise<void> {
  if (asked === english.requests.items.category && said.category !== undefined)
    return page.getByLabel(said.category, { exact: true }).check();
  if (asked === IDENTIFIERS) return said.identifiers?.(page);
  if (asked === 'Period') return said.period?.(page);
  if (asked === english.requests.items.identifiersAndPeriod) {
    await said.identifiers?.(page);
    return said.period?.(page);
  }
  const [name] = (['holder', 'reason', 'format'] as const).filter((one) => asked.startsWith(LABELS[one]));
  const words = name === undefined ? said.details?.[asked] : said[name];
  if (words === undefined) return;
  const option = page.getByRole('radio', { name: words, exact: true });
  return (await option.count()) > 0 ? option.check() : page.getByRole('textbox').first().fill(words);
}

/** Another answer to one question of an item that is there. */
export async function changePart(
  page: Page,
  part: string,
  answer: (page: Page) => Promise<void>,
): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^Change ${part}`) }).click();
  await page.getByRole('heading', { level: 1, name: part }).waitFor();
  await answer(page);
  await page.getByRole('button', { name: SAVE }).click();
  await page.getByRole('heading', { level: 1, name: /^Item \d+/ }).waitFor();
}
