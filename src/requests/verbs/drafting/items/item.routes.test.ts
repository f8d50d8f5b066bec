// Where the first item of a request is asked, and that what stands together on a page is kept apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { draftedBy } from '../../../../../test/support/begun-request.ts';
import { completeDraft } from '../../../../../test/support/complete-request.ts';
import { testCase } from '../../../../../test/support/installation.ts';
import { asMember, enrol, testSite } from '../../../../../test/support/people.ts';
import { said as english } from '../../../../../test/support/words.ts';
import { itemsOf } from '../../../core/request-items.ts';
import { requestOf } from '../../../machine/states/request.store.ts';
import { beginRequest } from '../request-draft.acts.ts';

test('an empty list leads to its first item, which offers the other ways', async (t) => {
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const { id, cookie } = await enrol(people, 'ines', [], [[file, 'lead']]);
  await draftedBy(people, id, file.id, 'mla-request');
  const base = `/cases/${file.reference}/requests/1`;
  const ask = (path: string) => fetch(site.url + base + path, { headers: { cookie }, redirect: 'manual' });
  for (const then of ['', '?then=check']) {
    const led = await ask(`/questions/assistance${then}`);
    assert.equal(led.headers.get('location')?.replace(site.url, ''), `${base}/items/assistance/new${then}`);
  }
  const { document } = parseHTML(await (await ask('/items/assistance/new')).text());
  assert.ok(document.querySelector('main form [name="what"]') !== null, 'data or another measure');
  const ways = [...document.querySelectorAll('main li a')].map((one) => one.getAttribute('href'));
  for (const way of ['/items/assistance/table', '/items/assistance/table#bring'])
    assert.ok(ways.includes(base + way), way);
});

test('whose data are to be kept, and of when, is one page; what was not on the page that was sent stays', async (t) => {
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  const { answers } = await completeDraft('bc-29-preservation');
  await beginRequest(await asMember(people, ines, file), 'bc-29-preservation', answers);
  const item = `${site.url}/cases/${file.reference}/requests/1/items/data/1`;
  const headers = { cookie: ines.cookie, origin: site.url };
  for (const part of ['identifiers', 'period']) {
    const { document } = parseHTML(await (await fetch(`${item}?part=${part}`, { headers })).text());
    assert.equal(document.querySelector('h1')?.textContent, english.requests.items.identifiersAndPeriod);
    for (const name of ['value.0', 'from.day', 'to.day'])
      assert.ok(document.querySelector(`main form [name="${name}"]`) !== null, `${part}: ${name}`);
  }
  const now = async () => {
    const request = await people.db.asPerson(ines.id, (tx) => requestOf(tx, file.id, 1));
    return itemsOf(request?.version.answers ?? {}, 'data')[0];
  };
  const before = await now();
  const body = new URLSearchParams({
    base: '1',
    'from.day': '26',
    'from.month': '9',
    'from.year': '2026',
    'to.day': '3',
    'to.month': '10',
    'to.year': '2026',
  });
  const sent = await fetch(`${item}?part=period`, { method: 'POST', headers, body, redirect: 'manual' });
  assert.equal(sent.headers.get('location')?.endsWith('/items/data/1'), true, 'and the item is checked');
  assert.deepEqual(await now(), { ...before, type: 'traffic', from: '2026-09-26', to: '2026-10-03' });
  body.set('value.0', 'not an address');
  body.set('kind.0', 'email');
  body.set('base', '2');
  const wrong = await fetch(`${item}?part=identifiers`, { method: 'POST', headers, body });
  const { document } = parseHTML(await wrong.text());
  assert.equal(wrong.status, 422);
  assert.ok(
    document.querySelector('[aria-invalid="true"][name="value.0"]') ??
      document.querySelector('#value\\.0-error'),
  );
  assert.equal(
    document.querySelector('[name="from.day"]')?.getAttribute('value'),
    '26',
    'what was typed is there',
  );
});
