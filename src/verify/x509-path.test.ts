// Certificates are made by pkijs, an encoder that is not ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BitString, Integer, Null, OctetString, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate as PkiCertificate,
  ExtKeyUsage,
  Extension,
} from 'pkijs';
import { Fault, type FaultCode } from './fault.ts';
import { certificatePath, type Path } from './x509-path.ts';
import { certificatesOfPem, pemOfCertificates } from './x509-pem.ts';
import { nameText } from './x509-name.ts';
import { parseCertificate, type Certificate } from './x509.ts';
import { testCrypto } from '../../test/support/crypto.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const AT = '2020-06-01T12:00:00Z';

interface Wanted {
  readonly subject: string;
  readonly issuer?: string;
  /** Name of the key pairs; the subject's and the issuer's names when absent. */
  readonly key?: string;
  readonly signedBy?: string;
  readonly authority?: boolean;
  readonly pathLength?: number;
  readonly keyUsage?: number;
  readonly purposes?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly subjectKeyId?: number;
  readonly authorityKeyId?: number;
  readonly critical?: string;
  readonly hash?: string;
}

const pairs = new Map<string, Promise<CryptoKeyPair>>();

function pairOf(name: string): Promise<CryptoKeyPair> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const made = pairs.get(name) ?? crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  pairs.set(name, made);
  return made;
}

let serial = 0;

async function make(wanted: Wanted): Promise<Certificate> {
  const { subject, issuer = subject, authority = true } = wanted;
  const certificate = new PkiCertificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: ++serial });
  const name = (value: string): AttributeTypeAndValue =>
    new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value }) });
  certificate.subject.typesAndValues.push(name(subject));
  certificate.issuer.typesAndValues.push(name(issuer));
  certificate.notBefore.value = new Date(wanted.from ?? '2020-01-01T00:00:00Z');
  certificate.notAfter.value = new Date(wanted.to ?? '2021-01-01T00:00:00Z');
  certificate.extensions = extensionsOf(wanted, authority);
  const pair = await pairOf(wanted.key ?? subject);
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  const signer = await pairOf(wanted.signedBy ?? issuer);
  await certificate.sign(signer.privateKey, wanted.hash ?? 'SHA-256');
  return parseCertificate(new Uint8Array(certificate.toSchema(true).toBER()), 'test.der');
}

function extensionsOf(wanted: Wanted, authority: boolean): Extension[] {
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension =>
    new Extension({ extnID, critical, extnValue: value.toBER() });
  const { pathLength, keyUsage, purposes, subjectKeyId, authorityKeyId, critical } = wanted;
  const limits = new BasicConstraints({
    cA: authority,
    ...(pathLength === undefined ? {} : { pathLenConstraint: pathLength }),
  });
  const all = [extension('2.5.29.19', true, limits.toSchema())];
  const bits = (value: number): BitString => new BitString({ valueHex: Uint8Array.of(value).buffer });
  if (keyUsage !== undefined) all.push(extension('2.5.29.15', true, bits(keyUsage)));
  if (purposes)
    all.push(extension('2.5.29.37', false, new ExtKeyUsage({ keyPurposes: [...purposes] }).toSchema()));
  const id = (value: number): OctetString => new OctetString({ valueHex: Uint8Array.of(value).buffer });
  if (subjectKeyId !== undefined) all.push(extension('2.5.29.14', false, id(subjectKeyId)));
  if (authorityKeyId !== undefined)
    all.push(
      extension(
        '2.5.29.35',
        false,
        new AuthorityKeyIdentifier({ keyIdentifier: id(authorityKeyId) }).toSchema(),
      ),
    );
  if (critical !== undefined) all.push(extension(critical, true, new Null()));
  return all;
}

interface Given {
  readonly leaf: Certificate;
  readonly pool?: readonly Certificate[];
  readonly anchors?: readonly Certificate[];
  readonly at?: string;
}

function pathOf({ leaf, pool = [], anchors = [], at = AT }: Given): Promise<Path> {
  return certificatePath(testCrypto, {
    leaf,
    pool,
    anchors,
    at,
    purposes: [TIME_STAMPING],
    place: 'test.tsr',
  });
}

async function refused(given: Given, message: RegExp, code: FaultCode = 'timestampInvalid'): Promise<void> {
  await assert.rejects(pathOf(given), (fault) => {
    assert.ok(fault instanceof Fault, String(fault));
    assert.match(fault.message, message);
    assert.equal(fault.code, code);
    return true;
  });
}

const names = ({ chain }: Path): string[] => chain.map((link) => nameText(link.subject, 'test.der'));

const root = await make({ subject: 'Root' });
const middle = await make({ subject: 'Middle', issuer: 'Root' });
const leaf = await make({ subject: 'Leaf', issuer: 'Middle', authority: false });

test('a path leads through the pool to a trusted certificate', async () => {
  const path = await pathOf({ leaf, pool: [middle], anchors: [root] });
  assert.equal(path.trusted, true);
  assert.deepEqual(names(path), ['CN=Leaf', 'CN=Middle', 'CN=Root']);
});

test('a path ends at the first trusted certificate, be it in the middle or the leaf itself', async () => {
  assert.deepEqual(names(await pathOf({ leaf, pool: [root], anchors: [middle] })), ['CN=Leaf', 'CN=Middle']);
  assert.deepEqual(await pathOf({ leaf, anchors: [leaf] }), { chain: [leaf], trusted: true });
});

test('without trusted certificates the links are checked as far as they go', async () => {
  assert.deepEqual(names(await pathOf({ leaf })), ['CN=Leaf']);
  const path = await pathOf({ leaf, pool: [root, middle] });
  assert.equal(path.trusted, false);
  assert.deepEqual(names(path), ['CN=Leaf', 'CN=Middle', 'CN=Root']);
});

test('a chain that reaches nothing trusted is refused', async () => {
  const stranger = await make({ subject: 'Stranger' });
  await refused(
    { leaf, pool: [middle], anchors: [stranger] },
    /a chain to a trusted certificate; found none for .*CN=Leaf, issued by CN=Middle/,
  );
  await refused({ leaf, anchors: [root] }, /a chain to a trusted certificate/);
});

test('a certificate of the right name and another key does not link', async () => {
  const impostor = await make({ subject: 'Root', key: 'Impostor', signedBy: 'Impostor' });
  await refused(
    { leaf, pool: [middle], anchors: [impostor] },
    /CN=Root on the certificate of CN=Middle to verify/,
  );
  const path = await pathOf({ leaf, pool: [middle], anchors: [impostor, root] });
  assert.equal(path.chain.at(-1), root, 'and does not stand in the way of the right one');
});

for (const [time, isValid] of [
  ['2019-12-31T23:59:59.999Z', false],
  ['2020-01-01T00:00:00Z', true],
  ['2021-01-01T00:00:00Z', true],
  ['2021-01-01T00:00:00.001Z', false],
] as const)
  test(`at ${time} the chain is ${isValid ? 'valid' : 'not valid'}`, async () => {
    const given = { leaf, pool: [middle], anchors: [root], at: time };
    if (isValid) assert.equal((await pathOf(given)).trusted, true);
    else
      await refused(
        given,
        /CN=Leaf to be valid at .*; found valid from 2020-01-01T00:00:00Z to 2021-01-01T00:00:00Z/,
      );
  });

const UNFIT: readonly (readonly [string, Partial<Wanted>, RegExp, FaultCode?])[] = [
  ['had ended', { to: '2020-05-01T00:00:00Z' }, /CN=Middle to be valid at/],
  ['had not begun', { from: '2020-07-01T00:00:00Z' }, /CN=Middle to be valid at/],
  ['is no authority', { authority: false }, /a certificate authority/],
  ['may not sign certificates', { keyUsage: 0x80 }, /allowed to sign certificates/],
  ['is for web servers', { purposes: ['1.3.6.1.5.5.7.3.1'] }, /an authority for this purpose/],
  ['has an unknown critical extension', { critical: '1.3.6.1.4.1.99999.7' }, /99999\.7/, 'notCheckedHere'],
];

for (const [why, wanted, message, code] of UNFIT)
  test(`an issuer that ${why} does not link, trusted or not`, async () => {
    const unfit = await make({ subject: 'Middle', issuer: 'Root', ...wanted });
    await refused({ leaf, pool: [unfit], anchors: [root] }, message, code);
    await refused({ leaf, anchors: [unfit] }, message, code);
    await refused({ leaf, pool: [unfit] }, message, code);
  });

test('an issuer that may sign certificates and is for time stamps or anything links', async () => {
  for (const purpose of [TIME_STAMPING, '2.5.29.37.0']) {
    const fit = await make({ subject: 'Middle', issuer: 'Root', keyUsage: 0x04, purposes: [purpose] });
    assert.equal((await pathOf({ leaf, pool: [fit], anchors: [root] })).trusted, true);
  }
});

test('a leaf with an unknown critical extension is not checked here', async () => {
  const odd = await make({ subject: 'Odd', issuer: 'Root', authority: false, critical: '2.5.29.36' });
  await refused(
    { leaf: odd, anchors: [root] },
    /critical extensions of .*CN=Odd .*2\.5\.29\.36/,
    'notCheckedHere',
  );
});

test('the length of the path below an authority is limited by it', async () => {
  const none = await make({ subject: 'Root', pathLength: 0 });
  const one = await make({ subject: 'Root', pathLength: 1 });
  await refused({ leaf, pool: [middle], anchors: [none] }, /above at most 0 authorities; found 1/);
  assert.equal((await pathOf({ leaf, pool: [middle], anchors: [one] })).trusted, true);
});

test('key identifiers that differ keep certificates of one name apart', async () => {
  const child = await make({
    subject: 'Child',
    issuer: 'Twin',
    signedBy: 'Twin',
    authority: false,
    authorityKeyId: 1,
  });
  const twin = await make({ subject: 'Twin', subjectKeyId: 1 });
  const other = await make({ subject: 'Twin', subjectKeyId: 2 });
  assert.equal((await pathOf({ leaf: child, anchors: [other, twin] })).chain.at(-1), twin);
  await refused({ leaf: child, anchors: [other] }, /a chain to a trusted certificate/);
});

test('a chain of eight is followed and one of nine is not', async () => {
  const links = await Promise.all(
    Array.from({ length: 9 }, (_, i) => make({ subject: `Link ${i}`, issuer: `Link ${i + 1}` })),
  );
  const [first, ...rest] = links;
  assert.ok(first);
  const path = await pathOf({ leaf: first, pool: rest, anchors: links.slice(7, 8) });
  assert.equal(path.chain.length, 8);
  await refused(
    { leaf: first, pool: rest, anchors: links.slice(8) },
    /at most 8 certificates/,
    'limitExceeded',
  );
});

test('certificates that issue each other end the search', async () => {
  const a = await make({ subject: 'A', issuer: 'B' });
  const b = await make({ subject: 'B', issuer: 'A' });
  await refused({ leaf: a, pool: [b], anchors: [root] }, /a chain to a trusted certificate/);
  assert.deepEqual(names(await pathOf({ leaf: a, pool: [b] })), ['CN=A', 'CN=B']);
});

test('a web of certificates that all issue each other is given up on', async () => {
  const web = await Promise.all(
    Array.from({ length: 12 }, () => make({ subject: 'Web', issuer: 'Web', key: 'Web', signedBy: 'Web' })),
  );
  const caught = await make({ subject: 'Caught', issuer: 'Web', authority: false });
  await refused({ leaf: caught, pool: web, anchors: [root] }, /at most 64 links to try/, 'limitExceeded');
});

test('a chain signed over SHA-1 is not checked here', async () => {
  const old = await make({ subject: 'Old', issuer: 'Root', authority: false, hash: 'SHA-1' });
  await refused({ leaf: old, anchors: [root] }, /found ECDSA with SHA-1/, 'notCheckedHere');
});

test('certificates become PEM and come back the same', () => {
  const text = pemOfCertificates([leaf.der, root.der], 'chain.pem');
  assert.match(text, /^CN=Leaf\n-----BEGIN CERTIFICATE-----\n/);
  assert.deepEqual(certificatesOfPem(text, 'chain.pem'), [leaf.der, root.der]);
  assert.deepEqual(certificatesOfPem(text.replaceAll('\n', '\r\n'), 'chain.pem'), [leaf.der, root.der]);
});

test('a subject cannot pose as a PEM line', async () => {
  const sly = await make({ subject: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' });
  const text = pemOfCertificates([sly.der], 'chain.pem');
  assert.deepEqual(certificatesOfPem(text, 'chain.pem'), [sly.der]);
});

for (const [why, text] of [
  ['nothing', ''],
  ['a key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
  ['no end', '-----BEGIN CERTIFICATE-----\nAAAA\n'],
  [
    'two begins',
    '-----BEGIN CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  ],
  ['bad Base 64', '-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----\n'],
  ['a hundred and one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'.repeat(101)],
] as const)
  test(`PEM with ${why} is refused`, () =>
    assert.throws(() => certificatesOfPem(text, 'chain.pem'), { name: 'Fault', place: 'chain.pem' }));

test('a name is printed without control or direction characters', async () => {
  const odd = await make({ subject: 'a,b\u0007\u001b[2J\u202egpj' });
  assert.equal(nameText(odd.subject, 'test.der'), 'CN=a\\,b\\u{7}\\u{1b}[2J\\u{202e}gpj');
});
