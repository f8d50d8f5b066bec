// A peer for tests: the agency of the example package, with its keys.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPeerFile, type NewPeer } from '../../src/evidence/log/peer.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';

const TRUST = new URL('../../fixtures/package/trust.txt', import.meta.url);

/** `trust`: another file of keys. */
export function examplePeer(trust = readFileSync(TRUST, 'utf8')): NewPeer {
  const read = readPeerFile(trust, '', nodeCrypto);
  assert.ok(read.ok);
  return {
    agency: 'Cyber unit of Lyon',
    state: 'FR',
    road: 'meeting',
    how: 'Sheet handed over at the meeting in Suva',
    receivedOn: '2026-11-03',
    keys: read.keys,
  };
}
