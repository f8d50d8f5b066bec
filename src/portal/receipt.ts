// The receipt of what was said or done in the portal: one line that the service of the installation signs, so that both sides can show it.
// docs/formats/portal-receipt.md
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Uuid } from '../base/ids.ts';

/** What an addressee says or does, and what the authority says: `answer`. */
export type EntryKind =
  | 'opened'
  | 'acknowledged'
  | 'question'
  | 'answer'
  | 'working'
  | 'produced'
  | 'none'
  | 'unable'
  | 'file'
  /** Who handed over a file signed its digest with their passkey. */
  | 'signed';

interface PortalReceipt {
  /** Of the log of the installation. */
  readonly origin: string;
  readonly order: Uuid;
  readonly reference: string;
  /** SHA-256 of the letter that was given. */
  readonly letter: string;
  readonly entry: Uuid;
  readonly kind: EntryKind;
  /** The account, and for whom it speaks; absent: the authority. */
  readonly account?: Uuid | undefined;
  readonly addressee: Uuid;
  /** SHA-256 of what was written, in UTF-8. */
  readonly text?: string | undefined;
  /** Of a file that is handed over, as its sender computed it; its name is the text. */
  readonly file?: { readonly sha256: string; readonly bytes: number } | undefined;
  /** Of kind `signed`: the step that handed the file over, and the passkey whose signature stands below, over this very line. */
  readonly of?: Uuid | undefined;
  readonly passkey?:
    | { readonly key: string; readonly publicKey: string; readonly origin: string }
    | undefined;
  readonly at: string;
  /** The last checkpoint: ties the receipt to the log. */
  readonly log?: { readonly size: number; readonly root: string } | undefined;
}

export function portalReceiptText(said: PortalReceipt): Uint8Array {
  const { account, text, log, file, of, passkey, ...rest } = said;
  return utf8(
    `${canonicalJson({
      v: 1,
      type: 'portalReceipt',
      ...rest,
      ...(account !== undefined && { account }),
      ...(text !== undefined && { text }),
      ...(file !== undefined && { file: { ...file } }),
      ...(of !== undefined && { of }),
      ...(passkey !== undefined && { passkey: { ...passkey } }),
      ...(log !== undefined && { log: { ...log } }),
    })}\n`,
  );
}
