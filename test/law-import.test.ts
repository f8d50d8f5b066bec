// A depositary's file on the web: read, compared, proposed one difference at a time; what is hostile is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../src/law/data-files.store.ts';
import { CSV_TABLES } from '../src/law/export-csv.ts';
import { publish } from '../src/law/proposal.acts.ts';
import { proposals } from '../src/law/proposal.store.ts';
import { openPublishedLaw } from '../src/law/published.acts.ts';
import { enrol, testSite, type Enrolled } from './support/people.ts';

const CHART = `,Signature,Ratification,Entry into Force
France,23/11/2001,10/01/2006,01/05/2006
Kenya,,01/07/2026,01/10/2026
Tuvalu,01/09/2026,,
`;
const ADDRESS = '/law/import/file?format=chart&instrument=coe-ets-185&day=2026-11-01&celex=';

test('a chart becomes proposals, one a difference, and once they are published the difference is gone', async (t) => {
  const { people, house, site } = await testSite(t);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['knowledgeEditor']);
  const rui = await enrol(people, 'rui', ['centralAuthority']);
  const ask = (path: string, who: Enrolled, body?: FormData | URLSearchParams): Promise<Response> =>
    fetch(site.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie: who.cookie, origin: site.url },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
  const send = (who: Enrolled, text: string, address = ADDRESS): Promise<Response> => {
    const form = new FormData();
    form.append('file', new Blob([text]), 'chart.csv');
    return ask(address, who, form);
  };
  assert.equal((await send(rui, CHART)).status, 403);
  assert.equal((await ask('/law/import', ines)).status, 200);
  const taken = await send(ines, CHART);
  assert.equal(taken.status, 303);
  const address = taken.headers.get('location') ?? '';
  assert.match(address, /^\/law\/import\/[0-9a-f-]{36}$/);
  assert.equal((await ask(address, rui)).status, 403);
  const page = await (await ask(address, ines)).text();
  for (const [key, isThere] of [
    ['KE', true],
    ['TV', true],
    ['US', true], // on our list, not on theirs
    ['FR', false],
  ] as const)
    assert.equal(page.includes(`value="${key}"`), isThere, key);

  const chosen = new URLSearchParams([
    ['key', 'KE'],
    ['key', 'TV'],
    ['key', 'XX'],
  ]);
  assert.match(await (await ask(address, ines, chosen)).text(), /Proposed: 2/);
  assert.match(await (await ask(address, ines, chosen)).text(), /already proposed/);
  const open = await people.db.asPerson(omar.id, (tx) =>
    proposals(tx, { outcome: 'open', order: 'oldestFirst', limit: 99 }),
  );
  assert.equal(open.length, 2, 'asked twice, proposed once');
  const law = openPublishedLaw(house.db, people.clock);
  for (const { id } of open) await publish({ people, law }, omar.person, id);
  for (const { name, text } of readLawFolder()) {
    const given = await (await ask(`/law/export/${name}`, rui)).text();
    assert.equal(
      given === text,
      name !== 'parties.yaml',
      `${name}: byte for byte, but for what was published`,
    );
  }
  const [first] = (await law.latest()).texts.filter(({ name }) => name === 'parties.yaml');
  assert.equal(await (await ask('/law/export/parties.yaml', rui)).text(), first?.text);
  for (const name of ['law.json', 'law.jsonld', ...CSV_TABLES.map((one) => `${one}.csv`)]) {
    const answer = await ask(`/law/export/${name}`, rui);
    assert.equal(answer.status, 200, name);
    assert.match(await answer.text(), /^(?:\{|[a-z_,]+,reviewed_by,reviewed_on,reviewed_of,at\r\n)/, name);
  }
  for (const name of ['other.csv', 'law.exe', '..', 'passwd'])
    assert.equal((await ask(`/law/export/${name}`, rui)).status, 404, name);
  const after = await (await ask(address, ines)).text();
  assert.ok(!after.includes('value="KE"') && !after.includes('value="TV"') && after.includes('value="US"'));
});

test('a file that is hostile, or of another kind, is refused on the page with the reason', async (t) => {
  const { people, site } = await testSite(t);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const send = async (body: BodyInit, type: string): Promise<{ status: number; text: string }> => {
    const address = ADDRESS.replace('chart', 'untc');
    const headers = {
      cookie: ines.cookie,
      origin: site.url,
      ...(type === '' ? {} : { 'content-type': type }),
    };
    const answer = await fetch(site.url + address, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      duplex: 'half',
    } as RequestInit);
    return { status: answer.status, text: await answer.text() };
  };
  const form = new FormData();
  form.append('file', new Blob(['<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>']), 'x.xml');
  const laughs = await send(form, '');
  assert.equal(laughs.status, 422);
  assert.match(laughs.text, /DOCTYPE/);
  const none = await send('a=b', 'application/x-www-form-urlencoded');
  assert.equal(none.status, 422);
});
