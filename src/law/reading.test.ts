import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from './data-files.store.ts';
import { facetsOf } from './facets.ts';
import { staleDays } from './freshness.ts';
import { instrumentOf } from './look-up.ts';
import { searchLaw } from './search.ts';
import { standingOf, standingsOfState, unlistedFor, type StandingWord } from './party-standing.ts';
import { STATE_CODES } from './states.ts';
import { worldView } from './world-view.ts';
import { world } from './world.store.ts';

const law = await shippedLaw();

function word(instrument: string, state: string, day: string): StandingWord {
  const found = instrumentOf(law, instrument);
  assert.ok(found);
  return standingOf(law, found, state, day).word;
}

test('a State stands to an instrument as it stood on the day that is asked', () => {
  assert.equal(word('coe-ets-185', 'FR', '2026-11-25'), 'party');
  assert.equal(word('coe-ets-185', 'FR', '2005-01-01'), 'ratified', 'a date to come');
  assert.equal(word('coe-cets-224', 'RS', '2026-05-01'), 'ratified', 'the instrument is not in force');
  assert.equal(word('coe-ets-185', 'KE', '2025-01-01'), 'invited');
  assert.equal(word('eu-2023-1543', 'DK', '2026-09-01'), 'not_bound');
  assert.equal(word('coe-ets-185', 'NL', '2005-01-01'), 'ratified', 'bound from a later day on');
  assert.equal(word('coe-ets-099', 'TR', '2003-07-05'), 'uncertain', 'bound, but since when is not recorded');
});

test('a State that is not listed is unknown, and the instruments it is not listed for are named', () => {
  assert.equal(word('coe-ets-185', 'TV', '2026-11-25'), 'unknown');
  assert.ok(unlistedFor(law, 'FR').some(({ id }) => id === 'asean-mlat-2004'));
  const listed = new Set(standingsOfState(law, 'FR', '2026-11-25').map(({ instrument }) => instrument.id));
  for (const { id } of unlistedFor(law, 'FR')) assert.ok(!listed.has(id), id);
});

test('a confirmation is stale after a year, and not a day before', () => {
  assert.equal(staleDays('2025-11-25', '2026-11-25'), undefined);
  assert.equal(staleDays('2025-11-24', '2026-11-25'), 366);
  assert.equal(staleDays('2025', '2026-11-25'), undefined, 'the last day of what may be meant');
  assert.equal(staleDays(undefined, '2026-11-25'), undefined, 'no day, no age');
});

test('a search is narrowed by instrument, measure, data, offence and day', () => {
  const find = (more: object): number => searchLaw(law, { text: 'preservation', limit: 1, ...more }).total;
  const all = find({});
  for (const [name, more] of [
    ['instrument', { instrument: 'coe-ets-185' }],
    ['measure', { measure: 'realtime-content' }],
    ['category', { category: 'content_realtime' }],
    ['offence', { offence: 'corruption' }],
    ['day', { on: '1950-01-01' }],
  ] as const) {
    const some = find(more);
    assert.ok(some < all, `${name}: ${some} of ${all}`);
  }
  assert.ok(find({ instrument: 'coe-ets-185' }) > 0);
  assert.equal(find({ instrument: 'no-such-instrument' }), 0);
});

test('every record that can be narrowed is a record that can be found', () => {
  const records = new Set(law.passages.map(({ record }) => record));
  for (const name of facetsOf(law).keys()) assert.ok(records.has(name), name);
});

test('the map has a shape or a point for every code but those it names, each once', () => {
  const { shapes, points, missing, unmatched } = world();
  const seen = [...shapes.keys(), ...points.keys(), ...missing];
  assert.deepEqual(seen.sort(), [...STATE_CODES].sort());
  assert.ok(shapes.has('FR') && points.has('SG') && points.has('TV') && missing.includes('AQ'));
  assert.ok(unmatched.length > 0, 'disputed shapes are drawn without a fact');
});

test('the map shows what is listed and nothing else, by an instrument or by a rule', () => {
  const view = worldView(law, 'coe-ets-185', '2026-11-25');
  assert.equal(view?.states.get('FR')?.word, 'party');
  assert.equal(view?.states.has('TV'), false);
  assert.equal(worldView(law, 'authorities', '2026-11-25')?.states.get('NO')?.word, 'recorded');
  const search = worldView(law, 'measure:search', '2026-11-25');
  assert.equal(search?.states.get('FR')?.word, 'party');
  assert.equal(search?.states.get('TV'), undefined);
  assert.equal(worldView(law, 'no-such-instrument', '2026-11-25'), undefined);
  assert.equal(worldView(law, 'measure:telepathy', '2026-11-25'), undefined);
});
