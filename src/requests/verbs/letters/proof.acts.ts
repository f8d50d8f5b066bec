// The proof of a request that somebody signed: one small file with which a stranger learns who approved exactly what, when, and by
// which log (docs/formats/request-proof.md).
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { writeProof } from '../../../evidence/packages/proof-bag.acts.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { spkiPem } from '../../../platform/keys.ts';
import { parseAssertion } from '../../../verify/passkey.ts';
import { PROOF_FILES, SEALED_FILE } from '../../../verify/request-proof.ts';
import { authorityItem, type RequestSignature } from '../../machine/signature/signature.ts';
import { outgoingLetter } from './outgoing.acts.ts';
import { proofCheckText } from './proof-check.ts';

interface Proved {
  /** Such as `FR-2026-000012/R4`. */
  readonly reference: string;
  readonly requestId: Uuid;
  readonly signatures: readonly RequestSignature[];
  readonly letterIn: string;
}

/** Of what was signed first and stands; where nothing stands, of what was signed last, and it says that it ended. */
export function signatureToProve(signatures: readonly RequestSignature[]): RequestSignature | undefined {
  return signatures.find(({ voidAt }) => voidAt === undefined) ?? signatures.at(-1);
}

/** Undefined: nobody signed it, or not with a passkey. */
function provable(signatures: readonly RequestSignature[]) {
  const signature = signatureToProve(signatures);
  const assertion = signature && parseAssertion(signature.assertion);
  return signature === undefined || assertion === undefined ? undefined : { signature, assertion };
}

export function isProvable(signatures: readonly RequestSignature[]): boolean {
  return provable(signatures) !== undefined;
}

/** Refusals: notFound (nobody signed it). */
export async function proofOf(
  house: Installation,
  { reference, requestId, signatures, letterIn }: Proved,
): Promise<Uint8Array> {
  const found = provable(signatures);
  if (found === undefined) throw new Refusal('notFound.signatureOnRequest');
  const { signature, assertion } = found;
  const sealed = await outgoingLetter(house, signature, letterIn);
  const { papers, statement, keySpki, keyFingerprint } = signature;
  const name = reference.replace('/', '-');
  const bag = `REQ-${name}-v${signature.version}`;
  const origin = house.identity.origin;
  return writeProof(house, join(house.home.path, 'staging', `proof-${randomBytes(8).toString('hex')}`), {
    item: authorityItem(requestId),
    keys: [keyFingerprint],
    bag,
    reference,
    id: signature.id,
    files: [
      [PROOF_FILES.letter, papers.document],
      [PROOF_FILES.data, papers.data],
      [PROOF_FILES.statement, Buffer.from(statement)],
      [PROOF_FILES.authenticatorData, assertion.authenticatorData],
      [PROOF_FILES.clientData, assertion.clientDataJson],
      [PROOF_FILES.signature, assertion.signature],
      [PROOF_FILES.key, Buffer.from(spkiPem(keySpki))],
      // As it left, with its mark and seal.
      ...(sealed.length === papers.document.length ? [] : [[SEALED_FILE, sealed] as const]),
    ],
    check: proofCheckText({ bag, agency: house.settings.agency, state: house.settings.state, origin }),
  });
}
