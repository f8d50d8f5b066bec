/** A JPEG that is nothing but what a camera wrote of itself (Exif 2.32, 4.7.2): make and model. */
export function photoOf(make: string, model: string): Buffer {
  const texts = [make, model].map((text) => Buffer.from(`${text}\0`));
  const head = 8 + 2 + 2 * 12 + 4; // before the texts
  const tiff = Buffer.alloc(head);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  let at = head;
  for (const [i, text] of texts.entries()) {
    tiff.writeUInt16LE(0x010f + i, 10 + i * 12);
    tiff.writeUInt16LE(2, 12 + i * 12);
    tiff.writeUInt32LE(text.length, 14 + i * 12);
    tiff.writeUInt32LE(at, 18 + i * 12);
    at += text.length;
  }
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, ...texts]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(segment.length + 2);
  return Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, segment, Buffer.from('ffd9', 'hex')]);
}
