// Keys as authenticators write them, against the runtime's own encoder of the same keys.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { spkiOfCose } from './cose-key.ts';

test('keys of P-256 and Ed25519 become the SubjectPublicKeyInfo that openssl reads', () => {
  for (const kind of ['es256', 'ed25519'] as const) {
    const { cose, spki } = made(kind);
    assert.deepEqual(Buffer.from(spkiOfCose(cose) ?? []), spki, kind);
  }
});

test('another kind of key, and one with a byte changed, missing or added, signs no events', () => {
  assert.equal(spkiOfCose(Buffer.from('a401030339010020590100', 'hex')), undefined, 'RSA');
  for (const kind of ['es256', 'ed25519'] as const) {
    const { cose } = made(kind);
    for (let end = 0; end < cose.length; end++) assert.equal(spkiOfCose(cose.subarray(0, end)), undefined);
    assert.equal(spkiOfCose(Buffer.concat([cose, Buffer.of(0)])), undefined);
    for (const at of [0, 4, 6, 9]) {
      const changed = Buffer.from(cose);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal(spkiOfCose(changed), undefined, `${kind} byte ${at}`);
    }
  }
});

function made(kind: 'es256' | 'ed25519'): { cose: Buffer; spki: Buffer } {
  const pair =
    kind === 'es256'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : generateKeyPairSync('ed25519');
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  const part = (text: string): Buffer => Buffer.from(text, 'base64url');
  const cose =
    kind === 'es256'
      ? ['a5', '01', '02', '03', '26', '20', '01', '21', '5820', part(x), '22', '5820', part(y)]
      : ['a4', '01', '01', '03', '27', '20', '06', '21', '5820', part(x)];
  return {
    cose: Buffer.concat(cose.map((one) => (typeof one === 'string' ? Buffer.from(one, 'hex') : one))),
    spki: pair.publicKey.export({ format: 'der', type: 'spki' }),
  };
}
