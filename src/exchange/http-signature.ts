// RFC 9421 in one closed profile: Ed25519, exactly these components in this order. What a request may leave out is not for the
// sender to decide, so nothing is negotiated: the reader writes the one signature base there can be and checks over that.
import { base64, fromBase64, utf8 } from '../base/bytes.ts';
import { digestOf, type Crypto } from '../verify/crypto.ts';
import type { NoteKey } from '../verify/note-key.ts';

const TAG = 'comity-exchange-1';
const COVERED = ['@method', '@target-uri', 'content-digest', 'content-length', 'content-type'] as const;
const LIST = COVERED.map((name) => `"${name}"`).join(' ');
const INPUT =
  /^comity=(\("@method" "@target-uri" "content-digest" "content-length" "content-type"\);created=([1-9][0-9]{9});keyid="([!#-*,-~]{1,255})";nonce="([A-Za-z0-9_-]{22})";tag="comity-exchange-1")$/;
const SIGNATURE = /^comity=:([A-Za-z0-9+/]{86}==):$/;

/** Clocks an hour apart still understand each other; what comes twice is harmless. */
export const SKEW_SECONDS_MAX = 7200;

export interface RequestHead {
  readonly method: string;
  /** Whole, as the receiver published it: behind a proxy too. */
  readonly uri: string;
  readonly header: (name: string) => string | undefined;
}

interface WireSigner {
  /** The name of the key, `<origin>/wire`. */
  readonly name: string;
  sign(message: Uint8Array): Uint8Array;
}

export function contentDigest(crypto: Crypto, body: Uint8Array): string {
  return `sha-256=:${base64(digestOf(crypto, 'sha256', body))}:`;
}

function base({ method, uri, header }: RequestHead, parameters: string): Uint8Array<ArrayBuffer> {
  const valueOf = (name: string): string =>
    name === '@method' ? method : name === '@target-uri' ? uri : (header(name) ?? '');
  const lines = COVERED.map((name) => `"${name}": ${valueOf(name)}`);
  return utf8([...lines, `"@signature-params": ${parameters}`].join('\n'));
}

/** The fields to send besides those covered. `created` in seconds; `nonce`: 16 random bytes in base64url. */
export function signHead(
  head: RequestHead,
  signer: WireSigner,
  created: number,
  nonce: string,
): { readonly 'signature-input': string; readonly signature: string } {
  const parameters = `(${LIST});created=${created};keyid="${signer.name}";nonce="${nonce}";tag="${TAG}"`;
  const signature = signer.sign(base(head, parameters));
  return { 'signature-input': `comity=${parameters}`, signature: `comity=:${base64(signature)}:` };
}

interface ClaimedHead {
  readonly keyName: string;
  readonly created: number;
}

/** Whose key it says signed: for finding the key. Nothing is believed by this. */
export function claimedKey({ header }: RequestHead): ClaimedHead | undefined {
  const input = INPUT.exec(header('signature-input') ?? '');
  if (input === null) return undefined;
  const [, , created = '', keyName = ''] = input;
  return { keyName, created: Number(created) };
}

/** Before a byte of the body is read; its digest is compared when it has been. `now` in seconds. */
export async function checkHead(
  head: RequestHead,
  keys: readonly NoteKey[],
  now: number,
  crypto: Crypto,
): Promise<boolean> {
  const input = INPUT.exec(head.header('signature-input') ?? '');
  const signature = fromBase64(SIGNATURE.exec(head.header('signature') ?? '')?.[1] ?? '');
  const [, parameters = '', created = '', keyName = ''] = input ?? [];
  if (input === null || signature?.length !== 64) return false;
  if (Math.abs(Number(created) - now) > SKEW_SECONDS_MAX) return false;
  const message = base(head, parameters);
  for (const key of keys)
    if (key.name === keyName && (await crypto.verify('ed25519', key.spki, message, signature)) === true)
      return true;
  return false;
}
