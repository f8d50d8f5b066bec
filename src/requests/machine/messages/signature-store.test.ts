// The store of a document (DSS) and answers of OCSP within it: made by `openssl ocsp` for a CA of OpenSSL, beside what OpenSSL says.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ocspAnswer, opensslSays, type Answering } from '../../../../test/support/ocsp.ts';
import {
  barePdf,
  makeSigner,
  revocationList,
  signPdf,
  withStore,
  type Stored,
} from '../../../../test/support/signed-pdf.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import type { Revocation, Standing } from '../../../verify/document-signature.ts';
import { revocationTold } from '../../../verify/x509-revocation.ts';
import { parseCertificate } from '../../../verify/x509.ts';
import { certificatesOfPem } from '../../../verify/x509-pem.ts';
import { documentSignatures, type SignedDocument } from './document-signatures.ts';

const folder = mkdtempSync(join(tmpdir(), 'comity-store-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const HOUR = 3_600_000;
const later = (ms: number): string => new Date(Date.now() + ms).toISOString(); // certificates and answers are made while this runs
const NOW = later(HOUR);
const WHO = 'C=XA, O=Example Ministry, CN=A. Signer';

const der = (pem: string): Buffer => Buffer.from(certificatesOfPem(pem, 'x')[0] ?? assert.fail());
const listDer = (pem: string): Buffer => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

const signer = makeSigner(folder, { name: 'stored' });
const other = makeSigner(folder, { name: 'another' });
const signed = signPdf(barePdf(), signer);
const anchors = [der(signer.rootPem)];

function read(stored: Stored, at = NOW, isPacked = false): Promise<SignedDocument> {
  return documentSignatures(withStore(signed, stored, isPacked), { anchors, at });
}

function standingIn({ signatures: [one] }: SignedDocument): Standing {
  return one?.finding.kind === 'good' ? one.finding.signature.standing : assert.fail(JSON.stringify(one));
}

async function told(stored: Stored, at = NOW, isPacked = false): Promise<Revocation> {
  const found = standingIn(await read(stored, at, isPacked));
  return found.kind === 'anchored' ? found.revocation : assert.fail(JSON.stringify(found));
}

const [certificate, issuer] = [readFileSync(join(folder, 'stored.pem'), 'latin1'), signer.rootPem].map(
  (pem) => parseCertificate(der(pem), 'x'),
);

/** Without a document around it. */
function directly({ lists = [], answers = [] }: Stored, at = NOW, of = certificate) {
  assert.ok(of && issuer);
  return revocationTold(nodeCrypto, { lists, answers }, { certificate: of, issuer, at }, 'x');
}

const answered = (how: Answering): Buffer => ocspAnswer(signer, how);
const UNTOLD = { kind: 'notTold', of: [WHO] };

for (const by of ['responder', 'authority'] as const)
  for (const byKey of [false, true])
    test(`an answer in the store, signed by the ${by} named by ${byKey ? 'key' : 'name'}, says that it is not revoked`, async () => {
      const answer = answered({ by, byKey });
      assert.match(opensslSays(signer, answer), /: good/);
      for (const isPacked of [false, true]) {
        const document = await read({ answers: [answer] }, NOW, isPacked);
        assert.deepEqual(document.store, { certificates: 0, lists: 0, answers: 1 });
        const found = await told({ answers: [answer] }, NOW, isPacked);
        assert.ok(found.kind === 'notRevoked', JSON.stringify(found));
        assert.ok(Math.abs(Date.parse(found.asOf) - Date.now()) < HOUR);
      }
    });

test('one that it calls revoked by then establishes nobody; revoked afterwards it is said', async () => {
  const gone = answered({ since: '200101000000Z' });
  assert.match(opensslSays(signer, gone), /: revoked/);
  const found = standingIn(await read({ answers: [gone] }));
  assert.ok(found.kind === 'unfit' && found.why.reason?.key === 'revoked', JSON.stringify(found));
  assert.deepEqual(found.why.reason.parts.slice(0, 2), [WHO, '2020-01-01T00:00:00Z']);
  const afterwards = await told({ answers: [answered({ since: '470101000000Z' })] });
  assert.deepEqual(afterwards, { kind: 'later', of: WHO, since: '2047-01-01T00:00:00Z' });
});

test('an answer of the responder of another authority, by a certificate for another use, and of one unknown tell nothing', async () => {
  for (const how of [{ by: { of: other } }, { by: 'signer' }, { isUnknown: true }] as const) {
    const answer = answered(how);
    assert.doesNotMatch(opensslSays(signer, answer), /Response verify OK[^]*: good/);
    assert.deepEqual(await told({ answers: [answer] }), UNTOLD, JSON.stringify(Object.keys(how)));
  }
  assert.deepEqual(await told({ answers: [ocspAnswer(other)] }), UNTOLD, 'of another certificate');
});

test('an answer that had run out by the time of the signature tells nothing; made later it counts', async () => {
  const answer = answered({ days: 7 });
  assert.deepEqual(await told({ answers: [answer] }, later(30 * 24 * HOUR)), UNTOLD);
  assert.equal((await told({ answers: [answer] }, later(6 * 24 * HOUR))).kind, 'notRevoked');
  const list = listDer(revocationList(signer)); // of 30 days
  assert.deepEqual(await told({ lists: [list] }, later(60 * 24 * HOUR)), UNTOLD);
  const stored = { lists: [list], answers: [answer] };
  const before = '2020-01-01T00:00:00Z';
  const found = await directly(stored, before);
  assert.ok(found !== undefined && found.since === undefined, 'made after the time asked about');
  const ended = certificate && { ...certificate, notAfter: '2020-06-01T00:00:00Z' };
  assert.equal(await directly(stored, before, ended), undefined, 'it may be left out once it has ended');
});

test('an answer that was changed, cut off or swollen tells nothing, and never that one is in order', async () => {
  const answer = answered({ since: '200101000000Z' });
  const whole = await directly({ answers: [answer] });
  assert.equal(whole?.since, '2020-01-01T00:00:00Z');
  let untold = 0;
  for (let at = 0; at < answer.length; at += 3) {
    const changed = Buffer.from(answer);
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    const found = await directly({ answers: [changed] });
    if (found === undefined) untold++;
    else assert.deepEqual(found, whole, `byte ${at}`); // of what nobody signed
  }
  assert.ok(untold > answer.length / 6, `${untold}`);
  assert.equal(await directly({ answers: [answer.subarray(0, answer.length - 20)] }), undefined);
  assert.equal(await directly({ answers: [Buffer.concat([answer, Buffer.alloc(20)])] }), undefined);
});

test('a list and certificates of the store are read; what else lies there is no harm', async () => {
  const stored = {
    certificates: [anchors[0] ?? assert.fail()],
    lists: [listDer(revocationList(signer, '200101000000Z'))],
    answers: [Buffer.from('30030a0100', 'hex'), Buffer.alloc(0), Buffer.from('words')],
  };
  const document = await read(stored, NOW, true);
  assert.deepEqual(document.store, { certificates: 1, lists: 1, answers: 1 });
  assert.equal(standingIn(document).kind, 'unfit');
  assert.deepEqual((await read({})).store, { certificates: 0, lists: 0, answers: 0 });
});
