// Keys of BitLocker: made of what a person has, and opened one with the other.
import { createDecipheriv, createHash, hash } from 'node:crypto';

/** What the bytes that were given may be; what they cannot be is undefined. */
export interface GivenKey {
  /** Digests that are stretched (sections 4.4 and 4.7 of the format). */
  readonly password?: Buffer;
  readonly recovery?: Buffer;
  /** Of a file .BEK (section 8). */
  readonly startup?: { readonly id: Buffer; readonly key: Buffer };
}

/** AES-CCM: nonce, tag, and what is encrypted. */
export interface LockedKey {
  readonly nonce: Buffer;
  readonly tag: Buffer;
  readonly bytes: Buffer;
}

const BEK_HEADER = 48;
const ENTRY_HEADER = 8;
const EXTERNAL_HEADER = 24;
const KEY_BYTES = 32;

/** A recovery password: eight numbers of six digits, each a multiple of eleven. */
const RECOVERY = /^\d{6}(?:[\s-]?\d{6}){7}$/;

export function givenKey(bytes: Uint8Array): GivenKey {
  const startup = startupOf(Buffer.from(bytes));
  if (startup !== undefined) return { startup };
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
  const password = sha256(sha256(Buffer.from(text, 'utf16le')));
  const numbers = RECOVERY.test(text) ? text.match(/\d{6}/g)?.map(Number) : undefined;
  if (numbers?.every((number) => number % 11 === 0 && number / 11 <= 0xffff) !== true) return { password };
  const key = Buffer.alloc(16);
  for (const [n, number] of numbers.entries()) key.writeUInt16LE(number / 11, 2 * n);
  return { password, recovery: sha256(key) };
}

/** One entry with an external key, in it an entry with the key. */
function startupOf(bytes: Buffer): GivenKey['startup'] {
  const inner = BEK_HEADER + ENTRY_HEADER + EXTERNAL_HEADER;
  if (bytes.length < inner || bytes.readUInt32LE(0) !== bytes.length || bytes.readUInt32LE(8) !== BEK_HEADER)
    return undefined;
  const id = bytes.subarray(BEK_HEADER + ENTRY_HEADER, BEK_HEADER + ENTRY_HEADER + 16);
  for (let at = inner; at + ENTRY_HEADER + 4 + KEY_BYTES <= bytes.length;) {
    const size = bytes.readUInt16LE(at);
    if (size < ENTRY_HEADER) return undefined;
    const start = at + ENTRY_HEADER + 4;
    if (bytes.readUInt16LE(at + 4) === 1) return { id, key: bytes.subarray(start, start + KEY_BYTES) };
    at += size;
  }
  return undefined;
}

const ROUNDS = 0x10_0000;

/** About a second (section 4.4): last digest, first digest, salt, and how often it was done. */
export function stretched(first: Buffer, salt: Buffer): Buffer {
  const block = Buffer.alloc(88);
  first.copy(block, 32);
  salt.copy(block, 64);
  for (let round = 0; round < ROUNDS; round++) {
    block.writeUInt32LE(round, 80);
    hash('sha256', block, 'buffer').copy(block, 0);
  }
  return block.subarray(0, 32);
}

const CONTAINER_BYTES = 12;

/** Undefined: it was not locked with this key. */
export function openedKey({ nonce, tag, bytes }: LockedKey, key: Buffer): Buffer | undefined {
  if (key.length !== KEY_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-ccm', key, nonce, { authTagLength: tag.length });
  decipher.setAuthTag(tag);
  try {
    const opened = decipher.update(bytes);
    decipher.final();
    return opened.readUInt16LE(0) === opened.length ? opened.subarray(CONTAINER_BYTES) : undefined;
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
