// Keys of persons that an event states, and the name each has in signature lines (docs/formats/event.md, "Signatures").
import type { Crypto } from './crypto.ts';
import { noteKey } from './note-key.ts';
import { passkeyOf, type Signer } from './passkey.ts';

export type StatedKey =
  | { readonly kind: 'ed25519'; readonly publicKey: Uint8Array }
  | { readonly kind: 'passkey'; readonly spki: Uint8Array; readonly origin: string };

/** `fingerprint`: SHA-256 of the officer's SubjectPublicKeyInfo, hex. */
export function officerKeyName(origin: string, fingerprint: string): string {
  return `${origin}/officer/${fingerprint.slice(0, 16)}`;
}

/** The key of a person, with the name it has in signature lines. */
export function officerSigner(crypto: Crypto, name: string, stated: StatedKey): Signer {
  return stated.kind === 'ed25519'
    ? noteKey(crypto, name, 'ed25519', stated.publicKey)
    : passkeyOf(crypto, name, stated.spki, stated.origin);
}
