// Which item each file answers, what is missing, and the digests that the sender gave. Rules alone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Uuid } from '../../base/ids.ts';
import {
  authorityOf,
  compareDigests,
  digestsMatch,
  itemResults,
  proposedActual,
  type DeliveredFile,
  type Listing,
} from './results.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = (path: string, text = path, item?: number): DeliveredFile => ({
  exhibit: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a10' as Uuid, // made for this test
  number: 'FR-2026-000012-3',
  path,
  bytes: text.length,
  sha256: digest(text),
  item,
});
const line = (name: string, text = name): Listing[number] => ({
  file: name,
  algorithm: 'SHA-256',
  digest: digest(text),
});
const kinds = (listing: Listing, files: readonly DeliveredFile[]): string[] =>
  compareDigests(listing, files).map(({ name, comparison }) => `${name} ${comparison}`);

test('the request is named by number, instrument and article', () => {
  assert.deepEqual(
    authorityOf(
      { reference: 'FR-2026-000012' },
      { number: 4 },
      { ref: 'Art. 31' },
      'Convention on Cybercrime',
    ),
    { type: 'request', id: 'FR-2026-000012/R4, Convention on Cybercrime, Art. 31' },
  );
});

test('a listed file is the same, different or missing; one that nobody listed is named too', () => {
  assert.deepEqual(
    kinds(
      [line('a.csv'), line('./sub/b.csv', 'b'), line('c.csv'), { ...line('d.csv'), algorithm: 'SHA-512' }],
      [file('a.csv'), file('export/sub/b.csv', 'changed'), file('d.csv'), file('e.csv')],
    ),
    ['a.csv same', './sub/b.csv different', 'c.csv missing', 'd.csv notCompared', 'e.csv notListed'],
  );
});

test('a renamed file is known by its digest, and does not stand in for another of that name', () => {
  assert.deepEqual(kinds([line('old.csv', 'x')], [file('new.csv', 'x')]), ['old.csv same']);
  assert.deepEqual(
    kinds([line('a.csv', '1'), line('a.csv', '2')], [file('p/a.csv', '2'), file('q/a.csv', '1')]),
    ['a.csv same', 'a.csv same'],
  );
});

test('digests match when none differs or is missing and one is the same; of nothing, nothing can be told', () => {
  assert.equal(digestsMatch(compareDigests([line('a')], [file('a'), file('b')])), true);
  assert.equal(digestsMatch(compareDigests([line('a'), line('b')], [file('a')])), false);
  assert.equal(digestsMatch(compareDigests([line('a', 'x')], [file('a')])), false);
  assert.equal(digestsMatch(compareDigests([], [file('a')])), undefined);
});

test('an item is missing while it is wanted, nothing came, and nobody said why', () => {
  const wanted = { desired: 'wanted', actual: undefined } as const;
  const items = itemResults(
    [
      { item: 1, ...wanted },
      { item: 2, ...wanted },
      { item: 3, desired: 'wanted', actual: 'none' },
      { item: 4, desired: 'notNeeded', actual: undefined },
    ],
    [file('a', 'aa', 1), file('b', 'b', 1), file('c')],
  );
  assert.deepEqual(
    items.map(({ item, files, bytes, isMissing }) => [item, files, bytes, isMissing]),
    [
      [1, 2, 3, false],
      [2, 0, 0, true],
      [3, 0, 0, false],
      [4, 0, 0, false],
    ],
  );
  assert.deepEqual(items.map(proposedActual), ['produced', undefined, 'none', undefined]);
});
