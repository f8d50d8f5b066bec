// What the knowledge base and the planner answer through the API.
import assert from 'node:assert/strict';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { searchLaw } from '../../src/law/search.ts';
import { pagesOf, type JsonAnswer } from './api.ts';
import type { Story } from './api-routes.ts';

export async function lawIsRead({ api, token }: Story): Promise<void> {
  const { ask } = api;
  const law = await shippedLaw();
  const sent = { token: token['ines'] ?? '' };
  const whole = async (path: string): Promise<JsonAnswer[]> => {
    const { json } = await ask(`GET /law/${path}${path.includes('?') ? '&' : '?'}limit=200`, sent);
    return json.items;
  };
  assert.equal((await whole('instruments')).length, law.instruments.length);
  assert.equal((await pagesOf(ask, '/law/measures', token['ines'])).length, law.measures.length);
  assert.equal((await whole('providers')).length, law.providers.length);
  const clocks = await whole('clocks?instrument=coe-ets-185');
  assert.equal(clocks.length, law.clocks.filter((one) => one.instrument === 'coe-ets-185').length);
  const shown = await ask('GET /law/instruments/coe-ets-185', sent);
  const known = law.instruments.find(({ id }) => id === 'coe-ets-185');
  assert.deepEqual(shown.json.provisions, JSON.parse(JSON.stringify(known?.provisions)));
  assert.equal((await ask('GET /law/instruments/none', sent)).status, 404);
  const french = await whole('parties?state=FR');
  assert.equal(french.length, law.parties.filter((one) => one.state === 'FR').length);
  assert.ok(french.every((one) => one.sources.length > 0 && one.confidence !== undefined));
  const central = await whole('authorities?role=central_authority');
  assert.ok(central.every((one) => one.roles.includes('central_authority')));
  const night = await whole('authorities?night=yes');
  assert.ok(night.every((one) => one.isAvailable247 === true));
  const hits = await pagesOf(ask, '/law/search', token['ines'], 'q=preservation&kind=instrument');
  const found = searchLaw(law, { text: 'preservation', kind: 'instrument', limit: 999 });
  assert.deepEqual(
    hits.map((one) => one.excerpt),
    found.hits.map((one) => one.excerpt),
  );
  const said = await pagesOf(ask, '/law/records/clock/bc29.hold', token['ines']);
  assert.equal(said.length, law.passages.filter(({ record }) => record === 'clock bc29.hold').length);
  assert.equal((await ask('GET /law/records/clock/none', sent)).status, 404);
}

/** That the bytes are those of the terminal and the page: test/ways.test.ts. */
export async function waysAreFound({ api, token }: Story): Promise<void> {
  const sent = { token: token['ines'] ?? '' };
  const { json } = await api.ask('GET /channels?from=FR&to=US&category=content&category=subscriber', sent);
  assert.equal(json.parts.length, 2);
  const wrong = await api.ask('GET /channels?from=FR&to=Mars', sent);
  assert.deepEqual([wrong.status, wrong.json.code], [422, 'badUsage']);
  assert.match(wrong.json.expected, /^to with /);
}
