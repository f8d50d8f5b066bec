// Every page in every language: it opens, says which language and direction it is in, and is the page that English shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepLanguage } from '../src/people/language.store.ts';
import { personById } from '../src/people/person.store.ts';
import { AGENCY_ROLES } from '../src/people/roles.ts';
import { LANGUAGES, type Language } from '../src/web/messages.ts';
import { ADDRESS_PARTS, filledIn, type AddressParts } from './support/address-parts.ts';
import { testCase, testExhibit } from './support/installation.ts';
import { enrol, testHouse, testSite } from './support/people.ts';

test('every page opens in every language', async (t) => {
  const { site, routes, people, made } = await testSite(t);
  const file = await testCase(made.house);
  await testExhibit(made.house, file);
  const ines = await enrol(people, 'ines', [...AGENCY_ROLES], [[file, 'lead']]);
  const values: AddressParts = {
    case: file.reference,
    ...ADDRESS_PARTS,
    id: ines.id,
  };
  const pages = routes.filter(({ method, access }) => method === 'GET' && access.for !== 'everybody');
  const english = new Map<string, number>();
  let opened = 0;
  for (const language of ['en', ...Object.keys(LANGUAGES)] as Language[]) {
    await people.db.asPerson(ines.id, (tx) => keepLanguage(tx, ines.id, language));
    for (const route of pages) {
      const address = filledIn(route.path, values, () => 'x');
      const response = await fetch(site.url + address, {
        headers: { cookie: ines.cookie },
        redirect: 'manual',
      });
      const what = `${language} ${route.path}`;
      const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
      const text = isPage ? await response.text() : ((await response.body?.cancel()) ?? '');
      assert.ok(response.status < 500, `${what}: ${response.status}`);
      assert.equal(response.status, english.get(route.path) ?? response.status, what);
      english.set(route.path, response.status);
      if (!isPage) continue;
      opened += 1;
      const { dir } = LANGUAGES[language].language;
      assert.ok(text.includes(`<html lang="${language}" dir="${dir}">`), what);
      assert.doesNotMatch(text, />\s*(undefined|NaN|\[object Object\])\s*</, what);
    }
  }
  assert.ok(opened > 300, `${opened} pages`);
});

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
