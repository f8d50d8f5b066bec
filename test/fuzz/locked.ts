// Encrypted volumes: what stands in clear before them, and what a key opens. A round of a key that is dear by design is left out.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { openMedium, walk } from '../../src/forensics/listing/list-image.ts';
import { fveOf } from '../../src/forensics/volumes/bitlocker-metadata.ts';
import type { Bytes } from '../../src/forensics/volumes/bytes.ts';
import { headerOf } from '../../src/forensics/volumes/luks-header.ts';
import type { LuksKdf } from '../../src/forensics/volumes/luks-key.ts';
import { openLuks } from '../../src/forensics/volumes/luks.ts';
import { bitlocker } from '../support/bitlocker-made.ts';
import { bytesOf, volumesFixture, volumesOf } from '../support/media.ts';
import { mutated } from './mutate.ts';
import { oneOf, unlessRefused, whole, type Draw, type Target } from './target.ts';

const seed = (name: string): Buffer =>
  gunzipSync(readFileSync(new URL(`../../fixtures/fuzz/seeds/${name}`, import.meta.url)));
/** Of the passphrase "correct horse", made by cryptsetup. */
const LUKS = [seed('luks1.header.gz'), seed('luks2.header.gz')];
const KEY = Buffer.from('correct horse');
const WORDS = [
  '"argon2id"',
  '"pbkdf2"',
  '"stripes":4000',
  '"offset":"0"',
  '"size":"dynamic"',
  '"sector_size":4096',
  '"iterations":0',
  '{"0":',
  '-1',
  'sha256',
  'aes-xts-plain64',
  '\0\0\0\0',
];
/** What is drawn after its headers is read as zeros, so that a key is looked for. */
const LUKS_BYTES = 2 * 1024 * 1024;

export function luks(): Target {
  const make = (draw: Draw): Buffer => {
    const from = oneOf(draw, LUKS);
    const input = mutated(draw, [from], WORDS);
    if (draw() < 0.7 && input.length > 4096 && from === LUKS[1]) sealed(input);
    return input;
  };
  const read = async (input: Uint8Array): Promise<void> => {
    const volume: Bytes = {
      size: LUKS_BYTES,
      readInto: (at, target) => {
        target.fill(0).set(input.subarray(at, at + target.length));
        return Math.max(0, Math.min(target.length, LUKS_BYTES - at));
      },
    };
    const header = await unlessRefused(() => headerOf(volume));
    if (header === undefined || typeof header === 'string') return;
    if (![header.digest.kdf, ...header.slots.map(({ kdf }) => kdf)].every(isCheap)) return;
    const opened = await unlessRefused(() => openLuks(volume, KEY));
    if (opened?.kind === 'open') opened.bytes.readInto(0, new Uint8Array(4096));
  };
  return { make, read };
}

function isCheap(kdf: LuksKdf): boolean {
  return kdf.type === 'pbkdf2'
    ? kdf.iterations < 10_000
    : kdf.memoryKib < 4096 && kdf.passes < 10 && kdf.lanes < 10;
}

/** The checksum of a header of LUKS2 made right again, or every change would end at it (LUKS2 On-Disk Format, 2.1). */
function sealed(input: Buffer): void {
  const size = Math.min(input.length, 16_384);
  input.fill(0, 448, 512);
  input.set(createHash('sha256').update(input.subarray(0, size)).digest(), 448);
}

export function bitLocker(): Target {
  const medium = volumesFixture();
  const small = volumesOf(medium)
    .filter(({ fileSystem }) => fileSystem !== undefined)
    .toSorted((one, other) => one.length - other.length)[0];
  const plain = Buffer.from(medium.subarray(small?.offset, (small?.offset ?? 0) + (small?.length ?? 0)));
  const good = (['startup', 'clear'] as const).map((by) => bitlocker(plain, { method: 0x8004, by: [by] }));
  const make = (draw: Draw): Buffer => {
    const { disk, copies } = oneOf(draw, good);
    const input = Buffer.from(disk);
    const places = draw() < 0.3 ? [0] : copies; // all three alike, or a whole one would be taken
    const at = whole(draw, 400);
    const [bit, value] = [whole(draw, 8), oneOf(draw, [0, 1, 0xffff, 0x8000, 0x7fff])];
    const isNumber = draw() < 0.4;
    for (const place of places) {
      if (isNumber) input.writeUInt16LE(value, place + at);
      else input[place + at] = input[place + at]! ^ (1 << bit);
    }
    return input;
  };
  const read = async (input: Uint8Array): Promise<void> => {
    await unlessRefused(() => fveOf(bytesOf(input)));
    const medium = await unlessRefused(() => openMedium(bytesOf(input), good[0]?.bek));
    for (const volume of medium?.volumes ?? [])
      await unlessRefused(() => {
        let left = 1000;
        for (const { entry } of walk(volume, () => undefined)) if (left-- <= 0 || entry.name === '') break;
      });
  };
  return { make, read };
}
