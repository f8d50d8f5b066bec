import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from './data-files.store.ts';
import { heldOn, libraryOf, othersMet } from './library.ts';
import { searchLaw } from './search.ts';

const law = await shippedLaw();

test('every law, case, strategy and lesson has a source that was read, and is found by what it says', () => {
  for (const kind of ['law', 'case', 'strategy', 'lesson'] as const)
    assert.ok(libraryOf(law, { kind }).length > 0, kind);
  for (const one of law.legalRecords) {
    assert.ok(one.sources.length > 0 && !one.sources.includes('recall'), one.id);
    assert.match(one.at, /^legal-records\.yaml:\d+$/);
    assert.ok(
      searchLaw(law, { text: one.title, kind: one.kind, limit: 99 }).hits.some(
        ({ passage }) => passage.record === `${one.kind} ${one.id}`,
      ),
      one.title,
    );
  }
  for (const one of libraryOf(law, { kind: 'lesson' })) assert.match(one.reference ?? '', /^paragraph \d+$/);
});

test('the list is narrowed by State, issue and measure', () => {
  assert.deepEqual(
    libraryOf(law, { state: 'BE', issue: 'extraterritoriality' }).map(({ id }) => id),
    ['be-46bis', 'be-yahoo-2015'],
  );
  assert.ok(libraryOf(law, { measure: 'expedited-preservation' }).some(({ id }) => id === 'us-sca'));
  assert.deepEqual(libraryOf(law, { state: 'TV' }), []);
});

test('a record holds on the days between its beginning and its end; without a date nobody can tell', () => {
  const [one] = law.legalRecords;
  assert.ok(one);
  const dated = { ...one, from: '2010-05-01', until: '2020' };
  assert.equal(heldOn(dated, '2010-04-30'), false);
  assert.equal(heldOn(dated, '2015-01-01'), true);
  assert.equal(heldOn(dated, '2020-06-01'), undefined);
  assert.equal(heldOn(dated, '2021-01-01'), false);
  assert.equal(heldOn({ ...one, from: undefined, until: undefined }, '2015-01-01'), undefined);
});

test('what others met is what shares the issue, the data or the State, and the closest comes first', () => {
  const met = othersMet(
    law,
    { categories: ['subscriber'], issues: ['extraterritoriality'], states: ['BE'] },
    5,
  );
  assert.equal(met[0]?.id, 'be-yahoo-2015');
  const late = othersMet(law, { categories: ['content'], issues: ['time'], states: [] }, 5);
  assert.ok(late.some(({ id }) => id === 'unodc-2015-20'));
  assert.deepEqual(othersMet(law, { categories: [], issues: [], states: ['TV'] }, 5), []);
  assert.ok(met.every(({ kind }) => kind === 'lesson' || kind === 'case'));
});
