// Shortcuts of Windows: what a person opened, where it lay, on which volume and machine. [MS-SHLLINK] 8.0, section numbers at each structure.
import { exactly } from '../volumes/bytes.ts';
import { wholeOf, type Extractor, type Facts } from './extractor.ts';
import { fileTime, guid, inLine, inPage, utf16 } from './lines.ts';

const HEADER_BYTES = 76;
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_BLOCKS = 64;
/** The code page is that of the machine, and stands nowhere in it. */
const ANSI = 1252;
/** 2.1.1, LinkFlags. */
const [HAS_IDS, HAS_INFO, IS_UNICODE] = [0x01, 0x02, 0x80];
/** 2.4, in this order. */
const STRINGS = [
  [0x04, 'description'],
  [0x08, 'relative-path'],
  [0x10, 'working-directory'],
  [0x20, 'arguments'],
  [0x40, 'icon'],
] as const;
/** 2.5: extra data. */
const [ENVIRONMENT, TRACKER] = [0xa000_0001, 0xa000_0003];

export const lnk: Extractor = {
  name: 'lnk',
  group: 'system',
  version: 2,
  takes: (kind) => kind === 'LNK',
  read: (bytes, spent) => {
    const raw = wholeOf(bytes, 0, Math.min(bytes.size, MAX_BYTES), spent);
    const head = exactly(bytes, 0, HEADER_BYTES);
    const flags = head.readUInt32LE(20);
    const found: { [name: string]: string | number } = { 'target-bytes': head.readUInt32LE(52) };
    for (const [name, at] of [
      ['target-created', 28],
      ['target-accessed', 36],
      ['target-written', 44],
    ] as const) {
      const time = fileTime(head, at);
      if (time !== undefined) found[name] = time;
    }
    let at = HEADER_BYTES;
    if ((flags & HAS_IDS) !== 0) at += 2 + number16(raw, at); // 2.2
    if ((flags & HAS_INFO) !== 0) {
      const length = number32(raw, at);
      Object.assign(found, infoOf(raw.subarray(at, at + length)));
      at += length;
    }
    for (const [flag, name] of STRINGS) {
      if ((flags & flag) === 0) continue;
      const [count, unit] = [number16(raw, at), (flags & IS_UNICODE) === 0 ? 1 : 2];
      const text = raw.subarray(at + 2, at + 2 + count * unit);
      put(found, name, unit === 2 ? utf16(text) : inPage(text, ANSI));
      at += 2 + count * unit;
    }
    Object.assign(found, extraOf(raw, at));
    return { facts: found, text: Object.entries(found).map(([name, value]) => `${name}\t${value}`).join('\n') }; // prettier-ignore
  },
};

/** 2.3, LinkInfo, with the VolumeID (2.3.1) and the share (2.3.2). */
function infoOf(raw: Buffer): Facts {
  const found: { [name: string]: string | number } = {};
  if (raw.length < 28) return found;
  const [header, flags] = [raw.readUInt32LE(4), raw.readUInt32LE(8)];
  if ((flags & 1) !== 0) {
    const volume = raw.subarray(raw.readUInt32LE(12));
    if (volume.length >= 16) {
      found['drive'] = DRIVES[volume.readUInt32LE(4)] ?? 'unknown';
      found['volume-serial'] = volume.readUInt32LE(8).toString(16).padStart(8, '0');
      put(found, 'volume-label', latin(volume, volume.readUInt32LE(12)));
    }
    const base = header >= 36 ? utf16(raw.subarray(number32(raw, 28))) : latin(raw, raw.readUInt32LE(16));
    const suffix = header >= 36 ? utf16(raw.subarray(number32(raw, 32))) : latin(raw, raw.readUInt32LE(24));
    put(found, 'path', base + suffix);
  }
  if ((flags & 2) !== 0) {
    const share = raw.subarray(raw.readUInt32LE(20));
    if (share.length >= 20)
      put(found, 'share', `${latin(share, share.readUInt32LE(8))}\\${latin(raw, raw.readUInt32LE(24))}`);
  }
  return found;
}

const DRIVES = ['unknown', 'no root', 'removable', 'fixed', 'network', 'optical', 'RAM'];

/** 2.5: blocks of a length and a signature, up to one shorter than four. */
function extraOf(raw: Buffer, from: number): Facts {
  const found: { [name: string]: string } = {};
  for (let at = from, count = 0; count < MAX_BLOCKS; count++) {
    const length = number32(raw, at);
    if (length < 8 || at + length > raw.length) break;
    const block = raw.subarray(at, at + length);
    const signature = block.readUInt32LE(4);
    if (signature === ENVIRONMENT && length >= 788)
      put(found, 'environment-path', utf16(block.subarray(268, 788)));
    if (signature === TRACKER && length >= 96) {
      put(found, 'machine', latin(block.subarray(0, 32), 16));
      put(found, 'droid-volume', guid(block.subarray(32, 48)));
      put(found, 'droid-file', guid(block.subarray(48, 64)));
    }
    at += length;
  }
  return found;
}

function put(found: { [name: string]: string | number }, name: string, value: string): void {
  if (value !== '') found[name] = inLine(value, 1000);
}

function number16(raw: Buffer, at: number): number {
  return at + 2 > raw.length ? 0 : raw.readUInt16LE(at);
}

function number32(raw: Buffer, at: number): number {
  return at + 4 > raw.length ? 0 : raw.readUInt32LE(at);
}

function latin(raw: Buffer, at: number): string {
  return inPage(raw.subarray(at, at + 2000), ANSI);
}
