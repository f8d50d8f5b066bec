// The request of another State is the authority on which we act for it. That its sender takes it back is recorded by a desk of ours with
// the evidence; the custody log gets the digest of this line, so that nobody takes the withdrawal away, puts one in, or words it anew.
import { canonicalJson } from '../../../base/canonical-json.ts';
import { utf8 } from '../../../base/bytes.ts';
import type { Uuid } from '../../../base/ids.ts';
import { isoUtc } from '../../../base/time.ts';

/** The act of the incoming machine, and the cause in the log. */
export const THEIR_WITHDRAWAL = 'withdrawn';

export interface TheirWithdrawal {
  /** Such as `FR-2026-000012/R4`. */
  readonly reference: string;
  readonly request: Uuid;
  /** Id of the recorded act. */
  readonly event: Uuid;
  readonly occurredAt: Date;
  readonly zone: string;
  readonly evidence: string;
  /** Who recorded it. */
  readonly by: Uuid;
}

export function withdrawalText({
  reference,
  request,
  event,
  occurredAt,
  ...said
}: TheirWithdrawal): Uint8Array {
  const { zone, evidence, by } = said;
  const line = canonicalJson({
    v: 1,
    type: 'requestWithdrawn',
    request: reference,
    requestId: request,
    event,
    occurredAt: isoUtc(occurredAt.getTime()),
    zone,
    evidence,
    by,
  });
  return utf8(`${line}\n`);
}
