// A change of the law data for tests, and the questions that an editor is asked for one.
import type { Page } from 'playwright-core';
import { goOn } from './go-on.ts';
import { sayDay } from './moment.ts';
import { said } from './words.ts';

/** Kenya, on record as invited, accedes to the Budapest Convention. */
export const KENYA = {
  kind: 'party',
  instrument: 'coe-ets-185',
  state: 'KE',
  status: 'party',
  entry_into_force: '2026-10-01',
  was: null,
  source: { id: 'coe-notice-2026', title: 'Notification of the depositary of 1 July 2026', kind: 'official' },
  as_of: '2026-07-01',
  confidence: 'confirmed',
} as const;

export const AS_OF = said.lawChange.ask.as_of;

export const asked = (page: Page, question: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: question }).waitFor();

interface Rested {
  readonly asOf: string;
  readonly kind?: string;
  readonly how?: string;
  readonly reason: string;
}

/** What it rests on, question by question, up to the check of the whole. */
export async function restsOn(
  page: Page,
  source: { readonly id: string } | { readonly title: string },
  { asOf, kind = 'official', how = 'confirmed: I have read it', reason }: Rested,
): Promise<void> {
  await asked(page, said.lawChange.ask.source);
  if ('id' in source) await page.getByLabel(said.lawChange.ask.source).selectOption(source.id);
  await goOn(page);
  if ('title' in source) {
    await asked(page, said.lawChange.ask.title);
    await page.getByLabel(said.lawChange.sourceTitle).fill(source.title);
    await page.getByLabel(said.lawChange.sourceKind).selectOption(kind);
    await goOn(page);
  }
  await asked(page, AS_OF);
  await sayDay(page, AS_OF, asOf);
  await goOn(page);
  await page.getByLabel(how).check();
  await goOn(page);
  await page.getByLabel(said.lawChange.ask.reason).fill(reason);
  await goOn(page);
  await asked(page, said.requests.checkTitle);
}
