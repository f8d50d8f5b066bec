// The receipt of a package comes back: checked against the keys of the trusted peer, and filed where the package is.
import { inEnglish, Refusal } from '../../base/refusal.ts';
import { Fault, type FaultCode } from '../../verify/fault.ts';
import { exhibitOfReceipt, fileReceipt, type FiledReceipt } from '../custody/transfer.acts.ts';
import { nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { roleToShare } from './share.acts.ts';
import type { SharedPackage } from './share.ts';

interface ShareReceipt {
  readonly share: SharedPackage;
  readonly receipt: Uint8Array;
  /** As for `fileReceipt`. */
  readonly proofs?: readonly Uint8Array[];
}

const KEY_FAULTS: ReadonlySet<FaultCode> = new Set(['keyUntrusted', 'signatureMissing', 'signatureWrong']);

/**
 * Records that custody of one exhibit of the package has passed; the same receipt twice is recorded once. Refuses notReady (no
 * trusted peer), wrongKey (not signed with its keys), badInput (no receipt), notFound (of no exhibit of this package), notAllowed.
 */
export async function fileShareReceipt(
  house: Installation,
  by: Viewer,
  { share, receipt, proofs = [] }: ShareReceipt,
): Promise<FiledReceipt & { readonly number: string }> {
  if (!takesReceipts(share)) throw noCustody();
  try {
    const number = exhibitOfReceipt(receipt);
    if (number === undefined || !share.exhibits.includes(number)) throw ofAnother();
    const act = async (tx: Parameters<typeof roleToShare>[0]) => ({
      role: await roleToShare(tx, by),
      detail: nameOf(by),
    });
    return { ...(await fileReceipt(house, { number, receipt, proofs, act })), number };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { expected, found } = error;
    throw new Refusal(KEY_FAULTS.has(error.code) ? 'wrongKey.shareReceipt' : 'badInput.shareReceipt', {
      expected: inEnglish(expected),
      found: inEnglish(found),
      cause: error,
    });
  }
}

/** Custody was offered, and the package was made. */
export function takesReceipts({ handsOver, made }: SharedPackage): boolean {
  return handsOver === 'custody' && made !== undefined;
}

const noCustody = (): Refusal => new Refusal('notAllowed.noCustodyReceipt');

const ofAnother = (): Refusal => new Refusal('notFound.receiptOfPackage');
