// Looking inside: fingerprints of pictures beside the figures of the C++ reference, and look-ups among a million of them.
import { createCipheriv } from 'node:crypto';
import { pdqOf } from '../src/forensics/pictures/pdq.ts';
import { PictureIndex } from '../src/forensics/pictures/picture-index.ts';
import { leastMs } from './measure.ts';
import type { Row } from './table.ts';

/** Pictures of 512 by 512 a second and core: the most that the C++ reference (g++ -O3) did where it was built beside this program. */
const PDQ_REFERENCE = 261;
/** Look-ups a second among a million, at a distance of 31; the C++ reference does 251, FAISS 166. */
const LOOKUPS_LIMIT = 2400;
const [PICTURES, MILLION, LOOKUPS] = [200, 1_000_000, 2000];

export function forensics(): Row[] {
  return [pictures(), ...lookups()];
}

function rate(what: string, aSecond: number, limit: number, note: string): Row {
  return { what, ours: `${aSecond.toFixed(0)}/s`, peer: `${limit}/s`, ratio: aSecond / limit, gate: 1, note };
}

function pictures(): Row {
  const picture = { width: 512, height: 512, channels: 3, bytes: noise(512 * 512 * 3) } as const;
  const ms = leastMs(() => {
    for (let n = 0; n < PICTURES; n++) pdqOf(picture);
  });
  return rate(
    'PDQ of 512 by 512 pixels, CPU',
    (1000 * PICTURES) / ms,
    PDQ_REFERENCE,
    'the C++ reference, its best figure',
  );
}

function lookups(): Row[] {
  const all = noise(MILLION * 32);
  let index = new PictureIndex();
  const built = leastMs(() => {
    index = new PictureIndex(all);
  });
  let missed = 0;
  const ms = leastMs(() => {
    for (let n = 0; n < LOOKUPS; n++) {
      const row = n * Math.floor(MILLION / LOOKUPS);
      const query = Uint8Array.from(all.subarray(row * 32, (row + 1) * 32));
      for (let bit = 0; bit < 31; bit++) query[bit]! ^= 1 << (n & 7);
      if (!index.near(query, 31).some((near) => near.row === row)) missed += 1;
    }
  });
  if (missed > 0) throw new Error(`${missed} look-ups missed what is there`);
  return [
    rate(
      'look-ups among 1,000,000 fingerprints, CPU',
      (1000 * LOOKUPS) / ms,
      LOOKUPS_LIMIT,
      'the limit we set',
    ),
    { what: 'index of 1,000,000 fingerprints made, CPU', ours: `${(built / 1000).toFixed(2)} s`, peer: '', note: 'told, not gated' }, // prettier-ignore
  ];
}

function noise(bytes: number): Buffer {
  return createCipheriv('aes-256-ctr', Buffer.alloc(32, 7), Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
