// A moment typed into the fields of a page, as people do it.
import type { Page } from 'playwright-core';
import { said } from './words.ts';

export interface Said {
  /** `2026-10-05` */
  readonly on: string;
  /** `11:30` */
  readonly at: string;
  /** Name of the IANA database; without it, the one that stands there. */
  readonly zone?: string;
}

export async function sayWhen(page: Page, legend: string | RegExp, { on, at, zone }: Said): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  const then = group.getByLabel('At another time');
  if ((await then.count()) > 0) await then.check();
  const [year = '', month = '', day = ''] = on.split('-');
  await group.getByLabel(said.moment.day).fill(day);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
  await group.getByLabel(said.moment.time).fill(at);
  if (zone !== undefined) await chooseZone(page, legend, zone);
}

export async function chooseZone(page: Page, legend: string | RegExp, zone: string): Promise<void> {
  await page.getByRole('group', { name: legend }).getByLabel(said.moment.zone).selectOption(zone);
}

/** A day, as precise as it is known: `2026-10-05`, `2026-10`, `2026`. */
export async function sayDay(page: Page, legend: string | RegExp, on: string): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  const [year = '', month = '', day = ''] = on.split('-');
  await group.getByLabel(said.moment.day).fill(day);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
}
