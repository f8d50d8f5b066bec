// Signatures that `openssl cms` made, within PDFs, beside what `pdfsig` says of them; and those that pretend.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  addPage,
  barePdf,
  makeSigner,
  signedWith,
  signPdf,
  tokenOver,
  withOpenLengths,
  withStamp,
} from '../../../../test/support/signed-pdf.ts';
import { hasProgram } from '../../../../test/support/programs.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { startTimestampAuthority } from '../../../../test/support/tsa.ts';
import { certificatesOfPem } from '../../../verify/x509-pem.ts';
import { asSigned, documentSignatures, MAX_SIGNATURES, type SignatureFound } from './document-signatures.ts';

const folder = mkdtempSync(join(tmpdir(), 'comity-signed-pdf-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const NOW = new Date(Date.now() + 3_600_000).toISOString(); // certificates are made while this runs
const anchorsOf = (...pems: readonly string[]): Uint8Array[] =>
  pems.flatMap((pem) => certificatesOfPem(pem, 'root'));
const signer = makeSigner(folder, { key: 'rsa' });
const anchors = anchorsOf(signer.rootPem);
const bare = barePdf();
const signed = signPdf(bare, signer);

async function only(pdf: Uint8Array, trust = anchors, at = NOW): Promise<SignatureFound> {
  const { signatures } = await documentSignatures(pdf, { anchors: trust, at });
  assert.equal(signatures.length, 1);
  return signatures[0] ?? assert.fail();
}

/** Of a signature that verifies. */
async function standing(pdf: Uint8Array, trust = anchors, at = NOW) {
  const { finding } = await only(pdf, trust, at);
  assert.ok(finding.kind === 'good', JSON.stringify(finding));
  return finding.signature;
}

async function bad(pdf: Uint8Array, words: RegExp, kind: 'bad' | 'notChecked' = 'bad'): Promise<void> {
  const { finding } = await only(pdf);
  assert.ok(finding.kind === kind, JSON.stringify(finding));
  assert.match(finding.why.message, words);
}

/** NSS, by which it checks, knows no Ed25519. */
function pdfsigSays(pdf: Uint8Array): string {
  const path = join(folder, 'seen.pdf');
  writeFileSync(path, pdf);
  return spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout;
}
const needsPdfsig = { skip: !hasProgram('pdfsig') && 'pdfsig is missing' };

for (const [key, cades] of [
  ['rsa', false],
  ['pss', false],
  ['p256', true],
  ['p384', false],
  ['ed25519', false],
] as const)
  test(
    `a signature by ${key} over the whole document is good, its signer known by the root that is kept`,
    needsPdfsig,
    async () => {
      const one = makeSigner(folder, { key, name: `of-${key}` });
      const pdf = signPdf(bare, one, {
        cades,
        subFilter: cades ? 'ETSI.CAdES.detached' : 'adbe.pkcs7.detached',
      });
      const found = await only(pdf, anchorsOf(one.rootPem));
      assert.equal(found.after, undefined);
      const { signature } =
        found.finding.kind === 'good' ? found.finding : assert.fail(JSON.stringify(found));
      assert.equal(signature.signer.subject, 'C=XA, O=Example Ministry, CN=A. Signer');
      assert.deepEqual(signature.standing, {
        kind: 'anchored',
        anchor: 'C=XA, O=Example Trust, CN=Example Root of Signers',
        at: NOW,
        revocation: { kind: 'notTold', of: ['C=XA, O=Example Ministry, CN=A. Signer'] },
      });
      if (key === 'ed25519') return;
      assert.match(pdfsigSays(pdf), /Total document signed\n.*Signature is Valid/);
    },
  );

test('the name is what the document says where no anchor is kept, or another', async () => {
  assert.equal((await standing(signed, [])).standing.kind, 'noAnchor');
  const other = makeSigner(folder, { name: 'other' });
  assert.equal((await standing(signed, anchorsOf(other.rootPem))).standing.kind, 'noAnchor');
});

test('a certificate that had ended, or is for another use, establishes nobody', async () => {
  const later = new Date(Date.parse(NOW) + 3 * 365 * 86_400_000).toISOString();
  const ended = await standing(signed, anchors, later);
  assert.match(ended.standing.kind === 'unfit' ? ended.standing.why.message : '', /to be valid at/);
  for (const use of ['web', 'encryption'] as const) {
    const one = makeSigner(folder, { use, name: use });
    const { standing: how } = await standing(signPdf(bare, one), anchorsOf(one.rootPem));
    assert.match(how.kind === 'unfit' ? how.why.message : how.kind, /with which documents may be signed/);
  }
});

test('what was signed and changed afterwards does not hold', needsPdfsig, async () => {
  const changed = Buffer.from(signed.toString('latin1').replace('[0 0 300 300]', '[0 0 300 301]'), 'latin1');
  await bad(changed, /the digest of the content; found another digest/);
  assert.match(pdfsigSays(changed), /Digest Mismatch/);
});

test(
  'a page that is added after the signature is named, and what was signed can be had',
  needsPdfsig,
  async () => {
    const pdf = addPage(signed);
    const found = await only(pdf);
    assert.equal(found.finding.kind, 'good');
    const { changes, ...after } = found.after ?? assert.fail();
    assert.deepEqual(after, {
      bytes: pdf.length - signed.length,
      signedBytes: signed.length,
      pages: [1, 2],
    });
    assert.notDeepEqual(changes, [], 'it is no time stamp, and no seal');
    assert.match(pdfsigSays(pdf), /Not total document signed/);
    assert.deepEqual(Buffer.from((await asSigned(pdf, signed.length)) ?? []), signed);
    assert.equal(await asSigned(pdf, signed.length - 1), undefined);
  },
);

test('of two signatures the first covers what was there, the second all', async () => {
  const twice = signPdf(signed, makeSigner(folder, { key: 'p384', name: 'second' }));
  const { signatures, hasOthers } = await documentSignatures(twice, { anchors, at: NOW });
  assert.deepEqual(
    signatures.map(({ finding, after }) => [finding.kind, after?.signedBytes]),
    [
      ['good', undefined],
      ['good', signed.length],
    ],
  );
  assert.equal(hasOthers, false);
});

test('a gap that leaves room for more than the signature is refused, though what it names verifies', async () => {
  await bad(
    signPdf(bare, signer, { wide: 20, extra: `/X(${'words '.repeat(10)})` }),
    /a gap that holds something else/,
  );
});

test('a signature of another document, cut off, or of an older kind is told apart', async () => {
  const other = signPdf(addPage(bare), signer);
  const cms = /\/Contents <([\da-f]+)>/.exec(other.toString('latin1'))?.[1] ?? '';
  await bad(signPdf(bare, signer, { make: () => Buffer.from(cms, 'hex') }), /found another digest/);
  await bad(
    signPdf(bare, signer, { change: (one) => one.subarray(0, 400) }),
    /expected signerInfos|end of the bytes/,
  );
  await bad(signPdf(bare, signer, { make: () => Buffer.alloc(0) }), /found/);
  await bad(
    signPdf(bare, signer, { change: (one) => Buffer.concat([one, Buffer.from('words')]) }),
    /nothing but zeros/,
    'notChecked',
  );
  await bad(signPdf(bare, signer, { subFilter: 'adbe.pkcs7.sha1' }), /adbe\.pkcs7\.sha1/, 'notChecked');
  await bad(signPdf(bare, signer, { digest: 'sha1' }), /SHA-1/, 'notChecked');
  await bad(signPdf(bare, signer, { subFilter: 'ETSI.CAdES.detached' }), /signing-certificate attribute/);
});

test('lengths that are left open (BER) are read', async () => {
  const pdf = signPdf(bare, signer, { change: withOpenLengths });
  assert.equal((await standing(pdf)).standing.kind, 'anchored');
});

test('a time stamp within says since when it was there, and the certificate is judged by it', async (t) => {
  const tsa = await startTimestampAuthority();
  t.after(() => tsa.stop());
  const pdf = signPdf(bare, signer, { change: (cms) => withStamp(folder, cms, tsa) });
  const later = new Date(Date.parse(NOW) + 3 * 365 * 86_400_000).toISOString();
  const { stamp, standing: how } = await standing(pdf, [...anchors, ...anchorsOf(tsa.caPem)], later);
  assert.ok(stamp.kind === 'good' && stamp.trusted);
  assert.deepEqual([how.kind, how.at], ['anchored', stamp.time]);
  const unknown = await standing(pdf, anchors, later);
  assert.ok(
    unknown.stamp.kind === 'good' && !unknown.stamp.trusted,
    'an authority that nobody knows moves no day',
  );
  assert.equal(unknown.standing.kind, 'unfit');
  const moved = signPdf(addPage(bare), signer, {
    change: (cms) => withStamp(folder, cms, tsa, Buffer.from('another')),
  });
  assert.equal((await standing(moved)).stamp.kind, 'wrong');
});

test('a time stamp over the document is one, and nobody else signed', async (t) => {
  const tsa = await startTimestampAuthority();
  t.after(() => tsa.stop());
  const pdf = signPdf(bare, signer, {
    subFilter: 'ETSI.RFC3161',
    make: (bytes) => tokenOver(folder, tsa, bytes),
  });
  const { finding } = await only(pdf, anchorsOf(tsa.caPem));
  assert.ok(finding.kind === 'stamp' && finding.stamp.trusted, JSON.stringify(finding));
  await bad(
    signPdf(bare, signer, {
      subFilter: 'ETSI.RFC3161',
      make: () => tokenOver(folder, tsa, Buffer.from('x')),
    }),
    /a time stamp over/,
  );
});

test('no signature, marks of one, too many, and no PDF at all', async () => {
  const none = await documentSignatures(bare, { anchors, at: NOW });
  assert.deepEqual(none, {
    pages: 1,
    signatures: [],
    hasOthers: false,
    store: { certificates: 0, lists: 0, answers: 0 },
  });
  const marked = Buffer.from(`${bare.toString('latin1')}% /ByteRange [0 1 2 3]\n`, 'latin1');
  assert.equal((await documentSignatures(marked, { anchors, at: NOW })).hasOthers, true);
  let many = bare;
  for (let i = 0; i <= MAX_SIGNATURES; i++)
    many = signPdf(many, signer, { make: () => Buffer.of(0x30, 0), room: 8 });
  await assert.rejects(
    documentSignatures(many, { anchors, at: NOW }),
    isRefusal('tooLarge', /at most 20 signatures/),
  );
  await assert.rejects(
    documentSignatures(Buffer.from('%PDF-1.7 nothing'), { anchors, at: NOW }),
    isRefusal('badInput'),
  );
});

test('a signature without signed attributes, over the document itself, holds; and does not when a byte changes', async () => {
  const one = makeSigner(folder, { key: 'rsa', name: 'bare-attributes' });
  const pdf = signPdf(bare, one, { options: ['-noattr'] });
  const { finding } = await only(pdf, anchorsOf(one.rootPem));
  assert.ok(finding.kind === 'good', JSON.stringify(finding));
  assert.equal(finding.signature.claimedTime, undefined);
  const changed = Buffer.from(pdf.toString('latin1').replace('[0 0 300 300]', '[0 0 300 301]'), 'latin1');
  await bad(changed, /to verify; found a wrong signature/);
});

test('a signed attribute of several values that nothing rests on is no fault; one that must have one is', async () => {
  const OTHER = '1.2.840.113583.1.1.99';
  const several = (type: string) => ({
    make: (bytes: Buffer) => signedWith(folder, signer, bytes, { type, values: ['one', 'two'] }),
  });
  assert.equal((await only(signPdf(bare, signer, several(OTHER)))).finding.kind, 'good');
  await bad(signPdf(bare, signer, several('1.2.840.113549.1.9.16.2.47')), /attrValues: one value/);
});

test('what is too weak to rely on cannot be checked, in the same words whether it is the digest or the key', async () => {
  const short = makeSigner(folder, { key: 'rsa1024' });
  const found = [];
  for (const pdf of [signPdf(bare, signer, { digest: 'sha1' }), signPdf(bare, short)]) {
    const { finding } = await only(pdf);
    assert.ok(finding.kind === 'notChecked', JSON.stringify(finding));
    found.push([finding.why.reason?.key, finding.why.found]);
  }
  assert.deepEqual(found, [
    ['weak', 'SHA-1, which is too weak to rely on'],
    ['weak', 'RSA of 1024 bits, which is too weak to rely on'],
  ]);
});

test('a document that is encrypted cannot be checked', async () => {
  writeFileSync(join(folder, 'plain.pdf'), bare);
  const options = ['--object-streams=disable', '--encrypt', '', 'owner', '256', '--'];
  const made = spawnSync('qpdf', [...options, 'plain.pdf', 'encrypted.pdf'], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(made.status, 0, made.stderr);
  await bad(signPdf(readFileSync(join(folder, 'encrypted.pdf')), signer), /not encrypted/, 'notChecked');
});
