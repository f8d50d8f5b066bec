import assert from 'node:assert/strict';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { holdToWycheproof, WYCHEPROOF } from '../../../test/support/wycheproof.ts';
import { browserCrypto, derSignatureToRaw } from './browser-crypto.ts';

for (const [curve, bytes] of [
  ['prime256v1', 32],
  ['secp384r1', 48],
  ['secp521r1', 66],
] as const)
  test(`a signature of ${curve} in DER is the same one raw`, () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
    for (let i = 0; i < 50; i++) {
      const message = Buffer.from(`message ${i}`);
      const raw = derSignatureToRaw(sign('sha256', message, privateKey), bytes);
      assert.ok(raw);
      assert.ok(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw));
    }
  });

test('what is no signature in DER is refused', () => {
  const good = Buffer.from('3006020101020102', 'hex');
  assert.deepEqual(derSignatureToRaw(good, 2), Uint8Array.of(0, 1, 0, 2));
  for (let length = 0; length < good.length; length++)
    assert.equal(derSignatureToRaw(good.subarray(0, length), 2), undefined);
  for (const wrong of [
    '300602018102010200',
    '3006020101030102',
    '30080202010102020102',
    '3006020181020102',
    '30050200020102',
    '308106020101020102', // a long form that the length does not need
    '30070281010102010200',
    '30070202000102010200',
    '300702020001020102', // a zero in front that the sign does not need
  ])
    assert.equal(derSignatureToRaw(Buffer.from(wrong, 'hex'), 1), undefined, wrong);
});

for (const one of WYCHEPROOF)
  test(`on the page ${one[1]} takes and refuses what Wycheproof says, as at the terminal`, async (t) =>
    holdToWycheproof(t, await browserCrypto(), one));
