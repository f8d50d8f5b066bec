import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat, fromHex, utf8 } from '../base/bytes.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { Fault, type FaultCode } from './fault.ts';
import {
  MAX_TIMESTAMP_BYTES,
  parseTimestampResponse,
  parseTimestampToken,
  tokenWithin,
} from './timestamp-token.ts';
import { verifyTimestamp, type TimestampQuestion, type VerifiedTimestamp } from './timestamp.ts';
import { certificatesOfPem } from './x509-pem.ts';
import { testCrypto } from '../../test/support/crypto.ts';

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/timestamps/${name}`, import.meta.url)));
}

const data = fixture('checkpoint.note');
const nonce = Uint8Array.from({ length: 16 }, (_, i) => 0x80 + i);
const stamps = ['rsa', 'p256'].map((name) => {
  const token = fixture(`${name}.tsr`);
  const trust = certificatesOfPem(new TextDecoder().decode(fixture(`${name}-root.pem`)), `${name}-root.pem`);
  return { name, token, trust, place: `${name}.tsr` };
});
const [rsa, p256] = stamps;
assert.ok(rsa && p256);

function check(
  question: Partial<TimestampQuestion>,
  crypto: Crypto = testCrypto,
): Promise<VerifiedTimestamp> {
  const whole = { ...p256, ...('digest' in question ? {} : { data }), ...question };
  return verifyTimestamp(crypto, whole as TimestampQuestion); // one of data and digest was just given
}

async function refused(
  question: Partial<TimestampQuestion>,
  message: RegExp,
  code: FaultCode = 'timestampInvalid',
): Promise<void> {
  await assert.rejects(check(question), (fault) => {
    assert.ok(fault instanceof Fault, String(fault));
    assert.match(fault.message, message);
    assert.equal(fault.code, code);
    return true;
  });
}

for (const { name, ...stamp } of stamps)
  test(`the stamp ${name}.tsr stands, though its certificate has ended since`, async () => {
    const verified = await check({ ...stamp, nonce });
    const { time, serial, policy, authorityName, trusted } = verified;
    assert.match(time, /^2026-11-25T00:\d\d:\d\dZ$/);
    assert.deepEqual(
      { serial, policy, authorityName, trusted },
      {
        serial: '2',
        policy: '1.3.6.1.4.1.99999.1',
        authorityName: 'C=XA, O=Example Trust, CN=Example Time Stamps',
        trusted: true,
      },
    );
    assert.equal(verified.chain.length, name === 'rsa' ? 2 : 3);
    const token = tokenWithin(stamp.token, 'x');
    assert.deepEqual(await check({ ...stamp, token }), verified, 'the token alone says the same');
  });

test('a digest may stand for the data, if it is of the algorithm of the stamp', async () => {
  const bytes = digestOf(testCrypto, 'sha256', data);
  assert.equal((await check({ digest: { algorithm: 'sha256', bytes } })).trusted, true);
  const longer = digestOf(testCrypto, 'sha512', data);
  await refused({ digest: { algorithm: 'sha512', bytes: longer } }, /over sha512 .*; found one over sha256/);
  await refused({ digest: { algorithm: 'sha512', bytes } }, /over sha512 .*; found one over sha256/);
});

test('other data is refused', () =>
  refused(
    { data: concat(data, utf8('\n')) },
    /a time stamp over sha256 [0-9a-f]{64}; found one over sha256/,
  ));

test('the nonce is compared as a number', async () => {
  await check({ nonce: concat(Uint8Array.of(0, 0), nonce) });
  await refused({ nonce: nonce.subarray(1) }, /the nonce of the request; found another/);
  await refused({ nonce: new Uint8Array(0) }, /the nonce of the request; found another/);
});

test('without trust everything else is checked, and nothing is believed', async () => {
  const verified = await check({ trust: [] });
  assert.equal(verified.trusted, false);
  assert.equal(verified.chain.length, 3);
  await refused({ trust: [], data: utf8('other') }, /a time stamp over/);
});

test("another authority's root does not vouch", () =>
  refused({ trust: rsa.trust }, /chain to a trusted certificate|to verify/));

test('a trusted certificate that is none is refused under its own name', () =>
  refused({ trust: [utf8('-----BEGIN CERTIFICATE-----')] }, /^trusted certificates: expected/));

test('an algorithm that the platform lacks is not called a wrong signature', async () => {
  const poor: Crypto = { ...testCrypto, verify: () => Promise.resolve(undefined) };
  await assert.rejects(check({}, poor), { code: 'notCheckedHere', expected: /ecdsa-p256-sha256/ });
});

const response = (hexText: string): Uint8Array => fromHex(hexText.replaceAll(' ', '')) ?? assert.fail();

test('a refusal of the authority is told in its words, made safe to print', async () => {
  // rejection, "no\u202e", failInfo bit 0
  assert.deepEqual(
    parseTimestampResponse(response('3014 3012 020102 3007 0c056e6fe280ae 0304 00800000'), 'x'),
    {
      status: 2,
      says: ['no ', 'badAlg'],
      token: undefined,
    },
  );
  await refused({ token: response('3005 3003 020102') }, /a granted time stamp; found status 2/);
});

for (const [why, token, message, code] of [
  ['nothing', '', /found the end/],
  ['a page of HTML', '3c21646f6374797065', /tag 0x30|bytes of content/],
  ['a grant without a token', '3005 3003 020100', /a token, as the request was granted; found none/],
  ['a refusal with a token', '3007 3003 020102 3000', /no token, as the request was refused; found one/],
  ['an unknown status', '3005 3003 020106', /PKIStatus from 0 to 5/],
  ['a token of another type', '300f 0609 2a864886f70d010701 a002 0500', /a CMS SignedData/],
  ['an indefinite length', '3080', /BER/, 'notCheckedHere'],
] as const)
  test(`a file with ${why} is refused`, () => refused({ token: response(token) }, message, code));

test('more than 64 KiB is refused unread', () =>
  refused({ token: new Uint8Array(MAX_TIMESTAMP_BYTES + 1) }, /at most 65536 bytes/, 'limitExceeded'));

test('a stamp cut anywhere is refused', async () => {
  for (const { token, trust } of stamps)
    for (let length = 0; length < token.length; length += 3)
      await refused({ token: token.subarray(0, length), trust }, /found/);
});

/** Where a change is not seen, because nothing is read there or nobody signed it: see docs/formats/timestamp.md. */
function isUnsigned(token: Uint8Array, verified: VerifiedTimestamp, at: number): boolean {
  const pkiStatus = 8; // granted, or granted with modifications
  const { certificates } = parseTimestampToken(tokenWithin(token, 'x'), 'x').signedData;
  const used = certificates.slice(0, verified.chain.length - 1); // the last of the chain is the trusted copy
  const unused = certificates.filter((certificate) => !used.includes(certificate)).map(({ der }) => der);
  const isIn = (der: Uint8Array): boolean =>
    at >= der.byteOffset - token.byteOffset && at < der.byteOffset - token.byteOffset + der.length;
  return at === pkiStatus || unused.some(isIn);
}

for (const { name, token, trust } of stamps)
  test(`a flipped bit in ${name}.tsr is refused, or lies outside what is signed and changes no answer`, async (t) => {
    const whole = await check({ token, trust, nonce });
    let unseen = 0;
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << ((at * 5) % 8));
      const answer = await check({ token: changed, trust, nonce }).catch((fault: unknown) => fault);
      if (answer instanceof Fault) continue;
      assert.deepEqual(answer, whole, `byte ${at}`);
      assert.ok(isUnsigned(token, whole, at), `byte ${at}`);
      unseen++;
    }
    t.diagnostic(`${token.length} flips, ${unseen} unseen, all in the unused root or the status`);
  });

test('a stamp cut up, repeated and overwritten at random ends in a Fault or in the same answer', async () => {
  const whole = await Promise.all(stamps.map(({ token, trust }) => check({ token, trust })));
  const edit = fc.record({
    at: fc.nat(3000),
    remove: fc.nat(8),
    insert: fc.uint8Array({ maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(1), fc.array(edit, { minLength: 1, maxLength: 4 }), async (which, edits) => {
      const stamp = stamps[which] ?? assert.fail();
      const changed = edits.reduce<Uint8Array>(
        (bytes, { at, remove, insert }) => concat(bytes.subarray(0, at), insert, bytes.subarray(at + remove)),
        stamp.token,
      );
      const answer = await check({ token: changed, trust: stamp.trust }).catch((fault: unknown) => fault);
      if (!(answer instanceof Fault)) assert.deepEqual(answer, whole[which]);
    }),
    { numRuns: 1500 },
  );
});
