// The part of an X.509 certificate that checking a time stamp needs (RFC 5280, section 4.1 and 4.2).
import { equalBytes } from '../base/bytes.ts';
import {
  algorithm,
  bitOctets,
  boolean,
  integer,
  namedBits,
  octets,
  oid,
  smallInteger,
  time,
  type Algorithm,
} from './der-values.ts';
import {
  context,
  expectTag,
  Fields,
  invalid,
  readDer,
  sequenceOf,
  TAG,
  unwrap,
  type Element,
} from './der.ts';
import { nameConstraintsOf, type NameConstraints } from './x509-constraints.ts';
import { publicKey, type PublicKey } from './x509-key.ts';

export interface Certificate {
  readonly der: Uint8Array;
  /** The bytes that the issuer signed. */
  readonly signed: Uint8Array;
  readonly serial: bigint;
  /** DER Name; equal names are equal bytes here. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** RFC 3339 in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly key: PublicKey;
  readonly signatureAlgorithm: Algorithm;
  readonly signature: Uint8Array;
  readonly extensions: Extensions;
}

interface Extensions {
  /** Present when basicConstraints says CA. */
  readonly authority?: { readonly pathLength: number | undefined };
  /** Named bits of RFC 5280, 4.2.1.3. */
  readonly keyUsage?: readonly boolean[];
  readonly purposes?: { readonly isCritical: boolean; readonly oids: readonly string[] };
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
  /** DER GeneralNames of the subject. */
  readonly otherNames?: readonly Uint8Array[];
  /** Of an authority: for which names it may issue (RFC 5280, 4.2.1.10). */
  readonly nameConstraints?: NameConstraints;
  /** Critical ones that are not understood here: whoever relies on the certificate must refuse (RFC 5280, 4.2). */
  readonly unknownCritical?: string;
}

export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;

export function parseCertificate(der: Uint8Array, place: string): Certificate {
  return certificateOf(readDer(der, place));
}

export function certificateOf(element: Element): Certificate {
  const fields = new Fields(expectTag(element, TAG.sequence, 'Certificate'));
  const signed = fields.take(TAG.sequence, 'tbsCertificate');
  const outer = fields.take(TAG.sequence, 'signatureAlgorithm');
  const signature = bitOctets(fields.next('signatureValue'), 'signatureValue');
  fields.end('Certificate');

  const body = new Fields(signed);
  const version = body.maybe(context(0, 'constructed'));
  if (version) smallInteger(unwrap(version, TAG.integer, 'version'), 'version', 2);
  const serial = integer(body.next('serialNumber'), 'serialNumber');
  const inner = body.take(TAG.sequence, 'signature');
  if (!equalBytes(inner.whole, outer.whole)) throw invalid(inner, 'one signature algorithm', 'two');
  const issuer = body.take(TAG.sequence, 'issuer').whole;
  const validity = new Fields(body.take(TAG.sequence, 'validity'));
  const notBefore = time(validity.next('notBefore'), 'notBefore');
  const notAfter = time(validity.next('notAfter'), 'notAfter');
  validity.end('validity');
  const subject = body.take(TAG.sequence, 'subject').whole;
  const key = publicKey(body.next('subjectPublicKeyInfo'));
  body.maybe(context(1, 'primitive')); // issuerUniqueID
  body.maybe(context(2, 'primitive')); // subjectUniqueID
  const extensions = body.maybe(context(3, 'constructed'));
  body.end('tbsCertificate');

  return {
    der: element.whole,
    signed: signed.whole,
    serial,
    issuer,
    subject,
    notBefore,
    notAfter,
    key,
    signatureAlgorithm: algorithm(outer, 'signatureAlgorithm'),
    signature,
    extensions: extensions ? extensionsOf(unwrap(extensions, TAG.sequence, 'extensions')) : {},
  };
}

/** Understood without being read: they change nothing about whether a time stamp stands. */
const HARMLESS = new Set([
  '2.5.29.18', // issuerAltName
  '2.5.29.32', // certificatePolicies: no policy is asked for
]);

type Reader = (value: Element, isCritical: boolean) => Extensions;

const READERS: { readonly [oid: string]: Reader } = {
  '2.5.29.14': (value) => ({ subjectKeyId: octets(value, 'subjectKeyIdentifier') }),
  '2.5.29.15': (value) => ({ keyUsage: namedBits(value, 'keyUsage') }),
  '2.5.29.17': (value) => ({ otherNames: sequenceOf(value, 'subjectAltName').map((name) => name.whole) }),
  '2.5.29.19': basicConstraints,
  '2.5.29.30': (value) => ({ nameConstraints: nameConstraintsOf(value) }),
  '2.5.29.35': authorityKeyIdentifier,
  '2.5.29.37': (value, isCritical) => ({
    purposes: {
      isCritical,
      oids: sequenceOf(value, 'extKeyUsage').map((purpose) => oid(purpose, 'purpose')),
    },
  }),
};

function extensionsOf(list: Element): Extensions {
  let all: Extensions = {};
  const seen = new Set<string>();
  for (const extension of sequenceOf(list, 'extensions')) {
    const fields = new Fields(expectTag(extension, TAG.sequence, 'extension'));
    const id = oid(fields.next('extnID'), 'extnID');
    const critical = fields.maybe(TAG.boolean);
    const isCritical = critical !== undefined && boolean(critical, 'critical');
    const value = fields.take(TAG.octetString, 'extnValue');
    fields.end('extension');
    if (seen.has(id)) throw invalid(extension, 'each extension once', `${id} twice`);
    seen.add(id);
    const reader = READERS[id];
    if (reader) all = { ...all, ...reader(readDer(value.content, value.place), isCritical) };
    else if (isCritical && !HARMLESS.has(id)) all = { ...all, unknownCritical: id };
  }
  return all;
}

/** RFC 5280, 4.2.1.9. */
function basicConstraints(value: Element): Extensions {
  const fields = new Fields(expectTag(value, TAG.sequence, 'basicConstraints'));
  const flag = fields.maybe(TAG.boolean);
  const isAuthority = flag !== undefined && boolean(flag, 'cA');
  const length = fields.maybe(TAG.integer);
  fields.end('basicConstraints');
  if (!isAuthority) return {};
  return { authority: { pathLength: length && smallInteger(length, 'pathLenConstraint', 1000) } };
}

/** RFC 5280, 4.2.1.1; only the key identifier helps to find the issuer. */
function authorityKeyIdentifier(value: Element): Extensions {
  const fields = new Fields(expectTag(value, TAG.sequence, 'authorityKeyIdentifier'));
  const id = fields.maybe(context(0, 'primitive'));
  return id ? { authorityKeyId: id.content } : {};
}
