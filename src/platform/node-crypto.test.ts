import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { test } from 'node:test';
import { holdToWycheproof, WYCHEPROOF } from '../../test/support/wycheproof.ts';
import { hex, utf8 } from '../base/bytes.ts';
import type { SignatureName } from '../verify/crypto.ts';
import { nodeCrypto } from './node-crypto.ts';

for (const one of WYCHEPROOF)
  test(`${one[1]} takes and refuses what Wycheproof says`, (t) => holdToWycheproof(t, nodeCrypto, one));

const message = utf8('what was signed');
for (const [name, make, digest] of [
  ['ed25519', () => generateKeyPairSync('ed25519'), null],
  ['ml-dsa-44', () => generateKeyPairSync('ml-dsa-44'), null],
  ['rsa-pkcs1-sha256', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), 'sha256'],
  ['rsa-pkcs1-sha384', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), 'sha384'],
  ['rsa-pkcs1-sha512', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), 'sha512'],
  ['ecdsa-p256-sha384', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'sha384'],
  ['ecdsa-p256-sha512', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'sha512'],
  ['ecdsa-p384-sha256', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }), 'sha256'],
  ['ecdsa-p384-sha384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }), 'sha384'],
  ['ecdsa-p384-sha512', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }), 'sha512'],
  ['ecdsa-p521-sha512', () => generateKeyPairSync('ec', { namedCurve: 'P-521' }), 'sha512'],
] as const)
  test(`${name}: a good signature is taken; another message, key, algorithm or one flipped bit is not`, async () => {
    const { privateKey, publicKey } = make();
    const key = publicKey.export({ type: 'spki', format: 'der' });
    const other = make().publicKey.export({ type: 'spki', format: 'der' });
    const signature = sign(digest, message, privateKey);
    const flipped = Buffer.from(signature);
    flipped[signature.length >> 1]! ^= 1; // an element that exists
    const verify = (k: Uint8Array, m: Uint8Array, s: Uint8Array) => nodeCrypto.verify(name, k, m, s);
    assert.equal(await verify(key, message, signature), true);
    assert.equal(await verify(key, utf8('what was signee'), signature), false);
    assert.equal(await verify(other, message, signature), false);
    assert.equal(await verify(key, message, flipped), false);
    assert.equal(await verify(key, message, signature.subarray(1)), false);
    assert.equal(await verify(key, message, new Uint8Array()), false);
    assert.equal(await verify(key.subarray(0, -1), message, signature), false);
    assert.equal(await verify(randomBytes(64), message, signature), false);
    const wrong: SignatureName = name === 'ed25519' ? 'ml-dsa-44' : 'ed25519';
    assert.equal(await nodeCrypto.verify(wrong, key, message, signature), false);
  });

test('a key on another curve, or an RSA key beyond all need, is not used', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  assert.equal(
    await nodeCrypto.verify('ecdsa-p256-sha256', key, message, sign('sha256', message, privateKey)),
    false,
  );
});

test('digests come in pieces', () => {
  const pieces = [randomBytes(1000), randomBytes(1), new Uint8Array(), randomBytes(70_000)];
  for (const name of ['sha256', 'sha384', 'sha512', 'sha1', 'md5'] as const) {
    const hasher = nodeCrypto.hasher(name);
    for (const piece of pieces) hasher.update(piece);
    assert.equal(hex(hasher.digest()), createHash(name).update(Buffer.concat(pieces)).digest('hex'));
  }
});
