// The primitives of `verify/` in a browser: WebCrypto for signatures, WebAssembly for digests of any length.
import { createMD5, createSHA1, createSHA256, createSHA384, createSHA512, type IHasher } from 'hash-wasm';
import type { Crypto, Hasher, HashName, SignatureName } from '../../verify/crypto.ts';

/** What `importKey` and `verify` of WebCrypto take. */
interface Scheme {
  readonly key: AlgorithmIdentifier | RsaHashedImportParams | EcKeyImportParams;
  readonly how: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
  /** Bytes of a coordinate: WebCrypto takes ECDSA signatures raw. */
  readonly coordinateBytes?: number;
}

const HASHES = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;
const SALTS = { sha256: 32, sha384: 48, sha512: 64 } as const;
const CURVES = { p256: ['P-256', 32], p384: ['P-384', 48], p521: ['P-521', 66] } as const;

/** Loads the digests once; afterwards they are at hand without waiting. */
export async function browserCrypto(): Promise<Crypto> {
  const [md5, sha1, sha256, sha384, sha512] = await Promise.all([
    createMD5(),
    createSHA1(),
    createSHA256(),
    createSHA384(),
    createSHA512(),
  ]);
  const machines: { readonly [name in HashName]: Machine } = {
    md5: machine(md5),
    sha1: machine(sha1),
    sha256: machine(sha256),
    sha384: machine(sha384),
    sha512: machine(sha512),
  };
  return { hasher: (name) => machines[name](), verify };
}

type Machine = () => Hasher;

/** One machine serves many digests at a time: each keeps its own state and takes its turn. */
function machine(shared: IHasher): Machine {
  let turn: { state: Uint8Array | undefined } | undefined;
  return () => {
    const own: { state: Uint8Array | undefined } = { state: undefined };
    const take = (): void => {
      if (turn === own) return;
      if (turn !== undefined) turn.state = shared.save();
      if (own.state === undefined) shared.init();
      else shared.load(own.state);
      turn = own;
    };
    return {
      update: (bytes) => {
        take();
        shared.update(bytes);
      },
      digest: () => {
        take();
        turn = undefined;
        return new Uint8Array(shared.digest('binary'));
      },
    };
  };
}

async function verify(
  name: SignatureName,
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean | undefined> {
  // Absent where a page is not opened from a file or over TLS.
  const subtle = (globalThis.crypto as { subtle?: SubtleCrypto } | undefined)?.subtle;
  if (subtle === undefined) return undefined;
  const { key: kind, how, coordinateBytes } = schemeOf(name);
  const raw = coordinateBytes === undefined ? signature : derSignatureToRaw(signature, coordinateBytes);
  if (raw === undefined) return false;
  try {
    const imported = await subtle.importKey('spki', copied(key), kind, false, ['verify']);
    return await subtle.verify(how, imported, copied(raw), copied(message));
  } catch (error) {
    // Only this one says that the browser does not know the algorithm; others, that key or signature are of no form.
    return error instanceof DOMException && error.name === 'NotSupportedError' ? undefined : false;
  }
}

function schemeOf(name: SignatureName): Scheme {
  if (name === 'ed25519') return { key: 'Ed25519', how: 'Ed25519' };
  if (name === 'ml-dsa-44') return { key: 'ML-DSA-44', how: 'ML-DSA-44' };
  const [family, kind, digest] = name.split('-') as ['rsa' | 'ecdsa', string, keyof typeof HASHES]; // the other literals
  const hash = HASHES[digest];
  if (family === 'ecdsa') {
    const [namedCurve, coordinateBytes] = CURVES[kind as keyof typeof CURVES]; // the curves of SignatureName
    return { key: { name: 'ECDSA', namedCurve }, how: { name: 'ECDSA', hash }, coordinateBytes };
  }
  if (kind === 'pss')
    return { key: { name: 'RSA-PSS', hash }, how: { name: 'RSA-PSS', saltLength: SALTS[digest] } };
  return { key: { name: 'RSASSA-PKCS1-v1_5', hash }, how: 'RSASSA-PKCS1-v1_5' };
}

/** WebCrypto takes no view of shared memory. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

// ECDSA signatures: certificates and tokens have them in DER (RFC 3279, section 2.2.3), WebCrypto wants r and s alone.

/** Undefined when the bytes are not the one DER of a SEQUENCE of two INTEGERs from 0 that fit: what OpenSSL takes, no more. */
export function derSignatureToRaw(der: Uint8Array, coordinateBytes: number): Uint8Array | undefined {
  const raw = new Uint8Array(2 * coordinateBytes);
  const body = lengthAt(der, 0, 0x30);
  if (body === undefined || body.end !== der.length) return undefined;
  let at = body.start;
  for (const offset of [0, coordinateBytes]) {
    const integer = lengthAt(der, at, 0x02);
    if (integer === undefined) return undefined;
    let { start } = integer;
    if (integer.end === start || (der[start] ?? 0x80) >= 0x80) return undefined; // empty or negative
    if (der[start] === 0 && integer.end - start > 1) {
      if ((der[start + 1] ?? 0) < 0x80) return undefined; // a zero that no sign needs
      start += 1;
    }
    const length = integer.end - start;
    if (length > coordinateBytes) return undefined;
    raw.set(der.subarray(start, integer.end), offset + coordinateBytes - length);
    at = integer.end;
  }
  return at === der.length ? raw : undefined;
}

/** Where the content of an element begins and ends; lengths of one or two bytes are all that occur here. */
function lengthAt(der: Uint8Array, at: number, tag: number): { start: number; end: number } | undefined {
  const first = der[at + 1];
  if (der[at] !== tag || first === undefined) return undefined;
  const isLong = first === 0x81;
  const length = isLong ? der[at + 2] : first;
  if (length === undefined || isLong !== length >= 0x80) return undefined;
  const start = at + (isLong ? 3 : 2);
  return start + length <= der.length ? { start, end: start + length } : undefined;
}
