// Forensic images of one segment: bytes changed anywhere, or sections changed with right checksums.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FaultLog } from '../../src/forensics/sources/faults.ts';
import { mediaChunks } from '../../src/forensics/sources/image.ts';
import { openImage } from '../../src/forensics/sources/open-image.ts';
import { restructure, restructure2, structural } from '../support/ewf-changes.ts';
import { e01Sections, mediaBytes, segmentFile } from '../support/ewf-image.ts';
import { ex01Sections, segmentFile2 } from '../support/ewf2-image.ts';
import { mutated } from './mutate.ts';
import { whole, type Draw, type Target } from './target.ts';

const MADE = ['encase2.E01', 'encase7.E01', 'encase7-v2.Ex01', 'ewfx.e01', 'smart.s01'].map((name) =>
  readFileSync(new URL(`../../fixtures/ewf/${name}`, import.meta.url)),
);
const PLAN = { media: mediaBytes(150 * 512), sectorsPerChunk: 16, chunksPerSegment: 1000 };
const WORDS = [
  'header',
  'header2',
  'volume',
  'table',
  'sectors',
  'digest',
  'hash',
  'next',
  'done',
  'EVF\t\r\n\u00ff\0',
];

export function ewf(): Target {
  return {
    make: (draw) => (draw() < 0.5 ? mutated(draw, MADE, WORDS) : withOtherSections(draw)),
    read: (input) => {
      const folder = mkdtempSync(join(tmpdir(), 'comity-fuzz-image-'));
      try {
        const path = join(
          folder,
          input[0] === 0x45 && input[2] === 0x46 && input[3] === 0x32 ? 'a.Ex01' : 'a.E01',
        );
        writeFileSync(path, input);
        const image = openImage(path, new FaultLog().add);
        try {
          for (const { bytes } of mediaChunks(image)) bytes.at(0);
          JSON.stringify(image.description);
        } finally {
          image.close();
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function withOtherSections(draw: Draw): Buffer {
  const [changes = []] = fc.sample(fc.array(structural, { minLength: 1, maxLength: 4 }), {
    seed: whole(draw, 2 ** 31),
    numRuns: 1,
  });
  const isFirst = draw() < 0.5;
  const first = e01Sections({ ...PLAN, compress: (chunk) => chunk % 2 === 0 });
  const second = ex01Sections({ ...PLAN, how: (chunk) => (chunk % 2 === 0 ? 'deflate' : 'plain') });
  for (const change of changes)
    if (isFirst) restructure(first, change);
    else restructure2(second, change);
  return Buffer.from(isFirst ? segmentFile(1, first[0] ?? []) : segmentFile2(1, second[0] ?? []));
}
