import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hex, utf8 } from '../../base/bytes.ts';
import { digestOf } from '../../verify/crypto.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import { testCrypto } from '../../../test/support/crypto.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { chainPem, timestampRequest } from './timestamp.ts';

const data = utf8('hello');

function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../../fixtures/timestamps/${name}`, import.meta.url));
}

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
  const file = join(temporaryFolder(t), 'request.tsq');
  writeFileSync(file, timestampRequest(testCrypto, data, Uint8Array.of(0xab, 0xcd)));
  const { stdout, status } = spawnSync('openssl', ['ts', '-query', '-text', '-in', file]);
  const text = stdout.toString();
  assert.equal(status, 0);
  assert.match(text, /Version: 1\nHash Algorithm: sha256/);
  assert.match(text, /Nonce: 0xABCD\nCertificate required: yes/);
});

test('a chain holds each certificate once, those of the token first', () => {
  const root = certificatesOfPem(fixture('p256-root.pem').toString(), 'p256-root.pem');
  const other = certificatesOfPem(fixture('rsa-root.pem').toString(), 'rsa-root.pem');
  const chain = certificatesOfPem(
    chainPem(fixture('p256.tsr'), [...root, ...other, ...other], 'p256.tsr'),
    'chain.pem',
  );
  assert.equal(chain.length, 4);
  assert.deepEqual(chain.slice(2), [...root, ...other]);
  assert.throws(() => chainPem(utf8('not a stamp'), [], 'x.tsr'), { name: 'Fault', place: 'x.tsr' });
});

test('the commands of docs/formats/timestamp.md work as they are printed', (t) => {
  if (!hasProgram('openssl')) return t.skip('openssl is not installed');
  const folder = temporaryFolder(t);
  const page = readFileSync(new URL('../../../docs/formats/timestamp.md', import.meta.url), 'utf8');
  const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]);
  const place = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes);
  place('checkpoint.note', fixture('checkpoint.note'));
  place('x.tsr', fixture('p256.tsr'));
  place('root.pem', fixture('p256-root.pem'));
  place('chain.pem', chainPem(fixture('p256.tsr'), [], 'x.tsr'));
  const { stdout, stderr, status } = spawnSync('sh', ['-e', '-c', commands.join('\n')], { cwd: folder });
  assert.equal(status, 0, stderr.toString());
  const text = stdout.toString();
  assert.equal(commands.length, 4);
  assert.match(text, /Time stamp: Nov 25 00:\d\d:\d\d 2026 GMT/);
  assert.equal(text.match(/Verification: OK/g)?.length, 2);
  assert.match(text, /subject=C=XA, O=Example Trust, CN=Example Root/);
  assert.ok(text.includes(`${/is `([0-9a-f]{64})`/.exec(page)?.[1]}  checkpoint.note`));
});

test('the example bytes of docs/formats/timestamp.md are those of the fixture', () => {
  const page = readFileSync(new URL('../../../docs/formats/timestamp.md', import.meta.url), 'utf8');
  const block = /```\n(30 82[\s\S]*?)```/.exec(page)?.[1] ?? assert.fail('no example');
  const bytes = block
    .split('\n')
    .map((line) => /^\s*((?:[0-9a-f]{2} )*[0-9a-f]{2})(?: {2}|$)/.exec(line)?.[1] ?? '');
  const written = bytes.join('').replaceAll(' ', '');
  assert.equal(written, hex(fixture('p256.tsr').subarray(0, written.length / 2)));
});
