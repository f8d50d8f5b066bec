// Who approved the order that an addressee has in the portal, and the proof of that as one file: with it a stranger, without this program or
// the authority, learns who approved exactly what, when, by which log (docs/formats/request-proof.md).
import type { Tx } from '../people/as-person.store.ts';
import { isProvable, proofOf, signatureToProve } from '../requests/verbs/letters/proof.acts.ts';
import { signaturesOf } from '../requests/machine/signature/signature.store.ts';
import type { Portal } from './order.acts.ts';
import type { PortalOrder } from './order.store.ts';

export interface Approval {
  /** Undefined: they left the case. */
  readonly name: string | undefined;
  readonly role: string;
  readonly at: Date;
  readonly isEnded: boolean;
  /** There is a proof of it to take along. */
  readonly isProvable: boolean;
}

/** As the system: the addressee sees this of the request, and no more. */
export async function approvalOf({ house }: Portal, { request }: PortalOrder): Promise<Approval | undefined> {
  const signatures = await house.db.transaction((tx) => signaturesOf(tx, request));
  const signature = signatureToProve(signatures);
  if (signature === undefined) return undefined;
  const { name, role, at, voidAt } = signature;
  return { name, role, at, isEnded: voidAt !== undefined, isProvable: isProvable(signatures) };
}

/** Undefined: nobody signed it with a passkey. */
export async function orderProof(
  { house }: Portal,
  { request, reference }: PortalOrder,
): Promise<Uint8Array | undefined> {
  const { signatures, letterIn } = await house.db.transaction(async (tx) => ({
    signatures: await signaturesOf(tx, request),
    letterIn: await languageOf(tx, request),
  }));
  if (letterIn === undefined || !isProvable(signatures)) return undefined;
  return proofOf(house, { reference, requestId: request, signatures, letterIn });
}

async function languageOf(tx: Tx, request: PortalOrder['request']): Promise<string | undefined> {
  const row = await tx.selectFrom('request').select('letter_in').where('id', '=', request).executeTakeFirst();
  return row?.letter_in;
}
