import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { algorithm } from './der-values.ts';
import { readDer } from './der.ts';
import type { KeyKind } from './x509-key.ts';
import { checkSignature } from './x509-signature.ts';
import type { StrongHash } from './x509-hash.ts';

const NULL = '0500';
const RSA_SHA256 = '06092a864886f70d01010b';
const RSA = '06092a864886f70d010101';
const PSS = '06092a864886f70d01010a';
const ECDSA_SHA256 = '06082a8648ce3d040302';
const SHA256 = `300d0609608648016503040201${NULL}`;
const SHA512 = `300d0609608648016503040203${NULL}`;
const MGF1 = '06092a864886f70d010108';

function sequence(...parts: readonly string[]): string {
  const content = parts.join('');
  return `30${(content.length / 2).toString(16).padStart(2, '0')}${content}`;
}

function explicit(number: number, content: string): string {
  return `a${number}${(content.length / 2).toString(16).padStart(2, '0')}${content}`;
}

const pss = (hash: string, mask: string, salt: number): string =>
  sequence(
    explicit(0, hash),
    explicit(1, sequence(MGF1, mask)),
    explicit(2, `0201${salt.toString(16).padStart(2, '0')}`),
  );

/** The name of the algorithm that `Crypto` is asked for, or the code and text of the fault. */
async function asked(identifier: string, type: KeyKind, digest?: StrongHash): Promise<string> {
  let name = '';
  const crypto: Crypto = {
    hasher: () => assert.fail('no digest is needed'),
    verify: (wanted) => {
      name = wanted;
      return Promise.resolve(true);
    },
  };
  const none = new Uint8Array(0);
  const der = readDer(fromHex(identifier) ?? assert.fail(identifier), 'x');
  const check = {
    algorithm: algorithm(der, 'algorithm'),
    key: { spki: none, type },
    message: none,
    signature: none,
  };
  try {
    await checkSignature(crypto, { ...check, of: 'it', place: 'x', ...(digest ? { digest } : {}) });
  } catch (fault) {
    assert.ok(fault instanceof Error && 'code' in fault);
    return `${String(fault.code)} ${fault.message}`;
  }
  return name;
}

const rsa = (bits = 2048, only?: StrongHash): KeyKind => ({ kind: 'rsa', bits, pss: only });
const ecdsa = (curve: 'p256' | 'p384' | 'p521'): KeyKind => ({ kind: 'ecdsa', curve });

test('a signature algorithm and a key make the name that is asked for', async () => {
  assert.equal(await asked(sequence(RSA_SHA256, NULL), rsa()), 'rsa-pkcs1-sha256');
  assert.equal(await asked(sequence(RSA_SHA256), rsa(8192)), 'rsa-pkcs1-sha256');
  assert.equal(await asked(sequence(RSA, NULL), rsa(), 'sha384'), 'rsa-pkcs1-sha384');
  assert.equal(await asked(sequence(ECDSA_SHA256), ecdsa('p384'), 'sha256'), 'ecdsa-p384-sha256');
  assert.equal(await asked(sequence(PSS, pss(SHA256, SHA256, 32)), rsa()), 'rsa-pss-sha256');
  assert.equal(await asked(sequence(PSS, pss(SHA512, SHA512, 64)), rsa(4096, 'sha512')), 'rsa-pss-sha512');
});

test('what may be right and is not checked here is said so', async () => {
  for (const [identifier, type, digest] of [
    [sequence(ECDSA_SHA256), ecdsa('p521')],
    [sequence(ECDSA_SHA256), { kind: 'other', oid: '1.3.132.0.10' }],
    [sequence(RSA, NULL), rsa()], // in a certificate: no digest is named
    [sequence(RSA_SHA256, NULL), rsa(2048, 'sha256')], // a key for RSA-PSS alone
    [sequence(PSS, pss(SHA512, SHA512, 64)), rsa(2048, 'sha256')],
    [sequence(PSS), rsa()], // the defaults: SHA-1
    [sequence(PSS, sequence()), rsa()],
    [sequence(PSS, pss(SHA256, SHA512, 32)), rsa()],
    [sequence(PSS, pss(SHA256, SHA256, 20)), rsa()],
    [sequence('06092a864886f70d010105', NULL), rsa(), 'sha256'], // RSA with SHA-1
  ] as const)
    assert.match(await asked(identifier, type, digest), /^notCheckedHere /, identifier);
});

test('what contradicts itself is invalid', async () => {
  for (const [identifier, type, digest, message] of [
    [sequence(RSA_SHA256, NULL), rsa(), 'sha512', /one digest algorithm, sha512/],
    [sequence(PSS, pss(SHA256, SHA256, 32)), rsa(), 'sha512', /one digest algorithm, sha512/],
    [sequence(RSA_SHA256, NULL), ecdsa('p256'), 'sha256', /a key of another kind/],
    [sequence(ECDSA_SHA256), rsa(), 'sha256', /a key of another kind/],
    [sequence(ECDSA_SHA256, '020101'), ecdsa('p256'), 'sha256', /without parameters/],
    [sequence(RSA_SHA256, NULL), rsa(2047), 'sha256', /2048 bits or more/],
  ] as const) {
    const answer = await asked(identifier, type, digest);
    assert.match(answer, /^timestampInvalid /, identifier);
    assert.match(answer, message);
  }
  assert.match(await asked(sequence(RSA_SHA256, NULL), rsa(8193)), /^limitExceeded .*at most 8192 bits/);
});
