// Archives, honest and hostile, and a medium that holds one.
import { crc32, deflateRawSync } from 'node:zlib';
import { changeableVolumes } from './media.ts';
import { buildZip, type ZipPart } from './zip-builder.ts';

const text = (words: string): Buffer => Buffer.from(words);

/** Bytes of a member that inflates to so many zeros, whatever it states. */
export function deflated(name: string, data: Uint8Array, stated = data.length): ZipPart {
  const packed = deflateRawSync(data);
  const fields = { method: 8, crc: crc32(data), packed: packed.length, size: stated };
  return { name, data: packed, local: fields, central: fields };
}

/** A zip in a zip, and beside them what is a text. */
export function nestedZip(more: readonly ZipPart[] = []): Uint8Array {
  const inner = buildZip([
    { name: 'inner.txt', data: text('what lies deepest') },
    deflated('packed.txt', text('x'.repeat(5000))),
  ]);
  return buildZip([
    { name: 'letter.txt', data: text('a letter') },
    { name: 'more/inner.zip', data: inner },
    { name: 'again.zip', data: inner },
    ...more,
  ]);
}

/**
 * As many files within files, none packed. What stands before the inner file and what stands after it are written to both ends of one piece
 * of memory, and its checksum is joined of those of the parts: ten thousand of them take no longer than their own length.
 */
export function deepZip(depth: number): Uint8Array {
  const end = text('the end');
  const heads: Uint8Array[] = [];
  const tails: Uint8Array[] = [];
  let [crc, length] = [crc32(end), end.length];
  for (let i = 0; i < depth; i++) {
    const name = i === 0 ? 'end.txt' : `${i}.zip`;
    // The frame of a zip with an empty member, which says of it what is put between the two.
    const fields = { crc, size: length, packed: length };
    const at = { offset: 30 + name.length + length };
    const frame = Buffer.from(buildZip([{ name, local: fields, central: fields }], at));
    const [head, tail] = [frame.subarray(0, 30 + name.length), frame.subarray(30 + name.length)];
    crc = joined(joined(crc32(head), { crc, length }), { crc: crc32(tail), length: tail.length });
    length += frame.length;
    heads.push(head);
    tails.push(tail);
  }
  return Buffer.concat([...heads.toReversed(), end, ...tails]);
}

/** The CRC-32 of one text after another, from theirs: the first moved on by as many zeros as the second is long (zlib, crc32_combine). */
function joined(first: number, second: { readonly crc: number; readonly length: number }): number {
  let power = 0x0080_0000; // x to the eighth: one byte
  let moved = first;
  for (let { length } = second; length > 0; length = Math.floor(length / 2)) {
    if (length % 2 === 1) moved = product(power, moved);
    power = product(power, power);
  }
  return (moved ^ second.crc) >>> 0;
}

/** Of polynomials modulo that of CRC-32, the highest power in the lowest bit. */
function product(one: number, other: number): number {
  let [sum, next] = [0, other];
  for (let bit = 31; bit >= 0; bit--) {
    if ((one >>> bit) & 1) sum ^= next;
    next = next & 1 ? (next >>> 1) ^ 0xedb8_8320 : next >>> 1;
  }
  return sum >>> 0;
}

/** Headers of tar: two links that lead to each other, and one that leads out. */
export function tarOfLinks(): Buffer {
  return Buffer.concat([
    tarHeader('a', '2', 'b'),
    tarHeader('b', '2', 'a'),
    tarHeader('../../etc/out', '2', '/etc/passwd'),
    Buffer.alloc(1024),
  ]);
}

/** Three files without content: of 2023, of before 1970 as GNU tar writes it, and of a time that no date is. */
export function tarOfTimes(): Buffer {
  const binary = (value: bigint): Buffer => {
    const raw = Buffer.alloc(12, value < 0n ? 0xff : 0);
    raw.writeBigInt64BE(value, 4);
    raw[0] = (raw[0] ?? 0) | 0x80;
    return raw;
  };
  return Buffer.concat([
    tarHeader('now.txt', '0', ''),
    tarHeader('before.txt', '0', '', binary(-86_400n)),
    tarHeader('never.txt', '0', '', binary(2n ** 46n)),
    Buffer.alloc(1024),
  ]);
}

function tarHeader(
  name: string,
  type: string,
  target: string,
  modified: Uint8Array = Buffer.from('14512345670\0'),
): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write('00000000000\0', 124);
  head.set(modified, 136);
  head.write(type, 156);
  head.write(target, 157);
  head.write('ustar\0', 257);
  head.write('00', 263);
  head.fill(' ', 148, 156);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** The volumes of the fixture, with a zip in a zip where their largest file of noise was, and `more` in that: where there is room for it. */
export function imageWithArchives(more: readonly ZipPart[] = []): Buffer {
  const image = changeableVolumes();
  const zip = nestedZip(more);
  if (!image.holes('/pictures/noise.bin').some(({ length }) => length >= zip.length))
    throw new RangeError(`no room for ${zip.length} bytes`);
  for (const { at, length } of image.holes('/pictures/noise.bin'))
    if (length >= zip.length) image.bytes.set(zip, at);
  return image.bytes;
}
