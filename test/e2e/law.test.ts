// Stories in a real browser: the law is read, searched, drawn, compared.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { goOn } from '../support/go-on.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { sayDay } from '../support/moment.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { checkWidth, look, picture, openBrowser } from '../support/site.ts';
import type { AgencyRole } from '../../src/people/roles.ts';
import { said } from '../support/words.ts';

interface Opened {
  readonly url: string;
  readonly enter: (name: string, roles?: readonly AgencyRole[]) => Promise<Page>;
}

async function open(t: TestContext, browser: Browser): Promise<Opened> {
  const { people, site } = await testSite(t);
  const enter = async (name: string, roles: readonly AgencyRole[] = []): Promise<Page> =>
    pageOf(browser, site, await enrol(people, name.toLowerCase(), roles));
  return { url: site.url, enter };
}

test('somebody reads what binds a State, on what day, from what source', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { url, enter } = await open(t, browser);
  const page = await enter('Ines');
  await page.goto(url);
  await page.getByRole('link', { name: said.law.title }).click();
  await look(page, 'law');
  await page.getByLabel(said.law.search).fill('preservation traffic');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('status').getByText('passage').waitFor();
  await look(page, 'law-search');
  await page.getByLabel('Instrument').selectOption({ label: 'Budapest Convention' });
  await sayDay(page, said.law.day, '2026-11-31');
  await page.getByRole('button', { name: said.law.authority_.filter }).click();
  await page.getByRole('alert').getByText(said.moment.wrong.day).waitFor();
  await sayDay(page, said.law.day, '2026-11-26');
  await page.getByRole('button', { name: said.law.authority_.filter }).click();
  await page.waitForURL('**on=2026-11-26');
  await page.getByRole('link', { name: 'Budapest Convention' }).first().click();
  await page.getByRole('heading', { name: 'Budapest Convention', level: 1 }).waitFor();
  await look(page, 'law-instrument');

  await page.goto(`${url}/law/states/FR`);
  await page.getByRole('heading', { name: 'France', level: 1 }).waitFor();
  const row = page.getByRole('row').filter({ hasText: 'Budapest Convention' }).first();
  await row.getByText('1 May 2006').waitFor();
  await look(page, 'law-state');
  await sayDay(page, said.law.day, '2005-02-30');
  await page.getByRole('button', { name: said.law.dayButton }).click();
  await page.getByRole('alert').getByText('is not a date').waitFor();
  assert.equal(await page.locator('#on').inputValue(), '30', 'what was typed stands there');
  await look(page, 'law-day-wrong');
  await sayDay(page, said.law.day, '2005-01-01');
  await page.getByRole('button', { name: said.law.dayButton }).click();
  const before = page.getByRole('row').filter({ hasText: 'Budapest Convention' }).first();
  await before.getByText(said.law.standing.ratified).waitFor();
  await page.goto(`${url}/law/states/FR?on=yesterday`);
  await page.getByRole('alert').getByText('is not a date').waitFor();

  // What is not on record is unknown; nobody is told "no".
  await page.goto(`${url}/law/states/TV`);
  await page.getByText('we do not know it').first().waitFor();
  for (const [path, name] of [
    ['/law/states', 'law-states'],
    ['/law/states/NO', 'law-state-norway'],
    ['/law/instruments', 'law-instruments'],
    ['/law/authorities', 'law-authorities'],
    ['/law/authorities/nl-npo', 'law-authority'],
    ['/law/providers', 'law-providers'],
    ['/law/measures', 'law-measures'],
    ['/law/measures/search', 'law-measure'],
    ['/law/courts', 'law-courts'],
    ['/law/clocks', 'law-clocks'],
    ['/law/records/clock/bc29.hold', 'law-record'],
  ] as const) {
    const answer = await page.goto(url + path);
    assert.equal(answer?.status(), 200, path);
    await look(page, name);
  }
});

test('the map and the comparison are walked with the keyboard', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { url, enter } = await open(t, browser);
  const page = await enter('Ines');
  await page.goto(`${url}/law/map`);
  await look(page, 'law-map');
  await page.getByRole('link', { name: said.law.map_.skip }).focus();
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  assert.match(first, /: bound/);
  await picture(page, 'law-map-focus');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: first.split(':')[0] ?? '' }).waitFor();
  for (const show of ['un-cybercrime-2024', 'courts', 'coe-cets-224']) {
    await page.goto(`${url}/law/map?show=${show}`);
    await checkWidth(page);
    await picture(page, `law-map-${show}`);
  }

  await page.goto(`${url}/law/compare`);
  await look(page, 'law-compare-ask');
  await page.getByLabel('First State').focus();
  await page.keyboard.type('France');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Norway');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: said.law.compare_.button }).press('Enter');
  await page.getByRole('heading', { name: 'France · Norway' }).waitFor();
  await look(page, 'law-compare');
  await page.goto(`${url}/law/compare?a=FR&b=US&c=GH&by=instrument`);
  await look(page, 'law-compare-instruments');
});

test('how to reach an authority: one adds it, another checks it', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { url, enter } = await open(t, browser);
  const editor = await enter('Ines', ['knowledgeEditor']);
  await editor.goto(`${url}/law/authorities`);
  await editor.getByLabel('Role').selectOption('contact_24_7');
  await sayDay(editor, said.law.day, '2026-11-20');
  await editor.getByRole('button', { name: said.law.authority_.filter }).click();
  await editor.waitForURL('**on=2026-11-20');
  assert.equal(await editor.getByLabel('Role').inputValue(), 'contact_24_7', 'the filter stays with the day');
  await look(editor, 'law-authorities-role');
  await editor.goto(`${url}/law/authorities/nl-npo`);
  await editor.getByRole('link', { name: said.law.contact_.add }).click();
  await goOn(editor);
  await editor.getByRole('alert').getByText(said.form.problem).waitFor();
  await look(editor, 'law-contact-wrong');
  await editor.getByLabel('Telephone').check();
  await goOn(editor);
  await editor.getByLabel(said.law.contact_.purposes.night).check();
  await goOn(editor);
  await editor.getByLabel(said.law.contact_.value).fill('088 000 0000');
  await goOn(editor);
  await editor.getByRole('alert').getByText(said.law.contact_.wrong.value).waitFor();
  await editor.getByLabel(said.law.contact_.value).fill('+31 88 000 0000');
  await goOn(editor);
  await editor.getByLabel(said.law.contact_.source).fill('List of the network, received on 3 November 2026');
  await goOn(editor);
  assert.doesNotMatch(editor.url(), /88\D*000\D*0000/, 'a number stands in no address');
  await sayDay(editor, said.law.contact_.asOfLabel, '2026-11-03');
  await look(editor, 'law-contact-last');
  await goOn(editor);
  await editor.getByRole('button', { name: said.law.contact_.save, exact: true }).click();
  await editor.getByText(said.law.contact_.unconfirmed).waitFor();
  const desk = await enter('Omar', ['centralAuthority']);
  await desk.goto(`${url}/law/authorities/nl-npo`);
  await desk.getByRole('button', { name: said.law.contact_.confirm }).click();
  await desk.getByText(said.law.contact_.confirmed).waitFor();
  await look(desk, 'law-contacts');
});
