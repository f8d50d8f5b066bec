// Which item each file answers, and what is missing. Rules alone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Uuid } from '../../../base/ids.ts';
import { authorityOf, itemResults, proposedActual, type DeliveredFile } from './results.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = (path: string, text = path, item?: number): DeliveredFile => ({
  exhibit: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a10' as Uuid, // made for this test
  number: 'FR-2026-000012-3',
  path,
  bytes: text.length,
  sha256: digest(text),
  digests: {},
  item,
  isHeld: true,
});
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
