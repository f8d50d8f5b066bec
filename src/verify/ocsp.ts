// Whether a certificate was revoked, by the answers of its issuer's responder that are at hand (RFC 6960): nothing is asked of it.
import { equalBytes } from '../base/bytes.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { algorithm, bitOctets, boolean, integer, octets, oid, smallInteger, time } from './der-values.ts';
import { context, expectTag, Fields, readDer, sequenceOf, TAG, unwrap, type Element } from './der.ts';
import { Fault } from './fault.ts';
import { certificateHash } from './x509-hash.ts';
import { checkSignature } from './x509-signature.ts';
import { certificateOf, KEY_USAGE, type Certificate } from './x509.ts';

/** What a list or an answer says of one certificate. */
export interface RevocationTold {
  /** RFC 3339: as of when it was made. */
  readonly asOf: string;
  /** RFC 3339: until when it counts; undefined: it does not say. */
  readonly until: string | undefined;
  /** RFC 3339; undefined: it is not revoked. */
  readonly since: string | undefined;
}

export interface Asked {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

const BASIC = '1.3.6.1.5.5.7.48.1.1';
/** Id-kp-OCSPSigning (4.2.2.2). */
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const ENUMERATED = 0x0a;
const MAX_ANSWERS = 64;
const MAX_SINGLES = 100;
const MAX_CERTIFICATES = 8;

/** Of every answer that its issuer, or a responder that it named, signed; DER of OCSPResponse or BasicOCSPResponse. */
export async function statusesTold(
  crypto: Crypto,
  answers: readonly Uint8Array[],
  asked: Asked,
  place: string,
): Promise<RevocationTold[]> {
  const told: RevocationTold[] = [];
  for (const der of answers.slice(0, MAX_ANSWERS)) {
    try {
      told.push(...(await statusIn(crypto, readDer(der, `${place}, OCSP answer`), asked)));
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault; // an answer that cannot be relied on tells nothing
    }
  }
  return told;
}

/** Whether these bytes begin as an OCSPResponse does: with its status. */
export function isOcspResponse(der: Element): boolean {
  return der.tag === TAG.sequence && der.content[0] === ENUMERATED;
}

async function statusIn(crypto: Crypto, element: Element, asked: Asked): Promise<RevocationTold[]> {
  const fields = new Fields(expectTag(basicOf(element), TAG.sequence, 'BasicOCSPResponse'));
  const signed = fields.take(TAG.sequence, 'tbsResponseData');
  const outer = fields.take(TAG.sequence, 'signatureAlgorithm');
  const signature = bitOctets(fields.next('signature'), 'signature');
  const certs = fields.maybe(context(0, 'constructed'));
  fields.end('BasicOCSPResponse');
  const data = responseData(signed);
  const mine = data.singles.flatMap((single) => statusOf(crypto, single, asked) ?? []);
  if (mine.length === 0) return [];

  const certificates = certs === undefined ? [] : sequenceOf(unwrap(certs, TAG.sequence, 'certs'), 'certs');
  const offered = certificates.slice(0, MAX_CERTIFICATES).map(certificateOf);
  const responder = await responderOf(crypto, offered, data, asked, element.place);
  await checkSignature(crypto, {
    algorithm: algorithm(outer, 'signatureAlgorithm'),
    key: responder.key,
    message: signed.whole,
    signature,
    of: 'the OCSP answer',
    place: element.place,
  });
  return mine;
}

/** OCSPResponse (4.2.1); what is kept within signatures (CAdES) is the part of it that is signed. */
function basicOf(element: Element): Element {
  if (!isOcspResponse(element)) return element;
  const fields = new Fields(element);
  const status = fields.take(ENUMERATED, 'responseStatus');
  if (!equalBytes(status.content, new Uint8Array([0])))
    throw unfit(element, 'an answer that succeeded', 'an error');
  const bytes = new Fields(unwrap(fields.take(context(0, 'constructed'), 'responseBytes'), TAG.sequence, ''));
  fields.end('OCSPResponse');
  const type = oid(bytes.next('responseType'), 'responseType');
  if (type !== BASIC) throw unfit(element, 'a basic answer', type);
  const basic = octets(bytes.next('response'), 'response');
  bytes.end('responseBytes');
  return readDer(basic, element.place);
}

interface ResponseData {
  readonly responder: Element;
  readonly producedAt: string;
  readonly singles: readonly Element[];
}

function responseData(signed: Element): ResponseData {
  const fields = new Fields(signed);
  const version = fields.maybe(context(0, 'constructed'));
  if (version) smallInteger(unwrap(version, TAG.integer, 'version'), 'version', 0);
  const responder = fields.next('responderID');
  const producedAt = time(fields.next('producedAt'), 'producedAt');
  const singles = sequenceOf(fields.next('responses'), 'responses');
  refuseCritical(fields.maybe(context(1, 'constructed')), signed);
  fields.end('ResponseData');
  if (singles.length > MAX_SINGLES)
    throw unfit(signed, `at most ${MAX_SINGLES} certificates`, `${singles.length}`);
  return { responder, producedAt, singles };
}

/** Undefined: it is of another certificate, or of one that the responder does not know. */
function statusOf(crypto: Crypto, single: Element, asked: Asked): RevocationTold | undefined {
  const fields = new Fields(expectTag(single, TAG.sequence, 'SingleResponse'));
  const id = fields.take(TAG.sequence, 'certID');
  const status = fields.next('certStatus');
  const asOf = time(fields.next('thisUpdate'), 'thisUpdate');
  const next = fields.maybe(context(0, 'constructed'));
  const until = next && time(unwrap(next, TAG.generalizedTime, 'nextUpdate'), 'nextUpdate');
  refuseCritical(fields.maybe(context(1, 'constructed')), single);
  fields.end('SingleResponse');
  if (!names(crypto, id, asked)) return undefined;
  switch (status.tag) {
    case context(0, 'primitive'):
      return { asOf, until, since: undefined };
    case context(1, 'constructed'):
      return { asOf, until, since: time(new Fields(status).next('revocationTime'), 'revocationTime') };
    default:
      return undefined;
  }
}

/** CertID: the name and key of the issuer, hashed, and the number that it gave. */
function names(crypto: Crypto, id: Element, { certificate, issuer }: Asked): boolean {
  const fields = new Fields(id);
  const hash = certificateHash(algorithm(fields.next('hashAlgorithm'), 'hashAlgorithm').oid, id.place);
  const name = octets(fields.next('issuerNameHash'), 'issuerNameHash');
  const key = octets(fields.next('issuerKeyHash'), 'issuerKeyHash');
  const serial = integer(fields.next('serialNumber'), 'serialNumber');
  fields.end('CertID');
  return (
    serial === certificate.serial &&
    equalBytes(issuer.subject, certificate.issuer) &&
    equalBytes(name, digestOf(crypto, hash, issuer.subject)) &&
    equalBytes(key, digestOf(crypto, hash, keyBits(issuer)))
  );
}

/** The issuer itself, or one to whom it gave that right by a certificate of its own, which was valid when the answer was made (4.2.2.2). */
async function responderOf(
  crypto: Crypto,
  offered: readonly Certificate[],
  { responder, producedAt }: ResponseData,
  { issuer }: Asked,
  place: string,
): Promise<Certificate> {
  if (isNamed(crypto, responder, issuer)) return issuer;
  const named = offered.find((one) => isNamed(crypto, responder, one));
  const bad = (expected: string, found: string): Fault => new Fault('notCheckedHere', place, expected, found);
  if (named === undefined) throw bad('the certificate of the responder', 'none');
  const { purposes, keyUsage, unknownCritical } = named.extensions;
  const at = Date.parse(producedAt);
  if (purposes?.oids.includes(OCSP_SIGNING) !== true || unknownCritical !== undefined)
    throw bad('a certificate for signing of OCSP answers', 'one for another use');
  if (
    keyUsage &&
    keyUsage[KEY_USAGE.digitalSignature] !== true &&
    keyUsage[KEY_USAGE.nonRepudiation] !== true
  )
    throw bad('a key for signatures', 'one for another use');
  if (at < Date.parse(named.notBefore) || at > Date.parse(named.notAfter))
    throw bad(`a responder that was valid at ${producedAt}`, `${named.notBefore} to ${named.notAfter}`);
  if (!equalBytes(named.issuer, issuer.subject)) throw bad('a responder of the same issuer', 'of another');
  await checkSignature(crypto, {
    algorithm: named.signatureAlgorithm,
    key: issuer.key,
    message: named.signed,
    signature: named.signature,
    of: 'the signature of the issuer on its responder',
    place,
  });
  return named;
}

/** By its name, or by the SHA-1 of its key (4.2.1, KeyHash). */
function isNamed(crypto: Crypto, responder: Element, certificate: Certificate): boolean {
  const { tag, content, place } = responder;
  if (tag === context(1, 'constructed')) return equalBytes(content, certificate.subject);
  if (tag !== context(2, 'constructed')) return false;
  const hash = octets(readDer(content, place), 'KeyHash');
  return equalBytes(hash, digestOf(crypto, 'sha1', keyBits(certificate)));
}

/** Of the subjectPublicKey: without its tag, its length and the number of unused bits. */
function keyBits({ key }: Certificate): Uint8Array {
  const fields = new Fields(readDer(key.spki, 'subjectPublicKeyInfo'));
  fields.take(TAG.sequence, 'algorithm');
  return bitOctets(fields.next('subjectPublicKey'), 'subjectPublicKey');
}

/** What must be understood and is not changes what the answer says. */
function refuseCritical(tagged: Element | undefined, within: Element): void {
  if (tagged === undefined) return;
  for (const extension of sequenceOf(unwrap(tagged, TAG.sequence, 'extensions'), 'extensions')) {
    const fields = new Fields(expectTag(extension, TAG.sequence, 'extension'));
    const id = oid(fields.next('extnID'), 'extnID');
    const critical = fields.maybe(TAG.boolean);
    if (critical !== undefined && boolean(critical, 'critical'))
      throw unfit(within, 'extensions that are understood here', id);
  }
}

function unfit({ place }: Element, expected: string, found: string): Fault {
  return new Fault('notCheckedHere', place, expected, found);
}
