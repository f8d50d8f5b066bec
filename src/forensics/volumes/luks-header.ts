// The headers of LUKS1 (On-Disk Format Specification 1.2.3, 2.1; big-endian) and LUKS2 (1.1.1, chapters 2 and 3; binary, then JSON).
import { createHash, getHashes } from 'node:crypto';
import { exactly, type Bytes } from './bytes.ts';
import type { LuksKdf } from './luks-key.ts';

export interface LuksCipher {
  readonly mode: 'xts' | 'cbc';
  readonly iv: string;
  readonly keyBytes: number;
}

/** A place for the key of the volume, encrypted with one made of a passphrase. */
export interface LuksSlot {
  readonly kdf: LuksKdf;
  readonly cipher: LuksCipher;
  readonly at: number;
  /** Of the key of the volume, in so many stripes that are mixed with this digest. */
  readonly keyBytes: number;
  readonly stripes: number;
  readonly hash: string;
}

export interface LuksHeader {
  readonly slots: readonly LuksSlot[];
  readonly digest: { readonly kdf: LuksKdf; readonly bytes: Buffer };
  readonly segment: {
    readonly at: number;
    /** Undefined: to the end. */
    readonly size: number | undefined;
    readonly cipher: LuksCipher;
    readonly sectorBytes: number;
    /** The number of its first sector, in units of 512 bytes. */
    readonly firstSector: number;
  };
}

const MAGIC = 'LUKS\xba\xbe';
const SECTOR = 512;
const HEADER1_BYTES = 592;
const ACTIVE = 0x00ac71f3;
const MOST_KEY_BYTES = 128;
const MOST_STRIPES = 8192;

/** A reason, where it is of a kind that is not opened, or holds not together. */
export function headerOf(volume: Bytes): LuksHeader | string {
  try {
    const version = exactly(volume, 0, 8).readUInt16BE(6);
    return version === 1 ? header1(exactly(volume, 0, HEADER1_BYTES)) : header2(volume);
  } catch (error) {
    if (error instanceof Unopened) return error.message;
    throw error;
  }
}

class Unopened extends Error {}

function cipherOf(spec: string, keyBytes: number): LuksCipher {
  const [, mode, iv = ''] = /^aes-(xts|cbc)-(plain|plain64|essiv:sha256)$/.exec(spec) ?? [];
  const bytes = mode === 'xts' ? [32, 64] : [16, 24, 32];
  if (mode === undefined || !bytes.includes(keyBytes))
    throw new Unopened(`it is encrypted with ${spec.slice(0, 60)} and a key of ${keyBytes} bytes`);
  return { mode: mode === 'xts' ? 'xts' : 'cbc', iv, keyBytes };
}

function slotOf(slot: LuksSlot): LuksSlot {
  const { keyBytes, stripes, hash } = slot;
  if (keyBytes < 1 || keyBytes > MOST_KEY_BYTES || stripes < 1 || stripes > MOST_STRIPES)
    throw new Unopened(`a key of it has ${keyBytes} bytes in ${stripes} stripes`);
  if (!getHashes().includes(hash))
    throw new Unopened(`its keys are mixed with the digest ${hash.slice(0, 60)}`);
  return slot;
}

function header1(bytes: Buffer): LuksHeader {
  const text = (at: number): string => bytes.toString('latin1', at, at + 32).replace(/\0[^]*$/, '');
  const hash = text(72);
  const keyBytes = bytes.readUInt32BE(108);
  const cipher = cipherOf(`${text(8)}-${text(40)}`, keyBytes);
  const kdfAt = (at: number, salt: number): LuksKdf => ({
    type: 'pbkdf2',
    hash,
    salt: bytes.subarray(salt, salt + 32),
    iterations: bytes.readUInt32BE(at),
  });
  const slots = Array.from({ length: 8 }, (_, n) => 208 + 48 * n)
    .filter((at) => bytes.readUInt32BE(at) === ACTIVE)
    .map((at) =>
      slotOf({
        kdf: kdfAt(at + 4, at + 8),
        cipher,
        at: bytes.readUInt32BE(at + 40) * SECTOR,
        keyBytes,
        stripes: bytes.readUInt32BE(at + 44),
        hash,
      }),
    );
  const at = bytes.readUInt32BE(104) * SECTOR;
  return {
    slots,
    digest: { kdf: kdfAt(164, 132), bytes: bytes.subarray(112, 132) },
    segment: { at, size: undefined, cipher, sectorBytes: SECTOR, firstSector: 0 },
  };
}

/** Where the second copy may lie (LUKS2, 2.1.1): it has the size of the first before it. */
const PLACES = [0, 0x4000, 0x8000, 0x10000, 0x20000, 0x40000, 0x80000, 0x100000, 0x200000, 0x400000];
const BINARY_BYTES = 4096;

/** The first copy whose checksum is right. */
function header2(volume: Bytes): LuksHeader {
  for (const place of PLACES) {
    if (place + BINARY_BYTES > volume.size) break;
    const start = exactly(volume, place, 16);
    const size = Number(start.readBigUInt64BE(8));
    const magic = start.toString('latin1', 0, 6);
    if (magic !== (place === 0 ? MAGIC : 'SKUL\xba\xbe') || !PLACES.slice(1).includes(size)) continue;
    if (place + size > volume.size) continue;
    const bytes = exactly(volume, place, size);
    const stored = Buffer.from(bytes.subarray(448, 512));
    bytes.fill(0, 448, 512);
    const algorithm = bytes.toString('latin1', 72, 104).replace(/\0[^]*$/, '');
    if (!getHashes().includes(algorithm)) continue;
    const own = createHash(algorithm).update(bytes).digest();
    if (own.equals(stored.subarray(0, own.length)))
      return described(jsonOf(bytes.toString('utf8', BINARY_BYTES).replace(/\0[^]*$/, '')));
  }
  throw new Unopened('neither copy of its header has a right checksum');
}

function jsonOf(text: string): Json {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    throw new Unopened('its header is no JSON');
  }
}

interface Json {
  readonly [name: string]: unknown;
}

function objectOf(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new Unopened('its header lacks a part');
  return value as Json; // as was just looked at
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Unopened('its header lacks a text');
  return value;
}

/** Numbers above 32 bits are texts there. */
function countOf(value: unknown): number {
  const count = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0)
    throw new Unopened('its header lacks a number');
  return count;
}

function kdfOf(json: Json): LuksKdf {
  const salt = Buffer.from(textOf(json['salt']), 'base64');
  const type = textOf(json['type']);
  if (type === 'pbkdf2')
    return { type, hash: textOf(json['hash']), salt, iterations: countOf(json['iterations']) };
  if (type !== 'argon2i' && type !== 'argon2id')
    throw new Unopened(`its keys are made with ${type.slice(0, 60)}`);
  return {
    type,
    salt,
    passes: countOf(json['time']),
    memoryKib: countOf(json['memory']),
    lanes: countOf(json['cpus']),
  };
}

/** One segment, as every volume has that is not in the middle of being encrypted anew. */
function described(json: Json): LuksHeader {
  const segments = Object.entries(objectOf(json['segments'])).map(
    ([id, one]) => [id, objectOf(one)] as const,
  );
  const [only, ...more] = segments.filter(([, one]) => !flagsOf(one).includes('backup-final'));
  if (only === undefined || more.length > 0 || only[1]['type'] !== 'crypt')
    throw new Unopened('it is only in part encrypted, or is being encrypted anew');
  const [id, segment] = only;
  if (segment['integrity'] !== undefined) throw new Unopened('it is encrypted with integrity tags');
  const digest = Object.values(objectOf(json['digests']))
    .map(objectOf)
    .find(({ segments: of }) => Array.isArray(of) && of.includes(id));
  if (digest === undefined) throw new Unopened('its header lacks a digest');
  const slots = objectOf(json['keyslots']);
  const of = Array.isArray(digest['keyslots']) ? digest['keyslots'].map(String) : [];
  const own = of.map((name) => objectOf(slots[name])).filter(({ type }) => type === 'luks2');
  const keyBytes = countOf(own[0]?.['key_size'] ?? 0);
  const sectorBytes = countOf(segment['sector_size']);
  if (![512, 1024, 2048, 4096].includes(sectorBytes))
    throw new Unopened(`its sectors have ${sectorBytes} bytes`);
  return {
    slots: own.map(slot2),
    digest: { kdf: kdfOf(digest), bytes: digestBytes(textOf(digest['digest'])) },
    segment: {
      at: countOf(segment['offset']),
      size: segment['size'] === 'dynamic' ? undefined : countOf(segment['size']),
      cipher: cipherOf(textOf(segment['encryption']), keyBytes),
      sectorBytes,
      firstSector: countOf(segment['iv_tweak']),
    },
  };
}

function flagsOf({ flags }: Json): readonly unknown[] {
  return Array.isArray(flags) ? flags : [];
}

function digestBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 16 || bytes.length > 64) throw new Unopened(`its digest has ${bytes.length} bytes`);
  return bytes;
}

function slot2(json: Json): LuksSlot {
  const [area, af] = [objectOf(json['area']), objectOf(json['af'])];
  return slotOf({
    kdf: kdfOf(objectOf(json['kdf'])),
    cipher: cipherOf(textOf(area['encryption']), countOf(area['key_size'])),
    at: countOf(area['offset']),
    keyBytes: countOf(json['key_size']),
    stripes: countOf(af['stripes']),
    hash: textOf(af['hash']),
  });
}
