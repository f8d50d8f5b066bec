// Every page in every language: it opens, says which language and direction it is in, and is the page that English shows.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { loadSample } from '../src/evidence/desks/sample.acts.ts';
import { imageTools } from '../src/forensics/sources/image-tools.ts';
import { keepLanguage } from '../src/people/language.store.ts';
import { personById } from '../src/people/person.store.ts';
import { AGENCY_ROLES } from '../src/people/roles.ts';
import type { PageRoute } from '../src/people/visit.routes.ts';
import { LANGUAGES, type Language } from '../src/web/messages.ts';
import { ADDRESS_PARTS, filledIn, type AddressParts } from './support/address-parts.ts';
import { cutOn } from './support/cut.ts';
import { leftInEnglish } from './support/left-in-english.ts';
import { outsideMessages, textsOfPage } from './support/page-texts.ts';
import { enrol, pageOf, testHouse, testSite } from './support/people.ts';
import { PSEUDO, pseudoText, speakPseudo } from './support/pseudo-language.ts';
import { NARROW, openBrowser, picture, type Site } from './support/site.ts';

/** In the long tests every language; else English, what is written from the right, and one more that is drawn. */
function languagesTried(t: TestContext): readonly Language[] {
  const all = Object.keys(LANGUAGES) as Language[];
  if (process.env['COMITY_SWEEP'] === 'all') return all;
  const more = all.filter((one) => !['en', 'ar', PSEUDO].includes(one));
  const drawn = more[Number(process.env['COMITY_SEED'] ?? randomInt(2 ** 31)) % more.length];
  t.diagnostic(`of the others: ${drawn}`);
  return all.filter((one) => ['ar', PSEUDO, drawn].includes(one));
}

test('every page opens in every language, and in one that nobody speaks nothing is left in English or cut', async (t) => {
  const scene = await openEveryPage(t);
  const { read, pages } = scene;
  const english = new Map<string, number>();
  let opened = 0;
  speakPseudo(t);
  const left: string[] = [];
  for (const language of ['en', ...languagesTried(t)] as Language[]) {
    await scene.speak(language);
    for (const route of pages) {
      const { status, text } = await read(route);
      const what = `${language} ${route.path}`;
      assert.ok(status < 500, `${what}: ${status}`);
      assert.equal(status, english.get(route.path) ?? status, what);
      english.set(route.path, status);
      if (text === undefined) continue;
      opened += 1;
      const { dir, sheet } = LANGUAGES[language].language;
      if (sheet !== undefined) assert.ok(text.includes(`/assets/${sheet}.`), `${what}: its type face`);
      if (language === 'en' && route.path === '/cases') assert.doesNotMatch(text, /\/assets\/face-/);
      assert.ok(text.includes(`<html lang="${language}" dir="${dir}">`), what);
      assert.doesNotMatch(text, />\s*(undefined|NaN|\[object Object\])\s*</, what);
      if (language !== PSEUDO) continue;
      for (const one of outsideMessages(textsOfPage(text, language)))
        if (leftInEnglish(one.text) !== undefined)
          left.push(`${route.path}: ${one.attribute ?? one.within.at(-1)}: ${one.text}`);
    }
  }
  assert.ok(opened > 800, `${opened} pages`);
  assert.deepEqual(left, [], left.join('\n'));
  const faults = await cutPages(t, scene);
  assert.deepEqual(faults, [], faults.join('\n'));
});

test('a page that says a sentence in English is found, and what somebody typed or the law says is not', () => {
  const { cases, form, languages } = LANGUAGES.en;
  const found = (page: string): (string | undefined)[] =>
    outsideMessages(textsOfPage(page, PSEUDO)).map(({ text }) => leftInEnglish(text));
  assert.deepEqual(found(`<main><h1>${cases.title}</h1></main>`), [cases.title.toLowerCase()]);
  assert.deepEqual(found(`<a href="/" aria-label="${form.next}">⟦ñéẋţ⟧</a>`), [form.next.toLowerCase()]);
  assert.equal(found(`<p>${languages.confirmed('Ines Example', '1 May')}</p>`).length, 1);
  assert.deepEqual(found(`<h1>⟦Çàšéš <b>${cases.title}</b> of⟧</h1>`), [], 'put into a message');
  assert.deepEqual(found(`<p><bdi>${cases.title}</bdi> <span lang="en">${cases.title}</span></p>`), []);
  assert.deepEqual(found('<p>Sample: harbour invoices</p>'), [undefined]);
});

test('a message keeps its places, plurals and tags when its letters are accented', () => {
  assert.match(
    pseudoText('{n, plural, one {# file} other {# files}} of {day}'),
    /^⟦\{n, plural, one \{# ƒîļé\} other \{# ƒîļéš\}\} öƒ \{day\} .*⟧$/,
  );
  assert.equal(pseudoText('· '), '· ');
  const plain = 'Nothing waits for you here.';
  assert.ok(pseudoText(plain).length >= plain.length * 1.4);
});

interface EveryPage {
  readonly site: Site;
  readonly pages: readonly PageRoute[];
  readonly cookie: string;
  readonly speak: (language: Language) => Promise<void>;
  /** The text of what is a page. */
  readonly read: (
    route: PageRoute,
  ) => Promise<{ readonly status: number; readonly text: string | undefined }>;
  readonly addressOf: (path: string) => string;
}

/** The sample case, and somebody who may see all that is to be seen. */
async function openEveryPage(t: TestContext): Promise<EveryPage> {
  const { site, routes, people, house } = await testSite(t);
  const { id, cookie, person } = await enrol(people, 'ines', [...AGENCY_ROLES]);
  const { reference } = await loadSample(house, imageTools, person);
  const values: AddressParts = { case: reference, ...ADDRESS_PARTS, id };
  const addressOf = (path: string): string => site.url + filledIn(path, values, () => 'x');
  return {
    site,
    cookie,
    addressOf,
    pages: routes.filter(({ method, access }) => method === 'GET' && access.for !== 'everybody'),
    speak: (language) => people.db.asPerson(id, (tx) => keepLanguage(tx, id, language)),
    read: async ({ path }) => {
      const response = await fetch(addressOf(path), { headers: { cookie }, redirect: 'manual' });
      const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
      if (!isPage) await response.body?.cancel();
      return { status: response.status, text: isPage ? await response.text() : undefined };
    },
  };
}

/** One of each kind: what waits, a list, a thing, a question, an answer, law. */
const KINDS = [
  '/',
  '/cases',
  '/cases/:case',
  '/cases/:case/evidence/:item',
  '/cases/:case/requests/new',
  '/cases/:case/add',
  '/account',
  '/language',
  '/settings',
  '/people',
  '/audit',
  '/law',
  '/law/states/:state',
  '/law/instruments/:instrument',
  '/channels/plan?from=FR&to=US&category=content&provider=google',
  '/duty',
];

/** Where the lines are two fifths longer than in English: wide and narrow. */
async function cutPages(t: TestContext, { site, cookie, addressOf }: EveryPage): Promise<string[]> {
  const browser = await openBrowser(t);
  if (browser === undefined) return [];
  const page = await pageOf(browser, site, { cookie });
  const faults: string[] = [];
  for (const path of KINDS) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(addressOf(path));
    await page.locator(`html[lang="${PSEUDO}"]`).waitFor();
    const wide = await cutOn(page);
    await page.setViewportSize(NARROW);
    const narrow = await cutOn(page);
    await picture(page, `qps${path.split('?')[0]?.replaceAll(/[^\w-]+/g, '-')}`);
    faults.push(...wide.map((one) => `${path} 1280: ${one}`), ...narrow.map((one) => `${path} 375: ${one}`));
  }
  return faults;
}

test('the language of a person is theirs alone, in the database too', async (t) => {
  const { people } = await testHouse(t);
  const [ines, omar] = [await enrol(people, 'ines', ['administrator']), await enrol(people, 'omar')];
  const { db } = people;
  await db.asPerson(omar.id, (tx) => keepLanguage(tx, omar.id, 'ar'));
  await db.asPerson(omar.id, (tx) => keepLanguage(tx, omar.id, 'ru'));
  assert.equal((await db.asPerson(omar.id, (tx) => personById(tx, omar.id)))?.language, 'ru');
  const seen = await db.asPerson(ines.id, (tx) => personById(tx, omar.id));
  assert.ok(seen, 'an administrator sees the person');
  assert.equal(seen.language, undefined, 'and not what they read');
  await assert.rejects(
    db.asPerson(ines.id, (tx) => keepLanguage(tx, omar.id, 'fr')),
    { code: '42501' },
  );
});
