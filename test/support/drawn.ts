// Pictures for tests, made by libvips, which tells the environment of the process where it lies: the files after would see that.
import sharp, { type Sharp } from 'sharp';

delete process.env['VIPSHOME'];

/** Of bytes red, green, blue, row by row. */
export function drawn(width: number, height: number, bytes: Uint8Array): Sharp {
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}

/** 320 by 240 pixels of shapes that differ from number to number. */
export function shapes(number: number): Uint8Array {
  const bytes = new Uint8Array(320 * 240 * 3);
  for (let y = 0, at = 0; y < 240; y++)
    for (let x = 0; x < 320; x++, at += 3) {
      const [u, v] = [x / 320, y / 240];
      const isBright =
        Math.sin(u * u * (9 + 6 * number) + 5 * v) + Math.cos(number + v * v * (8 + 9 * number) - 4 * u) > 0;
      const value = isBright ? 235 : 20;
      bytes.fill(value, at, at + 3);
    }
  return bytes;
}
