// What a message may say at most is read; more of it is not, for what is kept of it has an end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainOf } from './sealed-body.ts';
import { offerNamedIn, OFFERED_CHARS_MAX, OFFERED_CONDITIONS_MAX, readMessage } from './message.ts';

const digest = 'a'.repeat(64);
const conditions = (many: number) => Array.from({ length: many }, () => 'x'.repeat(1000));
const offer = (exhibits: number, many: number) => ({
  v: 1,
  type: 'offer',
  package: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a11',
  reference: 'FR-2026-000001',
  until: '2026-12-26T09:15:00Z',
  checkpoint: { size: 1, root: digest },
  exhibits: Array.from({ length: exhibits }, (_, i) => ({
    item: `FR-2026-000001-${i + 1}`,
    event: digest,
    conditions: conditions(many),
    history: [],
  })),
});

test('an offer has as many conditions as are kept to be shown; one with more names its exhibits, and no more', () => {
  const most = Math.floor(OFFERED_CHARS_MAX / (OFFERED_CONDITIONS_MAX * 1010));
  assert.equal(readMessage(offer(most, OFFERED_CONDITIONS_MAX))?.type, 'offer');
  for (const tooLong of [offer(most + 1, OFFERED_CONDITIONS_MAX), offer(1, OFFERED_CONDITIONS_MAX + 1)]) {
    assert.equal(readMessage(tooLong), undefined);
    const named = offerNamedIn(plainOf(tooLong, (bytes) => bytes.fill(1)));
    assert.equal(named?.exhibits.length, tooLong.exhibits.length);
  }
  assert.equal(offerNamedIn(plainOf({ v: 1, type: 'callBack' }, (bytes) => bytes.fill(1))), undefined);
});
