import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedData } from '../../test/support/shared.ts';
import { fromHex, hex, utf8 } from '../base/bytes.ts';
import type { SignatureName } from '../verify/crypto.ts';
import { nodeCrypto } from './node-crypto.ts';

// C2SP/wycheproof: public keys, messages and signatures, good ones and ones that careless code takes.
interface Vectors {
  readonly numberOfTests: number;
  readonly testGroups: readonly {
    readonly publicKey: unknown;
    readonly publicKeyDer?: string | null;
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly msg: string;
      readonly sig: string;
      readonly ctx?: string;
      readonly flags: readonly string[];
      readonly result: 'valid' | 'acceptable' | 'invalid';
    }[];
  }[];
}

const FILES: readonly (readonly [string, SignatureName])[] = [
  ['ed25519_test.json', 'ed25519'],
  ['mldsa_44_verify_test.json', 'ml-dsa-44'],
  ['ecdsa_secp256r1_sha256_test.json', 'ecdsa-p256-sha256'],
  ['rsa_signature_2048_sha256_test.json', 'rsa-pkcs1-sha256'],
];
const bytes = (text: string): Uint8Array =>
  fromHex(text) ?? assert.fail(`not hexadecimal: ${text.slice(0, 20)}`);

for (const [file, name] of FILES)
  test(`${name} takes and refuses what Wycheproof says`, async (t) => {
    const folder = sharedData('conformance/signature-vectors');
    if (folder === undefined) return t.skip('shared data conformance/signature-vectors not installed');
    const vectors = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Vectors; // the form its schema gives
    const counts = { valid: 0, invalid: 0, acceptable: 0, withContext: 0 };
    for (const { publicKey, publicKeyDer, tests } of vectors.testGroups)
      for (const one of tests) {
        if (one.ctx !== undefined && one.ctx !== '') {
          counts.withContext += 1; // a context string of FIPS 204, which C2SP and we do not use
          continue;
        }
        // A key of wrong length has no DER form; its bare bytes are no key either.
        const key = bytes(publicKeyDer ?? String(publicKey));
        const found = await nodeCrypto.verify(name, key, bytes(one.msg), bytes(one.sig));
        if (one.result === 'acceptable') assert.equal(typeof found, 'boolean');
        else
          assert.equal(found, one.result === 'valid', `${one.tcId}: ${one.comment} (${one.flags.join(' ')})`);
        counts[one.result] += 1;
      }
    assert.equal(
      counts.valid + counts.invalid + counts.acceptable + counts.withContext,
      vectors.numberOfTests,
    );
    assert.ok(counts.valid > 5 && counts.invalid > 20, JSON.stringify(counts));
    t.diagnostic(`${file}: ${JSON.stringify(counts)}`);
  });

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
