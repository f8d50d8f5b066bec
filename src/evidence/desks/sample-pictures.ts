// Pictures for the sample case, drawn by arithmetic: no photograph of anybody or anything.
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];
type Drawing = (x: number, y: number) => Colour;

const WIDTH = 640;
const HEIGHT = 420;

/** Cranes and a ship against an evening sky. */
export function harbourPicture(): Buffer {
  const isCrane = (x: number, y: number, at: number): boolean => {
    const isMast = Math.abs(x - at) < 5 && y > 120 && y < 300;
    const isArm = Math.abs(y - 120 - (x - at) * -0.12) < 4 && x > at - 30 && x < at + 130;
    const isRope = Math.abs(x - at - 110) < 1 && y > 108 && y < 190;
    return isMast || isArm || isRope;
  };
  const isShip = (x: number, y: number): boolean => {
    const isHull = y > 268 && y < 304 && x > 60 + (y - 268) * 0.6 && x < 330 - (y - 268) * 0.9;
    const isHouse = x > 80 && x < 140 && y > 228 && y <= 268;
    const isLoad = x > 150 && x < 300 && y > 246 && y <= 268 && x % 38 > 3;
    return isHull || isHouse || isLoad;
  };
  return png((x, y) => {
    if (isShip(x, y) || isCrane(x, y, 360) || isCrane(x, y, 480)) return [24, 34, 44];
    if (y < 300) return mix([34, 62, 96], [242, 176, 120], y / 300);
    const ripple = Math.sin(x / 9 + y / 2) * Math.sin(y / 3.3) * 14;
    return mix([150, 120, 110], [20, 36, 56], (y - 300) / 120).map((part) => part + ripple) as never; // three parts
  });
}

/** A page of lines, figures and a stamp, with no word on it. */
export function invoicePicture(): Buffer {
  const isPage = (x: number, y: number): boolean => x > 150 && x < 490 && y > 14 && y < 410;
  const ink = (x: number, y: number): boolean => {
    if (y > 40 && y < 52) return x > 180 && x < 300;
    if (y > 62 && y < 90) return y % 10 < 3 && x > 180 && x < 260 - (y % 20);
    if (y > 130 && y < 300)
      return y % 17 < 3 && ((x > 180 && x < 330 + ((y * 7) % 30)) || (x > 410 && x < 460));
    return y > 318 && y < 322 && x > 380 && x < 460;
  };
  const isStamp = (x: number, y: number): boolean => {
    const distance = Math.hypot(x - 250, y - 350);
    return (distance > 34 && distance < 38) || (Math.abs(y - 350 + (x - 250) * 0.2) < 5 && distance < 28);
  };
  return png((x, y) => {
    const grain = ((x * 31 + y * 17) % 7) - 3;
    if (!isPage(x, y)) return [96 + grain, 74 + grain, 58 + grain];
    if (isStamp(x, y)) return [150, 60, 70];
    return ink(x, y) ? [52, 56, 66] : [238 + grain, 236 + grain, 228 + grain];
  });
}

/** A desk from above: a laptop, a telephone, a cup. */
export function deskPicture(): Buffer {
  const within = (
    x: number,
    y: number,
    [x0, y0, x1, y1]: readonly [number, number, number, number],
  ): boolean => x >= x0 && x < x1 && y >= y0 && y < y1;
  return png((x, y) => {
    if (within(x, y, [150, 60, 430, 230])) {
      const isScreen = within(x, y, [162, 72, 418, 218]);
      return isScreen ? mix([28, 58, 74], [60, 110, 122], (x + y) / 700) : [40, 42, 46];
    }
    if (within(x, y, [130, 230, 450, 370])) {
      const isKey = within(x, y, [150, 244, 430, 312]) && x % 20 > 3 && y % 17 > 3;
      const isPad = within(x, y, [250, 322, 330, 362]);
      return isKey ? [58, 60, 66] : isPad ? [150, 152, 156] : [176, 178, 182];
    }
    if (within(x, y, [500, 180, 560, 300]))
      return within(x, y, [505, 190, 555, 290]) ? [20, 22, 26] : [90, 92, 96];
    const cup = Math.hypot(x - 540, y - 100);
    if (cup < 44) return cup < 34 ? [84, 54, 36] : [240, 240, 236];
    const wood = Math.sin(y / 6 + Math.sin(x / 60) * 2) * 8;
    return [178 + wood, 138 + wood, 98 + wood];
  });
}

/** Portable Network Graphics (W3C, third edition): eight bits of red, green and blue, no filter. */
function png(draw: Drawing): Buffer {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      for (const [i, part] of draw(x, y).entries())
        rows[y * (1 + WIDTH * 3) + 1 + x * 3 + i] = Math.max(0, Math.min(255, Math.round(part)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const part = (i: 0 | 1 | 2): number => from[i] + (to[i] - from[i]) * share;
  return [part(0), part(1), part(2)];
}
