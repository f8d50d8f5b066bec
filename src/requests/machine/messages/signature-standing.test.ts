// For which names an authority may issue, and lists of revoked certificates within a signature: certificates and lists by OpenSSL.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  barePdf,
  makeSigner,
  revocationList,
  signPdf,
  withLists,
  withStamp,
  type SignerOptions,
} from '../../../../test/support/signed-pdf.ts';
import { startTimestampAuthority } from '../../../../test/support/tsa.ts';
import type { Standing } from '../../../verify/document-signature.ts';
import { certificatesOfPem } from '../../../verify/x509-pem.ts';
import { documentSignatures } from './document-signatures.ts';

const folder = mkdtempSync(join(tmpdir(), 'comity-standing-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const NOW = new Date(Date.now() + 3_600_000).toISOString(); // certificates are made while this runs
const WHO = 'C=XA, O=Example Ministry, CN=A. Signer';
const ROOT = 'C=XA, O=Example Trust, CN=Example Root of Signers';

const anchorsOf = (...pems: readonly string[]): Uint8Array[] =>
  pems.flatMap((pem) => certificatesOfPem(pem, 'root'));

async function standing(pdf: Uint8Array, pems: readonly string[], at = NOW): Promise<Standing> {
  const { signatures } = await documentSignatures(pdf, { anchors: anchorsOf(...pems), at });
  const [one] = signatures;
  assert.ok(one?.finding.kind === 'good', JSON.stringify(one));
  return one.finding.signature.standing;
}

/** What a page says of why; undefined: who signed is known. */
async function reason(options: SignerOptions) {
  const one = makeSigner(folder, { name: 'named', ...options });
  const found = await standing(signPdf(barePdf(), one), [one.rootPem]);
  return found.kind === 'unfit' ? found.why.reason : assert.equal(found.kind, 'anchored');
}

test('an authority issues only for names that it is permitted, and for none that is excluded', async () => {
  const outside = { key: 'nameOutside', parts: [WHO, ROOT] };
  assert.equal(await reason({ constraints: 'permitted;dirName:ministry' }), undefined, 'case and spaces');
  assert.deepEqual(await reason({ constraints: 'permitted;dirName:other' }), outside);
  assert.deepEqual(await reason({ constraints: 'excluded;dirName:ministry' }), outside);
  assert.equal(await reason({ constraints: 'excluded;dirName:other' }), undefined);
  const mail = 'permitted;email:ministry.example';
  assert.equal(await reason({ constraints: mail, other: 'email:a@ministry.example' }), undefined);
  assert.deepEqual(await reason({ constraints: mail, other: 'email:a@other.example' }), outside);
  assert.deepEqual(await reason({ constraints: mail, other: 'email:a@sub.ministry.example' }), outside);
  assert.equal(await reason({ constraints: mail }), undefined, 'it has no address');
  const dns = 'permitted;DNS:ministry.example';
  assert.equal(await reason({ constraints: dns, other: 'DNS:a.ministry.example' }), undefined);
  assert.deepEqual(await reason({ constraints: dns, other: 'DNS:aministry.example' }), outside);
});

test('a kind of name that is not compared is never taken for one within', async () => {
  const constraints = 'permitted;IP:192.0.2.0/255.255.255.0';
  assert.deepEqual(await reason({ constraints, other: 'IP:192.0.2.1' }), {
    key: 'nameNotChecked',
    parts: [WHO, ROOT],
  });
  assert.equal(await reason({ constraints }), undefined);
});

test('by a list within the signature a certificate was revoked, was not, or was only afterwards', async (t) => {
  const tsa = await startTimestampAuthority();
  t.after(() => tsa.stop());
  const one = makeSigner(folder, { name: 'listed' });
  const trust = [one.rootPem, tsa.caPem];
  const withList = (pem: string, stamped = false): Promise<Standing> => {
    const change = (cms: Buffer): Buffer => withLists(stamped ? withStamp(folder, cms, tsa) : cms, pem);
    return standing(signPdf(barePdf(), one, { change, room: 20_000 }), trust);
  };
  const clean = await withList(revocationList(one));
  assert.ok(clean.kind === 'anchored' && clean.revocation.kind === 'notRevoked', JSON.stringify(clean));
  assert.ok(Math.abs(Date.parse(clean.revocation.asOf) - Date.now()) < 600_000);

  const gone = await withList(revocationList(one, '200101000000Z'));
  assert.ok(gone.kind === 'unfit' && gone.why.reason?.key === 'revoked', JSON.stringify(gone));
  assert.deepEqual(gone.why.reason.parts.slice(0, 2), [WHO, '2020-01-01T00:00:00Z']);

  const later = await withList(revocationList(one, '470101000000Z'), true);
  assert.ok(later.kind === 'anchored' && later.revocation.kind === 'later', JSON.stringify(later));
  assert.equal(later.revocation.since, '2047-01-01T00:00:00Z');
});

test('a list of another authority, one that was changed, and none tell nothing', async () => {
  const one = makeSigner(folder, { name: 'mine' });
  const other = makeSigner(folder, { name: 'theirs' });
  const told = async (change?: (cms: Buffer) => Buffer) =>
    standing(signPdf(barePdf(), one, { room: 20_000, ...(change && { change }) }), [one.rootPem]);
  const untold = { kind: 'notTold', of: [WHO] };
  const of = (found: Standing) => (found.kind === 'anchored' ? found.revocation : found.kind);
  assert.deepEqual(of(await told()), untold);
  // Of the same name, and signed with another key.
  assert.deepEqual(of(await told((cms) => withLists(cms, revocationList(other, '200101000000Z')))), untold);
  const list = Buffer.from(revocationList(one, '200101000000Z').replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const at = list.indexOf('200101000000Z');
  assert.ok(at > 0);
  list.write('470101000000Z', at, 'latin1');
  assert.deepEqual(of(await told((cms) => withLists(cms, list.toString('base64')))), untold);
});
