// Names of the installation's own keys: their files, and the items of the log that their events are chained under.

export const KEY_NAMES = { ed25519: 'log-ed25519', mlDsa44: 'log-ml-dsa-44', service: 'service' } as const;

/** A key of the service that was made and does not sign yet. */
export const NEXT_SERVICE = 'service-next';

/** The item a key's own events are chained under. */
export function keyItem(fingerprint: string): string {
  return `key:${fingerprint.slice(0, 16)}`;
}

/** A key that signs events: by its fingerprint, and a passkey also by where it signs. */
export function signerName(fingerprint: string, origin: string | undefined): string {
  return origin === undefined ? fingerprint : `${fingerprint} at ${origin}`;
}
