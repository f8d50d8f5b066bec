// The digests that the sender gave, against what is held. Rules alone; expected digests are computed by OpenSSL through Node.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Uuid } from '../../../base/ids.ts';
import { STATED, type StatedHash } from '../../core/hash-lines.ts';
import { COMPUTED, compareDigests, computedFor, digestsMatch } from './compare-digests.ts';
import type { DeliveredFile, Listing } from '../../machine/states/results.ts';

const NAMES: { readonly [algorithm in StatedHash['algorithm']]: string } = {
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  'SHA3-512': 'sha3-512',
  BLAKE2: 'blake2b512',
  'SHA-1': 'sha1',
  MD5: 'md5',
};
const hash = (name: string, text: string): string => createHash(name).update(text).digest('hex');
const line = (name: string, text = name, algorithm: StatedHash['algorithm'] = 'SHA-256'): StatedHash => ({
  file: name,
  algorithm,
  digest: hash(NAMES[algorithm], text),
});
const file = (path: string, text = path): DeliveredFile => ({
  exhibit: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a10' as Uuid, // made for this test
  number: 'FR-2026-000012-3',
  path,
  bytes: text.length,
  sha256: hash('sha256', text),
  digests: {},
  item: undefined,
  isHeld: true,
});
/** As it is once the digests that a list states were computed. */
const computed = (path: string, text = path): DeliveredFile => ({
  ...file(path, text),
  digests: Object.fromEntries(Object.entries(COMPUTED).map(([name, one]) => [name, hash(one, text)])),
});
const kinds = (listing: Listing, files: readonly DeliveredFile[]): string[] =>
  compareDigests(listing, files).map(({ name, comparison }) => `${name} ${comparison}`);

test('a listed file is the same, different or missing; one that nobody listed is named too', () => {
  assert.deepEqual(
    kinds(
      [line('a.csv'), line('./sub/b.csv', 'b'), line('c.csv'), line('d.csv', 'd.csv', 'SHA-512')],
      [file('a.csv'), file('export/sub/b.csv', 'changed'), file('d.csv'), file('e.csv')],
    ),
    ['a.csv same', './sub/b.csv different', 'c.csv missing', 'd.csv pending', 'e.csv notListed'],
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

test('each algorithm is compared once it was computed; MD5 and SHA-1 alone establish nothing, and do show a difference', () => {
  for (const algorithm of STATED) {
    const weak = algorithm === 'MD5' || algorithm === 'SHA-1';
    const compare = (text: string, of = computed): [string[], boolean | undefined] => {
      const compared = compareDigests([line('a', text, algorithm)], [of('a')]);
      return [compared.map(({ comparison }) => comparison), digestsMatch(compared)];
    };
    assert.deepEqual(compare('a'), weak ? [['sameWeak'], undefined] : [['same'], true], algorithm);
    assert.deepEqual(compare('x'), [['different'], false], algorithm);
    if (algorithm !== 'SHA-256') assert.deepEqual(compare('a', file), [['pending'], undefined], algorithm);
  }
});

test('of several digests of one file the worst counts, then the strongest; a name twice is two files', () => {
  const all = [line('a', 'a', 'MD5'), line('a', 'a', 'SHA-1'), line('a')];
  assert.deepEqual(kinds(all, [computed('a')]), ['a same']);
  assert.deepEqual(kinds(all.slice(0, 2), [computed('a')]), ['a sameWeak']);
  assert.deepEqual(kinds([line('a', 'x', 'MD5'), line('a')], [computed('a')]), ['a different']);
  const mixed = compareDigests([line('a'), line('b', 'b', 'MD5')], [computed('a'), computed('b')]);
  assert.equal(digestsMatch(mixed), undefined, 'one of them has nothing better');
  assert.deepEqual(kinds([line('a', '1', 'MD5'), line('a', '2', 'MD5')], [computed('p/a', '2')]), [
    'a missing',
    'a sameWeak',
  ]);
});

test('what cannot be computed here is not compared: BLAKE2 of another length, and an exhibit of very many files', () => {
  const short = { ...line('a'), algorithm: 'BLAKE2', digest: hash('blake2s256', 'a') } as const;
  assert.deepEqual(computedFor([short, line('b', 'b', 'MD5')]), ['BLAKE2s-256', 'MD5']);
  assert.deepEqual(kinds([short], [computed('a')]), ['a same']);
  assert.deepEqual(kinds([{ ...short, digest: hash('sha256', 'a') }], [computed('a')]), ['a notCompared']);
  assert.deepEqual(kinds([{ ...short, digest: 'a'.repeat(96) }], [computed('a')]), ['a notCompared']);
  assert.deepEqual(kinds([line('', 'a', 'MD5')], [file('', 'a')]), [' notCompared']);
});

test('a digest that was not computed while the exhibit was held never will be, and nothing is said to match by it', () => {
  const listing = [line('a.csv', 'a.csv', 'SHA-512'), line('b.csv')];
  const files = [{ ...file('a.csv'), isHeld: false }, file('b.csv')];
  assert.deepEqual(kinds(listing, files), ['a.csv destroyed', 'b.csv same']);
  assert.equal(digestsMatch(compareDigests(listing, files)), undefined);
  const damaged = [{ ...file('a.csv'), isDamaged: true }, file('b.csv')];
  assert.deepEqual(kinds(listing, damaged), ['a.csv damaged', 'b.csv same'], 'nor while it is damaged');
  assert.equal(digestsMatch(compareDigests(listing, damaged)), undefined);
  const before = [
    { ...computed('a.csv'), isHeld: false },
    { ...file('b.csv'), isHeld: false },
  ];
  assert.deepEqual(kinds(listing, before), ['a.csv same', 'b.csv same'], 'what was computed in time stays');
});
