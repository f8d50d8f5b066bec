import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hex, utf8 } from '../base/bytes.ts';
import { digestOf } from '../verify/crypto.ts';
import { certificatesOfPem } from '../verify/x509-pem.ts';
import { testCrypto } from '../../test/support/crypto.ts';
import { hasProgram } from '../../test/support/programs.ts';
import { chainPem, timestampRequest } from './timestamp.ts';

const data = utf8('hello');

for (const [nonce, written] of [
  ['01', '020101'],
  ['000001', '020101'],
  ['80', '02020080'],
  ['00', '020100'],
  ['ffffffffffffffffffffffffffffffff', '021100ffffffffffffffffffffffffffffffff'],
] as const)
  test(`the nonce ${nonce} is written as ${written}, before the wish for a certificate`, () => {
    const request = hex(timestampRequest(testCrypto, data, Buffer.from(nonce, 'hex')));
    const imprint = `3031300d060960864801650304020105000420${hex(digestOf(testCrypto, 'sha256', data))}`;
    assert.equal(request.slice(4), `020101${imprint}${written}0101ff`);
    assert.equal(request.slice(0, 4), `30${((request.length - 4) / 2).toString(16)}`);
  });

test('a nonce too long for a request is a mistake of ours', () =>
  assert.throws(() => timestampRequest(testCrypto, data, new Uint8Array(200).fill(1)), RangeError));

test('openssl reads the request', (t) => {
  if (!hasProgram('openssl')) return t.skip('openssl is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'comity-tsq-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'request.tsq');
  writeFileSync(file, timestampRequest(testCrypto, data, Uint8Array.of(0xab, 0xcd)));
  const { stdout, status } = spawnSync('openssl', ['ts', '-query', '-text', '-in', file]);
  const text = stdout.toString();
  assert.equal(status, 0);
  assert.match(text, /Version: 1\nHash Algorithm: sha256/);
  assert.match(text, /Nonce: 0xABCD\nCertificate required: yes/);
});

test('a chain holds each certificate once, those of the token first', () => {
  const read = (name: string): Buffer =>
    readFileSync(new URL(`../../fixtures/timestamps/${name}`, import.meta.url));
  const root = certificatesOfPem(read('p256-root.pem').toString(), 'p256-root.pem');
  const other = certificatesOfPem(read('rsa-root.pem').toString(), 'rsa-root.pem');
  const chain = certificatesOfPem(
    chainPem(read('p256.tsr'), [...root, ...other, ...other], 'p256.tsr'),
    'chain.pem',
  );
  assert.equal(chain.length, 4);
  assert.deepEqual(chain.slice(2), [...root, ...other]);
  assert.throws(() => chainPem(utf8('not a stamp'), [], 'x.tsr'), { name: 'Fault', place: 'x.tsr' });
});
