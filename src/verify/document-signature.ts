// A signature over a document that holds it (CMS, RFC 5652; CAdES, ETSI EN 319 122-1): whether it is over these bytes and verifies,
// whose certificate says so, how far that certificate can be trusted, and since when it can have existed.
// Whether a certificate was revoked is read from the lists and the answers of OCSP that lie within the signature or beside it in its
// document, and nothing is fetched. What is not done: policies, revocation of time-stamp authorities and of OCSP responders; whoever shows the result says so.
import { concat, hex } from '../base/bytes.ts';
import { checkAttributes } from './cms-attributes.ts';
import { detachedSignatureOf, type DetachedSignature } from './cms.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { time } from './der-values.ts';
import { readDer, type Element } from './der.ts';
import { definiteLengths } from './ber.ts';
import { attributeIn, revocationDataIn, type DocumentStore } from './document-store.ts';
import { because, Fault, type FaultReason } from './fault.ts';
import { checkBinding, isBound, signerCertificate } from './timestamp-signer.ts';
import { verifyTimestamp } from './timestamp.ts';
import { nameText } from './x509-name.ts';
import { strongHash } from './x509-hash.ts';
import { ANY_PURPOSE, certificatePath } from './x509-path.ts';
import { revocationTold, type RevocationData } from './x509-revocation.ts';
import { checkSignature } from './x509-signature.ts';
import { KEY_USAGE, parseCertificate, type Certificate } from './x509.ts';

export interface DocumentSignatureQuestion {
  /** CMS, zero bytes after it or none. */
  readonly cms: Uint8Array;
  /** What must have been signed, piece after piece. */
  readonly signed: readonly Uint8Array[];
  /** The signer's certificate has to be bound (CAdES). */
  readonly mustBind: boolean;
  /** DER certificates that came by another road. */
  readonly trust: readonly Uint8Array[];
  /** RFC 3339: when the document was certainly there. A trusted time stamp within puts an earlier time in its place. */
  readonly at: string;
  /** What lies in the document beside the signature (ETSI EN 319 142-1, 5.4.2): believed by its own signatures alone. */
  readonly store?: DocumentStore;
  readonly place: string;
}

/** It verifies over these bytes; a Fault is thrown where it does not. */
export interface DocumentSignature {
  readonly signer: SignerShown;
  /** What the signer says of the time. */
  readonly claimedTime: string | undefined;
  readonly stamp: Stamp;
  readonly standing: Standing;
}

interface SignerShown {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
}

export type Stamp = { readonly kind: 'none' } | GoodStamp | { readonly kind: 'wrong'; readonly why: Fault };

export interface GoodStamp {
  readonly kind: 'good';
  /** RFC 3339 in UTC. */
  readonly time: string;
  readonly authority: string;
  readonly trusted: boolean;
}

/** Of the certificate, as of the time of the stamp or else of the question. */
export type Standing =
  | {
      readonly kind: 'anchored';
      readonly anchor: string;
      readonly at: string;
      readonly revocation: Revocation;
    }
  /** It leads to nothing that is trusted: the name is what the document says. */
  | { readonly kind: 'noAnchor'; readonly at: string }
  /** Ended by then, for another use, or its own signatures fail. */
  | { readonly kind: 'unfit'; readonly why: Fault; readonly at: string };

/** Of every certificate below the anchor. */
export type Revocation =
  /** Nothing in the document tells of these at that time. */
  | { readonly kind: 'notTold'; readonly of: readonly string[] }
  /** By a list of its issuer or an answer of its responder each was not; the oldest of them was made then. */
  | { readonly kind: 'notRevoked'; readonly asOf: string }
  /** It was revoked after the time as of which it is judged. */
  | { readonly kind: 'later'; readonly of: string; readonly since: string };

/** With revocation answers inside, signatures grow to some hundred thousand bytes. */
export const MAX_SIGNATURE_BYTES = 2 * 1024 * 1024;
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNATURE_STAMP = '1.2.840.113549.1.9.16.2.14';
/** RFC 9336; e-mail, which most national authorities write; signing of documents by Adobe and by Microsoft; sign-in by card. */
const PURPOSES = [
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.5.5.7.3.4',
  '1.2.840.113583.1.1.5',
  '1.3.6.1.4.1.311.10.3.12',
  '1.3.6.1.5.5.7.3.2',
];

/** Throws a Fault naming the first thing wrong; `notCheckedHere` where it may well be right. */
export async function verifyDocumentSignature(
  crypto: Crypto,
  question: DocumentSignatureQuestion,
): Promise<DocumentSignature> {
  const { place } = question;
  const cms = detachedSignatureOf(cmsElement(question.cms, place));
  const { signer } = cms;
  const digest =
    signer.signed === undefined
      ? strongHash(signer.digestAlgorithm, 'a message digest', place)
      : checkAttributes(crypto, cms, question.signed, place);
  const anchors = question.trust.map((der) => parseCertificate(der, 'trusted certificates'));
  const leaf = signerCertificate(cms, [...cms.certificates, ...anchors], place);
  if (question.mustBind || isBound(cms)) checkBinding(crypto, cms, leaf, place);
  await checkSignature(crypto, {
    algorithm: signer.signatureAlgorithm,
    digest,
    key: leaf.key,
    message: signer.signed ?? concat(...question.signed),
    signature: signer.signature,
    of: 'the signature',
    isDoubt: true,
    place,
  });
  const stamp = await stampOf(crypto, cms, question);
  const at = stamp.kind === 'good' && stamp.trusted ? stamp.time : question.at;
  const claimed = signer.attributes.get(SIGNING_TIME);
  return {
    signer: shownOf(crypto, leaf, place),
    claimedTime: claimed && time(claimed, 'signing-time'),
    stamp,
    standing: await standingOf(crypto, {
      leaf,
      pool: [...cms.certificates, ...(question.store?.certificates ?? [])],
      anchors,
      revocation: revocationDataIn(cms, question.store),
      at,
      place,
    }),
  };
}

/**
 * A time stamp over the whole document (ETSI EN 319 142-1, 5.4.3): an authority signed that it was there, and nobody else anything.
 * Throws a Fault.
 */
export function verifyDocumentStamp(crypto: Crypto, question: DocumentSignatureQuestion): Promise<GoodStamp> {
  const { whole } = cmsElement(question.cms, question.place);
  return stampOver(crypto, concat(...question.signed), whole, question);
}

function cmsElement(bytes: Uint8Array, place: string): Element {
  if (bytes.length > MAX_SIGNATURE_BYTES)
    throw new Fault(
      'limitExceeded',
      place,
      `a signature of at most ${MAX_SIGNATURE_BYTES} bytes`,
      'more',
      because('tooLarge'),
    );
  const { written, end } = definiteLengths(bytes, place);
  if (bytes.subarray(end).some((byte) => byte !== 0))
    // Nobody signed them, and they change nothing of what was signed: other programs pass over them.
    throw new Fault(
      'notCheckedHere',
      place,
      'nothing but zeros after the signature',
      'other bytes',
      because('form', `${end}`),
    );
  return readDer(written, place, MAX_SIGNATURE_BYTES);
}

async function stampOf(
  crypto: Crypto,
  { signer }: DetachedSignature,
  question: DocumentSignatureQuestion,
): Promise<Stamp> {
  try {
    const token = signer.unsigned && attributeIn(signer.unsigned, SIGNATURE_STAMP);
    if (token === undefined) return { kind: 'none' };
    return await stampOver(crypto, signer.signature, token.whole, question);
  } catch (why) {
    if (why instanceof Fault) return { kind: 'wrong', why };
    throw why;
  }
}

async function stampOver(
  crypto: Crypto,
  data: Uint8Array,
  token: Uint8Array,
  { trust, place }: DocumentSignatureQuestion,
): Promise<GoodStamp> {
  const check = async (anchors: readonly Uint8Array[]): Promise<GoodStamp> => {
    const asked = { data, token, trust: anchors, place: `${place}, time stamp` };
    const { time: at, authorityName, trusted } = await verifyTimestamp(crypto, asked);
    return { kind: 'good', time: at, authority: authorityName, trusted };
  };
  try {
    if (trust.length > 0) return await check(trust);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault; // without an anchor it may still stand
  }
  return check([]);
}

interface ToStand {
  readonly leaf: Certificate;
  readonly pool: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  readonly revocation: RevocationData;
  readonly at: string;
  readonly place: string;
}

async function standingOf(crypto: Crypto, asked: ToStand): Promise<Standing> {
  const { leaf, anchors, at, place } = asked;
  const path = (to: readonly Certificate[]) =>
    certificatePath(crypto, { ...asked, anchors: to, purposes: PURPOSES });
  try {
    checkUse(leaf, place);
  } catch (why) {
    if (why instanceof Fault) return { kind: 'unfit', why, at };
    throw why;
  }
  try {
    if (anchors.length > 0) {
      const { chain } = await path(anchors);
      const top = chain.at(-1) ?? leaf;
      const found = await revocationIn(crypto, chain, asked);
      if (found instanceof Fault) return { kind: 'unfit', why: found, at };
      return { kind: 'anchored', anchor: nameText(top.subject, place), at, revocation: found };
    }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault; // perhaps it leads elsewhere
    // It does lead to one that is kept, which may not say whose name this is.
    const key = fault.reason?.key;
    if (key === 'nameOutside' || key === 'nameNotChecked') return { kind: 'unfit', why: fault, at };
  }
  try {
    await path([]);
    return { kind: 'noAnchor', at };
  } catch (why) {
    if (why instanceof Fault) return { kind: 'unfit', why, at };
    throw why;
  }
}

/** A Fault: one had been revoked by then. The anchor itself is trusted because somebody keeps it. */
async function revocationIn(
  crypto: Crypto,
  chain: readonly Certificate[],
  { revocation, at, place }: ToStand,
): Promise<Revocation | Fault> {
  const untold: string[] = [];
  const dates: string[] = [];
  let later: Revocation | undefined;
  for (const [i, certificate] of chain.entries()) {
    const issuer = chain[i + 1];
    if (issuer === undefined) break;
    const name = nameText(certificate.subject, place);
    const told = await revocationTold(crypto, revocation, { certificate, issuer, at }, place);
    if (told?.since === undefined) {
      if (told === undefined) untold.push(name);
      else dates.push(told.asOf);
    } else if (Date.parse(told.since) <= Date.parse(at)) {
      const found = `revoked since ${told.since}`;
      const reason = because('revoked', name, told.since, told.asOf);
      return new Fault(
        'timestampInvalid',
        place,
        `the certificate of ${name} not to be revoked`,
        found,
        reason,
      );
    } else later ??= { kind: 'later', of: name, since: told.since };
  }
  const [oldest] = dates.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  if (later !== undefined) return later;
  return untold.length > 0 || oldest === undefined
    ? { kind: 'notTold', of: untold }
    : { kind: 'notRevoked', asOf: oldest };
}

/** RFC 5280, 4.2.1.3 and 4.2.1.12: a certificate that says what it is for is for nothing else. */
function checkUse({ extensions: { keyUsage, purposes } }: Certificate, place: string): void {
  const bad = (found: string, reason: FaultReason): Fault =>
    new Fault('timestampInvalid', place, 'a certificate with which documents may be signed', found, reason);
  if (
    keyUsage &&
    keyUsage[KEY_USAGE.digitalSignature] !== true &&
    keyUsage[KEY_USAGE.nonRepudiation] !== true
  )
    throw bad('a key usage without signatures', because('noSigning'));
  if (purposes && ![...PURPOSES, ANY_PURPOSE].some((one) => purposes.oids.includes(one)))
    throw bad(`one for ${purposes.oids.join(' ')}`, because('otherUse', purposes.oids.join(' ')));
}

function shownOf(
  crypto: Crypto,
  { subject, issuer, notBefore, notAfter, der }: Certificate,
  place: string,
): SignerShown {
  return {
    subject: nameText(subject, place),
    issuer: nameText(issuer, place),
    notBefore,
    notAfter,
    sha256: hex(digestOf(crypto, 'sha256', der)),
  };
}
