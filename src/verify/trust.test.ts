import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { testCrypto as crypto } from '../../test/support/crypto.ts';
import { utf8 } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { readTrust } from './trust.ts';

const at = (path: string): string => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8');
const policy = at('package/trust.txt');
const pem = at('timestamps/rsa-root.pem');
const read = (text: string) => readTrust(utf8(text), 'trust.txt', crypto);
const code = (text: string): string => {
  try {
    read(text);
    return 'read';
  } catch (error) {
    assert.ok(error instanceof Fault);
    return error.code;
  }
};

test('a trust file is a policy or certificates', () => {
  assert.equal(read(policy).policy?.logs.length, 2);
  assert.deepEqual([read(pem).policy, read(pem).authorities.length], [undefined, 1]);
  assert.equal(read(`CN=Example\n${pem}`).authorities.length, 1, 'words beside a certificate are commentary');
  assert.equal(read(`# -----BEGIN CERTIFICATE-----\n${policy}`).policy?.logs.length, 2, 'so is a comment');
});

test('a policy and certificates in one file are refused, so that no line of it is passed over', () => {
  for (const both of [policy + pem, pem + policy, `${pem}quorum none\n`, `${pem}  log x\n`])
    assert.equal(code(both), 'policyInvalid');
});

test('what is no certificate is refused when it is read, and no package is blamed for it', () => {
  for (const body of ['AAAA', Buffer.from('no certificate').toString('base64')])
    assert.equal(
      code(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`),
      'timestampInvalid',
    );
});
