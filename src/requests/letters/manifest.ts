// What the manifest of evidence that goes outside the Union's system says of a package (Implementing Regulation (EU) 2025/1550, Annex,
// point 3.3.3): what is known is filled in, what a person has to decide stays open.
import type { Answers } from '../core/answers.ts';
import { INSIDE_BYTES } from '../core/eu-system.ts';

export interface Sent {
  readonly name: string;
  readonly bytes: number;
  /** Undefined: a person gives it. */
  readonly sha512: string | undefined;
  /** RFC 3339: by the act that sent it; undefined while it has not been sent. */
  readonly at: string | undefined;
}

export interface ManifestOf {
  readonly sender: { readonly name: string; readonly address: string; readonly email: string };
  readonly recipient: string;
  /** The order that it answers, by title and their own reference. */
  readonly order: string;
  readonly sent: Sent;
  /** Said where the package is encrypted. */
  readonly remarks: string | undefined;
}

/** Larger than the system takes. */
export function goesOutside({ bytes }: Pick<Sent, 'bytes'>): boolean {
  return bytes > INSIDE_BYTES;
}

export function manifestAnswers({ sender, recipient, order, sent, remarks }: ManifestOf): Answers {
  const { name, bytes, sha512, at } = sent;
  const { address, email } = sender;
  return {
    sender: { organisation: sender.name, ...(address !== '' && { address }), ...(email !== '' && { email }) },
    recipient: { organisation: recipient },
    order,
    files: [name],
    sizes: [`${bytes}`],
    ...(at !== undefined && { sent: at }),
    ...(sha512 !== undefined && { hash: [{ file: name, algorithm: 'SHA-512', digest: sha512 }] }),
    ...(goesOutside(sent) && { why: ['size'], 'why.detail': `${bytes} > ${INSIDE_BYTES} bytes` }),
    ...(remarks !== undefined && { remarks }),
  };
}
