// Every answer here comes from a real `openssl ts` authority on loopback (test/support/tsa.ts).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { utf8 } from '../../base/bytes.ts';
import { Refusal, type RefusalCode } from '../../base/refusal.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import { testCrypto } from '../../../test/support/crypto.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import {
  startTimestampAuthority,
  type AuthorityOptions,
  type TimestampAuthority,
} from '../../../test/support/tsa.ts';
import { withEnvironment } from '../../../test/support/temporary.ts';
import { requestTimestamp, type ObtainedTimestamp } from './timestamp.acts.ts';
import { chainPem } from './timestamp.ts';

const skip = hasProgram('openssl') ? false : 'openssl is not installed';
const data = utf8('example.org/log\n7\nAAAA\n');

async function authority(t: TestContext, options: AuthorityOptions): Promise<TimestampAuthority> {
  const started = await startTimestampAuthority(options);
  t.after(() => started.stop());
  return started;
}

interface Asking {
  readonly trust?: readonly Uint8Array[];
  readonly timeLimitMs?: number;
}

function ask(tsa: TimestampAuthority, asking: Asking = {}): Promise<ObtainedTimestamp> {
  const random = (bytes: Uint8Array<ArrayBuffer>): void => void randomFillSync(bytes);
  const trust = certificatesOfPem(tsa.caPem, 'root.pem');
  return requestTimestamp({ url: tsa.url, data, trust, crypto: testCrypto, random, ...asking });
}

/** The commands of docs/formats/timestamp.md. `openssl ts` knows no RSA-PSS; `openssl cms` does. */
function opensslAccepts(
  folder: string,
  { response, verified }: ObtainedTimestamp,
  command: 'ts' | 'cms',
): boolean {
  writeFileSync(join(folder, 'checkpoint.note'), data);
  writeFileSync(join(folder, 'x.tsr'), response);
  writeFileSync(join(folder, 'chain.pem'), chainPem(response, verified.chain, 'x.tsr'));
  const openssl = (...args: readonly string[]): boolean =>
    spawnSync('openssl', args, { cwd: folder }).status === 0;
  const by = ['-CAfile', 'chain.pem', '-attime', String(Math.floor(Date.parse(verified.time) / 1000))];
  if (command === 'ts') return openssl('ts', '-verify', '-data', 'checkpoint.note', '-in', 'x.tsr', ...by);
  const isExtracted = openssl('ts', '-reply', '-in', 'x.tsr', '-token_out', '-out', 'x.tok');
  const cms = ['cms', '-verify', '-inform', 'DER', '-in', 'x.tok', '-purpose', 'timestampsign'];
  return isExtracted && openssl(...cms, ...by, '-out', 'x.info');
}

const HONEST: readonly AuthorityOptions[] = [
  { key: 'rsa', bindingDigest: 'sha1' },
  { key: 'rsa-pss' },
  { key: 'p256' },
  { key: 'p256', intermediate: true, digest: 'sha512' },
  { key: 'p384', digest: 'sha384' },
  { key: 'p521', digest: 'sha512' },
];

for (const options of HONEST)
  test(
    `an honest authority with ${JSON.stringify(options)} gives a token that openssl accepts`,
    { skip },
    async (t) => {
      const tsa = await authority(t, options);
      const obtained = await ask(tsa);
      const { verified } = obtained;
      assert.equal(verified.trusted, true);
      assert.equal(verified.authorityName, 'C=XA, O=Example Trust, CN=Example Time Stamps');
      assert.equal(verified.policy, '1.3.6.1.4.1.99999.1');
      assert.equal(verified.serial, '2');
      assert.equal(verified.chain.length, options.intermediate ? 3 : 2);
      assert.ok(opensslAccepts(tsa.folder, obtained, options.key === 'rsa-pss' ? 'cms' : 'ts'));
    },
  );

test('without a trusted certificate the token is checked and said to be untrusted', { skip }, async (t) => {
  const tsa = await authority(t, {});
  const { verified } = await ask(tsa, { trust: [] });
  assert.equal(verified.trusted, false);
  assert.equal(verified.chain.length, 2, 'the root in the token is shown, and not believed');
});

const REFUSED: readonly (readonly [AuthorityOptions, RefusalCode, RegExp])[] = [
  [{ answer: 'otherNonce' }, 'badInput', /the nonce of the request, from .*; found another nonce/],
  [
    { answer: 'otherImprint' },
    'badInput',
    /a time stamp over sha256 [0-9a-f]{64}, from .*; found one over sha256/,
  ],
  [
    { answer: 'withoutCertificate' },
    'badInput',
    /signer's certificate, beside the signature or brought along, from .*; found none/,
  ],
  [
    { answer: 'flippedSignature', key: 'rsa' },
    'badInput',
    /authority's signature to verify, from .*; found a wrong signature/,
  ],
  [
    { answer: 'flippedSignature' },
    'badInput',
    /authority's signature to verify, from .*; found a wrong signature/,
  ],
  [
    { answer: 'otherSigner' },
    'badInput',
    /attribute to name the certificate of the signer, from .*; found another/,
  ],
  [
    { answer: 'rejection' },
    'badInput',
    /a granted time stamp, from .*; found a refusal \(status 2, .*badAlg/,
  ],
  [{ certificate: 'expired' }, 'badInput', /Time Stamps to be valid at .*; found valid from/],
  [{ certificate: 'notYetValid' }, 'badInput', /Time Stamps to be valid at .*; found valid from/],
  [{ certificate: 'otherUse' }, 'badInput', /a critical extended key usage/],
  [{ certificate: 'twoUses' }, 'badInput', /timeStamping alone/],
  [{ answer: 'closed' }, 'notReachable', /no connection \(ECONNREFUSED\)/],
  [{ answer: 'error' }, 'notReachable', /HTTP status 503/],
  [{ answer: 'redirect' }, 'notReachable', /HTTP status 302/],
  [{ answer: 'html' }, 'badInput', /found text\/html/],
  [{ answer: 'huge' }, 'tooLarge', /at most 65536 bytes/],
];

for (const [options, code, message] of REFUSED)
  test(`an authority with ${JSON.stringify(options)} is refused`, { skip }, async (t) => {
    const tsa = await authority(t, options);
    await assert.rejects(ask(tsa), (refusal) => {
      assert.ok(refusal instanceof Refusal, String(refusal));
      assert.equal(refusal.code, code, refusal.message);
      assert.match(refusal.message, message);
      return true;
    });
  });

test('an authority within the house is not asked unless its host is named', { skip }, async (t) => {
  const tsa = await authority(t, {});
  withEnvironment(t, { COMITY_INTERNAL_HOSTS: '' });
  await assert.rejects(ask(tsa), { code: 'notAllowed', entry: 'notAllowed.internalAddress' });
});

for (const answer of ['never', 'half'] as const)
  test(`an authority that answers ${answer} is given up on after the time limit`, { skip }, async (t) => {
    const tsa = await authority(t, { answer });
    const expected = { name: 'Refusal', code: 'notReachable', found: 'nothing within 0.2 seconds' };
    await assert.rejects(ask(tsa, { timeLimitMs: 200 }), expected);
  });

for (const url of [
  'ftp://tsa.example/',
  'file:///etc/passwd',
  'http://user:secret@tsa.example/',
  'tsa.example',
])
  test(`the address ${url} is refused before anything is sent`, async () => {
    const order = { url, data, trust: [], crypto: testCrypto, random: () => undefined };
    const fetch = (): never => assert.fail('sent');
    await assert.rejects(requestTimestamp({ ...order, fetch }), (refusal) => {
      assert.ok(refusal instanceof Refusal);
      assert.equal(refusal.code, 'badUsage');
      assert.doesNotMatch(refusal.message, /secret/);
      return true;
    });
  });
