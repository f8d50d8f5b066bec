// Encrypted volumes of Linux, opened with a passphrase: LUKS1 On-Disk Format Specification 1.2.3, LUKS2 On-Disk Format Specification 1.1.1.
// AES in XTS and CBC, the ciphers that cryptsetup has made volumes with unless it was told otherwise; every other is named. Nothing is
// written; what the header asks for in memory and rounds is bounded, as it may have been written to hold us up.
import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { exactly, slice, type Bytes } from './bytes.ts';
import { headerOf, type LuksCipher, type LuksHeader, type LuksSlot } from './luks-header.ts';
import { derived } from './luks-key.ts';
import { decrypted, SECTOR, type Sectors } from './sector-cipher.ts';

type LuksOpened =
  /** `at`: where in the volume its first byte lies, as ciphertext. */
  | { readonly kind: 'open'; readonly bytes: Bytes; readonly at: number }
  /** Why not, in English. */
  | { readonly kind: 'locked'; readonly why: string };

/** `key`: the passphrase, byte for byte; with one line end after it, also without that. */
export function openLuks(volume: Bytes, key: Uint8Array): LuksOpened {
  const header = headerOf(volume);
  if (typeof header === 'string') return { kind: 'locked', why: header };
  const reasons: string[] = [];
  for (const passphrase of passphrasesOf(key))
    for (const slot of header.slots) {
      const volumeKey = keyIn(volume, { header, slot, passphrase });
      if (typeof volumeKey === 'string') reasons.push(volumeKey);
      else if (volumeKey !== undefined) {
        const { at, size, cipher, sectorBytes, firstSector } = header.segment;
        const from = slice(volume, at, size ?? Math.max(0, volume.size - at));
        const sectors = sectorsOf(cipher, volumeKey);
        return { kind: 'open', bytes: decrypted(from, { sectors, sectorBytes, firstSector }), at };
      }
    }
  return { kind: 'locked', why: reasons[0] ?? 'the key that was given does not open it' };
}

function passphrasesOf(key: Uint8Array): readonly Uint8Array[] {
  if (key.at(-1) !== 0x0a) return [key];
  return [key, key.subarray(0, key.at(-2) === 0x0d ? -2 : -1)];
}

/** Undefined: the passphrase is not that of the slot; a reason, where it cannot be tried. */
function keyIn(
  volume: Bytes,
  asked: { readonly header: LuksHeader; readonly slot: LuksSlot; readonly passphrase: Uint8Array },
): Buffer | string | undefined {
  const { header, slot, passphrase } = asked;
  const slotKey = derived(slot.kdf, passphrase, slot.cipher.keyBytes);
  if (typeof slotKey === 'string') return slotKey;
  const length = slot.keyBytes * slot.stripes;
  const area = exactly(volume, slot.at, Math.ceil(length / SECTOR) * SECTOR);
  const sectors = sectorsOf(slot.cipher, slotKey);
  for (let at = 0; at < area.length; at += SECTOR) sectors(at / SECTOR, area.subarray(at, at + SECTOR));
  const candidate = merged(area.subarray(0, length), slot);
  const { digest } = header;
  const own = derived(digest.kdf, candidate, digest.bytes.length);
  if (typeof own === 'string') return own;
  return timingSafeEqual(own, digest.bytes) ? candidate : undefined;
}

/** The anti-forensic splitter undone (LUKS1, 2.4): every stripe takes part in the key. */
function merged(area: Buffer, { keyBytes, stripes, hash }: LuksSlot): Buffer {
  let last: Buffer = Buffer.alloc(keyBytes);
  for (let stripe = 0; stripe < stripes; stripe++) {
    for (let n = 0; n < keyBytes; n++) last[n]! ^= area[stripe * keyBytes + n]!; // both are so long
    if (stripe < stripes - 1) last = diffused(last, hash);
  }
  return last;
}

/** Block by block of the digest's length, each with its number before it. */
function diffused(bytes: Buffer, hash: string): Buffer {
  const out: Buffer[] = [];
  for (let at = 0, n = 0, length = 0; at < bytes.length; at += length, n++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(n);
    length = createHash(hash).digest().length;
    out.push(
      createHash(hash)
        .update(number)
        .update(bytes.subarray(at, at + length))
        .digest(),
    );
  }
  return Buffer.concat(out).subarray(0, bytes.length);
}

function sectorsOf({ mode, iv, keyBytes }: LuksCipher, key: Buffer): Sectors {
  const name = mode === 'xts' ? `aes-${keyBytes * 4}-xts` : `aes-${keyBytes * 8}-cbc`;
  const essiv = iv.startsWith('essiv:') ? createHash(iv.slice(6)).update(key).digest() : undefined;
  return (number, bytes) => {
    let tweak: Buffer = Buffer.alloc(16);
    tweak.writeBigUInt64LE(iv === 'plain' ? BigInt(number) & 0xffff_ffffn : BigInt(number));
    if (essiv !== undefined) {
      const cipher = createCipheriv(`aes-${essiv.length * 8}-ecb`, essiv, null).setAutoPadding(false);
      tweak = cipher.update(tweak);
    }
    const decipher = createDecipheriv(name, key, tweak).setAutoPadding(false);
    bytes.set(decipher.update(bytes));
  };
}
