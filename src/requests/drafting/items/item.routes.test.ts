// Where the first item of a request is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { draftedBy } from '../../../../test/support/begun-request.ts';
import { testCase } from '../../../../test/support/installation.ts';
import { enrol, testSite } from '../../../../test/support/people.ts';

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
