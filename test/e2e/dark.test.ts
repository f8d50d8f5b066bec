// The pages in the dark, and in a reader's own colours: one of each kind, through the eyes of axe, wide and narrow.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { loadSample } from '../../src/evidence/desks/sample.acts.ts';
import { imageTools } from '../../src/forensics/sources/image-tools.ts';
import { AGENCY_ROLES } from '../../src/people/roles.ts';
import { ADDRESS_PARTS, filledIn } from '../support/address-parts.ts';
import { axeOf } from '../support/axe.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { checkWidth, NARROW, openBrowser, picture } from '../support/site.ts';

const KINDS = {
  work: '/',
  case: '/cases/:case',
  exhibit: '/cases/:case/evidence/:item',
  exhibits: '/cases/:case/evidence',
  asked: '/cases/:case/requests/new',
  language: '/language',
  settings: '/settings',
  state: '/law/states/:state',
  map: '/law/map',
  plan: '/channels/plan?from=FR&to=US&category=content&provider=google&deadline=2027-04-30',
  compared: '/law/compare?a=FR&b=US',
} as const;

interface Walk {
  readonly open: (options: BrowserContextOptions) => Promise<Page>;
  readonly addressOf: (path: string) => string;
}

async function openWalk(t: TestContext): Promise<Walk | undefined> {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  const { site, people, house } = await testSite(t);
  const ines = await enrol(people, 'ines', AGENCY_ROLES);
  const { reference } = await loadSample(house, imageTools, ines.person);
  const values = { case: reference, ...ADDRESS_PARTS };
  return {
    open: (options) => pageOf(browser, site, ines, options),
    addressOf: (path) => site.url + filledIn(path, values, (name) => assert.fail(name)),
  };
}

/** The ground of the page, as the browser painted it. */
const groundOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function contrastFaults(page: Page): Promise<string[]> {
  const { violations } = await axeOf(page);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
  );
}

test('in the dark every kind of page is dark, and can be read', async (t) => {
  const walk = await openWalk(t);
  if (walk === undefined) return;
  const page = await walk.open({ colorScheme: 'dark' });
  const faults: string[] = [];
  for (const [name, path] of Object.entries(KINDS)) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(walk.addressOf(path));
    assert.equal(await groundOf(page), 'rgb(18, 24, 22)', path);
    faults.push(...(await contrastFaults(page)).map((one) => `${path}: ${one}`));
    await page.setViewportSize(NARROW);
    await checkWidth(page);
    faults.push(...(await contrastFaults(page)).map((one) => `${path} narrow: ${one}`));
    await picture(page, `dark-${name}`);
  }
  assert.deepEqual(faults, [], faults.join('\n'));

  // The picture of days is drawn for the ground that it stands on; on paper all is light.
  const drawn = (): Promise<string> =>
    page.locator('.c-axis img').evaluate((one: HTMLImageElement) => one.currentSrc);
  await page.goto(walk.addressOf(KINDS.plan));
  assert.match(await drawn(), /as=axis-narrow-dark/);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await groundOf(page), 'rgb(255, 255, 255)');

  const own = await walk.open({ forcedColors: 'active' });
  for (const name of ['exhibit', 'plan', 'map', 'asked'] as const) {
    await own.goto(walk.addressOf(KINDS[name]));
    await picture(own, `forced-${name}`);
    const edges = await own
      .locator('.govuk-button, .c-tag')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderTopStyle));
    assert.ok(
      edges.every((one) => one === 'solid'),
      `${name}: what a ground told has an edge`,
    );
    await own.keyboard.press('Tab');
    const outline = await own.locator(':focus').evaluate((one) => getComputedStyle(one).outlineStyle);
    assert.equal(outline, 'solid', 'where the keyboard is can be seen');
  }
});
