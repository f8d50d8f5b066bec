// A signature for a PDF (CAdES within PAdES, EN 319 142-1): pkijs writes the structures, the signer makes the value. And what a
// verifier needs of it in later years: certificates, answers of responders, lists.
import { createHash, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bodyWithin, fetchOutside } from './fetch-outside.ts';
import type { SealSigner } from './seal-signer.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  stamp: '1.2.840.113549.1.9.16.2.14',
  infoAccess: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  noCheck: '1.3.6.1.5.5.7.48.1.5',
  lists: '2.5.29.31',
  sha1: '1.3.14.3.2.26',
} as const;
const DIGEST = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' };
const SIGNATURE = {
  rsa: { sha256: '1.2.840.113549.1.1.11', sha384: '1.2.840.113549.1.1.12' },
  ec: { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' },
};
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
const ANSWER_SECONDS = 20;
const CERTIFICATES_MAX = 40;

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const oid = (value: string): asn1js.ObjectIdentifier => new asn1js.ObjectIdentifier({ value });
const octets = (bytes: Uint8Array): asn1js.OctetString =>
  new asn1js.OctetString({ valueHex: bufferOf(bytes) });
const sequence = (...value: asn1js.AsnType[]): asn1js.Sequence => new asn1js.Sequence({ value });
const attribute = (type: string, value: asn1js.AsnType): pkijs.Attribute =>
  new pkijs.Attribute({ type, values: [value] });

/** Over the value of a signature: the token of an authority of time, DER. */
export type Stamping = (value: Buffer) => Promise<Uint8Array>;

/** DER, over the digest of the bytes outside the gap. Without a signing time: in PAdES that is /M of the dictionary. */
export async function cadesOver(digest: Buffer, signer: SealSigner, stamp?: Stamping): Promise<Buffer> {
  const leafDer = signer.chain[0] ?? Buffer.alloc(0);
  const leaf = pkijs.Certificate.fromBER(bufferOf(leafDer));
  // ESSCertIDv2: SHA-256 is its default, and so left out
  const name = sequence(
    new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 4 }, value: [leaf.issuer.toSchema()] }),
  );
  const own = createHash('sha256').update(leafDer).digest();
  const bound = sequence(octets(own), sequence(name, leaf.serialNumber));
  const attributes = [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octets(digest)),
    attribute(OID.signingCertificateV2, sequence(sequence(bound))),
  ];
  // DER: a SET OF is in the order of its bytes.
  const inOrder = attributes
    .map((one) => ({ one, bytes: Buffer.from(one.toSchema().toBER()) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ one }) => one);
  const toSign = Buffer.from(new asn1js.Set({ value: inOrder.map((one) => one.toSchema()) }).toBER());
  const value = await signer.sign(toSign);
  const digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: DIGEST[signer.digest] });
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
    digestAlgorithm,
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: inOrder }),
    signatureAlgorithm: new pkijs.AlgorithmIdentifier({
      algorithmId: SIGNATURE[signer.kind][signer.digest],
      ...(signer.kind === 'rsa' ? { algorithmParams: new asn1js.Null() } : {}),
    }),
    signature: octets(value),
  });
  if (stamp !== undefined) {
    const token = asn1js.fromBER(bufferOf(await stamp(value))).result;
    info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [attribute(OID.stamp, token)],
    });
  }
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: signer.chain.map((one) => pkijs.Certificate.fromBER(bufferOf(one))),
    signerInfos: [info],
  });
  const content = new pkijs.ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}

/** Certificates within a signature and its time stamp. */
export function certificatesIn(cms: Buffer): Buffer[] {
  const signed = signedDataOf(cms);
  const stamps = (signed.signerInfos[0]?.unsignedAttrs?.attributes ?? [])
    .filter(({ type }) => type === OID.stamp)
    .flatMap(({ values }) => values as readonly asn1js.AsnType[])
    .map((one) => Buffer.from(one.toBER()));
  const own = (signed.certificates ?? []).filter((one) => one instanceof pkijs.Certificate);
  return [
    ...own.map((one) => Buffer.from(one.toSchema(true).toBER())),
    ...stamps.flatMap((stamp) =>
      (signedDataOf(stamp).certificates ?? [])
        .filter((one) => one instanceof pkijs.Certificate)
        .map((one) => Buffer.from(one.toSchema(true).toBER())),
    ),
  ];
}

function signedDataOf(cms: Buffer): pkijs.SignedData {
  return new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(bufferOf(cms)).content as asn1js.AsnType });
}

export interface Proofs {
  readonly certificates: readonly Buffer[];
  readonly answers: readonly Buffer[];
  readonly lists: readonly Buffer[];
}

type Fetching = typeof fetch;

/** For each certificate below its root the answer of its responder, or else the list of its issuer. Throws where one cannot be had. */
export async function proofsFor(
  known: readonly Buffer[],
  roots: readonly Buffer[],
  get: Fetching = fetchOutside,
): Promise<Proofs> {
  const pool = new Map([...known, ...roots].map((one) => [one.toString('hex'), one]));
  const answers: Buffer[] = [];
  const lists: Buffer[] = [];
  const queue = [...pool.values()];
  for (const one of queue) {
    if (queue.length > CERTIFICATES_MAX) throw new RangeError('more certificates than any honest chain has');
    const x509 = new X509Certificate(one);
    if (x509.checkIssued(x509)) continue;
    const issuer = [...pool.values()].find((other) => isIssuer(x509, new X509Certificate(other)));
    const certificate = pkijs.Certificate.fromBER(bufferOf(one));
    if (issuer === undefined || certificate.extensions?.some(({ extnID }) => extnID === OID.noCheck) === true)
      continue;
    const [responder] = placesOf(certificate);
    if (responder !== undefined) {
      const question = ocspRequest(certificate, pkijs.Certificate.fromBER(bufferOf(issuer)));
      const answer = await asked(get, responder, question);
      for (const more of goodAnswer(answer)) {
        const key = more.toString('hex');
        if (pool.has(key)) continue;
        pool.set(key, more);
        queue.push(more);
      }
      answers.push(answer);
      continue;
    }
    const [place] = listsOf(certificate);
    if (place === undefined) continue;
    const list = await asked(get, place);
    pkijs.CertificateRevocationList.fromBER(bufferOf(list));
    if (!lists.some((other) => other.equals(list))) lists.push(list);
  }
  return { certificates: queue, answers, lists };
}

function isIssuer(one: X509Certificate, other: X509Certificate): boolean {
  return one.checkIssued(other) && one.verify(other.publicKey);
}

function ocspRequest(certificate: pkijs.Certificate, issuer: pkijs.Certificate): Buffer {
  // By SHA-1, as every responder knows it (RFC 6960 asks for no more): it is a name here, and proves nothing.
  const sha1 = (bytes: ArrayBuffer | Uint8Array): Buffer =>
    createHash('sha1').update(new Uint8Array(bytes)).digest();
  const id = new pkijs.CertID({
    hashAlgorithm: new pkijs.AlgorithmIdentifier({
      algorithmId: OID.sha1,
      algorithmParams: new asn1js.Null(),
    }),
    issuerNameHash: octets(sha1(issuer.subject.toSchema().toBER())),
    issuerKeyHash: octets(sha1(issuer.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView)),
    serialNumber: certificate.serialNumber,
  });
  return Buffer.from(sequence(sequence(sequence(sequence(id.toSchema())))).toBER());
}

/** Certificates of the responder. Throws where it is no answer, or one that says revoked. */
function goodAnswer(answer: Buffer): Buffer[] {
  const { responseStatus, responseBytes } = pkijs.OCSPResponse.fromBER(bufferOf(answer));
  const status = responseStatus.valueBlock.valueDec;
  if (status !== 0 || responseBytes === undefined) throw new RangeError(`the responder refused: ${status}`);
  const basic = pkijs.BasicOCSPResponse.fromBER(bufferOf(responseBytes.response.valueBlock.valueHexView));
  for (const { certStatus } of basic.tbsResponseData.responses) {
    const { tagNumber } = (certStatus as asn1js.AsnType).idBlock;
    if (tagNumber !== 0) throw new RangeError('a certificate that is revoked, or unknown to its responder');
  }
  return (basic.certs ?? []).map((one) => Buffer.from(one.toSchema(true).toBER()));
}

function placesOf(certificate: pkijs.Certificate): string[] {
  const found = certificate.extensions?.find(({ extnID }) => extnID === OID.infoAccess)?.parsedValue;
  if (!(found instanceof pkijs.InfoAccess)) return [];
  return found.accessDescriptions
    .filter((one) => one.accessMethod === OID.ocsp)
    .map((one) => String(one.accessLocation.value));
}

function listsOf(certificate: pkijs.Certificate): string[] {
  const found = certificate.extensions?.find(({ extnID }) => extnID === OID.lists)?.parsedValue;
  if (!(found instanceof pkijs.CRLDistributionPoints)) return [];
  return found.distributionPoints.flatMap(({ distributionPoint }) =>
    Array.isArray(distributionPoint) ? distributionPoint.map((one) => String(one.value)) : [],
  );
}

async function asked(get: Fetching, url: string, question?: Buffer): Promise<Buffer> {
  const { protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new RangeError(`an address of ${protocol}`);
  const answer = await get(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
    ...(question && {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: new Uint8Array(question),
    }),
  });
  if (answer.status !== 200 || answer.body === null) throw new RangeError(`${url} answers ${answer.status}`);
  const tooLong = (): Error => new RangeError(`${url} answers more than ${ANSWER_BYTES_MAX} bytes`);
  return bodyWithin(answer, ANSWER_BYTES_MAX, tooLong);
}
