// What a translator signs: one line that names the request, the languages, and the digest of all sentences with their translations
// (docs/formats/request-signature.md).
import { canonicalJson } from '../../../base/canonical-json.ts';
import { hex, utf8 } from '../../../base/bytes.ts';
import type { Uuid } from '../../../base/ids.ts';
import { isoUtc } from '../../../base/time.ts';
import { sha256, SIGNATURE_VERSION } from '../../machine/signature/signature.ts';

/** Sentence and translation, in the order of the letter. */
export type Pairs = readonly (readonly [source: string, target: string | null])[];

/** To the byte: what is signed and kept. */
export function pairsText(pairs: Pairs): string {
  return JSON.stringify(pairs);
}

export function pairsDigest(text: string): string {
  return hex(sha256(utf8(text)));
}

interface CertificateStatement {
  /** Such as `FR-2026-000012/R4`. */
  readonly reference: string;
  readonly requestId: Uuid;
  readonly from: string;
  readonly to: string;
  readonly person: Uuid;
  readonly name: string;
  readonly at: Date;
  /** Known to the server alone until it asks. */
  readonly nonce: string;
  readonly pairs: string;
}

export function certificateText({ reference, at, pairs, ...said }: CertificateStatement): string {
  return `${canonicalJson({
    v: SIGNATURE_VERSION,
    type: 'translationCertified',
    request: reference,
    ...said,
    at: isoUtc(at.getTime()),
    pairs: `sha256:${pairsDigest(pairs)}`,
  })}\n`;
}

/** With whose key, and what the device gave. */
export interface CertificateSignature {
  readonly pairs: string;
  readonly statement: string;
  readonly keyFingerprint: string;
  readonly keySpki: Uint8Array;
  readonly origin: string;
  readonly assertion: Uint8Array;
}
