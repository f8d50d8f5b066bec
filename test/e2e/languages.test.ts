// The story of a hand-over read from the right, and a choice of language that stays with its person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { setHolder } from '../../src/evidence/custody/hand-over.store.ts';
import { LANGUAGES, type Language } from '../../src/web/messages.ts';
import { signedInPage } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { look, newVisitor } from '../support/site.ts';

const { ar } = LANGUAGES;

/** By the button in the foot of every page, which is named in its own language. */
async function read(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: LANGUAGES[language].language.name }).click();
  await page.locator(`html[lang="${language}"][dir="${LANGUAGES[language].language.dir}"]`).waitFor();
}

test('in Arabic an exhibit is handed over, from the right, and the numbers keep their order', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, inside, file, number, exhibit, site } = scene;
  const ines = await signedInPage(scene, { name: 'Ines Example', cases: [[file, 'investigator']] });
  const layla = await signedInPage(scene, { name: 'Layla Example', cases: [[file, 'examiner']] });

  const stranger = await (await newVisitor(browser)).newPage();
  await stranger.goto(`${site.url}/sign-in`);
  await read(stranger, 'ar');
  await stranger.getByRole('heading', { name: ar.signIn.title }).waitFor();
  await look(stranger, 'ar-sign-in');
  await stranger.reload();
  await stranger.getByRole('heading', { name: ar.signIn.title }).waitFor();
  await inside.house.db.transaction((tx) =>
    tx.updateTable('person').set({ name: 'ليلى المثال' }).where('id', '=', layla.id).execute(),
  );
  const { id } = await inside.house.db.kysely.selectFrom('exhibit').select('id').executeTakeFirstOrThrow();
  await inside.house.db.transaction((tx) => setHolder(tx, id as typeof ines.id, ines.id));
  const { page } = ines;
  await page.goto(site.url);
  await read(page, 'ar');
  await page.getByRole('heading', { name: ar.work.title }).waitFor();
  await look(page, 'ar-my-work');
  await page.goto(`${site.url}/cases/${file.reference}/requests/new`);
  await page
    .getByRole('radio', { name: /معلومات المشترك/ })
    .first()
    .waitFor();
  await look(page, 'ar-request-new');
  await page.goto(exhibit);
  await look(page, 'ar-exhibit');
  assert.equal(await page.locator('code').first().evaluate(directionOf), 'ltr');
  await page.getByRole('link', { name: ar.handOver.title, exact: true }).click();
  await page.getByRole('radio', { name: 'ليلى المثال' }).check();
  await look(page, 'ar-hand-over-who');
  await page.getByRole('button', { name: ar.form.next }).click();
  await page.getByLabel(ar.handOver.why, { exact: true }).fill('فحص في المختبر');
  await page.getByRole('button', { name: ar.form.next }).click();
  await look(page, 'ar-hand-over-check');
  await page.getByRole('button', { name: ar.handOver.offerButton }).click();
  await page.getByRole('status').getByText(ar.exhibitDone.offered).waitFor();
  await page.getByText('عُرض على ليلى المثال').first().waitFor();

  await layla.page.goto(site.url);
  await read(layla.page, 'ar');
  await layla.page
    .getByRole('link', { name: `${ar.handOver.answerIt} ${ar.handOver.answerAbout(number)}` })
    .click();
  await layla.page.getByRole('radio', { name: ar.handOver.yes }).check();
  await look(layla.page, 'ar-hand-over-answer');
  await layla.page.getByRole('button', { name: ar.handOver.answerButton }).click();
  await layla.page.getByRole('status').getByText(ar.exhibitDone.accepted).waitFor();
  await layla.page.getByText('سلّمه Ines Example إلى ليلى المثال').waitFor();
  await look(layla.page, 'ar-exhibit-handed-over');
});

test('a language is kept with the person, wherever they sign in', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, file, site } = scene;
  const ines = await signedInPage(scene, { name: 'Ines Example', cases: [[file, 'lead']] });
  await ines.page.goto(`${site.url}/language`);
  await look(ines.page, 'language');
  await ines.page.getByRole('radio', { name: 'Français' }).check();
  await ines.page.getByRole('button', { name: 'Use this language' }).click();
  await ines.page.getByRole('heading', { name: LANGUAGES.fr.languages.which }).waitFor();
  await ines.page.getByRole('status').getByText(LANGUAGES.fr.languages.saved).waitFor();
  // The circle of English is drawn where the others are, though its words run the other way.
  await read(ines.page, 'ar');
  const ends = await ines.page
    .locator('.govuk-radios__label')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
  assert.deepEqual([...new Set(ends)], ['rtl']);
  await read(ines.page, 'fr');

  // Another browser of hers, which asks for English.
  const elsewhere = await newVisitor(browser, { locale: 'en-GB' });
  const cookies = await ines.page.context().cookies();
  await elsewhere.addCookies(cookies.filter(({ name }) => name !== 'comity.language'));
  const page = await elsewhere.newPage();
  await page.goto(`${site.url}/cases?page=1`);
  await page.getByRole('heading', { name: LANGUAGES.fr.cases.title }).waitFor();
  await read(page, 'zh');
  await page.getByRole('heading', { name: LANGUAGES.zh.cases.title }).waitFor();
  assert.equal(new URL(page.url()).search, '?page=1', 'the page they were on');
  await ines.page.reload();
  await ines.page.locator('html[lang="zh"]').waitFor();

  for (const [name, path] of Object.entries(PICTURED)) {
    await page.goto(site.url + path.replace(':case', file.reference));
    await look(page, `zh-${name}`);
  }
});

const PICTURED = {
  'my-work': '/',
  exhibit: '/cases/:case/evidence/1',
  state: '/law/states/FR',
  plan: '/channels/plan?from=FR&to=US&category=content&provider=google',
};

function directionOf(element: Element): string {
  return getComputedStyle(element).direction;
}
