// The share of facts that were read in a source is counted as `law check` prints it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from './data-files.store.ts';
import { loadLawOrRefuse } from './load.ts';
import { percentOf, sharesOf, totalOf } from './share.ts';

const { files } = loadLawOrRefuse(readLawFolder());

test('every State of a list is one fact, and the total is the sum of the files', () => {
  const shares = sharesOf(files);
  const parties = shares.find(({ file }) => file === 'parties.yaml');
  assert.ok(parties);
  const { totals } = files['parties.yaml'];
  assert.ok(parties.confirmed >= totals.state_records_confirmed);
  assert.ok(parties.recalled >= totals.state_records_recalled);
  const total = totalOf(shares);
  assert.equal(
    total.confirmed,
    shares.reduce((sum, { confirmed }) => sum + confirmed, 0),
  );
});

test('a share is rounded downwards, and what holds no such fact is whole', () => {
  assert.equal(percentOf({ confirmed: 919, recalled: 81 }), 91);
  assert.equal(percentOf({ confirmed: 0, recalled: 0 }), 100);
});
