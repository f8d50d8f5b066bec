// A depositary's file on the web: read, compared, proposed one difference at a time; what is hostile is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../src/law/data-files.store.ts';
import { CSV_TABLES } from '../src/law/export-csv.ts';
import { publish } from '../src/law/proposal.acts.ts';
import { proposals } from '../src/law/proposal.store.ts';
import { openPublishedLaw, wholeTexts } from '../src/law/published.acts.ts';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { enrol, testSite, type Enrolled } from './support/people.ts';
import { said as english } from './support/words.ts';

const CHART = `,Signature,Ratification,Entry into Force
France,23/11/2001,10/01/2006,01/05/2006
Kenya,,01/07/2026,01/10/2026
Tuvalu,01/09/2026,,
`;
const NEW = '/law/import/new';
const ABOUT = { format: 'chart', instrument: 'coe-ets-185', day: '2026-11-01' };

type Ask = (path: string, body?: FormData | URLSearchParams | string) => Promise<Response>;

const asking =
  (url: string, { cookie }: Enrolled): Ask =>
  (path, body) =>
    fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, origin: url },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });

/** The questions, and the file with the button below them. */
async function send(ask: Ask, key: Uuid, text: string, about: object = ABOUT): Promise<Response> {
  for (const [question, said] of Object.entries(about))
    await ask(`${NEW}/${question}`, new URLSearchParams({ key, [question]: String(said) }));
  const form = new FormData();
  form.append('file', new Blob([text]), 'chart.csv');
  return ask(`${NEW}/check/file?key=${key}`, form);
}

test('a chart becomes proposals, one a difference, and once they are published the difference is gone', async (t) => {
  const { people, house, site } = await testSite(t);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['knowledgeEditor']);
  const rui = await enrol(people, 'rui', ['centralAuthority']);
  const as = { ines: asking(site.url, ines), rui: asking(site.url, rui) };
  const key = newUuid(people.clock, people.random);
  assert.equal((await send(as.rui, key, CHART)).status, 403);
  assert.equal((await as.ines(NEW)).headers.get('location'), `${NEW}/format`);
  const taken = await send(as.ines, key, CHART);
  assert.equal(taken.status, 303);
  const address = taken.headers.get('location') ?? '';
  assert.match(address, /^\/law\/import\/[0-9a-f-]{36}$/);
  assert.equal(
    (await send(as.ines, key, CHART)).headers.get('location'),
    address,
    'the same form is read once',
  );
  const plain = await as.ines(`${NEW}/check`, new URLSearchParams({ key }));
  assert.equal(plain.headers.get('location'), address);
  assert.equal((await as.rui(address)).status, 403);
  const asked = `${address}/keys`;
  const page = await (await as.ines(asked)).text();
  for (const [key, isThere] of [
    ['KE', true],
    ['TV', true],
    ['US', true], // on our list, not on theirs
    ['FR', false],
  ] as const)
    assert.equal(page.includes(`value="${key}"`), isThere, key);
  assert.ok(page.indexOf('value="AL"') < page.indexOf('value="AD"'), 'by their names: Albania, Andorra');
  const kenya = page.slice(page.indexOf('value="KE"')).slice(0, 600);
  assert.ok(kenya.includes(`>${english.law.standing.invited}<`), kenya);
  assert.doesNotMatch(page, />\s*(?:<bdi>)?party, \d{4}-/);

  const none = new URLSearchParams({ key: newUuid(people.clock, people.random) });
  assert.equal((await as.ines(asked, none)).headers.get('location'), asked);
  assert.ok((await (await as.ines(asked)).text()).includes(english.lawImport.chooseOne));
  const chosen = new URLSearchParams([...none, ...['KE', 'TV', 'XX'].map((one) => ['keys', one])]);
  const proposed = (await as.ines(asked, chosen)).headers.get('location') ?? '';
  assert.match(await (await as.ines(proposed)).text(), /Proposed: 2/);
  assert.equal((await as.ines(asked, chosen)).headers.get('location'), proposed);
  assert.match(await (await as.ines(asked)).text(), /already proposed/);
  const open = await people.db.asPerson(omar.id, (tx) =>
    proposals(tx, { outcome: 'open', order: 'oldestFirst', limit: 99 }),
  );
  assert.equal(open.length, 2, 'asked twice, proposed once');
  const law = openPublishedLaw(house.db, people.clock);
  for (const { id } of open) await publish({ people, law }, omar.person, id);
  const shipped = readLawFolder();
  for (const { name, text } of wholeTexts(shipped)) {
    const given = await (await as.rui(`/law/export/${name}`)).text();
    assert.equal(
      given === text,
      name !== 'parties.yaml',
      `${name}: byte for byte, but for what was published`,
    );
  }
  const [first] = (await law.latest()).texts.filter(({ name }) => name === 'parties.yaml');
  assert.equal(await (await as.rui('/law/export/parties.yaml')).text(), first?.text);
  for (const name of ['law.json', 'law.jsonld', ...CSV_TABLES.map((one) => `${one}.csv`)]) {
    const answer = await as.rui(`/law/export/${name}`);
    assert.equal(answer.status, 200, name);
    assert.match(await answer.text(), /^(?:\{|[a-z_,]+,reviewed_by,reviewed_on,reviewed_of,at\r\n)/, name);
  }
  for (const name of ['other.csv', 'law.exe', '..', 'passwd'])
    assert.equal((await as.rui(`/law/export/${name}`)).status, 404, name);
  const after = await (await as.ines(asked)).text();
  assert.ok(!after.includes('value="KE"') && !after.includes('value="TV"') && after.includes('value="US"'));
});

test('what the data refuse is told, beside what was proposed', async (t) => {
  const { people, site } = await testSite(t);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const ask = asking(site.url, ines);
  const key = newUuid(people.clock, people.random);
  const sent = await send(ask, key, `${CHART}Kiribati,01/09/2026,,\n`);
  const address = sent.headers.get('location') ?? '';
  const keys = new URLSearchParams({ key: newUuid(people.clock, people.random) });
  for (const one of ['TV', 'KI']) keys.append('keys', one);
  const told = await (await ask(`${address}/keys`, keys)).text();
  assert.match(told, /Proposed: 1/);
  assert.match(told, /Refused by the checks: 1[\s\S]*coe-ets-185/, 'Kiribati is a party already');
});

test('a file that is hostile, or of another kind, is refused on the page with the reason', async (t) => {
  const { people, site } = await testSite(t);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const ask = asking(site.url, ines);
  const key = newUuid(people.clock, people.random);
  const laughs = await send(ask, key, '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>', {
    ...ABOUT,
    format: 'untc',
  });
  assert.equal(laughs.status, 422);
  assert.match(await laughs.text(), /DOCTYPE/);
  const file = `${NEW}/check/file?key=${key}`;
  const none = await ask(file, new URLSearchParams({ a: 'b' }));
  assert.equal(none.status, 422);
  const other = await send(ask, key, CHART);
  assert.equal(other.status, 303, 'another answer, and the file is read');
  assert.equal((await ask(`${NEW}/check`, new URLSearchParams({ key }))).status, 303);
});
