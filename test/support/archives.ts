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
export function nestedZip(): Uint8Array {
  const inner = buildZip([
    { name: 'inner.txt', data: text('what lies deepest') },
    deflated('packed.txt', text('x'.repeat(5000))),
  ]);
  return buildZip([
    { name: 'letter.txt', data: text('a letter') },
    { name: 'more/inner.zip', data: inner },
    { name: 'again.zip', data: inner },
  ]);
}

/** As many files within files. */
export function deepZip(depth: number): Uint8Array {
  let bytes: Uint8Array = text('the end');
  for (let i = 0; i < depth; i++) bytes = buildZip([{ name: i === 0 ? 'end.txt' : `${i}.zip`, data: bytes }]);
  return bytes;
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

function tarHeader(name: string, type: string, target: string): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write('00000000000\0', 124);
  head.write('14512345670\0', 136);
  head.write(type, 156);
  head.write(target, 157);
  head.write('ustar\0', 257);
  head.write('00', 263);
  head.fill(' ', 148, 156);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** The volumes of the fixture, with a zip in a zip where their largest file of noise was. */
export function imageWithArchives(): Buffer {
  const image = changeableVolumes();
  const zip = nestedZip();
  for (const { at, length } of image.holes('/pictures/noise.bin'))
    if (length >= zip.length) image.bytes.set(zip, at);
  return image.bytes;
}
