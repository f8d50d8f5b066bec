import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { testCrypto, testSigner } from '../../test/support/crypto.ts';
import { base64, concat, hex, utf8 } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import {
  formatVerifierKey,
  isKeyName,
  keyFingerprint,
  noteKey,
  parseVerifierKey,
  rawKeyOf,
  spkiOf,
} from './note-key.ts';

const EXAMPLE = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

test('the verifier key of the specification is read and written as it is', () => {
  const key = parseVerifierKey(EXAMPLE, 'key', testCrypto);
  assert.equal(key.type, 'ed25519');
  assert.equal(key.keyId, '530d903a');
  assert.equal(formatVerifierKey(key), EXAMPLE);
});

for (const type of ['ed25519', 'cosignature-ed25519', 'cosignature-ml-dsa-44', 'recorded-ed25519'] as const)
  test(`a ${type} verifier key is read back as written, and refused when cut or changed`, () => {
    const { key } = testSigner('log.example/custody', type);
    const text = formatVerifierKey(key);
    assert.deepEqual(parseVerifierKey(text, 'key', testCrypto), key);
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => refuses(text.slice(0, length))),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '0', '+', ' ', 'é'), (at, letter) => {
        if (text[at] !== letter) refuses(text.slice(0, at) + letter + text.slice(at + 1));
      }),
      { numRuns: 200 },
    );
  });

test('a verifier key of another type, length or ID is refused', () => {
  const raw = parseVerifierKey(EXAMPLE, 'key', testCrypto).publicKey;
  for (const material of [
    concat(Uint8Array.of(0x02), raw),
    concat(Uint8Array.of(0xff), utf8('comity/recorded-v2'), raw),
    concat(Uint8Array.of(0x01), raw, Uint8Array.of(0)),
    concat(Uint8Array.of(0x06), raw),
    new Uint8Array(),
  ])
    refuses(`example.com/foo+530d903a+${base64(material)}`);
  refuses(EXAMPLE.replace('530d903a', '530d903b'));
  refuses(EXAMPLE.replace('530d903a', '530D903A'));
  refuses(`${EXAMPLE}\n`);
  refuses('x'.repeat(5000));
});

test('the key ID of a recorded line is over the type byte, its name and the key', () => {
  const raw = new Uint8Array(32).fill(7);
  const key = noteKey(testCrypto, 'log.example/service', 'recorded-ed25519', raw);
  const digest = createHash('sha256')
    .update('log.example/service\n')
    .update(Uint8Array.of(0xff))
    .update('comity/recorded-v1')
    .update(raw)
    .digest('hex');
  assert.equal(key.keyId, digest.slice(0, 8));
});

test('raw keys and SubjectPublicKeyInfo turn into each other', () => {
  for (const type of ['ed25519', 'cosignature-ml-dsa-44'] as const) {
    const { key } = testSigner('a', type); // its SPKI comes from node:crypto
    const algorithm = type === 'ed25519' ? 'ed25519' : 'ml-dsa-44';
    assert.deepEqual(rawKeyOf(key.spki), { algorithm, publicKey: key.publicKey });
    assert.equal(hex(spkiOf(algorithm, key.publicKey)), hex(key.spki));
    assert.equal(keyFingerprint(testCrypto, key), createHash('sha256').update(key.spki).digest('hex'));
    assert.equal(rawKeyOf(key.spki.subarray(1)), undefined);
    assert.equal(rawKeyOf(concat(key.spki, Uint8Array.of(0))), undefined);
    assert.throws(() => spkiOf(algorithm, key.publicKey.subarray(1)), isKeyInvalid);
  }
  const otherOid = Uint8Array.from(spkiOf('ed25519', new Uint8Array(32)));
  otherOid[8] = 0x6f; // X25519 has 0x6e, Ed448 0x71: none of ours
  assert.equal(rawKeyOf(otherOid), undefined);
});

test('a key name has no space of any script, no plus, no control, and at most 255 bytes', () => {
  for (const name of ['example.com/a', 'é', '京', 'x'.repeat(255)]) assert.ok(isKeyName(name), name);
  for (const name of [
    '',
    ' ',
    'a b',
    'a\u00a0b',
    'a\u2028b',
    'a\u3000b',
    'a\u0085b',
    'a+b',
    'a\u0000',
    '\ud800',
    'é'.repeat(128),
  ])
    assert.ok(!isKeyName(name), JSON.stringify(name));
});

function refuses(text: string): void {
  assert.throws(() => parseVerifierKey(text, 'key', testCrypto), isKeyInvalid);
}

function isKeyInvalid(error: unknown): boolean {
  return error instanceof Fault && error.code === 'keyInvalid';
}
