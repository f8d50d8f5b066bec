// CMS SignedData (RFC 5652, section 5) with one signer: as a time-stamp token uses it, the content inside, and
// as a signed document does, the content elsewhere.
import { concat } from '../base/bytes.ts';
import {
  algorithm,
  integer,
  octets,
  oid,
  plainAlgorithm,
  smallInteger,
  type Algorithm,
} from './der-values.ts';
import { context, expectTag, Fields, invalid, TAG, unwrap, type Element } from './der.ts';
import { certificateOf, type Certificate } from './x509.ts';

export interface SignedData extends DetachedSignature {
  /** The bytes the message digest is over. */
  readonly content: Element;
}

export interface DetachedSignature {
  readonly contentType: string;
  /** As they lie there: signed by their issuers or not, asked for or not. */
  readonly certificates: readonly Certificate[];
  /** Lists of revoked certificates, as they lie there. */
  readonly revocationLists: readonly Uint8Array[];
  /** Other revocation data (RFC 5652, 10.2.1): answers of OCSP, for one. */
  readonly otherRevocation: readonly Element[];
  readonly signer: Signer;
}

interface Signer {
  readonly id: SignerId;
  readonly digestAlgorithm: string;
  /** The bytes the signature is over: the signed attributes as a SET OF (RFC 5652, 5.4). Undefined: it has none, and signs the content. */
  readonly signed: Uint8Array | undefined;
  /** The one value of each signed attribute, by type; those of several values, which nothing here reads, are not among them. */
  readonly attributes: ReadonlyMap<string, Element>;
  readonly signatureAlgorithm: Algorithm;
  readonly signature: Uint8Array;
  /** What was added afterwards and nobody signed: a time stamp over the signature, for one. */
  readonly unsigned: Element | undefined;
}

type SignerId =
  | { readonly issuer: Uint8Array; readonly serial: bigint }
  | { readonly subjectKeyId: Uint8Array };

const PLAIN_DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
/** content-type, message-digest, signing-time, signing-certificate and its second version. */
const OF_ONE_VALUE: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.9.3',
  '1.2.840.113549.1.9.4',
  '1.2.840.113549.1.9.5',
  '1.2.840.113549.1.9.16.2.12',
  '1.2.840.113549.1.9.16.2.47',
]);
const MAX_CERTIFICATES = 32;
const MAX_ATTRIBUTES = 32;

/** ContentInfo holding a SignedData with its content. CRLs beside it are for whoever asks. */
export function signedDataOf(contentInfo: Element): SignedData {
  const { version, body, inner, digests, ...rest } = outline(contentInfo);
  if (smallInteger(version, 'version of SignedData', 5) < 3)
    throw invalid(version, 'version 3, 4 or 5 of SignedData', 'an older one'); // as its certificates and CRLs are (5.1)
  const content = unwrap(
    inner.take(context(0, 'constructed'), 'eContent: a token holds its content'),
    TAG.octetString,
    'eContent',
  );
  inner.end('encapContentInfo');
  return { content, ...partsOf(body, digests, { ...rest, isToken: true }) };
}

/** ContentInfo holding a signature over bytes that are elsewhere (5.2, an external signature). */
export function detachedSignatureOf(contentInfo: Element): DetachedSignature {
  const { version, body, inner, digests, ...rest } = outline(contentInfo);
  smallInteger(version, 'version of SignedData', 5);
  inner.end('encapContentInfo: what is signed is the document');
  return partsOf(body, digests, { ...rest, isToken: false });
}

function outline(contentInfo: Element) {
  const info = new Fields(expectTag(contentInfo, TAG.sequence, 'ContentInfo'));
  const type = info.next('contentType');
  if (oid(type, 'contentType') !== SIGNED_DATA)
    throw invalid(type, 'a CMS SignedData', 'another content type');
  const body = unwrap(info.take(context(0, 'constructed'), 'content'), TAG.sequence, 'SignedData');
  info.end('ContentInfo');

  const fields = new Fields(body);
  const version = fields.next('version');
  const digests = new Fields(fields.take(TAG.set, 'digestAlgorithms'))
    .rest('digest algorithm')
    .map((element) => plainAlgorithm(element, 'digest algorithm'));
  const inner = new Fields(fields.take(TAG.sequence, 'encapContentInfo'));
  const contentType = oid(inner.next('eContentType'), 'eContentType');
  return { version, body, inner, digests, contentType, fields };
}

function partsOf(
  body: Element,
  digests: readonly string[],
  {
    contentType,
    fields,
    isToken,
  }: { readonly contentType: string; readonly fields: Fields; readonly isToken: boolean },
): DetachedSignature {
  const certificates = fields.maybe(context(0, 'constructed'));
  const lists = fields.maybe(context(1, 'constructed'));
  const signers = fields.take(TAG.set, 'signerInfos');
  fields.end('SignedData');
  const signer = signerOf(
    unwrap(signers, TAG.sequence, 'the only SignerInfo (RFC 3161, 2.4.2; ISO 32000-2, 12.8.3.3)'),
    isToken,
  );
  // RFC 5652, 5.3: without attributes nothing else than plain data may be signed.
  if (signer.signed === undefined && contentType !== PLAIN_DATA)
    throw invalid(body, 'signed attributes, as content of a kind of its own has them', 'none');
  if (!digests.includes(signer.digestAlgorithm))
    throw invalid(body, 'the digest algorithm of the signer among digestAlgorithms', 'others');
  const revocation = lists === undefined ? [] : new Fields(lists).rest('crl');
  return {
    contentType,
    certificates: certificates ? certificatesOf(certificates) : [],
    // Other kinds of revocation data are context-tagged (10.2.1).
    revocationLists: revocation.filter(({ tag }) => tag === TAG.sequence).map(({ whole }) => whole),
    otherRevocation: revocation.filter(({ tag }) => tag === context(1, 'constructed')),
    signer,
  };
}

/** Attribute certificates and other choices, all context-tagged (RFC 5652, 10.2.2), are passed over. */
function certificatesOf(set: Element): Certificate[] {
  const elements = new Fields(set).rest('certificate').filter((element) => element.tag === TAG.sequence);
  if (elements.length > MAX_CERTIFICATES)
    throw invalid(set, `at most ${MAX_CERTIFICATES} certificates`, `${elements.length}`);
  return elements.map(certificateOf);
}

/** SignerInfo (RFC 5652, 5.3). */
function signerOf(element: Element, isToken: boolean): Signer {
  const fields = new Fields(element);
  const version = smallInteger(fields.next('version'), 'version of SignerInfo', 3);
  const id = signerId(fields);
  if (version !== ('issuer' in id ? 1 : 3))
    throw invalid(element, 'version 1 or 3 as the signer is named', String(version));
  const digestAlgorithm = plainAlgorithm(fields.next('digestAlgorithm'), 'digestAlgorithm');
  const attributes = context(0, 'constructed');
  const signedAttrs = isToken ? fields.take(attributes, 'signedAttrs') : fields.maybe(attributes);
  const signatureAlgorithm = algorithm(fields.next('signatureAlgorithm'), 'signatureAlgorithm');
  const signature = octets(fields.next('signature'), 'signature');
  const unsigned = fields.maybe(context(1, 'constructed'));
  fields.end('SignerInfo');
  return {
    id,
    digestAlgorithm,
    signed: signedAttrs && concat(Uint8Array.of(TAG.set), signedAttrs.whole.subarray(1)),
    attributes: signedAttrs ? attributesOf(signedAttrs, isToken) : new Map<string, Element>(),
    signatureAlgorithm,
    signature,
    unsigned,
  };
}

function signerId(fields: Fields): SignerId {
  const keyId = fields.maybe(context(0, 'primitive'));
  if (keyId) return { subjectKeyId: keyId.content };
  const named = new Fields(fields.take(TAG.sequence, 'sid'));
  const issuer = named.take(TAG.sequence, 'issuer').whole;
  const serial = integer(named.next('serialNumber'), 'serialNumber');
  named.end('issuerAndSerialNumber');
  return { issuer, serial };
}

/**
 * Each type once (RFC 5652, 5.3) and with one value: in a time-stamp token all of them, in a document those that must (11.1 to 11.3;
 * RFC 5035, 5.4). Programs that sign documents write others with several.
 */
function attributesOf(set: Element, isToken: boolean): Map<string, Element> {
  const attributes = new Map<string, Element>();
  const met = new Set<string>();
  for (const attribute of new Fields(set).rest('attribute')) {
    const fields = new Fields(expectTag(attribute, TAG.sequence, 'attribute'));
    const type = oid(fields.next('attrType'), 'attrType');
    const values = new Fields(fields.take(TAG.set, 'attrValues'));
    const value = values.next('an attribute value');
    const isSingle = isToken || OF_ONE_VALUE.has(type);
    const more = isSingle ? (values.end('attrValues: one value'), []) : values.rest('an attribute value');
    fields.end('attribute');
    if (met.has(type)) throw invalid(attribute, 'each signed attribute once', `${type} twice`);
    met.add(type);
    if (more.length === 0) attributes.set(type, value);
    if (met.size > MAX_ATTRIBUTES) throw invalid(set, `at most ${MAX_ATTRIBUTES} attributes`, 'more');
  }
  return attributes;
}
