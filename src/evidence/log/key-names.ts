// Names of the installation's own keys: their files, the items of the log that their events are chained under, and how
// partners are told of them.
import type { Settings } from '../../platform/settings.ts';

export const KEY_NAMES = { ed25519: 'log-ed25519', mlDsa44: 'log-ml-dsa-44', service: 'service' } as const;

/** A key of the service that was made and does not sign yet. */
export const NEXT_SERVICE = 'service-next';

/** Between the name of a key of the log and `.pem`: made and not signing yet; replaced, and signing for a while still. */
export const NEXT = '-next';
export const OLD = '-old';

/** The item a key's own events are chained under. */
export function keyItem(fingerprint: string): string {
  return `key:${fingerprint.slice(0, 16)}`;
}

/** A key that signs events: by its fingerprint, and a passkey also by where it signs. */
export function signerName(fingerprint: string, origin: string | undefined): string {
  return origin === undefined ? fingerprint : `${fingerprint} at ${origin}`;
}

/** Where the key of the service stands in a file of keys: a policy (C2SP tlog-policy) has no line for it but a comment. */
export const SERVICE_LINE = '# service ';

/** A policy (C2SP tlog-policy) that trusts this log and asks for no witnesses: partners add theirs. */
export function trustText(
  { agency, state, origin }: Settings,
  verifierKeys: readonly string[],
  serviceKey?: string,
): string {
  const about = `# Keys of the custody log ${origin}, ${agency} (${state}). Compare them by another road.\n`;
  const service = serviceKey === undefined ? '' : `${SERVICE_LINE}${serviceKey}\n`;
  return `${about}${service}${verifierKeys.map((key) => `log ${key}\n`).join('')}quorum none\n`;
}
