// Check 1 in a real installation: the search of open sources is asked one question a page, kept with each version, shown to whoever
// authorises, and goes out with nothing.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newUuid } from '../../base/ids.ts';
import { inMemory, testCase, testExhibit } from '../../../test/support/installation.ts';
import { completeDraft } from '../../../test/support/complete-request.ts';
import { enrol, testSite } from '../../../test/support/people.ts';
import { itemOfNumber } from '../../evidence/exhibits/exhibit.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { caseOfMember } from '../../people/case-member.store.ts';
import { requestOf } from '../machine/states/request.store.ts';
import { codeOf } from '../machine/way/request-finding.ts';
import { lifeOf } from '../verbs/life/life.acts.ts';
import { exhibitIn } from './open-search.ts';
import { saveOpenSearch } from '../verbs/drafting/checks/open-search.acts.ts';
import { beginRequest, savePage } from '../verbs/drafting/request-draft.acts.ts';
import { said, saying } from '../../../test/support/words.ts';

const FORM = 'bc-31-subscriber';
const LOOKED = {
  search: 'yes',
  'search.base': '1',
  'on.day': '20',
  'on.month': '11',
  'on.year': '2025',
  by: 'C. Example, cyber unit',
  where: 'Company register and web archive',
  found: 'The mailbox is named in an advert of 2024.',
};
const FOUND = {
  kind: 'done',
  on: '2025-11-20',
  by: LOOKED.by,
  where: LOOKED.where,
  found: LOOKED.found,
} as const;

async function scene(t: TestContext) {
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const jaro = await enrol(people, 'jaro', [], [[file, 'judge']]);
  const member = await people.db.asPerson(ines.id, (tx) => caseOfMember(tx, file.reference, ines.id));
  assert.ok(member);
  const acting = { people, person: ines.person, file: member, law: await shippedLaw() };
  const number = await beginRequest(acting, FORM, (await completeDraft(FORM)).answers);
  const path = `${site.url}/cases/${file.reference}/requests/${number}`;
  const ask = async (who: { readonly cookie: string }, to: string, body?: Record<string, string>) => {
    const headers = { cookie: who.cookie, origin: site.url };
    const sent = body && { method: 'POST', body: new URLSearchParams(body) };
    const answer = await fetch(path + to, { headers, redirect: 'manual', ...sent });
    return { status: answer.status, text: await answer.text() };
  };
  let forms = 0;
  /** Each of its questions, and then the check of all of them; the same key is the same form. */
  const record = async (
    who: { readonly cookie: string },
    given: Readonly<Record<string, string>>,
    key: string = newUuid(() => people.clock() + (forms += 1), people.random),
  ) => {
    for (const question of ['search', 'on', 'by', 'where', 'found', 'exhibit', 'reason']) {
      const own = Object.entries(given).filter(
        ([name]) => name === question || name.startsWith(`${question}.`),
      );
      if (own.length > 0) await ask(who, `/open-sources/${question}`, { ...Object.fromEntries(own), key });
    }
    return ask(who, '/open-sources/check', { key });
  };
  const now = () => people.db.asPerson(ines.id, (tx) => requestOf(tx, member.id, number));
  const isOpen = async (): Promise<boolean> => {
    const { facts } = await people.db.asPerson(ines.id, (tx) => lifeOf(tx, acting, number));
    return facts.findings.some(({ what }) => codeOf(what) === 'openSource');
  };
  return { house, file, ines, jaro, acting, number, ask, record, people, now, isOpen };
}

test('a search of open sources is recorded one question a page, and then the check is silent', async (t) => {
  const { house, file, ines, jaro, people, ask, record, now, isOpen } = await scene(t);
  assert.ok(await isOpen());
  assert.match(
    (await ask(ines, '/check')).text,
    new RegExp(`open-sources"[^>]*>\\s*${said.openSearch.record}`),
  );
  assert.match(
    (await ask(ines, '/open-sources/search')).text,
    new RegExp(`<h1[^>]*>[^<]*${said.openSearch.asks.search.slice(0, -1)}`),
  );
  for (const [wrong, words] of [
    [{ search: 'perhaps' }, saying(said.openSearch.wrong.search)],
    [{ ...LOOKED, 'on.year': '2035' }, saying(said.openSearch.wrong.on)],
    [{ ...LOOKED, found: ' ' }, saying(said.openSearch.wrong.found)],
    [{ ...LOOKED, exhibit: 'seven' }, saying(said.openSearch.wrong.exhibit)],
    [{ search: 'no', 'search.base': '1', reason: '' }, saying(said.openSearch.wrong.reason)],
  ] as const) {
    await record(ines, wrong);
    const pages = ['search', 'on', 'found', 'exhibit', 'reason'].map((question) =>
      ask(ines, `/open-sources/${question}`),
    );
    const texts = (await Promise.all(pages)).map(({ text }) => text);
    assert.ok(
      texts.some((text) => words.test(text)),
      `${words}`,
    );
  }
  assert.ok(await isOpen());
  const exhibit = await testExhibit(house, file, { from: inMemory('advert.html', '<p>') });
  const item = itemOfNumber(exhibit.number);
  const none = await record(ines, { ...LOOKED, exhibit: '7' });
  assert.deepEqual([none.status, saying(said.openSearch.wrong.exhibit).test(none.text)], [422, true]);
  const sent = { ...LOOKED, exhibit: `${item}` };
  const key = newUuid(people.clock, people.random);
  assert.equal((await record(ines, sent, key)).status, 303);
  assert.equal((await ask(ines, '/open-sources/check', { key })).status, 303, 'pressed twice');
  assert.equal(await isOpen(), false);
  const kept = await now();
  assert.deepEqual(kept?.version.openSearch, { ...FOUND, exhibit: `${file.reference}-${item}` });
  assert.equal(kept?.version.number, 2, 'one version');
  const seen = (await ask(jaro, '/check')).text;
  assert.match(seen, /an advert of 2024/);
  assert.doesNotMatch(seen, saying(said.openSearch.change), 'a judge does not write it');
  assert.notEqual((await ask(jaro, '/open-sources/check', { key })).status, 303);
});

test('it is kept when an answer is saved, differs between versions, and goes out with no message', async (t) => {
  const { ines, acting, number, ask, now } = await scene(t);
  assert.ok((await saveOpenSearch(acting, { number, base: 1, openSearch: FOUND })).ok);
  const saved = await savePage(acting, {
    number,
    base: 2,
    page: 'facts',
    fields: ['facts'],
    answers: { facts: 'Altered invoices were sent from this mailbox.' },
  });
  assert.ok(saved.ok);
  assert.deepEqual((await now())?.version.openSearch, FOUND);
  const compared = (await ask(ines, '/versions/2')).text;
  assert.match(compared, /<h2>Search of open sources<\/h2>/);
  assert.match(compared, /an advert of 2024/);
  for (const out of ['/request.json', '/request.xml'])
    assert.doesNotMatch((await ask(ines, out)).text, /advert|openSearch/);
});

test('what two recorded at once is not overwritten unseen', async (t) => {
  const { ines, acting, number, people, ask, record, now } = await scene(t);
  const reason = 'The mailbox is private.';
  const theirs = { kind: 'notApplicable', reason } as const;
  assert.ok((await saveOpenSearch(acting, { number, base: 1, openSearch: theirs })).ok);
  const key = newUuid(people.clock, people.random);
  const { status, text } = await record(ines, { ...LOOKED, exhibit: '' }, key);
  assert.equal(status, 422);
  assert.match(text, /The mailbox is private\./);
  assert.match(text, /name="search\.base" value="2"/);
  assert.match((await ask(ines, '/open-sources/found')).text, /an advert of 2024/, 'what was typed stays');
  assert.deepEqual((await now())?.version.openSearch, theirs);
  assert.equal((await record(ines, { search: 'yes', 'search.base': '2' }, key)).status, 303);
  assert.deepEqual((await now())?.version.openSearch, FOUND);
});

test('an exhibit is named by its number in the case or by its whole number', () => {
  assert.equal(exhibitIn(' 3 '), '3');
  assert.equal(exhibitIn('fr-2026-000012-3'), 'FR-2026-000012-3');
  for (const text of ['0', '03', 'three', 'FR-2026-000012-0', 'FR-2026-000012/3', '3 4'])
    assert.equal(exhibitIn(text), undefined, text);
});
