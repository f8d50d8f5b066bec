import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasProgram } from '../../test/support/programs.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { keyFile, encryptedPem } from './keys.ts';

const passphrase = 'nine slow horses ü';

test('a key under a passphrase is the same key again, and opens with no other passphrase', () => {
  for (const { privateKey, publicKey } of [
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ml-dsa-44'),
  ]) {
    const pem = encryptedPem(privateKey.export({ type: 'pkcs8', format: 'der' }), passphrase);
    const spki = (key: typeof publicKey) => key.export({ type: 'spki', format: 'der' });
    assert.deepEqual(spki(createPublicKey(createPrivateKey({ key: pem, passphrase }))), spki(publicKey));
    assert.throws(() => createPrivateKey({ key: pem, passphrase: 'another' }));
    assert.throws(() => createPrivateKey(pem));
  }
});

test('openssl reads a key under a passphrase, and says that scrypt made it dear to guess', (t) => {
  if (!hasProgram('openssl')) return t.skip('openssl not installed');
  const path = join(temporaryFolder(t), 'key.pem');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, encryptedPem(privateKey.export({ type: 'pkcs8', format: 'der' }), passphrase));
  const openssl = (...args: string[]) => spawnSync('openssl', args, { encoding: 'utf8' });
  const read = openssl('pkey', '-in', path, '-passin', `pass:${passphrase}`, '-pubout');
  assert.equal(read.stdout, publicKey.export({ type: 'spki', format: 'pem' }), read.stderr);
  const parsed = openssl('asn1parse', '-in', path).stdout;
  for (const part of [/PBES2/, /scrypt|1\.3\.6\.1\.4\.1\.11591\.4\.11/, /:4000\n/, /aes-256-cbc/])
    assert.match(parsed, part);
  assert.notEqual(openssl('pkey', '-in', path, '-passin', 'pass:another').status, 0);
});

test('a key file that was made with a passphrase opens with it alone', async (t) => {
  const folder = temporaryFolder(t);
  const made = await keyFile(folder, 'own', 'ed25519', passphrase);
  assert.match(readFileSync(join(folder, 'own.pem'), 'utf8'), /ENCRYPTED/);
  assert.equal((await keyFile(folder, 'own', 'ed25519', passphrase)).fingerprint, made.fingerprint);
  for (const wrong of ['another', undefined])
    await assert.rejects(keyFile(folder, 'own', 'ed25519', wrong), { code: 'wrongKey' });
});
