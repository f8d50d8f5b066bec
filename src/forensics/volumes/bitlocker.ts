// Volumes of BitLocker since Windows 7, opened with a password, a recovery password, the file of a startup key, or the clear key that one
// holds whose protection is suspended ("BitLocker Drive Encryption (BDE) format specification", J. Metz, libbde; AES-CCM: RFC 3610).
// AES in CBC and XTS; the diffuser of Vista and 7, and volumes that are only in part encrypted, are named.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { exactly, type Bytes } from './bytes.ts';
import { fveOf, type Fve, type Protector } from './bitlocker-metadata.ts';
import { openedKey, stretched, type GivenKey } from './bitlocker-key.ts';
import { decrypted, SECTOR, type Sectors } from './sector-cipher.ts';

/** Each of the three is so long on the volume, which is read as zeros. */
const METADATA_BYTES = 64 * 1024;

const TO_GO = Buffer.from('3bd66749292ed84a8399f6a339e3d001', 'hex');

/** Of a removable medium with FAT, which shows a file system of its own in front of what is encrypted. */
export function isToGo(volume: Bytes): boolean {
  if (volume.size < 512) return false;
  const start = exactly(volume, 0, 512);
  return start.toString('latin1', 3, 11) === 'MSWIN4.1' && start.subarray(424, 440).equals(TO_GO);
}

type BitLockerOpened =
  | {
      readonly kind: 'open';
      readonly bytes: Bytes;
      readonly with: 'key' | 'clearKey';
      /** The first so many bytes lie from there on; all others where they are. */
      readonly moved: { readonly length: number; readonly to: number };
    }
  /** Why not, in English. */
  | { readonly kind: 'locked'; readonly why: string };

/** Without a key only a clear one is tried. */
export function openBitLocker(volume: Bytes, key?: GivenKey): BitLockerOpened {
  const fve = fveOf(volume);
  if (typeof fve === 'string') return { kind: 'locked', why: fve };
  // What looks like a recovery password is hardly a password, and each trial takes a second.
  const isLast = ({ kind }: Protector): boolean => kind === 'password' && key?.recovery !== undefined;
  const ordered = fve.protectors.toSorted((one, other) => Number(isLast(one)) - Number(isLast(other)));
  for (const protector of ordered) {
    const own = protector.kind === 'clear' ? protector.key : keyFor(protector, key);
    const master = own === undefined ? undefined : openedKey(protector.masterKey, own);
    if (master === undefined) continue;
    const volumeKey = openedKey(fve.volumeKey, master);
    if (volumeKey === undefined) return { kind: 'locked', why: 'the key of its sectors is damaged' };
    const sectors = sectorsOf(fve, volumeKey);
    if (sectors === undefined) return { kind: 'locked', why: `its key has ${volumeKey.length} bytes` };
    const { moved } = fve;
    const used = protector.kind === 'clear' ? 'clearKey' : 'key';
    return { kind: 'open', bytes: plain(volume, fve, sectors), with: used, moved };
  }
  const kinds = [...new Set(fve.protectors.map(({ kind }) => kind))].join(', ');
  return { kind: 'locked', why: `the key that was given does not open it (it is protected by: ${kinds})` };
}

function keyFor(protector: Protector, key: GivenKey | undefined): Buffer | undefined {
  switch (protector.kind) {
    case 'password':
      return key?.password === undefined || protector.salt === undefined
        ? undefined
        : stretched(key.password, protector.salt);
    case 'recovery password':
      return key?.recovery === undefined || protector.salt === undefined
        ? undefined
        : stretched(key.recovery, protector.salt);
    case 'startup key':
      return key?.startup?.id.equals(protector.id) === true ? key.startup.key : undefined;
    case 'clear':
    case 'TPM or other':
      return undefined;
  }
}

function sectorsOf({ method, sectorBytes }: Fve, key: Buffer): Sectors | undefined {
  const bits = method.bits;
  if (key.length !== (method.mode === 'xts' ? bits / 4 : bits / 8)) return undefined;
  return (number, bytes) => {
    const iv = Buffer.alloc(16);
    // XTS counts sectors; of CBC the first vector is the offset in bytes, encrypted.
    iv.writeBigUInt64LE(BigInt(method.mode === 'xts' ? (number * SECTOR) / sectorBytes : number * SECTOR));
    const tweak =
      method.mode === 'xts'
        ? iv
        : createCipheriv(`aes-${bits}-ecb`, key, null).setAutoPadding(false).update(iv);
    const decipher = createDecipheriv(`aes-${bits}-${method.mode}`, key, tweak).setAutoPadding(false);
    bytes.set(decipher.update(bytes));
  };
}

/** The first sectors from where they were moved to; zeros where BitLocker keeps its own. */
function plain(volume: Bytes, { metadataAt, moved, sectorBytes }: Fve, sectors: Sectors): Bytes {
  const all = decrypted(volume, { sectors, sectorBytes, firstSector: 0 });
  const hidden = [...metadataAt.map((at) => ({ at, end: at + METADATA_BYTES })), { at: moved.to, end: moved.to + moved.length }]; // prettier-ignore
  const readAt = (at: number, target: Uint8Array): number => {
    if (at < moved.length) return all.readInto(moved.to + at, target.subarray(0, moved.length - at));
    const own = hidden.find((one) => at >= one.at && at < one.end);
    if (own !== undefined) {
      const length = Math.min(target.length, own.end - at);
      target.fill(0, 0, length);
      return length;
    }
    const next = Math.min(...hidden.map((one) => one.at).filter((start) => start > at), Infinity);
    return all.readInto(at, target.subarray(0, Math.min(target.length, next - at)));
  };
  return {
    size: all.size,
    readInto: (offset, target) => {
      const wanted = Math.max(0, Math.min(target.length, all.size - offset));
      for (let filled = 0; filled < wanted;) {
        const got = readAt(offset + filled, target.subarray(filled, wanted));
        if (got <= 0) return filled;
        filled += got;
      }
      return wanted;
    },
  };
}
