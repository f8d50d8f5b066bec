// How Outlook packs the RTF of a body. [MS-OXRTFCP] 2.1.3 and 3.1.1: references into the last 4,096 bytes, which begin with words of most RTF.
import { damaged } from '../volumes/bytes.ts';
import { Stopped } from './extractor.ts';

const [HEAD_BYTES, RING_BYTES] = [16, 4096];
const [PACKED, PLAIN] = [0x7546_5a4c, 0x414c_454d];
const MAX_BYTES = 32 * 1024 * 1024;
const KNOWN =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

export function unpackLzfu(raw: Buffer): Buffer {
  if (raw.length < HEAD_BYTES) throw damaged('the head of a packed body', `${raw.length} bytes`);
  const [size, kind] = [raw.readUInt32LE(4), raw.readUInt32LE(8)];
  if (size > MAX_BYTES) throw new Stopped('tooLarge', `${size} bytes to unpack, more than ${MAX_BYTES}`);
  if (kind === PLAIN) return raw.subarray(HEAD_BYTES, HEAD_BYTES + size);
  if (kind !== PACKED) throw damaged('a packed body', `kind ${kind}`);
  const ring = Buffer.alloc(RING_BYTES);
  let next = ring.write(KNOWN, 'latin1');
  const out = Buffer.alloc(size);
  let length = 0;
  const put = (byte: number): void => {
    ring[next] = byte;
    next = (next + 1) % RING_BYTES;
    if (length < size) out[length] = byte;
    length += 1;
  };
  for (let at = HEAD_BYTES; at < raw.length && length < size;) {
    const flags = raw[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < raw.length; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(raw[at++] ?? 0);
        continue;
      }
      if (at + 2 > raw.length) break;
      const reference = raw.readUInt16BE(at);
      at += 2;
      const from = reference >>> 4;
      if (from === next) return out.subarray(0, length); // the end
      for (let index = 0; index < (reference & 15) + 2; index++) put(ring[(from + index) % RING_BYTES] ?? 0);
    }
  }
  return out.subarray(0, Math.min(length, size));
}
