// The public key of a passkey, as authenticators write it: a COSE_Key (RFC 9052, section 7) in the canonical form of CTAP2,
// which fixes the order of its members, so that the two kinds of key that sign events each have one spelling of a prefix.
import { concat, equalBytes, fromHex } from '../base/bytes.ts';
import { spkiOf } from '../verify/note-key.ts';
import { p256Spki } from '../verify/passkey.ts';

/** {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}: the bytes before x, and between x and y. */
const ES256 = { head: bytesOf('a5010203262001215820'), middle: bytesOf('225820') };
/** {1: 1 (OKP), 3: -8 (EdDSA), -1: 6 (Ed25519), -2: x}: the bytes before x. */
const ED25519 = bytesOf('a4010103272006215820');
const COORDINATE_BYTES = 32;

/** DER SubjectPublicKeyInfo. Undefined for kinds of key that do not sign events, such as RSA. */
export function spkiOfCose(cose: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const x = coordinateAfter(cose, ES256.head, 0);
  if (x !== undefined) {
    const y = coordinateAfter(cose, ES256.middle, ES256.head.length + COORDINATE_BYTES);
    const isWhole = cose.length === ES256.head.length + ES256.middle.length + 2 * COORDINATE_BYTES;
    return y === undefined || !isWhole ? undefined : p256Spki(concat(x, y));
  }
  const key = coordinateAfter(cose, ED25519, 0);
  const isWhole = cose.length === ED25519.length + COORDINATE_BYTES;
  return key === undefined || !isWhole ? undefined : spkiOf('ed25519', key);
}

function coordinateAfter(cose: Uint8Array, prefix: Uint8Array, at: number): Uint8Array | undefined {
  const start = at + prefix.length;
  if (!equalBytes(cose.subarray(at, start), prefix)) return undefined;
  const found = cose.subarray(start, start + COORDINATE_BYTES);
  return found.length === COORDINATE_BYTES ? found : undefined;
}

function bytesOf(digits: string): Uint8Array {
  const bytes = fromHex(digits);
  if (bytes === undefined) throw new Error('not hex');
  return bytes;
}
