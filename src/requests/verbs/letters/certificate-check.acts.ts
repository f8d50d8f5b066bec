// Checks what translators certified, years later: from the sentences, the line and the assertion that were kept, and the log that
// enrolled the key.
import type { Uuid } from '../../../base/ids.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { wrongSigner } from './signature-check.acts.ts';
import { certificateText, pairsDigest } from './certificate.ts';
import type { KeptCertificate } from './translation.store.ts';

export type CertificateFinding =
  | { readonly kind: 'good' }
  /** Given without a passkey: there is nothing to check. */
  | { readonly kind: 'unsigned' }
  | {
      readonly kind: 'wrong';
      readonly check: 'translation' | 'statement' | 'key' | 'assertion';
      readonly found: string;
    };

interface CertifiedRequest {
  /** Such as `FR-2026-000012/R4`. */
  readonly reference: string;
  readonly requestId: Uuid;
}

/** The first check that fails, and what was found. */
export async function checkCertificate(
  house: Installation,
  { reference, requestId }: CertifiedRequest,
  kept: KeptCertificate,
): Promise<CertificateFinding> {
  const { from, to, person, name, at, pairsSha256, signed } = kept;
  if (signed === undefined) return { kind: 'unsigned' };
  const { pairs, statement } = signed;
  if (pairsDigest(pairs) !== pairsSha256)
    return { kind: 'wrong', check: 'translation', found: 'sentences with another digest' };
  const { at: saidAt, nonce } = JSON.parse(statement) as { readonly at?: unknown; readonly nonce?: unknown };
  const said = { reference, requestId, from, to, person, name, pairs };
  const when = new Date(String(saidAt));
  const again = Number.isNaN(when.getTime())
    ? undefined
    : certificateText({ ...said, at: when, nonce: String(nonce) });
  if (again !== statement) return { kind: 'wrong', check: 'statement', found: 'a line about something else' };
  const wrong = await wrongSigner(house, { ...signed, at });
  return wrong === undefined ? { kind: 'good' } : { kind: 'wrong', ...wrong };
}
