// The share of facts that were read in a source is counted as `law check` prints it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from './data-files.store.ts';
import { loadLawOrRefuse } from './load.ts';
import { fieldsToRead, percentOf, sharesOf, totalOf } from './share.ts';

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

test('where the recalled facts are adds up to all of them, the most first', () => {
  const fields = fieldsToRead(files);
  const { recalled } = totalOf(sharesOf(files));
  assert.equal(
    fields.reduce((sum, one) => sum + one.recalled, 0),
    recalled,
  );
  assert.deepEqual(
    fields.map((one) => one.recalled),
    fields.map((one) => one.recalled).toSorted((a, b) => b - a),
  );
  assert.ok(
    fields.some(({ file, field }) => file === 'instruments.yaml' && field === 'instruments.provisions'),
  );
});
