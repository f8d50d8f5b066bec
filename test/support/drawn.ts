// Pictures for tests, made by libvips, which tells the environment of the process where it lies: the files after would see that.
import sharp, { type Sharp } from 'sharp';

delete process.env['VIPSHOME'];

/** Of bytes red, green, blue, row by row. */
export function drawn(width: number, height: number, bytes: Uint8Array): Sharp {
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}
