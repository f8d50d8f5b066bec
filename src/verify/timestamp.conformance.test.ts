// Other people's time stamps, judged by us, by `openssl ts`, by `openssl cms` and by pkijs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromBER } from 'asn1js';
import { Certificate as PkiCertificate, ContentInfo, SignedData as PkiSignedData } from 'pkijs';
import { hex, utf8 } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { parseTimestampToken, tokenWithin } from './timestamp-token.ts';
import { verifyTimestamp, type VerifiedTimestamp } from './timestamp.ts';
import { strongHash } from './x509-hash.ts';
import { certificatesOfPem, pemOfCertificates } from './x509-pem.ts';
import { testCrypto } from '../../test/support/crypto.ts';
import { hasProgram } from '../../test/support/programs.ts';
import { sharedData } from '../../test/support/shared.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { tokensUnder } from '../../test/support/timestamp-corpus.ts';

const RFC3161 = sharedData('conformance/rfc3161');
const EIDAS = sharedData('conformance/eidas-dss');
const hasOpenssl = hasProgram('openssl');

interface Case {
  readonly file: string;
  readonly data: Uint8Array;
  readonly chain: string;
  readonly time?: string;
  /** The certificate is not in the token, so the chain has to bring it. */
  readonly isBare?: boolean;
  readonly refused?: RegExp;
}

const hello = utf8('hello');
const sigstage = { data: hello, chain: 'sigstage/ts_chain.pem' };
const CASES: readonly Case[] = [
  { ...sigstage, file: 'sigstage/response-sha256.tsr', time: '2025-05-09T11:58:55Z' },
  { ...sigstage, file: 'sigstage/response-sha384.tsr', time: '2025-05-09T11:58:55Z' },
  { ...sigstage, file: 'sigstage/response-sha512.tsr', time: '2025-05-09T11:58:56Z' },
  { ...sigstage, file: 'sigstage/response-no-embedded-cert.tsr', time: '2025-06-18T08:13:02Z', isBare: true },
  {
    ...sigstage,
    file: 'sigstage/response-invalid-signature.tsr',
    refused: /authority's signature to verify/,
  },
];

function stampOf(name: string): { token: Uint8Array; chain: Uint8Array[]; place: string } {
  assert.ok(RFC3161);
  const [file = '', pem = ''] = name.split(' ');
  const chain = certificatesOfPem(readFileSync(join(RFC3161, pem), 'latin1'), pem);
  return { token: new Uint8Array(readFileSync(join(RFC3161, file))), chain, place: file };
}

test('the stamps of rfc3161 are judged as their names say, and as openssl does', async (t) => {
  if (RFC3161 === undefined) return t.skip('../shared/data/conformance/rfc3161 is not there');
  if (!hasOpenssl) return t.skip('openssl is not installed');
  const folder = temporaryFolder(t);
  const payload = new Uint8Array(readFileSync(join(RFC3161, 'sigstore.mock/payload')));
  // "expired" is what it is today: it was made while its certificate was valid, so it stands
  const file = 'sigstore.mock/response-expired.tsr';
  const mock = {
    file,
    data: payload,
    chain: 'sigstore.mock/ts_chain.pem',
    time: '2023-02-01T00:00:00Z',
    isBare: true,
  };
  for (const one of [...CASES, mock] as readonly Case[]) {
    const stamp = stampOf(`${one.file} ${one.chain}`);
    const trust = stamp.chain.slice(-1);
    const question = { ...stamp, trust, data: one.data };
    const answer = await verifyTimestamp(testCrypto, question).catch((fault: unknown) => fault);
    const at = one.time ?? '2025-05-09T11:58:55Z';
    const openssl = opensslTs(folder, {
      ...stamp,
      trust: stamp.chain,
      at,
      over: ['-data', dataFile(folder, one.data)],
    });
    if (one.refused) {
      assert.ok(answer instanceof Fault);
      assert.match(answer.message, one.refused);
    } else {
      assert.ok(!(answer instanceof Error), `${one.file}: ${String(answer)}`);
      assert.equal((answer as VerifiedTimestamp).time, one.time); // an answer, as it is no error
    }
    assert.equal(openssl, one.refused === undefined, one.file);
    if (one.isBare)
      await assert.rejects(
        verifyTimestamp(testCrypto, { ...question, chain: [] }),
        /certificate, beside the signature or brought/,
      );
  }
  t.diagnostic(`${CASES.length + 1} stamps of rfc3161, all as expected`);
});

test('the expired stamp of rfc3161 does not stand today', async (t) => {
  if (RFC3161 === undefined) return t.skip('../shared/data/conformance/rfc3161 is not there');
  if (!hasOpenssl) return t.skip('openssl is not installed');
  const folder = temporaryFolder(t);
  const stamp = stampOf('sigstore.mock/response-expired.tsr sigstore.mock/ts_chain.pem');
  const over = ['-data', join(RFC3161, 'sigstore.mock/payload')];
  assert.equal(opensslTs(folder, { ...stamp, trust: stamp.chain, at: '2026-01-01T00:00:00Z', over }), false);
});

/** Why a stamp of the corpus is not accepted by us; each is explained in docs/formats/timestamp.md. */
const REASONS: { readonly [why: string]: { readonly message: RegExp; readonly count: number } } = {
  'BER, not DER': { message: /BER, indefinite length/, count: 7 },
  'imprint of SHA-224': { message: /imprint .*found SHA-224/, count: 1 },
  'message digest of MD5': { message: /message digest .*found MD5/, count: 1 },
  'RSA key of 1,024 bits': { message: /RSA key of 2048 bits .*found 1024/, count: 1 },
  'issuer limited to another purpose': { message: /an authority for this purpose/, count: 2 },
  'content changed': { message: /message-digest attribute to be the digest/, count: 1 },
};

test('the stamps within eidas-dss are judged as openssl does, but for the differences that are listed', async (t) => {
  if (EIDAS === undefined) return t.skip('../shared/data/conformance/eidas-dss is not there');
  if (!hasOpenssl) return t.skip('openssl is not installed');
  const folder = temporaryFolder(t);
  const refusals = new Map<string, number>();
  const accepted = { byAll: 0, byCmsAlone: 0 };
  const tokens = await tokensUnder(EIDAS);
  for (const { name, bytes } of tokens) {
    const answer = await verified(bytes, name);
    if (answer instanceof Fault) {
      const why = Object.entries(REASONS).find(([, reason]) => reason.message.test(answer.message))?.[0];
      assert.ok(why, answer.message);
      refusals.set(why, (refusals.get(why) ?? 0) + 1);
      continue;
    }
    const parsed = parseTimestampToken(bytes, name);
    const given = { token: bytes, chain: [], trust: answer.chain.slice(-1), at: answer.time };
    const imprint = hex(parsed.info.imprint.digest);
    const byTs = opensslTs(folder, { ...given, over: ['-token_in', '-digest', imprint] });
    assert.ok(byTs || opensslCms(folder, given), `openssl accepts ${name} neither as ts nor as cms`);
    accepted[byTs ? 'byAll' : 'byCmsAlone']++;
  }
  const counts = Object.entries(REASONS).map(([why, { count }]) => [why, count] as const);
  assert.deepEqual(Object.fromEntries(refusals), Object.fromEntries(counts));
  t.diagnostic(`${tokens.length} stamps within eidas-dss: ${accepted.byAll} accepted by us and openssl ts`);
  t.diagnostic(
    `${accepted.byCmsAlone} by us and openssl cms, not openssl ts (RSA-PSS, or OCSP answers among the CRLs)`,
  );
  for (const [why, count] of refusals) t.diagnostic(`${count} not accepted by us: ${why}`);
});

test('a flipped bit in a stamp of eidas-dss ends in a Fault or in the same answer', async (t) => {
  if (EIDAS === undefined) return t.skip('../shared/data/conformance/eidas-dss is not there');
  let same = 0;
  let flips = 0;
  for (const { name, bytes } of await tokensUnder(EIDAS)) {
    const whole = await verified(bytes, name);
    if (whole instanceof Fault) continue;
    const { imprint } = parseTimestampToken(bytes, name).info;
    const digest = { algorithm: strongHash(imprint.algorithm, 'an imprint', name), bytes: imprint.digest };
    for (let i = 0; i < 40; i++, flips++) {
      const at = (flips * 7919) % bytes.length; // a prime: spread over all of each stamp
      const token = bytes.slice();
      token[at] = (token[at] ?? 0) ^ (1 << (i % 8));
      const question = { token, digest, trust: whole.chain.slice(-1), place: name };
      const answer: unknown = await verifyTimestamp(testCrypto, question).catch((fault: unknown) => fault);
      if (answer instanceof Fault) continue;
      assert.deepEqual(answer, whole, `${name} byte ${at}`);
      same++;
    }
  }
  t.diagnostic(
    `${flips} flips, ${same} of them in certificates, revocation data and attributes that nobody relies on`,
  );
});

/** Its own top certificate is trusted, as the corpus says nothing of trust; the imprint is its own. */
async function verified(token: Uint8Array, place: string): Promise<VerifiedTimestamp | Fault> {
  try {
    const { imprint } = parseTimestampToken(token, place).info;
    const digest = { algorithm: strongHash(imprint.algorithm, 'an imprint', place), bytes: imprint.digest };
    const { chain } = await verifyTimestamp(testCrypto, { token, digest, trust: [], place });
    const answer = await verifyTimestamp(testCrypto, { token, digest, trust: chain.slice(-1), place });
    assert.equal(answer.trusted, true);
    return answer;
  } catch (fault) {
    if (fault instanceof Fault) return fault;
    throw fault;
  }
}

interface Given {
  readonly token: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly trust: readonly Uint8Array[];
  readonly at: string;
}

function files(folder: string, { token, trust, chain, at }: Given): string[] {
  writeFileSync(join(folder, 'stamp'), token);
  writeFileSync(join(folder, 'trust.pem'), pemOfCertificates([...trust, ...chain], 'trust.pem'));
  const time = String(Math.floor(Date.parse(at) / 1000));
  return ['-in', 'stamp', '-partial_chain', '-attime', time, '-CAfile', 'trust.pem'];
}

function opensslTs(folder: string, given: Given & { readonly over: readonly string[] }): boolean {
  const args = ['ts', '-verify', ...given.over, ...files(folder, given), '-untrusted', 'trust.pem'];
  return spawnSync('openssl', args, { cwd: folder }).status === 0;
}

/** `openssl ts` is built on an older CMS: no RSA-PSS, nothing but CRLs in the place of CRLs. */
function opensslCms(folder: string, given: Given): boolean {
  const how = ['-inform', 'DER', '-purpose', 'timestampsign', '-out', 'content'];
  const args = ['cms', '-verify', ...how, ...files(folder, given)];
  return spawnSync('openssl', args, { cwd: folder }).status === 0;
}

function dataFile(folder: string, data: Uint8Array): string {
  writeFileSync(join(folder, 'data'), data);
  return 'data';
}

test('pkijs accepts what we accept, byte by byte flipped, but for flips in a root that is not used', async (t) => {
  const fixture = (name: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(readFileSync(new URL(`../../fixtures/timestamps/${name}`, import.meta.url)));
  const data = fixture('checkpoint.note');
  const count = { both: 0, neither: 0, oursAlone: 0, pkijsAlone: 0 };
  for (const name of ['rsa', 'p256']) {
    const token = tokenWithin(fixture(`${name}.tsr`), name);
    const trust = certificatesOfPem(new TextDecoder().decode(fixture(`${name}-root.pem`)), name);
    // the root within the token is of no use beside the trusted one: we pass it over, pkijs tries it first
    const inside = parseTimestampToken(token, name).signedData.certificates.at(-1)?.der;
    const root = (inside?.byteOffset ?? 0) - token.byteOffset;
    const rootBytes = inside?.length ?? 0;
    for (let at = -1; at < token.length; at += 11) {
      const changed = new Uint8Array(token);
      if (at >= 0) changed[at] = (changed[at] ?? 0) ^ 0x10;
      const question = { token: changed, data, trust, place: name };
      const ours = await verifyTimestamp(testCrypto, question).then(
        () => true,
        (fault: unknown) => !(fault instanceof Fault),
      );
      const theirs = await pkijsAccepts(changed, data, trust);
      if (at < 0) assert.ok(ours && theirs);
      if (ours && !theirs) assert.ok(at >= root && at < root + rootBytes, `${name} byte ${at}`);
      count[ours ? (theirs ? 'both' : 'oursAlone') : theirs ? 'pkijsAlone' : 'neither']++;
    }
  }
  assert.ok(count.neither > 200);
  const { both, neither, oursAlone, pkijsAlone } = count;
  t.diagnostic(
    `accepted by both ${both}, by neither ${neither}, by us alone ${oursAlone}, by pkijs alone ${pkijsAlone}`,
  );
});

async function pkijsAccepts(
  token: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
  trust: readonly Uint8Array[],
): Promise<boolean> {
  try {
    const signed = new PkiSignedData({ schema: ContentInfo.fromBER(token).content });
    const trustedCerts = trust.map(
      (der) => new PkiCertificate({ schema: fromBER(new Uint8Array(der)).result }),
    );
    const checkDate = new Date('2026-11-25T01:00:00Z');
    return await signed.verify({ signer: 0, data: data.buffer, trustedCerts, checkChain: true, checkDate });
  } catch {
    return false;
  }
}
