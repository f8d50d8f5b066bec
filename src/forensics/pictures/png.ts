// A PNG of pixels (PNG, third edition, 5 and 11.2): its bytes are ours, whatever program was made to give the pixels.
import { crc32, deflateSync } from 'node:zlib';
import type { Pixels } from './pdq.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Grey and colour, eight bits. */
const COLOUR_TYPE = { 1: 0, 3: 2 } as const;

export function pngOf({ width, height, channels, bytes }: Pixels): Buffer {
  const stride = width * channels;
  if (bytes.length !== stride * height) throw new RangeError('pixels that do not fit their sides');
  const rows = Buffer.alloc((stride + 1) * height); // each row begins with its filter: none
  for (let y = 0; y < height; y++)
    rows.set(bytes.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = COLOUR_TYPE[channels];
  const data = deflateSync(rows, { level: 1 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
