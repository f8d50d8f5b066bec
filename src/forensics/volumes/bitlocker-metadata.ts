// What BitLocker says of a volume (libbde's specification, sections 5.2, 5.3 and 6): the first of its three copies that holds together.
import { exactly, type Bytes } from './bytes.ts';
import type { LockedKey } from './bitlocker-key.ts';

export interface Protector {
  readonly kind: 'clear' | 'password' | 'recovery password' | 'startup key' | 'TPM or other';
  readonly id: Buffer;
  readonly masterKey: LockedKey;
  readonly salt?: Buffer;
  /** Of a clear one. */
  readonly key?: Buffer;
}

export interface Fve {
  readonly sectorBytes: number;
  readonly metadataAt: readonly number[];
  readonly method: { readonly mode: 'cbc' | 'xts'; readonly bits: 128 | 256 };
  readonly moved: { readonly length: number; readonly to: number };
  readonly protectors: readonly Protector[];
  readonly volumeKey: LockedKey;
}

const SIGNATURE = '-FVE-FS-';
const BLOCK_HEADER = 64;
const HEADER = 48;
const ENTRY_HEADER = 8;
const MOST_BYTES = 64 * 1024;
const MOST_MOVED = 64 * 1024 * 1024;
const ENCRYPTED = 4;
const METHODS: { readonly [method: number]: Fve['method'] } = {
  0x8002: { mode: 'cbc', bits: 128 },
  0x8003: { mode: 'cbc', bits: 256 },
  0x8004: { mode: 'xts', bits: 128 },
  0x8005: { mode: 'xts', bits: 256 },
};
const KINDS: { readonly [protection: number]: Protector['kind'] } = {
  0x0000: 'clear',
  0x0200: 'startup key',
  0x0800: 'recovery password',
  0x2000: 'password',
};

/** A reason, where it is of a kind that is not opened, or holds not together. */
export function fveOf(volume: Bytes): Fve | string {
  if (volume.size < 512) return 'it has no header';
  const start = exactly(volume, 0, 512);
  const sectorBytes = start.readUInt16LE(11);
  if (![512, 1024, 2048, 4096].includes(sectorBytes)) return `its sectors have ${sectorBytes} bytes`;
  const isToGo = start.toString('latin1', 3, 11) === 'MSWIN4.1';
  if (!isToGo && start.toString('latin1', 0, 3) === '\xeb\x52\x90') return 'it is of Windows Vista';
  const list = isToGo ? 440 : 176;
  const metadataAt = [0, 1, 2].map((n) => Number(start.readBigUInt64LE(list + 8 * n)));
  let why = 'none of the three copies of what it says of itself holds together';
  for (const at of metadataAt) {
    const found = copyAt(volume, at, { sectorBytes, metadataAt });
    if (typeof found === 'object') return found;
    why = found ?? why;
  }
  return why;
}

/** Undefined: there is none. */
function copyAt(
  volume: Bytes,
  at: number,
  known: Pick<Fve, 'sectorBytes' | 'metadataAt'>,
): Fve | string | undefined {
  if (!Number.isSafeInteger(at) || at + BLOCK_HEADER + HEADER > volume.size) return undefined;
  const head = exactly(volume, at, BLOCK_HEADER + HEADER);
  const size = head.readUInt32LE(BLOCK_HEADER);
  if (head.toString('latin1', 0, 8) !== SIGNATURE || head.readUInt16LE(10) !== 2) return undefined;
  if (size < HEADER || size > MOST_BYTES || at + BLOCK_HEADER + size > volume.size) return undefined;
  if (head.readUInt16LE(12) !== ENCRYPTED) return 'it is only in part encrypted';
  const code = head.readUInt32LE(BLOCK_HEADER + 36) & 0xffff;
  const method = METHODS[code];
  if (method === undefined) return `it is encrypted with method 0x${code.toString(16)}, such as the diffuser of Windows 7`; // prettier-ignore
  const entries = entriesIn(exactly(volume, at + BLOCK_HEADER + HEADER, size - HEADER));
  const protectors = entries.flatMap((entry) =>
    entry.value === 0x0008 ? (protectorOf(entry.data) ?? []) : [],
  );
  const volumeKey = lockedIn(entries.filter(({ type }) => type === 0x0003));
  const block = entries.find(({ value, data }) => value === 0x000f && data.length >= 16)?.data;
  const moved = {
    to: Number(block?.readBigUInt64LE(0) ?? head.readBigUInt64LE(56)),
    length: Number(block?.readBigUInt64LE(8) ?? head.readUInt32LE(28) * known.sectorBytes),
  };
  const isMoved = Number.isSafeInteger(moved.to) && moved.length <= MOST_MOVED;
  if (volumeKey === undefined || !isMoved || moved.length % known.sectorBytes !== 0) return undefined;
  return { ...known, method, moved, protectors, volumeKey };
}

interface FveEntry {
  readonly type: number;
  readonly value: number;
  readonly data: Buffer;
}

function entriesIn(bytes: Buffer): readonly FveEntry[] {
  const entries: FveEntry[] = [];
  for (let at = 0; at + ENTRY_HEADER <= bytes.length;) {
    const size = bytes.readUInt16LE(at);
    if (size < ENTRY_HEADER || at + size > bytes.length) break;
    const data = bytes.subarray(at + ENTRY_HEADER, at + size);
    entries.push({ type: bytes.readUInt16LE(at + 2), value: bytes.readUInt16LE(at + 4), data });
    at += size;
  }
  return entries;
}

const [NONCE, TAG] = [12, 16];

function lockedIn(entries: readonly FveEntry[]): LockedKey | undefined {
  const data = entries.find((entry) => entry.value === 0x0005)?.data;
  if (data === undefined || data.length < NONCE + TAG + NONCE) return undefined;
  return {
    nonce: data.subarray(0, NONCE),
    tag: data.subarray(NONCE, NONCE + TAG),
    bytes: data.subarray(NONCE + TAG),
  };
}

const PROTECTOR_HEADER = 28;

function protectorOf(data: Buffer): Protector | undefined {
  if (data.length < PROTECTOR_HEADER) return undefined;
  const properties = entriesIn(data.subarray(PROTECTOR_HEADER));
  const masterKey = lockedIn(properties);
  if (masterKey === undefined) return undefined;
  const salt = properties.find(({ value }) => value === 0x0003)?.data;
  const key = properties.find(({ value }) => value === 0x0001)?.data;
  return {
    kind: KINDS[data.readUInt16LE(26)] ?? 'TPM or other',
    id: data.subarray(0, 16),
    masterKey,
    ...(salt !== undefined && salt.length >= 20 && { salt: salt.subarray(4, 20) }),
    ...(key !== undefined && key.length >= 36 && { key: key.subarray(4, 36) }),
  };
}
