// Checks an RFC 3161 time stamp: that these bytes existed at the time an authority states, judged as of that time.
// What is not done: revocation (docs/formats/timestamp.md says what follows from that).
import { equalBytes, hex } from '../base/bytes.ts';
import { checkAttributes } from './cms-attributes.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { because, Fault } from './fault.ts';
import {
  checkAuthorityName,
  checkBinding,
  checkPurpose,
  signerCertificate,
  TIME_STAMPING,
} from './timestamp-signer.ts';
import { parseTimestampToken, tokenWithin, type TimestampInfo } from './timestamp-token.ts';
import { strongHash, type StrongHash } from './x509-hash.ts';
import { nameText } from './x509-name.ts';
import { certificatePath } from './x509-path.ts';
import { checkSignature } from './x509-signature.ts';
import { parseCertificate } from './x509.ts';

/** What must have been stamped: the bytes themselves, or their digest when they are too many to hold. */
type Stamped =
  | { readonly data: Uint8Array }
  | { readonly digest: { readonly algorithm: StrongHash; readonly bytes: Uint8Array } };

export type TimestampQuestion = Stamped & {
  /** A whole response (`.tsr`) or the token out of it, DER. */
  readonly token: Uint8Array;
  /** The number sent with the request, big-endian; when given, the token must repeat it. */
  readonly nonce?: Uint8Array;
  /** DER certificates that came by another road; none: everything else is checked, and `trusted` is false. */
  readonly trust: readonly Uint8Array[];
  /** DER certificates that may link up to a trusted one; those in the token are used besides. */
  readonly chain?: readonly Uint8Array[];
  /** The file, for faults. */
  readonly place: string;
};

export interface VerifiedTimestamp {
  /** RFC 3339 in UTC, fraction as the authority wrote it. */
  readonly time: string;
  /** Lower-case hex, with a minus sign if the authority wrote a negative number. */
  readonly serial: string;
  /** Object identifier of the authority's policy. */
  readonly policy: string;
  /** Subject of its certificate as text, for people. */
  readonly authorityName: string;
  /** DER, the authority's own first, as far as the links go. */
  readonly chain: readonly Uint8Array[];
  /** Whether the chain ends at a certificate of `trust`. */
  readonly trusted: boolean;
}

/** Throws a Fault naming the first thing wrong. */
export async function verifyTimestamp(
  crypto: Crypto,
  question: TimestampQuestion,
): Promise<VerifiedTimestamp> {
  const { place } = question;
  const { signedData, info } = parseTimestampToken(tokenWithin(question.token, place), place);
  checkImprint(crypto, question, info);
  checkNonce(question.nonce, info, place);

  const anchors = question.trust.map((der) => parseCertificate(der, 'trusted certificates'));
  const brought = (question.chain ?? []).map((der) => parseCertificate(der, 'chain of certificates'));
  const pool = [...signedData.certificates, ...brought];
  const signer = signerCertificate(signedData, [...pool, ...anchors], place);
  const digest = checkAttributes(crypto, signedData, [signedData.content.content], place);
  checkBinding(crypto, signedData, signer, place);
  await checkSignature(crypto, {
    algorithm: signedData.signer.signatureAlgorithm,
    digest,
    key: signer.key,
    message: signedData.signer.signed ?? new Uint8Array(0), // every token has attributes (cms.ts)
    signature: signedData.signer.signature,
    of: "the authority's signature",
    place,
  });
  checkPurpose(signer, place);
  checkAuthorityName(info.authority, signer, place);
  const path = await certificatePath(crypto, {
    leaf: signer,
    pool,
    anchors,
    at: info.time,
    purposes: [TIME_STAMPING],
    place,
  });
  return {
    time: info.time,
    serial: info.serial.toString(16),
    policy: info.policy,
    authorityName: nameText(signer.subject, place),
    chain: path.chain.map((certificate) => certificate.der),
    trusted: path.trusted,
  };
}

function checkImprint(crypto: Crypto, stamped: Stamped & { place: string }, info: TimestampInfo): void {
  const { place } = stamped;
  const hash = strongHash(info.imprint.algorithm, 'an imprint', place);
  const wanted =
    'data' in stamped ? { algorithm: hash, bytes: digestOf(crypto, hash, stamped.data) } : stamped.digest;
  if (hash === wanted.algorithm && equalBytes(wanted.bytes, info.imprint.digest)) return;
  throw new Fault(
    'timestampInvalid',
    place,
    `a time stamp over ${wanted.algorithm} ${hex(wanted.bytes)}`,
    `one over ${hash} ${hex(info.imprint.digest)}`,
    because('stampOther'),
  );
}

function checkNonce(sent: Uint8Array | undefined, info: TimestampInfo, place: string): void {
  if (sent === undefined || info.nonce === BigInt(`0x${hex(sent) || '0'}`)) return;
  const found = info.nonce === undefined ? 'no nonce' : 'another nonce';
  throw new Fault('timestampInvalid', place, 'the nonce of the request', found);
}
