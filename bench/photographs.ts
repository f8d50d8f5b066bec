// Photographs with what a camera writes, made or read: `make FOLDER COUNT`, `read FOLDER`.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { exif } from '../src/forensics/extractors/exif.ts';
import { inMemory, Spent } from '../src/forensics/extractors/extractor.ts';

const [, , what, folder = '', count] = process.argv;
if (what === 'make') {
  mkdirSync(folder);
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#678' } });
  const written = {
    IFD0: { Make: 'Example', Model: 'One', DateTime: '2026:03:01 10:20:30' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '48/1 51/1 30/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '2/1 17/1 40/1',
    },
  };
  const bytes = await picture.jpeg().withExif(written).toBuffer();
  for (let n = 0; n < Number(count); n++) writeFileSync(join(folder, `${n}.jpg`), bytes);
} else {
  let places = 0;
  for (const name of readdirSync(folder)) {
    const { facts } = exif.read(inMemory(readFileSync(join(folder, name))), new Spent(), name);
    process.stdout.write(`${JSON.stringify({ name, facts })}\n`);
    if (facts?.['latitude'] !== undefined) places += 1;
  }
  if (places === 0) throw new Error('no place was read in any photograph');
}
