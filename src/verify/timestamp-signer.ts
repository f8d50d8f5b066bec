// Which certificate signed a token, and whether it may (RFC 3161, sections 2.3 and 2.4.2; RFC 5816).
import { equalBytes } from '../base/bytes.ts';
import type { DetachedSignature } from './cms.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { integer, octets, plainAlgorithm } from './der-values.ts';
import { context, expectTag, Fields, sequenceOf, TAG, unwrap, type Element } from './der.ts';
import { because, Fault } from './fault.ts';
import { certificateHash, SHA1, SHA256 } from './x509-hash.ts';
import { nameText } from './x509-name.ts';
import { KEY_USAGE, type Certificate } from './x509.ts';

export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** The certificate the SignerInfo names, among those in the token and those brought along. */
export function signerCertificate(
  { signer }: Pick<DetachedSignature, 'signer'>,
  known: readonly Certificate[],
  place: string,
): Certificate {
  const { id } = signer;
  const found = known.find((certificate) => {
    if ('issuer' in id) return certificate.serial === id.serial && equalBytes(certificate.issuer, id.issuer);
    const keyId = certificate.extensions.subjectKeyId;
    return keyId !== undefined && equalBytes(keyId, id.subjectKeyId);
  });
  if (found) return found;
  throw new Fault(
    'timestampInvalid',
    place,
    "the signer's certificate, beside the signature or brought along",
    'none',
    because('noCertificate'),
  );
}

/** Whether a signed attribute says which certificate is the signer's. */
export function isBound({ signer }: Pick<DetachedSignature, 'signer'>): boolean {
  return [SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2].some((type) => signer.attributes.has(type));
}

/** The signed attribute must bind that very certificate: without it one of the same name and key could be put in. */
export function checkBinding(
  crypto: Crypto,
  { signer }: Pick<DetachedSignature, 'signer'>,
  certificate: Certificate,
  place: string,
): void {
  const attributes = [SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2].map((type) => signer.attributes.get(type));
  const [first, second] = attributes.map(
    (attribute, i) => attribute && signingCertificate(attribute, i === 1),
  );
  const bindings = [first, second].filter((binding) => binding !== undefined);
  if (bindings.length === 0)
    throw new Fault(
      'timestampInvalid',
      place,
      'a signing-certificate attribute (RFC 5816)',
      'none',
      because('binding'),
    );
  for (const { hash, digest, issuerSerial } of bindings) {
    const isSame =
      equalBytes(digest, digestOf(crypto, certificateHash(hash, place), certificate.der)) &&
      (issuerSerial === undefined || namesCertificate(issuerSerial, certificate));
    if (!isSame)
      throw new Fault(
        'timestampInvalid',
        place,
        'the signing-certificate attribute to name the certificate of the signer',
        'another certificate',
        because('binding'),
      );
  }
}

interface Binding {
  readonly hash: string;
  readonly digest: Uint8Array;
  readonly issuerSerial: Element | undefined;
}

/** SigningCertificate (RFC 2634, 5.4) and SigningCertificateV2 (RFC 5035, 3): the first entry is the signer's. */
function signingCertificate(attribute: Element, isV2: boolean): Binding {
  const list = new Fields(expectTag(attribute, TAG.sequence, 'SigningCertificate'));
  const ids = new Fields(list.take(TAG.sequence, 'certs'));
  const fields = new Fields(ids.take(TAG.sequence, 'ESSCertID'));
  const named = isV2 ? fields.maybe(TAG.sequence) : undefined;
  const hash = isV2 ? (named ? plainAlgorithm(named, 'hashAlgorithm') : SHA256) : SHA1;
  const digest = octets(fields.next('certHash'), 'certHash');
  const issuerSerial = fields.maybe(TAG.sequence);
  fields.end('ESSCertID');
  return { hash, digest, issuerSerial };
}

function namesCertificate(issuerSerial: Element, certificate: Certificate): boolean {
  const fields = new Fields(issuerSerial);
  const names = sequenceOf(fields.next('issuer'), 'issuer');
  const serial = integer(fields.next('serialNumber'), 'serialNumber');
  fields.end('issuerSerial');
  const isIssuer = names.some(
    (name) => name.tag === DIRECTORY_NAME && equalBytes(name.content, certificate.issuer),
  );
  return isIssuer && serial === certificate.serial;
}

const DIRECTORY_NAME = context(4, 'constructed');

/** RFC 3161, 2.3: a key for time stamps alone, said in a critical extension. */
export function checkPurpose(certificate: Certificate, place: string): void {
  const { purposes, keyUsage = [] } = certificate.extensions;
  const bad = (expected: string, found: string): Fault =>
    new Fault(
      'timestampInvalid',
      place,
      `${expected} in the authority's certificate`,
      found,
      because('lacks', 'timeStamping'),
    );
  if (!purposes) throw bad('the extended key usage timeStamping', 'no extended key usage');
  if (purposes.oids.length !== 1 || purposes.oids[0] !== TIME_STAMPING)
    throw bad('the extended key usage timeStamping alone', purposes.oids.join(' '));
  if (!purposes.isCritical) throw bad('a critical extended key usage', 'one that is not critical');
  const allowed: readonly number[] = [KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation];
  const used = keyUsage.flatMap((bit, i) => (bit ? [i] : []));
  if (certificate.extensions.keyUsage && (used.length === 0 || used.some((bit) => !allowed.includes(bit))))
    throw bad('digitalSignature or nonRepudiation as the only key usage', `bits ${used.join(' ') || 'none'}`);
}

/** RFC 3161, 2.4.2: when the token names its authority, that is one of the certificate's subject names. */
export function checkAuthorityName(name: Element | undefined, certificate: Certificate, place: string): void {
  if (!name) return;
  const isSubject =
    name.tag === DIRECTORY_NAME && equalBytes(unwrap(name, TAG.sequence, 'tsa').whole, certificate.subject);
  const others = certificate.extensions.otherNames ?? [];
  if (isSubject || others.some((other) => equalBytes(other, name.whole))) return;
  throw new Fault(
    'timestampInvalid',
    place,
    `the token to name ${nameText(certificate.subject, place)} as its authority`,
    'another name',
    because('lacks', 'tsa'),
  );
}
